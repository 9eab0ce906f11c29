"""Cells of a table: how wide they are, which are merged away, which a tracked change touched."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from pipeline.builtin.readers.docx.formatting.revisions import reformatted
from pipeline.builtin.readers.docx.package.ooxml import VALUE, W, whole

_MERGED: Final = 63
"""The most grid columns that Word lets a cell span."""
_SPAN, _DOWN, _ACROSS = W + "gridSpan", W + "vMerge", W + "hMerge"
_ADDED, _REMOVED = W + "cellIns", W + "cellDel"


class Cell(NamedTuple):
    """What a ``w:tcPr`` says."""

    span: int = 1
    """Columns of the grid that it takes."""
    down: str | None = None
    """``restart`` where a vertical merge begins, something else where it goes on."""
    across: str | None = None
    """The same of a horizontal one."""
    added: bool = False
    removed: bool = False
    reformatted: bool = False


_PLAIN: Final = Cell()


def cell_of(element: Any) -> Cell:
    """What the properties of a ``w:tc`` say."""
    properties = element.find(W + "tcPr")
    if properties is None:
        return _PLAIN
    found = {child.tag: child.get(VALUE, "") for child in properties}
    return Cell(
        whole(found.get(_SPAN), 1, 1, _MERGED),
        found.get(_DOWN),
        found.get(_ACROSS),
        _ADDED in found,
        _REMOVED in found,
        reformatted(properties),
    )


class Merges:
    """Which cells of a table are merged away; ask for its rows in order.

    A cell that goes on with a vertical merge is merged away below one of the same columns that begins the merge or
    goes on with it. Word shows nothing of what it holds.
    """

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def row(self, cells: Iterable[Any], column: int) -> Iterator[tuple[Any, Cell, int, bool]]:
        """Each cell of a row that begins in ``column``: what it is, its column, whether it is merged away."""
        above, self._above = self._above, {}
        joined = False
        for element in cells:
            cell = cell_of(element)
            below = cell.down not in (None, "restart") and above.get(column) == cell.span
            if cell.down == "restart" or below:
                self._above[column] = cell.span
            beside = joined and cell.across not in (None, "restart")
            joined = cell.across == "restart" or beside
            yield element, cell, column, below or beside
            column += cell.span
