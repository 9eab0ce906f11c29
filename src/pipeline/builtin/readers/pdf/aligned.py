"""Tables without lines, known by cells that stand below each other; in doubt it is text."""

import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.numerals import YEAR_DIGITS
from pipeline.builtin.gongwen.placeholders import CROSSES
from pipeline.builtin.readers.pdf.continuing import NUMBERED
from pipeline.builtin.readers.pdf.gaps import Cut, Interval, Stretch, column_of, columns, cut, table
from pipeline.builtin.readers.pdf.lines import Row
from pipeline.builtin.readers.pdf.ruling import Table

ROWS = 3
"""A table has at least so many rows with cells side by side."""
LOW = 2.6
"""em; rows of one table stand no farther apart."""
WRAPPED = 1.6
"""em; so near below a row stands what goes on of its cells."""
STRAIGHT = 0.35
"""em; edges, or middles, this close stand below each other."""
PROSE = 8.0
"""em; two columns whose lines are mostly longer than this are columns of text."""
WHITE = 2.0
"""em; two columns are parted by at least this much white, in every row."""
_LEADER = re.compile(r"…{2,}|[.·．‥]{4,}")
_FORM = re.compile(r"[：:]")
_CODE = re.compile(r"[{}=;<>$\\]")
_WORD = re.compile(rf"[{HAN_RANGES}·]{{1,4}}")
_DATE = re.compile(rf"年[\d{CROSSES}\s]{{1,4}}月[\d{CROSSES}\s]{{1,4}}日|[{YEAR_DIGITS}十]{{4}}年")
_FIGURE = re.compile(r"[-—–－]?[\d.,，%％]+[万亿千百]?[元人个项台套吨米次户件家名]?")


def aligned_tables(rows: Sequence[Row], page: int) -> tuple[list[Table], list[Row]]:
    """The tables from the top, and the rows that lie in none."""
    found: list[Table] = []
    rest: list[Row] = []
    for run in _runs([cut(row) for row in rows]):
        made = _table(run, page)
        if made is None:
            rest.extend(one.row for one in run)
        else:
            found.append(made)
    return found, rest


def _runs(cuts: Sequence[Cut]) -> Iterator[list[Cut]]:
    """Rows that follow each other closely and all have cells side by side, or go on with one; others alone."""
    run: list[Cut] = []
    for one in cuts:
        distance = one.row.y - run[-1].row.y if run else 0.0
        em = max(one.row.size, run[-1].row.size if run else 1.0, 1.0)
        several = len(one.stretches) > 1 and distance <= LOW * em
        wrapped = len(one.stretches) == 1 and len(run) > 1 and distance <= WRAPPED * em and _inside(one, run)
        if run and (not len(run[0].stretches) > 1 or not (several or wrapped)):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _inside(one: Cut, run: Sequence[Cut]) -> bool:
    """Whether the row begins below a cell of the run that is not its first."""
    x0 = one.stretches[0].x0
    return any(abs(x0 - part.x0) <= STRAIGHT * one.row.size for above in run[-4:] for part in above.stretches[1:])


def _table(run: Sequence[Cut], page: int) -> Table | None:
    several = [one for one in run if len(one.stretches) > 1]
    if len(several) < ROWS:
        return None
    em = max(statistics.median(one.row.size for one in run), 1.0)
    intervals = columns(run, em)
    if len(intervals) < 2 or not _likely(several, intervals, em):
        return None
    rows: list[list[Cut]] = []
    for one in run:
        if rows and one.stretches[0].x0 >= intervals[1][0] and len(one.stretches) < len(intervals):
            rows[-1].append(one)
        else:
            rows.append([one])
    last = run[-1].row
    box = intervals[0][0], run[0].row.y - run[0].row.size, intervals[-1][1], last.y + 0.3 * last.size
    return table(rows, intervals, box, page)


def _likely(rows: Sequence[Cut], intervals: Sequence[Interval], em: float) -> bool:
    """Whether what stands side by side is a table, and no list, form, contents, code, formula or text."""
    cells = [one for made in rows for one in made.stretches]
    texts = [one.text for one in cells]
    many = len(texts)
    by_column = _by_column(cells, intervals)
    if any(_LEADER.search(text) for text in texts) or _prose(rows, em):
        return False
    dated = sum(any(_DATE.search(one.text) for one in made.stretches) for made in rows)
    if 0 < 5 * dated < 3 * len(rows):
        return False  # signatures, side by side
    if 3 * sum(_FORM.search(text) is not None for text in texts) >= many:
        return False
    if 5 * sum(_CODE.search(text) is not None for text in texts) >= many:
        return False
    if 5 * sum(_WORD.fullmatch(text) is not None for text in texts) >= 4 * many:
        return False  # names, side by side
    if 5 * sum(len(made.stretches) == len(intervals) for made in rows) < 4 * len(rows):
        return False
    if not all(_straight(column, em) for column in by_column) or _contents(by_column):
        return False
    if len(intervals) > 2:
        return True
    first, second = ([one.text for one in column] for column in by_column)
    apart = all(b.x0 - a.x1 >= WHITE * em for made in rows for a, b in pairwise(made.stretches))
    signs = sum(
        len(text) < 2 or NUMBERED.match(text) is not None or _FIGURE.fullmatch(text) is not None for text in first
    )
    figures = sum(_FIGURE.fullmatch(text) is not None for text in second)
    even = all(_level([one.x0 for one in column], em) for column in by_column)
    return apart and even and 2 * signs < len(first) and 2 * figures < len(second)


def _contents(by_column: Sequence[Sequence[Stretch]]) -> bool:
    """Whether the last column may count pages, from low to high."""
    last = [one.text for one in by_column[-1]]
    if len(by_column) > 3 or not all(text.isdecimal() and len(text) < 5 for text in last):
        return False
    return all(int(a) <= int(b) for a, b in pairwise(last))


def _by_column(cells: Iterable[Stretch], intervals: Sequence[Interval]) -> list[list[Stretch]]:
    found: list[list[Stretch]] = [[] for _ in intervals]
    for one in cells:
        found[column_of(one, intervals)].append(one)
    return found


def _straight(column: Sequence[Stretch], em: float) -> bool:
    """Whether most cells of a column have one left edge, one right edge or one middle."""
    edges = ([one.x0 for one in column], [one.x1 for one in column], [(one.x0 + one.x1) / 2 for one in column])
    return any(_level(places, em) for places in edges)


def _level(places: Sequence[float], em: float) -> bool:
    """Whether four of five are at one place."""
    middle = statistics.median(places)
    return 5 * sum(abs(x - middle) <= STRAIGHT * em for x in places) >= 4 * len(places)


def _prose(rows: Sequence[Cut], em: float) -> bool:
    """Whether two stretches or more of a row are as long as the lines of a column of text, in half of the rows."""
    filled = sum(sum(part.x1 - part.x0 > PROSE * em for part in one.stretches) > 1 for one in rows)
    return 2 * filled >= len(rows)
