"""Crossings of lines to cells, as pdfplumber finds them, in time that grows with their number.

pdfplumber looks through all crossings for each of them, which takes minutes on graph paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.builtin.readers.pdf.sheet import Box

Point = tuple[float, float]
_Through = tuple[frozenset[Any], frozenset[Any]]
"""The upright and the level lines through a point."""


def cells(crossings: Mapping[Point, Mapping[str, Sequence[Mapping[str, Any]]]]) -> list[Box]:
    """The smallest cell right below each crossing, from the left.

    ``crossings``: what ``pdfplumber.table.edges_to_intersections`` gives.
    """
    points: dict[Point, _Through] = {
        point: (_lines(through["v"]), _lines(through["h"])) for point, through in sorted(crossings.items(), key=_place)
    }
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in points:
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)
    found: list[Box] = []
    at_column: dict[float, int] = {}
    at_row: dict[float, int] = {}
    for x, y in points:
        at_column[x], at_row[y] = at_column.get(x, 0) + 1, at_row.get(y, 0) + 1
        cell = next(_cells(points, (x, y), columns[x][at_column[x] :], rows[y][at_row[y] :]), None)
        if cell is not None:
            found.append(cell)
    return found


def _place(entry: tuple[Point, Any]) -> Point:
    return entry[0]


def _lines(edges: Sequence[Mapping[str, Any]]) -> frozenset[Any]:
    return frozenset([(edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in edges])


def _cells(
    points: Mapping[Point, _Through], corner: Point, below: Sequence[float], right: Sequence[float]
) -> Iterator[Box]:
    x0, top = corner
    upright, level = points[corner]
    for bottom in below:
        under = points[x0, bottom]
        if upright.isdisjoint(under[0]):
            continue
        for x1 in right:
            beside, opposite = points[x1, top], points.get((x1, bottom))
            if opposite is None or level.isdisjoint(beside[1]):
                continue
            if not opposite[0].isdisjoint(beside[0]) and not opposite[1].isdisjoint(under[1]):
                yield x0, top, x1, bottom
