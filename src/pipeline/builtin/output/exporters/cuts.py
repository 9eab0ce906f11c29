"""A text cut where findings, headings, pages and sections begin and end."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from pipeline.model.finding import Finding
from pipeline.model.severity import SEVERITIES
from pipeline.model.text import Span

_T = TypeVar("_T", int, str)

NAMED = 8
"""How many of the findings that lie upon one character are named there; the rest are counted."""
WIDEST = 50
"""A finding over more paragraphs than this is marked in the first alone."""


class Noted(msgspec.Struct, frozen=True):
    """A finding with its number on the page, from 1."""

    number: int
    finding: Finding

    @property
    def gravity(self) -> tuple[int, int, int]:
        """Sorts the gravest first, then the shortest, then by number."""
        return SEVERITIES.index(self.finding.severity), len(self.finding.span), self.number


class Touch(msgspec.Struct, frozen=True):
    """What of a finding lies in one paragraph."""

    gravity: tuple[int, int, int]
    clip: Span
    first: bool
    last: bool


class Run(msgspec.Struct, frozen=True):
    """Characters that look and mean the same; an empty one is a point in the text."""

    text: str = ""
    anchors: tuple[str, ...] = ()
    """Ids to be found just before the text."""
    page: int | None = None
    """The page that begins before the text."""
    level: str = ""
    """Of the heading that the text belongs to, where body text follows in the same paragraph."""
    numbers: tuple[int, ...] = ()
    """The findings upon the text, gravest first, at most :data:`NAMED`."""
    more: int = 0
    """How many further findings lie upon the text."""
    severity: str = ""
    ends: tuple[int, ...] = ()
    """The findings among them that end behind the text."""


class Cuts(msgspec.Struct, frozen=True):
    """Where to cut a whole document."""

    text: str
    touches: dict[int, list[Touch]]
    """By the start of the paragraph, as :func:`spread` gives them."""
    sections: list[tuple[int, str]]
    """Where each section begins, and its anchor, sorted."""
    pages: list[tuple[int, int]]
    """Where each page begins, and its number, sorted."""

    def runs(self, span: Span, heading: Span | None = None, level: str = "") -> Iterator[Run]:
        """The paragraph ``span`` in runs; ``heading`` is the part of it that is one."""
        touches = self.touches.get(span.start, ())
        sections, pages = _within(self.sections, span), _within(self.pages, span)
        if not (touches or sections or pages or heading):
            if span:
                yield Run(self.text[span.start : span.end])
            return
        opening, closing = defaultdict(list), defaultdict(list)
        places = {span.start, span.end, *(place for place, _ in (*sections, *pages))}
        for touch in touches:
            opening[touch.clip.start].append(touch)
            closing[touch.clip.end].append(touch)
        places.update(opening, closing, (heading.start, heading.end) if heading else ())
        cuts = sorted(places)
        active: list[tuple[int, int, int]] = []
        for place, end in zip(cuts, [*cuts[1:], span.end], strict=True):
            for touch in closing[place]:
                if touch.clip:
                    del active[bisect.bisect_left(active, touch.gravity)]
            yield from (Run(page=number) for start, number in pages if start == place)
            anchors = tuple(anchor for start, anchor in sections if start == place)
            anchors += tuple(f"m{touch.gravity[2]}" for touch in opening[place] if touch.first)
            if anchors:
                yield Run(anchors=anchors)
            for touch in opening[place]:
                if touch.clip:
                    bisect.insort(active, touch.gravity)
                else:
                    yield _run("", [touch.gravity], {touch.gravity[2]})
            if place < end:
                ending = {touch.gravity[2] for touch in closing[end] if touch.last}
                inline = level if heading is not None and heading.holds(Span(place, end)) else ""
                yield _run(self.text[place:end], active, ending, inline)


def _run(text: str, active: Sequence[tuple[int, int, int]], ending: set[int], level: str = "") -> Run:
    numbers = tuple(number for _, _, number in active[:NAMED])
    return Run(
        text,
        level=level,
        numbers=numbers,
        more=max(0, len(active) - NAMED),
        severity=SEVERITIES[active[0][0]] if active else "",
        ends=tuple(sorted(ending.intersection(numbers))),
    )


def _within(placed: list[tuple[int, _T]], span: Span) -> list[tuple[int, _T]]:
    first = bisect.bisect_left(placed, span.start, key=lambda one: one[0])
    return placed[first : bisect.bisect_right(placed, span.end, first, key=lambda one: one[0])]


def spread(paragraphs: Sequence[Span], notes: Iterable[Noted]) -> tuple[dict[int, list[Touch]], dict[int, int]]:
    """What lies in each paragraph, by the paragraph's start; ``paragraphs`` are in order.

    A finding that holds no character of any (an insertion, a paragraph's end) becomes an
    empty one in the paragraph where it begins. One that reaches over more than
    :data:`WIDEST` paragraphs lies in the first alone; the second answer has how many it
    reaches over, by its number.
    """
    touched: dict[int, list[Touch]] = defaultdict(list)
    wide: dict[int, int] = {}
    for note in notes:
        span = note.finding.span
        index = max(0, bisect.bisect_right(paragraphs, span.start, key=lambda one: one.start) - 1)
        after = bisect.bisect_left(paragraphs, span.end, index, key=lambda one: one.start)
        if after - index > WIDEST:
            wide[note.number] = after - index
            after = next((at for at in range(index, after) if paragraphs[at].meets(span)), index) + 1
        met = [one for one in paragraphs[index:after] if one.meets(span)] or [paragraphs[index]]
        for one in met:
            start = min(max(span.start, one.start), one.end)
            clip = Span(start, max(start, min(span.end, one.end)))
            touched[one.start].append(Touch(note.gravity, clip, one is met[0], one is met[-1]))
    return touched, wide
