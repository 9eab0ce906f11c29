"""How far two readings of one document are the same, and where they part."""

import bisect
import difflib
import itertools
import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.parity.flow import Entry, Flow
from benchmarks.parity.reading import Share

from pipeline.builtin.structure.numbering import number_at

MEASURES = ("size", "start", "left", "alignment", "pitch")
TOLERANCE = {"size": 0.5, "pitch": 0.2}
"""pt."""
INDENT = 0.25
"""em; indents may differ by so much."""
CELL = 0.02
"""So much of a cell of the grid takes no further one."""
SIZE = 10.5
"""pt; of characters whose size is not known."""
HANGING = str.maketrans("", "", "，。、；：．！？,.;:")
"""LibreOffice does not print every mark that hangs beyond the right edge at the end of a line."""
_GRAM = 4


class Likeness(NamedTuple):
    """Shares of paragraphs, of entries of the outline, and of each of :data:`MEASURES` among equal paragraphs."""

    body: Share
    outline: Share
    measures: dict[str, Share]
    excluded: Counter[str]
    """What was left out, by the reason."""
    differences: list[str]
    """A line for each entry that only one has: ``-`` docx, ``+`` pdf; then measures that differ."""

    @property
    def same_outline(self) -> bool:
        """Whether nothing in the outline differs."""
        return self.outline.equal == self.outline.total


def compare(docx: Flow, pdf: Flow, printed: str) -> Likeness:
    """Compare two readings; ``printed``: all that the pdf shows, without blanks, in whatever order."""
    one, two = docx.body, pdf.body
    blocks = _matching([entry.text for entry in one], [entry.text for entry in two])
    alike = [(one[a + i], two[b + i]) for a, b, size in blocks for i in range(size)]
    excluded: Counter[str] = Counter()
    differences: list[str] = []
    left, right = 0, 0
    otherwise: list[tuple[Entry, Entry]] = []
    grams = {printed[i : i + _GRAM] for i in range(len(printed))}
    for a, a_end, b, b_end in _gaps(blocks):
        lost = _without_marks(one[a:a_end], two[b:b_end], printed)
        counted = _numbered_otherwise(one[a:a_end], two[b:b_end])
        struck = _with_deletions(one[a:a_end], two[b:b_end])
        alike += lost + counted + struck
        otherwise += lost + counted
        excluded["mark not printed"] += len(lost)
        excluded["number counted otherwise"] += len(counted)
        excluded["deletion printed"] += len(struck)
        taken = {id(entry) for pair in lost + counted + struck for entry in pair}
        for entry in one[a:a_end]:
            if id(entry) in taken:
                continue
            if reason := _unseen(entry.text, docx, printed, grams):
                excluded[reason] += 1
            else:
                left += 1
                differences.append(f"- {entry.text}")
        for entry in two[b:b_end]:
            if id(entry) in taken:
                continue
            if reason := _boxed(entry.text, docx):
                excluded[reason] += 1
            else:
                right += 1
                differences.append(f"+ {entry.text}")
    sections = [_as_printed(entry, pdf, otherwise) for entry in docx.outline]
    matched = _matching(sections, pdf.outline)
    outline = Share(2 * sum(block[2] for block in matched), len(docx.outline) + len(pdf.outline))
    for a, a_end, b, b_end in _gaps(matched):
        differences += [f"outline - {' | '.join(entry)}" for entry in sections[a:a_end]]
        differences += [f"outline + {' | '.join(entry)}" for entry in pdf.outline[b:b_end]]
    measures = {}
    for name in MEASURES:
        known = [pair for pair in alike if None not in (getattr(pair[0], name), getattr(pair[1], name))]
        if name in ("start", "left"):
            unseen = {id(pair[0]) for pair in known if _at_place(name, *pair, pdf.begins)}
            excluded["indents from an edge that no line shows"] += len(unseen)
            known = [pair for pair in known if id(pair[0]) not in unseen]
        if name == "alignment":
            excluded["lines that an indent puts in the middle"] += sum(_indented_there(*pair) for pair in known)
            known = [pair for pair in known if not _indented_there(*pair)]
        if name == "pitch":
            excluded["lines on a grid"] += sum(_on_grid(*pair) for pair in known)
            known = [pair for pair in known if not _on_grid(*pair)]
        unlike = [pair for pair in known if not _same(name, *pair)]
        measures[name] = Share(len(known) - len(unlike), len(known))
        differences += [
            f"{name} {getattr(pair[0], name)} / {getattr(pair[1], name)}: {pair[0].text[:40]}" for pair in unlike
        ]
    body = Share(2 * len(alike), 2 * len(alike) + left + right)
    return Likeness(body, outline, measures, excluded, differences)


def _matching(one: Sequence[object], two: Sequence[object]) -> list[tuple[int, int, int]]:
    matcher = difflib.SequenceMatcher(None, one, two, autojunk=False)
    return [tuple(block) for block in matcher.get_matching_blocks()]  # type: ignore[misc]


def _gaps(blocks: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int, int]]:
    """What lies between the matches, of both: from where to where."""
    found, a, b = [], 0, 0
    for next_a, next_b, size in blocks:
        if next_a > a or next_b > b:
            found.append((a, next_a, b, next_b))
        a, b = next_a + size, next_b + size
    return found


