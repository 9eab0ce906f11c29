"""The numbers that Word writes before paragraphs (ECMA-376 part 1, 17.9)."""

import functools
import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from pipeline.builtin.readers.docx.body.number_formats import numeral
from pipeline.builtin.readers.docx.formatting.paragraph_properties import (
    NOTHING,
    ParagraphProperties,
    paragraph_key,
    paragraph_properties,
)
from pipeline.builtin.readers.docx.formatting.run_properties import run_key
from pipeline.builtin.readers.docx.formatting.style_sheet import StyleSheet
from pipeline.builtin.readers.docx.package.ooxml import LEVELS, VALUE, Key, W, child_value, has, whole

LONGEST: Final = 255
"""Characters of a level's pattern that are read."""
_NO_LIST: Final = "0"
"""The list of paragraphs that are taken out of the list of their style (17.9.18)."""
_COUNTER = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """One level of a list."""

    start: int
    form: str
    text: str
    suffix: str
    decimal: bool
    restart: int | None
    """The level (from 1) that restarts this one, with those above it; 0: none; ``None``: any above it."""
    style: str | None
    run: Key
    indent: ParagraphProperties


class List(NamedTuple):
    """A ``w:num``: the counters it shares with others, its levels and its own starts."""

    counters: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Number(NamedTuple):
    """A number before a paragraph."""

    text: str
    """Empty where the level shows none."""
    gap: str
    """What stands between it and the paragraph's text: nothing or a space."""
    run: Key
    indent: ParagraphProperties
    form: str
    """Its number format (17.18.59)."""
    depth: int
    """Its level, from 0."""
    listed_by: str | None
    """The style that put the paragraph into its list; ``None``: itself."""


