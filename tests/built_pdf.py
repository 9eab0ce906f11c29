"""The one builder of pdf for our own tests: every coordinate is known, origin at the lower left, pt.

:func:`pdf` binds :class:`Paper`, drawn on call by call, in fonts of every kind; :func:`bare` takes what a page draws
as its bytes, with fonts and objects of one's own. ``pipeline.testing.pdf`` lays out paragraphs and serves plugins too.
All three are written by ``pipeline.testing.pdf_file``, and none needs a font of the machine.
"""

from collections.abc import Mapping

from pipeline.testing.pdf_file import pdf_file, stream
from pipeline.testing.pdf_font import font_objects

WIDTH, HEIGHT = 595.28, 841.89
"""A4 in pt."""
LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
SONG, UPRIGHT, ARIAL, YAHEI = 910, 920, 930, 940
"""The first objects of fonts of boxes; those of the last two are named and not embedded."""
FONTS = {
    "song": b" %d 0 R" % SONG,
    "upright": b" %d 0 R" % UPRIGHT,
    "arial": b" %d 0 R" % ARIAL,
    "yahei": b" %d 0 R" % YAHEI,
    "absent": b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/StemV 80>>>>]>>",
    "latin": LATIN,
    "bold": b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    "gbk": "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+仿宋/Encoding/WinAnsiEncoding>>".encode("gbk"),
    "unmapped": b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+SimSun/Encoding/Identity-H/DescendantFonts[900 0 R]>>",
}
FONTS["gbk-codes"] = FONTS["absent"].replace(b"UniGB-UCS2-H", b"GBK-EUC-H").replace(b"STSong-Light", b"FangSong_GB2312")
FONTS["unknown"] = (
    FONTS["absent"].replace(b"UniGB-UCS2-H", b"Identity-H").replace(b"GB1", b"Identity").replace(b"STSong", b"SimSun")
)
FONTS["flagged"] = (
    b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+F1/Encoding/WinAnsiEncoding/FontDescriptor<</Type/FontDescriptor"
    b"/FontName/ABCDEF+F1/Flags 262240/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/StemV 80>>>>"
)
FONTS["drawn"] = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 97/LastChar 97"
    b"/Widths[1000]/Encoding<</Type/Encoding/Differences[97/g]>>/CharProcs<</g 903 0 R>>/ToUnicode 904 0 R>>"
)
"""The last two: bold and italic by the flags of its descriptor; a drawing that stands for a private character."""
FONTS["coded"] = FONTS["flagged"].replace(b"/Encoding/WinAnsiEncoding", b"").replace(b"262240", b"4")
FONTS["ligature"] = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 97/LastChar 120"
    b"/Widths[500 0 0 0 0 0 0 0 0 0 0 0 0 0 500 0 0 0 0 0 0 0 0 500]/Encoding<</Type/Encoding/Differences[97/g 111/g "
    b"120/g]>>/CharProcs<</g 903 0 R>>/ToUnicode 905 0 R>>"
)
FONTS["ticks"] = (
    b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Wingdings2/Encoding/WinAnsiEncoding/ToUnicode 908 0 R>>"
)
"""A font whose codes are numbers of glyphs alone; one with a glyph of ffi, one of o, and one of ff; a symbol font."""
_DRAWN = b"1000 0 0 0 900 900 d1 0 0 900 900 re f"
_MAP = b"1 begincodespacerange<00><ff>endcodespacerange 1 beginbfchar<61><DB80DFD9>endbfchar"
_TICKS = b"1 begincodespacerange<00><ff>endcodespacerange 3 beginbfchar<52><F052><97><F097><a3><F0A3>endbfchar"
_LETTERS = (
    b"1 begincodespacerange<00><ff>endcodespacerange 3 beginbfchar<61><006600660069><6f><006f><78><00660066>endbfchar"
)
ENCODINGS = {"gbk-codes": "gbk"} | dict.fromkeys(
    ("song", "upright", "arial", "yahei", "absent", "unknown", "unmapped"), "utf-16-be"
)
"""How text is written in fonts that do not have letters of Latin 1."""
SPOT = "/ColorSpace<</Spot[/Separation/Seal/DeviceRGB<</FunctionType 2/Domain[0 1]/C0[1 1 1]/C1[1 0 0]/N 1>>]>>"
"""A colour of its own: red where it is full."""
_UNMAPPED = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
    b"/Supplement 0>>/DW 1000/FontDescriptor 901 0 R>>"
)
_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/ABCDEF+SimSun/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
    b"/Descent -120/StemV 80/FontFile2 902 0 R>>"
)


