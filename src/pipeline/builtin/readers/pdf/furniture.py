"""Running headers, running footers and page numbers: what pages repeat outside the type area."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from pipeline.builtin.gongwen.numerals import HAN_NUMERAL
from pipeline.builtin.readers.pdf.lines import Line, Row, line

ZONE = 0.14
"""The share of the page's height, at the top and at the bottom, in which furniture stands."""
DEEPEST = 3
"""How many rows from the top or the bottom may be furniture."""
FEWEST, SHARE = 3, 0.4
"""On so many pages, and on such a share of all, a text stands that is furniture; odd and even pages may differ."""
LARGER = 1.1
"""A header is at most this much larger than the body: larger type is the title of a form or a part."""
EDGE = 0.08
"""The share of the page's height in which no such title stands, so that headers may be larger there."""
MANY, NEARLY_ALL = 5, 0.8
"""On so many pages, and on such a share of all, the outermost row may be set in any way."""
ALTERNATE = 2
"""Pages from one of a part to the next that has the same text: odd and even ones may differ."""
OFF = 1.3
"""Pitches of the body; what stands farther from it than this is outside of it."""
_NUMBER = re.compile(
    r"(?P<bare>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
    r"|[—–\-－―─_·•.~～|\s]*(?:[—–\-－―─_·•~～|]\s*)\d{1,4}\s*[—–\-－―─_·•.~～|\s]*"
    r"|第?\s*\d{1,4}\s*页(?:\s*[，,、/／（(|]?\s*共\s*\d{1,4}\s*页\s*[）)]?)?"
    rf"|第\s*[{HAN_NUMERAL}]+\s*页"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_NUMERAL = re.compile(r"([0-9]{1,5})")
_LAST_NUMERAL = re.compile(r"(?<![0-9])([0-9]{1,5})[^0-9]*$")


class Furniture(msgspec.Struct, frozen=True):
    """A line outside the body."""

    line: Line
    container: Literal["header", "footer"]


class Leaf(msgspec.Struct):
    """A page as its rows from the top, its height as read, and where its tables begin and end (pt)."""

    number: int
    height: float
    rows: list[Row]
    tables: list[tuple[float, float]] = []


class _Body(msgspec.Struct, frozen=True):
    """How most text of the document is set: its size, its font, its distance of baselines (pt)."""

    size: float
    font: str | None
    pitch: float


class _Candidate(msgspec.Struct):
    leaf: Leaf
    row: Row
    line: Line
    container: Literal["header", "footer"]
    outermost: bool
    gap: float
    """To the nearest row on the side of the body, in rows' own sizes."""
    modest: bool
    """Whether it is no larger than furniture may be where it stands."""
    apart: bool
    """Whether it can be told from the body: by the white between, or by how it is set."""
    next: str = ""
    """The beginning of the nearest row on the side of the body."""

    @property
    def spot(self) -> tuple[str, int]:
        """Where it stands, whatever the page."""
        return self.container, round((self.row.y if self.container == "header" else self.leaf.height - self.row.y) / 3)


def furniture(leaves: Sequence[Leaf]) -> list[Furniture]:
    """Take the furniture out of the leaves' rows and return it, page by page.

    A text that pages repeat comes once when there are at least :data:`FEWEST` of them, every
    page number as often as it stands there.
    """
    body = _body(leaves)
    candidates = [candidate for leaf in leaves for candidate in _candidates(leaf, body)]
    _release(candidates, len(leaves))
    offsets = Counter(offset for one in candidates if (offset := _offset(one)) is not None)
    numbers = {id(one.row) for one in candidates if _is_page_number(one, offsets, len(leaves))}
    repeated = _repeated([one for one in candidates if id(one.row) not in numbers], len(leaves))
    found: list[Furniture] = []
    said: set[tuple[str, str]] = set()
    for candidate in candidates:
        number = id(candidate.row) in numbers
        if not number and id(candidate.row) not in repeated:
            continue
        candidate.leaf.rows.remove(candidate.row)
        key = (candidate.container, candidate.line.text)
        if number or key not in said:
            found.append(Furniture(candidate.line, candidate.container))
        if not number and len(leaves) >= FEWEST:
            said.add(key)
    return found


def _body(leaves: Sequence[Leaf]) -> _Body:
    """Of the rows between the zones; of all rows, where nothing stands there."""
    inner = [[row for row in leaf.rows if ZONE * leaf.height <= row.y <= (1 - ZONE) * leaf.height] for leaf in leaves]
    styles: Counter[tuple[float, str | None]] = Counter()
    pitches: Counter[float] = Counter()
    for rows in inner if any(inner) else [leaf.rows for leaf in leaves]:
        for row in rows:
            for part in row.fragments:
                styles[part.style.size or 0.0, part.style.font] += len(part.text)
        for above, below in pairwise(rows):
            if below.y - above.y < 3 * below.size:
                pitches[round((below.y - above.y) * 2) / 2] += 1
    (size, font), _ = styles.most_common(1)[0] if styles else ((0.0, None), 0)
    return _Body(size, font, pitches.most_common(1)[0][0] if pitches else 1.7 * size)


def _candidates(leaf: Leaf, body: _Body) -> list[_Candidate]:
    """The page's outer rows from the top down."""
    found: list[_Candidate] = []
    sides: tuple[tuple[Literal["header", "footer"], list[Row]], ...] = (
        ("header", leaf.rows),
        ("footer", leaf.rows[::-1]),
    )
    for container, rows in sides:
        outer: list[_Candidate] = []
        for index, row in enumerate(rows[:DEEPEST]):
            depth = row.y if container == "header" else leaf.height - row.y
            made = line(row.fragments, row.y, leaf.number) if depth < ZONE * leaf.height else None
            if made is None:
                continue
            inner = rows[index + 1] if index + 1 < len(rows) else None
            gap = abs(inner.y - row.y) / max(row.size, inner.size, 1.0) if inner else 99.0
            modest = container == "footer" or row.size <= LARGER * body.size or depth < EDGE * leaf.height
            apart = modest and _set_otherwise(made, body)
            outer.append(_Candidate(leaf, row, made, container, not index, gap, modest, apart, _beginning(inner)))
            if _white(leaf, row, inner, container) > OFF * body.pitch:
                for one in outer:
                    one.apart = one.modest
        found += outer
    return sorted(found, key=lambda one: one.row.y)


def _beginning(row: Row | None) -> str:
    return "".join(part.text for part in row.fragments)[:40] if row else ""


def _release(candidates: Iterable[_Candidate], pages: int) -> None:
    """Count a row however it is set where nearly all pages, and many, begin or end with it and go on differently.

    Copies of one form begin alike, and go on alike.
    """
    same: dict[tuple[str, tuple[str, int]], list[_Candidate]] = {}
    for one in candidates:
        if one.outermost:
            same.setdefault((one.line.text, one.spot), []).append(one)
    for group in same.values():
        if len(_pages(group)) >= max(MANY, NEARLY_ALL * pages) and 2 * len({one.next for one in group}) > len(group):
            for one in group:
                one.apart = True


def _set_otherwise(made: Line, body: _Body) -> bool:
    """Whether the line is smaller than the body, or in another font."""
    return made.size < 0.95 * body.size or all(run.style.font != body.font for run in made.runs)


def _white(leaf: Leaf, row: Row, inner: Row | None, container: Literal["header", "footer"]) -> float:
    """How far the row is from the row or the table that comes next to it inwards, pt."""
    if container == "header":
        nearest = [top for top, _ in leaf.tables if top > row.y] + ([inner.y] if inner else [])
    else:
        nearest = [bottom for _, bottom in leaf.tables if bottom < row.y] + ([inner.y] if inner else [])
    return min((abs(y - row.y) for y in nearest), default=99.0)


def _offset(candidate: _Candidate) -> int | None:
    """How much the number that the row is exceeds that of its page; ``None`` for other rows."""
    text = candidate.line.text.strip()
    return int(text) - candidate.leaf.number if text.isdecimal() and len(text) < 6 else None


def _is_page_number(candidate: _Candidate, offsets: Mapping[int, int], pages: int) -> bool:
    """``offsets``: how many rows have each :func:`_offset`; ``pages``: how many there are."""
    match = _NUMBER.fullmatch(candidate.line.text.strip())
    if match is None or not candidate.outermost:
        return False
    if match["bare"] is None:
        return True
    if candidate.container == "header" and candidate.gap < 1.2:
        return False
    if not match["bare"].isdecimal():
        return candidate.gap > 1.5
    offset = int(match["bare"]) - candidate.leaf.number
    if pages == 1:
        return offset == 0 or candidate.gap > 2.5
    return candidate.gap > 2.5 or offsets[offset] > 1


def _repeated(candidates: Sequence[_Candidate], pages: int) -> set[int]:
    """Rows at a height where pages say the same, a counted page number aside, clearly outside of the body.

    A header that changes with the chapter counts by the pages that have one.
    """
    spots: dict[tuple[str, int], list[_Candidate]] = {}
    for candidate in candidates:
        if candidate.apart and not candidate.line.text.startswith("附件"):
            spots.setdefault(candidate.spot, []).append(candidate)
    enough = max(FEWEST, SHARE * pages) if pages >= FEWEST else 2
    found: set[int] = set()
    for spot in spots.values():
        groups: dict[str, list[_Candidate]] = {}
        for candidate in spot:
            if pages >= FEWEST or candidate.gap > 2.2:
                for text in _counted(candidate.line.text, candidate.leaf.number):
                    groups.setdefault(text, []).append(candidate)
        again = {id(one.row): one for group in groups.values() if len(_pages(group)) > 1 for one in group}
        if len(_pages(again.values())) >= enough:
            sizes = {round(one.row.size) for one in again.values()}
            found |= {id(one.row) for one in spot if id(one.row) in again or round(one.row.size) in sizes}
        for group in groups.values():
            if _in_a_part(_pages(group)):
                found |= {id(one.row) for one in group}
    return found


def _in_a_part(pages: Iterable[int]) -> bool:
    """Whether these are many pages in a row, or every other one: those of a part of a long document."""
    run, last = 0, None
    for page in sorted(pages):
        run = run + 1 if last is not None and page - last <= ALTERNATE else 1
        if run >= MANY:
            return True
        last = page
    return False


def _pages(candidates: Iterable[_Candidate]) -> set[int]:
    return {candidate.leaf.number for candidate in candidates}


def _counted(text: str, page: int) -> set[str]:
    """The text, and the text with its first or last number as a distance from the page's own."""
    forms = {text}
    for number in (_NUMERAL.search(text), _LAST_NUMERAL.search(text)):
        if number:
            forms.add(f"{text[: number.start(1)]}#{int(number[1]) - page}{text[number.end(1) :]}")
    return forms
