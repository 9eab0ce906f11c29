"""Lines to paragraphs, over the ends of columns and pages."""

import statistics
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from pipeline.builtin.readers.pdf.continuing import leeway, tie, tie_in_cell
from pipeline.builtin.readers.pdf.frames import HANGING, Frame
from pipeline.builtin.readers.pdf.lines import Line, stretched, wide
from pipeline.builtin.readers.pdf.standing import TITLE, apart, centred, in_the_middle, right_set, to_fill_in
from pipeline.model.layout import Alignment, Container

RECENT = 8
"""How many of a paragraph's lines are asked whether another goes on."""
FARTHEST = 4.5
"""em; lines farther below each other than this are never one paragraph."""


class Group(msgspec.Struct):
    """The lines of one paragraph with their frames, and what was measured."""

    lines: list[Line]
    frames: list[Frame]
    container: Container = "body"
    alignment: Alignment | None = None
    first_indent: float | None = None
    left_indent: float | None = None
    right_indent: float | None = None
    line_pitch: float | None = None
    space_before: float | None = None


def groups(placed: Sequence[tuple[Line, Frame]], pitch: float | None, container: Container = "body") -> list[Group]:
    """The paragraphs that lines in the order of reading make up.

    ``pitch``: the distance of baselines that is usual where these lines come from.
    """
    found: list[Group] = []
    for index, (line, around) in enumerate(placed):
        how = None
        if found:
            lines, over = found[-1].lines[-RECENT:], found[-1].frames[-1]
            near = _near_pitch(placed, index, pitch, leeway(lines, line))
            how = tie_in_cell(lines, over, line, near) if container == "table" else tie(lines, over, line, around, near)
        if how is None:
            found.append(Group([line], [around], container))
        else:
            line.broken = how == "broken"
            found[-1].lines.append(line)
            found[-1].frames.append(around)
    begins = _begins(placed)
    for group in found:
        _measure(group, begins)
    for before, after in pairwise(found):
        above, below = before.lines[-1], after.lines[0]
        if above.page == below.page and below.y > above.y:
            usual = after.line_pitch or before.line_pitch or pitch
            if usual:
                after.space_before = _pt(max(below.y - above.y - usual, 0.0))
    return found


def usual_pitch(placed: Sequence[tuple[Line, Frame]]) -> float | None:
    """The commonest distance of baselines below full lines; below any, where none is full."""
    full: dict[float, int] = {}
    every: dict[float, int] = {}
    for (above, over), (below, _) in pairwise(placed):
        distance = round((below.y - above.y) * 2) / 2
        if (
            above.page == below.page
            and abs(above.size - below.size) < 0.5
            and 0.8 * below.size < distance < 3 * below.size
        ):
            every[distance] = every.get(distance, 0) + 1
            if over.right - above.x1 < 1.5 * above.size:
                full[distance] = full.get(distance, 0) + 1
    counts = full or every
    return max(counts, key=lambda distance: counts[distance]) if counts else None


def joiner(above: Line, below: Line) -> str:
    """What stands between the last character of a line and the first of the next.

    A space between Latin words, a line break (U+000B) where the author broke a title.
    """
    if below.broken:
        return "\v"
    left, right = above.text[-1], below.text[0]
    if wide(left) or wide(right) or left == "-":
        return ""
    return " "


def _near_pitch(placed: Sequence[tuple[Line, Frame]], index: int, pitch: float | None, share: float) -> float | None:
    """The usual distance of baselines; the one above the line at ``index`` where the lines around stand no closer."""
    distance = _distance(placed, index)
    if pitch is None or distance is None or distance <= pitch or not share:
        return pitch
    near = [other for other in (_distance(placed, index + 1), _distance(placed, index - 1)) if other is not None]
    alike = min(near, default=distance) >= (1 - share) * distance
    return distance if alike and distance < FARTHEST * placed[index][0].size else pitch


def _distance(placed: Sequence[tuple[Line, Frame]], index: int) -> float | None:
    """From the baseline above to that of the line at ``index``; ``None`` where the type is another."""
    if not 0 < index < len(placed):
        return None
    above, below = placed[index - 1][0], placed[index][0]
    if above.page != below.page or below.y <= above.y or abs(above.size - below.size) > 0.5:
        return None
    return below.y - above.y


def _begins(placed: Sequence[tuple[Line, Frame]]) -> set[tuple[int, int]]:
    """Where lines begin that do not stand in the middle: page and x in quarters of a pt."""
    return {(line.page, round(4 * line.x0)) for line, around in placed if not in_the_middle(line, around)}


def _measure(group: Group, begins: set[tuple[int, int]]) -> None:
    first, around = group.lines[0], group.frames[0]
    pitches = [b.y - a.y for a, b in pairwise(group.lines) if a.page == b.page and b.y > a.y]
    group.line_pitch = _pt(statistics.median(pitches)) if pitches else None
    if _all_centred(group) and not _by_chance(group, begins):
        group.alignment = "centre"
        return
    if group.container == "table" and len(group.lines) == 1:
        left, right = first.x0 - around.left, around.right - first.x1
        if abs(left - right) < 0.3 * first.size and min(left, right) > 0.1 * first.size:
            group.alignment = "centre"
            return
    if len(group.lines) == 1 and right_set(first, around) and not to_fill_in(first, around):
        group.alignment = "right"
        group.right_indent = _pt(around.right - first.x1)
        return
    rest = list(zip(group.lines[1:], group.frames[1:], strict=True))
    if not rest:
        group.first_indent = _pt(first.x0 - around.left)
        return
    left = min(line.x0 - near.left for line, near in rest)
    group.left_indent = _pt(left)
    group.first_indent = _pt(first.x0 - around.left - left)
    _measure_right(group)


def _measure_right(group: Group) -> None:
    """Whether the lines above the last end together, marks that may hang beyond the edge aside.

    Unstretched lines that do may have equally many characters, and show nothing; neither do
    ragged ones whose characters are set apart, on a grid.
    """
    upper = list(zip(group.lines[:-1], group.frames[:-1], strict=True))
    ends = [(near.right - line.x1, line) for line, near in upper]
    standing = [(gap, line) for gap, line in ends if line.text[-1] not in HANGING]
    if len(standing) < 2:
        standing = [(gap, line) for gap, line in ends if gap > -1 or line.text[-1] not in HANGING]
    if len(ends) < 2 or not standing:
        return
    em = max(group.lines[0].size, 1.0)
    gaps = [gap for gap, _ in standing]
    if max(gaps) - min(gaps) > 0.2 * em:
        if not any(apart(line) for line in group.lines):
            group.alignment = "left"
    elif any(stretched(line) for _, line in standing):
        group.alignment = "justify"
        group.right_indent = _pt(min(gaps))


def _all_centred(group: Group) -> bool:
    """Whether every line stands in the middle; a block that stands in from both edges is set to its left."""
    lines, frames = group.lines, group.frames
    if not (centred(lines[0], frames[0]) or (len(lines) > 1 and centred(lines[-1], frames[-1]))):
        return False
    return group.container == "table" or all(map(in_the_middle, lines, frames))


def _by_chance(group: Group, begins: set[tuple[int, int]]) -> bool:
    """Whether a single line stands in the middle though it begins where others do that do not."""
    first = group.lines[0]
    at = round(4 * first.x0)
    return (
        group.container == "body"
        and len(group.lines) == 1
        and first.size < TITLE
        and any((first.page, x) in begins for x in (at - 1, at, at + 1))
    )


def _pt(length: float) -> float:
    """Rounded; less than half a point is none."""
    return round(length, 2) if abs(length) > 0.5 else 0.0
