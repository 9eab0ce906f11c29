"""The effective layout of a paragraph."""

from collections.abc import Callable
from typing import Any, Final

from pipeline.builtin.readers.docx.banding import Table
from pipeline.builtin.readers.docx.definitions import Definitions
from pipeline.builtin.readers.docx.ooxml import LEVELS
from pipeline.builtin.readers.docx.pitch import LINE, single
from pipeline.builtin.readers.docx.properties import Border, Key, Values, paragraph_values
from pipeline.model.layout import Container, Paragraph
from pipeline.model.text import Span

KEPT: Final = 10_000
"""How many shapes are kept before the memory is emptied."""

_SIDEWAYS: Final = ("left", "right")
_SIDES: Final = ("top", "between", "bottom")
_SINGLE: Final = 12.0
"""Single spacing as ``w:line`` states it, in pt (17.3.1.33: 240 twips)."""


Borders = tuple[Border | None, ...]


class Shape:
    """How a paragraph is laid out."""

    def __init__(self, values: Values, character: Callable[[], float | None]) -> None:
        """``values`` are what :func:`~pipeline.builtin.readers.docx.properties.paragraph_values` gives, merged.

        ``character`` gives the type size of the default paragraph style in pt.
        """
        self.in_characters = bool(values.get("first_chars"))
        """Whether the first line's indent is given in characters, so that the paragraph's type size matters."""
        level = values.get("outline", LEVELS + 1)
        self.outline = str(level) if level <= LEVELS else ""
        """The level in the document's outline, from 1; empty for body text."""
        self.exact = values.get("rule") == "exact" and "pitch" in values
        """Whether the pitch is given, whatever is written."""
        self.snaps = values.get("snap", True)
        """Whether lines keep to the grid of the section."""
        borders = tuple([values.get(f"border_{side}") for side in _SIDES])
        self.borders: Borders | None = borders if any(borders) else None
        """Lines above, between and below paragraphs like this one."""
        self._values = values
        self._character = character
        self._layouts: dict[tuple[float | None, ...], tuple[Any, ...]] = {}

    def paragraph(
        self, span: Span, container: Container, size: float | None, height: float | None, grid: float | None
    ) -> Paragraph:
        """A paragraph of this shape.

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
        values = self._values
        spacing, pitch = self._lines(single(height, grid if self.snaps else 0.0))
        framed = values.get("framed")  # a frame as wide as its text, which stands where the frame does (17.3.1.11)
        first = _indent(values, "first", size)
        left, right = (
            _indent(values, name, self._character() if f"{name}_chars" in values else None) for name in _SIDEWAYS
        )
        if first < 0 and values.get("left_chars") and self._character() is not None:
            # characters at the left reach to where a hanging first line begins, as the length beside them shows
            left = round(float(values.get("left", left - first)), 2)
        return (
            values.get("frame_alignment") if framed else values.get("alignment") or "left",
            first,
            left,
            right,
            None if pitch is None else round(pitch, 2),
            _space(values, "before", grid),
            _space(values, "after", grid),
            spacing,
        )

    def _lines(self, line: float | None) -> tuple[float | None, float | None]:
        """The multiple of single spacing, and the pitch in pt; ``line`` is that of single spacing."""
        given, rule = self._values.get("pitch", _SINGLE), self._values.get("rule", "auto")
        if self.exact:
            return None, given
        if rule == "atLeast" and "pitch" in self._values:
            return None, given if line is None else max(given, line)
        multiple = given / _SINGLE
        return round(multiple, 3), None if line is None else multiple * line


class Shapes:
    """The shapes of one document's paragraphs, each combination resolved once."""

    def __init__(self, definitions: Definitions, character: Callable[[], float | None]) -> None:
        """``character``: as :class:`Shape` takes it."""
        self._definitions = definitions
        self._character = character
        self._known: dict[tuple[Any, ...], Shape] = {}

    def shape(
        self, style: str | None, table: Table | None, key: Key, level: Values | None, listed_by: str | None
    ) -> Shape:
        """The shape of a paragraph.

        ``level`` is the indent of its list level; ``listed_by`` the style that put it into
        the list, ``None`` when it did so itself. A list's indent counts just before the
        formatting of whoever called the list.
        """
        index = (style, table, key, None if level is None else tuple(level.items()), listed_by)
        found = self._known.get(index)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = self._known[index] = Shape(self._merged(style, table, key, level or {}, listed_by), self._character)
        return found

    def _merged(self, style: str | None, table: Table | None, key: Key, level: Values, listed_by: str | None) -> Values:
        values = dict(self._definitions.paragraph_defaults)
        if table is not None:
            name, formats = table
            chain = self._definitions.chain("table", name)
            for _, definition in chain:
                values.update(definition.paragraph)
            for kind in formats:
                for _, definition in chain:
                    if kind in definition.conditions:
                        values.update(definition.conditions[kind][1])
        for name, definition in self._definitions.chain("paragraph", style):
            if name == listed_by:
                values.update(level)
            values.update(definition.paragraph)
        if listed_by is None:
            values.update(level)
        values.update(paragraph_values(key))
        return values


def _indent(values: Values, name: str, size: float | None) -> float:
    """An indent in pt; one in characters of ``size`` wins where it is not 0 and the size is known.

    What Word writes beside each shows how wide its character is: for the first line as the
    paragraph's type, for the left and the right as that of the default paragraph style.
    """
    characters = values.get(f"{name}_chars")
    if characters and size is not None:
        return round(float(characters * size), 2)
    return round(float(values.get(name, 0.0)), 2)


def _space(values: Values, name: str, grid: float | None) -> float | None:
    """Space in pt; lines win over a length unless 0. Not known where left to Word."""
    if values.get(f"{name}_automatic"):
        return None
    lines = values.get(f"{name}_lines")
    if lines:
        return None if grid is None else round(lines * (grid or LINE), 2)
    return round(float(values.get(name, 0.0)), 2)
