"""What every document has to be, whatever its format."""

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

from pipeline.contract.parts import Reader
from pipeline.model.document import Ability, Document, Source
from pipeline.model.layout import Paragraph, Piece
from pipeline.model.text import Span


def misshapen(document: Document, reader: Reader, source: Source) -> Iterator[str]:
    """What is amiss with the document that ``reader`` made of ``source``, in words; nothing for a sound one."""
    if (document.kind, document.name) != (reader.kind, source.name):
        told, due = (document.kind, document.name), (reader.kind, source.name)
        yield f"kind and name are {told}, not {due}"
    if document.title or document.sections or document.tags or document.findings:
        yield "title, sections, tags and findings are not a reader's to give"
    yield from _paragraphs(document)
    yield from _pieces(document)
    yield from _marks(document)
    yield from _pages(document)


def _paragraphs(document: Document) -> Iterator[str]:
    text, paragraphs = document.text, document.paragraphs
    at = 0
    for number, paragraph in enumerate(paragraphs, 1):
        start, end = paragraph.span.start, paragraph.span.end
        if start != at or end < start or end > len(text):
            yield f"paragraph {number} is {_span(paragraph.span)}, and should begin at {at}"
            return
        if "\n" in text[start:end]:
            yield f"paragraph {number} has a line end in it: {text[start:end][:40]!r}"
            return
        if number < len(paragraphs) and text[end : end + 1] != "\n":
            yield f"paragraphs {number} and {number + 1} are not parted by a line end"
            return
        at = end + 1
    if paragraphs and at - 1 != len(text):
        yield f"the text goes on behind the last paragraph: {text[at - 1 :][:40]!r}"
    if text and not paragraphs:
        yield "there is text and no paragraph"


def _pieces(document: Document) -> Iterator[str]:
    at = 0
    paragraphs = iter(document.paragraphs)
    paragraph: Paragraph | None = next(paragraphs, None)
    for number, piece in enumerate(document.pieces, 1):
        span = piece.span
        if not span or span.start < at or span.end > len(document.text):
            yield f"piece {number} is empty, overlaps the one before or leaves the text: {_told(document, piece)}"
            return
        yield from _between(document, at, span.start)
        at = span.end
        while paragraph is not None and paragraph.span.end < span.end:
            paragraph = next(paragraphs, None)
        if document.paragraphs and (paragraph is None or not paragraph.span.holds(span)):
            yield f"piece {number} does not lie in one paragraph: {_told(document, piece)}"
            return
    yield from _between(document, at, len(document.text))


def _between(document: Document, start: int, end: int) -> Iterator[str]:
    if document.text[start:end].strip():
        yield f"text in no piece, {_span(Span(start, end))}: {document.text[start:end].strip()[:40]!r}"


def _marks(document: Document) -> Iterator[str]:
    for mark in document.marks:
        if not 0 <= mark.span.start <= mark.span.end <= len(document.text):
            yield f"the mark {mark.name} leaves the text: {_span(mark.span)}"
    for one, other in pairwise(document.marks):
        if (one.span.start, -one.span.end) > (other.span.start, -other.span.end):
            yield f"the marks {one.name} {_span(one.span)} and {other.name} {_span(other.span)} are out of order"
            return


def _pages(document: Document) -> Iterator[str]:
    for number, page in enumerate(document.pages, 1):
        if not 0 <= page.span.start <= page.span.end <= len(document.text):
            yield f"page {number} leaves the text: {_span(page.span)}"
        if any(not 0 <= line.at <= len(document.text) for line in page.lines):
            yield f"a ruled line of page {number} stands outside of the text"
    for one, other in pairwise(document.pages):
        if one.span.end > other.span.start and other.span:
            yield f"pages {_span(one.span)} and {_span(other.span)} overlap or are out of order"
            return
    numbers = [page.number for page in document.pages if page.number is not None]
    if any(one >= other for one, other in pairwise(numbers)):
        yield f"the numbers of the pages do not rise: {numbers[:20]}"


def dishonest(document: Document) -> Iterator[str]:
    """What ``provides`` says and the document has not, and the other way round."""
    provides = document.provides
    if not set(provides) <= set(get_args(Ability)) or "text" not in provides:
        yield f"provides {provides}, which must be of {get_args(Ability)} and have 'text' in it"
    styled = next((piece for piece in document.pieces if _has_style(piece)), None)
    if "styles" in provides and styled is None and document.pieces:
        yield "provides 'styles', and no piece has a font or a size"
    if "styles" not in provides and styled is not None:
        yield f"does not provide 'styles', and a piece has some: {_told(document, styled)}"
    sized = any(page.width is not None for page in document.pages)
    if ("geometry" in provides) < sized:
        yield "does not provide 'geometry', and a page has a size"
    if "geometry" in provides and not document.pages:
        yield "provides 'geometry', and there is no page"


def _has_style(piece: Piece) -> bool:
    return piece.style.font is not None or piece.style.size is not None


def _told(document: Document, piece: Piece) -> str:
    return f"{_span(piece.span)} {document.cut(piece.span)[:40]!r} {piece.place}"


def _span(span: Span) -> str:
    return f"{span.start}–{span.end}"
