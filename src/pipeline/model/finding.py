"""What rules say of a document: findings with their basis and fix, and what could not be checked."""

from typing import Literal

import msgspec

from pipeline.model.text import Span, Text

Severity = Literal["error", "warning", "info"]


Scope = Literal["text", "page", "document"]


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
