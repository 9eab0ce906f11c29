"""What a document looks like once read, split and checked, and how much of it two readings share."""

import difflib
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.builtin.rules import RULES
from pipeline.builtin.structure.protected import Protected
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.parts import Reader
from pipeline.model.document import ROLES, Document, Source
from pipeline.model.finding import Finding

ASPECTS = ("outline", "roles", "findings")


class Reading(NamedTuple):
    """``outline``: (level, number, title); ``roles``: (role, text); ``findings``: (rule, excerpt). Without blanks."""

    outline: list[tuple[str, ...]]
    roles: list[tuple[str, ...]]
    findings: list[tuple[str, ...]]
    pages: int
    seconds: float
    """The best of three, for reading alone."""


class Share(NamedTuple):
    """``equal`` of ``total`` entries of both readings stand in both."""

    equal: int
    total: int

    def __str__(self) -> str:
        return f"{self.equal}/{self.total}"


def read(reader: Reader, path: Path) -> Reading:
    """Read, split and check a file by the rules that need nothing but its text."""
    source = Source(path.name, path.read_bytes())
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        document = reader.read(source)
        seconds.append(time.perf_counter() - start)
    document = Structure().split(Protected().split(document))
    return Reading(
        [(str(part.level), _bare(part.number), _bare(part.title)) for part in document.sections],
        _roles(document),
        _findings(document),
        len(document.pages),
        min(seconds),
    )


def share(aspect: str, first: Reading, second: Reading) -> Share:
    """How much of one aspect is equal: in order for outline and roles, as a multiset for findings."""
    one, other = getattr(first, aspect), getattr(second, aspect)
    if aspect == "findings":
        matches = (Counter(one) & Counter(other)).total()
    else:
        matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
        matches = sum(block.size for block in matcher.get_matching_blocks())
    return Share(2 * matches, len(one) + len(other))


def differences(aspect: str, first: Reading, second: Reading) -> list[str]:
    """A line for each entry that only one has: ``-`` the first, ``+`` the second."""
    lines = ([" | ".join(entry) for entry in getattr(reading, aspect)] for reading in (first, second))
    order = sorted if aspect == "findings" else list
    one, other = (order(entries) for entries in lines)
    return [line for line in difflib.ndiff(one, other) if line[0] in "-+"]


def _roles(document: Document) -> list[tuple[str, ...]]:
    """Of the body and its tables; text boxes, headers, footers and notes stand where their format puts them."""
    roles: list[tuple[str, ...]] = []
    for mark in document.marked(*ROLES):
        text, paragraph = _bare(document.cut(mark.span)), document.paragraph_at(mark.span.start)
        if text and paragraph and paragraph.container in {"body", "table"}:
            roles.append((mark.name, text))
    return roles


def _findings(document: Document) -> list[tuple[str, ...]]:
    rules = (rule() for rule in RULES if rule.needs == ("text",))
    found: Sequence[Finding] = [
        finding for rule in rules for finding in rule.check(document) if isinstance(finding, Finding)
    ]
    return [(finding.rule, _bare(document.cut(finding.span))) for finding in found]


def _bare(text: str) -> str:
    return "".join(text.split())
