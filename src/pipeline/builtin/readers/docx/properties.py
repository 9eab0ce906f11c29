"""What one ``w:rPr`` or ``w:pPr`` says by itself, as plain values by name.

Levels of formatting are merged by name, the nearer one last.
"""

import functools
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from pipeline.builtin.readers.docx.ooxml import LEVELS, NUMBERING, VALUE, W, on, points, whole
from pipeline.model.layout import Alignment

Values = dict[str, Any]
Key = tuple[Any, ...]
Border = tuple[float | None, str | None]

REMEMBERED: Final = 4096
"""How many sets of properties are remembered from document to document."""

SLOTS: Final = ("ascii", "hAnsi", "eastAsia")
TOGGLES: Final = {W + "b": "bold", W + "i": "italic", W + "vanish": "hidden"}
"""On-off properties that styles toggle and direct formatting sets (ECMA-376 part 1, 17.7.3)."""

_NAMED: Final = {slot: W + slot for slot in SLOTS}
_THEME: Final = {slot: f"{W}{slot}Theme" for slot in SLOTS}
_THEMED: Final = frozenset(_THEME.values())
_HINT: Final = W + "hint"
_FONTS, _SIZE, _COLOUR, _STYLE = W + "rFonts", W + "sz", W + "color", W + "rStyle"
_RUN_RELEVANT = frozenset((_FONTS, _SIZE, _COLOUR, _STYLE, *TOGGLES))
_INDENT, _SPACING, _ALIGNMENT = W + "ind", W + "spacing", W + "jc"
PARAGRAPH_STYLE, _OUTLINE = W + "pStyle", W + "outlineLvl"
_BORDERS, _SNAP, _FRAME = W + "pBdr", W + "snapToGrid", W + "framePr"
_PARAGRAPH_RELEVANT = frozenset((_INDENT, _SPACING, _ALIGNMENT, _OUTLINE, _BORDERS, _SNAP, _FRAME))
_SIDES: Final = {W + side: f"border_{side}" for side in ("top", "bottom", "between")}
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "center": "centre",
    "both": "justify",
    "distribute": "justify",
    "thaiDistribute": "justify",
    "lowKashida": "justify",
    "mediumKashida": "justify",
    "highKashida": "justify",
}
_INDENTS: Final = (
    (W + "firstLine", "first", 1),
    (W + "hanging", "first", -1),
    (W + "left", "left", 1),
    (W + "start", "left", 1),
    (W + "right", "right", 1),
    (W + "end", "right", 1),
)
"""(attribute, name of the value, sign); of two with one name the later wins."""
_INDENTS_IN_CHARACTERS: Final = tuple((f"{word}Chars", f"{name}_chars", sign) for word, name, sign in _INDENTS)


_remembered: dict[Key, Values] = {}


def run_key(element: Any) -> Key:
    """What matters of a ``w:rPr``, fit to look up what it resolves to."""
    return tuple([(tag, *child.items()) for child in element if (tag := child.tag) in _RUN_RELEVANT])


def paragraph_key(element: Any) -> Key:
    """What matters of a ``w:pPr`` except its style and numbering, fit to look up what it resolves to."""
    return tuple(
        [
            (tag, *child.items()) if tag != _BORDERS else (tag, *[(side.tag, *side.items()) for side in child])
            for child in element
            if (tag := child.tag) in _PARAGRAPH_RELEVANT
        ]
    )


def run_values(key: Key, theme: Callable[[], dict[str, str]]) -> Values:
    """The properties of a :func:`run_key`; a theme font takes the place of a name given beside it.

    ``theme`` gives the fonts by the theme's words, and is called only where there is such a word.
    Not to be changed.
    """
    known = _remembered.get(key)
    if known is not None:
        return known
    values = _run_values(key, theme)
    if not any(word in _THEMED for tag, *items in key if tag == _FONTS for word, _ in items):
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()
        _remembered[key] = values
    return values


def _run_values(key: Key, theme: Callable[[], dict[str, str]]) -> Values:
    values: Values = {}
    for tag, *items in key:
        attributes = dict(items)
        if tag == _FONTS:
            _fonts(attributes, theme, values)
        elif tag == _SIZE:
            size = points(attributes.get(VALUE), 2)
            if size:
                values["size"] = size
        elif tag == _COLOUR:
            values["colour"] = hexadecimal(attributes.get(VALUE))
        elif tag == _STYLE:
            values["style"] = attributes.get(VALUE)
        else:
            values[TOGGLES[tag]] = on(attributes.get(VALUE))
    return values


