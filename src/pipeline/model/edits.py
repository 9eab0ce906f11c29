"""Choosing among fixes, and applying them: to a text, or to how a document looks."""

import bisect
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import msgspec

from pipeline.model.document import Document
from pipeline.model.finding import Fix, LayoutEdit, PageEdit, ParagraphEdit, StyleEdit, TextEdit
from pipeline.model.layout import Margins, Page, Paragraph, Piece, Style
from pipeline.model.text import Span


def choose(fixes: Iterable[Fix]) -> tuple[TextEdit, ...]:
    """The edits of as many fixes as fit together, sorted.

    Fixes are taken in the order of their edits, so the result does not depend on the order
    of ``fixes``. One that touches an edit already taken is left out, whole; so is one that changes
    how the text looks too, which a text alone cannot hold: see :func:`of_layout`.
    """
    taken: list[TextEdit] = []
    of_text = {fix for fix in fixes if not fix.layout}
    for fix in sorted(of_text, key=lambda fix: (sorted(fix.edits), not fix.safe)):
        edits = sorted(fix.edits)
        if any(_clash(one, two) for one, two in pairwise(edits)):
            continue
        if any(_clash(edit, other) for edit in edits for other in _neighbours(edit, taken)):
            continue
        for edit in edits:
            bisect.insort(taken, edit)
    return tuple(taken)


def _neighbours(edit: TextEdit, taken: list[TextEdit]) -> list[TextEdit]:
    """The ones that ``edit`` would stand between; as ``taken`` are apart, it can touch no other."""
    at = bisect.bisect_left(taken, edit)
    return taken[max(at - 1, 0) : at + 1]


def _clash(one: TextEdit, two: TextEdit) -> bool:
    if one.start == one.end or two.start == two.end:
        return one.start <= two.end and two.start <= one.end
    return one.start < two.end and two.start < one.end


def apply(text: str, edits: Iterable[TextEdit]) -> str:
    """``text`` after ``edits``, which must be sorted and apart, as :func:`choose` gives them."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += text[at : edit.start], edit.text
        at = edit.end
    return "".join((*parts, text[at:]))


def of_layout(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """The fixes that change how the text looks, which :func:`choose` leaves out; each once."""
    return tuple(dict.fromkeys(fix for fix in fixes if fix.layout))


def laid_out(document: Document, edits: Iterable[LayoutEdit]) -> Document:
    """``document`` as it looks after ``edits``, one after the other; its text stays.

    This says what the file would be read as, once it is changed so. A piece that is cut keeps its place in every part.
    """
    for edit in edits:
        span = Span(edit.start, edit.end)
        match edit:
            case StyleEdit():
                pieces = tuple(part for piece in document.pieces for part in _restyled(piece, span, edit))
                document = msgspec.structs.replace(document, pieces=pieces)
            case ParagraphEdit():
                paragraphs = tuple(_set(one, edit) if _meant(one.span, span) else one for one in document.paragraphs)
                document = msgspec.structs.replace(document, paragraphs=paragraphs)
            case PageEdit():
                pages = tuple(_turned(page, edit) if _meant(page.span, span) else page for page in document.pages)
                document = msgspec.structs.replace(document, pages=pages)
    return document


def _meant(one: Span, span: Span) -> bool:
    """Whether a paragraph or page is one of those in ``span``; a blank one has no character to share."""
    return one.meets(span) or one == span


def _restyled(piece: Piece, span: Span, edit: StyleEdit) -> Iterator[Piece]:
    """``piece`` in up to three, of which the one in ``span`` has the new style."""
    start, end = max(piece.span.start, span.start), min(piece.span.end, span.end)
    if start >= end:
        yield piece
        return
    style: Style = msgspec.structs.replace(piece.style, **_named(edit, Style))
    if edit.font_class is not None and edit.font is None:
        style = msgspec.structs.replace(style, font=None)
    for part, worn in (
        (Span(piece.span.start, start), piece.style),
        (Span(start, end), style),
        (Span(end, piece.span.end), piece.style),
    ):
        if part:
            yield Piece(part, piece.place, worn)


def _set(paragraph: Paragraph, edit: ParagraphEdit) -> Paragraph:
    made: Paragraph = msgspec.structs.replace(paragraph, **_named(edit, Paragraph))
    return made


def _turned(page: Page, edit: PageEdit) -> Page:
    margins = msgspec.structs.replace(page.margins, **_named(edit.margins, Margins))
    made: Page = msgspec.structs.replace(page, **{**_named(edit, Page), "margins": margins})
    return made


def _named(edit: StyleEdit | ParagraphEdit | PageEdit | Margins, kind: type[msgspec.Struct]) -> dict[str, Any]:
    """What ``edit`` names of the fields of ``kind``."""
    known = {name: getattr(edit, name) for name in edit.__struct_fields__ if name in kind.__struct_fields__}
    return {name: value for name, value in known.items() if value is not None}
