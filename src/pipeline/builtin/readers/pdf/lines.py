"""Fragments to rows, rows to lines."""

import re
import statistics
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from pipeline.builtin.gongwen.numerals import HAN_NUMERAL
from pipeline.builtin.gongwen.symbols import BOXES, signs
from pipeline.builtin.readers.pdf.sheet import Fragment
from pipeline.model.layout import Style

JUMP = 1.2
"""em; a fragment is cut where the gap inside it is wider."""
HAN_GAP, WORD_GAP, MIXED_GAP, LATIN_GAP = 1.5, 0.7, 0.6, 0.18
"""em; where a gap is wider, the reader makes up a space: between Chinese characters, of which one
may stand alone (姓　名), between Chinese words, between Chinese and Latin, between Latin letters."""
CHAPTER_GAP, FIGURE_GAP = 0.25, 0.33
"""em; the same behind a number at the start of a line. Word and LibreOffice put 0.25 between figures and Chinese."""
SPREAD = 1.15
"""Sizes that a character takes up in lines whose characters are set apart."""
RAISED = 0.25
"""em by which the baselines of one stretch of text may differ; what stands higher or lower has a place of its own."""
STRETCH = 0.012
"""em; the white between Chinese characters above which a line is stretched."""
_SHOWN = 16
_WIDE = frozenset("“”‘’—…·")
_CHAPTER = re.compile(rf"第[{HAN_NUMERAL}\d]{{1,9}}[编章节条]")
_LONGEST_NUMBER = 12
_FIGURE = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BLANKS = " \t\u00a0\u3000\r\n"


class Line(msgspec.Struct):
    """Text on one baseline, left to right: ``runs`` of one style each.

    ``spaced[i]`` says that a space, in no run, stands before run ``i``. x from the left and y
    from the top of the page, pt.
    """

    runs: list[Fragment]
    spaced: list[bool]
    text: str
    x0: float
    x1: float
    y: float
    size: float
    """That of most characters."""
    page: int = 0
    em: float = 0.0
    """How far Chinese characters stand from each other: the size, or more where they are set apart."""
    broken: bool = False
    """Whether it stands below a line break that its author typed."""

    @property
    def first(self) -> Style:
        """The style at its start, of the first Chinese character if there is one."""
        return next((run.style for run in self.runs if wide(run.text[0])), self.runs[0].style)

    @property
    def last(self) -> Style:
        """The style at its end, of the last Chinese character if there is one."""
        return next((run.style for run in reversed(self.runs) if wide(run.text[-1])), self.runs[-1].style)


class Row(msgspec.Struct):
    """Fragments on one baseline, left to right."""

    y: float
    fragments: list[Fragment]
    size: float

    def stretches(self) -> list[tuple[float, float]]:
        """Where it is filled: from where to where, over gaps of less than a character."""
        found: list[tuple[float, float]] = []
        near = 0.9 * self.size
        for fragment in self.fragments:
            left, right = fragment.lefts[0], fragment.rights[-1]
            if found and left - found[-1][1] < near:
                found[-1] = (found[-1][0], max(found[-1][1], right))
            else:
                found.append((left, right))
        return found


def wide(char: str) -> bool:
    """Whether the character is as wide as it is high, as Chinese ones are."""
    return char >= "\u2e80" or char in _WIDE


def rows(fragments: Iterable[Fragment]) -> list[Row]:
    """The fragments in rows from the top; raised and lowered small type joins its neighbours."""
    found: list[Row] = []
    for fragment in sorted((part for whole in fragments for part in cut(whole)), key=lambda part: part.y):
        size = fragment.style.size or 0.0
        row = found[-1] if found else None
        if row is not None and fragment.y - row.y <= 0.25 * min(size, row.size):
            row.fragments.append(fragment)
            row.size = max(row.size, size)
        else:
            found.append(Row(fragment.y, [fragment], size))
    found = _without_scripts(found)
    for row in found:
        row.fragments.sort(key=lambda part: part.lefts[0])
    return found


