"""The effective layout of a paragraph."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from pipeline.builtin.readers.docx.formatting.paragraph_properties import (
    NOTHING,
    Border,
    ParagraphProperties,
    paragraph_properties,
)
from pipeline.builtin.readers.docx.formatting.pitch import LINE, single
from pipeline.builtin.readers.docx.formatting.style_sheet import StyleSheet
from pipeline.builtin.readers.docx.formatting.table_conditions import Table
from pipeline.builtin.readers.docx.package.ooxml import LEVELS, Key
from pipeline.model.layout import Alignment, Container, Paragraph
from pipeline.model.text import Span

KEPT: Final = 10_000
"""How many formats are kept before the memory is emptied."""

_SINGLE: Final = 12.0
"""Single spacing as ``w:line`` states it, in pt (17.3.1.33: 240 twips)."""


Borders = tuple[Border | None, ...]


class ParagraphFormat:
    """How a paragraph is laid out."""

    def __init__(self, properties: ParagraphProperties, character: Callable[[], float | None]) -> None:
        """``properties`` are those of all levels, merged.

        ``character`` gives the type size of the default paragraph style in pt.
        """
        self.in_characters = bool(properties.first_chars)
        """Whether the first line's indent is given in characters, so that the paragraph's type size matters."""
        level = LEVELS + 1 if properties.outline is None else properties.outline
        self.outline = str(level) if level <= LEVELS else ""
        """The level in the document's outline, from 1; empty for body text."""
        self.exact = properties.rule == "exact" and properties.pitch is not None
        """Whether the pitch is given, whatever is written."""
        self.snaps = properties.snap is not False
        """Whether lines keep to the grid of the section."""
        borders = properties.border_top or None, properties.border_between or None, properties.border_bottom or None
        self.borders: Borders | None = borders if any(borders) else None
        """Lines above, between and below paragraphs like this one."""
        self._properties = properties
        self._character = character
        self._layouts: dict[tuple[float | None, ...], tuple[Any, ...]] = {}

    def paragraph(
        self, span: Span, container: Container, size: float | None, height: float | None, grid: float | None
    ) -> Paragraph:
        """A paragraph of this format.

        Its characters are ``size`` pt wide and its single-spaced lines ``height`` pt high; ``grid`` is the pitch
        of the grid of lines, 0 without one, ``None`` where that is not known.
        """
        circumstances = (size, height, grid)
        layout = self._layouts.get(circumstances)
        if layout is None:
            if len(self._layouts) >= KEPT:
                self._layouts.clear()
            layout = self._layouts[circumstances] = self._layout(size, height, grid)
        return Paragraph(span, container, *layout)

    def _layout(self, size: float | None, height: float | None, grid: float | None) -> tuple[Any, ...]:
        """The fields of a paragraph from its alignment on."""
        own, spacing = self._properties, self._lines(single(height, grid if self.snaps else 0.0))
        multiple, pitch = spacing
        first = _indent(own.first, own.first_chars, size)
        left = _indent(own.left, own.left_chars, None if own.left_chars is None else self._character())
        right = _indent(own.right, own.right_chars, None if own.right_chars is None else self._character())
        if first < 0 and own.left_chars and self._character() is not None:
            # characters at the left reach to where a hanging first line begins, as the length beside them shows
            left = round(float(left - first if own.left is None else own.left), 2)
        return (
            self._alignment(),
            first,
            left,
            right,
            None if pitch is None else round(pitch, 2),
            _space(own.before, own.before_lines, own.before_automatic, grid),
            _space(own.after, own.after_lines, own.after_automatic, grid),
            multiple,
        )

    def _alignment(self) -> Alignment | None:
        """That of the frame around where it is as wide as its text: it stands where the frame does (17.3.1.11)."""
        frame = self._properties.frame
        return frame.alignment if frame is not None and frame.as_wide_as_text else self._properties.alignment or "left"

    def _lines(self, line: float | None) -> tuple[float | None, float | None]:
        """The multiple of single spacing, and the pitch in pt; ``line`` is that of single spacing."""
        pitch, rule = self._properties.pitch, self._properties.rule
        given = _SINGLE if pitch is None else pitch
        if self.exact:
            return None, given
        if rule == "atLeast" and pitch is not None:
            return None, given if line is None else max(given, line)
        multiple = given / _SINGLE
        return round(multiple, 3), None if line is None else multiple * line


class ParagraphFormats:
    """The formats of one document's paragraphs, each combination resolved once."""

    def __init__(self, style_sheet: StyleSheet, character: Callable[[], float | None]) -> None:
        """``character``: as :class:`ParagraphFormat` takes it."""
        self._style_sheet = style_sheet
        self._character = character
        self._known: dict[tuple[Any, ...], ParagraphFormat] = {}
        self._inherited: dict[tuple[Any, ...], ParagraphProperties] = {}

    def format(
        self,
        style: str | None,
        table: Table | None,
        key: Key,
        level: ParagraphProperties | None,
        listed_by: str | None,
    ) -> ParagraphFormat:
        """The format of a paragraph.

        ``level`` is the indent of its list level; ``listed_by`` the style that put it into
        the list, ``None`` when it did so itself. A list's indent counts just before the
        formatting of whoever called the list.
        """
        index = (style, table, key, level, listed_by)
        found = self._known.get(index)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            above = self._above(style, table, level or NOTHING, listed_by)
            found = self._known[index] = ParagraphFormat(above.merge(paragraph_properties(key)), self._character)
        return found

    def _above(
        self, style: str | None, table: Table | None, level: ParagraphProperties, listed_by: str | None
    ) -> ParagraphProperties:
        """All that stands above the paragraph's own formatting, merged."""
        found = self._inherited.get((style, table, level, listed_by))
        if found is None:
            if len(self._inherited) >= KEPT:
                self._inherited.clear()
            found = self._style_sheet.paragraph_defaults
            for properties in self._levels(style, table, level, listed_by):
                found = found.merge(properties)
            self._inherited[style, table, level, listed_by] = found
        return found

    def _levels(
        self, style: str | None, table: Table | None, level: ParagraphProperties, listed_by: str | None
    ) -> Iterator[ParagraphProperties]:
        """What stands between the defaults of the document and the paragraph, the nearest last."""
        if table is not None:
            name, formats = table
            chain = self._style_sheet.chain("table", name)
            for _, definition in chain:
                yield definition.paragraph
            for kind in formats:
                for _, definition in chain:
                    if kind in definition.conditions:
                        yield definition.conditions[kind][1]
        for name, definition in self._style_sheet.chain("paragraph", style):
            if name == listed_by:
                yield level
            yield definition.paragraph
        if listed_by is None:
            yield level


def _indent(length: float | None, characters: float | None, size: float | None) -> float:
    """An indent in pt; one in characters of ``size`` wins where it is not 0 and the size is known.

    What Word writes beside each shows how wide its character is: for the first line as the
    paragraph's type, for the left and the right as that of the default paragraph style.
    """
    if characters and size is not None:
        return round(float(characters * size), 2)
    return round(float(length or 0.0), 2)


def _space(length: float | None, lines: float | None, automatic: bool | None, grid: float | None) -> float | None:
    """Space in pt; lines win over a length unless 0. Not known where left to Word."""
    if automatic:
        return None
    if lines:
        return None if grid is None else round(lines * (grid or LINE), 2)
    return round(float(length or 0.0), 2)
