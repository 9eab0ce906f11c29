"""Lines to paragraphs, over the ends of columns and pages."""

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from pipeline.builtin.formats.pdf.lines import Line, wide
from pipeline.model import Alignment, Container, Style

TITLE = 18.0
"""pt (小二); centred lines of this size and above are one title."""
NUMBERED = re.compile(
    r"[一二三四五六七八九十百]{1,4}[、．.]|[（(][一二三四五六七八九十百\d]{1,4}[)）]|\d{1,2}[.．、](?!\d)"
    r"|\d{1,2}[)）]|\d+(?:\.\d+)+\s|[①-⑳]|第[一二三四五六七八九十百零〇千\d]+[条章节款编部]|附件\d*[：:]"
    r"|[●•■◆▪○□✓➢·\uf06c\uf06e\uf0b7\uf0d8\uf0fc]"
)
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_LEADS = "第、，,（(至和及与或《“"
"""What a line may end with before a number that is no heading's."""
_ATTACHMENT = re.compile(r"附件\s*[\d一二三四五六七八九十]{0,3}\s*[：:]?")
_OPEN, _CLOSE = "（《〈“‘〔【「『([", "，。、；：？！…—）》〉”’〕】」』％,.;:?!)]%"
_LABEL = re.compile(r"\w{1,6}[：:]")
_ENDS = "。！？：；!?:;…」』”’）)."


class Frame(msgspec.Struct, frozen=True):
    """The left and right edge of the text around a line, pt."""

    left: float
    right: float


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


def frame(lines: Sequence[Line]) -> Frame:
    """The edges at which lines begin and end: the outermost that more than one keeps to.

    One line is enough where all others are indented by two characters, as in a short letter,
    or where hardly any lines are full.
    """
    size = statistics.median(line.size for line in lines)
    lefts = sorted(line.x0 for line in lines)
    rights = sorted((line.x1 for line in lines), reverse=True)
    many = max(2, round(0.06 * len(lines)))
    left = next((x for x, far in zip(lefts, lefts[many - 1 :], strict=False) if far - x <= 0.3 * size), lefts[0])
    right = next((x for x, far in zip(rights, rights[many - 1 :], strict=False) if x - far <= 0.6 * size), rights[0])
    left = next((x for x in lefts if abs(left - x - 2 * size) < 0.2 * size), left)
    if sum(right - x <= 0.6 * size for x in rights if x <= right) <= many:
        wide_ones = (line for line in lines if line.x1 - line.x0 > 0.6 * (rights[0] - lefts[0]))
        body = (line.x1 for line in wide_ones if abs(line.size - size) < 0.1 * size and sum(line.spaced) < 3)
        right = max([right, *body])
    return Frame(left, max(right, left))


def filled(lines: Sequence[Line], around: Frame) -> bool:
    """Whether most lines reach from edge to edge, so that nothing need be learnt from other pages."""
    full = sum(line.x1 - line.x0 > 0.85 * (around.right - around.left) for line in lines)
    return len(lines) >= 12 and 2 * full > len(lines)


def likely(around: Frame, width: float) -> Frame:
    """The frame; of a page with short lines only, as wide as margins that are alike leave it (pt)."""
    if around.right - around.left > 0.6 * width:
        return around
    return Frame(max(min(around.left, width - around.right), 0.0), min(max(around.right, width - around.left), width))


def settled(frames: dict[int, Frame], sizes: dict[int, float]) -> dict[int, Frame]:
    """The frames of pages, those of pages with little text widened to what other pages keep to."""
    if len(frames) < 2:
        return frames
    many = max(2, round(0.2 * len(frames)))
    lefts = sorted(one.left for one in frames.values())
    rights = sorted((one.right for one in frames.values()), reverse=True)
    left = next((x for x, far in zip(lefts, lefts[many - 1 :], strict=False) if far - x <= 3), None)
    right = next((x for x, far in zip(rights, rights[many - 1 :], strict=False) if x - far <= 3), None)
    result = {}
    for page, one in frames.items():
        near = 0.5 * sizes[page]
        wider_left = left if left is not None and one.left - left > near else one.left
        wider_right = right if right is not None and right - one.right > near else one.right
        result[page] = Frame(wider_left, wider_right)
    return result


def groups(placed: Sequence[tuple[Line, Frame]], pitch: float | None, container: Container = "body") -> list[Group]:
    """The paragraphs that lines in the order of reading make up.

    ``pitch``: the distance of baselines that is usual where these lines come from.
    """
    found: list[Group] = []
    for line, around in placed:
        if found and _goes_on(found[-1], line, around, pitch):
            found[-1].lines.append(line)
            found[-1].frames.append(around)
        else:
            found.append(Group([line], [around], container))
    for group in found:
        _measure(group)
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
    """What stands between the last character of a line and the first of the next: a space between Latin words."""
    left, right = above.text[-1], below.text[0]
    if wide(left) or wide(right) or left == "-":
        return ""
    return " "


