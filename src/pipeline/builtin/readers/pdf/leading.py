"""Where the baseline lies in the box of a line, which is what margins are measured to."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from pipeline.builtin.readers.pdf.lines import Line

FIXED = 0.8
"""Of a fixed height this lies above the baseline, whatever the type; measured in LibreOffice."""
MIDDLE = 0.36
"""em, measured in WPS; Chinese type reaches 0.86 em above and 0.14 em below the baseline. In the middle of its cell of
the grid, its baseline lies this much below the middle."""
SINGLE = 1.5
"""em; closer lines were set one below the other as high as they are, not at a fixed height."""
UNKNOWN = 0.75
"""Between the two; at 29 pt right to 0.5 mm either way."""
GRID = 15.6
"""pt; the grid that Word gives every Chinese document. Lines on it are one, two or more cells high."""
OFFICIAL_GRID = 28.95
"""pt; that of GB/T 9704-2012 5.2.3, which is also a usual fixed height."""
NEAR = 0.12
"""pt; how exactly pitches are measured."""
EVEN = 0.35
"""pt; how exactly distances of two lines are."""

Leading = Literal["fixed", "grid"]


def pitch_at(lines: Sequence[Line]) -> float | None:
    """The distance (pt) of baselines from the first line on, as long as it stays; ``None`` below three lines."""
    distances: list[float] = []
    for above, below in pairwise(lines):
        distance = abs(below.y - above.y)
        if abs(above.size - below.size) > 0.5 or (distances and abs(distance - distances[0]) > EVEN):
            break
        distances.append(distance)
    return sum(distances) / len(distances) if len(distances) > 1 else None


def leading(pages: Iterable[Sequence[Line]], pitch: float) -> Leading | None:
    """How lines of this pitch (pt) were set, where that shows.

    Lines of two sizes on one pitch tell: at a fixed height their baselines keep to it; in the
    middle of a grid those of larger type lie lower.
    """
    votes = {"fixed": 0, "grid": 0}
    for lines in pages:
        for above, below in pairwise(lines):
            shift = MIDDLE * (below.size - above.size)
            off = below.y - above.y
            off -= round(off / pitch) * pitch
            if abs(shift) > 2 * EVEN and below.y - above.y < 4.5 * pitch:
                votes["fixed"] += abs(off) < EVEN
                votes["grid"] += abs(off - shift) < EVEN
    if votes["fixed"] != votes["grid"]:
        return "fixed" if votes["fixed"] > votes["grid"] else "grid"
    cells = pitch / GRID
    if abs(cells - round(cells)) * GRID < NEAR:
        return "grid"
    half = abs(2 * cells - round(2 * cells)) * GRID < 2 * NEAR
    return None if half or abs(pitch - OFFICIAL_GRID) < NEAR else "fixed"


def above_baseline(how: Leading | None, pitch: float, size: float) -> float:
    """How much of a line box (pt) lies above the baseline."""
    if how == "fixed" and pitch > SINGLE * size:
        return FIXED * pitch
    return pitch / 2 + MIDDLE * size if how == "grid" else UNKNOWN * pitch
