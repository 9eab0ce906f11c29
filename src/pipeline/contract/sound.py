"""Whether what a part gives as a document is one that the rest of the program can work with."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from pipeline.model.document import Ability, Document, Mark, Section, Tag
from pipeline.model.finding import Finding, NotChecked
from pipeline.model.layout import Page, Paragraph, Piece
from pipeline.model.metadata import Metadata
from pipeline.model.text import Span

_DECODERS: dict[str, msgspec.msgpack.Decoder[object]] = {
    "name": msgspec.msgpack.Decoder(str),
    "kind": msgspec.msgpack.Decoder(str),
    "text": msgspec.msgpack.Decoder(str),
    "title": msgspec.msgpack.Decoder(str),
    "metadata": msgspec.msgpack.Decoder(Metadata),
    "provides": msgspec.msgpack.Decoder(tuple[Ability, ...]),
    "pages": msgspec.msgpack.Decoder(tuple[Page, ...]),
    "sections": msgspec.msgpack.Decoder(tuple[Section, ...]),
    "tags": msgspec.msgpack.Decoder(tuple[Tag, ...]),
    "findings": msgspec.msgpack.Decoder(tuple[Finding, ...]),
    "not_checked": msgspec.msgpack.Decoder(tuple[NotChecked, ...]),
}
"""What the outcome is made of, with its types, which Python does not check."""
_STRETCHES: dict[str, type[Any]] = {"pieces": Piece, "paragraphs": Paragraph, "pages": Page, "marks": Mark}
"""What else has a span; there may be thousands of them."""


def whole(given: object, part: object) -> Document:
    """``given``, once it has been seen to be a document; what an outcome takes from it has the right types.

    Raises:
        TypeError: it is none.
        msgspec.ValidationError: a field holds something else.
    """
    if not isinstance(given, Document):
        raise TypeError(f"{type(part).__name__} gives a Document, not {type(given).__name__}")
    for name, decoder in _DECODERS.items():
        decoder.decode(msgspec.msgpack.encode(getattr(given, name)))
    return given


def grown(given: object, before: Document, part: object) -> Document:
    """``given``, once it has been seen to be a document that can follow ``before``.

    What differs has the right types, and its spans lie in the text. Parts that broke before
    stay named, whatever ``given`` says.

    Raises:
        TypeError: it is no document, or holds something else where marks, pieces and the like stand.
        ValueError: a span is not in the text.
        msgspec.ValidationError: a field holds something else.
    """
    if not isinstance(given, Document):
        raise TypeError(f"{type(part).__name__} gives a Document, not {type(given).__name__}")
    for name, decoder in _DECODERS.items():
        value = getattr(given, name)
        if value is not getattr(before, name):
            decoder.decode(msgspec.msgpack.encode(value))
    told = before if given.text == before.text else Document(before.name, before.kind, "")
    _inside(_stretches(given, told), given)
    _inside(_spans(given, told), given)
    lost = [entry for entry in before.not_checked if entry.broken and entry not in given.not_checked]
    return given.grown(not_checked=lost) if lost else given


def _stretches(given: Document, before: Document) -> Iterator[Span]:
    """Those of marks, pieces and the like that are new."""
    for name, kind in _STRETCHES.items():
        if getattr(given, name) is getattr(before, name):
            continue
        known = set(map(id, getattr(before, name)))
        for stretch in getattr(given, name):
            if id(stretch) in known:
                continue
            if not isinstance(stretch, kind):
                raise TypeError(f"{stretch!r:.80} is no {kind.__name__}")
            if kind is Mark and not (isinstance(stretch.name, str) and isinstance(stretch.value, str)):
                raise TypeError(f"{stretch!r:.80} is no sound mark")
            yield stretch.span


def _spans(given: Document, before: Document) -> Iterator[Span]:
    """Those of sections, tags and findings that are new."""
    if given.sections is not before.sections:
        for section in given.sections:
            yield from (section.span, section.heading, *(item.span for item in section.items))
    if given.tags is not before.tags:
        yield from (span for tag in given.tags for span in tag.spans)
    if given.findings is not before.findings:
        for finding in given.findings:
            yield from (finding.span, *(Span(place.start, place.end) for place in finding.places))


def _inside(spans: Iterable[Span], document: Document) -> None:
    length = len(document.text)
    for span in spans:
        if not 0 <= span.start <= span.end <= length:
            raise ValueError(f"{span.start} to {span.end} is not in the text, which has {length}")
