"""The fast engine: pdfium, asked for whole pages at a time.

A call through ctypes costs about as much as twenty Python operations, so what is needed of
every character (its text object and its box) is asked for by ``map`` over C functions that
write into one buffer, and everything else once for each text object.
"""

import array
import ctypes
import functools
import math
import operator
from collections import deque
from collections.abc import Iterator
from itertools import pairwise, repeat
from typing import Any, Self

import pypdfium2.raw as pdfium

from pipeline.builtin.formats.pdf import native
from pipeline.builtin.formats.pdf.pdfium_paths import Drawing
from pipeline.builtin.formats.pdf.sheet import Box, Fragment, Sheet, main_turn, measured_style, seen
from pipeline.errors import DocumentError
from pipeline.model import Style, Text

PAGES = 20_000
"""More pages than this are beyond the safety limit."""
_REPAIRS = str.maketrans(
    dict.fromkeys("\t\n\v\f\r", " ")
    | dict.fromkeys(map(chr, [*range(9), *range(0x0E, 0x20), 0x7F]), "\ufffd")
    | {"\x02": "-", "\ufffe": "-"}
)
"""Two forms in which pdfium gives a hyphen at the end of a line; control characters are glyphs it cannot name."""
_UPRIGHT = 0.02
"""Rise over run below which text counts as level: a page that was scanned a little askew."""


class Unloadable(Exception):  # noqa: N818 - says what the file is
    """pdfium cannot open the file."""

    def __init__(self, why: Text) -> None:
        """``why``: what pdfium says."""
        super().__init__(why)
        self.why = why


class PdfiumFile:
    """An open file. Use it as a context; pages are read one by one by :meth:`sheets`."""

    def __init__(self, content: bytes) -> None:
        """Open the file.

        Raises:
            DocumentError: it has a password, or more than :data:`PAGES` pages.
            Unloadable: pdfium cannot read it.
        """
        self._content = content  # pdfium reads from it as long as the file is open
        self._document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
        if not self._document:
            code = pdfium.FPDF_GetLastError()
            if code == pdfium.FPDF_ERR_PASSWORD:
                raise DocumentError("password")
            raise Unloadable(_ERRORS.get(code, UNKNOWN_ERROR) if b"%PDF-" in content[:HEADER] else NO_HEADER)
        self.pages = int(pdfium.FPDF_GetPageCount(self._document))
        self._fonts: dict[int, str] = {}
        self._size, self._colours = ctypes.c_float(), (ctypes.c_uint * 4)()
        self._styles: dict[tuple[object, ...], Style] = {}
        if not 0 < self.pages <= PAGES:
            self.__exit__()
            if self.pages:
                raise DocumentError(
                    "limit", detail=Text(f"{self.pages} 页，多于 {PAGES} 页", f"{self.pages} pages, more than {PAGES}")
                )
            raise Unloadable(Text("没有页面", "it has no pages"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDF_CloseDocument(self._document)

    def sheets(self) -> Iterator[Sheet | int]:
        """The pages in order; of one that cannot be loaded, its number alone."""
        for index in range(self.pages):
            page = pdfium.FPDF_LoadPage(self._document, index)
            if not page:
                yield index + 1
                continue
            try:
                yield self._sheet(page, index + 1)
            finally:
                pdfium.FPDF_ClosePage(page)
            self._fonts.clear()  # pdfium may give a new font the address of one that it has closed

    def _sheet(self, page: Any, number: int) -> Sheet:
        rect = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, rect)
        sheet = Sheet(
            number=number,
            width=pdfium.FPDF_GetPageWidthF(page),
            height=pdfium.FPDF_GetPageHeightF(page),
            box=(rect.left, rect.bottom, rect.right, rect.top),
            rotation=90 * pdfium.FPDFPage_GetRotation(page),
        )
        text_page = pdfium.FPDFText_LoadPage(page)
        if text_page:
            try:
                sheet.fragments = list(self._fragments(ctypes.cast(text_page, native.Pointer).value, sheet.box))
            finally:
                pdfium.FPDFText_ClosePage(text_page)
        sheet.turn = main_turn(sheet.fragments)
        drawing = Drawing(ctypes.cast(page, native.Pointer).value)
        sheet.edges, sheet.images, sheet.drawn_text = drawing.edges, drawing.images, drawing.texts
        sheet.paths, sheet.objects = drawing.paths, drawing.objects
        sheet.fields = _fields(page)
        return sheet

    def _fragments(self, page: int | None, box: Box) -> Iterator[Fragment]:
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
        halves = not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)
        cuts = [0, *(i for i, same in enumerate(map(operator.eq, objects, objects[1:]), 1) if not same), count]
        known: dict[int, tuple[Style, bool]] = {}
        matrix, point = (ctypes.c_float * 6)(), (ctypes.c_double * 2)()
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
                style, hidden = known[item] = self._style(item, a, b, c, d)
            part, left, right = text[first:end], lefts[first:end], rights[first:end]
            if a > 0 and abs(b) <= _UPRIGHT * a and (right[-1] > left[0] or part.isspace()):
                native.origin_at(page, first, x_address, y_address)
                fragment = Fragment(part, left, right, top - point[1], style, hidden=hidden)
            else:
                fragment = _turned(page, first, part, (a, b), style, box)
                fragment.hidden = hidden
            fragment.apart = first > 0 and objects[first - 1] is None and text[first - 1] == " "
            if halves:
                _join_halves(fragment)
            if fragment.text:
                yield fragment

    def _style(self, item: int, a: float, b: float, c: float, d: float) -> tuple[Style, bool]:
        """The style of a text object, and whether it is not painted."""
        font = native.font_of(item) or 0
        name = self._fonts.get(font)
        if name is None:
            name = self._fonts[font] = _font_name(font)
        native.size_of(item, ctypes.addressof(self._size))
        size, run = self._size.value, math.hypot(a, b)
        height = round(size * abs(a * d - b * c) / run, 2) if run else size
        at = ctypes.addressof(self._colours)
        colour = tuple(self._colours[:3]) if native.colour_of(item, at, at + 4, at + 8, at + 12) else None
        mode = native.mode_of(item)
        slanted = abs(a * c + b * d) > 0.1 * run * math.hypot(c, d)
        key = (name, height, mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE, slanted, colour)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = measured_style(
                name,
                height,
                stroked=mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
                slanted=slanted,
                colour=colour,  # type: ignore[arg-type]  # a slice of three
            )
        return style, mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


