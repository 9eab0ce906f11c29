"""网页：另存为 .html 的通知公告。 Saved web pages of notices: a plugin of one file that brings a format.

Name it in the plan: ``plugins = ["./plugins/html_page.py"]``.
"""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from lxml import etree, html

from pipeline import (
    Document,
    DocumentError,
    Mark,
    NotChecked,
    Paragraph,
    Piece,
    Place,
    Reader,
    Source,
    Span,
    Text,
    hookimpl,
)

LIMIT = 16 * 2**20
"""bytes"""
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure"
    "|footer|form|h[1-6r]|header|html|legend|li|main|nav|ol|option|p|pre|section|summary|table|tbody|td|tfoot|th|thead"
    "|tr|ul"
)
"""Elements whose borders end a paragraph."""
_UNSEEN = re.compile("head|script|style|template|noscript|object|iframe|frame|select|textarea|svg|math")
_HEADING = re.compile("h([1-6])")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_SIGN = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|table|div|h[1-6]|p)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}
"""What pages call their encoding, and what they use."""


class NodePlace(Place, frozen=True):
    """Characters of one text node of the page.

    ``node`` counts text nodes from 0 in document order, also those that are not shown.
    ``offset`` counts characters of the node's text, each run of white space as one blank.
    """

    node: int
    offset: int = 0


class HtmlReader(Reader, frozen=True):
    """Saved web pages, by name and content: what a browser shows without style sheets and scripts.

    A block, a cell, a ``<br>`` is a paragraph; ``h1`` to ``h6`` carry the mark ``outline``.
    Nothing is fetched or run; what stands in frames is said. White space is as in a browser,
    in ``<pre>`` too.
    """

    kind: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm")

    def recognises(self, source: Source) -> bool:
        """Whether the name promises a page and a tag stands in its first 4 KB."""
        head = source.data[:4096]
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            head = head.replace(b"\0", b"")
        return source.suffix in self.suffixes and b"\0" not in head and _SIGN.search(head) is not None

    def read(self, source: Source) -> Document:
        """The document.

        Raises:
            DocumentError: ``limit``, ``encoding``, ``damaged`` or ``no-text``.
        """
        if len(source.data) > LIMIT:
            raise DocumentError("limit", detail=f"> {LIMIT // 2**20} MB")
        root = _parsed(_decoded(source.data))
        lines = _Lines()
        for step in _steps(root):
            lines.take(*step)
        lines.end()
        if not lines.paragraphs:
            raise DocumentError("no-text", detail=Text("网页中没有文字", "the page shows none"))
        frames = next(root.iter("iframe", "frame"), None) is not None
        unread = Text("框架（frame）是另外的文件，没有读取", "frames are files of their own, and were not read")
        return Document(
            name=source.name,
            kind=self.kind,
            text="\n".join(lines.texts),
            pieces=tuple(lines.pieces),
            paragraphs=tuple(lines.paragraphs),
            marks=tuple(lines.marks),
            not_checked=(NotChecked(self.kind, unread),) if frames else (),
        )


def _decoded(data: bytes) -> str:
    """By byte order mark, by what the page declares, else UTF-8 or GB 18030; never with a character replaced."""
    declared = _CHARSET.search(data, 0, 4096)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    marked = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    tried = (marked, "gb18030") if marked == "utf-16" or data[:3] == b"\xef\xbb\xbf" else (_WIDER.get(name, name),)
    for codec in (*tried, "utf-8-sig", "gb18030"):
        try:
            return data.decode(codec)
        except (UnicodeError, LookupError):
            continue
    raise DocumentError("encoding")


def _parsed(text: str) -> Any:
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).replace("\0", "\ufffd")
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError("damaged", detail=f"{error}") from error
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):  # it has left the rest out
        raise DocumentError("limit", detail=Text("嵌套过深或文字过长", "nested too deeply, or a text too long"))
    return root


def _steps(root: Any) -> Iterator[tuple[int, str, str]]:
    """(number of the text node, its text, name of the block that begins or ends before it), without recursion."""
    node = unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        starts, tag = event == "start", element.tag
        hides = _UNSEEN.fullmatch(tag) is not None
        unseen += hides if starts else -hides
        text = element.text if starts else (element.tail if element is not root else None)
        border = "" if _BLOCKS.fullmatch(tag) is None else tag if starts else f"/{tag}"
        yield node, "" if unseen else text or "", border
        node += bool(text)


class _Lines:
    """The text as it grows."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[Piece] = []
        self.paragraphs: list[Paragraph] = []
        self.marks: list[Mark] = []
        self._at = 0
        self._level = ""
        self._line: list[tuple[str, int, int]] = []
        """Of the paragraph that has begun: texts, nodes, offsets."""

    def take(self, node: int, text: str, block: str) -> None:
        """Go over a block's border, and write what stands behind it."""
        if block:
            self.end()
            heading = _HEADING.fullmatch(block.removeprefix("/"))
            if heading:
                self._level = "" if block.startswith("/") else heading[1]
        text = _WHITE.sub(" ", text)
        blank = not self._line or self._line[-1][0].endswith(" ")
        offset = int(blank and text.startswith(" "))
        if text[offset:]:
            self._line.append((text[offset:], node, offset))

    def end(self) -> None:
        """The paragraph is over."""
        if self._line and self._line[-1][0].endswith(" "):
            last, node, offset = self._line.pop()
            if last.rstrip(" "):
                self._line.append((last.rstrip(" "), node, offset))
        if not self._line:
            return
        start = self._at
        for text, node, offset in self._line:
            self.pieces.append(Piece(Span(self._at, self._at + len(text)), NodePlace(node, offset)))
            self._at += len(text)
        span = Span(start, self._at)
        self.texts.append("".join(text for text, _, _ in self._line))
        self.paragraphs.append(Paragraph(span))
        if self._level:
            self.marks.append(Mark(span, "outline", self._level))
        self._line.clear()
        self._at += 1


@hookimpl
def readers() -> dict[str, type[Reader]]:
    """The one format."""
    return {HtmlReader.kind: HtmlReader}
