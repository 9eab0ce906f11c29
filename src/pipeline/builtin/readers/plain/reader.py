import re
from collections.abc import Iterator
from typing import ClassVar

from pipeline.builtin.gongwen.invisible import ANY
from pipeline.builtin.readers.plain.encoding import decode, is_binary
from pipeline.contract.drafts import Line
from pipeline.contract.parts import Reader
from pipeline.model.document import Document, Mark, Source
from pipeline.model.errors import DocumentError
from pipeline.model.layout import Paragraph, Piece
from pipeline.model.text import Span, Text

LIMIT = 64 * 2**20
"""Bytes of the longest file that is read."""

_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_STRETCH = re.compile(r"[^\f]+")
_CODE = re.compile(r"`[^`]+`")
_HEADING = re.compile(rf"(?:{ANY}* ){{0,3}}{ANY}*(#{{1,6}})[ \t]+")
_FENCE = re.compile(r" {0,3}(`{3,}+|~{3,}+)([^`]*)$")


class PlainReader(Reader, frozen=True):
    r"""Plain text: each line of the file is a paragraph, placed by :class:`~pipeline.contract.drafts.Line`.

    Lines end in ``\n``, ``\r\n``, ``\r``, U+2028 or U+2029; a form feed ends a paragraph, not
    a line. Prose that its author broke at a fixed width stays one paragraph a line: to
    join lines would be to guess. All other characters, controls too, stay as they are.

    :meth:`read` raises ``DocumentError``: ``encoding``, ``limit`` (64 MB), ``no-text``.
    """

    kind: ClassVar[str] = "txt"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text")

    def recognises(self, source: Source) -> bool:
        """Whether the name promises text and the bytes hold none of what only other files hold.

        Almost any bytes can be text in some encoding, so here the name counts too. Text in an
        unknown encoding is recognised, so that reading it can say so.
        """
        return source.suffix in self.suffixes and not is_binary(source.data)

    def read(self, source: Source) -> Document:
        """The document, with text only."""
        lines = _Lines(source)
        for number, line in lines.numbered():
            lines.add(number, line)
        return lines.document(self.kind)


class MarkdownReader(PlainReader, frozen=True):
    """Markdown, as plain text: all marks such as ``**`` stay in the text but those of ATX headings.

    A line ``## 标题 ##`` gives the paragraph ``标题`` with the mark ``md-heading`` (value: the
    level, 1 to 6). A fenced block is marked ``code``, fences included; nothing in it is a heading.
    So is a stretch between two backticks.
    Headings underlined with ``===`` are two paragraphs.
    """

    kind: ClassVar[str] = "md"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def read(self, source: Source) -> Document:
        """The document, with text and the marks ``md-heading`` and ``code``."""
        lines, fence, begun = _Lines(source), "", 0
        for number, line in lines.numbered():
            at = lines.length
            found = _FENCE.match(line)
            if fence:
                lines.add(number, line)
                if found and found[1].startswith(fence) and not found[2].strip():
                    lines.mark(begun, "code")
                    fence = ""
            elif found:
                fence, begun = found[1], at
                lines.add(number, line)
            elif (heading := _HEADING.match(line)) and (title := _unclosed(line[heading.end() :])):
                lines.add(number, title, heading.end())
                lines.mark(at, "md-heading", str(len(heading[1])))
            else:
                lines.add(number, line)
                for code in _CODE.finditer(line):
                    lines.mark(at + code.start(), "code", end=at + code.end())
        if fence:
            lines.mark(begun, "code")
        return lines.document(self.kind)


def _unclosed(title: str) -> str:
    """``title`` without blanks and ``#`` after it."""
    title = title.rstrip(" \t")
    bare = title.rstrip("#")
    return bare.rstrip(" \t") if bare.endswith((" ", "\t")) else title


class _Lines:
    """A document as it grows line by line."""

    def __init__(self, source: Source) -> None:
        if len(source.data) > LIMIT:
            raise DocumentError("limit", detail=f"> {LIMIT // 2**20} MB")
        self._name = source.name
        self._source, _ = decode(source.data)
        if not self._source.strip():
            raise DocumentError("no-text", detail=Text("只有空白", "only blanks"))
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._paragraphs: list[Paragraph] = []
        self._marks: list[Mark] = []
        self.length = 0
        """Where the next paragraph starts."""

    def numbered(self) -> Iterator[tuple[int, str]]:
        """The lines of the file without their ends, numbered from 1."""
        at = number = 0
        for number, end in enumerate(_LINE_END.finditer(self._source), 1):
            yield number, self._source[at : end.start()]
            at = end.end()
        if at < len(self._source):
            yield number + 1, self._source[at:]

    def add(self, number: int, line: str, column: int = 0) -> None:
        """A paragraph, or more where form feeds part it, from ``line``, which starts at ``column`` of its line."""
        stretches = list(_STRETCH.finditer(line))
        if not stretches:
            self._paragraph("", number, column)
        for stretch in stretches:
            self._paragraph(stretch[0], number, column + stretch.start())

    def _paragraph(self, text: str, number: int, column: int) -> None:
        span = Span(self.length, self.length + len(text))
        if text:
            self._pieces.append(Piece(span, Line(number, column)))
        self._paragraphs.append(Paragraph(span))
        self._parts.append(text)
        self.length = span.end + 1

    def mark(self, start: int, name: str, value: str = "", end: int | None = None) -> None:
        """Mark from ``start`` to ``end``, else to the end of the last paragraph."""
        self._marks.append(Mark(Span(start, self.length - 1 if end is None else end), name, value))

    def document(self, kind: str) -> Document:
        """What was added, as a document of ``kind``."""
        return Document(
            name=self._name,
            kind=kind,
            text="\n".join(self._parts),
            pieces=tuple(self._pieces),
            paragraphs=tuple(self._paragraphs),
            marks=tuple(self._marks),
        )
