"""A damaged part costs what it holds and is named; only the main part is essential."""

from collections.abc import Callable

import pytest

import built_docx
from built_docx import P, Read, Zipped, changed, members
from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
THEME = f'<a:theme xmlns:a="{A}"/>'
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
    "word/theme.xml": ("主题字体", "The fonts of the theme"),
    "word/styles.xml": ("样式", "The styles"),
    "word/numbering.xml": ("自动编号", "The automatic numbers"),
    "word/settings.xml": ("文档设置", "The settings"),
    "word/footnotes.xml": ("脚注", "The footnotes"),
    "word/endnotes.xml": ("尾注", "The endnotes"),
    "word/comments.xml": ("批注", "The comments"),
    "word/header1.xml": ("页眉", "A header"),
    "word/footer1.xml": ("页脚", "A footer"),
    "word/chunk.html": ("嵌入的文档", "An embedded document"),
}
"""What the parts of :func:`whole` hold, in Chinese and in English."""
SHOWN = {
    "word/numbering.xml": "1、",
    "word/footnotes.xml": "见foot",
    "word/endnotes.xml": "见end",
    "word/header1.xml": "页眉文字",
    "word/footer1.xml": "页脚文字",
    "word/chunk.html": "嵌入",
}
"""What only these parts hold of the text."""
BODY_RELATIONS = "word/_rels/document.xml.rels"


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


def replaced(data: bytes, part: str, content: bytes | None) -> bytes:
    return changed(data, lambda name, old: content if name == part else old)


