"""The text laid out as a document: paragraphs, tables, and what stands apart from the body."""

import bisect
import itertools

import msgspec

from pipeline.builtin.output.exporters.cuts import Cuts, Run
from pipeline.model.document import ROLES, Document, Mark
from pipeline.model.layout import Paragraph
from pipeline.model.text import Span

DEEPEST = 8
"""Tables nested deeper are shown as paragraphs of the cell around them."""
_SHAPES = ("table", "row", "cell")
_INSIDE = {"table": "row", "row": "cell", "cell": "table"}
_INDENTED = frozenset({"", "heading", "body", "item", "attachment-note", "note", "other"})


class Line(msgspec.Struct, frozen=True):
    """A paragraph with the names that style it."""

    names: str
    runs: tuple[Run, ...]


class Cell(msgspec.Struct):
    """What a table cell holds, or the whole document."""

    column: int = 1
    columns: int = 1
    blocks: list["Block"] = msgspec.field(default_factory=list)


class Block(msgspec.Struct):
    """One of: a paragraph; the rows of a table; paragraphs that stand apart, by their container."""

    line: Line | None = None
    rows: list[list[Cell]] = msgspec.field(default_factory=list)
    container: str = ""
    lines: list[Line] = msgspec.field(default_factory=list)


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Those of the document, or one for a text that has none."""
    return document.paragraphs or (Paragraph(Span(0, len(document.text))),)


def blocks(document: Document, cuts: Cuts) -> list[Block]:
    """The document from top to bottom."""
    tables = _Tables(document)
    roles = [mark for mark in document.marks if mark.name in ROLES]
    starts = [mark.span.start for mark in roles]
    for paragraph in paragraphs(document):
        cell = tables.cell(paragraph.span)
        line = _line(document, paragraph, cuts, roles, starts)
        if paragraph.container in ("body", "table") or cell is not tables.whole:
            cell.blocks.append(Block(line=line))
        elif cell.blocks and cell.blocks[-1].container == paragraph.container:
            cell.blocks[-1].lines.append(line)
        else:
            cell.blocks.append(Block(container=paragraph.container, lines=[line]))
    for rows in tables.found:
        _stretch(rows)
    return tables.whole.blocks


def _line(document: Document, paragraph: Paragraph, cuts: Cuts, roles: list[Mark], starts: list[int]) -> Line:
    span = paragraph.span
    text = document.text[span.start : span.end]
    typed = len(text) - len(text.lstrip())
    at = span.start + typed
    index = bisect.bisect_right(starts, at) - 1
    role = roles[index] if index >= 0 and at < roles[index].span.end else None
    heading, name = None, role.name if role else ""
    names = [name]
    if role and name == "heading":
        names.append(f"level-{role.value}")
        if role.span.end < span.start + len(text.rstrip()):
            heading, names = Span(max(role.span.start, span.start), role.span.end), ["body"]
    if not text.strip():
        names.append("blank")
    elif not typed and name in _INDENTED and paragraph.alignment in (None, "left", "justify"):
        names.append("flush" if _flush(paragraph) else "indented")
    if paragraph.alignment in ("centre", "right"):
        names.append(paragraph.alignment)
    level = role.value if role and heading else ""
    return Line(" ".join(filter(None, names)), tuple(cuts.runs(span, heading, level)))


def _flush(paragraph: Paragraph) -> bool:
    """Whether the file says that the first character stands at the left edge."""
    return paragraph.first_indent is not None and paragraph.first_indent + (paragraph.left_indent or 0) <= 0


class _Tables:
    """Walks the marks ``table``, ``row``, ``cell`` along with the paragraphs.

    Marks of equal spans (a table of one cell) nest in the order in which they can.
    """

    def __init__(self, document: Document) -> None:
        self.whole = Cell()
        self.found: list[list[list[Cell]]] = []
        self._groups = itertools.groupby(document.marked(*_SHAPES), key=lambda mark: mark.span)
        self._next = next(self._groups, None)
        self._open: list[tuple[Mark, Cell, list[list[Cell]]]] = []

    def cell(self, span: Span) -> Cell:
        """The innermost cell around a paragraph, or the document; ask in the order of the text."""
        while self._next is not None and self._next[0].start <= span.start:
            self._close(self._next[0])
            waiting = list(self._next[1])
            while waiting:
                wanted = _INSIDE[self._open[-1][0].name if self._open else "cell"]
                mark = min(waiting, key=lambda one: (one.name != wanted, _SHAPES.index(one.name)))
                waiting.remove(mark)
                self._enter(mark)
            self._next = next(self._groups, None)
        self._close(span)
        return self._inner()

    def _inner(self) -> Cell:
        return next((cell for mark, cell, _ in reversed(self._open) if mark.name == "cell"), self.whole)

    def _close(self, span: Span) -> None:
        for index, (mark, _, _) in enumerate(self._open):
            if not mark.span.holds(span):
                del self._open[index:]
                return

    def _enter(self, mark: Mark) -> None:
        if mark.name == "table":
            if sum(one.name == "table" for one, _, _ in self._open) < DEEPEST:
                self._open.append((mark, self.whole, []))
            return
        above = "table" if mark.name == "row" else "row"
        while self._open and self._open[-1][0].name == "table" and above != "table":
            self._open.pop()
        if not self._open or self._open[-1][0].name != above:
            return
        rows = self._open[-1][2]
        if mark.name == "row":
            if not rows:
                self._inner().blocks.append(Block(rows=rows))
                self.found.append(rows)
            rows.append([])
            self._open.append((mark, self.whole, rows))
        else:
            column = mark.value.rpartition(",")[2]
            cell = Cell(int(column) if column.isdecimal() else len(rows[-1]) + 1)
            rows[-1].append(cell)
            self._open.append((mark, cell, rows))


def _stretch(rows: list[list[Cell]]) -> None:
    """A cell reaches to where the next one begins, the first and the last to the table's edges."""
    edge = max((cell.column for row in rows for cell in row), default=0) + 1
    for row in rows:
        if row and row[0].column > 1:
            row.insert(0, Cell())
        for cell, column in zip(row, [*(cell.column for cell in row[1:]), edge], strict=True):
            cell.columns = min(max(1, column - cell.column), 1000)
