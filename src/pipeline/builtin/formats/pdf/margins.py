"""The white around the type area, measured from where lines stand."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from pipeline.builtin.formats.pdf.frames import Frame
from pipeline.builtin.formats.pdf.lines import Line
from pipeline.builtin.formats.pdf.sheet import Sheet
from pipeline.model import Margins

MM = 72 / 25.4
"""pt in a mm."""
FEWEST = 5
"""Lines of the body that a page must have before they are taken to fill the type area from its left and its top."""
LEVEL = 1.5
"""pt; last lines this close are at one height."""
BASELINE = 0.75
"""Where the baseline lies in a line box, of its height from its top. Word and LibreOffice put it
between 0.70 (type centred on a grid) and 0.80 (a fixed line height): half a mm either way."""


class Reach(msgspec.Struct, frozen=True):
    """How far text goes on pages of one size: its highest and its lowest baseline, pt from the top."""

    first: float | None
    last: float | None
    """Only where at least two pages end there: pages that are full to the last line."""


def reach(pages: Sequence[Sequence[Line]]) -> Reach:
    """The reach of the pages, each given as its body lines."""
    lasts = sorted((lines[-1].y for lines in pages if lines), reverse=True)
    full = len(lasts) > 1 and lasts[0] - lasts[1] <= LEVEL
    return Reach(min((lines[0].y for lines in pages if lines), default=None), lasts[0] if full else None)


def margins(
    sheet: Sheet, lines: Sequence[Line], around: Frame | None, pitch: float | None, far: Reach | None
) -> Margins:
    """The page's margins; ``None`` for each that its text does not show.

    ``lines``: those of the body from the top. ``far``: the reach of pages like this one; a
    page that begins lower or ends higher does not show its margin. Below the last line may be
    room for less than another, so ``bottom`` is the declared margin or up to one line more.
    """
    if not lines or around is None or sheet.turn != sheet.rotation:
        return Margins()
    first, last = lines[0], lines[-1]
    sizes = Counter(line.size for line in lines)
    size = max(sizes, key=lambda size: sizes[size])
    top = bottom = None
    if pitch and far and abs(first.size - size) < 0.5 and sizes[size] >= FEWEST:
        if far.first is not None and first.y - far.first <= LEVEL:
            top = _mm(first.y - BASELINE * pitch)
        if far.last is not None and far.last - last.y <= LEVEL:
            bottom = _mm(sheet.height - last.y - (1 - BASELINE) * pitch)
    right = _mm(sheet.width - around.right) if _justified(lines, around) else None
    return Margins(top=top, right=right, bottom=bottom, left=_mm(around.left) if len(lines) >= FEWEST else None)


def _justified(lines: Sequence[Line], around: Frame) -> bool:
    """Whether lines were stretched to one right edge: they end there and are spaced differently.

    Lines that are not, end up to a character before the edge, and do not show where it is.
    """
    spacing = [
        (line.x1 - line.x0 - sum(sum(run.rights) - sum(run.lefts) for run in line.runs)) / (len(line.text) - 1)
        for line in lines
        if abs(around.right - line.x1) <= 0.75 and len(line.text) > 5
    ]
    return len(spacing) > 1 and max(spacing) - min(spacing) > 0.02


def _mm(points: float) -> float:
    return round(points / MM, 2)
