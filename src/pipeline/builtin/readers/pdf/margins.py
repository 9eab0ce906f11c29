"""The white around the type area, measured from where lines stand."""

import bisect
import statistics
from collections.abc import Sequence

from pipeline.builtin.readers.pdf.frames import Frame
from pipeline.builtin.readers.pdf.leading import Leading, above_baseline, leading, pitch_at
from pipeline.builtin.readers.pdf.lines import Line
from pipeline.builtin.readers.pdf.sheet import Sheet
from pipeline.model.layout import Margins

MM = 72 / 25.4
"""pt in a mm."""
FEWEST = 5
"""Lines of the body that a page must have before they are taken to fill the type area from its left and its top."""
LEVEL = 1.5
"""pt; last lines this close are at one height."""
SEEN = 30
"""Pages that are asked how lines were set."""
HANGING = "，。、；：？！,.;:?!”’）》」』"
"""What may stand beyond the edge of the text."""
STRAIGHT = 0.75
"""pt; how exactly lines end at one edge."""
SPACED = 3.0
"""pt; lines with so much white behind every character have some behind the last one too."""
MOST = 50
INK = 0.86
"""em; no type area begins lower than this above its first baseline."""


class Alike:
    """Pages of one size, each given as its body lines from the top, and how far down their type area goes."""

    def __init__(self, pages: Sequence[Sequence[Line]], pitch: float | None) -> None:
        """``pitch``: the usual distance of baselines, pt."""
        self._pages = [lines for lines in pages if lines]
        self._pitch = pitch
        self._leadings: dict[float, Leading | None] = {}
        lasts = sorted((lines[-1].y for lines in self._pages), reverse=True)
        self._last = lasts[0] if len(lasts) > 1 and lasts[0] - lasts[1] <= LEVEL else None
        self._highest = self._usual_top()

    def _usual_top(self) -> float | None:
        """Where most pages begin, pt; ``None`` where one page alone tells, and another begins higher."""
        tops = sorted(top for lines in self._pages if (top := self._box(lines)) is not None)
        if not tops:
            return None
        counts = [bisect.bisect_right(tops, top + LEVEL) - at for at, top in enumerate(tops)]
        most = counts.index(max(counts))
        if counts[most] == 1 and any(lines[0].y - INK * lines[0].size < tops[most] - LEVEL for lines in self._pages):
            return None
        return tops[most]

    def _box(self, lines: Sequence[Line]) -> float | None:
        """Where the box of the first line begins, pt; ``None`` where it is none of the body."""
        pitch = pitch_at(lines) or self._pitch
        return lines[0].y - self._above(pitch, lines[0].size) if pitch and _usual(lines, lines[0]) else None

    def _above(self, pitch: float, size: float) -> float:
        key = round(pitch, 1)
        if key not in self._leadings:
            self._leadings[key] = leading(self._pages[:SEEN], pitch)
        return above_baseline(self._leadings[key], pitch, size)

    def top(self, lines: Sequence[Line]) -> float | None:
        """The top of the type area, pt, as a page shows it that begins as high as most."""
        top = self._box(lines)
        return None if top is None or self._highest is None or top - self._highest > LEVEL else top

    def bottom(self, lines: Sequence[Line]) -> float | None:
        """Where the box of the last line ends, pt, on a page that is full to the last line."""
        last = lines[-1]
        pitch = pitch_at(lines[::-1]) or self._pitch
        if not pitch or self._last is None or self._last - last.y > LEVEL or not _usual(lines, last):
            return None
        return last.y + pitch - self._above(pitch, last.size)


def margins(sheet: Sheet, lines: Sequence[Line], around: Frame | None, alike: Alike) -> Margins:
    """The page's margins; ``None`` for each that its text does not show.

    ``lines``: those of the body from the top. A page that begins lower than the ``alike``, or
    ends higher, does not show its margin. Below the last line may be room for less than
    another, so ``bottom`` is the declared margin or up to one line more.
    """
    if not lines or around is None or sheet.turn != sheet.rotation:
        return Margins()
    right = _edge(lines, around)
    top, bottom = alike.top(lines), alike.bottom(lines)
    return Margins(
        top=None if top is None else _mm(top),
        right=None if right is None else _mm(sheet.width - right),
        bottom=None if bottom is None else _mm(sheet.height - bottom),
        left=_mm(around.left) if len(lines) >= FEWEST else None,
    )


def _usual(lines: Sequence[Line], line: Line) -> bool:
    """Whether the line is of a size that several lines of the page have."""
    return sum(abs(other.size - line.size) < 0.5 for other in lines) >= FEWEST


def _edge(lines: Sequence[Line], around: Frame) -> float | None:
    """The outermost edge, pt, that lines were stretched to: they end there and are spaced differently.

    Lines that are not, end up to a character before the edge, here and there, and do not show
    where it is. Signs may hang beyond it.
    """
    ends = sorted(
        (
            (line.x1, (line.x1 - line.x0 - sum(sum(run.rights) - sum(run.lefts) for run in line.runs)) / (count - 1))
            for line in lines
            if (count := len(line.text)) > 5
            and line.text[-1] not in HANGING
            and around.right - 1.1 * line.size <= line.x1 <= around.right + STRAIGHT
        ),
        reverse=True,
    )
    for at, (x1, _) in enumerate(ends[:MOST]):
        near = [spacing for x, spacing in ends[at:] if x1 - x <= STRAIGHT]
        usual = statistics.median(near)
        stretched = sum(abs(spacing - usual) > 0.02 for spacing in near)
        if usual < SPACED and stretched > len(ends) - len(near):
            return x1
    return None


def _mm(points: float) -> float:
    return round(points / MM, 2)
