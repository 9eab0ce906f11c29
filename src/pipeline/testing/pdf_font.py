"""A font of boxes for pdf files that are made on the spot.

It lies within the file, so that no program needs a font of the machine.
"""

import functools
import zlib
from collections.abc import Iterable

from pipeline.builtin.readers.pdf.box_font import BOTTOM, EM, TOP, Glyph, font, tables
from pipeline.testing.pdf_file import stream

NAME = "STFangsong-Light"
_MISSING, _BOX, _BLANK = range(3)
"""Numbers of the glyphs."""


def font_objects(text: Iterable[str], first: int, *, name: str = NAME, downwards: bool = False) -> dict[int, bytes]:
    """Return the objects of a composite font by their numbers; pages name ``first``, the others follow it.

    Text is written in UTF-16, and every character is as wide as the size. Only those of ``text`` have a
    meaning; each must lie in the basic plane. ``downwards``: the font writes from top to bottom.
    """
    name = f"ABCDEF+{name}"
    codes = sorted({ord(char) for char in text})
    meanings = "\n".join(f"1 beginbfchar <{code:04x}> <{code:04x}> endbfchar" for code in codes)
    composite = f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-{'V' if downwards else 'H'}"
    descendant = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/DW {EM}"
    collection = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    descriptor = f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 {BOTTOM} {EM} {TOP}]/ItalicAngle 0"
    dictionaries = [
        f"{composite}/DescendantFonts[{first + 1} 0 R]/ToUnicode {first + 5} 0 R>>",
        f"{descendant}{collection}/FontDescriptor {first + 2} 0 R/CIDToGIDMap {first + 4} 0 R>>",
        f"{descriptor}/StemV 80/Ascent 880/Descent -120/CapHeight {TOP}/FontFile2 {first + 3} 0 R>>",
    ]
    streams = [
        font(tables([Glyph(EM), Glyph(EM), Glyph(EM, drawn=False)], 3)),
        _glyphs(),
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{meanings}".encode(),
    ]
    return dict(enumerate([*(one.encode("ascii") for one in dictionaries), *map(_packed, streams)], first))


@functools.cache
def _glyphs() -> bytes:
    """The glyph of each code: a box, but for what shows nothing."""
    numbers = [_BLANK if chr(code).isspace() else _BOX for code in range(0x10000)]
    return b"".join([number.to_bytes(2, "big") for number in numbers])


def _packed(data: bytes) -> bytes:
    """A stream object, in letters of ASCII alone."""
    entries = b"/Filter[/ASCIIHexDecode/FlateDecode]/Length1 %d" % len(data)
    return stream(zlib.compress(data, 9).hex().encode("ascii"), entries)
