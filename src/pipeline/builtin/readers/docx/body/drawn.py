"""Level lines among shapes (DrawingML: ECMA-376 part 1, 20.4 and 20.1.9; VML: part 4, 19.1.2).

Word draws 红色分隔线 and the lines of a 版记 as a line, a connector or a very flat rectangle.
Lines inside groups and canvases are parts of pictures and are not taken up.
"""

import re
from typing import Any, Final, NamedTuple

from pipeline.builtin.readers.docx.package.ooxml import OFFICE, WP, A, V, hexadecimal

SHORTEST: Final = 30.0
"""A line across the text is at least so long, in mm."""
FLAT: Final = 2.0
"""The height up to which a rectangle is a line, in mm."""
SLOPE: Final = 0.02
"""The height of a level line by its length, at most."""
BELOW: Final = 3.0
"""From how far below the top of its paragraph a line stands under the paragraph's text, in mm."""

_EMU, _POINT = 1 / 36_000, 25.4 / 72
_LINES: Final = frozenset(("line", "straightConnector1"))
_VML_LINES: Final = ("_t20", "_t32")
"""How the type of a ``v:shape`` ends that is a line or a straight connector."""
_LENGTH: Final = re.compile(r"\s*(-?\d{0,6}(?:\.\d{1,9})?)\s*(pt|in|cm|mm|px|)\s*")
_UNITS: Final = {"pt": _POINT, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": 25.4 / 96}
_COLOURS: Final = {
    "red": "FF0000", "black": "000000", "white": "FFFFFF", "blue": "0000FF", "green": "008000", "yellow": "FFFF00",
    "gray": "808080", "silver": "C0C0C0", "maroon": "800000", "navy": "000080", "purple": "800080",
}  # fmt: skip

Offset = tuple[str, float | str]
"""(``page``, ``margin``, ``column`` … that it is counted from, mm from there or ``left``, ``center``, ``right``)."""


class Drawn(NamedTuple):
    """A level line. Lengths in mm."""

    thickness: float | None
    colour: str | None
    length: float
    left: Offset | None
    top: Offset | None

    @property
    def below(self) -> bool:
        """Whether it stands under the first line of the paragraph that it is anchored in."""
        frame, offset = self.top or ("", 0.0)
        return frame in ("paragraph", "line", "text") and isinstance(offset, float) and offset > BELOW


def drawing_line(holder: Any) -> Drawn | None:
    """The line that a ``wp:anchor`` or ``wp:inline`` is."""
    shape = holder.find(f"{A}graphic/{A}graphicData/{{*}}wsp/{{*}}spPr")
    geometry = None if shape is None else shape.find(A + "prstGeom")
    extent = holder.find(WP + "extent")
    if geometry is None or extent is None:
        return None
    length, height = _emu(extent.get("cx")), _emu(extent.get("cy"))
    if length is None or height is None or length < SHORTEST:
        return None
    kind, outline = geometry.get("prst"), shape.find(A + "ln")
    if kind in _LINES and height <= SLOPE * length:
        if outline is not None and outline.find(A + "noFill") is not None:
            return None
        thickness = None if outline is None else _emu(outline.get("w"))
        colour = _fill(outline)
    elif kind == "rect" and height <= FLAT:
        thickness, colour = height, _fill(shape)
        if colour is None:
            return None
    else:
        return None
    return Drawn(thickness, colour, length, _position(holder, "positionH"), _position(holder, "positionV"))


def _fill(element: Any) -> str | None:
    colour = None if element is None else element.find(f"{A}solidFill/{A}srgbClr")
    return None if colour is None else hexadecimal(colour.get("val"))


def _emu(value: str | None) -> float | None:
    if value is None or len(value) > 12 or not value.isdecimal():
        return None
    return round(int(value) * _EMU, 3)


def _position(holder: Any, name: str) -> Offset | None:
    place = holder.find(WP + name)
    if place is None:
        return None
    frame = place.get("relativeFrom", "")
    offset, align = place.find(WP + "posOffset"), place.find(WP + "align")
    if align is not None:
        return frame, (align.text or "").strip()
    text = "" if offset is None else (offset.text or "").strip()
    length = _emu(text.lstrip("-"))
    return None if length is None else (frame, -length if text.startswith("-") else length)


def vml_line(element: Any) -> Drawn | None:
    """The line that a ``v:line``, ``v:shape`` or ``v:rect`` is."""
    style = _style(element)
    width, height = _length(style.get("width")), _length(style.get("height"))
    left, top = _length(style.get("margin-left")), _length(style.get("margin-top"))
    if element.tag == V + "line" and element.get("from") and element.get("to"):
        ends = [_point(element.get(name)) for name in ("from", "to")]
        (x0, y0), (x1, y1) = ends
        if None not in (x0, y0, x1, y1):
            width, height, left, top = abs(x1 - x0), abs(y1 - y0), min(x0, x1), min(y0, y1)
    rule = element.get(OFFICE + "hr") in ("t", "true")
    if height is None or ((width is None or width < SHORTEST) and not rule):
        return None
    stroke = element.find(V + "stroke")
    line = element.tag == V + "line" or element.get("type", "").endswith(_VML_LINES)
    if line and height <= SLOPE * (width or 0.0):
        if element.get("stroked") in ("f", "false"):
            return None
        weight = element.get("strokeweight") or (None if stroke is None else stroke.get("weight"))
        colour = element.get("strokecolor") or (None if stroke is None else stroke.get("color"))
        thickness = _length(weight)
    elif element.tag == V + "rect" and height <= FLAT:
        thickness, colour = height, element.get("fillcolor")
    else:
        return None
    return Drawn(
        None if thickness is None else round(thickness, 3),
        _colour(colour),
        round(width or 0.0, 3),
        _placed(style, "horizontal", left),
        _placed(style, "vertical", top),
    )


def _style(element: Any) -> dict[str, str]:
    pairs = (entry.partition(":") for entry in element.get("style", "").split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _length(text: str | None) -> float | None:
    match = None if text is None else _LENGTH.fullmatch(text)
    if match is None or not match[1].strip("-."):
        return None
    return float(match[1]) * _UNITS[match[2]]


def _point(text: str) -> tuple[Any, Any]:
    x, _, y = text.partition(",")
    return _length(x or "0"), _length(y or "0")


def _placed(style: dict[str, str], axis: str, offset: float | None) -> Offset | None:
    frame = style.get(f"mso-position-{axis}-relative", "text")
    align = style.get(f"mso-position-{axis}", "absolute")
    if align != "absolute":
        return frame, align
    return None if offset is None else (frame, round(offset, 3))


def _colour(text: str | None) -> str | None:
    word = (text or "").split(" ")[0].lower()
    if word.startswith("#"):
        digits = word[1:]
        return hexadecimal("".join([digit * 2 for digit in digits]) if len(digits) == 3 else digits)
    return _COLOURS.get(word)


def word_art(element: Any) -> tuple[str, dict[str, str], str | None]:
    """What a ``v:textpath`` shows: (its text, its style by property, the colour of its letters)."""
    text = element.get("string", "").replace("\r\n", "\v").replace("\n", "\v").replace("\r", "\v")
    shape = element.getparent()
    return text, _style(element), None if shape is None else _colour(shape.get("fillcolor"))