def cut(data: bytes, part: str) -> bytes:
    return changed(data, lambda name, old: old[: len(old) // 2] if name == part else old)


def elsewhere(data: bytes, part: str, target: str) -> bytes:
    """The docx whose main part says of ``part`` that it is ``target``."""
    old = f'Target="{part.removeprefix("word/")}"'.encode()
    return changed(
        data, lambda name, content: content.replace(old, target.encode()) if name == BODY_RELATIONS else content
    )


def locked(data: bytes, part: str) -> bytes:
    """The zip that says of ``part`` that it is encrypted."""
    found = bytearray(data)
    found[found.rindex(b"PK\x01\x02", 0, found.rindex(part.encode())) + 8] |= 1
    return bytes(found)


WAYS: dict[str, tuple[Callable[[bytes, str], bytes], str]] = {
    "checksum": (bad_checksum, "{part}"),
    "encrypted": (locked, "{part}"),
    "missing": (lambda data, part: replaced(data, part, None), "{part}"),
    "cut": (cut, "{part}"),
    "empty": (lambda data, part: replaced(data, part, b""), "{part}"),
    "blank": (lambda data, part: replaced(data, part, b" \n"), "{part}"),
    "page": (lambda data, part: replaced(data, part, b"<html/>"), "{part}"),
    "filled page": (lambda data, part: replaced(data, part, b"<html><body>a</body></html>"), "{part}"),
    "page that says w": (
        lambda data, part: replaced(data, part, f"<w:html xmlns:w='{W}'><w:p/></w:html>".encode()), "{part}",
    ),
    "other namespace": (
        lambda data, part: changed(
            data, lambda name, old: old.replace(W.encode(), b"urn:w").replace(A.encode(), b"urn:a") if name == part
            else old,
        ), "{part}",
    ),
    "external": (
        lambda data, part: elsewhere(data, part, f'Target="http://a.invalid/{part}" TargetMode="External"'),
        "http://a.invalid/{part}",
    ),
    "external by the name of a part": (
        lambda data, part: elsewhere(data, part, f'Target="{part}" TargetMode="External"'), "{part}",
    ),
    "outside": (lambda data, part: elsewhere(data, part, 'Target="../../../etc/passwd"'), "etc/passwd"),
    "of a disk": (lambda data, part: elsewhere(data, part, 'Target="file:///C:/a.xml"'), "C:/a.xml"),
}  # fmt: skip
"""How to damage a part of a docx, and the name that is told then."""
PAGES = ("cut", "page", "filled page", "page that says w", "other namespace")
"""After these an embedded page is one still."""
CASES = [(part, how) for part in LOST for how in WAYS if not (part == "word/chunk.html" and how in PAGES)]


@pytest.mark.parametrize(("part", "how"), CASES)
def test_a_damaged_part_is_named_and_the_rest_is_read(part: str, how: str, whole: bytes, read: Read) -> None:
    damage, name = WAYS[how]
    expected, document = read(whole), read(damage(whole, part))
    (entry,) = document.not_checked
    for told, noun in zip((entry.reason.zh, entry.reason.en), LOST[part], strict=True):
        assert told.startswith(noun)
        assert name.format(part=part) in told
    lines = [line.removeprefix(SHOWN[part]) if part in SHOWN else line for line in expected.text.split("\n")]
    assert [line for line in document.text.split("\n") if line] == [line for line in lines if line]


def test_without_styles_none_are_given(zipped: Zipped, read: Read) -> None:
    data = zipped(P.format("正文") + "<w:sectPr/>", styles="")
    assert read(data).provides == ("text", "styles", "geometry")
    assert read(bad_checksum(data, "word/styles.xml")).provides == ("text", "geometry")


NO_TARGETS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"/>'
    b'<Relationship Id="header1" Type="urn:header" Target=""/></Relationships>'
)
LISTS: dict[str, Callable[[bytes, str], bytes]] = {
    "checksum": bad_checksum,
    "missing": lambda data, part: replaced(data, part, None),
    "cut": cut,
    "empty": lambda data, part: replaced(data, part, b""),
    "page": lambda data, part: replaced(data, part, b"<html/>"),
    "other namespace": lambda data, part: replaced(data, part, b'<Relationships xmlns="urn:r"/>'),
}


@pytest.mark.parametrize("damage", LISTS.values(), ids=LISTS)
def test_without_the_list_of_the_package_nothing_is_lost(
    damage: Callable[[bytes, str], bytes], whole: bytes, read: Read
) -> None:
    document = read(damage(whole, "_rels/.rels"))
    assert (document.text, said(document)) == (read(whole).text, [])


def test_a_main_part_outside_of_the_file_is_looked_for_inside(whole: bytes, read: Read) -> None:
    def outside(name: str, old: bytes) -> bytes:
        far = b'Target="http://a.invalid/a.xml" TargetMode="External"'
        return old.replace(b'Target="word/document.xml"', far) if name == "_rels/.rels" else old

    document = read(changed(whole, outside))
    assert (document.text, said(document)) == (read(whole).text, [])


@pytest.mark.parametrize("damage", LISTS.values(), ids=LISTS)
def test_without_its_list_the_main_part_finds_parts_by_their_usual_names(
    damage: Callable[[bytes, str], bytes], whole: bytes, read: Read
) -> None:
    document = read(damage(whole, BODY_RELATIONS))
    assert document.text.split("\n") == ["正文", "1、项", "注", "见foot", "见end"]
    assert [mark.value for mark in document.marked("comment")] == ["李四: 改"]
    assert document.pieces[0].style.size == 16.0
    lost = ("word/theme.xml", "word/header1.xml", "word/footer1.xml", "word/chunk.html")
    reasons = [entry.reason for entry in document.not_checked]
    assert sorted(reason.zh.split("没有读取")[0] for reason in reasons) == sorted(LOST[part][0] for part in lost)
    assert all(BODY_RELATIONS in text for reason in reasons for text in (reason.zh, reason.en))


@pytest.mark.parametrize("damage", LISTS.values(), ids=LISTS)
def test_without_the_list_parts_of_other_names_are_lost_and_named(
    damage: Callable[[bytes, str], bytes], whole: bytes, read: Read
) -> None:
    styled = changed(
        built_docx.zipped(
            {name.replace(".xml", "7.xml") if name in LOST else name: old for name, old in members(whole).items()}
        ),
        lambda name, old: (
            old.replace(b"<w:body><w:p>", b'<w:body><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr>')
            if name == "word/document.xml"
            else old
        ),
    )
    document = read(damage(styled, BODY_RELATIONS))
    assert document.text.split("\n") == ["正文", "项", "注"]
    told = [entry.reason for entry in document.not_checked]
    lost = [nouns for part, nouns in LOST.items() if part != "word/settings.xml"]  # to which no text refers
    for index, texts in enumerate(([reason.zh for reason in told], [reason.en for reason in told])):
        assert len(texts) == len(lost)
        assert all(any(text.startswith(nouns[index]) for text in texts) for nouns in lost)
        assert all(BODY_RELATIONS in text for text in texts)
    assert "styles" not in document.provides


@pytest.mark.parametrize("kind", ["styles", "numbering", "footnotes", "endnotes", "comments", "settings"])
def test_a_part_that_the_list_leaves_out_is_found_by_its_usual_name(kind: str, whole: bytes, read: Read) -> None:
    left_out = changed(
        whole, lambda name, old: old.replace(f'/{kind}"'.encode(), b'/else"') if name == BODY_RELATIONS else old
    )
    assert left_out != whole
    assert read(left_out) == read(whole)


def test_relationships_that_lead_nowhere_are_none(whole: bytes, read: Read) -> None:
    document = read(replaced(whole, BODY_RELATIONS, NO_TARGETS))
    assert document.text.split("\n") == ["正文", "1、项", "注", "见foot", "见end"]
    assert said(document) == [
        "主题字体没有读取：缺少 word/theme/theme1.xml",
        "嵌入的文档没有读取：缺少 chunk",
        "页眉没有读取：缺少 header1",
        "页脚没有读取：缺少 footer1",
    ]


@pytest.mark.parametrize("damage", LISTS.values(), ids=LISTS)
def test_a_document_that_refers_to_nothing_misses_no_list(
    damage: Callable[[bytes, str], bytes], zipped: Zipped, read: Read
) -> None:
    plain = '<w:p><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>正文</w:t></w:r></w:p><w:sectPr/>'
    document = read(damage(zipped(plain), BODY_RELATIONS))
    assert (document.text, said(document)) == ("正文", [])
    assert "styles" in document.provides


@pytest.mark.parametrize(
    ("body", "noun"),
    [
        (P.format('甲</w:t><w:footnoteReference w:id="1"/><w:t>'), "脚注没有读取：缺少 word/footnotes.xml"),
        (P.format('甲</w:t><w:endnoteReference w:id="1"/><w:t>'), "尾注没有读取：缺少 word/endnotes.xml"),
        (P.format('甲</w:t><w:commentReference w:id="1"/><w:t>'), "批注没有读取：缺少 word/comments.xml"),
        (ITEM, "自动编号没有读取：缺少 word/numbering.xml"),
    ],
)
@pytest.mark.parametrize("parts", [{}, {"settings": ""}], ids=["empty list", "list"])
def test_what_the_text_refers_to_and_no_list_names_is_named(
    body: str, noun: str, parts: dict[str, str], zipped: Zipped, read: Read
) -> None:
    assert said(read(zipped(body, **parts))) == [noun]


def test_the_list_of_a_header_is_its_own(zipped: Zipped, read: Read) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    data = zipped(P.format("正文") + section, header1=P.format("页眉文字") + '<w:altChunk r:id="chunk"/>')
    document = read(data)
    assert document.text == "正文\n页眉文字"
    assert said(document) == ["嵌入的文档没有读取：缺少 word/_rels/header1.xml.rels"]


def test_settings_of_another_program_are_read(zipped: Zipped, read: Read) -> None:
    section = '<w:sectPr><w:pgMar w:top="1440" w:left="1440" w:right="1440" w:bottom="1440" w:gutter="567"/></w:sectPr>'
    data = zipped(P.format("正文") + section, settings="<w:gutterAtTop/>")
    other = f'<?xml version="1.0"?><x:settings xmlns:x="{W}"><x:gutterAtTop/></x:settings>'
    for content in (other.encode(), other.encode("utf-16")):
        changed = read(replaced(data, "word/settings.xml", content))
        assert (changed.pages, said(changed)) == (read(data).pages, [])


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
    names = ("docProps/core.xml", "docProps/thumbnail.jpeg", "word/media/image1.png", "word/fontTable.xml")
    data = built_docx.zipped({**members(zipped(P.format("正文"))), **dict.fromkeys(names, "<")})
    for name in names:
        data = bad_checksum(data, name)
    assert (read(data).text, said(read(data))) == ("正文", [])


MAIN = "word/document.xml"


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (b"<html/>", "根元素是 html", "its root element is html"),
        (f"<w:html xmlns:w='{W}'><w:body/></w:html>".encode(), "根元素是 html", "its root element is html"),
        (f"<w:styles xmlns:w='{W}'></w:styles>".encode(), "根元素是 styles", "its root element is styles"),
        (b"", "XML 有误", "word/document.xml"),
        (None, "缺少 word/document.xml", "word/document.xml is missing"),
    ],
)
def test_without_the_main_part_there_is_no_document(
    content: bytes | None, zh: str, en: str, whole: bytes, read: Read
) -> None:
    with pytest.raises(DocumentError) as caught:
        read(replaced(whole, MAIN, content))
    reason = caught.value.reason
    assert (reason.code, zh in reason.message.zh, en in reason.message.en) == ("damaged", True, True)


def test_a_main_part_with_another_checksum_is_no_document(whole: bytes, read: Read) -> None:
    with pytest.raises(DocumentError) as caught:
        read(bad_checksum(whole, MAIN))
    assert caught.value.reason.code == "damaged"


@pytest.mark.parametrize("damage", LISTS.values(), ids=LISTS)
def test_a_document_whose_types_are_not_listed_is_one(
    damage: Callable[[bytes, str], bytes], whole: bytes, read: Read
) -> None:
    data = damage(whole, "[Content_Types].xml")
    assert DocxReader().recognises(Source("a.docx", data))
    assert (read(data).text, said(read(data))) == (read(whole).text, [])
