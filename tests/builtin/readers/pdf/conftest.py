"""A pdf in a few lines, with every coordinate known: origin at the lower left, pt."""

from collections.abc import Callable

import msgspec
import pytest

from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Document, Source
from pipeline.testing.pdf_font import font_objects

WIDTH, HEIGHT = 595.28, 841.89
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
    "latin": b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
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


def pdf(*pages: Paper, trailer: str = "", kids: str | None = None) -> bytes:
    """The file that holds these pages."""
    numbers = [10 + 2 * index for index in range(len(pages))]
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids or ' '.join(f'{n} 0 R' for n in numbers)}]/Count {len(pages)}>>".encode(),
        3: b"<<" + b"".join(b"/" + name.encode() + font for name, font in FONTS.items()) + b">>",
        900: _UNMAPPED,
        901: _DESCRIPTOR,
        903: b"<</Length %d>>\nstream\n%b\nendstream" % (len(_DRAWN), _DRAWN),
        904: b"<</Length %d>>\nstream\n%b\nendstream" % (len(_MAP), _MAP),
        905: b"<</Length %d>>\nstream\n%b\nendstream" % (len(_LETTERS), _LETTERS),
        906: _form(b"BT /latin 12 Tf 10 10 Td (signed) Tj ET"),
        907: _form(b"0 0 90 90 re f"),
        908: b"<</Length %d>>\nstream\n%b\nendstream" % (len(_TICKS), _TICKS),
        902: b"<</Length 4>>\nstream\nnone\nendstream",
    }
    for number, page in zip(numbers, pages, strict=True):
        stream = "\n".join(page.content).encode("latin-1")
        box = "" if "/MediaBox" in page.extra else f"/MediaBox[0 0 {WIDTH} {HEIGHT}]"
        resources = f"/Resources<</Font 3 0 R{SPOT}>>"
        objects[number] = f"<</Type/Page/Parent 2 0 R{box}{page.extra}{resources}/Contents {number + 1} 0 R>>".encode()
        objects[number + 1] = f"<</Length {len(stream)}>>\nstream\n".encode() + stream + b"\nendstream"
    shown = "".join(page.shown for page in pages)
    for first, downwards in ((SONG, False), (UPRIGHT, True)):
        made = font_objects(shown, first, name="STSong-Light", downwards=downwards)
        objects |= {number: one.encode() for number, one in enumerate(made, first)}
    for first, name in ((ARIAL, "ArialMT"), (YAHEI, "MicrosoftYaHei")):
        made = [one.replace("ABCDEF+", "") for one in font_objects(shown, first, name=name)]
        objects |= {first: made[0].encode(), first + 5: made[5].encode()}
        objects[first + 1] = made[1].replace(f"/CIDToGIDMap {first + 4} 0 R", "").encode()
        objects[first + 2] = made[2].replace(f"/FontFile2 {first + 3} 0 R", "").encode()
    out, places = b"%PDF-1.5\n", {}
    for number, content in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number in objects:
        out += f"{number} 1\n{places[number]:010} 00000 n \n".encode()
    return out + f"trailer\n<</Size 1000/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()


def _form(content: bytes) -> bytes:
    """What an annotation looks like."""
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 90 90]/Resources<</Font 3 0 R>>/Length %d>>" % len(content)
    return head + b"\nstream\n%b\nendstream" % content


class Desk(msgspec.Struct):
    """What tests use: paper, a way to bind it, and the reader."""

    paper: type[Paper] = Paper
    pdf: Callable[..., bytes] = pdf

    def read(self, *pages: Paper) -> Document:
        """The document read from these pages."""
        return PdfReader().read(Source("a.pdf", pdf(*pages)))


@pytest.fixture
def desk() -> Desk:
    """Paper, binding and reader."""
    return Desk()
