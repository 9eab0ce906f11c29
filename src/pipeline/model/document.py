"""A document is one text with a map back to its file.

Everything here is immutable. Positions are half-open ranges of characters (Unicode code
points) in ``Document.text``. Lengths on paper are in mm, type and indents in pt. ``None``
means that the file does not say; nothing is guessed.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Literal

import msgspec

from pipeline.model.finding import Finding, NotChecked
from pipeline.model.layout import Page, Paragraph, Piece
from pipeline.model.metadata import Metadata
from pipeline.model.text import Span

Ability = Literal["text", "styles", "geometry"]


BLANK = "\ufffc"
"""What :meth:`Document.mask` puts in the place of a protected character."""


PROTECTED = (
    "url",
    "filename",
    "document-number",
    "cited-number",  # any 文号 in the text
    "standard",
    "date",
    "time",  # any date or time in the text
    "phone",
    "formula",
    "code",
)
"""Names of the marks that :meth:`Document.mask` blanks unless told otherwise; two of them are roles."""


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A named stretch.

    Readers give ``table``, ``row``, ``cell``, ``hyperlink``, ``inserted``, ``deleted``, ``reformatted`` (a tracked
    change of formatting), ``hidden``, ``placeholder`` (what says itself that it is to be filled in), ``comment``
    (value: the comment's author and text) …; splitters give the roles of :data:`ROLES`, the names in
    :data:`PROTECTED`, and ``number`` in front of each heading and entry that has one (value: as it should be).
    A number that its characters alone do not tell has ``number-read`` as well (value: form and ordinals, ``A. 9``).

    A header or footer carries ``header`` or ``footer``, its page number ``page-number``; the
    value of each says on which pages it stands: ``odd``, ``even``, ``first``, or empty for all.
    """

    span: Span
    name: str
    value: str = ""


ROLES = (
    "issuer-mark",  # 发文机关标志
    "copy-number",  # 份号
    "secrecy",  # 密级
    "urgency",  # 紧急程度
    "document-number",  # 发文字号, the document's own
    "signer",  # 签发人
    "title",  # 标题
    "addressee",  # 主送机关
    "heading",  # value: the level, "1" to "9"
    "body",
    "item",  # an entry of an enumeration
    "attachment-note",  # 附件说明
    "signature",  # 署名
    "date",  # 成文日期
    "note",  # 附注
    "attachment",  # 附件 label on top of an attachment
    "attachment-title",
    "copy-to",  # 抄送
    "imprint",  # 印发机关和印发日期
    "table-text",  # a paragraph in a table; readers mark the table itself "table"
    "contents",  # a line of a table of contents
    "other",
)
"""Role marks: every paragraph that is not blank is covered by them, without overlap."""


class Item(msgspec.Struct, frozen=True, gc=False):
    """An entry of an enumeration inside a section: 一是…, 二是…, （一）…；"""

    number: str
    span: Span


class Section(msgspec.Struct, frozen=True, gc=False):
    """A part of the document under one heading, its subsections included.

    Sections stand in document order; the parent of one is the nearest before it with a
    lower level. Level 0 is an attachment (附件).
    """

    level: int
    number: str
    """As the text has it: ``一、``, ``（二）``, ``第三章``; empty for a heading without one."""
    title: str
    span: Span
    heading: Span
    items: tuple[Item, ...] = ()


