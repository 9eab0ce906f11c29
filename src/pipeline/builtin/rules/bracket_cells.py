"""Where marks that come in pairs are looked for together: the body, each cell, each box; and cells that go on."""

import bisect
from collections.abc import Iterable, Mapping

import msgspec

from pipeline.builtin.rules.bracket_reading import OPENERS, PARTNERS, kind_of
from pipeline.model.document import Document
from pipeline.model.layout import Paragraph
from pipeline.model.text import Span


class Cell(msgspec.Struct, frozen=True):
    """A cell; ``table`` is the number of its table."""

    span: Span
    table: int
    row: int
    column: int


class Cells:
    """The cells of a document's tables."""

    def __init__(self, document: Document) -> None:
        tables = [mark.span.start for mark in document.marked("table")]
        self._rows_cut = document.kind == "pdf"
        """Whether what stands in one cell on paper may have come into several."""
        self._cells = [
            Cell(mark.span, bisect.bisect_right(tables, mark.span.start), *_numbers(mark.value, number))
            for number, mark in enumerate(document.marked("cell"))
        ]
        self._starts = [cell.span.start for cell in self._cells]

    def at(self, position: int) -> Cell | None:
        """The cell that holds the character at ``position``; of one inside another, the inner."""
        index = bisect.bisect_right(self._starts, position) - 1
        if index >= 0 and self._cells[index].span.start <= position < self._cells[index].span.end:
            return self._cells[index]
        return None

    def paired(self, signs: Mapping[int, str]) -> frozenset[int]:
        """Where marks without a partner stand, by their signs, that have it in the cell below: one goes on over a page.

        In a pdf, it may be any later cell of the table.
        """
        done: set[int] = set()
        waiting: list[int] = []
        for at in sorted(signs):
            cell = self.at(at)
            if cell is None:
                continue
            if signs[at] in PARTNERS:
                waiting.append(at)
                continue
            kind = kind_of(OPENERS.get(signs[at], ""))
            for opener in reversed(waiting):
                if kind_of(signs[opener]) == kind and self._go_on(self.at(opener), cell):
                    waiting.remove(opener)
                    done |= {opener, at}
                    break
        return frozenset(done)

    def _go_on(self, cell: Cell | None, other: Cell) -> bool:
        """Whether ``other`` may hold the end of what stands in ``cell``."""
        if cell is None or cell.table != other.table:
            return False
        return self._rows_cut or (cell.column == other.column and other.row == cell.row + 1)


def stretches(document: Document, cells: Cells) -> Iterable[list[Paragraph]]:
    """The paragraphs of the body, those of each cell of a table, and others of one place that follow one another."""
    together: dict[object, list[Paragraph]] = {}
    run, last = 0, ""
    for paragraph in document.paragraphs:
        cell = cells.at(paragraph.span.start) if paragraph.container == "table" else None
        run += paragraph.container != last
        last = paragraph.container
        key: object = run if paragraph.container != "body" else "body"
        if cell is not None and cell.span.holds(paragraph.span):
            key = cell.span
        if paragraph.span:
            together.setdefault(key, []).append(paragraph)
    return together.values()


def _numbers(value: str, number: int) -> tuple[int, int]:
    """Row and column of a cell, as its mark says them; of one that does not say, a row of its own."""
    row, _, column = value.partition(",")
    return (int(row), int(column)) if row.isdigit() and column.isdigit() else (number, 0)
