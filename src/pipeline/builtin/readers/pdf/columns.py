"""Rows and tables to blocks in the order of reading, through columns where a page has them."""

import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from pipeline.builtin.readers.pdf.lines import Line, Row, line
from pipeline.builtin.readers.pdf.ruling import Table

ROWS = 5
"""On each side of a gutter stand at least this many lines that show it."""
LONG = 8.0
"""em; shorter stretches of text show no column: those of lists, forms and tables without lines."""
NEAR = 3.0
"""em; how far off a gutter lines may end, and begin (which leaves room for an indent)."""
APART = 0.7
"""em; the least white at a gutter where a row is cut."""
_STEP = 2.0


class Block(msgspec.Struct):
    """Lines that stand below each other, or a table."""

    lines: list[Line]
    column: int = 0
    """0: the whole width; others count the stretches of columns that blocks fill."""
    table: Table | None = None


class _Part(msgspec.Struct):
    """What one or more columns hold at one height: part of a row, or a table. pt, y downwards."""

    x0: float
    x1: float
    top: float
    bottom: float
    columns: tuple[int, int]
    """The first and the last that it reaches into."""
    rows: list[Row] = []
    table: Table | None = None

    def over(self, other: "_Part") -> bool:
        """Whether the two share some of the width."""
        return min(self.x1, other.x1) - max(self.x0, other.x0) > 1


def blocks(rows: Sequence[Row], tables: Sequence[Table], page: int) -> list[Block]:
    """What the page holds, in the order of reading. Both are given from the top."""
    gutters = _gutters(rows)
    if not gutters:
        return _plain(rows, tables, page)
    parts = [part for row in rows for part in _parts(row, gutters)]
    parts += [
        _Part(x0, x1, top, bottom, _columns(x0, x1, gutters), table=table)
        for table in tables
        for x0, top, x1, bottom in (table.box,)
    ]
    found = []
    for part in _in_order(_stacked(sorted(parts, key=lambda part: part.top))):
        first, last = part.columns
        column = 0 if last - first == len(gutters) else 1 + first * (len(gutters) + 1) + last
        made = _lines(part.rows, page)
        if made or part.table:
            found.append(Block(made, column, part.table))
    return found


def _plain(rows: Sequence[Row], tables: Sequence[Table], page: int) -> list[Block]:
    """From the top down; a table comes before the first line below it."""
    found: list[Block] = []
    waiting = list(tables)
    for one in _lines(rows, page):
        while waiting and one.y > waiting[0].box[3]:
            found.append(Block([], table=waiting.pop(0)))
        if not found or found[-1].table:
            found.append(Block([]))
        found[-1].lines.append(one)
    return found + [Block([], table=table) for table in waiting]


def _lines(rows: Sequence[Row], page: int) -> list[Line]:
    return [one for row in rows if (one := line(row.fragments, row.y, page)) is not None]


def _gutters(rows: Sequence[Row]) -> list[float]:
    """Where, from the left, white parts columns: long lines end before it and begin behind it, side by side."""
    filled = [(x0, x1, row.y) for row in rows for x0, x1 in row.stretches()]
    if len(filled) < 2 * ROWS:
        return []
    em = max(statistics.median(row.size for row in rows), 1.0)
    left, right = min(x0 for x0, _, _ in filled), max(x1 for _, x1, _ in filled)
    behind = left + 0.15 * (right - left)
    if sum(x0 > behind and x1 - x0 > LONG * em for x0, x1, _ in filled) < ROWS:
        return []
    found: list[tuple[float, int]] = []
    for x0, x1, crossing in _valleys(filled, left, right):
        before = [y for a, b, y in filled if x0 - NEAR * em < b < x1 + 1 and b - a > LONG * em]
        after = [y for a, b, y in filled if x0 - 1 < a < x1 + NEAR * em and b - a > LONG * em]
        if min(len(before), len(after)) < ROWS or crossing > max(len(before), len(after)) * 3:
            continue
        low, high = max(min(before), min(after)), min(max(before), max(after))
        if min(sum(low - em <= y <= high + em for y in side) for side in (before, after)) < ROWS - 1:
            continue
        if found and (x0 + x1) / 2 - found[-1][0] < LONG * em:
            if crossing >= found[-1][1]:
                continue
            found.pop()
        found.append(((x0 + x1) / 2, crossing))
    return [x for x, _ in found]


