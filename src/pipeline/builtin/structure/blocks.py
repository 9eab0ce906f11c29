"""The lines that structure is read from, and the roles given to them."""

from collections.abc import Iterable

import msgspec

from pipeline.builtin.gongwen.invisible import visible
from pipeline.builtin.structure import counted, numbered
from pipeline.builtin.structure.automatic import NONE, Automatic, starts, written_at
from pipeline.builtin.structure.numbering import Number
from pipeline.model.document import Document, Mark
from pipeline.model.layout import Alignment, Container, Paragraph
from pipeline.model.text import Span

_LONGEST_SIZED = 100


class Block(msgspec.Struct, frozen=True):
    """A line of a paragraph, without white space at its ends; a line break of docx ends one, as it does in pdf."""

    span: Span
    text: str
    """What is seen of it: without :mod:`~pipeline.builtin.gongwen.invisible` characters."""
    container: Container
    alignment: Alignment | None
    indent: int
    """White space typed before it, in half-width characters."""
    paragraph: int
    size: float | None
    """Of its first characters in pt; ``None`` also for long lines, where nobody asks."""
    heading: int = 0
    """Its level where the file says that it is a heading (Markdown), else 0."""
    code: bool = False
    """Whether the file says that it is code (Markdown)."""
    automatic: Automatic = NONE
    """What the editor wrote in front of it."""
    number: Number | None = None
    """What it begins with, as the lines around it count; its span is in ``text``."""
    places: tuple[int, ...] | None = None
    """Where each character of ``text`` stands in the document; ``None``: one after the other from ``span.start``."""

    @property
    def short(self) -> bool:
        """Whether it could be a line of its own kind: a title, a name, a date."""
        return len(self.text) <= 60

    @property
    def to_the_right(self) -> bool:
        """Whether it stands in the right half of the page by alignment or typed spaces."""
        return self.alignment == "right" or self.indent >= 16

    def stretch(self, start: int, end: int) -> Span:
        """Where the characters ``start`` to ``end`` of ``text``, which are not none, stand in the document."""
        if self.places is None:
            return Span(self.span.start + start, self.span.start + end)
        return Span(self.places[start], self.places[end - 1] + 1)


def read(document: Document) -> list[Block]:
    """The lines of ``document`` that are not blank, with their numbers."""
    found: list[Block] = []
    headings = {mark.span.start: int(mark.value) for mark in document.marked("md-heading")}
    code = _Stretches([mark.span for mark in document.marked("code")])
    generated = starts(document)
    for order, paragraph in enumerate(document.paragraphs):
        at = paragraph.span.start
        level = headings.get(at, 0)
        coded = not level and code.hold(paragraph.span)
        written = written_at(document, generated, at)
        for line in document.text[at : paragraph.span.end].split("\v"):
            block = _block(document, paragraph, order, at, line)
            if block is not None and (level or coded or written.text):
                block = msgspec.structs.replace(block, heading=level, code=coded, automatic=written)
                written = NONE
            if block is not None:
                found.append(block)
            at += len(line) + 1
    return _numbered(found)


def _block(document: Document, paragraph: Paragraph, order: int, at: int, line: str) -> Block | None:
    """The line that starts at ``at``; ``None`` where nothing of it is seen."""
    seen, places = visible(line)
    bare = seen.strip()
    if not bare:
        return None
    lead = len(seen) - len(seen.lstrip())
    indent = lead + seen.count("\u3000", 0, lead)
    span = Span(at + lead, at + lead + len(bare))
    if places is not None:
        places = tuple(at + place for place in places[lead : lead + len(bare)])
        span = Span(places[0], places[-1] + 1)
    size = _size(document, span) if len(bare) <= _LONGEST_SIZED else None
    return Block(span, bare, paragraph.container, paragraph.alignment, indent, order, size, places=places)


def _numbered(blocks: list[Block]) -> list[Block]:
    """``blocks`` with the numbers of those in the body."""
    body = [index for index, block in enumerate(blocks) if block.container == "body" and not block.code]
    lines = [counted.Line(blocks[index].text, blocks[index].automatic) for index in body]
    for index, number in zip(body, counted.numbers(lines), strict=True):
        if number is not None:
            blocks[index] = msgspec.structs.replace(blocks[index], number=number)
    return blocks


class _Stretches:
    """Stretches in order, asked about in order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._left = iter(spans)
        self._next = next(self._left, None)

    def hold(self, span: Span) -> bool:
        """Whether one of them holds ``span``."""
        while self._next is not None and self._next.end < span.end:
            self._next = next(self._left, None)
        return self._next is not None and self._next.holds(span)


def _size(document: Document, span: Span) -> float | None:
    return next((piece.style.size for piece in document.pieces_in(span) if piece.style.size is not None), None)


class Roles:
    """Which role each block has; filled by the readers of the parts of a document, one after the other."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self._given: list[tuple[Mark, ...]] = [() for _ in blocks]

    def give(self, index: int, name: str, value: str = "") -> None:
        """The whole block gets one role."""
        self._given[index] = (Mark(self.blocks[index].span, name, value),)

    def share(self, index: int, *shares: tuple[str, int, str]) -> None:
        """The block is divided: each share is a role, where it ends in the block's text, and a value."""
        block, at, marks = self.blocks[index], 0, []
        for name, end, value in shares:
            part = block.text[at:end]
            bare = part.strip()
            if bare:
                start = at + len(part) - len(part.lstrip())
                marks.append(Mark(block.stretch(start, start + len(bare)), name, value))
            at = end
        self._given[index] = tuple(marks)

    def free(self, index: int) -> bool:
        """Whether no role has been given yet."""
        return not self._given[index]

    def names(self, index: int) -> tuple[str, ...]:
        """The roles in this block, in order."""
        return tuple(mark.name for mark in self._given[index])

    def numbers(self) -> Iterable[Mark]:
        """The number in front of each heading and entry."""
        for index, block in enumerate(self.blocks):
            if block.number is not None and self.names(index)[:1] in (("heading",), ("item",)):
                place = block.stretch(0, block.number.span.end)
                yield Mark(place, "number", block.number.proper)
                if not numbered.told(block.number):
                    yield Mark(place, "number-read", numbered.written(block.number))

    def marks(self) -> Iterable[Mark]:
        """All role marks; lines of one paragraph with one role make one mark."""
        last: Mark | None = None
        paragraph = -1
        for block, given in zip(self.blocks, self._given, strict=True):
            for mark in given:
                if last is not None and paragraph == block.paragraph and _joins(last, mark):
                    last = Mark(Span(last.span.start, mark.span.end), mark.name, mark.value)
                    continue
                if last is not None:
                    yield last
                last, paragraph = mark, block.paragraph
        if last is not None:
            yield last


def _joins(one: Mark, two: Mark) -> bool:
    return one.name == two.name and one.name not in ("heading", "item") and one.value == two.value
