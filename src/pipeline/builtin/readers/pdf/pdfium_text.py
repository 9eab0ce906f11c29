"""The characters of a page by pdfium, in fragments."""

import array
import ctypes
import functools
import math
import operator
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import compress, pairwise, repeat
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.builtin.readers.pdf import native
from pipeline.builtin.readers.pdf.drawn_again import DrawnAgain
from pipeline.builtin.readers.pdf.forms import tidied, unified
from pipeline.builtin.readers.pdf.ligatures import parted, share
from pipeline.builtin.readers.pdf.sheet import Box, Fragment, measured_style, seen
from pipeline.builtin.readers.pdf.upright import column
from pipeline.model.layout import Style

_REPAIRS = str.maketrans(
    dict.fromkeys("\t\n\v\f\r", " ")
    | dict.fromkeys(map(chr, [*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0)]), "\ufffd")
    | {"\ufffe": "-", "\xad": "-"}
)
"""Two forms of a hyphen that is drawn; control characters are glyphs that pdfium cannot name."""
_BROKEN = re.compile("[\x00-\x1f\x7f-\x9f\xad\ufffe]")
_ODD = re.compile("[\ud800-\udfff\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Scripts that are written from right to left."""
_UPRIGHT = 0.02
"""Rise over run below which text counts as level: a page that was scanned a little askew."""
_STROKED, _STROKE_ALONE = (
    (pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP),
    (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP),
)


class TextReader:
    """Reads the characters of one page after the other."""

    def __init__(self) -> None:
        self._looks: dict[tuple[object, ...], tuple[Style, bool]] = {}
        self._styles: dict[tuple[object, ...], Style] = {}
        self._size, self._colours = ctypes.c_float(), (ctypes.c_uint * 4)()
        self._size_at, first = ctypes.addressof(self._size), ctypes.addressof(self._colours)
        self._colour_at = (first, first + 4, first + 8, first + 12)
        self._matrix, self._point = (ctypes.c_float * 6)(), (ctypes.c_double * 2)()
        self._again = DrawnAgain()
        self.downwards = 0
        """Characters of the page that stand upright below each other."""
        self.mute = 0
        """Text objects of the page that draw something of which pdfium gives no character."""

    def read(self, page: int | None, box: Box, items: Sequence[int], *, clipped: bool) -> list[Fragment]:
        """The page's fragments, in the order in which they are drawn.

        ``items``: all text objects of the page. One that has no character of its own and lies on another is what
        pdfium left out as drawn twice; where it lies behind the other, it is written twice. ``clipped``: whether there
        is anything that text which only clips (``7 Tr``) could show.
        """
        self._looks.clear()  # pdfium may give a new font the address of one that it has closed
        self.downwards = self.mute = 0
        return list(self._fragments(page, box, items, clipped=clipped))

    def _fragments(self, page: int | None, box: Box, items: Sequence[int], *, clipped: bool) -> Iterator[Fragment]:
        count = native.count_of(page)
        if count <= 0:
            return
        objects: list[int | None] = list(map(native.object_at, repeat(page), range(count)))
        text = _characters(page, count)
        space = text.find(" ")
        while space >= 0:
            if objects[space] and native.generated_at(page, space):
                objects[space] = None
            space = text.find(" ", space + 1)
        boxes = array.array("f", bytes(16 * count))
        start = boxes.buffer_info()[0]
        deque(map(native.box_at, repeat(page), range(count), range(start, start + 16 * count, 16)), maxlen=0)
        lefts, rights = boxes[0::4].tolist(), boxes[2::4].tolist()
        shift, top = box[0], box[3]
        if shift:
            lefts = [x - shift for x in lefts]
            rights = [x - shift for x in rights]
        share(lefts, rights, boxes, objects)
        odd = not text.isascii() and _ODD.search(text)
        cuts = [0, *compress(range(1, count), map(operator.ne, objects, objects[1:])), count]
        known: dict[int, tuple[Style, bool]] = {}
        repeated = self._again.found(page, items, objects, text, boxes)
        self.mute = repeated.mute
        matrix, point = self._matrix, self._point
        matrix_address, x_address = ctypes.addressof(matrix), ctypes.addressof(point)
        y_address = x_address + 8
        for first, end in pairwise(cuts):
            item = objects[first]
            if not item:
                continue
            native.matrix_at(page, first, matrix_address)
            a, b, c, d = matrix[:4]
            if item in known:
                style, hidden = known[item]
            else:
                style, hidden = known[item] = self._style(item, a, b, c, d, repeated.again.get(item), clipped=clipped)
            part, left, right = text[first:end], lefts[first:end], rights[first:end]
            upright = a > 0 and abs(b) <= _UPRIGHT * a
            if upright and (end - first == 1 or self._goes_ahead(page, first, end, left, right)):
                native.origin_at(page, first, x_address, y_address)
                fragment = Fragment(part, left, right, top - point[1], style, hidden=hidden)
            else:
                fragment = _turned(page, first, part, (a, b), style, box)
                fragment.hidden = hidden
                if upright and fragment.turn == 270:
                    self.downwards += len(part)
                elif upright and fragment.turn == 180 and not _FROM_RIGHT.search(part):
                    order = sorted(range(end - first), key=left.__getitem__)  # letters set one by one to the left
                    part = "".join([part[index] for index in order])
                    left, right = [left[index] for index in order], [right[index] for index in order]
                    native.origin_at(page, first, x_address, y_address)
                    fragment = Fragment(part, left, right, top - point[1], style, hidden=hidden)
            fragment.apart = first > 0 and objects[first - 1] is None and text[first - 1] == " "
            if odd:
                fragment.text, fragment.lefts, fragment.rights = tidied(part, fragment.lefts, fragment.rights)
            if fragment.text:
                yield fragment
                yield from (fragment.further(along) for along in repeated.further.get(item, ()))

    def _goes_ahead(self, page: int | None, first: int, end: int, left: list[float], right: list[float]) -> bool:
        """Whether upright characters of one object stand beside each other, not below."""
        ahead = left[-1] - left[0]
        if ahead > 0.3 * (sum(right) - sum(left) - right[-1] + left[-1]):
            return True
        if ahead <= 0.3 * (right[0] - left[0]):
            return False
        at = ctypes.addressof(self._point)
        native.origin_at(page, end - 1, at, at + 8)
        last = self._point[1]
        native.origin_at(page, first, at, at + 8)
        return self._point[1] - last <= ahead

    def _style(
        self, item: int, a: float, b: float, c: float, d: float, again: int | None, *, clipped: bool
    ) -> tuple[Style, bool]:
        """The style of a text object, which ``again`` repeats on top of it, and whether it is not painted."""
        font = native.font_of(item) or 0
        native.size_of(item, self._size_at)
        mode = native.mode_of(item)
        colour, stroked = self._colour(item, mode), mode in _STROKED
        if again is not None:
            above = self._colour(again, native.mode_of(again))
            colour, stroked = above, stroked or above == colour
        size = self._size.value
        key = (font, size, a, b, c, d, mode, colour, stroked, clipped)
        found = self._looks.get(key)
        if found is not None:
            return found
        run = math.hypot(a, b)
        height = round(size * abs(a * d - b * c) / run, 2) if run else size
        slanted = abs(a * c + b * d) > 0.1 * run * math.hypot(c, d)
        name, flags = _font_name(font), native.flags_of(font) if font else 0
        value = (name, height, stroked, slanted, colour, flags)
        style = self._styles.get(value)
        if style is None:
            style = self._styles[value] = measured_style(
                name,
                height,
                stroked=stroked,
                slanted=slanted,
                colour=colour,  # type: ignore[arg-type]  # a slice of three
                flags=flags,
            )
        invisible = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or (
            mode == pdfium.FPDF_TEXTRENDERMODE_CLIP and not clipped
        )
        self._looks[key] = (style, invisible)
        return style, invisible

    def _colour(self, item: int, mode: int) -> tuple[int, ...] | None:
        """Red, green and blue of what is painted of the object."""
        ask = native.stroke_colour_of if mode in _STROKE_ALONE else native.colour_of
        return tuple(self._colours[:3]) if ask(item, *self._colour_at) else None


def _characters(page: int | None, count: int) -> str:
    """The page's characters, one for each index; halves of a surrogate pair count as two."""
    buffer = (ctypes.c_uint16 * (count + 1))()
    written = native.text_of(page, 0, count, ctypes.addressof(buffer))
    text = ""
    if written == count + 1:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if len(text) != count:
        text = "".join(map(chr, map(native.unicode_at, repeat(page), range(count))))
    text = text.replace("\r\n", "  ")  # pdfium's own line ends, which belong to no object
    if "\x02" in text:  # a hyphen at a line's end, where pdfium says so; else a glyph that it cannot name
        text = "".join(
            ["-" if char == "\x02" and native.hyphen_at(page, index) else char for index, char in enumerate(text)]
        )
    return unified(text.translate(_REPAIRS) if _BROKEN.search(text) else text)


def _turned(
    page: int | None, first: int, text: str, direction: tuple[float, float], style: Style, box: Box
) -> Fragment:
    """A fragment that does not run level from left to right: sideways, slanted or vertical."""
    point = (ctypes.c_double * 2)()
    at = ctypes.addressof(point)
    origins = []
    for index in range(first, first + len(text)):
        native.origin_at(page, index, at, at + 8)
        origins.append((point[0], point[1]))
    run = (origins[-1][0] - origins[0][0], origins[-1][1] - origins[0][1])
    angle = math.degrees(math.atan2(*reversed(run if math.hypot(*run) > 0.1 else direction)))
    turn = round(angle / 90) * 90 % 360
    if turn == 270 and direction[0] > 0 and abs(direction[1]) <= _UPRIGHT * direction[0]:
        return column(text, [(x - box[0], box[3] - y) for x, y in origins], style, box[2] - box[0])
    places = [seen(box, turn, *origin) for origin in origins]
    lefts = [x for x, _ in places]
    size = style.size or 0.0
    corner = (ctypes.c_double * 4)()
    at = ctypes.addressof(corner)
    native.tight_at(page, first + len(text) - 1, at, at + 8, at + 16, at + 24)
    end = max(seen(box, turn, corner[0], corner[2])[0], seen(box, turn, corner[1], corner[3])[0])
    end = min(max(end, lefts[-1]), lefts[-1] + size)
    lefts = parted(lefts, end)
    rights = [*lefts[1:], end]
    return Fragment(text, lefts, rights, places[0][1], style, turn, abs(angle - round(angle / 90) * 90) > 10)


@functools.cache
def _name_buffer() -> Any:
    return ctypes.create_string_buffer(512)


def _font_name(font: int) -> str:
    """The BaseFont name; its bytes are UTF-8 by the standard and GBK by habit."""
    if not font:
        return ""
    buffer = _name_buffer()
    length = native.name_of(font, ctypes.addressof(buffer), len(buffer))
    if not 0 < length <= len(buffer):
        return ""
    raw = buffer.raw[: length - 1]
    for encoding in ("utf-8", "gbk"):
        try:
            return str(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return str(raw.decode("latin-1"))