def _fonts(attributes: dict[str, str], theme: Callable[[], dict[str, str]], values: Values) -> None:
    for slot in SLOTS:
        word, name = attributes.get(_THEME[slot]), attributes.get(_NAMED[slot])
        if word:
            name = theme().get(word) or name
        if name:
            values[slot] = name
    hint = attributes.get(_HINT)
    if hint is not None:
        values["hint"] = hint == "eastAsia"


@functools.lru_cache(maxsize=REMEMBERED)
def paragraph_values(key: Key) -> Values:
    """The properties of a :func:`paragraph_key`: lengths in pt, ``*_chars`` in characters, ``*_lines`` in lines.

    ``first`` is negative for a hanging indent; ``outline`` is 1 for the highest level, beyond
    :data:`LEVELS` for body text. Not to be changed.
    """
    values: Values = {}
    for tag, *items in key:
        if tag == _BORDERS:
            for side, *described in items:
                if side in _SIDES:
                    values[_SIDES[side]] = border(dict(described))
            continue
        attributes = dict(items)
        if tag == _INDENT:
            _indent(attributes, values)
        elif tag == _SPACING:
            _spacing(attributes, values)
        elif tag == _ALIGNMENT:
            values["alignment"] = _ALIGNMENTS.get(attributes.get(VALUE, ""))
        elif tag == _OUTLINE:
            values["outline"] = whole(attributes.get(VALUE), LEVELS) + 1
        elif tag == _SNAP:
            values["snap"] = on(attributes.get(VALUE))
        elif tag == _FRAME:
            values["framed"] = attributes.get(W + "w") is None
            values["frame_alignment"] = _ALIGNMENTS.get(attributes.get(W + "xAlign", ""))
    return values


def border(attributes: Mapping[str, str]) -> Border | None:
    """A border (ECMA-376 part 1, 17.18.2): (thickness in pt, colour); ``None`` where there is none."""
    if attributes.get(VALUE, "none") in ("none", "nil"):
        return None
    return points(attributes.get(W + "sz"), 8), hexadecimal(attributes.get(W + "color"))


def hexadecimal(colour: str | None) -> str | None:
    """``colour`` as ``RRGGBB``; ``None`` for automatic and whatever else is none."""
    return colour.upper() if colour and _HEX.fullmatch(colour) else None


def _indent(attributes: dict[str, str], values: Values) -> None:
    for attribute, name, sign in _INDENTS:
        if attribute in attributes:
            length = points(attributes[attribute])
            if length is not None:
                values[name] = sign * length
    for attribute, name, sign in _INDENTS_IN_CHARACTERS:
        if attribute in attributes:
            chars = points(attributes[attribute], 100)
            if chars is not None and (chars or sign > 0):
                values[name] = sign * chars


def _spacing(attributes: dict[str, str], values: Values) -> None:
    for name, attribute in (("before", "before"), ("after", "after")):
        length = points(attributes.get(W + attribute))
        lines = points(attributes.get(f"{W}{attribute}Lines"), 100)
        automatic = attributes.get(f"{W}{attribute}Autospacing")
        if length is not None:
            values[name] = length
        if lines is not None:
            values[f"{name}_lines"] = lines
        if automatic is not None:
            values[f"{name}_automatic"] = on(automatic)
    pitch, rule = points(attributes.get(W + "line")), attributes.get(W + "lineRule")
    if pitch is not None:
        values["pitch"] = abs(pitch)
    if rule is not None or pitch is not None:
        values["rule"] = rule or "auto"


def numbering_of(element: Any) -> tuple[str | None, str | None] | None:
    """What a ``w:pPr`` says of numbering: (list, level), each ``None`` where it is silent."""
    found = element.find(NUMBERING)
    return None if found is None else list_of(found)


def list_of(found: Any) -> tuple[str | None, str | None]:
    """What a ``w:numPr`` says: (list, level), each ``None`` where it is silent."""
    number, level = found.find(W + "numId"), found.find(W + "ilvl")
    return (
        None if number is None else number.get(VALUE),
        None if level is None else level.get(VALUE),
    )