class Numbering:
    """Counts the list items of one document; ask for its paragraphs in order."""

    def __init__(self, load: Callable[[], Any], style_sheet: StyleSheet) -> None:
        """``load`` gives the root of the part, ``None`` where that cannot be read; the first list item calls it."""
        self._load = load
        self._style_sheet = style_sheet
        self.story = ""
        """What is being read: the body, a header, a note and the text boxes each count for themselves."""
        self._lists: dict[str, List | None] = {}
        self._counts: dict[tuple[str, str], list[int | None]] = {}
        self._started: set[tuple[str, str, int]] = set()

    @functools.cached_property
    def _elements(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The ``w:num`` and the ``w:abstractNum`` by their ids."""
        root = self._load()
        if root is None:
            return {}, {}
        return (
            {item.get(W + "numId", ""): item for item in root.iterfind(W + "num")},
            {item.get(W + "abstractNumId", ""): item for item in root.iterfind(W + "abstractNum")},
        )

    def next(self, direct: tuple[str | None, str | None] | None, style: str | None) -> Number | None:
        """The number of the next paragraph, which says ``direct`` of its list and has ``style``."""
        number, level, names = self._style_sheet.numbering("paragraph", style)
        listed_by: str | None = None
        if direct is not None and direct[0] is not None:
            number, level = direct[0], direct[1] or level
        elif number is not None:
            listed_by = names[-1]
            if direct is not None and direct[1] is not None:
                level = direct[1]
            else:
                level = self._level_of(number, names) or level
        listed = None if number is None else self._list(number)
        if number is None or listed is None:
            return None
        depth = whole(level, 0, 0, LEVELS - 1)
        found = listed.levels.get(depth)
        if found is None:
            return None
        counts = self._count(number, listed, depth)
        text = _written(listed, found, counts)
        return Number(text, _gap(text, found.suffix), found.run, found.indent, found.form, depth, listed_by)

    def named(self, name: str, depth: int, start: int | None) -> str | None:
        """The next number of the list with this ``name``, in lower case; ``None`` without such a list or level."""
        numbers, abstracts = self._elements
        called = {key for key, one in abstracts.items() if (child_value(one, "name") or "").lower() == name}
        found = (number for number, item in numbers.items() if child_value(item, "abstractNumId") in called)
        number = next(found, None)
        listed = None if number is None else self._list(number)
        level = None if listed is None else listed.levels.get(depth)
        if number is None or listed is None or level is None:
            return None
        counts = self._count(number, listed, depth)
        if start is not None:
            counts[depth] = start
        return _written(listed, level, counts)

    def _level_of(self, number: str, styles: tuple[str, ...]) -> str | None:
        """The level that is linked to the nearest of these styles."""
        listed = self._list(number)
        if listed is not None:
            for name in styles:
                for depth, level in listed.levels.items():
                    if level.style == name:
                        return str(depth)
        return None

    def _list(self, number: str) -> List | None:
        if number not in self._lists:
            self._lists[number] = None if number == _NO_LIST else self._read(number)
        return self._lists[number]

    def _read(self, number: str) -> List | None:
        element = self._elements[0].get(number)
        counters, abstract = self._definition(element)
        if element is None or abstract is None:
            return None
        levels = _levels(abstract)
        starts: dict[int, int] = {}
        for override in element.iterfind(W + "lvlOverride"):
            depth = whole(override.get(W + "ilvl"), 0, 0, LEVELS - 1)
            levels.update(_levels(override))
            start = child_value(override, "startOverride")
            if start is not None:
                starts[depth] = whole(start, 1)
        return List(counters, levels, starts)

    def _definition(self, element: Any) -> tuple[str, Any]:
        """The name and element of the abstract list of a ``w:num``, following links through list styles."""
        numbers, abstracts = self._elements
        seen: set[str] = set()
        while element is not None:
            name = child_value(element, "abstractNumId") or ""
            abstract = abstracts.get(name)
            link = child_value(abstract, "numStyleLink")
            if link is None or name in seen:
                return name, abstract
            seen.add(name)
            number = self._style_sheet.numbering("numbering", link)[0]
            element = None if number is None else numbers.get(number)
        return "", None

    def _count(self, number: str, listed: List, depth: int) -> list[int | None]:
        counts = self._counts.setdefault((self.story, listed.counters), [None] * LEVELS)
        start = listed.starts.get(depth)
        if start is not None and (self.story, number, depth) not in self._started:
            self._started.add((self.story, number, depth))
            counts[depth] = start
        else:
            current, first = counts[depth], listed.levels[depth].start if start is None else start
            counts[depth] = first if current is None else current + 1
        for deeper in range(depth + 1, LEVELS):
            level = listed.levels.get(deeper)
            restart = None if level is None else level.restart
            if restart is None or depth < restart:
                counts[deeper] = None
        return counts


def _levels(parent: Any) -> dict[int, Level]:
    return {whole(item.get(W + "ilvl"), 0, 0, LEVELS - 1): _level(item) for item in parent.iterfind(W + "lvl")}


def _level(element: Any) -> Level:
    run, paragraph, restart = element.find(W + "rPr"), element.find(W + "pPr"), element.find(W + "lvlRestart")
    text = element.find(W + "lvlText")
    layout = NOTHING if paragraph is None else paragraph_properties(paragraph_key(paragraph))
    return Level(
        whole(child_value(element, "start"), 0),
        _form(element),
        "" if text is None else text.get(VALUE, "")[:LONGEST],
        child_value(element, "suff") or "tab",
        has(element, "isLgl"),
        None if restart is None else whole(restart.get(VALUE), 0, 0, LEVELS),
        child_value(element, "pStyle"),
        () if run is None else run_key(run),
        layout.indents(),
    )


def _form(level: Any) -> str:
    """The number format; of a custom one (``001, 002, …``) the first number."""
    formats = list(level.iterfind(W + "numFmt")) or list(
        level.iter(W + "numFmt")
    )  # in alternatives, the custom one first
    if not formats:
        return "decimal"
    form: str = formats[0].get(VALUE, "decimal")
    example: str = formats[0].get(W + "format", "")
    return example[:20].split(",", maxsplit=1)[0] if form == "custom" else form


def _written(listed: List, level: Level, counts: list[int | None]) -> str:
    if level.form == "bullet":
        return level.text

    def count(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        shown = listed.levels.get(depth)
        if shown is None or shown.form == "none":
            return ""
        value = counts[depth]
        return numeral(shown.start if value is None else value, "decimal" if level.decimal else shown.form)

    return _COUNTER.sub(count, level.text)


def _gap(text: str, suffix: str) -> str:
    """A space, which no one typed, unless Word puts nothing or the number ends in a full-width character.

    A bare Chinese numeral (一) keeps the space: without it nothing would part it from the text.
    """
    if not text or suffix == "nothing" or text[-1].isspace():
        return ""
    bare = text[-1].isnumeric() and text[-1].isalpha()
    return "" if unicodedata.east_asian_width(text[-1]) in ("W", "F") and not bare else " "
