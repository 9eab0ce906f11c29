"""Comments (ECMA-376 part 1, 17.13.4): what they say, and the text that they are about."""

from collections.abc import Iterator
from typing import Any

from pipeline.builtin.readers.docx.body.places import run_text
from pipeline.builtin.readers.docx.package.ooxml import ID, PARAGRAPH, REMOVED, RUN, W
from pipeline.model.document import Mark
from pipeline.model.text import Span

LONGEST = 10_000
"""Characters of a comment that are kept."""


class Comments:
    """Where the comments of the main part begin, end and are referred to."""

    def __init__(self) -> None:
        self._begun: dict[str, int] = {}
        self._ended: dict[str, int] = {}
        self._referred: dict[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._begun or self._referred)

    def begin(self, element: Any, at: int) -> None:
        """What a ``w:commentRangeStart`` is about begins at ``at``."""
        self._begun.setdefault(element.get(ID, ""), at)

    def end(self, element: Any, at: int) -> None:
        """What a ``w:commentRangeEnd`` is about ends at ``at``."""
        self._ended.setdefault(element.get(ID, ""), at)

    def refer(self, element: Any, at: int) -> None:
        """A ``w:commentReference`` stands at ``at``."""
        self._referred.setdefault(element.get(ID, ""), at)

    def marks(self, root: Any, length: int) -> Iterator[Mark]:
        """A mark for each comment of the part ``root`` that the text, ``length`` characters long, points to."""
        for comment in root.iterchildren(W + "comment"):
            number = comment.get(ID, "")
            place = self._referred.get(number)
            start = self._begun.get(number, place)
            if start is None:
                continue
            end = self._ended.get(number, place)
            start = min(start, length)
            stop = start if end is None else min(max(start, end), length)
            yield Mark(Span(start, stop), "comment", _told(comment))


def _told(comment: Any) -> str:
    author = comment.get(W + "author", "")
    lines = ["".join(_runs(paragraph)) for paragraph in comment.iter(PARAGRAPH)]
    said = "\n".join(lines)
    return f"{author}: {said}"[:LONGEST]


def _runs(paragraph: Any) -> Iterator[str]:
    for run in paragraph.iter(RUN):
        if next(run.iterancestors(*REMOVED), None) is None:
            yield run_text(run)
