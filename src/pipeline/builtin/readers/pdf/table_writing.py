"""Tables to text; what goes on over the end of a page is one table."""

import bisect
from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from pipeline.builtin.readers.pdf.frames import Frame
from pipeline.builtin.readers.pdf.pages import Leaf
from pipeline.builtin.readers.pdf.paragraphs import groups, usual_pitch
from pipeline.builtin.readers.pdf.ruling import SNAP, Cell, Table
from pipeline.builtin.readers.pdf.writing import Writing

PADDING = 5.6
"""pt; the most white inside a cell's edge (Word's own is 5.4) that belongs to no indent."""
ROOM = 14.0
"""pt; with so much more room than its next row needs, a table has ended."""


class Part(msgspec.Struct):
    """A table on one page."""

    page: int
    table: Table

    @property
    def lefts(self) -> list[float]:
        """Where its cells begin, from the left."""
        return _apart(cell.box[0] for cell in self.table.cells)

    @property
    def rows(self) -> list[list[Cell]]:
        """Its cells, row by row."""
        return [list(cells) for _, cells in groupby(self.table.cells, key=lambda cell: cell.row)]


def deepest(leaves: Iterable[Leaf]) -> dict[tuple[float, float], float]:
    """How far down pages of one size are filled, pt."""
    found: dict[tuple[float, float], float] = {}
    for leaf in leaves:
        size = leaf.sheet.width, leaf.sheet.height
        ends = [table.box[3] for table in leaf.tables] + [line.y for line in leaf.lines[-1:]]
        found[size] = max([found.get(size, 0.0), *ends])
    return found


def goes_on(before: Part, after: Part, bottom: float) -> bool:
    """Whether ``after``, on top of the next page, continues the table that ends the page before.

    It is as wide, and above ``bottom`` there was no room for its first row.
    """
    one, two = before.table.box, after.table.box
    if after.page != before.page + 1 or abs(one[0] - two[0]) > SNAP or abs(one[2] - two[2]) > SNAP:
        return False
    height = min(cell.box[3] - cell.box[1] for cell in after.rows[0])
    return bottom - one[3] < height + ROOM


def write_table(writing: Writing, parts: Sequence[Part]) -> None:
    """Write one table; the head that pages repeat is written once."""
    lefts = _apart(x for part in parts for x in part.lefts)
    head = [_said(row) for row in parts[0].rows]
    number = 0
    with writing.marked("table"):
        for part in parts:
            rows = part.rows
            first = 0 if part is parts[0] else _repeated(rows, head)
            start = writing.at
            shift = number - first
            for row in rows[first:]:
                number = row[0].row + shift
                with writing.marked("row", str(number)):
                    for cell in row:
                        column = cell.column if len(parts) == 1 else _column(cell, lefts)
                        with writing.marked("cell", f"{number},{column}"):
                            _write_cell(writing, cell)
            writing.began(part.page, start, part.table.box)


def _apart(places: Iterable[float]) -> list[float]:
    """The places in order, of those close together the first."""
    found: list[float] = []
    for x in sorted(set(places)):
        if not found or x - found[-1] > SNAP:
            found.append(x)
    return found


def _column(cell: Cell, lefts: Sequence[float]) -> int:
    return bisect.bisect_right(lefts, cell.box[0] + SNAP)


def _said(row: Iterable[Cell]) -> list[str]:
    return ["".join(line.text for line in cell.lines) for cell in row]


def _repeated(rows: Sequence[list[Cell]], head: Sequence[list[str]]) -> int:
    """How many rows from the top say the same as the first rows of the table; not all of them."""
    count = 0
    for row, same in zip(rows[:-1], head, strict=False):
        if _said(row) != same or not any(same):
            break
        count += 1
    return count


def _write_cell(writing: Writing, cell: Cell) -> None:
    if not cell.lines:
        writing.blank("table")
        return
    x0, _, x1, _ = cell.box
    padding = max(0.0, min(PADDING, min(line.x0 for line in cell.lines) - x0))
    around = Frame(x0 + padding, x1 - padding)
    placed = [(one, around) for one in cell.lines]
    for group in groups(placed, usual_pitch(placed), "table"):
        writing.group(group)
