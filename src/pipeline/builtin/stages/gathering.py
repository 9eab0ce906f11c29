"""Many findings of one rule as one, by the rule's own policy."""

from collections.abc import Iterator, Sequence
from itertools import chain

import msgspec

from pipeline.contract.policy import Gather
from pipeline.model.finding import Alike, Finding, Fix, Severity
from pipeline.model.text import Text

Kind = tuple[Text | str, bool | None, Severity]
"""What findings that can be one have in common: kind or message, whether a fix is safe, how grave they are."""
NO_KIND = Alike("")


def gathered(findings: Sequence[Finding], policy: Gather | None) -> Iterator[Finding]:
    """The ``findings`` of one rule; where ``policy`` says so, several as one."""
    if policy is None:
        yield from map(_alone, findings)
        return
    kinds = list(_kinds(findings, policy))
    many = policy.above is not None and len(findings) > policy.above
    common = [_common(kind, policy, many=many) for kind in kinds]
    left = sum(1 if one else len(kind) for kind, one in zip(kinds, common, strict=True))
    if policy.most is not None and left > policy.most:
        yield _mixed(kinds, policy)
        return
    for kind, one in zip(kinds, common, strict=True):
        if one:
            yield _together(kind, policy, _message(kind))
        else:
            yield from map(_alone, kind)


def _kinds(findings: Sequence[Finding], policy: Gather) -> Iterator[list[Finding]]:
    """The findings that can be one, in the order of their first."""
    kinds: dict[Kind, list[Finding]] = {}
    for number, finding in enumerate(findings):
        safe = None if finding.fix is None else finding.fix.safe
        key: Kind = (finding.message, safe, finding.severity)
        if policy.by == "kind":
            key = (f"kind {finding.alike.kind}" if finding.alike else f"finding {number}", bool(safe), finding.severity)
        kinds.setdefault(key, []).append(finding)
    yield from kinds.values()


def _common(kind: list[Finding], policy: Gather, *, many: bool) -> bool:
    """Whether the findings of one kind become one; ``many``: those of the rule are many."""
    if policy.by == "message":
        return many and len(kind) > 1
    alike = kind[0].alike
    if alike is None:
        return False
    if policy.above is not None and len(kind) > policy.above:
        return True
    if policy.share is None or alike.of is None or len(kind) < policy.least:
        return False
    return _weight(kind) > alike.of * policy.share


def _weight(kind: list[Finding]) -> float:
    return sum(finding.alike.weight for finding in kind if finding.alike)


def _message(kind: list[Finding]) -> Text:
    """The message of the finding that stands for ``kind``, with the number of its places."""
    first, count = kind[0], str(len(kind))
    if len(kind) == 1:
        return first.message
    many = first.alike.many if first.alike else None
    if many is not None:
        return Text(many.zh.replace("{count}", count), many.en.replace("{count}", count))
    zh, en = first.message.zh, first.message.en
    return Text(f"{zh}（全文 {count} 处）", f"{en} ({count} places in the document)")


def _mixed(kinds: list[list[Finding]], policy: Gather) -> Finding:
    """Put the findings of all kinds together, at the first of the weightiest kind."""
    kind = max(kinds, key=lambda kind: (_weight(kind), (kind[0].alike or NO_KIND).kind))
    message = (kind[0].alike.mixed if kind[0].alike else None) or kind[0].message
    count = sum(map(len, kinds))
    zh, en = (
        text.replace("{count}", str(count)).replace("{kinds}", str(len(kinds))).replace("{others}", str(len(kinds) - 1))
        for text in (message.zh, message.en)
    )
    rest = [finding for other in kinds if other is not kind for finding in other]
    return _together([*kind, *sorted(rest, key=lambda finding: finding.span)], policy, Text(zh, en))


def _together(findings: list[Finding], policy: Gather, message: Text) -> Finding:
    """The first finding with the places and edits of all."""
    first = findings[0]
    places = tuple(dict.fromkeys(chain.from_iterable(finding.places for finding in findings)))
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    whole = None
    if fixes:
        whole = Fix(
            tuple(chain.from_iterable(fix.edits for fix in fixes)),
            all(fix.safe for fix in fixes),
            tuple(chain.from_iterable(fix.styles for fix in fixes)),
            tuple(chain.from_iterable(fix.paragraphs for fix in fixes)),
            tuple(chain.from_iterable(fix.pages for fix in fixes)),
        )
    return msgspec.structs.replace(first, scope=policy.scope, message=message, fix=whole, places=places, alike=None)


def _alone(finding: Finding) -> Finding:
    return finding if finding.alike is None else msgspec.structs.replace(finding, alike=None)
