"""Text objects of which pdfium gives no character: those that repeat others, and those that it cannot name."""

import bisect
import ctypes
import math
from array import array
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from pipeline.builtin.readers.pdf import native
from pipeline.builtin.readers.pdf.doubles import nearness

_Bounds = tuple[float, float, float, float]
"""x, y, width and height"""
OFF = 0.2
"""Of its height, by which an object that repeats another may lie beside it."""
COVERED = 0.6
"""The share of its width on characters from which on an object repeats them, cut in another way."""
LEVEL = 0.05
"""em by which a letter that is written twice may leave its line; a shadow lies below what throws it."""
SAME = 0.01
"""Of its height, by which the bounds of an object may differ from those of one with the same characters."""
_BEFORE = 5
"""So many objects pdfium compares each one with, to leave out what repeats one of them within 0.9 advances."""
_LOOKED, _ROW = 200, 10.0
"""So many of one row are compared; how far rows lie apart, pt."""


class Repeated(msgspec.Struct):
    """What lies behind text objects without characters."""

    again: dict[int, int] = {}
    """Objects that own characters, each with one that draws them a second time."""
    further: dict[int, list[float]] = {}
    """Objects whose characters follow once more: the second f of an f and an f that are set one by one. So far along,
    pt."""
    mute: int = 0
    """How many others there are."""


class DrawnAgain:
    """Looks for the objects of one page after the other."""

    def __init__(self) -> None:
        self._box, self._matrix = (ctypes.c_float * 4)(), (ctypes.c_float * 6)()

    def found(
        self, page: int | None, items: Sequence[int], objects: Sequence[int | None], text: str, boxes: "array[float]"
    ) -> Repeated:
        """What the objects are that own none of the page's characters.

        ``items``: all text objects of the page, as they are drawn; ``objects``, ``text``, ``boxes``: of each character
        its object, itself, and four numbers.
        """
        owners = dict.fromkeys(objects)  # in their order, which no address decides
        found = Repeated()
        left_out = [(item, bounds) for item in items if item not in owners and (bounds := self._bounds(item))]
        if not left_out:
            return found
        written = self._written_twice(page, items, objects, text, dict(left_out))
        for owner, along in written.values():
            found.further.setdefault(owner, []).append(along)
        spots: dict[tuple[int, int], list[tuple[int, float, float]]] = {}
        for item in owners:
            if item and (bounds := self._bounds(item)):
                x, y, width, height = bounds
                spots.setdefault((round(width), round(height)), []).append((item, x, y))
        rest: list[tuple[int, _Bounds]] = []
        for item, bounds in left_out:
            if item in written:
                continue
            x, y, width, height = bounds
            near = OFF * height
            for other, left, bottom in spots.get((round(width), round(height)), ())[:_LOOKED]:
                if abs(x - left) < near and abs(y - bottom) < near:
                    if abs(x - left) + abs(y - bottom) > 0.01:
                        found.again[other] = item
                    break
            else:
                rest.append((item, bounds))
        rows = _rows(objects, text, boxes) if rest else {}
        for item, bounds in rest:
            below = list(_below(bounds, rows))
            if sum(width for width, _ in below) < COVERED * bounds[2]:
                found.mute += 1
            else:
                found.again.update((objects[index] or 0, item) for _, index in below)
        return found

    def _written_twice(
        self,
        page: int | None,
        items: Sequence[int],
        objects: Sequence[int | None],
        text: str,
        left_out: Mapping[int, _Bounds],
    ) -> dict[int, tuple[int, float]]:
        """Of the objects left out those that repeat one before them farther along: its owner, and how far, pt."""
        found: dict[int, tuple[int, float]] = {}
        first = dict(zip(reversed(objects), range(len(objects) - 1, -1, -1), strict=True))
        for at, item in enumerate(items):
            if item not in left_out:
                continue
            nearest: tuple[int, float, float] | None = None
            for other in items[max(at - _BEFORE, 0) : at]:
                owner, start = found.get(other, (other, 0.0))
                if owner not in first or not (bounds := self._bounds(other)) or not _alike(bounds, left_out[item]):
                    continue
                index = first[owner]
                em, along, across = self._step(page, index, owner, bounds, left_out[item])
                if abs(across) > LEVEL * em or abs(along) < nearness(_of_one(objects, text, index)) * em:
                    break
                if nearest is None or abs(along) < abs(nearest[2]):
                    nearest = owner, start, along
            else:
                if nearest is not None:
                    found[item] = nearest[0], nearest[1] + nearest[2]
        return found

    def _step(
        self, page: int | None, index: int, owner: int, one: _Bounds, other: _Bounds
    ) -> tuple[float, float, float]:
        """An em of the owner's character at ``index``, and how far one object lies behind the other, pt.

        That is: along and across the character's line. Bounds are those of the form that the objects belong to, if any;
        the distances are those of the page.
        """
        at = ctypes.addressof(self._matrix)
        native.matrix_of(owner, at)
        a, b = self._matrix[:2]
        native.matrix_at(page, index, at)
        native.size_of(owner, ctypes.addressof(self._box))
        here, run = math.hypot(*self._matrix[:2]), a * a + b * b
        scale, x, y = here / run if run else 0.0, other[0] - one[0], other[1] - one[1]
        return here * self._box[0], scale * (a * x + b * y), scale * (a * y - b * x)

    def _bounds(self, item: int) -> _Bounds | None:
        """Those of an object that has an extent."""
        at = ctypes.addressof(self._box)
        if not native.bounds_of(item, at, at + 4, at + 8, at + 12):
            return None
        left, bottom, right, top = self._box
        return (left, bottom, right - left, top - bottom) if right > left and top > bottom else None


def _alike(one: _Bounds, other: _Bounds) -> bool:
    """Whether two objects are as wide and as high as each other, and half of each lies on the other."""
    near = SAME * one[3]
    alike = abs(one[2] - other[2]) < near and abs(one[3] - other[3]) < near
    return alike and abs(one[0] - other[0]) <= 0.5 * one[2] + near


def _of_one(objects: Sequence[int | None], text: str, first: int) -> str:
    """The characters of the object that begin with the one at ``first``; two at most."""
    return text[first : first + 2] if objects[first : first + 2].count(objects[first]) > 1 else text[first]


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
