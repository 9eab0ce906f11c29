"""What is recognised, what is refused and how it is said, pages, embedded documents."""

import io
import zipfile
from typing import Any

import pytest
from docx.enum.section import WD_SECTION
from docx.shared import Mm

import built_docx
from built_docx import P, Read, Zipped, changed, members
from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.model.document import Source
from pipeline.model.errors import DocumentError
from pipeline.model.layout import Margins

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")


def code(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        DocxReader().read(Source("a.docx", data))
    return caught.value.reason.code


def test_recognises_by_content(zipped: Zipped) -> None:
    data = zipped(P.format("甲"))
    other = changed(data, lambda name, content: None if name.startswith("word/") else content)
    for name, content, answer in (
        ("a.docx", data, True),
        ("a.pdf", data, True),
        ("a.docx", data[:400], True),
        ("a.zip", data[:400], False),
        ("a.docx", other, False),
        ("a.docx", LOCKED, True),
        ("a.xls", LOCKED, False),
        ("a.docx", OLE, False),
        ("a.docx", b"%PDF-1.7", False),
        ("a.docx", b"", False),
    ):
        assert DocxReader().recognises(Source(name, content)) is answer


def test_a_password_is_said() -> None:
    assert code(LOCKED) == "password"


def test_a_file_cut_off_is_damaged(zipped: Zipped) -> None:
    data = zipped(P.format("甲"))
    assert {code(data[: len(data) * part // 100]) for part in (1, 30, 60, 90, 99)} == {"damaged"}


@pytest.mark.parametrize("content", [b"", b"<w:document", b"\xff\xfe\x00", b"plain"])
def test_broken_xml_is_damaged(zipped: Zipped, content: bytes) -> None:
    broken = changed(zipped(P.format("甲")), lambda name, old: content if name == "word/document.xml" else old)
    assert code(broken) == "damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused(zipped: Zipped, encoding: str) -> None:
    def declared(name: str, content: bytes) -> bytes:
        doctype = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
        return (doctype + content.decode()).encode(encoding) if name == "word/document.xml" else content

    assert code(changed(zipped(P.format("甲")), declared)) == "damaged"


def test_a_part_that_inflates_beyond_the_limit_is_refused(zipped: Zipped) -> None:
    huge = changed(
        zipped(P.format("甲")),
        lambda name, old: old + b" " * (65 * 1024 * 1024) if name == "word/document.xml" else old,
    )
    assert code(huge) == "limit"


def test_too_many_members_are_refused(zipped: Zipped) -> None:
    more = {f"word/media/{number}.png": b"" for number in range(5_000)}
    assert code(built_docx.zipped({**members(zipped(P.format("甲"))), **more})) == "limit"


def test_a_lying_directory_is_damaged(zipped: Zipped) -> None:
    data = bytearray(zipped(P.format("甲" * 500)))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert code(bytes(data)) == "damaged"


def test_encrypted_members_are_damaged(zipped: Zipped) -> None:
    data = bytearray(zipped(P.format("甲")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    assert code(bytes(data)) == "damaged"


def test_pictures_and_thumbnails_do_not_matter(blank: Any, read: Read) -> None:
    blank.add_paragraph("甲")
    stream = io.BytesIO()
    blank.save(stream)
    assert read(changed(stream.getvalue(), lambda name, old: None if "thumbnail" in name else old)).text == "甲"


def test_nesting_is_followed_until_it_is_absurd(zipped: Zipped, read: Read) -> None:
    def nested(depth: int) -> bytes:
        return zipped("<w:tbl><w:tr><w:tc>" * depth + P.format("甲") + "</w:tc></w:tr></w:tbl>" * depth)

    assert read(nested(60)).text == "甲"
    assert code(nested(300)) == "damaged"


def test_no_letters_is_said_in_words(zipped: Zipped) -> None:
    def detail(body: str, **parts: str) -> tuple[str, str]:
        with pytest.raises(DocumentError) as caught:
            DocxReader().read(Source("a.docx", zipped(body, **parts)))
        assert caught.value.reason.code == "no-text"
        return caught.value.reason.message.zh, caught.value.reason.message.en

    blank = ("没有可读取的文字：文档是空白的", "There is no text to read: the document is blank")
    assert detail("<w:p/>") == blank
    assert detail(P.format("——……")) == blank
    footer = '<w:sectPr><w:footerReference r:id="footer1"/></w:sectPr>'
    assert detail("<w:p/>" + footer, footer1=P.format("—1—")) == blank
    zh, en = detail("<w:p><w:r><w:drawing/></w:r><w:r><w:pict/></w:r></w:p>")
    assert (zh, en) == ("没有可读取的文字：只有图片（2 张）", "There is no text to read: only pictures (2)")


def test_text_outside_the_body_alone_is_text(zipped: Zipped, read: Read) -> None:
    header = '<w:p/><w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    assert read(zipped(header, header1=P.format("某某市人民政府文件"))).text == "\n某某市人民政府文件"
    note = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    notes = f'<w:footnote w:id="1">{P.format("见附件")}</w:footnote>'
    assert read(zipped(note, footnotes=notes)).text == "\n见附件"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{P.format('框')}</w:txbxContent></w:pict></w:r></w:p>"
    assert read(zipped(box)).text == "\n框"


def test_more_than_a_program_can_hold_is_refused(zipped: Zipped) -> None:
    box = "<w:p><w:r><w:pict><w:txbxContent>"
    end = "</w:txbxContent></w:pict></w:r></w:p>"
    assert code(zipped(box * 20 + P.format("甲") + end * 20)) == "limit"
    assert code(zipped("<w:p/>" * 1_300_000)) == "limit"
    assert code(zipped("<w:p/>" * 200_001)) == "limit"
    names = "".join(f'<w:style w:styleId="s{number}"/>' for number in range(10_001))
    assert code(zipped('<w:p><w:pPr><w:pStyle w:val="s1"/></w:pPr></w:p>', styles=names)) == "limit"
    assert code(zipped('<w:altChunk r:id="chunk"/>' * 1_001, chunk=("chunk.html", b"<html>a</html>"))) == "limit"
    mixed = '<w:rPr><w:rFonts w:ascii="A" w:eastAsia="B"/></w:rPr><w:t>' + "a中" * 510_000
    assert code(zipped(f"<w:p><w:r>{mixed}</w:t></w:r></w:p>")) == "limit"


def test_a_zip_directory_too_long_to_read_is_refused(zipped: Zipped) -> None:
    assert code(zipped(P.format("甲")) + b"PK\x01\x02" * 20_001) == "limit"


def test_bytes_that_do_not_match_their_checksum_are_damaged() -> None:
    data = built_docx.zipped({"word/document.xml": "<w:document/>"}, zipfile.ZIP_STORED)
    assert code(data.replace(b"<w:document/>", b"<w:documenT/>")) == "damaged"


def test_strict_documents_and_parts_in_utf_16_read_alike(zipped: Zipped, read: Read) -> None:
    data = zipped('<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>http://purl.oclc.org/ooxml/</w:t></w:r></w:p>')

    def strict(_: str, content: bytes) -> bytes:
        old = b"http://schemas.openxmlformats.org/"
        content = content.replace(
            old + b"wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
        return content.replace(
            old + b"officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )

    wide = changed(data, lambda name, old: old.decode().encode("utf-16") if name.startswith("word/doc") else old)
    for variant in (data, changed(data, strict), wide):
        document = read(variant)
        assert document.text == "http://purl.oclc.org/ooxml/"
        assert document.paragraphs[0].alignment == "centre"


def test_one_page_a_section(blank: Any, read: Read) -> None:
    blank.add_paragraph("第一节")
    first = blank.sections[0]
    first.page_width, first.page_height = Mm(210), Mm(297)
    first.top_margin, first.right_margin, first.bottom_margin, first.left_margin = Mm(37), Mm(26), Mm(35), Mm(28)
    first.gutter = Mm(0)
    second = blank.add_section(WD_SECTION.NEW_PAGE)
    second.page_width, second.page_height, second.gutter = Mm(297), Mm(210), Mm(5)
    blank.add_paragraph("第二节")
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "页眉"
    document = read(blank)
    one, two = document.pages
    assert [document.cut(page.span).strip() for page in (one, two)] == ["第一节", "第二节"]
    assert (one.number, one.measured) == (None, False)
    assert (one.width, one.height) == pytest.approx((210, 297), abs=0.02)
    margins = one.margins
    assert (margins.top, margins.right, margins.bottom, margins.left) == pytest.approx((37, 26, 35, 28), abs=0.02)
    assert two.width == pytest.approx(297, abs=0.02)
    assert two.margins.left == pytest.approx(33, abs=0.02)
    at = document.text.index("页眉")
    assert not any(page.span.start <= at < page.span.end for page in document.pages)


def test_what_the_file_does_not_say_is_none(zipped: Zipped, read: Read) -> None:
    document = read(zipped(P.format("甲") + "<w:sectPr/>"))
    assert (document.pages[0].width, document.pages[0].margins) == (None, Margins())
    assert (document.pieces[0].style.font, document.pieces[0].style.size) == (None, None)


HTML = (
    '<html><head><meta charset="{0}"/><style>p {{}}</style></head><body><h1>关于检查的通知</h1>各单位：'
    "<p>一、总体\n 要求<br/>换行</p><table><tr><td>表</td></tr></table><script>x</script>尾</body></html>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("mht", [True, False])
def test_an_embedded_page_is_read_as_paragraphs(zipped: Zipped, read: Read, encoding: str, mht: bool) -> None:
    content, name = HTML.format(encoding).encode(encoding), "chunk.html"
    if mht:
        head = f'MIME-Version: 1.0\nContent-Type: text/html; charset="{encoding}"\nContent-Transfer-Encoding: 8bit\n\n'
        content, name = head.encode() + content, "chunk.mht"
    document = read(zipped('<w:altChunk r:id="chunk"/>', chunk=(name, content)))
    assert document.text.split("\n") == ["关于检查的通知", "各单位：", "一、总体 要求\v换行", "表", "尾"]
    assert [paragraph.container for paragraph in document.paragraphs][3] == "table"
    assert (document.provides, document.pages) == (("text",), ())


def test_a_document_without_page_set_up_gives_no_page_measures(zipped: Zipped, read: Read) -> None:
    chunk, held = '<w:altChunk r:id="chunk"/>', ("chunk.html", HTML.format("utf-8").encode())
    assert read(zipped(chunk + "<w:sectPr/>", chunk=held)).provides == ("text", "geometry")
    assert read(zipped(P.format("甲"))).provides == ("text", "styles")
    assert read(zipped(P.format("甲") + "<w:sectPr/>")).provides == ("text", "styles", "geometry")


def test_an_embedded_document_of_another_kind_is_said(zipped: Zipped, read: Read) -> None:
    chunk = '<w:altChunk r:id="chunk"/>'
    assert code(zipped(chunk, chunk=("chunk.rtf", b"{\\rtf1}"))) == "unsupported-content"
    document = read(zipped(P.format("甲") + chunk, chunk=("chunk.rtf", b"{\\rtf1}")))
    assert document.text == "甲"
    assert [entry.rule for entry in document.not_checked] == ["docx"]
