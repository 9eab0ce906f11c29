"""The text of a document while it is being written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from pipeline.builtin.gongwen.fonts import font_class
from pipeline.builtin.gongwen.symbols import bullet
from pipeline.builtin.readers.docx.body.places import RunPlace, WordArtPlace
from pipeline.builtin.readers.docx.formatting.scripts import scripts
from pipeline.builtin.readers.docx.formatting.styles import Look
from pipeline.builtin.readers.docx.package.ooxml import WORD_ART
from pipeline.builtin.readers.docx.package.parts import limit
from pipeline.model.document import Mark
from pipeline.model.layout import Container, Generated, Paragraph, Piece, Place, Style
from pipeline.model.text import Span

PARAGRAPHS: Final = 200_000
PIECES: Final = 1_000_000
WordArt = tuple[str, dict[str, str], str | None]
"""Its text, its style by property, the colour of its letters."""


class WrittenText:
    """Gathers text, pieces, paragraphs and marks; ``at`` is the length of the text so far."""

    def __init__(self) -> None:
        self.at = 0
        self.pieces: list[Piece] = []
        self.paragraphs: list[Paragraph] = []
        self._parts: list[str] = []
        self._marks: list[Mark | None] = []
        self._word_art: dict[str, dict[Any, int]] = {}

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._parts)

    @property
    def upcoming(self) -> int:
        """Where the next paragraph will start."""
        return self.at + 1 if self.paragraphs else self.at

    def open(self) -> int:
        """Begin a paragraph; returns its start.

        Raises:
            DocumentError: ``limit`` beyond :data:`PARAGRAPHS`.
        """
        if len(self.paragraphs) >= PARAGRAPHS:
            raise limit(f"超过 {PARAGRAPHS} 个段落", f"more than {PARAGRAPHS} paragraphs")
        if self.paragraphs:
            self._parts.append("\n")
            self.at += 1
        return self.at

    def withdraw(self) -> None:
        """Take back the paragraph just begun, in which nothing was written."""
        if self.paragraphs:
            self._parts.pop()
            self.at -= 1

    def expect(self, pieces: int) -> None:
        """Make sure that there is room for so many more.

        Raises:
            DocumentError: ``limit`` beyond :data:`PIECES`.
        """
        if len(self.pieces) + pieces > PIECES:
            raise limit("字体变化过多", "fonts change too often")

    def write(self, text: str, look: Look, part: str, run: int, offset: int) -> None:
        """Add characters of a run, in a piece for each font.

        Raises:
            DocumentError: ``limit`` beyond :data:`PIECES`.
        """
        start = self.at
        self._parts.append(text if look.signs is None else drawn(text, look))
        self.at = end = start + len(text)
        if look.single is not None:
            self.pieces.append(Piece(Span(start, end), RunPlace(part, run, offset), look.single))
        else:
            for first, last, style in _stretches(text, look):
                if len(self.pieces) >= PIECES:
                    raise limit("字体变化过多", "fonts change too often")
                place = RunPlace(part, run, offset + first)
                self.pieces.append(Piece(Span(start + first, start + last), place, style))
        if look.hidden:
            self._marks.append(Mark(Span(start, end), "hidden"))

    def write_number(self, text: str, gap: str, look: Look, form: str = "") -> None:
        """Add a number of the format ``form``, or a bullet, that the file does not hold, and the ``gap`` after it."""
        start = self.at
        if form == "bullet":
            text = bullet(text, drawn(text, look))
        for first, last, style in _stretches(text, look):
            self.pieces.append(Piece(Span(start + first, start + last), Generated(form), style))
        self._parts.append(text + gap)
        self.at += len(text) + len(gap)

    def write_word_art(self, element: Any, part: str, told: WordArt, container: Container) -> None:
        """Add a paragraph of WordArt, which has no run; how large its letters are is not said."""
        text, style, colour = told
        start = self.open()
        self._parts.append(text)
        self.at += len(text)
        font = style.get("font-family", "").strip("\"'") or None
        look = Style(
            font,
            font_class(font),
            bold=style.get("font-weight") == "bold",
            italic=style.get("font-style") == "italic",
            colour=colour,
        )
        place = WordArtPlace(part, self._shape_number(element, part))
        self.pieces.append(Piece(Span(start, self.at), place, look))
        self.paragraphs.append(Paragraph(Span(start, self.at), container))

    def _shape_number(self, element: Any, part: str) -> int:
        if part not in self._word_art:
            found = (shape for shape in element.getroottree().iter(WORD_ART) if shape.get("string"))
            self._word_art[part] = {shape: number for number, shape in enumerate(found)}
        return self._word_art[part][element]

    def write_plain(self, text: str, place: Place) -> None:
        """Add characters of unknown style."""
        start = self.at
        self._parts.append(text)
        self.at += len(text)
        if text:
            self.pieces.append(Piece(Span(start, self.at), place))

    def since(self, start: int) -> str:
        """What was written since ``start``."""
        parts, left = [], self.at - start
        for part in reversed(self._parts):
            if left <= 0:
                break
            parts.append(part)
            left -= len(part)
        return "".join(reversed(parts))[-(self.at - start) :] if parts else ""

    def mark(self, start: int, name: str, value: str = "") -> None:
        """Mark what was written since ``start``."""
        self._marks.append(Mark(Span(start, self.at), name, value))

    def add(self, mark: Mark) -> None:
        """Add a mark worked out elsewhere."""
        self._marks.append(mark)

    @contextmanager
    def marking(self, name: str, value: str = "") -> Iterator[None]:
        """Mark the paragraphs written inside, before the marks that lie within; no mark when there are none."""
        start, slot = self.upcoming, len(self._marks)
        self._marks.append(None)
        yield
        if self.at >= start and self.paragraphs:
            self._marks[slot] = Mark(Span(start, self.at), name, value)

    def marks(self) -> tuple[Mark, ...]:
        """All marks by their start, outer ones first."""
        found = [mark for mark in self._marks if mark is not None]
        found.sort(key=lambda mark: (mark.span.start, -mark.span.end))
        return tuple(found)


def drawn(text: str, look: Look) -> str:
    """The signs that characters in a font of symbols show, one for one; letters in other fonts stay."""
    if look.signs is None:
        return text
    ascii_signs, other_signs = look.signs
    return "".join([char.translate(ascii_signs if char < "\x80" else other_signs) for char in text])


def _stretches(text: str, look: Look) -> Iterator[tuple[int, int, Style]]:
    """The longest stretches of ``text`` with one style: (start, end, style)."""
    if look.single is not None:
        yield 0, len(text), look.single
        return
    start, end, current = 0, 0, None
    for first, last, script in scripts(text):
        style = look.styles[script]
        if style is not current:
            if current is not None:
                yield start, end, current
            start, current = first, style
        end = last
    if current is not None:
        yield start, end, current
