"""A font that stands in for every font that a file names and does not hold.

pdfium would take one of the machine's and leave out letters that stand alone in their text object and that
this font has not, so that a text would depend on what is installed. Here it gets a font of boxes: each
character of Unicode, and each number of a glyph, has an extent. How far a character reaches is what the file
says; the widths of this font count where it says nothing, as it may for the fourteen standard fonts
(ISO 32000-1, 9.6.2.2).
"""

import ctypes
import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pypdfium2  # noqa: F401 - importing it starts the library
import pypdfium2.raw as pdfium

from pipeline.builtin.readers.pdf.box_font import EM, Glyph, character_map, collection, tables

GLYPHS = 0xFFFF
"""As many as a font can have: a code that nothing explains is taken for the number of a glyph."""
SPACE = 3
"""The number that the space has in most fonts; those below are for other ends."""
BLANKS = (
    *((0x00, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x1680, 0x1680), (0x2000, 0x200F), (0x2028, 0x202F)),
    *((0x205F, 0x206F), (0x3000, 0x3000), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
)
"""First and last code of characters that show nothing."""
_FACES = ("Courier", "Helvetica", "Times-Roman")
"""Standard fonts whose widths the faces have; the bold and slanted ones differ from them by little."""
_STYLES = ("", "-Bold", "-BoldOblique", "-Oblique")
_OWN = frozenset(
    [f"{family}{style}".encode() for family in ("Courier", "Helvetica") for style in _STYLES]
    + [b"Times-Roman", b"Times-Bold", b"Times-BoldItalic", b"Times-Italic"]
)
"""The fonts that pdfium has within itself and asks for first, by whatever name the file calls them."""
_FIXED_PITCH, _ROMAN = 1 << 0, 1 << 4
"""Of the pitch family that pdfium asks for."""
_WESTERN = 0
"""The character set that pdfium asks for where neither encoding nor collection of a font names one."""
_WHOLE = int.from_bytes(b"ttcf", "big")


def install(*, for_standard: bool = False) -> None:
    """Let pdfium use this font and no font of the machine, for files that it opens from now on.

    pdfium has the standard fonts within itself, with the letters of western Europe, and uses them for
    what is named like them, as Arial is; ``for_standard``: it must not, since that would lose letters.
    """
    pdfium.FPDF_SetSystemFontInfo(_INFOS[for_standard])


class _Collection:
    """The file: :data:`_FACES`, which share all but the map of characters."""

    def __init__(self) -> None:
        from pdfminer.fontmetrics import FONT_METRICS

        faces: list[dict[int, int]] = [
            {ord(char): round(width) for char, width in FONT_METRICS[name][1].items() if len(char) == 1}
            for name in _FACES
        ]
        widths = sorted({EM, *(width for face in faces for width in face.values())})
        blanks, boxes = [Glyph(width, drawn=False) for width in widths], [Glyph(width) for width in widths]
        glyphs = [*[Glyph(EM)] * SPACE, *blanks, *boxes, Glyph(EM)]
        number = {glyph: number for number, glyph in enumerate(glyphs)}
        maps = [character_map(_ranges(face, number)) for face in faces]
        self.offsets, self.data = collection(tables(glyphs, GLYPHS), maps)


def _ranges(widths: Mapping[int, int], number: Mapping[Glyph, int]) -> Iterator[tuple[int, int, int]]:
    """All of Unicode in order: first code, last code, and the number of the glyph for what lies between."""
    blanks = {code for first, last in BLANKS for code in range(first, last + 1)}
    start = 0
    for code in sorted(blanks | widths.keys()):
        if start < code:
            yield start, code - 1, number[Glyph(EM)]
        glyph = Glyph(widths.get(code, EM), drawn=code not in blanks)
        yield code, code, number[glyph]
        start = code + 1
    yield start, 0x10FFFF, number[Glyph(EM)]


_collection = functools.cache(_Collection)


def _face(_: object, __: int, ___: int, ____: int, pitch: int, family: Any, _____: object) -> int:
    """The handle of the face for a font: one more than its place in :data:`_FACES`."""
    name = _name(family)
    if name.startswith(b"Courier") or pitch & _FIXED_PITCH:
        return 1
    return 3 if name.startswith(b"Times") or pitch & _ROMAN else 2


def _face_or_own(info: object, weight: int, italic: int, charset: int, pitch: int, family: Any, exact: object) -> int:
    """As :func:`_face`; 0 where pdfium's own font of that name will do."""
    if charset == _WESTERN and _name(family) in _OWN:
        return 0
    return _face(info, weight, italic, charset, pitch, family, exact)


def _name(family: Any) -> bytes:
    return ctypes.cast(family, ctypes.c_char_p).value or b""


def _data(_: object, face: int, table: int, buffer: Any, room: int) -> int:
    """Write as much of what is asked as there is room for; return how many bytes there are of it.

    pdfium reads the whole collection, and learns where in it a face begins from how much lies behind.
    """
    collection = _collection()
    if table == 0:
        return len(collection.data) - collection.offsets[face - 1]
    if table != _WHOLE:
        return 0
    if buffer:
        ctypes.memmove(buffer, collection.data, min(room, len(collection.data)))
    return len(collection.data)


def _info(map_font: Callable[..., int]) -> Any:
    info = pdfium.FPDF_SYSFONTINFO()
    kinds = dict(info._fields_)
    info.version = 2  # pdfium asks for no list of fonts
    info.MapFont, info.GetFontData = kinds["MapFont"](map_font), kinds["GetFontData"](_data)
    return info


_INFOS = {False: _info(_face_or_own), True: _info(_face)}
"""Kept for as long as pdfium may ask."""
