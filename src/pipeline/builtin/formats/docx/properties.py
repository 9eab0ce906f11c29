"""What one ``w:rPr`` or ``w:pPr`` says by itself, as plain values by name.

Levels of formatting are merged by name, the nearer one last.
"""

import re
from typing import Any, Final

from pipeline.builtin.formats.docx.ooxml import VALUE, W, on, points
from pipeline.model import Alignment

Values = dict[str, Any]
Key = tuple[Any, ...]

SLOTS: Final = ("ascii", "hAnsi", "eastAsia")
TOGGLES: Final = {W + "b": "bold", W + "i": "italic", W + "vanish": "hidden"}
"""On-off properties that styles toggle and direct formatting sets (ECMA-376 part 1, 17.7.3)."""

_FONTS, _SIZE, _COLOUR, _STYLE = W + "rFonts", W + "sz", W + "color", W + "rStyle"
_RUN_RELEVANT = frozenset((_FONTS, _SIZE, _COLOUR, _STYLE, *TOGGLES))
_INDENT, _SPACING, _ALIGNMENT = W + "ind", W + "spacing", W + "jc"
PARAGRAPH_STYLE, _NUMBERING = W + "pStyle", W + "numPr"
_PARAGRAPH_RELEVANT = frozenset((_INDENT, _SPACING, _ALIGNMENT, PARAGRAPH_STYLE))
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


def run_key(element: Any) -> Key:
    """What matters of a ``w:rPr``, fit to look up what it resolves to."""
    return tuple([(child.tag, *child.items()) for child in element if child.tag in _RUN_RELEVANT])


def paragraph_key(element: Any) -> Key:
    """What matters of a ``w:pPr`` except numbering, fit to look up what it resolves to."""
    return tuple([(child.tag, *child.items()) for child in element if child.tag in _PARAGRAPH_RELEVANT])


def run_values(key: Key, theme: dict[str, str]) -> Values:
    """The properties of a :func:`run_key`; a theme font takes the place of a name given beside it."""
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
            colour = attributes.get(VALUE, "")
            values["colour"] = colour.upper() if _HEX.fullmatch(colour) else None
        elif tag == _STYLE:
            values["style"] = attributes.get(VALUE)
        else:
            values[TOGGLES[tag]] = on(attributes.get(VALUE))
    return values


def _fonts(attributes: dict[str, str], theme: dict[str, str], values: Values) -> None:
    for slot in SLOTS:
        name = theme.get(attributes.get(f"{W}{slot}Theme", "")) or attributes.get(W + slot)
        if name:
            values[slot] = name
    hint = attributes.get(W + "hint")
    if hint is not None:
        values["hint"] = hint == "eastAsia"


def paragraph_values(key: Key) -> Values:
    """The properties of a :func:`paragraph_key`: lengths in pt, ``*_chars`` in characters.

    ``first`` is negative for a hanging indent.
    """
    values: Values = {}
    for tag, *items in key:
        attributes = dict(items)
        if tag == _INDENT:
            _indent(attributes, values)
        elif tag == _SPACING:
            _spacing(attributes, values)
        elif tag == _ALIGNMENT:
            values["alignment"] = _ALIGNMENTS.get(attributes.get(VALUE, ""))
        elif tag == PARAGRAPH_STYLE:
            values["style"] = attributes.get(VALUE)
    return values


def _indent(attributes: dict[str, str], values: Values) -> None:
    for name, attribute, sign in (
        ("first", "firstLine", 1),
        ("first", "hanging", -1),
        ("left", "left", 1),
        ("left", "start", 1),
        ("right", "right", 1),
        ("right", "end", 1),
    ):
        length = points(attributes.get(W + attribute))
        if length is not None:
            values[name] = sign * length
        chars = points(attributes.get(f"{W}{attribute}Chars"), 100)
        if chars is not None and (chars or sign > 0):
            values[f"{name}_chars"] = sign * chars


def _spacing(attributes: dict[str, str], values: Values) -> None:
    for name, attribute in (("before", "before"), ("after", "after")):
        length = points(attributes.get(W + attribute))
        lines = points(attributes.get(f"{W}{attribute}Lines"), 100)
        automatic = attributes.get(f"{W}{attribute}Autospacing")
        if length is not None:
            values[name] = length
        elif lines:
            values[name] = None
        if automatic is not None:
            values[f"{name}_automatic"] = on(automatic)
    pitch, rule = points(attributes.get(W + "line")), attributes.get(W + "lineRule")
    if pitch is not None:
        values["pitch"] = pitch
    if rule is not None or pitch is not None:
        values["rule"] = rule or "auto"


def numbering_of(element: Any) -> tuple[str | None, str | None] | None:
    """What a ``w:pPr`` says of numbering: (list, level), each ``None`` where it is silent."""
    found = element.find(_NUMBERING)
    if found is None:
        return None
    number, level = found.find(W + "numId"), found.find(W + "ilvl")
    return (
        None if number is None else number.get(VALUE),
        None if level is None else level.get(VALUE),
    )
