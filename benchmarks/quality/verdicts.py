"""The verdict store: JSON Lines, one line a finding that readers judged.

A line holds no text of the document but an excerpt of at most ``EXCERPT`` characters.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

import msgspec

EXCERPT: Final = 12
"""Characters of a document that may be kept: enough to know the place again, too few to be a copy."""
READERS: Final = ("a", "b")
REASON: Final = 120
"""Characters of a reader's reason that are kept: a sentence."""
_QUOTATION: Final = re.compile(rf"([“「『\"《‘])[^”」』\"》’]{{{EXCERPT + 1},}}([”」』\"》’])")

Judgement = Literal["right", "debatable", "wrong"]
JUDGEMENTS: Final[tuple[Judgement, ...]] = ("right", "debatable", "wrong")
Level = Literal["error", "warning", "info"]


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """A finding of a document, and what each reader said of it."""

    source: str
    """Where the document came from: ``owner/name@commit:path``, or its path in the folder that was drawn from."""
    sha256: str
    rule: str
    severity: Level
    start: int
    end: int
    excerpt: str
    verdicts: dict[str, Judgement] = {}
    reasons: dict[str, str] = {}
    """In the readers' own words."""

    @property
    def key(self) -> tuple[str, str, int, int]:
        """What tells one finding from another; a document has one of a rule at a place."""
        return self.sha256, self.rule, self.start, self.end

    @property
    def agreed(self) -> Judgement | None:
        """What all readers said alike; ``None`` where they differ, or where nobody has judged yet."""
        said = set(self.verdicts.values())
        return said.pop() if len(said) == 1 else None


def load(path: Path) -> list[Verdict]:
    """The verdicts of a file; none where it does not exist yet."""
    if not path.exists():
        return []
    return [msgspec.json.decode(line, type=Verdict) for line in path.read_bytes().splitlines() if line.strip()]


def save(path: Path, verdicts: Iterable[Verdict]) -> None:
    """Write the file anew, in the order of sources and places."""
    ordered = sorted(verdicts, key=lambda one: (one.source, one.start, one.end, one.rule))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.part")
    beside.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in ordered))
    os.replace(beside, path)


def merged(kept: Iterable[Verdict], new: Iterable[Verdict]) -> list[Verdict]:
    """Both; a finding that was judged again has the new verdicts."""
    return list({one.key: one for one in (*kept, *new)}.values())


def own_words(reason: str) -> str:
    """The reason on one line, without what it quotes at length from the document."""
    return _QUOTATION.sub(r"\1…\2", " ".join(reason.split()))[:REASON]
