import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measuring import MOST, growth
from pipeline.builtin.readers.plain.reader import LIMIT, MarkdownReader, PlainReader
from pipeline.contract.drafts import Line
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError


def read(text: str, name: str = "a.txt") -> Document:
    reader = MarkdownReader() if name.endswith(".md") else PlainReader()
    return reader.read(Source(name, text.encode()))


def lines(document: Document) -> list[str]:
    return [document.cut(paragraph.span) for paragraph in document.paragraphs]


def places(document: Document) -> dict[str, Line]:
    return {document.cut(piece.span): piece.place for piece in document.pieces if isinstance(piece.place, Line)}


def test_each_line_is_a_paragraph_with_its_place() -> None:
    document = read("关于开展检查的通知\r\n\r\n　　各单位：\r\n")
    assert document.text == "关于开展检查的通知\n\n　　各单位："
    assert lines(document) == ["关于开展检查的通知", "", "　　各单位："]
    assert places(document) == {"关于开展检查的通知": Line(1), "　　各单位：": Line(3)}
    assert (document.kind, document.provides) == ("txt", ("text",))


def test_every_kind_of_line_end_counts() -> None:
    document = read("一\r\n二\n三\r四\u2028五\u2029六\n\n")
    assert lines(document) == ["一", "二", "三", "四", "五", "六", ""]
    assert places(document)["六"] == Line(6)


def test_a_form_feed_ends_a_paragraph_and_not_a_line() -> None:
    document = read("上页\n\f下页\n甲\f乙\n末")
    assert lines(document) == ["上页", "下页", "甲", "乙", "末"]
    assert places(document) == {
        "上页": Line(1), "下页": Line(2, 1), "甲": Line(3), "乙": Line(3, 2), "末": Line(4)
    }  # fmt: skip


def test_tabs_and_controls_stay() -> None:
    assert read("甲\t乙\x02丙\x0b丁").text == "甲\t乙\x02丙\x0b丁"


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(
        lambda text: text.strip("\ufeff").strip()
    )
)
def test_the_map_is_true_for_any_text(text: str) -> None:
    document = read("\ufeff" + text)  # the mark says that it is UTF-8; without it a few letters may be Han in GBK
    source = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    rows = source.split("\n")
    for piece in document.pieces:
        assert isinstance(piece.place, Line)
        start = piece.place.column
        assert rows[piece.place.number - 1][start : start + len(piece.span)] == document.cut(piece.span)
    assert document.text == "\n".join(lines(document))


@pytest.mark.parametrize("text", [" ", "\n\n\t\r\n", "　　\n\f", "\ufeff\n"])
def test_only_blanks_are_no_text(text: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert caught.value.reason.code == "no-text"


def test_a_file_beyond_the_limit_is_not_read() -> None:
    with pytest.raises(DocumentError) as caught:
        PlainReader().read(Source("a.txt", b"a" * (LIMIT + 1)))
    assert caught.value.reason.code == "limit"


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a", "b")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "通知".encode(), True),
        ("A.TXT", "通知".encode("gbk"), True),
        ("a.text", b"x", True),
        ("a.txt", "一、工作情况\n".encode("utf-16-le"), True),
        ("a.txt", "plain\n".encode("utf-16-be"), True),
        ("a.txt", "通知".encode("utf-16"), True),
        ("a.txt", "Grüße aus Köln".encode("latin-1"), True),
        ("a.txt", "旧文件的末尾\x1a".encode("gbk"), True),
        ("a.docx", "通知".encode(), False),
        ("a", "通知".encode(), False),
        ("a.md", "通知".encode(), False),
        ("a.txt", b"%PDF-1.7\n1 0 obj", False),
        ("a.txt", zipped(), False),
        ("a.txt", b"{\\rtf1\\ansi}", False),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, False),
        ("a.txt", bytes(range(256)) * 20, False),
        ("a.txt", b"\x01\x00\x02\x00\x03\x00\x04\x00\x05\x00", False),
        ("a.txt", b"abc\0def", False),
    ],
)
def test_name_and_content_must_both_be_of_text(name: str, content: bytes, expected: bool) -> None:
    assert PlainReader().recognises(Source(name, content)) is expected


@given(st.binary())
def test_recognising_never_raises(content: bytes) -> None:
    PlainReader().recognises(Source("a.txt", content))


def test_markdown_headings_lose_their_marks_and_keep_their_places() -> None:
    document = read("# 总体情况 #\n**要点**：`甲`\n   ###\t措施\n#不是标题\n####### 七个\n#\n", "a.md")
    assert lines(document) == ["总体情况", "**要点**：`甲`", "措施", "#不是标题", "####### 七个", "#"]
    assert [(document.cut(mark.span), mark.name, mark.value) for mark in document.marks] == [
        ("总体情况", "md-heading", "1"),
        ("`甲`", "code", ""),
        ("措施", "md-heading", "3"),
    ]
    assert places(document)["总体情况"] == Line(1, 2)
    assert places(document)["措施"] == Line(3, 7)


@pytest.mark.parametrize(
    "before",
    ["\u200b", "\u200b ", " \u200b", " \u200b \u2060 \ufeff", "\xad\u200d  \u200b", "\u200b\u200b\u200b\u200b   "],
)
def test_what_nobody_sees_before_a_markdown_heading_does_not_hide_it(before: str) -> None:
    document = read(f"甲\n{before}## 总体情况\n乙", "a.md")
    assert [(document.cut(mark.span), mark.name, mark.value) for mark in document.marks] == [
        ("总体情况", "md-heading", "2")
    ]
    assert places(document)["总体情况"] == Line(2, len(before) + 3)


@pytest.mark.parametrize("before", ["    ", "\u200b    ", "  \u200b  ", " \u200b \u200b \u200b "])
def test_four_blanks_before_a_number_sign_make_no_heading(before: str) -> None:
    assert not [mark for mark in read(f"甲\n\n{before}## 总体情况", "a.md").marks if mark.name == "md-heading"]


def test_markdown_code_is_marked_and_holds_no_heading() -> None:
    document = read("甲\n```toml\n# 注释\n~~~\n```\n# 乙\n~~~\n未完", "a.md")
    assert [(document.cut(mark.span), mark.name) for mark in document.marks] == [
        ("```toml\n# 注释\n~~~\n```", "code"),
        ("乙", "md-heading"),
        ("~~~\n未完", "code"),
    ]


@pytest.mark.parametrize(("begin", "unit", "end"), [("# ", " \t", "x"), ("", "~~", "`"), ("# ", "# ", "x")])
def test_odd_long_lines_take_no_odd_time(begin: str, unit: str, end: str) -> None:
    assert growth(lambda times: begin + unit * times + end, lambda line: read(line, "a.md"), 200_000) < MOST
