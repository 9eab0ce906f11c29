"""Vertical writing: upright characters, read downwards in columns from the right."""

from collections.abc import Iterable, Sequence

from pipeline.builtin.readers.pdf.lines import wide
from pipeline.builtin.readers.pdf.sheet import Fragment, Sheet, main_turn
from pipeline.model.layout import Style

STEP = (0.8, 2.5)
"""em from one character down to the next."""
FEWEST, SHARE = 10, 0.3
"""So many characters, and such a share of the page's, stand below each other where writing is vertical."""
BELOW = 0.12
"""em; how far type reaches below the baseline."""


def stack(sheet: Sheet) -> None:
    """Make columns of characters that are drawn one by one from the top down, as LibreOffice draws them."""
    columns = _columns(sheet.fragments)
    stacked = sum(len(parts) for parts in columns if len(parts) > 1)
    if stacked < FEWEST or stacked <= SHARE * sum(len(part.text) for part in sheet.fragments):
        return
    width = sheet.box[2] - sheet.box[0]
    sheet.fragments = [_turned(parts, width) if len(parts) > 1 or _stands(parts[0]) else parts[0] for parts in columns]
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


def column(text: str, places: Sequence[tuple[float, float]], style: Style, width: float) -> Fragment:
    """Upright characters below each other as one fragment read downwards.

    ``places``: where each would begin on a level baseline, from the left and the top of a page of
    ``width`` pt.
    """
    size = style.size or 0.0
    tops: list[float] = []
    for char, (_, y) in zip(text, places, strict=True):
        blank = char.isspace() and tops  # without a glyph of its own, pdfium gives it no origin of vertical writing
        tops.append(tops[-1] + size if blank else y - (1 - BELOW) * size)
    x = next((x for char, (x, _) in zip(text, places, strict=True) if not char.isspace()), places[0][0])
    return Fragment(text, tops, [top + size for top in tops], width - x - BELOW * size, style, 270)


def _turned(parts: Sequence[Fragment], width: float) -> Fragment:
    places = [(part.lefts[0], part.y) for part in parts]
    return column("".join(part.text for part in parts), places, parts[0].style, width)
