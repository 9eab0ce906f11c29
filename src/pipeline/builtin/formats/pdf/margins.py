"""The white around the type area, measured from where lines stand."""

from collections.abc import Sequence

from pipeline.builtin.formats.pdf.lines import Line
from pipeline.builtin.formats.pdf.paragraphs import Frame
from pipeline.builtin.formats.pdf.sheet import Sheet
from pipeline.model import Margins

MM = 72 / 25.4
"""pt in a mm."""
BASELINE = 0.75
"""Where the baseline lies in a line box, of its height from its top. Word and LibreOffice put it
between 0.70 (type centred on a grid) and 0.80 (a fixed line height): half a mm either way."""


def margins(
    sheet: Sheet, lines: Sequence[Line], around: Frame | None, pitch: float | None, *, goes_on: bool
) -> Margins:
    """The page's margins; ``None`` for each that its text does not show.

    ``lines``: those of the body from the top. ``goes_on``: whether the text runs over to the
    next page, so that this one is full. What the last line leaves below it may be less than a
    line high, so ``bottom`` is the declared margin or up to one line more.
    """
    if not lines or around is None or sheet.turn != sheet.rotation:
        return Margins()
    first, last = lines[0], lines[-1]
    full = [line for line in lines if abs(around.right - line.x1) <= 0.75]
    size = max({line.size for line in lines}, key=lambda size: sum(line.size == size for line in lines))
    return Margins(
        top=_mm(first.y - BASELINE * pitch) if pitch and abs(first.size - size) < 0.5 else None,
        right=_mm(sheet.width - around.right) if len(full) > 1 else None,
        bottom=_mm(sheet.height - last.y - (1 - BASELINE) * pitch) if pitch and goes_on else None,
        left=_mm(around.left),
    )


def _mm(points: float) -> float:
    return round(points / MM, 2)
