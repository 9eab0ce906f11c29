"""The runs in which a document counts: numbers of one style, 1, 2, 3, each below the number that it stands under.

The outline has one level for each form; what counts with what is finer. ``1）`` and ``（1）``, or ``1.`` and ``1、``,
are two lists, unless the count goes on from the one to the other. A number belongs to the innermost run that waits
for it. A list that begins anew leaves the one around it open, for that one may go on behind it (``3.`` ``1.`` ``2.``
``4.``). A run is over when one around it goes on; under the next heading, numbers may count on from it.
"""

import msgspec

from pipeline.builtin.structure.numbered import Numbers
from pipeline.builtin.structure.numbering import CHAPTERS, Form, Number
from pipeline.model.document import Document

ENTRY = 100
"""The level of an entry that is no heading: below all headings."""
FAR = 3
"""A number more than this behind the last is another list's, or quoted from elsewhere."""
_DEEPEST = 40
"""Runs that are open at once; when there are more, the outermost is given up."""
_HEADINGS: tuple[Form, ...] = (*CHAPTERS[:4], "一、")
"""Forms that head parts, from the highest to the lowest, 条 left out. Lists of lower forms end at them."""
_BRACKETS = str.maketrans("（［", "([")

Style = tuple[Form, str, tuple[int, ...]]


class Run(msgspec.Struct, eq=False):
    """Numbers of one style, in order of place."""

    style: Style
    level: int
    """The level of the first one's heading, or :data:`ENTRY`."""
    parent: Number | None
    """The number that the first one stands below."""
    goes_on: bool
    """Whether it counts on from a run that is over."""
    numbers: list[Number]
    unsure: set[int]
    """Where numbers stand that another list waits for, too: the starts of their spans."""
    again: "Run | None" = None
    """A run of its style that had but one number when this one began."""

    def waits_for(self, ordinal: int) -> bool:
        """Whether ``ordinal`` is the next one, or the one that was left out before the last (``一、三、二、四、``)."""
        recent = [number.ordinal for number in self.numbers[-FAR:]]
        left_out = ordinal == recent[-1] - 1 and ordinal not in recent and len(recent) > 1
        return left_out or ordinal in (recent[-1] + 1, max(recent) + 1)

    def may_slip_to(self, ordinal: int) -> bool:
        """Whether ``ordinal`` may be the next one but for a slip: the last one again, or a few further on."""
        return ordinal > 1 and 0 <= ordinal - self.numbers[-1].ordinal <= FAR


def runs(document: Document) -> list[Run]:
    """All runs of a document in the order of their beginnings. Each attachment has its own."""
    reader, numbers = _Reader(), Numbers(document)
    for mark in document.marked("heading", "item", "title", "attachment", "attachment-title"):
        number = numbers.at(mark.span.start)
        level = ENTRY if mark.name == "item" else int(mark.value or 0)
        if mark.name not in ("heading", "item"):
            reader.begin_anew()
        elif number is None:
            reader.close(level)
        elif number.form == "条":
            reader.article(number, level)
        else:
            reader.place(number, level)
    return reader.found


def style(number: Number) -> Style:
    """What a number has in common with those of its list: its form, its marks, and what it says it stands below."""
    marks = ""
    if number.form == "1.":
        marks = "、" if number.raw[-1] in "、，," else "."
    elif number.form in ("（一）", "（1）"):
        first = number.raw.translate(_BRACKETS)[0]
        marks = "" if first.isalnum() else first
    return number.form, marks, number.ordinals[:-1]


class _Reader:
    """Puts one number after the other into its run."""

    def __init__(self) -> None:
        self.found: list[Run] = []
        self._open: list[Run] = []
        """From the outermost to the innermost."""
        self._over: set[tuple[Form, tuple[int, ...], int]] = set()
        """What runs that are over wait for: form, the numbers above, and the next."""
        self._articles: list[Run] = []
        """Runs of 条, which count on through everything around them."""

    def begin_anew(self) -> None:
        """Another text begins."""
        self._open, self._over, self._articles = [], set(), []

    def close(self, level: int) -> None:
        """A heading without a number ends what stands at its level and below."""
        first = next((place for place, run in enumerate(self._open) if run.level >= level), len(self._open))
        self._end(first)

    def article(self, number: Number, level: int) -> None:
        """Put a 条 into its run; 第×条之一 is none of the count."""
        at = next((place for place, run in enumerate(self._open) if run in self._articles), len(self._open))
        above = [run for run in self._open[at:] if run.level < level]
        self._end(at)
        self._open += above
        if not number.proper.endswith("条"):
            return
        run = self._taking(self._articles, number)
        if run is None:
            run = self._begun(number, level)
            self._articles = [*self._articles[-2:], run]
        else:
            run.numbers.append(number)
        self._open.append(run)

    def place(self, number: Number, level: int) -> None:
        """Put a number into the run that takes it, or begin one."""
        run = self._taking(self._open, number)
        if run is None:
            self._open = [*self._open[1 - _DEEPEST :], self._begun(number, level)]
        else:
            self._end(self._open.index(run) + 1)
            run.numbers.append(number)

    def _taking(self, candidates: list[Run], number: Number) -> Run | None:
        """The run that ``number`` goes on in: the innermost that waits for it, or else that it may slip in."""
        if number.ordinal == 1:
            return None
        form, _, above = kind = style(number)
        alike = [run for run in reversed(candidates) if (run.style[0], run.style[2]) == (form, above)]
        same = [run for run in alike if run.style == kind]
        waiting = next((run for run in (*same, *alike) if run.waits_for(number.ordinal)), None)
        if not same or not same[0].may_slip_to(number.ordinal) or waiting is same[0]:
            return waiting
        inner = candidates[candidates.index(same[0]) + 1 :]
        if any(_rank(run.style[0]) < _rank(form) for run in inner):
            return waiting
        if waiting is not None:
            if form in _HEADINGS or number.ordinal == same[0].numbers[-1].ordinal:
                return waiting
            same[0].unsure.add(number.span.start)
        elif number.ordinal == FAR and len(same) > 1:
            self._join(same[1], same[0])
            return same[1] if same[0] not in self._open else same[0]
        return same[0]

    def _join(self, outer: Run, inner: Run) -> None:
        """Put ``1. 1.`` into one run where 3 follows: the second one is a slip."""
        if len(outer.numbers) == len(inner.numbers) == 1 and outer.numbers[0].ordinal == 1 and inner in self._open:
            outer.numbers += inner.numbers
            self.found.remove(inner)
            self._open.remove(inner)

    def _end(self, first: int) -> None:
        for run in self._open[first:]:
            form, _, above = run.style
            self._over.add((form, above, run.numbers[-1].ordinal + 1))
        del self._open[first:]

    def _begun(self, number: Number, level: int) -> Run:
        form, _, above = kind = style(number)
        goes_on = (form, above, number.ordinal) in self._over
        parent = self._open[-1].numbers[-1] if self._open else None
        run = Run(kind, level, parent, goes_on, [number], set())
        last = next((one for one in reversed(self._open) if one.style == kind), None)
        if number.ordinal == 1 and last is not None and last.level == level and len(last.numbers) == 1:
            run.again = last
        self.found.append(run)
        return run


def _rank(form: Form) -> int:
    return _HEADINGS.index(form) if form in _HEADINGS else len(_HEADINGS)