class SectionIndex:
    """The sections of one document, to be asked often which of them hold a character."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._order = sorted(range(len(sections)), key=lambda index: sections[index].span.start)
        self._starts = [sections[index].span.start for index in self._order]
        self._reach = list(accumulate((sections[index].span.end for index in self._order), max))
        """How far into the text the sections go, up to each of them."""

    def around(self, position: int) -> Iterator[int]:
        """The indices of the sections that hold the character at ``position``, the innermost first."""
        place = bisect.bisect_right(self._starts, position)
        while place and self._reach[place - 1] > position:
            place -= 1
            index = self._order[place]
            if self._sections[index].span.end > position:
                yield index

    def at(self, position: int) -> Section | None:
        """The innermost section that holds the character at ``position``."""
        index = next(self.around(position), None)
        return None if index is None else self._sections[index]


class Tag(msgspec.Struct, frozen=True, gc=False):
    """A term that says what the document is about, and where it stands."""

    term: str
    weight: float
    spans: tuple[Span, ...]
    category: str = "keyword"


class Document(msgspec.Struct, frozen=True):
    r"""One text with a map back to its file, and what the stages have added.

    Paragraphs, pieces and marks are sorted by their start. The characters between two
    paragraphs (one ``\n``) lie in no piece. Paragraphs of headers, footers and notes stand
    after the body.
    """

    name: str
    """Path below the input folder, for people."""
    kind: str
    """Name of the format: docx, pdf, txt, md …"""
    text: str
    pieces: tuple[Piece, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    pages: tuple[Page, ...] = ()
    marks: tuple[Mark, ...] = ()
    provides: tuple[Ability, ...] = ("text",)
    title: str = ""
    metadata: Metadata = Metadata()
    """What the document is as a whole, once a splitter has told."""
    sections: tuple[Section, ...] = ()
    tags: tuple[Tag, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()

    def cut(self, span: Span) -> str:
        """The characters of ``span``."""
        return self.text[span.start : span.end]

    def marked(self, *names: str) -> Iterator[Mark]:
        """The marks with one of these names, in order."""
        return (mark for mark in self.marks if mark.name in names)

    def pieces_in(self, span: Span) -> Iterator[Piece]:
        """The pieces that share a character with ``span``, in order."""
        first = bisect.bisect_right(self.pieces, span.start, key=lambda piece: piece.span.end)
        for index in range(first, len(self.pieces)):  # a slice would copy the rest of a long document
            if self.pieces[index].span.start >= span.end:
                return
            yield self.pieces[index]

    def paragraph_at(self, position: int) -> Paragraph | None:
        """The paragraph that holds the character at ``position``."""
        index = bisect.bisect_right(self.paragraphs, position, key=lambda p: p.span.start) - 1
        if index >= 0 and position <= self.paragraphs[index].span.end:
            return self.paragraphs[index]
        return None

    def section_at(self, position: int) -> Section | None:
        """The innermost section that holds the character at ``position``.

        Whoever asks for many characters keeps a :class:`SectionIndex` of ``sections``.
        """
        return SectionIndex(self.sections).at(position)

    def mask(self, names: Iterable[str] = PROTECTED) -> str:
        """The text, as long as before, with the stretches so marked turned into :data:`BLANK`."""
        wanted = frozenset(names)
        text, parts, at = self.text, [], 0
        for mark in self.marks:
            if mark.name in wanted and mark.span.end > at:
                start = max(at, mark.span.start)
                parts.append(text[at:start])
                parts.append(BLANK * (mark.span.end - start))
                at = mark.span.end
        parts.append(text[at:])
        return "".join(parts)

    def grown(
        self,
        *,
        marks: Iterable[Mark] = (),
        tags: Iterable[Tag] = (),
        findings: Iterable[Finding] = (),
        not_checked: Iterable[NotChecked] = (),
    ) -> "Document":
        """A copy with these added, in order of place."""
        more, found = tuple(marks), tuple(findings)
        return msgspec.structs.replace(
            self,
            marks=_sorted(self.marks + more) if more else self.marks,
            tags=self.tags + tuple(tags),
            findings=tuple(sorted(self.findings + found, key=lambda f: (f.span, f.rule))) if found else self.findings,
            not_checked=self.not_checked + tuple(not_checked),
        )


def _sorted(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))


class Source(msgspec.Struct, frozen=True):
    """An input as a reader gets it: a name and the bytes of a private copy."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The end of the name from the last dot, in lower case: ``.docx``."""
        head, dot, tail = self.name.rpartition(".")
        return f".{tail.lower()}" if dot and head and "/" not in tail else ""