def _goes_on(group: Group, line: Line, around: Frame, pitch: float | None) -> bool:
    """Whether ``line`` continues the paragraph."""
    above, over = group.lines[-1], group.frames[-1]
    em = max(line.size, 1.0)
    if abs(above.size - line.size) > 0.1 * em and not _one_size(above.last, line.first):
        return False
    same_flow = above.page == line.page and line.y > above.y
    if same_flow and _far(group, line, pitch):
        return False
    indent, before = line.x0 - around.left, above.x0 - over.left
    short = _short(above, over, line, narrow=group.container == "table")
    other_font = _other_font(above, line)
    if group.container == "table":
        return not short and not other_font
    if centred(line, around) or centred(above, over):
        title = line.size >= TITLE and not other_font and same_flow
        return title and (centred(above, over) or not short) and (centred(line, around) or indent < 0.5 * em)
    if short or (other_font and indent > 0.5 * em) or right_set(line, around) or _ATTACHMENT.fullmatch(line.text):
        return False
    if len(group.lines) == 1 and before > max(0.4 * (over.right - over.left), indent + em):
        return False  # a signature or a date, whatever stands below
    if NUMBERED.match(line.text) and (indent > 0.5 * em or above.text[-1] in _ENDS):
        return False
    if _HEADING.match(line.text) and above.text[-1] not in _LEADS:
        return False
    if len(group.lines) > 1:
        return abs(indent - before) < 0.7 * em
    if indent < 0.7 * em:
        return True
    if indent > before + 0.7 * em:
        return _hangs(above, line)
    return abs(indent - before) < 0.7 * em and above.text[-1] not in _ENDS


def _far(group: Group, line: Line, pitch: float | None) -> bool:
    """Whether the line stands farther below than lines of one paragraph do."""
    own = [b.y - a.y for a, b in pairwise(group.lines) if a.page == b.page and b.y > a.y]
    usual = min(own) if own else pitch
    distance = line.y - group.lines[-1].y
    if usual is None or usual < 0.9 * line.size:
        usual = 2.2 * line.size
    if not own and line.size >= TITLE:
        usual = max(usual, 1.7 * line.size)
    return distance > 1.3 * usual + 0.5


def _short(above: Line, over: Frame, below: Line, *, narrow: bool) -> bool:
    """Whether the first word of the line below would have had room on the line above.

    A Chinese character takes signs with it that may not begin or end a line. ``narrow``: in a cell.
    """
    room = over.right - above.x1
    first = below.runs[0]
    if not wide(first.text[0]):
        word = re.match(r"[^\s\u2e80-\uffff]*", first.text)
        last = max(word.end() if word else 1, 1) - 1
        return room > first.rights[last] - first.lefts[0] + 0.6 * below.size
    kept = len(below.text) - len(below.text.lstrip(_OPEN)) + 1
    kept += len(below.text[kept:]) - len(below.text[kept:].lstrip(_CLOSE))
    spread = 1.0 if narrow or below.size >= TITLE else 0.6
    return room > (min(kept, 3) + spread) * below.size


def _one_size(one: Style, two: Style) -> bool:
    return abs((one.size or 0.0) - (two.size or 0.0)) <= 0.1 * (two.size or 0.0)


def _other_font(above: Line, below: Line) -> bool:
    one, two = above.last, below.first
    if one is two or one.font == two.font:
        return False
    if "other" in (one.font_class, two.font_class):
        return False
    return one.font_class != two.font_class


def _hangs(above: Line, line: Line) -> bool:
    """Whether ``line`` begins under the text behind the number or the label that ``above`` begins with."""
    match = NUMBERED.match(above.text) or _LABEL.match(above.text)
    if match is None:
        return False
    lefts = [x for run in above.runs for x in run.lefts]
    return any(abs(line.x0 - x) < 0.5 * line.size for x in lefts[match.end() : match.end() + 3])


def centred(line: Line, around: Frame) -> bool:
    """Whether the line stands in the middle, with more white on both sides than indents leave; titles may have less."""
    left, right = line.x0 - around.left, around.right - line.x1
    em, even = max(line.size, 1.0), abs(left - right)
    least = min(left, right)
    if least > 2.6 * em:
        return even < 1.05 * em
    if line.size < TITLE:
        return False
    return even < 0.6 * em if least > 0.8 * em else even < 0.2 * em < least


def right_set(line: Line, around: Frame) -> bool:
    """Whether the line stands at the right, as a signature and its date do, at most 7 characters off."""
    width = around.right - around.left
    return line.x0 - around.left > 0.4 * width and around.right - line.x1 < 7 * line.size and not centred(line, around)


def _measure(group: Group) -> None:
    first, around = group.lines[0], group.frames[0]
    pitches = [b.y - a.y for a, b in pairwise(group.lines) if a.page == b.page and b.y > a.y]
    group.line_pitch = _pt(statistics.median(pitches)) if pitches else None
    if centred(first, around) or (len(group.lines) > 1 and centred(group.lines[-1], group.frames[-1])):
        group.alignment = "centre"
        return
    if group.container == "table" and len(group.lines) == 1:
        left, right = first.x0 - around.left, around.right - first.x1
        if abs(left - right) < 0.3 * first.size and min(left, right) > 0.1 * first.size:
            group.alignment = "centre"
            return
    if len(group.lines) == 1 and right_set(first, around):
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
    gaps = [near.right - line.x1 for line, near in zip(group.lines[:-1], group.frames[:-1], strict=True)]
    if len(gaps) > 1:
        even = max(gaps) - min(gaps) <= 1.0
        group.alignment = "justify" if even else "left"
        group.right_indent = _pt(min(gaps)) if even else None


def _pt(length: float) -> float:
    """Rounded; less than half a point is none."""
    return round(length, 2) if abs(length) > 0.5 else 0.0
