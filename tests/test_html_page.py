"""``plugins/html_page.py``: a plugin that brings a format keeps the contract, and its pages are checked in a run."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.model.layout import Piece
from pipeline.testing import Witness, reader_test
from support import ROOT, Command, file_module, records

PLUGIN = ROOT / "plugins" / "html_page.py"
HtmlReader = file_module(PLUGIN).HtmlReader

NOTICE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>不在正文</title><style>p {{ color: red }}</style></head>
<body><div id=nav><a href="/">首页</a>&nbsp;&gt;&nbsp;<a href="/tz">通知公告</a></div>
<h1>关于开展检查的
   通知</h1>
<p>各处室：<br>　　请于<b>5月底</b>前完成，  截止时间另行
通知。</p><!-- 注释 --><script>var hidden = "不显示";</script>
<table><tr><td>序号</td><td>名称 &amp; 内容</td></tr><tr><td>1<td>检查</table>
<ul><li>一要认真。<li>二要按时。</ul>落款在外<hr>
</body></html>"""


class _Seen(HTMLParser):
    """The letters that the standard library's parser sees."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ("title", "style", "script", "iframe"):
            self._hidden = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


class HtmlWitness(Witness):
    """The standard library's parser for letters, XPath for places."""

    encoding = "utf-8"

    def letters(self) -> str:
        parser = _Seen()
        parser.feed(self._text())
        return "\n".join(parser.parts)

    def at(self, piece: Piece, text: str) -> str | None:
        place: Any = piece.place
        node = str(html.document_fromstring(self._text()).xpath("//text()")[place.node])
        words = node.replace("\n", " ").replace("\t", " ").replace("\r", " ")
        while "  " in words:
            words = words.replace("  ", " ")
        return words[place.offset : place.offset + len(text)]

    def _text(self) -> str:
        declared = "gb18030" if b'charset="gb' in self.source.data else self.encoding
        return self.source.data.decode("utf-16" if self.source.data[:2] == b"\xff\xfe" else declared)


def pages() -> Iterator[Source]:
    yield Source("utf-8.html", NOTICE.format(charset="utf-8").encode())
    yield Source("gb2312.htm", NOTICE.format(charset="gb2312").encode("gb18030"))
    yield Source("utf-16.html", NOTICE.format(charset="utf-16").encode("utf-16"))
    yield Source("says-nothing.html", "<p>关于开展检查的通知<p>请查收".encode())


test_the_contract = reader_test(HtmlReader, pages(), HtmlWitness, unchecked=["pages"])


def read(content: str | bytes) -> Document:
    data = content.encode() if isinstance(content, str) else content
    document: Document = HtmlReader().read(Source("a.html", data))
    return document


def test_paragraphs_are_those_that_a_browser_shows() -> None:
    document = read(NOTICE.format(charset="utf-8"))
    assert document.text.split("\n") == [
        "首页\xa0>\xa0通知公告",
        "关于开展检查的 通知",
        "各处室：",
        "\u3000\u3000请于5月底前完成， 截止时间另行 通知。",
        "序号",
        "名称 & 内容",
        "1",
        "检查",
        "一要认真。",
        "二要按时。",
        "落款在外",
    ]
    (heading,) = document.marks
    assert (document.cut(heading.span), heading.name, heading.value) == ("关于开展检查的 通知", "outline", "1")


def test_frames_are_said() -> None:
    (unread,) = read("<p>通知<iframe src='http://127.0.0.1:9/a.html'></iframe>").not_checked
    assert "没有读取" in unread.reason.zh


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<html><body><script>1</script><p> </p>", "no-text"),
        ("<div>" * 5000 + "通知", "limit"),
        (b"<p>\xff\xff\xff", "encoding"),
        (b"<p>" + b" " * (16 * 2**20), "limit"),
    ],
)
def test_what_cannot_be_read_is_refused(content: str | bytes, code: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read(content)
    assert refused.value.reason.code == code


def test_a_page_is_checked_in_a_run(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "通知.htm").write_bytes(
        NOTICE.format(charset="gb2312").replace("5月底", "xx日").encode("gb18030")
    )
    (tmp_path / "in" / "假.html").write_bytes(b"\x89PNG no page")
    (tmp_path / "pipeline.toml").write_text(f"plugins = ['{PLUGIN}']\nselect = ['no-placeholder']\n", encoding="utf-8")
    assert pipeline("run", "in", "-o", "out").code == 3
    found = records(tmp_path / "out", "in")
    assert [one["excerpt"] for one in found["通知.htm"]["findings"]] == ["xx"]
    assert found["假.html"]["reason"]["code"] == "wrong-type"
