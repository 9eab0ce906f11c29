"""Footnotes: smaller type at the foot of a page, under a short line that begins where the text does."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.builtin.gongwen.numerals import CIRCLED
from pipeline.builtin.readers.pdf.lines import Line, Row, line
from pipeline.builtin.readers.pdf.ruled_lines import Drawn

LONGEST = 0.55
"""The share of the text's width that the line over footnotes takes up at most; a third is usual."""
SMALLER = 0.95
"""Footnotes are at most this large, as a share of the text above."""
NEAR = 6.0
"""pt; how far from the left edge of the text the line begins."""
CLOSE = 3.0
"""em; how far below the line the first footnote stands at most."""
_MARK = re.compile(
    rf"(?P<figure>[\[〔（(]?(?P<n>\d{{1,3}})[\]〕）)]?)|(?P<sign>[{CIRCLED}⑴-⒇])|(?P<star>[*＊†‡]{{1,3}})"
)


def footnotes(rows: Sequence[Row], drawn: Sequence[Drawn], page: int) -> tuple[list[list[Line]], Drawn | None]:
    """The footnotes of a page, each as its lines, and the line over them. ``rows``: from the top, all of the page's."""
    if not drawn or len(rows) < 2:
        return [], None
    left = min(row.fragments[0].lefts[0] for row in rows)
    right = max(row.fragments[-1].rights[-1] for row in rows)
    for over in reversed(drawn):
        if abs(over.x0 - left) < NEAR and over.x1 - over.x0 <= LONGEST * (right - left):
            return (_notes(below, page), over) if (below := _below(rows, over)) else ([], None)
    return [], None


def _below(rows: Sequence[Row], over: Drawn) -> list[Row]:
    """The rows below the line, if they are footnotes."""
    below = [row for row in rows if row.y > over.y]
    if not below or len(below) == len(rows) or below[0].y - over.y > CLOSE * below[0].size:
        return []
    sizes: Counter[float] = Counter()
    for row in rows[: len(rows) - len(below)]:
        sizes[row.size] += sum(len(part.text) for part in row.fragments)
    size = sizes.most_common(1)[0][0]
    first = "".join(part.text for part in below[0].fragments).lstrip()
    small = all(row.size <= SMALLER * size for row in below)
    return below if small and _MARK.match(first) else []


def _notes(rows: Iterable[Row], page: int) -> list[list[Line]]:
    notes: list[list[Line]] = []
    last = ""
    for row in rows:
        made = line(row.fragments, row.y, page)
        if made is None:
            continue
        mark = _MARK.match(made.text)
        if not notes or (mark and _follows(last, mark)):
            notes.append([])
            last = mark.group() if mark else ""
        notes[-1].append(made)
    return notes


def _follows(last: str, mark: re.Match[str]) -> bool:
    """Whether the mark is the next one; a figure at the start of a line may be any."""
    if mark["star"] or not last:
        return bool(mark["star"])
    before = _MARK.match(last)
    assert before is not None
    if mark["n"]:
        return before["n"] is not None and int(mark["n"]) == int(before["n"]) + 1
    return before["sign"] is not None and ord(mark["sign"]) == ord(before["sign"]) + 1
