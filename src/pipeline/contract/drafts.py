"""A document in a few lines, for examples and tests."""

import msgspec

from pipeline.model.document import Ability, Document, Mark
from pipeline.model.layout import (
    Alignment,
    Container,
    Generated,
    Margins,
    Page,
    Paragraph,
    Piece,
    Place,
    RuledLine,
    Style,
)
from pipeline.model.text import Span


class Line(Place, frozen=True):
    """The ``number``-th line (from 1) of a plain text, from character ``column`` (from 0)."""

    number: int
    column: int = 0


class Para(msgspec.Struct, frozen=True):
    """A paragraph with layout; lengths in pt. ``None``: not known."""

    text: str
    style: Style = Style()
    alignment: Alignment | None = None
    first_indent: float | None = None
    line_pitch: float | None = None
    number: str = ""
    """An automatic number, as Word puts one before ``text``."""
    container: Container = "body"
    marks: dict[str, str] = {}
    """Marks of a reader on the whole of its text, value by name: ``{"page-number": "odd"}``, ``{"inserted": ""}``."""
    ruled: tuple[RuledLine, ...] = ()
    """Lines above it; their ``at`` is found when the document is built."""


class Draft(msgspec.Struct, frozen=True):
    """A document as its author thinks of it: paragraphs and a page."""

    paragraphs: tuple[Para, ...]
    width: float | None = None
    """mm, as ``height``"""
    height: float | None = None
    margins: Margins | None = None
    provides: tuple[Ability, ...] = ("text", "styles", "geometry")
    ruled: tuple[RuledLine, ...] = ()
    """Lines below the last paragraph."""


def draft(text: str) -> Draft:
    """One paragraph a line, without layout."""
    return Draft(tuple(Para(line) for line in text.split("\n")), provides=("text",))


def document(source: Draft | str, name: str = "example.txt") -> Document:
    """The document that a reader would make of ``source``; nothing split, tagged or checked."""
    if isinstance(source, str):
        source = draft(source)
    at, pieces, paragraphs, marks, lines = 0, [], [], [], []
    for number, para in enumerate(source.paragraphs, 1):
        typed = Span(at + len(para.number), at + len(para.number) + len(para.text))
        if para.number:
            pieces.append(Piece(Span(at, typed.start), Generated(), para.style))
        if typed:
            pieces.append(Piece(typed, Line(number), para.style))
        span = Span(at, typed.end)
        lines += [msgspec.structs.replace(line, at=at) for line in para.ruled]
        paragraphs.append(
            Paragraph(span, para.container, para.alignment, para.first_indent, line_pitch=para.line_pitch)
        )
        marks += [Mark(span, name, value) for name, value in para.marks.items()]
        at = span.end + 1
    whole = Span(0, max(at - 1, 0))
    lines += [msgspec.structs.replace(line, at=whole.end) for line in source.ruled]
    pages: tuple[Page, ...] = ()
    if source.margins is not None or source.width is not None or lines:
        margins = source.margins or Margins()
        pages = (Page(whole, width=source.width, height=source.height, margins=margins, lines=tuple(lines)),)
    return Document(
        name=name,
        kind="txt",
        text="\n".join(para.number + para.text for para in source.paragraphs),
        pieces=tuple(pieces),
        paragraphs=tuple(paragraphs),
        pages=pages,
        marks=tuple(marks),
        provides=source.provides,
    )