def _valleys(
    filled: Sequence[tuple[float, float, float]], left: float, right: float
) -> Iterator[tuple[float, float, int]]:
    """From where to where fewer stretches cross than on either side, and how many do."""
    bins = int((right - left) / _STEP) + 1
    change = [0] * (bins + 2)
    for x0, x1, _ in filled:
        change[int((x0 - left) / _STEP)] += 1
        change[min(int((x1 - left) / _STEP) + 1, bins)] -= 1
    cover, total = [], 0
    for one in change[:bins]:
        total += one
        cover.append(total)
    level = [index for index in range(1, bins) if cover[index] != cover[index - 1]]
    for start, end in pairwise(level):
        if cover[start] < cover[start - 1] and cover[start] < cover[end]:
            yield left + start * _STEP, left + end * _STEP, cover[start]


def _parts(row: Row, gutters: Sequence[float]) -> Iterator[_Part]:
    """The row cut at the gutters that it leaves white."""
    start, reach = 0, float("-inf")
    for index, part in enumerate(row.fragments):
        left = part.lefts[0]
        if index and left - reach > APART * row.size and any(reach <= x <= left for x in gutters):
            yield _part(row, start, index, gutters)
            start = index
        reach = max(reach, part.rights[-1])
    yield _part(row, start, len(row.fragments), gutters)


def _part(row: Row, start: int, end: int, gutters: Sequence[float]) -> _Part:
    fragments = row.fragments[start:end]
    size = row.size if len(fragments) == len(row.fragments) else max(one.style.size or 0.0 for one in fragments)
    x0, x1 = fragments[0].lefts[0], max(one.rights[-1] for one in fragments)
    return _Part(x0, x1, row.y - size, row.y, _columns(x0, x1, gutters), [Row(row.y, fragments, size)])


def _columns(x0: float, x1: float, gutters: Sequence[float]) -> tuple[int, int]:
    return sum(x < x0 for x in gutters), sum(x < x1 for x in gutters)


def _stacked(parts: Sequence[_Part]) -> list[_Part]:
    """The parts, those of the same columns with nothing between them put together."""
    found: list[_Part] = []
    below: dict[tuple[int, int], _Part] = {}
    for part in parts:
        above = below.get(part.columns)
        if above is not None and above.table is None and part.table is None:
            above.rows += part.rows
            above.x0, above.x1 = min(above.x0, part.x0), max(above.x1, part.x1)
            above.bottom = part.bottom
        else:
            above = part
            found.append(part)
        below = {columns: one for columns, one in below.items() if not one.over(part)}
        below[part.columns] = above
    return found


def _in_order(parts: Sequence[_Part]) -> Iterator[_Part]:
    """As people read: what is above goes first, and so does what is left unless something over both stands between."""
    waiting = sorted(parts, key=lambda part: (part.x0, part.top))
    after = {id(part): {id(other) for other in parts if _first(other, part, parts)} for part in parts}
    while waiting:
        left = {id(part) for part in waiting}
        part = next((one for one in waiting if not after[id(one)] & left), None)
        if part is None:  # they lie on each other
            part = min(waiting, key=lambda one: one.top)
        waiting.remove(part)
        yield part


def _first(one: _Part, other: _Part, parts: Sequence[_Part]) -> bool:
    """Whether ``one`` must be read before ``other``."""
    if one is other:
        return False
    if one.over(other):
        return one.top < other.top
    if one.x0 > other.x0:
        return False
    low, high = sorted((one.top, other.top))
    return not any(low < part.top < high and part.over(one) and part.over(other) for part in parts)
