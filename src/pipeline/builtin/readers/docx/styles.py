"""Effective formatting of runs: document defaults, then table, paragraph and character styles, then direct.

What a combination resolves to is computed once for a document and kept.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from pipeline.builtin.gongwen.fonts import font_class
from pipeline.builtin.gongwen.symbols import typed_signs
from pipeline.builtin.readers.docx.banding import Table
from pipeline.builtin.readers.docx.definitions import Definitions
from pipeline.builtin.readers.docx.properties import SLOTS, TOGGLES, Key, Values, run_values
from pipeline.builtin.readers.docx.scripts import EAST, LATIN, OTHER
from pipeline.model.layout import Style

KEPT: Final = 10_000
"""How many combinations are kept before the memory is emptied."""


class Look(NamedTuple):
    """How the characters of a run look, by script."""

    styles: dict[int, Style]
    """By :data:`~pipeline.builtin.readers.docx.scripts.LATIN`, ``EAST`` and ``OTHER``."""
    single: Style | None
    """The style, when it is the same for all scripts."""
    hidden: bool
    signs: tuple[dict[int, str], dict[int, str]] | None
    """What ASCII and what other characters show, for :meth:`str.translate`, where their font is one of symbols."""


class Looks(dict[Key, Look]):
    """How runs of one paragraph style and table style look, by their direct properties, the nearest last."""

    def __init__(self, styles: "Styles", paragraph: str | None, table: Table | None) -> None:
        super().__init__()
        self._styles = styles
        self._around = (paragraph, table)
        self._levels: tuple[Values, Values] | None = None

    def __missing__(self, key: Key) -> Look:
        if self._levels is None:
            self._levels = self._styles.levels(*self._around)
        look = self[key] = self._styles.resolved(*self._levels, key)
        return look


class Styles:
    """What the runs of one document resolve to under its definitions."""

    def __init__(self, definitions: Definitions, theme: Callable[[], dict[str, str]]) -> None:
        """``theme`` is called for the fonts that theme words stand for, and only where one is met."""
        self._definitions = definitions
        self._theme = theme
        self._defaults: Values | None = None
        self._looks: dict[tuple[str | None, Table | None], Looks] = {}
        self._kept = 0
        self._merged: dict[tuple[str, str | None], Values] = {}

    def looks(self, paragraph: str | None, table: Table | None) -> Looks:
        """How runs look in a paragraph with a style, inside a table with a style."""
        found = self._looks.get((paragraph, table))
        if found is None:
            found = self._looks[paragraph, table] = Looks(self, paragraph, table)
        return found

    def _run_of(self, kind: str, name: str | None) -> Values:
        merged = self._merged.get((kind, name))
        if merged is None:
            merged = {}
            for _, definition in self._definitions.chain(kind, name):
                merged.update(run_values(definition.run, self._theme))
            self._merged[kind, name] = merged
        return merged

    def _run_in(self, table: Table) -> Values:
        """What a table style says of runs, its formats for the cell included."""
        name, formats = table
        values = self._run_of("table", name)
        if formats:
            values = dict(values)
            for kind in formats:
                for _, definition in self._definitions.chain("table", name):
                    if kind in definition.conditions:
                        values.update(run_values(definition.conditions[kind][0], self._theme))
        return values

    def levels(self, paragraph: str | None, table: Table | None) -> tuple[Values, Values]:
        """All that stands above the run itself, merged; and how often each toggle is on there, by its name."""
        if self._defaults is None:
            self._defaults = run_values(self._definitions.run_defaults, self._theme)
        above = [{} if table is None else self._run_in(table), self._run_of("paragraph", paragraph)]
        on = {toggle: sum([bool(level.get(toggle)) for level in above]) for toggle in TOGGLES.values()}
        return {**self._defaults, **above[0], **above[1]}, on

    def resolved(self, above: Values, on: Values, key: Key) -> Look:
        """A look, worked out anew."""
        self._kept += 1
        if self._kept > KEPT:
            self._kept = 0
            for looks in self._looks.values():
                looks.clear()
        direct = run_values(key, self._theme)
        character = self._run_of("character", direct.get("style"))
        values = {**above, **character, **direct}
        for toggle, times in on.items():
            if toggle not in direct:
                values[toggle] = (self._defaults or {}).get(toggle) or (times + bool(character.get(toggle))) % 2
        by_font = {name: _style(name, values) for name in {values.get(slot) for slot in SLOTS}}
        latin, other, east = (by_font[values.get(slot)] for slot in SLOTS)
        styles = {LATIN: latin, EAST: east, OTHER: east if values.get("hint") else other}
        single = latin if styles[OTHER] is latin and east is latin else None
        return Look(styles, single, bool(values["hidden"]), _signs(latin.font, other.font, styles[OTHER].font))


def _signs(latin: str | None, other: str | None, hinted: str | None) -> tuple[dict[int, str], dict[int, str]] | None:
    """As :attr:`Look.signs`; a font of symbols for other text shows signs whatever the hint says of marks like “."""
    first, second = typed_signs(latin), typed_signs(other) or typed_signs(hinted)
    return (first or {}, second or {}) if first or second else None


def _style(font: str | None, values: Values) -> Style:
    return Style(
        font=font,
        font_class=font_class(font),
        size=values.get("size"),
        bold=bool(values["bold"]),
        italic=bool(values["italic"]),
        colour=values.get("colour"),
    )