HEADER = 1024
"""So many bytes from the start the header may stand."""
NO_HEADER = Text("没有 PDF 文件头（%PDF）", "it has no pdf header (%PDF)")
UNKNOWN_ERROR = Text("PDF 无法打开，原因不明", "it cannot be opened, for a reason that pdfium does not say")
_ERRORS = {
    pdfium.FPDF_ERR_FILE: Text("文件不完整或无法打开", "it is cut short or cannot be opened"),
    pdfium.FPDF_ERR_FORMAT: Text("PDF 结构损坏", "the structure of the pdf is broken"),
    pdfium.FPDF_ERR_SECURITY: Text("加密方式未知", "an unknown kind of encryption"),
    pdfium.FPDF_ERR_PAGE: Text("找不到页面", "its pages cannot be found"),
}


def _characters(page: int | None, count: int) -> str:
    """The page's characters, one for each index; halves of a surrogate pair count as two."""
    buffer = (ctypes.c_uint16 * (count + 1))()
    written = native.text_of(page, 0, count, ctypes.addressof(buffer))
    if written == count + 1:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text.translate(_REPAIRS)
    return "".join(map(chr, map(native.unicode_at, repeat(page), range(count)))).translate(_REPAIRS)


def _join_halves(fragment: Fragment) -> None:
    """Make one character of the two halves of a surrogate pair; drop a half that is alone."""
    text, lefts, rights = "", list[float](), list[float]()
    for char, left, right in zip(fragment.text, fragment.lefts, fragment.rights, strict=True):
        if "\udc00" <= char <= "\udfff":
            if text and "\ud800" <= text[-1] <= "\udbff":
                text = text[:-1] + (text[-1] + char).encode("utf-16", "surrogatepass").decode("utf-16")
                rights[-1] = max(right, rights[-1])
            continue
        text += char
        lefts.append(left)
        rights.append(right)
    keep = [index for index, char in enumerate(text) if not "\ud800" <= char <= "\udfff"]
    fragment.text = "".join(text[index] for index in keep)
    fragment.lefts = [lefts[index] for index in keep]
    fragment.rights = [rights[index] for index in keep]


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
    places = [seen(box, turn, *origin) for origin in origins]
    lefts = [x for x, _ in places]
    size = style.size or 0.0
    corner = (ctypes.c_double * 4)()
    at = ctypes.addressof(corner)
    native.tight_at(page, first + len(text) - 1, at, at + 8, at + 16, at + 24)
    end = max(seen(box, turn, corner[0], corner[2])[0], seen(box, turn, corner[1], corner[3])[0])
    rights = [*lefts[1:], min(max(end, lefts[-1]), lefts[-1] + size)]
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


def _fields(page: Any) -> int:
    """How many form fields of the page hold a text."""
    found = 0
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 1000)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET:
                found += pdfium.FPDFAnnot_GetStringValue(annotation, b"V", None, 0) > 2  # the end mark alone takes 2
            pdfium.FPDFPage_CloseAnnot(annotation)
    return found
