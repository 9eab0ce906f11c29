"""The effective layout of a paragraph."""

from typing import Any, NamedTuple

from pipeline.builtin.formats.docx.properties import Key, Values, paragraph_values
from pipeline.builtin.formats.docx.styles import Styles
from pipeline.model import Alignment, Container, Paragraph, Span


class Shape(NamedTuple):
    """Layout in pt; ``*_chars`` are in characters of the paragraph and win over the pt where not 0."""

    alignment: Alignment
    first: float
    first_chars: float
    left: float
    left_chars: float
    right: float
    right_chars: float
    pitch: float | None
    before: float | None
    after: float | None

    @property
    def in_characters(self) -> bool:
        """Whether any indent is given in characters, so that the type size matters."""
        return bool(self.first_chars or self.left_chars or self.right_chars)

    def paragraph(self, span: Span, container: Container, size: float | None) -> Paragraph:
        """A paragraph of this shape whose characters are ``size`` pt wide."""
        return Paragraph(
            span,
            container,
            self.alignment,
            self.first if not self.first_chars or size is None else round(self.first_chars * size, 2),
            self.left if not self.left_chars or size is None else round(self.left_chars * size, 2),
            self.right if not self.right_chars or size is None else round(self.right_chars * size, 2),
            self.pitch,
            self.before,
            self.after,
        )


class Shapes:
    """The shapes of one document's paragraphs, each combination resolved once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
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
            found = self._known[index] = self._resolve(style, table, key, level or {}, listed_by)
        return found

    def _resolve(self, style: str | None, table: str | None, key: Key, level: Values, listed_by: str | None) -> Shape:
        values = dict(self._styles.paragraph_defaults())
        if table is not None:
            for _, definition in reversed(tuple(self._styles.chain("table", table))):
                values.update(definition.paragraph)
        for name, definition in reversed(tuple(self._styles.chain("paragraph", style))):
            if name == listed_by:
                values.update(level)
            values.update(definition.paragraph)
        if listed_by is None:
            values.update(level)
        values.update(paragraph_values(key))
        exact = values.get("rule") in ("exact", "atLeast")
        return Shape(
            values.get("alignment") or "left",
            _length(values, "first"),
            values.get("first_chars", 0.0),
            _length(values, "left"),
            values.get("left_chars", 0.0),
            _length(values, "right"),
            values.get("right_chars", 0.0),
            round(values["pitch"], 2) if exact and "pitch" in values else None,
            _space(values, "before"),
            _space(values, "after"),
        )


def _length(values: Values, name: str) -> float:
    return round(float(values.get(name, 0.0)), 2)


def _space(values: Values, name: str) -> float | None:
    """Space in pt; not known where given in lines alone or left to Word."""
    length = values.get(name, 0.0)
    return None if length is None or values.get(f"{name}_automatic") else round(length, 2)
