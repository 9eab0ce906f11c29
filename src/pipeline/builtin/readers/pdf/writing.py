"""The text as it grows, and what is said of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import msgspec

from pipeline.builtin.readers.pdf.lines import Line
from pipeline.builtin.readers.pdf.paragraphs import Group, joiner
from pipeline.builtin.readers.pdf.place import LinePlace
from pipeline.builtin.readers.pdf.sheet import Box, Fragment, Sheet, unseen
from pipeline.model.document import Document, Mark
from pipeline.model.layout import Container, Paragraph, Piece
from pipeline.model.text import Span

ABOVE, BELOW = 0.88, 0.12
"""em; how far a line's box reaches above and below the baseline, as that of Chinese type does."""


class Begun(msgspec.Struct, gc=False):
    """A paragraph of the body, or what goes on of it, on a page: its first baseline there and its width, pt."""

    start: int
    end: int
    y: float
    x0: float
    x1: float
    first: bool
    """Whether it begins on the page."""


class Writing:
    """Paragraphs, one after the other; ``at`` is where the next one begins."""

    def __init__(self, sheets: Mapping[int, Sheet]) -> None:
        self.at = 0
        self.begun: dict[int, list[Begun]] = {}
        """What stands on each page, in the order of the text."""
        self._sheets = sheets
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._paragraphs: list[Paragraph] = []
        self._marks: list[Mark] = []

    def group(self, group: Group) -> int:
        """Write a paragraph; returns where it begins."""
        start = at = self.at
        parts: list[str] = []
        above: Line | None = None
        for line in group.lines:
            if above is not None and (between := joiner(above, line)):
                parts.append(between)
                at += len(between)
            sheet = self._sheets[line.page]
            for run, space in zip(line.runs, line.spaced, strict=True):
                at += space
                end = at + len(run.text)
                self._pieces.append(Piece(Span(at, end), _place(run, line, sheet), run.style))
                at = end
            parts.append(line.text)
            above = line
        self._texts.append("".join(parts))
        self._paragraphs.append(
            Paragraph(
                Span(start, at),
                group.container,
                group.alignment,
                group.first_indent,
                group.left_indent,
                group.right_indent,
                group.line_pitch,
                group.space_before,
            )
        )
        if group.container in ("body", "table"):
            self._note(group.lines, start, at)
        self.at = at + 1
        return start

    def _note(self, lines: list[Line], start: int, end: int) -> None:
        noted: set[int] = set()
        for line in lines:
            there = self.begun.setdefault(line.page, [])
            if line.page not in noted:
                noted.add(line.page)
                there.append(Begun(start, end, line.y, line.x0, line.x1, len(noted) == 1))
            else:
                there[-1].x0, there[-1].x1 = min(there[-1].x0, line.x0), max(there[-1].x1, line.x1)

    def began(self, page: int, start: int, box: Box) -> None:
        """Note a table, written from ``start`` on."""
        x0, top, x1, _ = box
        self.begun.setdefault(page, []).append(Begun(start, max(self.at - 1, start), top, x0, x1, first=True))

    def blank(self, container: Container) -> None:
        """Write a paragraph without text: that of an empty cell."""
        self._texts.append("")
        self._paragraphs.append(Paragraph(Span(self.at, self.at), container))
        self.at += 1

    def mark(self, span: Span, name: str, value: str) -> None:
        """Mark characters that are written."""
        self._marks.append(Mark(span, name, value))

    @contextmanager
    def marked(self, name: str, value: str = "") -> Iterator[None]:
        """Mark the paragraphs that are written inside."""
        start = self.at
        yield
        self.mark(Span(start, max(self.at - 1, start)), name, value)

    def document(self, name: str) -> Document:
        """What was written."""
        order = {"table": 0, "row": 1, "cell": 2, "header": 0, "footer": 0, "page-number": 1}
        return Document(
            name=name,
            kind="pdf",
            text="\n".join(self._texts),
            pieces=tuple(self._pieces),
            paragraphs=tuple(self._paragraphs),
            marks=tuple(sorted(self._marks, key=lambda m: (m.span.start, -m.span.end, order[m.name]))),
            provides=("text", "styles", "geometry"),
        )


def _place(run: Fragment, line: Line, sheet: Sheet) -> LinePlace:
    size = run.style.size or line.size
    turn, box = run.turn, sheet.box
    ends = (*run.lefts, run.rights[-1])
    if turn == 0:
        left, base = box[0], box[3] - run.y
        edges = tuple([x + left for x in ends]) if left else ends
        return LinePlace(sheet.number, edges[0], base + ABOVE * size, edges[-1], base - BELOW * size, edges)
    along = 0 if turn == 180 else 1
    one = unseen(box, turn, ends[0], run.y - ABOVE * size)
    two = unseen(box, turn, ends[-1], run.y + BELOW * size)
    x0, x1 = sorted((one[0], two[0]))
    bottom, top = sorted((one[1], two[1]))
    return LinePlace(sheet.number, x0, top, x1, bottom, tuple(unseen(box, turn, x, run.y)[along] for x in ends), turn)
