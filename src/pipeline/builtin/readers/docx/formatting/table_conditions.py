"""Which conditional formats of its table style a cell takes (ECMA-376 part 1, 17.7.6 and 17.4.55)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from pipeline.builtin.readers.docx.package.alternatives import shown_branch
from pipeline.builtin.readers.docx.package.ooxml import ALTERNATE, REMOVED, VALUE, W, on

_BITS: Final = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_CORNERS: Final = (
    ("nwCell", "firstRow", "firstCol"),
    ("neCell", "firstRow", "lastCol"),
    ("swCell", "lastRow", "firstCol"),
    ("seCell", "lastRow", "lastCol"),
)


Table = tuple[str, tuple[str, ...]]
"""The style of a table, and the formats of that style that a cell takes, the weakest first."""


class Bands(NamedTuple):
    """What the style of a table has formats for, and how wide its bands are."""

    kinds: frozenset[str]
    """Values of ``ST_TblStyleOverrideType``, such as ``firstRow``."""
    rows: int = 1
    columns: int = 1


def around_cells(
    bands_of: Callable[[str], Bands], table: Any, style: str | None
) -> Callable[[Any, int], Callable[[int], Table | None]]:
    """Return a function (row, its index) that returns a function (index of a cell) that returns the style there.

    ``bands_of`` gives the formats of a style; ``style`` is that of the ``table``.
    """
    if style is None:
        return lambda *_: _no_style
    bands = bands_of(style)
    if not bands.kinds:
        plain = (style, ())
        return lambda *_: lambda _: plain
    asks, count = _wanted(table.find(W + "tblPr")), sum(1 for _ in _own(table, W + "tr"))

    def around(row: Any, number: int) -> Callable[[int], Table | None]:
        cells = sum(1 for _ in _own(row, W + "tc"))
        return lambda cell: (style, _formats(bands, asks, number, count, cell, cells))

    return around


def _wanted(properties: Any) -> Callable[[str], bool]:
    """Whether a table with these ``w:tblPr`` asks for a kind (``firstRow``, ``noHBand``); bands are the default.

    As in Word, ``w:val`` counts only where no kind has an attribute of its own.
    """
    look = None if properties is None else properties.find(W + "tblLook")
    if look is None:
        return lambda _: False
    if any(look.get(W + name) is not None for name in _BITS):
        return lambda name: (value := look.get(W + name)) is not None and on(value)
    try:
        bits = int(look.get(VALUE, "0"), 16)
    except ValueError:
        bits = 0
    return lambda name: bool(bits & _BITS[name])


def _formats(
    bands: Bands, asks: Callable[[str], bool], row: int, rows: int, column: int, columns: int
) -> tuple[str, ...]:
    """The formats of a cell, the weakest first. Rows and columns count from 0."""
    places = {
        "firstRow": asks("firstRow") and row == 0,
        "lastRow": asks("lastRow") and row == rows - 1 and row > 0,
        "firstCol": asks("firstColumn") and column == 0,
        "lastCol": asks("lastColumn") and column == columns - 1 and column > 0,
    }
    return tuple([kind for kind in _in_order(bands, asks, places, row, column) if kind in bands.kinds])


def _in_order(
    bands: Bands, asks: Callable[[str], bool], places: dict[str, bool], row: int, column: int
) -> Iterable[str]:
    if not asks("noVBand") and not (places["firstCol"] or places["lastCol"]):
        yield f"band{_band(column - asks('firstColumn'), bands.columns)}Vert"
    if not asks("noHBand") and not (places["firstRow"] or places["lastRow"]):
        yield f"band{_band(row - asks('firstRow'), bands.rows)}Horz"
    for name in ("firstRow", "lastRow", "firstCol", "lastCol"):
        if places[name]:
            yield name
    for corner, one, other in _CORNERS:
        if places[one] and places[other]:
            yield corner


def _band(number: int, size: int) -> int:
    return 1 + number // size % 2


def _no_style(_: int) -> None:
    return None


def _own(parent: Any, tag: str) -> Iterator[Any]:
    """The elements ``tag`` of a table or row that are shown."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == ALTERNATE:
            shown = shown_branch(child)
            if shown is not None:
                yield from _own(shown, tag)
        elif len(child) and child.tag not in REMOVED:
            yield from _own(child, tag)
