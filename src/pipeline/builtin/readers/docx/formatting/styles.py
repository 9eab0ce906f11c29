"""Effective formatting of runs: document defaults, then table, paragraph and character styles, then direct.

What a combination resolves to is computed once for a document and kept.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from pipeline.builtin.gongwen.fonts import font_class
from pipeline.builtin.gongwen.symbols import typed_signs
from pipeline.builtin.readers.docx.formatting.run_properties import NOTHING, RunProperties, run_properties, toggled
from pipeline.builtin.readers.docx.formatting.scripts import EAST, LATIN, OTHER
from pipeline.builtin.readers.docx.formatting.style_sheet import StyleSheet
from pipeline.builtin.readers.docx.formatting.table_conditions import Table
from pipeline.builtin.readers.docx.package.ooxml import Key
from pipeline.model.layout import Style

KEPT: Final = 10_000
"""How many combinations are kept before the memory is emptied."""


class Look(NamedTuple):
    """How the characters of a run look, by script."""

    styles: dict[int, Style]
    """By :data:`~pipeline.builtin.readers.docx.formatting.scripts.LATIN`, ``EAST`` and ``OTHER``."""
    single: Style | None
    """The style, when it is the same for all scripts."""
    hidden: bool
    signs: tuple[dict[int, str], dict[int, str]] | None
    """What ASCII and what other characters show, for :meth:`str.translate`, where their font is one of symbols."""


class Levels(NamedTuple):
    """What stands above a run itself."""

    defaults: RunProperties
    """Those of the document."""
    styles: tuple[RunProperties, ...]
    """Those of the table and of the paragraph, which toggle."""
    merged: RunProperties


class Looks(dict[Key, Look]):
    """How runs of one paragraph style and table style look, by their direct properties, the nearest last."""

    def __init__(self, styles: "Styles", paragraph: str | None, table: Table | None) -> None:
        super().__init__()
        self._styles = styles
        self._around = (paragraph, table)
        self._levels: Levels | None = None

    def __missing__(self, key: Key) -> Look:
        if self._levels is None:
            self._levels = self._styles.levels(*self._around)
        look = self[key] = self._styles.resolved(self._levels, key)
        return look


class Styles:
    """What the runs of one document resolve to under its style sheet."""

    def __init__(self, style_sheet: StyleSheet, theme: Callable[[], dict[str, str]]) -> None:
        """``theme`` is called for the fonts that theme words stand for, and only where one is met."""
        self._style_sheet = style_sheet
        self._theme = theme
        self._looks: dict[tuple[str | None, Table | None], Looks] = {}
        self._kept = 0
        self._merged: dict[tuple[str, str | None], RunProperties] = {}

    def looks(self, paragraph: str | None, table: Table | None) -> Looks:
        """How runs look in a paragraph with a style, inside a table with a style."""
        found = self._looks.get((paragraph, table))
        if found is None:
            found = self._looks[paragraph, table] = Looks(self, paragraph, table)
        return found

    def _run_of(self, kind: str, name: str | None) -> RunProperties:
        merged = self._merged.get((kind, name))
        if merged is None:
            merged = NOTHING
            for _, definition in self._style_sheet.chain(kind, name):
                merged = merged.merge(run_properties(definition.run, self._theme))
            self._merged[kind, name] = merged
        return merged

    def _run_in(self, table: Table) -> RunProperties:
        """What a table style says of runs, its formats for the cell included."""
        name, formats = table
        merged = self._run_of("table", name)
        for kind in formats:
            for _, definition in self._style_sheet.chain("table", name):
                if kind in definition.conditions:
                    merged = merged.merge(run_properties(definition.conditions[kind][0], self._theme))
        return merged

    def levels(self, paragraph: str | None, table: Table | None) -> Levels:
        """All that stands above the runs in a paragraph with a style, inside a table with a style."""
        defaults = run_properties(self._style_sheet.run_defaults, self._theme)
        styles = NOTHING if table is None else self._run_in(table), self._run_of("paragraph", paragraph)
        return Levels(defaults, styles, defaults.merge(styles[0]).merge(styles[1]))

    def resolved(self, above: Levels, key: Key) -> Look:
        """A look, worked out anew."""
        self._kept += 1
        if self._kept > KEPT:
            self._kept = 0
            for looks in self._looks.values():
                looks.clear()
        direct = run_properties(key, self._theme)
        character = self._run_of("character", direct.style)
        own = above.merged.merge(character).merge(direct)
        default, styles = above.defaults, (*above.styles, character)
        bold = toggled(direct.bold, default.bold, [style.bold for style in styles])
        italic = toggled(direct.italic, default.italic, [style.italic for style in styles])
        hidden = toggled(direct.hidden, default.hidden, [style.hidden for style in styles])
        by_font = {
            font: Style(font, font_class(font), own.size, bold, italic, own.colour or None)
            for font in {own.ascii, own.other, own.east}
        }
        latin, other, east = by_font[own.ascii], by_font[own.other], by_font[own.east]
        by_script = {LATIN: latin, EAST: east, OTHER: east if own.hint else other}
        single = latin if by_script[OTHER] is latin and east is latin else None
        return Look(by_script, single, hidden, _signs(latin.font, other.font, by_script[OTHER].font))


def _signs(latin: str | None, other: str | None, hinted: str | None) -> tuple[dict[int, str], dict[int, str]] | None:
    """As :attr:`Look.signs`; a font of symbols for other text shows signs whatever the hint says of marks like “."""
    first, second = typed_signs(latin), typed_signs(other) or typed_signs(hinted)
    return (first or {}, second or {}) if first or second else None
