"""Effective formatting: document defaults, then table, paragraph and character styles, then direct.

What a combination resolves to is computed once and kept; the styles of one ``styles.xml``
are shared by all documents that carry the same one, byte for byte.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from pipeline.builtin.formats.docx.ooxml import TYPE, W, child_value, on
from pipeline.builtin.formats.docx.package import parse
from pipeline.builtin.formats.docx.properties import (
    SLOTS,
    TOGGLES,
    Key,
    Values,
    numbering_of,
    paragraph_key,
    paragraph_values,
    run_key,
    run_values,
)
from pipeline.builtin.formats.docx.scripts import EAST, LATIN, OTHER
from pipeline.builtin.formats.docx.theme import theme_fonts
from pipeline.builtin.formats.fonts import font_class
from pipeline.model import Style

DEEPEST: Final = 64
"""How many styles based on each other are followed."""
KEPT: Final = 10_000
"""How many combinations are kept before the memory is emptied."""
SHARED: Final = 8
"""How many documents' styles are remembered."""
SHARED_SIZE: Final = 4 * 1024 * 1024
"""The largest styles that are, in bytes of XML."""

_shared: dict[bytes, "Styles"] = {}


class Look(NamedTuple):
    """How the characters of a run look, by script."""

    styles: dict[int, Style]
    """By :data:`~pipeline.builtin.formats.docx.scripts.LATIN`, ``EAST`` and ``OTHER``."""
    single: Style | None
    """The style, when it is the same for all scripts."""
    hidden: bool


class _Definition(NamedTuple):
    parent: str | None
    run: Values
    paragraph: Values
    numbering: tuple[str | None, str | None] | None


class Styles:
    """The styles of one document and what runs and paragraphs resolve to under them."""

    def __init__(self, root: Any, theme: dict[str, str]) -> None:
        self._theme = theme
        self._elements: dict[tuple[str, str], Any] = {}
        self._definitions: dict[tuple[str, str], _Definition] = {}
        self._default: dict[str, str] = {}
        self._run_defaults: Values = {}
        self._paragraph_defaults: Values = {}
        self._looks: dict[tuple[str | None, str | None, Key], Look] = {}
        self._merged: dict[tuple[str, str | None], Values] = {}
        self._numbered: dict[tuple[str, str | None], tuple[str | None, str | None, tuple[str, ...]]] = {}
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        for properties in root.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"):
            self._run_defaults = run_values(run_key(properties), self._theme)
        for properties in root.iterfind(f"{W}docDefaults/{W}pPrDefault/{W}pPr"):
            self._paragraph_defaults = paragraph_values(paragraph_key(properties))
        for style in root.iterfind(W + "style"):
            kind, name, default = style.get(TYPE, "paragraph"), style.get(W + "styleId", ""), style.get(W + "default")
            self._elements[kind, name] = style
            if default is not None and on(default):
                self._default.setdefault(kind, name)

    def _definition(self, kind: str, name: str) -> _Definition | None:
        found = self._definitions.get((kind, name))
        if found is None:
            style = self._elements.get((kind, name))
            if style is None:
                return None
            run, paragraph = style.find(W + "rPr"), style.find(W + "pPr")
            found = self._definitions[kind, name] = _Definition(
                child_value(style, "basedOn"),
                {} if run is None else run_values(run_key(run), self._theme),
                {} if paragraph is None else paragraph_values(paragraph_key(paragraph)),
                None if paragraph is None else numbering_of(paragraph),
            )
        return found

    def chain(self, kind: str, name: str | None) -> Iterator[tuple[str, _Definition]]:
        """The definition of a style, or of the default of its kind, and those it is based on, nearest first."""
        if name is None or (kind, name) not in self._elements:
            name = self._default.get(kind)
        seen: set[str] = set()
        while name is not None and name not in seen and len(seen) < DEEPEST:
            definition = self._definition(kind, name)
            if definition is None:
                return
            seen.add(name)
            yield name, definition
            name = definition.parent

    def _run_of(self, kind: str, name: str | None) -> Values:
        merged = self._merged.get((kind, name))
        if merged is None:
            merged = {}
            for _, definition in reversed(tuple(self.chain(kind, name))):
                merged.update(definition.run)
            self._merged[kind, name] = merged
        return merged

    def numbering(self, kind: str, name: str | None) -> tuple[str | None, str | None, tuple[str, ...]]:
        """What a style says of numbering: (list, level, names of the styles from it to the one that says so)."""
        found = self._numbered.get((kind, name))
        if found is None:
            found = self._numbered[kind, name] = self._numbering(kind, name)
        return found

    def _numbering(self, kind: str, name: str | None) -> tuple[str | None, str | None, tuple[str, ...]]:
        number, level, names = None, None, []
        for style, definition in self.chain(kind, name):
            names.append(style)
            if definition.numbering is not None:
                number = number or definition.numbering[0]
                level = level or definition.numbering[1]
                if number is not None:
                    return number, level, tuple(names)
        return None, level, ()

    def look(self, paragraph: str | None, table: str | None, key: Key) -> Look:
        """How a run looks; ``key`` holds its direct properties, the nearest last."""
        found = self._looks.get((paragraph, table, key))
        if found is None:
            if len(self._looks) >= KEPT:
                self._looks.clear()
            found = self._looks[paragraph, table, key] = self._resolve(paragraph, table, key)
        return found

    def _resolve(self, paragraph: str | None, table: str | None, key: Key) -> Look:
        direct = run_values(key, self._theme)
        levels = [
            {} if table is None else self._run_of("table", table),
            self._run_of("paragraph", paragraph),
            self._run_of("character", direct.get("style")),
        ]
        values: Values = dict(self._run_defaults)
        for level in (*levels, direct):
            values.update(level)
        for toggle in TOGGLES.values():
            if toggle not in direct:
                values[toggle] = self._run_defaults.get(toggle) or sum(bool(level.get(toggle)) for level in levels) % 2
        by_font = {name: _style(name, values) for name in {values.get(slot) for slot in SLOTS}}
        latin, other, east = (by_font[values.get(slot)] for slot in SLOTS)
        styles = {LATIN: latin, EAST: east, OTHER: east if values.get("hint") else other}
        single = latin if styles[OTHER] is latin and east is latin else None
        return Look(styles, single, bool(values["hidden"]))

    def paragraph_defaults(self) -> Values:
        """What ``w:docDefaults`` says of paragraphs."""
        return self._paragraph_defaults


def _style(font: str | None, values: Values) -> Style:
    return Style(
        font=font,
        font_class=font_class(font),
        size=values.get("size"),
        bold=bool(values["bold"]),
        italic=bool(values["italic"]),
        colour=values.get("colour"),
    )


def styles_of(styles: bytes | None, theme: bytes | None, script: str) -> Styles:
    """The styles that these parts define; the same object for the same bytes, while it is remembered.

    Raises:
        DocumentError: ``damaged`` when a part is not well-formed.
    """
    digest = hashlib.blake2b(styles or b"", digest_size=32)
    digest.update(hashlib.blake2b(theme or b"", digest_size=32).digest())
    key = digest.digest() + script.encode()
    found = _shared.get(key)
    if found is None:
        found = Styles(
            None if styles is None else parse(styles, "styles"),
            {} if theme is None else theme_fonts(parse(theme, "theme"), script),
        )
        if len(styles or b"") + len(theme or b"") <= SHARED_SIZE:
            if len(_shared) >= SHARED:
                del _shared[next(iter(_shared))]
            _shared[key] = found
    return found
