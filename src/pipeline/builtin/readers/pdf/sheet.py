"""What an engine finds on one page, before anything is read into it."""

import re
from collections.abc import Iterable

import msgspec

from pipeline.builtin.gongwen.fonts import clean_name, font_class
from pipeline.model.layout import Style

Box = tuple[float, float, float, float]


class Fragment(msgspec.Struct, gc=False):
    """Characters drawn together in one style on one baseline.

    Coordinates are those of the page as this text is read: x along the line from the left, y
    downwards from the top, pt.
    """

    text: str
    lefts: list[float]
    rights: list[float]
    y: float
    """The baseline."""
    style: Style
    turn: int = 0
    slanted: bool = False
    hidden: bool = False
    """There, but not painted (text render mode 3, or 7 with nothing to clip)."""
    apart: bool = False
    """Whether the engine takes it for the beginning of another word than what it read before."""

    def further(self, along: float) -> "Fragment":
        """The same characters once more, so far along the line, pt."""
        lefts, rights = [x + along for x in self.lefts], [x + along for x in self.rights]
        return msgspec.structs.replace(self, lefts=lefts, rights=rights, apart=False)


class Edge(msgspec.Struct, frozen=True, gc=False):
    """A thin straight line, level or upright, in the page's user space: its middle, pt."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float | None = None
    """pt; ``None`` where the line is as thin as the device can draw."""
    colour: str | None = None
    """``RRGGBB``; ``None`` for black, and for a pattern."""


class Sheet(msgspec.Struct):
    """A page: its size as seen (pt), its visible box in user space, and what is on it."""

    number: int
    width: float
    height: float
    box: Box
    """left, bottom, right, top"""
    rotation: int = 0
    fragments: list[Fragment] = []
    edges: list[Edge] = []
    images: int = 0
    paths: int = 0
    """Lines, areas and shadings."""
    objects: int = 0
    """All that the page's content draws; 0 where it is empty or nothing in it can be decoded."""
    drawn_text: int = 0
    """How many text objects the page has, whether or not they could be decoded."""
    mute: int = 0
    """Text objects that draw something of which the engine gives no character."""
    fields: bool = False
    """Whether form fields show something to read."""
    notes: bool = False
    """Whether other annotations do: free text, stamps, watermarks."""
    cover: float = 0.0
    """The share of the page that pictures cover, 0 to 1."""
    invisible: int = 0
    """Characters left out because they are not painted."""
    beyond: int = 0
    """Characters left out because they stand outside of the page's visible box."""
    recognised: bool = False
    """Whether the text is what a program recognised in the picture of the page, behind which it lies."""
    downwards: int = 0
    """Characters that stand upright below each other: vertical writing."""
    turn: int = 0
    """The direction in which most of the text is read, as :class:`LinePlace` counts it."""

    @property
    def text(self) -> str:
        """All characters, as the engine gave them."""
        return "".join([part.text for part in self.fragments])


def scaled(sheet: Sheet, unit: float) -> Sheet:
    """The sheet with all lengths times ``unit``: a page whose user space has a unit of its own (14.11.1, UserUnit)."""
    styles: dict[Style, Style] = {}
    for part in sheet.fragments:
        part.lefts = [unit * x for x in part.lefts]
        part.rights = [unit * x for x in part.rights]
        part.y *= unit
        old = part.style
        if old not in styles:
            styles[old] = msgspec.structs.replace(old, size=round(unit * (old.size or 0.0), 2))
        part.style = styles[old]
    left, bottom, right, top = sheet.box
    return msgspec.structs.replace(
        sheet,
        width=unit * sheet.width,
        height=unit * sheet.height,
        box=(unit * left, unit * bottom, unit * right, unit * top),
        edges=[_scaled(edge, unit) for edge in sheet.edges],
    )


def _scaled(edge: Edge, unit: float) -> Edge:
    thickness = None if edge.thickness is None else unit * edge.thickness
    return Edge(unit * edge.x0, unit * edge.y0, unit * edge.x1, unit * edge.y1, thickness, edge.colour)


def seen(box: Box, turn: int, x: float, y: float) -> tuple[float, float]:
    """A point of user space as coordinates of the page read in direction ``turn``."""
    left, bottom, right, top = box
    if turn == 0:
        return x - left, top - y
    if turn == 90:
        return y - bottom, x - left
    if turn == 180:
        return right - x, y - bottom
    return top - y, right - x


def unseen(box: Box, turn: int, x: float, y: float) -> tuple[float, float]:
    """The inverse of :func:`seen`."""
    left, bottom, right, top = box
    if turn == 0:
        return left + x, top - y
    if turn == 90:
        return left + y, bottom + x
    if turn == 180:
        return right - x, bottom + y
    return right - y, top - x


def main_turn(fragments: Iterable[Fragment]) -> int:
    """The direction in which most characters are read; 0 for none."""
    counts = {0: 0}
    for fragment in fragments:
        if not fragment.slanted:
            counts[fragment.turn] = counts.get(fragment.turn, 0) + len(fragment.text)
    return max(counts, key=lambda turn: counts[turn])


_BOLD = re.compile(r"bold|heavy|black(?![a-z])|demi(?!light)|[-_,](?:bd|blk|hv|medi)(?![a-hj-z])|^(?:cm|sf)\w*bx")
_ITALIC = re.compile(r"italic|ital$|oblique|slanted|[-_,](?:it|obl)(?![a-z])|^cm(?:ti|sl|mi)\d")
FORCE_BOLD, ITALIC = 1 << 18, 1 << 6
"""Flags of a font descriptor (ISO 32000-1, 9.8.2)."""


PRINTERS_BLACK = (0x23, 0x1F, 0x20)
"""What pdfium makes of ``0 0 0 1 k``."""


def painted(colour: Iterable[int]) -> str | None:
    """``RRGGBB`` of red, green and blue of 0 to 255; ``None`` for black, that of printers included."""
    rgb = tuple(colour)
    return None if not any(rgb) or rgb == PRINTERS_BLACK else "{:02X}{:02X}{:02X}".format(*rgb)


def measured_style(
    name: str, size: float, *, stroked: bool | None, slanted: bool, colour: tuple[int, int, int] | None, flags: int = 0
) -> Style:
    """The style of characters in the font called ``name``.

    ``stroked``: filled and outlined, or drawn twice, which is how bold is made of a font without
    one; ``None`` where the engine does not know. ``colour``: red, green, blue of 0 to 255.
    ``flags``: those of the font's descriptor.
    """
    name = clean_name(name)
    lower = name.lower()
    return Style(
        font=name or None,
        font_class=font_class(name),
        size=round(size, 2),
        bold=bool(flags & FORCE_BOLD) or _BOLD.search(lower) is not None or stroked,
        italic=slanted or bool(flags & ITALIC) or _ITALIC.search(lower) is not None,
        colour=painted(colour) if colour else None,
    )
