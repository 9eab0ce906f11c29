"""The effective layout of a paragraph."""

from typing import Any, Final

from pipeline.builtin.formats.docx.definitions import Definitions
from pipeline.builtin.formats.docx.ooxml import LEVELS
from pipeline.builtin.formats.docx.properties import Key, Values, paragraph_values
from pipeline.model import Container, Paragraph, Span

KEPT: Final = 10_000
"""How many shapes are kept before the memory is emptied."""

_INDENTS: Final = ("first", "left", "right")


class Shape:
    """How a paragraph is laid out."""

    def __init__(self, values: Values) -> None:
        """``values`` are what :func:`~pipeline.builtin.formats.docx.properties.paragraph_values` gives, merged."""
        self.in_characters = any(values.get(f"{name}_chars") for name in _INDENTS)
        """Whether any indent is given in characters, so that the type size matters."""
        level = values.get("outline", LEVELS + 1)
        self.outline = str(level) if level <= LEVELS else ""
        """The level in the document's outline, from 1; empty for body text."""
        self._values = values
        self._layouts: dict[float | None, tuple[Any, ...]] = {}

    def paragraph(self, span: Span, container: Container, size: float | None) -> Paragraph:
        """A paragraph of this shape whose characters are ``size`` pt wide."""
        layout = self._layouts.get(size)
        if layout is None:
            layout = self._layouts[size] = self._layout(size)
        return Paragraph(span, container, *layout)

    def _layout(self, size: float | None) -> tuple[Any, ...]:
        """The fields of a paragraph from its alignment on."""
        values = self._values
        exact = values.get("rule") in ("exact", "atLeast")
        return (
            values.get("alignment") or "left",
            *[_indent(values, name, size) for name in _INDENTS],
            round(values["pitch"], 2) if exact and "pitch" in values else None,
            _space(values, "before"),
            _space(values, "after"),
        )


class Shapes:
    """The shapes of one document's paragraphs, each combination resolved once."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._known: dict[tuple[Any, ...], Shape] = {}

    def shape(
        self, style: str | None, table: str | None, key: Key, level: Values | None, listed_by: str | None
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
            found = self._known[index] = Shape(self._merged(style, table, key, level or {}, listed_by))
        return found

    def _merged(self, style: str | None, table: str | None, key: Key, level: Values, listed_by: str | None) -> Values:
        values = dict(self._definitions.paragraph_defaults)
        if table is not None:
            for _, definition in self._definitions.chain("table", table):
                values.update(definition.paragraph)
        for name, definition in self._definitions.chain("paragraph", style):
            if name == listed_by:
                values.update(level)
            values.update(definition.paragraph)
        if listed_by is None:
            values.update(level)
        values.update(paragraph_values(key))
        return values


def _indent(values: Values, name: str, size: float | None) -> float:
    """An indent in pt; one in characters wins where it is not 0 and the type size is known."""
    characters = values.get(f"{name}_chars")
    if characters and size is not None:
        return round(float(characters * size), 2)
    return round(float(values.get(name, 0.0)), 2)


def _space(values: Values, name: str) -> float | None:
    """Space in pt; not known where given in lines alone or left to Word."""
    length = values.get(name, 0.0)
    return None if length is None or values.get(f"{name}_automatic") else round(length, 2)
