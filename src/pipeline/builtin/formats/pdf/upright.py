"""Vertical writing that is drawn character by character, as LibreOffice and Word draw it."""

from collections.abc import Iterable

from pipeline.builtin.formats.pdf.sheet import Fragment, Sheet, main_turn
from pipeline.builtin.formats.pdf.lines import wide

STEP = (0.8, 2.5)
"""em from one character down to the next."""
FEWEST, SHARE = 10, 0.3
"""So many characters, and such a share of the page's, stand below each other where writing is vertical."""
BELOW = 0.12
"""em; how far type reaches below the baseline."""


def stack(sheet: Sheet) -> None:
    """Make columns, which are read downwards, of upright characters that are drawn from the top down."""
    columns = _columns(sheet.fragments)
    stacked = sum(len(column) for column in columns if len(column) > 1)
    if stacked < FEWEST or stacked <= SHARE * sum(len(part.text) for part in sheet.fragments):
        return
    width = sheet.box[2] - sheet.box[0]
    sheet.fragments = [
        _turned(column, width) if len(column) > 1 or _stands(column[0]) else column[0] for column in columns
    ]
    sheet.turn = main_turn(sheet.fragments)
    sheet.downwards = stacked


def _columns(parts: Iterable[Fragment]) -> list[list[Fragment]]:
    columns: list[list[Fragment]] = []
    for part in parts:
        if columns and _below(columns[-1][-1], part):
            columns[-1].append(part)
        else:
            columns.append([part])
    return columns


def _below(upper: Fragment, lower: Fragment) -> bool:
    """Whether both are single upright characters, the second right below the first."""
    size = upper.style.size or 0.0
    return (
        _stands(upper)
        and _stands(lower)
        and STEP[0] * size < lower.y - upper.y < STEP[1] * size
        and abs(lower.lefts[0] - upper.lefts[0]) < 0.5 * size
    )


def _stands(part: Fragment) -> bool:
    return len(part.text) == 1 and part.turn == 0 and wide(part.text)


def _turned(column: list[Fragment], width: float) -> Fragment:
    """One fragment read downwards; the page is ``width`` pt wide."""
    first = column[0]
    size = first.style.size or 0.0
    tops = [part.y - (1 - BELOW) * size for part in column]
    return Fragment(
        "".join(part.text for part in column),
        tops,
        [top + size for top in tops],
        width - first.lefts[0] - BELOW * size,
        first.style,
        270,
    )
