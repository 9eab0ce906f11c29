"""What rules say of a document: findings with their basis and fix, and what could not be checked."""

from typing import Literal

import msgspec

from pipeline.model.layout import Alignment, FontClass, Grid, Margins
from pipeline.model.text import Span, Text

Severity = Literal["error", "warning", "info"]


Scope = Literal["text", "page", "document"]


class TextEdit(msgspec.Struct, frozen=True, order=True, gc=False):
    """Put ``text`` in the place of the characters ``start`` to ``end``."""

    start: int
    end: int
    text: str


class StyleEdit(msgspec.Struct, frozen=True, gc=False):
    """Set the characters ``start`` to ``end`` so; what is ``None`` stays as it is.

    Fields mean what they mean in :class:`~pipeline.model.layout.Style`. A font, or a class of fonts, of Chinese
    type goes on the Chinese characters of the stretch; letters and digits keep theirs.
    """

    start: int
    end: int
    font: str | None = None
    """The font's name."""
    font_class: FontClass | None = None
    """Any font of this class; where ``font`` is given too, that one."""
    size: float | None = None
    """pt"""
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    """``RRGGBB``"""


class ParagraphEdit(msgspec.Struct, frozen=True, gc=False):
    """Set the paragraphs that share a character with ``start`` to ``end`` so, or a blank one that is there.

    What is ``None`` stays as it is. Fields mean what they mean in :class:`~pipeline.model.layout.Paragraph`.
    Lengths in pt.
    """

    start: int
    end: int
    alignment: Alignment | None = None
    first_indent: float | None = None
    left_indent: float | None = None
    right_indent: float | None = None
    line_pitch: float | None = None
    """From baseline to baseline, exactly."""
    line_spacing: float | None = None
    """A multiple of single spacing; not together with ``line_pitch``."""
    space_before: float | None = None
    space_after: float | None = None


class PageEdit(msgspec.Struct, frozen=True, gc=False):
    """Set the pages, in docx the sections, that share a character with ``start`` to ``end`` so, or a blank one there.

    What is ``None`` stays as it is. Lengths of paper in mm, those of the grid in pt.
    """

    start: int
    end: int
    width: float | None = None
    height: float | None = None
    margins: Margins = Margins()
    """A side that is ``None`` stays as it is."""
    grid: Grid | None = None


LayoutEdit = StyleEdit | ParagraphEdit | PageEdit
"""A change of how the text looks that leaves its characters alone."""
Edit = TextEdit | LayoutEdit


class Fix(msgspec.Struct, frozen=True, gc=False):
    """Edits that belong together: all are applied, or none. ``safe`` ones may be applied unasked."""

    edits: tuple[TextEdit, ...] = ()
    """Those of the text."""
    safe: bool = False
    styles: tuple[StyleEdit, ...] = ()
    paragraphs: tuple[ParagraphEdit, ...] = ()
    pages: tuple[PageEdit, ...] = ()

    @property
    def layout(self) -> tuple[LayoutEdit, ...]:
        """The edits that leave the characters alone."""
        return (*self.styles, *self.paragraphs, *self.pages)

    @property
    def all_edits(self) -> tuple[Edit, ...]:
        """The edits of every kind."""
        return (*self.edits, *self.layout)


class Basis(msgspec.Struct, frozen=True):
    """What a rule rests on.

    ``kind``: ``standard`` (GB/T …), ``regulation`` (条例), ``practice`` (实务, in no standard)
    or ``house`` (one organisation's wish).
    """

    kind: Literal["standard", "regulation", "practice", "house"]
    source: str
    clause: str = ""


class FoundAt(msgspec.Struct, frozen=True, gc=False):
    """A place of a finding: the characters ``start`` to ``end``, and where a reader looks for the first of them.

    The numbers are those of the character at ``start``, all from 1; one that is not known is ``None``.
    """

    start: int
    end: int
    page: int | None = None
    """In a pdf. A docx does not say where its pages end."""
    paragraph: int | None = None
    """Of all paragraphs of the text, blank ones and those of tables, headers and notes too: the line of the text."""
    section: int | None = None
    """Of ``Document.sections``, the ``outline`` of the record: the innermost section that holds the character.
    ``None`` before the first heading, and outside of all sections."""


class Alike(msgspec.Struct, frozen=True):
    """How a finding is put together with others, by its rule's :class:`~pipeline.contract.policy.Gather`."""

    kind: str
    """Findings of one kind are one finding when they are many."""
    weight: float = 1
    of: float | None = None
    """The weight of all that the rule judged: a kind that weighs more than the rule's share of it is common."""
    many: Text | None = None
    """The message of the one that stands for all, with ``{count}``; without it, the finding's own and the number."""
    mixed: Text | None = None
    """The message of one that stands for all kinds, with ``{count}``, ``{kinds}`` and ``{others}``: the other kinds."""


class Finding(msgspec.Struct, frozen=True):
    """What a rule found. ``scope`` says whether the span, its page or the document is meant."""

    rule: str
    severity: Severity
    span: Span
    message: Text
    basis: Basis
    fix: Fix | None = None
    scope: Scope = "text"
    places: tuple[FoundAt, ...] = ()
    """Every place where the same is at fault, the finding's own first; left out: its own alone. Numbers that a rule
    leaves out are filled in behind the last stage."""
    rule_zh: str = ""
    """What the rule is called in Chinese."""
    alike: Alike | None = None
    """Only on the way from a rule to the stage ``check``, which puts findings together and takes it away."""

    def __post_init__(self) -> None:
        """Give a finding without places its own."""
        if not self.places and isinstance(self.span, Span):
            msgspec.structs.force_setattr(self, "places", (FoundAt(self.span.start, self.span.end),))

    def called(self, lang: str) -> str:
        """Return what the rule is called in ``lang``: its Chinese name, or its identifier."""
        return self.rule_zh if lang == "zh" and self.rule_zh else self.rule

    def labelled(self, lang: str) -> str:
        """Return the rule's identifier, with its Chinese name behind it where ``lang`` is Chinese."""
        return labelled(self.rule, self.rule_zh, lang)


def labelled(rule: str, name_zh: str, lang: str) -> str:
    """Return the identifier of a rule, with its Chinese name, if it has one, behind it where ``lang`` is Chinese."""
    return f"{rule} {name_zh}" if lang == "zh" and name_zh else rule


class NotChecked(msgspec.Struct, frozen=True):
    """A rule, or another part, that could not do its work on this document, and why."""

    rule: str
    """Its name."""
    reason: Text
    broken: str | None = None
    """The part that broke, with its kind: ``rules.no-shouting``; ``None`` where none did, and the file does
    not give what is needed."""
    rule_zh: str = ""
    """What the rule is called in Chinese."""

    def called(self, lang: str) -> str:
        """Return what the rule is called in ``lang``: its Chinese name, or its identifier."""
        return self.rule_zh if lang == "zh" and self.rule_zh else self.rule

    def labelled(self, lang: str) -> str:
        """Return its name, with the rule's Chinese one behind it where ``lang`` is Chinese."""
        return labelled(self.rule, self.rule_zh, lang)
