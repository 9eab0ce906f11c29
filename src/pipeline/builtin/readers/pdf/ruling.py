"""Ruled lines to tables."""

import bisect
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from pipeline.builtin.readers.pdf.crossings import cells
from pipeline.builtin.readers.pdf.lines import Line, line, piece_of, rows
from pipeline.builtin.readers.pdf.sheet import Box, Edge, Fragment, Sheet, seen

SNAP = 3.0
"""pt; lines closer than this are one."""
MOST_CROSSINGS = 400_000
"""Pairs of a level and an upright line; drawings have more, and are left alone."""


class Cell(msgspec.Struct):
    """A cell: its box (x0, top, x1, bottom, y downwards), its place (from 1) and its lines."""

    box: Box
    row: int
    column: int
    lines: list[Line] = []


class Table(msgspec.Struct):
    """A table on one page; ``cells`` row by row."""

    box: Box
    cells: list[Cell]


def tables(sheet: Sheet, fragments: Sequence[Fragment]) -> tuple[list[Table], list[Fragment]]:
    """The ruled tables from the top, and the fragments that lie in none of them.

    A grid counts as a table when at least two of its cells hold text: a frame around a page,
    a red line or a note between two lines is none.
    """
    found: list[Table] = []
    rest = list(fragments)
    for boxes in sorted(_grids(sheet), key=lambda cells: min(cell[1] for cell in cells)):
        grid = _table(boxes)
        inside, outside = _inside(rest, grid)
        if sum(any(part.text.strip() for part in parts) for parts in inside) < 2:
            continue
        for cell, parts in zip(grid.cells, inside, strict=True):
            made = (line(row.fragments, row.y, sheet.number) for row in rows(parts))
            cell.lines = [one for one in made if one is not None]
        found.append(grid)
        rest = outside
    return found, rest


def _grids(sheet: Sheet) -> list[list[Box]]:
    edges = [_edge(edge, sheet) for edge in sheet.edges]
    level = sum(edge["orientation"] == "h" for edge in edges)
    if not 2 <= level <= len(edges) - 2:
        return []
    from pdfplumber import table

    edges = table.merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    level = sum(edge["orientation"] == "h" for edge in edges)
    if not 2 <= level <= len(edges) - 2 or level * (len(edges) - level) > MOST_CROSSINGS:
        return []
    found = cells(table.edges_to_intersections(edges, SNAP, SNAP))
    return [grid for grid in table.cells_to_tables(found) if len(grid) > 1]


def _edge(edge: Edge, sheet: Sheet) -> dict[str, Any]:
    x0, y0 = seen(sheet.box, sheet.turn, edge.x0, edge.y0)
    x1, y1 = seen(sheet.box, sheet.turn, edge.x1, edge.y1)
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    return {
        "x0": x0,
        "x1": x1,
        "top": y0,
        "bottom": y1,
        "width": x1 - x0,
        "height": y1 - y0,
        "orientation": "h" if x1 - x0 >= y1 - y0 else "v",
    }


def _table(boxes: Iterable[Box]) -> Table:
    cells = sorted(boxes, key=lambda box: (box[1], box[0]))
    tops = sorted({box[1] for box in cells})
    lefts = sorted({box[0] for box in cells})
    return Table(
        (lefts[0], tops[0], max(box[2] for box in cells), max(box[3] for box in cells)),
        [Cell(box, tops.index(box[1]) + 1, lefts.index(box[0]) + 1) for box in cells],
    )


def _inside(fragments: Iterable[Fragment], grid: Table) -> tuple[list[list[Fragment]], list[Fragment]]:
    """The fragments in each cell, and those outside. One that reaches over cells is cut between them."""
    inside: list[list[Fragment]] = [[] for _ in grid.cells]
    outside: list[Fragment] = []
    x0, top, x1, bottom = grid.box
    lefts = sorted({cell.box[0] for cell in grid.cells})
    home: int | None = None
    rows = _rows(grid)
    for fragment in fragments:
        middle = fragment.y - 0.35 * (fragment.style.size or 0.0)
        if not top <= middle <= bottom or fragment.rights[-1] < x0 or fragment.lefts[0] > x1:
            outside.append(fragment)
            continue
        for part in _cut_at(fragment, lefts):
            x = (part.lefts[0] + part.rights[-1]) / 2
            if home is None or not _holds(grid.cells[home].box, x, middle):  # most text follows text of its own cell
                home = next(
                    (
                        at
                        for row in rows
                        if row[0] <= middle <= row[1]
                        for at in row[2]
                        if _holds(grid.cells[at].box, x, middle)
                    ),
                    None,
                )
            (outside if home is None else inside[home]).append(part)
    return inside, outside


def _rows(grid: Table) -> list[tuple[float, float, list[int]]]:
    """Its rows: from where to where their cells reach, and which those are."""
    found: dict[int, list[int]] = {}
    for at, cell in enumerate(grid.cells):
        found.setdefault(cell.row, []).append(at)
    return [(grid.cells[row[0]].box[1], max(grid.cells[at].box[3] for at in row), row) for row in found.values()]


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cut_at(fragment: Fragment, lefts: Sequence[float]) -> list[Fragment]:
    """The fragment cut where an upright line passes between two of its characters and leaves a gap."""
    first = bisect.bisect_right(lefts, fragment.lefts[0])
    last = bisect.bisect_left(lefts, fragment.rights[-1])
    size = fragment.style.size or 1.0
    parts, start = [], 0
    for x in lefts[first:last]:
        at = bisect.bisect_left(fragment.lefts, x - 0.1 * size)
        if start < at < len(fragment.lefts) and fragment.lefts[at] - fragment.rights[at - 1] > 0.3 * size:
            parts.append(piece_of(fragment, start, at))
            start = at
    return [*parts, piece_of(fragment, start, len(fragment.lefts))] if parts else [fragment]