def _without_marks(one: Sequence[Entry], two: Sequence[Entry], printed: str) -> list[tuple[Entry, Entry]]:
    """Paragraphs that differ in marks alone which the pdf does not show."""
    waiting = {entry.text.translate(HANGING): entry for entry in two}
    found = []
    for entry in one:
        other = None if entry.text in printed else waiting.get(entry.text.translate(HANGING))
        if other is not None and len(other.text) < len(entry.text):
            found.append((entry, other))
    return found


def _numbered_otherwise(one: Sequence[Entry], two: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Paragraphs that differ in the number alone: LibreOffice does not know ``w:lvlRestart``."""
    numbered = [(entry, number_at(entry.text)) for entry in two]
    waiting = {entry.text[number.span.end :]: entry for entry, number in numbered if number}
    pairs = [(entry, waiting.get(entry.text[len(entry.number) :])) for entry in one if entry.number]
    return [(entry, other) for entry, other in pairs if other is not None]


def _with_deletions(one: Sequence[Entry], two: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Paragraphs with a tracked deletion, and what they are in the pdf: as they begin and end, and more inside."""
    found = []
    for entry in one:
        if entry.changed:
            same = (other for other in two if len(other.text) > len(entry.text) and _ends_alike(entry.text, other.text))
            found += [(entry, other) for other in itertools.islice(same, 1)]
    return found


def _ends_alike(one: str, two: str) -> bool:
    return two.startswith(one[:_GRAM]) and two.endswith(one[-_GRAM:])


def _as_printed(
    entry: tuple[str, str, str], pdf: Flow, otherwise: Sequence[tuple[Entry, Entry]]
) -> tuple[str, str, str]:
    """The entry as the pdf has it, where its paragraph has lost marks or has another number."""
    level, number, title = entry
    theirs = [two.text for one, two in otherwise if one.text.startswith(number + title[:5])]
    plain = title.translate(HANGING)
    for other in pdf.outline if theirs else ():
        same = other[2].translate(HANGING)
        if (
            other[0] == level
            and any(text.startswith(other[1] + other[2][:5]) for text in theirs)
            and (same.startswith(plain) or plain.startswith(same))
        ):
            return other
    return entry


def _unseen(text: str, docx: Flow, printed: str, grams: set[str]) -> str | None:
    """Why a paragraph of the docx cannot be in the pdf."""
    if text in docx.hidden:
        return "hidden"
    if text in printed:
        return None
    own = [text[i : i + _GRAM] for i in range(max(len(text) - _GRAM + 1, 1))]
    return "not printed" if 2 * sum(gram in grams for gram in own) < len(own) else None


def _boxed(text: str, docx: Flow) -> str | None:
    """Where the docx has a paragraph that is body in the pdf, for want of anything that shows it is not."""
    for name, reason in (("textbox", "text box"), ("table", "table without lines")):
        if text in docx.elsewhere.get(name, ""):
            return reason
    return None


def _on_grid(one: Entry, two: Entry) -> bool:
    """Whether LibreOffice set the lines on the document grid, which Word does not where their pitch is exact."""
    assert two.pitch is not None
    if one.grid is None or _same("pitch", one, two):
        return False
    return _whole(two.pitch, one.grid.line_pitch)


def _at_place(name: str, one: Entry, two: Entry, begins: dict[int, list[float]]) -> bool:
    """Whether the pdf has it where the docx puts it on the page, though it counts from another edge.

    And no line of the page begins at the edge that the docx declares: none shows where it is.
    """
    if one.edge is None or two.edge is None or two.page is None or _same(name, one, two):
        return False
    near = INDENT * (two.size or one.size or SIZE) + 0.01
    lines = begins.get(two.page, [])
    shown = bisect.bisect_left(lines, one.edge - near) < bisect.bisect_right(lines, one.edge + near)
    return not shown and abs(one.edge + getattr(one, name) - two.edge - getattr(two, name)) <= near


def _indented_there(one: Entry, two: Entry) -> bool:
    """Whether the docx indents a line to where it stands in the middle, and the pdf has it there: it looks centred."""
    if two.alignment != "centre" or one.alignment not in ("left", "justify"):
        return False
    if one.edge is None or one.start is None or one.middle is None or two.x0 is None or two.middle is None:
        return False
    size = two.size or SIZE
    return abs(one.edge + one.start - two.x0) <= INDENT * size and abs(one.middle - two.middle) <= size


def _same(name: str, one: Entry, two: Entry) -> bool:
    first, second = getattr(one, name), getattr(two, name)
    if name == "alignment":
        return bool(first == second)
    limit = TOLERANCE.get(name) or INDENT * (two.size or one.size or SIZE)
    if abs(first - second) <= limit + 0.01:
        return True
    return name in ("start", "left") and _in_cells(first, second, one, two)


def _in_cells(first: float, second: float, one: Entry, two: Entry) -> bool:
    """Whether both are as many cells of a grid of characters that LibreOffice puts everything into.

    A cell is as wide as the docx says. Characters that are wider take two, and what they are
    set in by takes the next whole number.
    """
    cell = one.grid.char_pitch if one.grid else None
    if not cell or two.apart is None or not _whole(two.apart, cell):
        return False
    return abs(math.ceil(first / cell - CELL) * cell - second) <= INDENT * cell


def _whole(length: float, unit: float) -> bool:
    """Whether it is a multiple, within what pitches may differ by."""
    rest = length % unit
    return min(rest, unit - rest) < TOLERANCE["pitch"]
