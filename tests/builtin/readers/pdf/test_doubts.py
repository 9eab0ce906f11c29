from typing import Any

import pytest

from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError

Desk = Any
NOTE = "<</Type/Annot/Subtype/FreeText/Rect[10 10 100 100]/Contents(seen)/DA(/latin 12 Tf)>>"
STAMP = "<</Type/Annot/Subtype/Stamp/Rect[10 10 100 100]>>"
FIELD = "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(seen)/Rect[10 10 100 100]>>"
EMPTY_FIELD = "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[10 10 100 100]>>"
SIGNATURE = "<</Type/Annot/Subtype/Widget/FT/Sig/T(a)/V<</Type/Sig>>/Rect[10 10 100 100]/AP<</N 906 0 R>>>>"
REMARK = "<</Type/Annot/Subtype/Line/L[10 10 90 90]/Rect[10 10 100 100]/AP<</N 906 0 R>>>>"
UNDERLINE = "<</Type/Annot/Subtype/Underline/Rect[10 10 100 100]/Contents(a)/AP<</N 907 0 R>>>>"
LINK = "<</Type/Annot/Subtype/Link/Rect[10 10 100 100]/A<</S/URI/URI(http://example.com)>>>>"


def said(document: Document) -> list[str]:
    return [entry.reason.en for entry in document.not_checked]


def read(content: bytes) -> Document:
    return PdfReader().read(Source("a.pdf", content))


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (NOTE, ["pages 1 have notes or stamps, whose content was not read"]),
        (STAMP, ["pages 1 have notes or stamps, whose content was not read"]),
        (FIELD, ["pages 1 have form fields, whose content was not read"]),
        (SIGNATURE, ["pages 1 have form fields, whose content was not read"]),
        (REMARK, ["pages 1 have notes or stamps, whose content was not read"]),
        (EMPTY_FIELD, []),
        (UNDERLINE, []),
        (STAMP.replace("/Rect", "/F 2/Rect"), []),
        (LINK, []),
    ],
)
def test_what_is_shown_beside_the_text_is_said(desk: Desk, annotation: str, expected: list[str]) -> None:
    assert said(desk.read(desk.paper(f"/Annots[{annotation}]").text(100, 700, "正文"))) == expected


def test_a_file_that_shows_its_notes_alone_has_no_text(desk: Desk) -> None:
    with pytest.raises(DocumentError) as caught:
        desk.read(desk.paper(f"/Annots[{NOTE}]"))
    assert caught.value.reason.code == "no-text"
    assert "notes or stamps" in caught.value.reason.message.en


def test_a_scan_with_a_little_text_is_said(desk: Desk) -> None:
    document = desk.read(desk.paper().picture().text(100, 700, "已阅"))
    assert document.text == "已阅"
    assert said(document) == ["pages 1 are pictures with little text; what the pictures show was not read"]


def test_a_background_behind_a_page_of_text_is_nothing(desk: Desk) -> None:
    lines = ["为进一步规范公文处理工作，提高运转效率，现就有关事项"] * 10
    assert said(desk.read(desk.paper().picture().lines(80, 750, *lines))) == []


def test_all_text_outside_of_the_page_is_no_text(desk: Desk) -> None:
    with pytest.raises(DocumentError) as caught:
        desk.read(desk.paper().text(700, 700, "页外"))
    assert caught.value.reason.code == "no-text"
    assert "outside" in caught.value.reason.message.en


def test_pages_that_only_the_other_engine_finds_are_read(desk: Desk) -> None:
    content = desk.pdf(desk.paper().text(100, 700, "第一页"), desk.paper().text(100, 700, "第二页的文字"))
    document = read(content.replace(b"/Count 2", b"/Count 1"))
    assert (document.text, len(document.pages)) == ("第一页\n第二页的文字", 2)


def test_a_page_that_a_later_version_replaced_is_no_reason_to_doubt(desk: Desk) -> None:
    content = desk.pdf(desk.paper().text(100, 700, "第一页"))
    start = content.rindex(b"startxref\n") + 10
    before = int(content[start : content.index(b"\n", start)])
    place = len(content)
    old = content[content.index(b"10 0 obj") : content.index(b"endobj", content.index(b"10 0 obj"))]
    content += old + b"endobj\n"
    table = len(content)
    content += b"xref\n10 1\n%010d 00000 n \ntrailer\n<</Size 1000/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        place,
        before,
        table,
    )
    document = read(content)
    assert (document.text, said(document)) == ("第一页", [])


def test_a_file_without_its_end_is_said_to_be_cut_short(desk: Desk) -> None:
    content = desk.pdf(desk.paper().text(100, 700, "第一页"))
    head, rest = content.split(b"\n", 1)
    document = read(head + b"\ntrailer\n<</Size 1000/Root 1 0 R>>\n" + rest[: rest.rindex(b"xref\n0 1")])
    assert document.text == "第一页"
    assert said(document) == ["the file is cut short: 1 pages were read, and there may have been more"]


def test_a_page_that_one_engine_cannot_load_is_read_by_the_other_or_said(desk: Desk) -> None:
    text = desk.paper().text(100, 700, "第一页")
    content = desk.pdf(text, text).replace(b"/Kids[10 0 R 12 0 R]", b"/Kids[10 0 R 77 0 R]")
    document = read(content)
    assert document.text.startswith("第一页")
    assert said(document) == ["pages 2 cannot be loaded"]
