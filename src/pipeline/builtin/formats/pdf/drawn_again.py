"""Text objects of which pdfium gives no character: those that repeat others, and those that it cannot name."""

import bisect
import ctypes
from array import array
from collections.abc import Collection, Iterator, Sequence

from pipeline.builtin.formats.pdf import native

_Bounds = tuple[float, float, float, float]
"""x, y, width and height"""
OFF = 0.2
"""Of its height, by which an object that repeats another may lie beside it."""
COVERED = 0.6
"""The share of its width on characters from which on an object repeats them, cut in another way."""
_LOOKED, _ROW = 200, 10.0
"""So many of one row are compared; how far rows lie apart, pt."""


class DrawnAgain:
    """Looks for the objects of one page after the other."""

    def __init__(self) -> None:
        self._box = (ctypes.c_float * 4)()

    def found(
        self, items: Collection[int], objects: Sequence[int | None], text: str, boxes: "array[float]"
    ) -> tuple[dict[int, int], int]:
        """Objects that own characters, each with one that repeats it on top of it; and how many others have none.

        ``items``: all text objects of the page; ``objects``, ``text``, ``boxes``: of each character its
        object, itself, and four numbers.
        """
        owners = dict.fromkeys(objects)  # in their order, which no address decides
        left_out = [(item, bounds) for item in items if item not in owners and (bounds := self._bounds(item))]
        if not left_out:
            return {}, 0
        spots: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
        for item in owners:
            if item and (bounds := self._bounds(item)):
                x, y, width, height = bounds
                spots.setdefault((round(width), round(height)), []).append((item, x, y))
        again: dict[int, int] = {}
        rest: list[tuple[int, _Bounds]] = []
        for item, bounds in left_out:
            x, y, width, height = bounds
            near = OFF * height
            for other, left, bottom in spots.get((round(width), round(height)), ())[:_LOOKED]:
                if abs(x - left) < near and abs(y - bottom) < near:
                    if abs(x - left) + abs(y - bottom) > 0.01:
                        again[other] = item
                    break
            else:
                rest.append((item, bounds))
        mute = 0
        rows = _rows(objects, text, boxes) if rest else {}
        for item, bounds in rest:
            below = list(_below(bounds, rows))
            if sum(width for width, _ in below) < COVERED * bounds[2]:
                mute += 1
            else:
                again.update((objects[index] or 0, item) for _, index in below)
        return again, mute

    def _bounds(self, item: int) -> _Bounds | None:
        """Those of an object that has an extent."""
        at = ctypes.addressof(self._box)
        if not native.bounds_of(item, at, at + 4, at + 8, at + 12):
            return None
        left, bottom, right, top = self._box
        return (left, bottom, right - left, top - bottom) if right > left and top > bottom else None


_Row = list[tuple[float, float, float, float, int]]


def _rows(objects: Sequence[int | None], text: str, boxes: "array[float]") -> dict[int, _Row]:
    """Left, right, bottom, top and index of characters that are no blanks, by the height at which they stand."""
    rows: dict[int, _Row] = {}
    for index, (item, char) in enumerate(zip(objects, text, strict=True)):
        if item and not char.isspace():
            left, one, right, two = boxes[4 * index : 4 * index + 4]
            bottom, top = min(one, two), max(one, two)
            rows.setdefault(round((bottom + top) / (2 * _ROW)), []).append((left, right, bottom, top, index))
    for row in rows.values():
        row.sort()
    return rows


def _below(bounds: _Bounds, rows: dict[int, _Row]) -> Iterator[tuple[float, int]]:
    """Of characters under an object: the width that they share with it, and their index."""
    x, y, width, height = bounds
    middle = y + height / 2
    for number in (round(middle / _ROW) + step for step in (-1, 0, 1)):
        row = rows.get(number, [])
        at = bisect.bisect_left(row, (x - 0.5 * height,))
        for left, right, bottom, top, index in row[at : at + _LOOKED]:
            if left >= x + width:
                break
            shared = min(right, x + width) - max(left, x)
            if shared > 0 and bottom < middle < top and height <= (1 + OFF) * (top - bottom):
                yield shared, index
