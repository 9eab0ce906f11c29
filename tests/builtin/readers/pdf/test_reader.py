from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from pipeline.builtin.readers.pdf.place import LinePlace
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.model.text import Text

Desk = Any
PASSWORD = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{'42' * 32}>/P -4>>/ID[<{'43' * 16}><{'43' * 16}>]"
PHOTOGRAPH = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01 some bytes of a photograph"


def code(content: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        PdfReader().read(Source("a.pdf", content))
    return caught.value.reason.code


def said(document: Document) -> list[str]:
    return [entry.reason.en for entry in document.not_checked]


def test_a_pdf_is_known_by_its_header_near_the_start(desk: Desk) -> None:
    reader = PdfReader()
    assert reader.recognises(Source("x", desk.pdf(desk.paper())))
    assert reader.recognises(Source("x", b"\n" * 900 + b"%PDF-1.4"))
    assert not reader.recognises(Source("a.pdf", b"\n" * 1100 + b"%PDF-1.4"))
    assert not reader.recognises(Source("a.pdf", b""))


def test_every_character_stands_in_a_piece_and_pieces_join_to_the_text(desk: Desk) -> None:
    page = desk.paper().lines(100, 700, "关于做好工作的通知", "各有关单位").text(100, 500, "Two words", font="latin")
    document = desk.read(page)
    assert document.text == "关于做好工作的通知\n各有关单位\nTwo words"
    assert "".join(document.cut(piece.span) for piece in document.pieces) == document.text.replace("\n", "")
    assert "\n".join(document.cut(paragraph.span) for paragraph in document.paragraphs) == document.text
    assert document.kind == "pdf"
    assert set(document.provides) == {"text", "styles", "geometry"}
    assert document.not_checked == ()


def test_pages_have_their_size_and_the_paragraphs_that_begin_on_them(desk: Desk) -> None:
    document = desk.read(desk.paper().text(100, 700, "第一页的文字"), desk.paper("/Rotate 90").text(100, 700, "第二页"))
    first, second = document.pages
    assert (first.number, first.width, first.height) == (1, 210.0, 297.0)
    assert (second.number, second.width, second.height) == (2, 297.0, 210.0)
    assert document.cut(first.span).strip() == "第一页的文字"
    assert document.cut(second.span) == "第二页"
    assert all(page.measured for page in document.pages)


@pytest.mark.parametrize(
    "extra",
    ["", "/CropBox[20 30 500 800]", "/MediaBox[-50 40 545.28 881.89]", "/Rotate 90", "/Rotate 180", "/Rotate 270"],
)
def test_places_are_where_another_engine_sees_the_characters(desk: Desk, extra: str) -> None:
    matrices = {"/Rotate 90": "0 1 -1 0", "/Rotate 180": "-1 0 0 -1", "/Rotate 270": "0 -1 1 0"}
    page = desk.paper(extra).text(300, 400, "Agreement", 20, font="latin", matrix=matrices.get(extra, "1 0 0 1"))
    content = desk.pdf(page)
    document = PdfReader().read(Source("a.pdf", content))
    (piece,) = document.pieces
    with pdfplumber.open(BytesIO(content)) as pdf:
        chars = pdf.pages[0].chars
    assert document.text == "".join(char["text"] for char in chars)
    place = piece.place
    assert isinstance(place, LinePlace)
    assert place.page == 1
    assert place.edges[0] == pytest.approx(400 if extra in ("/Rotate 90", "/Rotate 270") else 300, abs=0.01)
    widths = [abs(b - a) for a, b in zip(place.edges, place.edges[1:], strict=False)]
    assert widths == pytest.approx([char["adv"] for char in chars], abs=1.0)
    x0, top, x1, bottom = place.box(0, 1)
    assert x0 - 0.1 <= 300 <= x1 + 0.1
    assert bottom - 0.1 <= 400 <= top + 0.1


def test_a_password_is_named(desk: Desk) -> None:
    assert code(desk.pdf(desk.paper().text(100, 700, "密"), trailer=PASSWORD)) == "password"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4", b"%PDF-1.4\n" + b"x" * 5000, b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"]
)
def test_rubbish_is_damaged(content: bytes) -> None:
    assert code(content) == "damaged"


def reason(content: bytes) -> Text:
    with pytest.raises(DocumentError) as caught:
        PdfReader().read(Source("a.pdf", content))
    return caught.value.reason.message


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (b"PK\x03\x04 no pdf at all", "没有 PDF 文件头", "no pdf header"),
        (b"%PDF-1.4\n" + b"x" * 5000, "结构损坏", "structure of the pdf is broken"),
    ],
)
def test_what_is_wrong_with_a_damaged_file_is_said_in_each_language(content: bytes, zh: str, en: str) -> None:
    message = reason(content)
    assert zh in message.zh
    assert en in message.en
    assert message.en.isascii()


