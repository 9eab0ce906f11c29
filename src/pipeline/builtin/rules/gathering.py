"""Many findings of one kind as one for the document."""

from collections.abc import Iterable, Iterator

import msgspec

from pipeline.model.finding import Finding, Fix
from pipeline.model.text import Text

MOST = 20
"""Findings of one rule up to which each is of use."""


def gathered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """``findings``; where they are more than :data:`MOST`, those of one message as one, where the first stands.

    That one says how many there are and holds all their edits. Findings whose fix is safe
    and those whose fix is not are never put together.
    """
    kinds: dict[tuple[Text, bool | None], list[Finding]] = {}
    for finding in findings:
        safe = None if finding.fix is None else finding.fix.safe
        kinds.setdefault((finding.message, safe), []).append(finding)
    many = sum(map(len, kinds.values())) > MOST
    for (message, safe), alike in kinds.items():
        count = len(alike)
        if not many or count == 1:
            yield from alike
            continue
        yield msgspec.structs.replace(
            alike[0],
            scope="document",
            message=Text(f"{message.zh}（全文 {count} 处）", f"{message.en} ({count} places in the document)"),
            fix=None if safe is None else Fix(tuple(edit for one in alike if one.fix for edit in one.fix.edits), safe),
        )
