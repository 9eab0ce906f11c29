"""The lines that structure is read from, and the roles given to them."""

from collections.abc import Iterable

import msgspec

from pipeline.model import Alignment, Container, Document, Mark, Span

_LONGEST_SIZED = 100


class Block(msgspec.Struct, frozen=True):
    """A line of a paragraph, without white space at its ends; a line break of docx ends one, as it does in pdf."""

    span: Span
    text: str
    container: Container
    alignment: Alignment | None
    indent: int
    """White space typed before it, in half-width characters."""
    paragraph: int
    size: float | None
    """Of its first characters in pt; ``None`` also for long lines, where nobody asks."""
    heading: int = 0
    """Its level where the file says that it is a heading (Markdown), else 0."""

    @property
    def short(self) -> bool:
        """Whether it could be a line of its own kind: a title, a name, a date."""
        return len(self.text) <= 60

    @property
    def to_the_right(self) -> bool:
        """Whether it stands in the right half of the page by alignment or typed spaces."""
        return self.alignment == "right" or self.indent >= 16


def read(document: Document) -> list[Block]:
    """The lines of ``document`` that are not blank."""
    found: list[Block] = []
    text = document.text
    levels = {mark.span.start: int(mark.value) for mark in document.marked("md-heading")}
    for order, paragraph in enumerate(document.paragraphs):
        at = paragraph.span.start
        for line in text[at : paragraph.span.end].split("\v"):
            bare = line.strip()
            if bare:
                lead = len(line) - len(line.lstrip())
                indent = lead + line.count("\u3000", 0, lead)
                span = Span(at + lead, at + lead + len(bare))
                size = _size(document, span) if len(bare) <= _LONGEST_SIZED else None
                level = levels.get(paragraph.span.start, 0)
                found.append(Block(span, bare, paragraph.container, paragraph.alignment, indent, order, size, level))
            at += len(line) + 1
    return found


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
                start = block.span.start + at + len(part) - len(part.lstrip())
                marks.append(Mark(Span(start, start + len(bare)), name, value))
            at = end
        self._given[index] = tuple(marks)

    def free(self, index: int) -> bool:
        """Whether no role has been given yet."""
        return not self._given[index]

    def names(self, index: int) -> tuple[str, ...]:
        """The roles in this block, in order."""
        return tuple(mark.name for mark in self._given[index])

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