def as_picture(content: bytes, number: int) -> bytes:
    """The file, its object ``number`` declared to be packed as a photograph is."""
    start = content.index(f"\n{number} 0 obj".encode())
    return content[:start] + content[start:].replace(b"<</Length ", b"<</Filter/DCTDecode/Length ", 1)


@pytest.mark.parametrize("mode", ["pictures", "fonts", "blank", "outlines", "undecoded"])
def test_why_there_is_no_text_is_said_in_each_language(desk: Desk, mode: str) -> None:
    page = desk.paper()
    if mode == "pictures":
        page.picture()
    elif mode == "fonts":
        page.text(100, 700, "\u1100\u1141\u1501\u1233", font="unmapped")
    elif mode == "outlines":
        page.content += [f"{x} 100 m {x} 120 {x + 5} 120 {x + 5} 100 c f" for x in range(100, 400, 5)]
    content = desk.pdf(page)
    if mode == "undecoded":
        page.content.append(PHOTOGRAPH)
        content = as_picture(desk.pdf(page), 11)
    message = reason(content)
    zh, en = {
        "pictures": ("扫描件", "scan"),
        "fonts": ("字体", "font"),
        "blank": ("空白页", "blank"),
        "outlines": ("图形", "drawings"),
        "undecoded": ("第 1 页的内容无法解码", "cannot be decoded"),
    }[mode]
    assert zh in message.zh
    assert en in message.en
    assert message.en.isascii()


def test_a_page_with_a_blank_in_it_is_blank_and_nothing_else(desk: Desk) -> None:
    text = desk.paper().text(100, 700, "有文字的一页")
    assert said(desk.read(text, desk.paper().text(100, 700, " ", font="latin"), desk.paper())) == []
    assert "blank" in reason(desk.pdf(desk.paper().text(100, 700, " ", font="latin"))).en


def test_a_page_whose_content_cannot_be_decoded_is_named(desk: Desk) -> None:
    page = desk.paper()
    page.content.append(PHOTOGRAPH)
    content = as_picture(desk.pdf(desk.paper().text(100, 700, "第一页"), page), 13)
    assert said(PdfReader().read(Source("a.pdf", content))) == ["the content of pages 2 cannot be decoded"]


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.8, 0.95])
def test_a_file_that_lost_its_end_is_refused_or_read_in_whole(desk: Desk, share: float) -> None:
    content = desk.pdf(desk.paper().text(100, 700, "通知正文"))
    try:
        found = PdfReader().read(Source("a.pdf", content[: int(len(content) * share)])).text
    except DocumentError as error:
        found = error.reason.code
    assert found in ("damaged", "no-text", "通知正文")


def test_a_scan_has_no_text_and_says_that_it_is_one(desk: Desk) -> None:
    with pytest.raises(DocumentError) as caught:
        desk.read(desk.paper().picture())
    assert caught.value.reason.code == "no-text"
    assert "scan" in caught.value.reason.message.en


def test_blank_pages_have_no_text(desk: Desk) -> None:
    assert code(desk.pdf(desk.paper(), desk.paper())) == "no-text"


def test_pages_that_are_pictures_are_named(desk: Desk) -> None:
    text = desk.paper().text(100, 700, "有文字的一页")
    document = desk.read(text, desk.paper().picture(), desk.paper().picture(), text)
    assert said(document) == ["pages 2-3 are pictures without text"]


def test_the_hidden_text_of_a_scan_is_read(desk: Desk) -> None:
    document = desk.read(desk.paper().picture().text(100, 700, "识别出的文字", before="3 Tr"))
    assert document.text == "识别出的文字"


def test_hidden_text_beside_painted_text_is_left_out(desk: Desk) -> None:
    document = desk.read(desk.paper().text(100, 700, "看得见").text(100, 600, "看不见", before="3 Tr"))
    assert document.text == "看得见"


def test_text_that_nothing_explains_is_no_text(desk: Desk) -> None:
    with pytest.raises(DocumentError) as caught:
        desk.read(desk.paper().text(100, 700, "\u1100\u1141\u1501\u1233", font="unmapped"))
    assert caught.value.reason.code == "no-text"
    assert "font" in caught.value.reason.message.en


def test_a_page_with_some_text_that_nothing_explains_is_named(desk: Desk) -> None:
    good = desk.paper().text(100, 700, "这一页的文字是可以读的，没有任何问题。")
    bad = desk.paper().text(100, 700, "文字可读").text(100, 600, "\u0021\u0122\u4e01", font="unmapped")
    document = desk.read(good, bad)
    assert said(document) == ["pages 2 hold text that cannot be decoded"]
    assert "文字可读\n\ufffd\ufffd\ufffd" in document.text


def test_nothing_is_printed(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    desk.read(desk.paper().text(100, 700, "可读").text(100, 600, "\u0122", font="unmapped"))
    code(b"%PDF-1.4 nothing")
    assert capfd.readouterr() == ("", "")
