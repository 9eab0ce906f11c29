"""What one ``w:rPr`` says of the characters of a run (ECMA-376 part 1, 17.3.2)."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec

from pipeline.builtin.readers.docx.package.ooxml import VALUE, Key, W, hexadecimal, on, points

REMEMBERED: Final = 4096
"""How many sets of properties are remembered from document to document."""
AUTOMATIC: Final = ""
"""The colour of text that says ``auto``: no colour, whatever a level farther away says."""

_SLOTS: Final = (("ascii", "ascii"), ("hAnsi", "other"), ("eastAsia", "east"))
"""(attribute of ``w:rFonts``, name of the property)"""
_NAMED: Final = {name: W + slot for slot, name in _SLOTS}
_THEME: Final = {name: f"{W}{slot}Theme" for slot, name in _SLOTS}
_THEMED: Final = frozenset(_THEME.values())
_HINT: Final = W + "hint"
_FONTS, _SIZE, _COLOUR, _STYLE = W + "rFonts", W + "sz", W + "color", W + "rStyle"
_TOGGLES: Final = {W + "b": "bold", W + "i": "italic", W + "vanish": "hidden"}
_RELEVANT = frozenset((_FONTS, _SIZE, _COLOUR, _STYLE, *_TOGGLES))


class RunProperties(msgspec.Struct, frozen=True, gc=False):
    """What one level of formatting says of characters; ``None``: it does not say."""

    ascii: str | None = None
    """The font of ASCII characters."""
    other: str | None = None
    """The font of other characters, but for those of East Asia."""
    east: str | None = None
    """The font of East Asian characters."""
    hint: bool | None = None
    """Whether characters that may be of either kind count as East Asian."""
    size: float | None = None
    """pt"""
    colour: str | None = None
    """``RRGGBB``, or :data:`AUTOMATIC`."""
    style: str | None = None
    """The character style; of direct formatting alone."""
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None

    def merge(self, nearer: "RunProperties") -> "RunProperties":
        """What both say: ``nearer`` where it says something, else this level."""
        if nearer is NOTHING:
            return self
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(nearer), strict=True)
        return RunProperties(*[far if near is None else near for far, near in pairs])


NOTHING: Final = RunProperties()


def toggled(direct: bool | None, default: bool | None, styles: Iterable[bool | None]) -> bool:
    """Whether a toggle property is on (ECMA-376 part 1, 17.7.3).

    ``direct`` formatting settles it. Else it is on where the document's ``default`` is, or where an odd number of
    the ``styles`` around turn it on: one each of the table, the paragraph and the characters, parents merged.
    """
    if direct is not None:
        return direct
    return bool(default) or sum(map(bool, styles)) % 2 == 1


_remembered: dict[Key, RunProperties] = {}


def run_key(element: Any) -> Key:
    """What matters of a ``w:rPr``, fit to look up what it resolves to."""
    return tuple([(tag, *child.items()) for child in element if (tag := child.tag) in _RELEVANT])


def run_properties(key: Key, theme: Callable[[], dict[str, str]]) -> RunProperties:
    """The properties of a :func:`run_key`; a theme font takes the place of a name given beside it.

    ``theme`` gives the fonts by the theme's words, and is called only where there is such a word.
    """
    known = _remembered.get(key)
    if known is not None:
        return known
    found = _read(key, theme) if key else NOTHING
    if not any(word in _THEMED for tag, *items in key if tag == _FONTS for word, _ in items):
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()
        _remembered[key] = found
    return found


def _read(key: Key, theme: Callable[[], dict[str, str]]) -> RunProperties:
    values: dict[str, Any] = {}
    for tag, *items in key:
        attributes = dict(items)
        if tag == _FONTS:
            values |= _fonts(attributes, theme)
        elif tag == _SIZE:
            size = points(attributes.get(VALUE), 2)
            if size:
                values["size"] = size
        elif tag == _COLOUR:
            values["colour"] = hexadecimal(attributes.get(VALUE)) or AUTOMATIC
        elif tag == _STYLE:
            values["style"] = attributes.get(VALUE)
        else:
            values[_TOGGLES[tag]] = on(attributes.get(VALUE))
    return RunProperties(**values)


def _fonts(attributes: dict[str, str], theme: Callable[[], dict[str, str]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for _, slot in _SLOTS:
        word, name = attributes.get(_THEME[slot]), attributes.get(_NAMED[slot])
        if word:
            name = theme().get(word) or name
        if name:
            values[slot] = name
    hint = attributes.get(_HINT)
    if hint is not None:
        values["hint"] = hint == "eastAsia"
    return values
