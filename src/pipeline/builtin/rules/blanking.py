"""What rules about marks leave out, beside the stretches that the splitters protect."""

import re
from collections.abc import Iterable, Iterator

from pipeline.builtin.structure.numbered import Numbers
from pipeline.model.document import BLANK, Document
from pipeline.model.layout import Generated
from pipeline.model.text import Span

LINK = re.compile(r"\[[^\[\]()\n]{0,300}\]\([^\[\]()\s]{1,500}\)")
"""A link of Markdown, which programs leave in texts of every kind."""


def blanked(text: str, spans: Iterable[Span]) -> str:
    """``text`` with :data:`~pipeline.model.document.BLANK` at ``spans``, as long as before; sorted and apart."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += text[at : span.start], BLANK * len(span)
        at = span.end
    return "".join((*parts, text[at:]))


def typed(document: Document, text: str) -> str:
    """``text``, that of ``document`` or a mask of it, without the marks that nobody typed.

    Those are the marks of automatic numbers and of what the reader computed for fields.
    The letters and figures of those stay, so that one can see what the typed marks stand beside.
    """
    parts: list[str] = []
    at = 0
    for piece in document.pieces:
        if isinstance(piece.place, Generated):
            start, at = at, piece.span.end
            parts.append(text[start : piece.span.start])
            parts += [char if char.isalnum() else BLANK for char in text[piece.span.start : at]]
    return "".join((*parts, text[at:]))


def entry_numbers(document: Document) -> Iterator[Span]:
    """The numbers in front of headings and list entries, whose marks have rules of their own."""
    at, numbers = 0, Numbers(document)
    for mark in document.marked("heading", "item"):
        number = numbers.at(mark.span.start)
        if number is not None and number.span.start >= at:
            at = number.span.end
            yield number.span


def links(document: Document) -> Iterator[Span]:
    """The links of Markdown."""
    return (Span(*match.span()) for match in LINK.finditer(document.text))
