"""Rows to lines in the order of reading, through columns where a page has them."""

import statistics
from collections.abc import Sequence

import msgspec

from pipeline.builtin.formats.pdf.lines import Line, Row, line

ROWS = 5
"""A column has at least this many rows."""
FILLED = 0.6
"""The share of its column's width that a row in the middle of the list takes up."""
MIDDLE = (0.25, 0.75)
"""Where on the width of the text a gutter is looked for."""
DEEPEST = 3
_STEP = 2.0


class Block(msgspec.Struct):
    """Lines that stand below each other."""

    lines: list[Line]
    column: int = 0
    """0: the whole width; what stands in ``n`` has its left part in 2n + 1 and its right in 2n + 2."""

    @property
    def leftmost(self) -> bool:
        """Whether nothing stands left of it."""
        return not self.column & (self.column + 1)


def blocks(rows: Sequence[Row], page: int, column: int = 0) -> list[Block]:
    """The page's lines, in blocks, in the order of reading."""
    filled = [row.stretches() for row in rows]
    gutter = _gutter(filled) if column < 2**DEEPEST else None
    if gutter is None:
        return _plain(rows, page, column)
    result: list[Block] = []
    stretch: list[int] = []
    plain: list[Row] = []

    def close() -> None:
        if stretch and _columns([filled[index] for index in stretch], gutter):
            result.extend(_plain(plain, page, column))
            plain.clear()
            inside = [rows[index] for index in stretch]
            result.extend(blocks(_side(inside, gutter, right=False), page, 2 * column + 1))
            result.extend(blocks(_side(inside, gutter, right=True), page, 2 * column + 2))
        else:
            plain.extend(rows[index] for index in stretch)
        stretch.clear()

    for index, row in enumerate(rows):
        if any(x0 < gutter - 1 and gutter + 1 < x1 for x0, x1 in filled[index]):
            close()
            plain.append(row)
        else:
            stretch.append(index)
    close()
    return result + _plain(plain, page, column)


def _plain(rows: Sequence[Row], page: int, column: int) -> list[Block]:
    lines = [one for row in rows if (one := line(row.fragments, row.y, page)) is not None]
    return [Block(lines, column)] if lines else []


def _side(rows: Sequence[Row], gutter: float, *, right: bool) -> list[Row]:
    made = [Row(row.y, [part for part in row.fragments if (part.lefts[0] > gutter) == right], row.size) for row in rows]
    return [row for row in made if row.fragments]


def _gutter(filled: Sequence[Sequence[tuple[float, float]]]) -> float | None:
    """Where the fewest rows cross the middle part of the page, if hardly any do there."""
    if len(filled) < 2 * ROWS:
        return None
    left, right = min(row[0][0] for row in filled), max(row[-1][1] for row in filled)
    width = right - left
    if width < 100:
        return None
    bins = int(width / _STEP) + 1
    cover = [0] * (bins + 2)
    for row in filled:
        for x0, x1 in row:
            cover[int((x0 - left) / _STEP)] += 1
            cover[min(int((x1 - left) / _STEP) + 1, bins)] -= 1
    total = 0
    for index, change in enumerate(cover):
        total += change
        cover[index] = total
    low, high = int(bins * MIDDLE[0]), int(bins * MIDDLE[1])
    least = min(cover[low:high])
    if least > 0.4 * max(cover):
        return None
    best, run = (0, 0), 0
    for index in range(low, high + 1):
        run = run + 1 if index < high and cover[index] == least else 0
        best = max(best, (run, index))
    length, last = best
    return left + (last - (length - 1) / 2 + 0.5) * _STEP


def _columns(filled: Sequence[Sequence[tuple[float, float]]], gutter: float) -> bool:
    """Whether the rows, none of which crosses the gutter, are text in columns and no form or list."""
    left, right = min(row[0][0] for row in filled), max(row[-1][1] for row in filled)
    for side, size in ((False, gutter - left), (True, right - gutter)):
        widths = []
        for row in filled:
            inside = [one for one in row if (one[0] > gutter) == side]
            if inside:
                widths.append(sum(x1 - x0 for x0, x1 in inside))
        if len(widths) < ROWS or statistics.median(widths) < FILLED * size:
            return False
    return True
