import pytest

from built_pdf import bare, shown
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.testing.pdf_file import stream

PARTS = [
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def",
    b"1 begincodespacerange <20> <23> endcodespacerange",
    b"4 beginbfchar <20> <00DC> <21> <00E4> <22> <00F5> <23> <00FC> endbfchar",
    b"endcmap end end",
]
"""A map of four letters."""
MAPPED = b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Arial/Encoding/WinAnsiEncoding/ToUnicode 500 0 R>>"
RENUMBERED = MAPPED.replace(b"/ToUnicode 500 0 R", b"")
NAMES = (
    b"<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Adv/Encoding<</Type/Encoding/Differences[33 %s]>>/FontDescriptor"
    b"<</Type/FontDescriptor/FontName/ABCDEF+Adv/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
    b"/Descent -120/StemV 80>>>>"
)


def read(content: bytes) -> Document:
    return PdfReader().read(Source("a.pdf", content))


def said(document: Document) -> list[str]:
    return [entry.reason.en for entry in document.not_checked]


def words(*rows: tuple[bytes, bytes, bytes]) -> bytes:
    """Words of which one letter has a font of its own, M."""
    return b"".join(
        b"BT 1 0 0 1 100 %d Tm /F 16 Tf (%s) Tj /M 16 Tf (%s) Tj /F 16 Tf (%s) Tj ET\n" % (700 - 30 * at, *row)
        for at, row in enumerate(rows)
    )


INVOICE = words((b"Ettev", b'"', b"te"), (b"Makset", b"!", b"htaeg"), (b"M", b"##", b"gihind"))


@pytest.mark.parametrize("between", [b"", b" ", b"\n"])
def test_a_map_of_letters_is_obeyed_however_it_is_written(between: bytes) -> None:
    document = read(bare(INVOICE, fonts={"M": MAPPED}, objects={500: stream(between.join(PARTS))}))
    assert document.text.split() == ["Ettevõte", "Maksetähtaeg", "Müügihind"]
    assert said(document) == []


def test_signs_inside_of_words_that_nothing_explains_are_said() -> None:
    document = read(bare(INVOICE, shown(b"A clean page"), fonts={"M": RENUMBERED}))
    assert said(document) == ["pages 1 have signs inside of words; letters may be wrong"]


@pytest.mark.parametrize("names", [b"/C71/C97/C114/C121", b"/G47/G61/G72/G79", b"/glyph1/glyph2/glyph3/glyph4"])
def test_a_font_whose_glyphs_bear_names_without_a_meaning_cannot_be_decoded(names: bytes) -> None:
    fonts = {"M": NAMES % names}
    drawn = shown(b"\x21\x22\x23\x24\x23", font="M")
    with pytest.raises(DocumentError) as caught:
        read(bare(drawn, fonts=fonts))
    assert (caught.value.reason.code, "字体无法解码" in caught.value.reason.message.zh) == ("no-text", True)
    assert "pages 2 hold text that cannot be decoded" in said(read(bare(shown(b"A clean page"), drawn, fonts=fonts)))


def test_names_that_are_the_codes_are_names_enough() -> None:
    fonts = {"M": NAMES % b"/b33/b34/b35/b36/b37/b38/b39"}
    assert read(bare(shown(b"a+b, (c)"), shown(b"!(a)!", font="M"), fonts=fonts)).text == "a+b, (c)\n!(a)!"


@pytest.mark.parametrize(
    "line",
    [
        b'He said "yes" and "no" and "perhaps".',
        b"AT&T, R&D; x=a+b; f(x)=1/2 * (3-4) % 5; it's; don't; a.b@c.de",
        b"http://example.com/?q=caf%E9&lang=en#top costs $5 or 5$",
        b"1,234.56 / 2,345.67 + (3%) - 4:30 = #5!",
        b"(1) [2] {3} <4> / * + = ? ! ; :",
    ],
)
def test_signs_where_they_belong_are_nothing(line: bytes) -> None:
    document = read(bare(shown(line, size=9) + shown(b"and words around it", y=600)))
    assert document.text.splitlines()[0].encode() == line
    assert said(document) == []


def test_words_that_touch_quotation_marks_of_the_next_text_are_nothing() -> None:
    row = b"".join(
        shown(word, x=60 * at, size=9) for at, word in enumerate([b"the", b'"Board"', b"and", b'"Act"', b"of"])
    )
    assert said(read(bare(row + row.replace(b" 700 ", b" 600 ")))) == []
