"""Tables with level rules only (三线表): one above, one below the head, one at the end."""

import bisect
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.builtin.gongwen.blanks import GAP
from pipeline.builtin.gongwen.copies import COPY_LABEL
from pipeline.builtin.readers.pdf.gaps import Cut, columns, cut, table
from pipeline.builtin.readers.pdf.lines import Row
from pipeline.builtin.readers.pdf.ruled_lines import NEAR, Drawn
from pipeline.builtin.readers.pdf.ruling import Table

PROSE = 12.0
"""em; two columns whose lines are mostly longer than this are columns of text."""
RAGGED = 2.5
"""em; such lines end no farther from the right edge of their column."""
FINE = 0.55
"""em; where it is sure that there are columns, so much white may part them."""
HEAD = 2.5
"""em; a rule that is farther above the first row is not the table's."""
TIGHT = 1.8
"""em; lines of a head that stand no farther apart are one row."""
_IMPRINT = re.compile(rf"^{COPY_LABEL}|印{GAP}发\W*$")
"""In the 版记, which stands between rules too."""


def three_line_tables(rows: Sequence[Row], drawn: Sequence[Drawn], page: int) -> tuple[list[Table], list[Row]]:
    """The tables from the top, and the rows without what lies in them."""
    found: list[Table] = []
    rest = list(rows)
    for rules in _alike(drawn):
        x0, x1 = rules[0].x0 - NEAR, rules[0].x1 + NEAR
        inner = [one for one in drawn if one.x0 >= x0 and one.x1 <= x1]
        for band in _stacks(_bands(rest, inner, rules, (x0, x1))):
            made = _made(band, inner, page)
            if made is not None:
                found.append(made)
                rest = _without(rest, {id(part) for cuts in band for one in cuts for part in one.row.fragments})
    return sorted(found, key=lambda one: one.box[1]), rest


def _alike(drawn: Iterable[Drawn]) -> Iterator[list[Drawn]]:
    """Lines of the same ends, three or more, from the top."""
    ends: dict[tuple[int, int], list[Drawn]] = {}
    for line in drawn:
        key = next(
            (key for key in ends if abs(key[0] - line.x0) <= NEAR and abs(key[1] - line.x1) <= NEAR),
            (round(line.x0), round(line.x1)),
        )
        ends.setdefault(key, []).append(line)
    return (lines for lines in ends.values() if len(lines) > 2)


def _bands(
    rows: Sequence[Row], inner: Sequence[Drawn], rules: Sequence[Drawn], across: tuple[float, float]
) -> list[tuple[bool, list[Cut]]]:
    """The rows between one line and the next, cut; and whether a line of full length stands above them."""
    whole = {id(rule) for rule in rules}
    lines = [line for line in inner if rules[0].y <= line.y <= rules[-1].y]
    found: list[tuple[bool, list[Cut]]] = []
    heights = [row.y for row in rows]
    for above, below in pairwise(lines):
        cuts = [
            cut(Row(row.y, inside, row.size))
            for row in rows[bisect.bisect_right(heights, above.y) : bisect.bisect_right(heights, below.y)]
            if (inside := [p for p in row.fragments if p.lefts[0] >= across[0] and p.rights[-1] <= across[1]])
        ]
        found.append((id(above) in whole, cuts))
    return found


def _stacks(bands: Iterable[tuple[bool, list[Cut]]]) -> Iterator[list[list[Cut]]]:
    """Bands that follow each other, parted where one holds nothing, or lines of text only."""
    stack: list[list[Cut]] = []
    heads = 0
    for whole, cuts in bands:
        first = next((at for at, one in enumerate(cuts) if len(one.stretches) > 1), len(cuts))
        rows = cuts if stack else cuts[first:]  # text above a head without a rule of its own
        if rows and any(len(one.stretches) > 1 for one in rows) and not _columns_of_text(rows):
            stack.append(rows)
            heads += whole and len(rows) == len(cuts)
            continue
        if heads > 1:
            yield stack
        stack, heads = [], 0
    if heads > 1:
        yield stack


def _made(bands: Sequence[list[Cut]], inner: Sequence[Drawn], page: int) -> Table | None:
    cuts = [one for band in bands for one in band]
    em = max(statistics.median(one.row.size for one in cuts), 1.0)
    fine = [[cut(one.row, FINE) for one in band] for band in bands]
    body = [
        made
        for band, coarse in zip(fine[1:], bands[1:], strict=True)
        for made, one in zip(band, coarse, strict=True)
        if len(one.stretches) > 1
    ]
    intervals = columns(body if len(body) > 1 else [one for band in fine for one in band], em)
    if len(intervals) < 2 or any(_IMPRINT.search(part.text) for one in cuts for part in one.stretches):
        return None
    if 2 * sum(len(one.stretches) > 1 for one in cuts) < len(cuts):
        return None
    found: list[list[Cut]] = []
    for number, band in enumerate(fine):
        found += _rows(band, intervals[0][1], head=number < len(bands) - 1)
    first = cuts[0].row
    above = max(line.y for line in inner if line.y < first.y)
    top = above if first.y - above < HEAD * first.size else first.y - first.size
    bottom = min(line.y for line in inner if line.y >= cuts[-1].row.y)
    return table(found, intervals, (inner[0].x0, top, inner[0].x1, bottom), page)


def _columns_of_text(cuts: Sequence[Cut]) -> bool:
    """Whether half of the rows are long lines, side by side, that end where columns of text end."""
    em = max(statistics.median(one.row.size for one in cuts), 1.0)
    several = [one for one in cuts if len(one.stretches) > 1]
    ends = [x1 for _, x1 in columns(several, em)]
    full = sum(
        sum(
            part.x1 - part.x0 > PROSE * em and any(0 <= x1 - part.x1 < RAGGED * em for x1 in ends)
            for part in one.stretches
        )
        > 1
        for one in several
    )
    return full > 1 and 2 * full >= len(several)


def _rows(band: Sequence[Cut], first: float, *, head: bool) -> list[list[Cut]]:
    """The rows of a band: one, of a head set tightly; else a new one for each that begins in the first column.

    What stands there alone goes on where the line above is full, or where it is a bracket.
    """
    tight = all(b.row.y - a.row.y <= TIGHT * max(a.row.size, b.row.size) for a, b in pairwise(band))
    if head and tight and len(band) < 4 and not all(len(one.stretches) == len(band[0].stretches) for one in band[1:]):
        return [list(band)]
    found: list[list[Cut]] = []
    for one in band:
        if found and one.stretches and (one.stretches[0].x0 >= first or _wraps(found[-1][-1], one, first)):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _wraps(above: Cut, one: Cut, first: float) -> bool:
    """Whether the only cell of a row, in the column that ends at ``first``, goes on with the cell above."""
    em = max(one.row.size, 1.0)
    if len(one.stretches) > 1 or one.row.y - above.row.y > TIGHT * em or not above.stretches:
        return False
    over = above.stretches[0]
    return over.x0 < first and (first - over.x1 < RAGGED * em or one.stretches[0].text[:1] in ("(", "（"))


def _without(rows: Iterable[Row], taken: set[int]) -> list[Row]:
    """The rows without these fragments."""
    kept: list[Row] = []
    for row in rows:
        parts = [part for part in row.fragments if id(part) not in taken]
        if len(parts) == len(row.fragments):
            kept.append(row)
        elif parts:
            kept.append(Row(row.y, parts, max(part.style.size or 0.0 for part in parts)))
    return kept