def cut(fragment: Fragment) -> Iterable[Fragment]:
    """The fragment's parts where it jumps ahead or back, without blank ends."""
    lefts, rights = fragment.lefts, fragment.rights
    size = fragment.style.size or 1.0
    if abs(rights[-1] - lefts[0] - sum(rights) + sum(lefts)) < 0.8 * size:
        return (fragment,)
    at = [
        index
        for index, (right, left) in enumerate(zip(rights, lefts[1:], strict=False), 1)
        if not -size < left - right < JUMP * size
    ]
    if not at:
        return (fragment,)
    return tuple(piece_of(fragment, start, end) for start, end in pairwise((0, *at, len(lefts))))


def piece_of(fragment: Fragment, start: int, end: int) -> Fragment:
    """Some of its characters."""
    return msgspec.structs.replace(
        fragment,
        text=fragment.text[start:end],
        lefts=fragment.lefts[start:end],
        rights=fragment.rights[start:end],
        apart=fragment.apart and not start,
    )


def _without_scripts(found: list[Row]) -> list[Row]:
    """The rows, those of superscripts and subscripts put into the row that they belong to."""
    for index, row in enumerate(found):
        around = [found[near] for near in (index + 1, index - 1) if 0 <= near < len(found)]
        for other in around:
            if (
                other.fragments
                and row.size < 0.8 * other.size
                and abs(row.y - other.y) <= 0.55 * other.size
                and all(_touches(part, other) for part in row.fragments)
            ):
                other.fragments.extend(row.fragments)
                row.fragments = []
                break
    return [row for row in found if row.fragments]


def _touches(part: Fragment, row: Row) -> bool:
    """Whether a piece of small type stands right beside something in the row, and on nothing."""
    near = 0.5 * row.size
    x0, x1 = part.lefts[0], part.rights[-1]
    beside = any(abs(x0 - other.rights[-1]) < near or abs(x1 - other.lefts[0]) < near for other in row.fragments)
    return beside and not any(x0 < other.rights[-1] - near and other.lefts[0] + near < x1 for other in row.fragments)


def _signed(part: Fragment, *, first: bool) -> Fragment:
    """The fragment with the signs of its symbol font; which one a list begins with says nothing, but for a box."""
    text = signs(part.style.font or "", part.text)
    if first and _PRIVATE.match(part.text) and text[0] not in BOXES:
        text = "•" + text[1:]
    return part if text == part.text else msgspec.structs.replace(part, text=text)


def line(fragments: Sequence[Fragment], y: float, page: int) -> Line | None:
    """The line that these fragments, left to right, make up; ``None`` when they are blank."""
    parts = list(fragments)
    while parts and not parts[0].text.strip(_BLANKS):
        del parts[0]
    while parts and not parts[-1].text.strip(_BLANKS):
        del parts[-1]
    if not parts:
        return None
    head, tail = parts[0], parts[-1]
    if head.text[0] in _BLANKS:
        parts[0] = piece_of(head, len(head.text) - len(head.text.lstrip(_BLANKS)), len(head.text))
    if parts[-1].text[-1] in _BLANKS:
        tail = parts[-1]
        parts[-1] = piece_of(tail, 0, len(tail.text.rstrip(_BLANKS)))
    if any(not part.text.isascii() and _PRIVATE.search(part.text) for part in parts):
        parts = [_signed(part, first=not number) for number, part in enumerate(parts)]
    runs, spaced, own = [parts[0]], [False], False
    evenly = len(parts) > 1 and _evenly_spread(parts)
    for part in parts[1:]:
        before = runs[-1]
        space = not evenly and (_space_between(before, part) or _ends_number(runs, part))
        if space or part.style is not before.style or abs(part.y - before.y) > RAISED * (before.style.size or 0.0):
            runs.append(part)
            spaced.append(space)
            own = False
            continue
        if not own:
            runs[-1] = before = msgspec.structs.replace(before, lefts=before.lefts.copy(), rights=before.rights.copy())
            own = True
        before.text += part.text
        before.lefts += part.lefts
        before.rights += part.rights
    text = "".join(" " + run.text if space else run.text for run, space in zip(runs, spaced, strict=True))
    if len(runs) == 1:
        size = runs[0].style.size or 0.0
    else:
        sizes: dict[float, int] = {}
        for run in runs:
            key = run.style.size or 0.0
            sizes[key] = sizes.get(key, 0) + len(run.text)
        size = max(sizes, key=lambda key: sizes[key])
    x0, x1 = runs[0].lefts[0], runs[-1].rights[-1]
    em = size if x1 - x0 < SPREAD * size * len(text) else _distance(runs, size)
    return Line(runs, spaced, text, x0, x1, y, size, page, max(em, 1.0))


