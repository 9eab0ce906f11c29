"""A document is one text with a map back to its file.

Everything here is immutable. Positions are half-open ranges of characters (Unicode code
points) in ``Document.text``. Lengths on paper are in mm, type and indents in pt. ``None``
means that the file does not say; nothing is guessed.
"""

import bisect
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

import msgspec

Alignment = Literal["left", "centre", "right", "justify"]
Container = Literal["body", "table", "textbox", "header", "footer", "footnote", "endnote"]
Ability = Literal["text", "styles", "geometry"]
Severity = Literal["error", "warning", "info"]
Status = Literal["done", "failed", "skipped"]
FontClass = Literal["小标宋", "仿宋", "楷体", "黑体", "宋体", "other"]
Scope = Literal["text", "page", "document"]

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


class Text(msgspec.Struct, frozen=True):
    """A sentence for people, in Chinese and in English."""

    zh: str
    en: str

    def fill(self, **values: object) -> "Text":
        """Both sentences with ``{name}`` replaced, as :meth:`str.format` does.

        A value that is a :class:`Text` gives each sentence its own half.
        """
        zh, en = (
            {name: value.say(lang) if isinstance(value, Text) else value for name, value in values.items()}
            for lang in ("zh", "en")
        )
        return Text(self.zh.format(**zh), self.en.format(**en))

    def say(self, lang: str) -> str:
        """The sentence in ``lang`` (``zh`` or ``en``)."""
        return self.zh if lang == "zh" else self.en


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """The characters ``start`` (included) to ``end`` (excluded) of a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def holds(self, other: "Span") -> bool:
        """Whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a stretch of text lies in its file. Every format defines its own subclass."""


class Generated(Place, frozen=True):
    """Text that the file does not hold but its reader is shown: an automatic number, what a field makes of itself."""

    format: str = ""
    """How a list counts, as ECMA-376 part 1, 17.18.59 names it (``upperLetter``, ``bullet``); empty for other text."""


class Style(msgspec.Struct, frozen=True, gc=False):
    """How characters look, resolved (docx) or measured (pdf)."""

    font: str | None = None
    """The font's name as found."""
    font_class: FontClass | None = None
    size: float | None = None
    """pt"""
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    """``RRGGBB``; ``None`` also for automatic."""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """The longest stretch with one place and one style."""

    span: Span
    place: Place
    style: Style = Style()


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A paragraph without its end mark. Lengths in pt."""

    span: Span
    container: Container = "body"
    alignment: Alignment | None = None
    first_indent: float | None = None
    """From the left indent to the first character; negative when hanging.

    Typed spaces do not count in docx and txt; in a pdf they cannot be told from an indent."""
    left_indent: float | None = None
    right_indent: float | None = None
    line_pitch: float | None = None
    """From baseline to baseline: exact, at least, or what a multiple comes to where that is known."""
    space_before: float | None = None
    space_after: float | None = None
    line_spacing: float | None = None
    """The multiple of single spacing that a docx declares (1.5); ``None`` for a length, and in a pdf."""


class Margins(msgspec.Struct, frozen=True, gc=False):
    """White around the type area, in mm."""

    top: float | None = None
    right: float | None = None
    bottom: float | None = None
    left: float | None = None


class Grid(msgspec.Struct, frozen=True, gc=False):
    """The document grid of a docx section (GB/T 9704-2012 5.2.3: 22 lines of 28 characters). Lengths in pt."""

    line_pitch: float
    char_pitch: float | None = None
    """``None`` where lines alone are on the grid."""


class RuledLine(msgspec.Struct, frozen=True, gc=False):
    """A level line across the text: 红色分隔线, a line of the 版记; no border of a table but of an open one of
    one column. Lengths in mm.
    """

    at: int
    """The character before which it stands: the start of the first paragraph below it, or the end of the last above."""
    thickness: float | None = None
    colour: str | None = None
    """``RRGGBB``; ``None`` for black, and where the file does not say."""
    length: float | None = None
    left: float | None = None
    """From the left edge of the page as seen."""
    top: float | None = None
    """From the upper edge of the page as seen."""


class Page(msgspec.Struct, frozen=True):
    """A page of a pdf, or the page set-up of one docx section. Lengths in mm."""

    span: Span
    number: int | None = None
    """From 1; ``None`` where one entry stands for many pages."""
    width: float | None = None
    height: float | None = None
    margins: Margins = Margins()
    measured: bool = False
    """Whether the margins were measured from the ink (pdf) and not declared (docx)."""
    columns: int | None = None
    grid: Grid | None = None
    lines: tuple[RuledLine, ...] = ()
    """From the top."""
    number_form: str | None = None
    """How a docx section writes its page numbers: a value of ``ST_NumberFormat`` (ECMA-376 part 1, 17.18.59)."""
    number_start: int | None = None
    """The number that a docx section begins anew with."""


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


class Tag(msgspec.Struct, frozen=True, gc=False):
    """A term that says what the document is about, and where it stands."""

    term: str
    weight: float
    spans: tuple[Span, ...]
    category: str = "keyword"


class TextEdit(msgspec.Struct, frozen=True, order=True, gc=False):
    """Put ``text`` in the place of the characters ``start`` to ``end``."""

    start: int
    end: int
    text: str


class Fix(msgspec.Struct, frozen=True, gc=False):
    """Edits that belong together. ``safe`` ones may be applied unasked."""

    edits: tuple[TextEdit, ...]
    safe: bool = False


class Basis(msgspec.Struct, frozen=True):
    """What a rule rests on.

    ``kind``: ``standard`` (GB/T …), ``regulation`` (条例), ``practice`` (实务, in no standard)
    or ``house`` (one organisation's wish).
    """

    kind: Literal["standard", "regulation", "practice", "house"]
    source: str
    clause: str = ""


class Finding(msgspec.Struct, frozen=True):
    """What a rule found. ``scope`` says whether the span, its page or the document is meant."""

    rule: str
    severity: Severity
    span: Span
    message: Text
    basis: Basis
    fix: Fix | None = None
    scope: Scope = "text"


class NotChecked(msgspec.Struct, frozen=True):
    """A rule, or another part, that could not do its work on this document, and why."""

    rule: str
    """Its name."""
    reason: Text
    broken: str | None = None
    """The part that broke, with its kind: ``rules.no-shouting``; ``None`` where none did, and the file does
    not give what is needed."""


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


class Reason(msgspec.Struct, frozen=True):
    """Why a document failed or was skipped: a code of ``errors.REASONS`` and a sentence."""

    code: str
    message: Text


class Outcome(msgspec.Struct, frozen=True):
    """What became of one input: small, plain data that may travel between processes."""

    path: str
    """The name of the input folder and what is below it, with ``/``, fit for display."""
    status: Status
    reason: Reason | None = None
    kind: str | None = None
    title: str = ""
    sections: tuple[Section, ...] = ()
    tags: tuple[Tag, ...] = ()
    findings: tuple[Finding, ...] = ()
    excerpts: tuple[str, ...] = ()
    """One for each finding."""
    not_checked: tuple[NotChecked, ...] = ()
    text_length: int = 0
    text: str | None = None
    pages: tuple[Page, ...] = ()
    """Those of the document; given with its text."""
    sha256: str | None = None
    outputs: tuple[str, ...] = ()
    """Files written for it, below the output folder, with ``/``, as they are called on the disk."""
    seconds: float = 0.0
    last_seen: str | None = None
    """When a run last saw it, ISO 8601, for one that is kept though this run did not see it."""

    SEVERITIES: ClassVar[tuple[Severity, ...]] = ("error", "warning", "info")

    def count(self, severity: Severity) -> int:
        """How many findings of this severity."""
        return sum(finding.severity == severity for finding in self.findings)


class Input(msgspec.Struct, frozen=True):
    """A file to process: where it is, what it is called, where its outputs go."""

    path: str
    """Absolute, as the system gives it."""
    name: str
    """The name of the input folder and what is below it, with ``/``; may hold lone surrogates where it is not UTF-8."""
    root: str = ""
    """The input that this file belongs to, of those that were named to the run; absolute."""


class Source(msgspec.Struct, frozen=True):
    """An input as a reader gets it: a name and the bytes of a private copy."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The end of the name from the last dot, in lower case: ``.docx``."""
        head, dot, tail = self.name.rpartition(".")
        return f".{tail.lower()}" if dot and head and "/" not in tail else ""
