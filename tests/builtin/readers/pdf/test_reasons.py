import pytest

from built_pdf import bare, shown
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.model.outcome import Reason
from pipeline.testing.pdf_file import stream

SPECIMENS = {
    "Bengali": "নোটিশ সংখ্যা",
    "Hebrew": "הודעה חדשה",
    "Georgian": "შეტყობინება",
    "Armenian": "ծանուցում",
    "Ethiopic": "ማስታወቂያ",
    "Tibetan": "བརྡ་ཐོ",
    "Yi": "ꆈꌠꁱꂷ",
    "Thai": "ประกาศ",
    "two of them": "הודעה নোটিশ",
}
RUBBISH = "\u1100\u1501\u0b85\u1233\u0d05\u3401\u10d0\u0985\u1681\u0e81"
"""Numbers of glyphs that are taken for characters."""
PICTURE = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f EI Q"
LOGO = PICTURE.replace(b"595 0 0 842", b"90 0 0 90")
OUTLINES = b"".join(b"%d 100 m %d 120 l 300 120 l h f " % (x, x) for x in range(100, 400, 5))
NOTE = b"/Annots[<</Type/Annot/Subtype/FreeText/Rect[10 10 100 100]/Contents(seen)/DA(/F 12 Tf)>>]"


def font(text: str) -> bytes:
    """One whose codes from 97 on are these characters."""
    pairs = b"".join(
        b"<%02x> <%s> " % (97 + index, char.encode("utf-16-be").hex().encode()) for index, char in enumerate(text)
    )
    return stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
        b"endcodespacerange %d beginbfchar %sendbfchar endcmap end end" % (len(text), pairs)
    )


def told(text: str) -> bytes:
    """A page that says this, in a font that says what its codes mean."""
    return bare(
        shown(bytes(range(97, 97 + len(text)))),
        fonts={"F": b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 500 0 R>>"},
        objects={500: font(text)},
    )


def read(content: bytes) -> Document:
    return PdfReader().read(Source("a.pdf", content))


def said(document: Document) -> list[str]:
    return [entry.reason.en for entry in document.not_checked]


def refused(content: bytes) -> Reason:
    with pytest.raises(DocumentError) as caught:
        read(content)
    return caught.value.reason


@pytest.mark.parametrize("name", SPECIMENS)
def test_any_script_is_read(name: str) -> None:
    document = read(told(SPECIMENS[name]))
    assert sorted(document.text.replace(" ", "")) == sorted(SPECIMENS[name].replace(" ", ""))
    assert said(document) == []


def test_characters_of_all_scripts_in_turn_are_no_writing() -> None:
    reason = refused(told(RUBBISH))
    assert (reason.code, "字体无法解码" in reason.message.zh) == ("no-text", True)
    assert "fonts that cannot be decoded" in reason.message.en


def test_a_page_that_can_be_read_is_kept_beside_many_that_cannot() -> None:
    rubbish = shown(bytes(range(97, 97 + len(RUBBISH))), font="R") * 5
    content = bare(
        shown(b"A notice"),
        rubbish,
        rubbish,
        fonts={"R": b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 500 0 R>>"},
        objects={500: font(RUBBISH)},
    )
    document = read(content)
    assert document.text.startswith("A notice\n")
    assert said(document) == ["pages 2-3 hold text that cannot be decoded"]


@pytest.mark.parametrize(
    ("pages", "entries", "zh", "en"),
    [
        ([PICTURE], b"", "第 1 页是扫描件，只有图像", "pages 1 are scans, pictures only"),
        ([LOGO], b"", "第 1 页只有图像", "pages 1 are pictures only"),
        (
            [OUTLINES],
            b"",
            "第 1 页只有图形，文字可能已转为轮廓",
            "pages 1 are drawings only; text may be there as outlines",
        ),
        (
            [LOGO + OUTLINES],
            b"",
            "第 1 页只有图像和图形，文字可能在其中",
            "pages 1 are pictures and drawings, which text",
        ),
        ([LOGO], NOTE, "第 1 页只有批注、图章或水印", "pages 1 show notes or stamps only"),
        ([b"", b" "], b"", "空白页", "blank pages"),
        (
            [shown(b"afar", x=900)],
            b"",
            "第 1 页的文字都在页面之外",
            "pages 1 have all of their text outside of the page",
        ),
        (
            [PICTURE, b"", OUTLINES, OUTLINES, shown(b"!!")],
            b"",
            "第 1 页是扫描件，只有图像；第 3-4 页只有图形，文字可能已转为轮廓；第 5 页只有标点和符号",
            "pages 1 are scans, pictures only; pages 3-4 are drawings only",
        ),
    ],
)
def test_why_there_is_no_text_is_said_page_by_page(pages: list[bytes], entries: bytes, zh: str, en: str) -> None:
    reason = refused(bare(*pages, page=entries))
    assert reason.code == "no-text"
    assert reason.message.zh.endswith(zh)
    assert en in reason.message.en


@pytest.mark.parametrize("lost", [b">>\nstartxref", b"trailer", b"xref\n0 1", b"<</Size"])
def test_a_file_that_lost_its_end_is_read_and_said_to_be_cut(lost: bytes) -> None:
    content = bare(shown(b"A notice"))
    document = read(content[: content.rindex(lost)])
    assert document.text == "A notice"
    assert said(document) == ["the file is cut short: 1 pages were read, and there may have been more"]


def test_a_page_without_content_is_blank() -> None:
    content = bare(b"")
    content = content.replace(b"/Contents 11 0 R", b"").replace(b"/Type/Page/Parent", b"/Parent")
    assert "空白页" in refused(content).message.zh


def test_one_page_that_breaks_the_second_engine_costs_that_page() -> None:
    """The first engine cannot open the file, whose catalog is part of its trailer."""
    content = bare(shown(b"One"), shown(b"Two"), shown(b"Three"))
    place = content.index(b"13 0 obj")
    content = content[:place] + content[place:].replace(b"<</Length", b"<</Filter/Unheard/Length", 1)
    content = content.replace(b"\n1 0 obj", b"\n1 0 xxx").replace(b"/Root 1 0 R", b"/Root<</Type/Catalog/Pages 2 0 R>>")
    document = read(content)
    assert document.text.split() == ["One", "Three"]
    assert said(document) == [
        "the structure of the file is broken; what could be found in it was read",
        "pages 2 cannot be loaded",
    ]