def _distance(runs: Sequence[Fragment], size: float) -> float:
    """From one Chinese character to the next, as most stand."""
    found = [
        right - left
        for run in runs
        for left, right, one, two in zip(run.lefts, run.lefts[1:], run.text, run.text[1:], strict=False)
        if wide(one) and wide(two)
    ]
    return max(statistics.median(found), size) if len(found) > 4 else size


def stretched(line: Line) -> bool:
    """Whether white was put between its Chinese characters to fill it; a few of them show it."""
    run = max(line.runs, key=lambda run: len(run.text))
    text = run.text[:_SHOWN]
    white = [
        left - right
        for left, right, one, two in zip(run.lefts[1:_SHOWN], run.rights, text, text[1:], strict=False)
        if wide(one) and wide(two)
    ]
    return len(white) > 2 and sum(white) > STRETCH * line.size * len(white)


def _space_between(before: Fragment, after: Fragment) -> bool:
    left, right = before.text[-1], after.text[0]
    if left in _BLANKS or right in _BLANKS:
        return False
    gap = after.lefts[0] - before.rights[-1]
    size = min(before.style.size or 0.0, after.style.size or 0.0)
    wides = wide(left) + wide(right)
    if after.apart and not wides and gap > 0.5 * LATIN_GAP * size:
        return True
    if gap <= LATIN_GAP * size:
        return False
    if wides == 2 and min(len(before.text), len(after.text)) > 1 and wide(before.text[-2]) and wide(after.text[1]):
        return gap > WORD_GAP * size
    return gap > (LATIN_GAP, MIXED_GAP, HAN_GAP)[wides] * size


def _ends_number(runs: Sequence[Fragment], part: Fragment) -> bool:
    """Whether white stands between 第×条 or a figure at the start of a line and the words that it numbers."""
    if len(runs[-1].text) > _LONGEST_NUMBER or len(runs) > 3 or part.text[0] in _BLANKS:
        return False
    last = runs[-1].text[-1]
    if last not in "编章节条" and not (last.isdecimal() and wide(part.text[0])):
        return False
    gap = part.lefts[0] - runs[-1].rights[-1]
    number = _FIGURE if last.isdecimal() else _CHAPTER
    return (
        gap > (FIGURE_GAP if last.isdecimal() else CHAPTER_GAP) * (runs[-1].style.size or 0.0)
        and number.fullmatch("".join(run.text for run in runs)) is not None
    )


def _evenly_spread(parts: Sequence[Fragment]) -> bool:
    """Whether single Chinese characters stand apart at one distance: 通 知 as a heading is set."""
    if not all(len(part.text) == 1 and wide(part.text) for part in parts):
        return False
    gaps = [after.lefts[0] - before.rights[-1] for before, after in pairwise(parts)]
    size = parts[0].style.size or 0.0
    widest = max(gaps)
    return widest - min(gaps) <= 0.2 * size and (len(parts) > 2 or widest <= 2.1 * size)
