"""Rows of text cut into cells by the white between them, for tables without upright lines."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from pipeline.builtin.readers.pdf.lines import Row, line
from pipeline.builtin.readers.pdf.ruling import Cell, Table
from pipeline.builtin.readers.pdf.sheet import Box, Fragment

APART = 1.2
"""em; wider white parts cells (姓　名 is one)."""
BETWEEN = 0.55
"""em; the least white between columns, over all rows."""

MOST = 60
"""Columns of a table; more are a drawing made of words."""

Interval = tuple[float, float]


class Stretch(msgspec.Struct):
    """What a row holds between two wide gaps."""

    x0: float
    x1: float
    fragments: list[Fragment]

    @property
    def text(self) -> str:
        """Its characters, white left out."""
        return "".join("".join(part.text for part in self.fragments).split())


class Cut(msgspec.Struct):
    """A row as its stretches."""

    row: Row
    stretches: list[Stretch]


def cut(row: Row, apart: float = APART) -> Cut:
    """The row cut where white is wider than ``apart`` (em)."""
    parts = [part for part in row.fragments if not part.text.isspace()]
    starts, reach, least = [0], float("-inf"), apart * row.size
    ends: list[float] = []
    for index, part in enumerate(parts):
        if index and part.lefts[0] - reach >= least:
            starts.append(index)
            ends.append(reach)
        reach = max(reach, part.rights[-1])
    if not parts:
        return Cut(row, [])
    bounds = pairwise([*starts, len(parts)])
    return Cut(
        row,
        [
            Stretch(parts[start].lefts[0], x1, parts[start:end])
            for (start, end), x1 in zip(bounds, [*ends, reach], strict=True)
        ],
    )


def columns(cuts: Iterable[Cut], em: float) -> list[Interval]:
    """From where to where columns reach: what is filled in any of the rows, over white that all of them keep.

    None, where there are more than :data:`MOST`.
    """
    found: list[Interval] = []
    for x0, x1 in sorted((one.x0, one.x1) for made in cuts for one in made.stretches):
        if found and x0 - found[-1][1] < BETWEEN * em:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found if len(found) <= MOST else []


def column_of(stretch: Stretch, intervals: Sequence[Interval]) -> int:
    """The first column that the stretch reaches into; the nearest, if it stands between two."""
    for index, (_, x1) in enumerate(intervals):
        if stretch.x0 < x1:
            return index
    return len(intervals) - 1


def table(rows: Sequence[Sequence[Cut]], intervals: Sequence[Interval], box: Box, page: int) -> Table:
    """The table whose rows are made of these rows of text; a cell that is white in all of them is empty."""
    cells: list[Cell] = []
    for number, cuts in enumerate(rows, 1):
        filled: list[list[tuple[Cut, Stretch]]] = [[] for _ in intervals]
        for made in cuts:
            for one in made.stretches:
                filled[column_of(one, intervals)].append((made, one))
        top = cuts[0].row.y - cuts[0].row.size
        bottom = cuts[-1].row.y + 0.3 * cuts[-1].row.size
        for column, (interval, parts) in enumerate(zip(intervals, filled, strict=True), 1):
            x1 = max([interval[1], *(one.x1 for _, one in parts)])
            cell = Cell((interval[0], top, x1, bottom), number, column)
            for made in cuts:
                here = [part for of, one in parts if of is made for part in one.fragments]
                if here and (whole := line(here, made.row.y, page)) is not None:
                    cell.lines.append(whole)
            cells.append(cell)
    return Table(box, cells)
