"""A damaged part costs what it holds and is named; only the main part is essential."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.errors import DocumentError
from pipeline.model import Document

Zipped = Callable[..., bytes]
Read = Callable[[Any], Document]
P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
THEME = '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
ITEM = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>'
BODY = (
    '<w:p><w:r><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr><w:t>正文</w:t></w:r></w:p>'
    + ITEM
    + '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>注</w:t><w:footnoteReference w:id="1"/>'
    '<w:endnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r></w:p><w:altChunk r:id="chunk"/><w:sectPr>'
    '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
    "</w:sectPr>"
)
LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1、"/></w:lvl>'
LOST = {
    "word/theme.xml": "主题字体",
    "word/styles.xml": "样式",
    "word/numbering.xml": "自动编号",
    "word/settings.xml": "文档设置",
    "word/footnotes.xml": "脚注",
    "word/endnotes.xml": "尾注",
    "word/comments.xml": "批注",
    "word/header1.xml": "页眉",
    "word/footer1.xml": "页脚",
    "word/chunk.html": "嵌入的文档",
}


@pytest.fixture
def whole(zipped: Zipped) -> bytes:
    """A document with a part of every kind."""
    note = f'<w:{{0}}note w:id="1">{P.format("见{0}")}</w:{{0}}note>'
    return zipped(
        BODY,
        chunk=("chunk.html", "<html><body>嵌入</body></html>".encode()),
        theme=THEME,
        styles='<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>',
        numbering=f'<w:abstractNum w:abstractNumId="0">{LEVEL}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        settings="<w:evenAndOddHeaders/>",
        footnotes=note.format("foot"),
        endnotes=note.format("end"),
        comments=f'<w:comment w:id="1" w:author="李四">{P.format("改")}</w:comment>',
        header1=P.format("页眉文字"),
        footer1=P.format("页脚文字"),
    )


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def bad_checksum(data: bytes, part: str) -> bytes:
    """The zip with another checksum for ``part`` in its directory."""
    found = bytearray(data)
    entry = found.rindex(b"PK\x01\x02", 0, found.rindex(part.encode()))
    found[entry + 16] ^= 0xFF
    return bytes(found)


def said(document: Document) -> list[str]:
    return [entry.reason.zh for entry in document.not_checked if entry.rule == "docx"]


def test_the_whole_document_is_read_and_nothing_said(whole: bytes, read: Read) -> None:
    document = read(whole)
    assert document.text.split("\n") == [
        "正文", "1、项", "注", "嵌入", "页眉文字", "页脚文字", "见foot", "见end",
    ]  # fmt: skip
    assert said(document) == []


@pytest.mark.parametrize("part", LOST)
@pytest.mark.parametrize("how", ["checksum", "missing", "cut", "empty"])
def test_a_damaged_part_is_named_and_the_rest_is_read(part: str, how: str, whole: bytes, read: Read) -> None:
    if part == "word/chunk.html" and how in ("cut", "empty"):
        return  # half a page is a page
    broken = {
        "checksum": lambda: bad_checksum(whole, part),
        "missing": lambda: rewritten(whole, lambda name, old: None if name == part else old),
        "cut": lambda: rewritten(whole, lambda name, old: old[: len(old) // 2] if name == part else old),
        "empty": lambda: rewritten(whole, lambda name, old: b"" if name == part else old),
    }[how]()
    document = read(broken)
    lines = document.text.split("\n")
    assert lines[0] == "正文"
    assert lines[1].endswith("项")
    reasons = said(document)
    assert len(reasons) == 1
    assert (LOST[part] in reasons[0], part in reasons[0]) == (True, True)
    lost = {"word/footnotes.xml": "见foot", "word/endnotes.xml": "见end", "word/header1.xml": "页眉文字"}
    lost |= {"word/footer1.xml": "页脚文字", "word/chunk.html": "嵌入", "word/numbering.xml": "1、"}
    assert [text for text in lost.values() if text not in document.text] == [lost[part] for _ in range(part in lost)]


def test_without_styles_none_are_given(zipped: Zipped, read: Read) -> None:
    data = zipped(P.format("正文") + "<w:sectPr/>", styles="")
    assert read(data).provides == ("text", "styles", "geometry")
    assert read(bad_checksum(data, "word/styles.xml")).provides == ("text", "geometry")


@pytest.mark.parametrize("part", ["_rels/.rels", "word/_rels/document.xml.rels"])
def test_damaged_links_are_named(part: str, whole: bytes, read: Read) -> None:
    document = read(rewritten(whole, lambda name, old: b"<" if name == part else old))
    assert document.text.startswith("正文")
    assert any("与其他部件的联系" in reason and part in reason for reason in said(document))


def test_a_reference_to_no_part_is_named(zipped: Zipped, read: Read) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId99"/></w:sectPr>'
    assert said(read(zipped(P.format("正文") + section))) == ["页眉没有读取：缺少 rId99"]
    assert said(read(zipped(P.format("正文") + '<w:altChunk r:id="rId98"/>'))) == ["嵌入的文档没有读取：缺少 rId98"]


def test_what_may_have_held_all_the_text_is_the_reason(zipped: Zipped, read: Read) -> None:
    data = zipped('<w:altChunk r:id="chunk"/>', chunk=("chunk.html", b"<html>a</html>"))
    with pytest.raises(DocumentError) as caught:
        read(bad_checksum(data, "word/chunk.html"))
    assert caught.value.reason.message.zh == "文件已损坏：word/chunk.html：校验不符"


def test_parts_that_are_not_read_do_not_matter(zipped: Zipped, read: Read) -> None:
    stream = io.BytesIO(zipped(P.format("正文")))
    names = ("docProps/core.xml", "docProps/thumbnail.jpeg", "word/media/image1.png", "word/fontTable.xml")
    with zipfile.ZipFile(stream, "a") as archive:
        for name in names:
            archive.writestr(name, "<")
    data = stream.getvalue()
    for name in names:
        data = bad_checksum(data, name)
    assert (read(data).text, said(read(data))) == ("正文", [])


@pytest.mark.parametrize("damage", [lambda data: bad_checksum(data, "word/document.xml")])
def test_without_the_main_part_there_is_no_document(damage: Callable[[bytes], bytes], whole: bytes, read: Read) -> None:
    with pytest.raises(DocumentError) as caught:
        read(damage(whole))
    assert caught.value.reason.code == "damaged"