class Paper:
    """A page to draw on."""

    def __init__(self, extra: str = "") -> None:
        self.extra = extra
        self.content: list[str] = []
        self.shown = ""

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 16,
        *,
        font: str = "song",
        matrix: str = "1 0 0 1",
        before: str = "",
    ) -> "Paper":
        """Text from (x, y) on; ``matrix`` is the text matrix without its place."""
        encoded = text.encode(ENCODINGS.get(font, "latin-1")).hex()
        self.shown += text
        self.content.append(f"q BT {before} /{font} {size} Tf {matrix} {x} {y} Tm <{encoded}> Tj ET Q")
        return self

    def lines(self, x: float, y: float, *lines: str, pitch: float = 28.95, size: float = 16) -> "Paper":
        """Lines below each other."""
        for index, line in enumerate(lines):
            self.text(x, y - index * pitch, line, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, width: float = 0.5, colour: str = "") -> "Paper":
        """A line; ``colour`` is the operator that sets it."""
        self.content.append(f"q {colour} {width} w {x0} {y0} m {x1} {y1} l S Q")
        return self

    def grid(self, x: list[float], y: list[float]) -> "Paper":
        """Crossing lines."""
        for one in x:
            self.rule(one, y[0], one, y[-1])
        for one in y:
            self.rule(x[0], one, x[-1], one)
        return self

    def picture(self) -> "Paper":
        """A grey dot as large as the page."""
        self.content.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q")
        return self

    def bound(self) -> tuple[str, bytes]:
        """The entries of the page's dictionary and its content."""
        box = "" if "/MediaBox" in self.extra else f"/MediaBox[0 0 {WIDTH} {HEIGHT}]"
        return f"{box}{self.extra}/Resources<</Font 3 0 R{SPOT}>>", "\n".join(self.content).encode("latin-1")


def pdf(*pages: Paper, trailer: str = "", kids: str | None = None) -> bytes:
    """The file that holds these pages."""
    objects = {
        3: b"<<" + b"".join(b"/" + name.encode() + font for name, font in FONTS.items()) + b">>",
        900: _UNMAPPED,
        901: _DESCRIPTOR,
        902: stream(b"none"),
        903: stream(_DRAWN),
        904: stream(_MAP),
        905: stream(_LETTERS),
        906: _form(b"BT /latin 12 Tf 10 10 Td (signed) Tj ET"),
        907: _form(b"0 0 90 90 re f"),
        908: stream(_TICKS),
    }
    fonts = _fonts("".join(page.shown for page in pages))
    return pdf_file([page.bound() for page in pages], objects, behind=fonts, kids=kids, trailer=trailer)


def _fonts(shown: str) -> dict[int, bytes]:
    """The fonts of boxes; of those that are named alone, the outlines and their numbers are left out."""
    objects: dict[int, bytes] = {}
    for first, downwards in ((SONG, False), (UPRIGHT, True)):
        objects |= font_objects(shown, first, name="STSong-Light", downwards=downwards)
    for first, name in ((ARIAL, "ArialMT"), (YAHEI, "MicrosoftYaHei")):
        made = font_objects(shown, first, name=name)
        left_out = b"/CIDToGIDMap %d 0 R" % (first + 4), b"/FontFile2 %d 0 R" % (first + 3)
        for number in (first, first + 1, first + 2, first + 5):
            objects[number] = made[number].replace(b"ABCDEF+", b"")
            for entry in left_out:
                objects[number] = objects[number].replace(entry, b"")
    return objects


def _form(content: bytes) -> bytes:
    """What an annotation looks like."""
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 90 90]/Resources<</Font 3 0 R>>")


def bare(
    *pages: bytes,
    fonts: Mapping[str, bytes] | None = None,
    objects: Mapping[int, bytes] | None = None,
    page: bytes = b"",
    packed: bytes = b"",
) -> bytes:
    """The file; each of ``pages`` is what one draws.

    ``fonts``: dictionaries by the names that pages use, ``F`` is Helvetica; ``objects``: others, by numbers from 500
    on; ``page``: entries of each page's dictionary; ``packed``: those of each stream's, which is packed already.
    """
    named = {"F": LATIN, **(fonts or {})}
    listed = b"".join(b"/%s %s" % (name.encode(), font) for name, font in named.items())
    entries = f"/MediaBox[0 0 595 842]/Resources<</Font 3 0 R>>{page.decode('latin-1')}"
    return pdf_file([(entries, drawn) for drawn in pages], {3: b"<<%s>>" % listed, **(objects or {})}, packed=packed)


def shown(text: bytes, x: float = 100, y: float = 700, size: float = 16, font: str = "F") -> bytes:
    """What draws this text."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{text.hex()}> Tj ET\n".encode()
