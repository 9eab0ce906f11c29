"""Thin straight lines on a page, and how much else is drawn there."""

import ctypes
import math
from itertools import pairwise, repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium

from pipeline.builtin.readers.pdf import native
from pipeline.builtin.readers.pdf.sheet import Box, Edge, painted

Matrix = tuple[float, float, float, float, float, float]

THIN = 3.5
"""pt; what is thicker is a bar, not a rule."""
SHORTEST = 6.0
"""pt; what is shorter is part of a drawing."""
MOST_PATHS = 20_000
MOST_IMAGES = 2_000
MOST_SEGMENTS = 4_000
DEEPEST = 6


class _Pen(NamedTuple):
    """How wide a pen draws level and upright lines on the page (pt; 0 for a filled area), and in which colour."""

    level: float
    upright: float
    colour: str | None
    hair: bool = False
    """As thin as the device can draw."""


class Drawing:
    """What a page draws: ``edges`` in user space, text objects, and how many there are of each kind, and of any.

    ``cover``: the share of the visible page (``box``) that pictures cover, 0 to 1.
    """

    def __init__(self, page: int | None, box: Box) -> None:
        self.edges: list[Edge] = []
        self.images = 0
        self.cover = 0.0
        self.texts: list[int] = []
        self.paths = 0
        self.objects = int(native.page_objects(page))
        self._box = box
        self._looked = 0
        self._numbers = (ctypes.c_float * 6)()
        self._flags = (ctypes.c_int * 2)()
        self._colours = (ctypes.c_uint * 4)()
        self._walk(list(map(native.page_object, repeat(page), range(self.objects))), None, 0)

    def _walk(self, objects: list[int | None], matrix: Matrix | None, depth: int) -> None:
        kinds = list(map(native.type_of, objects))
        self.texts += [
            item for item, kind in zip(objects, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_TEXT and item
        ]
        if pdfium.FPDF_PAGEOBJ_IMAGE in kinds and self.images < MOST_IMAGES:
            self.images += kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE)
            for item, kind in zip(objects, kinds, strict=True):
                if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                    self._image(item, matrix)
        self.paths += kinds.count(pdfium.FPDF_PAGEOBJ_PATH) + kinds.count(pdfium.FPDF_PAGEOBJ_SHADING)
        if pdfium.FPDF_PAGEOBJ_PATH in kinds and self._looked < MOST_PATHS:
            for item, kind in zip(objects, kinds, strict=True):
                if kind == pdfium.FPDF_PAGEOBJ_PATH and item:
                    self._looked += 1
                    self._path(item, matrix)
        if pdfium.FPDF_PAGEOBJ_FORM in kinds and depth < DEEPEST:
            for item, kind in zip(objects, kinds, strict=True):
                if kind == pdfium.FPDF_PAGEOBJ_FORM:
                    inner = list(map(native.form_object, repeat(item), range(native.form_objects(item))))
                    self._walk(inner, _times(self._matrix(item), matrix), depth + 1)

    def _matrix(self, item: int | None) -> Matrix:
        native.matrix_of(item, ctypes.addressof(self._numbers))
        a, b, c, d, e, f = self._numbers
        return a, b, c, d, e, f

    def _image(self, item: int | None, matrix: Matrix | None) -> None:
        at = ctypes.addressof(self._numbers)
        if not native.bounds_of(item, at, at + 4, at + 8, at + 12):
            return
        x0, y0, x1, y1 = self._numbers[:4]
        if matrix is not None:
            (x0, y0), (x1, y1) = _apply(matrix, x0, y0), _apply(matrix, x1, y1)
        left, bottom, right, top = self._box
        width = min(max(x0, x1), right) - max(min(x0, x1), left)
        height = min(max(y0, y1), top) - max(min(y0, y1), bottom)
        whole = (right - left) * (top - bottom)
        if width > 0 and height > 0 and whole > 0:
            self.cover = min(1.0, self.cover + width * height / whole)

    def _path(self, item: int, matrix: Matrix | None) -> None:
        at = ctypes.addressof(self._numbers)
        if not native.bounds_of(item, at, at + 4, at + 8, at + 12):
            return
        left, bottom, right, top = self._numbers[:4]
        if right - left < SHORTEST and top - bottom < SHORTEST:
            return
        flags = ctypes.addressof(self._flags)
        if not native.draw_mode_of(item, flags, flags + 4):
            return
        filled, stroked = self._flags
        if not filled and not stroked:
            return
        if right - left <= THIN or top - bottom <= THIN:
            pen = self._pen(item, _times(self._matrix(item), matrix), stroked=bool(stroked))
            self._add(pen, matrix, left, bottom, right, top, bounds=bool(stroked))
        elif stroked or native.segments_in(item) > 5:
            self._segments(item, _times(self._matrix(item), matrix), stroked=bool(stroked))

    def _pen(self, item: int, matrix: Matrix, *, stroked: bool) -> _Pen:
        at = ctypes.addressof(self._colours)
        ask = native.stroke_colour_of if stroked else native.colour_of
        colour = painted(self._colours[:3]) if ask(item, at, at + 4, at + 8, at + 12) else None
        if not stroked:
            return _Pen(0.0, 0.0, colour)
        width = ctypes.addressof(self._numbers)
        native.line_width_of(item, width)
        a, b, c, d, _, _ = matrix
        wide = self._numbers[0]
        return _Pen(wide * math.hypot(b, d), wide * math.hypot(a, c), colour, hair=wide == 0)

    def _segments(self, item: int, matrix: Matrix, *, stroked: bool) -> None:
        """Each line of a path that draws many; of filled ones, each thin rectangle."""
        pen = self._pen(item, matrix, stroked=stroked)
        points: list[tuple[float, float]] = []
        straight = True
        at = ctypes.addressof(self._numbers)

        def finish(*, closed: bool) -> None:
            if stroked and straight:
                ring = [*points, points[0]] if closed and points else points
                for (x0, y0), (x1, y1) in pairwise(ring):
                    self._add(pen, matrix, x0, y0, x1, y1)
            elif straight and 4 <= len(points) <= 5:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                self._add(pen, matrix, min(xs), min(ys), max(xs), max(ys))

        count = native.segments_in(item)
        if count > MOST_SEGMENTS:
            return
        for index in range(count):
            segment = native.segment_at(item, index)
            kind = native.kind_of(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                finish(closed=False)
                points, straight = [], True
            elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                straight = False
            native.point_of(segment, at, at + 4)
            points.append((self._numbers[0], self._numbers[1]))
            if native.closes(segment):
                finish(closed=True)
                points = []
        finish(closed=False)

    def _add(
        self, pen: _Pen, matrix: Matrix | None, x0: float, y0: float, x1: float, y1: float, *, bounds: bool = False
    ) -> None:
        """Keep the line or thin rectangle between two corners, if it is level or upright and long.

        ``bounds``: these are pdfium's bounds of a stroked path, a whole pen wider on every side.
        """
        if matrix is not None:
            (x0, y0), (x1, y1) = _apply(matrix, x0, y0), _apply(matrix, x1, y1)
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if x1 - x0 <= THIN and y1 - y0 >= SHORTEST:
            middle, over = (x0 + x1) / 2, pen.level if bounds else 0.0
            thickness = _thickness(pen, x1 - x0, -pen.upright if bounds else pen.upright)
            self.edges.append(Edge(middle, y0 + over, middle, y1 - over, thickness, pen.colour))
        elif y1 - y0 <= THIN and x1 - x0 >= SHORTEST:
            middle, over = (y0 + y1) / 2, pen.upright if bounds else 0.0
            thickness = _thickness(pen, y1 - y0, -pen.level if bounds else pen.level)
            self.edges.append(Edge(x0 + over, middle, x1 - over, middle, thickness, pen.colour))


def _thickness(pen: _Pen, across: float, more: float) -> float | None:
    return None if pen.hair or across + more < 0.01 else across + more


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    """The matrix that does ``inner`` first."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return (
        a * m + b * o,
        a * n + b * p,
        c * m + d * o,
        c * n + d * p,
        e * m + f * o + q,
        e * n + f * p + r,
    )
