"""What one ``w:pPr`` says of the layout of a paragraph (ECMA-376 part 1, 17.3.1)."""

import functools
from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

import msgspec

from pipeline.builtin.readers.docx.package.ooxml import LEVELS, NUMBERING, VALUE, Key, W, hexadecimal, on, points, whole
from pipeline.model.layout import Alignment

Border = tuple[float | None, str | None]
"""(thickness in pt, colour)"""

REMEMBERED: Final = 4096
"""How many sets of properties are remembered from document to document."""

PARAGRAPH_STYLE = W + "pStyle"
_INDENT, _SPACING, _ALIGNMENT, _OUTLINE = W + "ind", W + "spacing", W + "jc", W + "outlineLvl"
_BORDERS, _SNAP, _FRAME = W + "pBdr", W + "snapToGrid", W + "framePr"
_RELEVANT = frozenset((_INDENT, _SPACING, _ALIGNMENT, _OUTLINE, _BORDERS, _SNAP, _FRAME))
_SIDES: Final = {W + side: f"border_{side}" for side in ("top", "bottom", "between")}
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


class Frame(NamedTuple):
    """The frame that a paragraph stands in (17.3.1.11)."""

    as_wide_as_text: bool
    alignment: Alignment | None


class ParagraphProperties(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """What one level of formatting says of the layout of a paragraph; ``None``: it does not say.

    Lengths are in pt, ``*_chars`` in characters, ``*_lines`` in lines.
    """

    first: float | None = None
    """The indent of the first line; negative when hanging."""
    first_chars: float | None = None
    left: float | None = None
    left_chars: float | None = None
    right: float | None = None
    right_chars: float | None = None
    before: float | None = None
    before_lines: float | None = None
    before_automatic: bool | None = None
    """Whether Word chooses the space."""
    after: float | None = None
    after_lines: float | None = None
    after_automatic: bool | None = None
    pitch: float | None = None
    """What ``rule`` explains."""
    rule: str | None = None
    """``auto``, ``atLeast`` or ``exact`` (17.18.48)."""
    alignment: Alignment | None = None
    outline: int | None = None
    """1 for the highest level, beyond :data:`LEVELS` for body text."""
    snap: bool | None = None
    """Whether lines keep to the grid of the section."""
    frame: Frame | None = None
    border_top: Border | Literal[False] | None = None
    """``False``: there is none, whatever a level farther away says."""
    border_between: Border | Literal[False] | None = None
    border_bottom: Border | Literal[False] | None = None

    def merge(self, nearer: "ParagraphProperties") -> "ParagraphProperties":
        """What both say: ``nearer`` where it says something, else this level."""
        if nearer is NOTHING:
            return self
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(nearer), strict=True)
        return ParagraphProperties(*[far if near is None else near for far, near in pairs])

    def indents(self) -> "ParagraphProperties":
        """The indents alone."""
        return ParagraphProperties(
            self.first, self.first_chars, self.left, self.left_chars, self.right, self.right_chars
        )


NOTHING: Final = ParagraphProperties()


def paragraph_key(element: Any) -> Key:
    """What matters of a ``w:pPr`` except its style and numbering, fit to look up what it resolves to."""
    return tuple(
        [
            (tag, *child.items()) if tag != _BORDERS else (tag, *[(side.tag, *side.items()) for side in child])
            for child in element
            if (tag := child.tag) in _RELEVANT
        ]
    )


@functools.lru_cache(maxsize=REMEMBERED)
def paragraph_properties(key: Key) -> ParagraphProperties:
    """The properties of a :func:`paragraph_key`."""
    if not key:
        return NOTHING
    values: dict[str, Any] = {}
    for tag, *items in key:
        if tag == _BORDERS:
            for side, *described in items:
                if side in _SIDES:
                    values[_SIDES[side]] = border(dict(described)) or False
            continue
        attributes = dict(items)
        if tag == _INDENT:
            _indent(attributes, values)
        elif tag == _SPACING:
            _spacing(attributes, values)
        elif tag == _ALIGNMENT:
            values["alignment"] = _ALIGNMENTS.get(attributes.get(VALUE, ""), "left")
        elif tag == _OUTLINE:
            values["outline"] = whole(attributes.get(VALUE), LEVELS) + 1
        elif tag == _SNAP:
            values["snap"] = on(attributes.get(VALUE))
        elif tag == _FRAME:
            alignment = _ALIGNMENTS.get(attributes.get(W + "xAlign", ""))
            values["frame"] = Frame(attributes.get(W + "w") is None, alignment)
    return ParagraphProperties(**values)


def border(attributes: Mapping[str, str]) -> Border | None:
    """A border (ECMA-376 part 1, 17.18.2): (thickness in pt, colour); ``None`` where there is none."""
    if attributes.get(VALUE, "none") in ("none", "nil"):
        return None
    return points(attributes.get(W + "sz"), 8), hexadecimal(attributes.get(W + "color"))


def _indent(attributes: dict[str, str], values: dict[str, Any]) -> None:
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


def _spacing(attributes: dict[str, str], values: dict[str, Any]) -> None:
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
