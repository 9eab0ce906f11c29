"""What is said of each page: its part of the text, its margins, its columns and its ruled lines."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from pipeline.builtin.readers.pdf import furniture as outside
from pipeline.builtin.readers.pdf.columns import Block
from pipeline.builtin.readers.pdf.frames import Frame
from pipeline.builtin.readers.pdf.lines import Line
from pipeline.builtin.readers.pdf.margins import MM, Alike, margins
from pipeline.builtin.readers.pdf.ruled_lines import Drawn, millimetres
from pipeline.builtin.readers.pdf.ruling import Table
from pipeline.builtin.readers.pdf.sheet import Sheet
from pipeline.builtin.readers.pdf.writing import Begun
from pipeline.model.layout import Margins, Page, RuledLine
from pipeline.model.text import Span

WIDE = 0.9
"""The share of the usual width of text that a page has whose lines show its edges."""
SAME = 2.0
"""pt; pages whose text begins so near are set alike."""


class Leaf(msgspec.Struct):
    """A page on its way to text."""

    sheet: Sheet
    tables: list[Table]
    rows: outside.Leaf
    drawn: list[Drawn]
    blocks: list[Block] = []
    frames: dict[int, Frame] = {}
    """Of the text in each column, as blocks number them."""

    @property
    def lines(self) -> list[Line]:
        """Those of the body outside of tables."""
        return [line for block in self.blocks for line in block.lines]


def measured(leaves: Sequence[Leaf], pitch: float | None) -> dict[int, Margins]:
    """The margins of each page, by its number; pages of one size help each other."""
    shown = {leaf.sheet.number: [] if leaf.tables and _begins_or_ends(leaf) else leaf.lines for leaf in leaves}
    sizes: dict[tuple[float, float], list[list[Line]]] = {}
    for leaf in leaves:
        sizes.setdefault((leaf.sheet.width, leaf.sheet.height), []).append(shown[leaf.sheet.number])
    alike = {size: Alike(pages, pitch) for size, pages in sizes.items()}
    return {
        sheet.number: margins(sheet, shown[sheet.number], leaf.frames.get(0), alike[sheet.width, sheet.height])
        for leaf in leaves
        for sheet in (leaf.sheet,)
    }


def _begins_or_ends(leaf: Leaf) -> bool:
    """Whether a table is the first or the last thing on the page."""
    if not leaf.lines:
        return True
    return leaf.tables[0].box[1] < leaf.lines[0].y or leaf.tables[-1].box[3] > leaf.lines[-1].y


def pages(
    leaves: Sequence[Leaf],
    white: Mapping[int, Margins],
    begun: Mapping[int, Sequence[Begun]],
    end: int,
) -> tuple[Page, ...]:
    """The pages; the part of the text that is a page's begins with the first paragraph that begins on it.

    ``white``: their margins; ``begun``: what begins or goes on there; ``end``: where the body ends.
    """
    made: list[Page] = []
    after = end
    for leaf in reversed(leaves):
        sheet = leaf.sheet
        there = begun.get(sheet.number, ())
        start = min([one.start for one in there if one.first] or [after])
        start = min(start, after)
        made.append(
            Page(
                Span(start, after),
                sheet.number,
                round(sheet.width / MM, 2),
                round(sheet.height / MM, 2),
                white[sheet.number],
                measured=True,
                columns=_columns(leaf),
                lines=tuple(_line(drawn, leaf, there, Span(start, after)) for drawn in leaf.drawn),
            )
        )
        after = start
    return tuple(reversed(made))


def _columns(leaf: Leaf) -> int | None:
    """How many columns of text stand side by side; ``None`` for a page without text."""
    if not leaf.frames:
        return None
    sides: list[Frame] = []
    numbers = {block.column for block in leaf.blocks if block.column and block.lines}
    for one in sorted((leaf.frames[number] for number in numbers), key=lambda frame: frame.right):
        if not sides or one.left >= sides[-1].right - 1:
            sides.append(one)
    return max(len(sides), 1)


def _line(drawn: Drawn, leaf: Leaf, there: Iterable[Begun], span: Span) -> RuledLine:
    thickness, length, left, top = millimetres(drawn)
    upright = leaf.sheet.turn == leaf.sheet.rotation
    return RuledLine(
        min(max(_at(drawn, list(there), span), span.start), span.end),
        thickness,
        drawn.colour,
        length,
        left if upright else None,
        top if upright else None,
    )


def _at(drawn: Drawn, there: Sequence[Begun], span: Span) -> int:
    """The start of the first paragraph below the line, in its column; or the end of the last one above it."""
    near = [one for one in there if one.x0 < drawn.x1 and drawn.x0 < one.x1] or there
    below = [one for one in near if one.first and one.y > drawn.y]
    if below:
        return min(below, key=lambda one: (one.y, one.start)).start
    above = [one for one in near if one.y <= drawn.y]
    return max(one.end for one in above) if above else span.start


class Edges:
    """The edges of the text, for what stands outside of it."""

    def __init__(self, leaves: Iterable[Leaf], white: Mapping[int, Margins]) -> None:
        """``white``: the pages' margins, by their numbers."""
        self._leaves = {leaf.sheet.number: leaf for leaf in leaves}
        self._white = white
        frames: dict[tuple[float, float], Counter[Frame]] = {}
        known: dict[tuple[float, float, int, str], Counter[float]] = {}
        for leaf in self._leaves.values():
            size = leaf.sheet.width, leaf.sheet.height
            if 0 in leaf.frames:
                frames.setdefault(size, Counter())[leaf.frames[0]] += 1
            for side in ("left", "right"):
                margin = getattr(white[leaf.sheet.number], side)
                if margin is not None:
                    known.setdefault((*size, leaf.sheet.number % 2, side), Counter())[margin] += 1
        self._usual = {size: counts.most_common(1)[0][0] for size, counts in frames.items()}
        self._margins = {place: counts.most_common(1)[0][0] for place, counts in known.items()}

    def around(self, page: int) -> tuple[Frame | None, float | None, float | None]:
        """About where the text stands on the page, and its left and right edge where they are known, pt.

        A page that does not show an edge has it where most pages of its size show it that lie on
        the same side of a sheet; margins may be mirrored.
        """
        sheet = self._leaves[page].sheet
        size = sheet.width, sheet.height
        usual = self._usual.get(size)
        own = self._leaves[page].frames.get(0, usual)
        narrow = own and usual and own.right - own.left < WIDE * (usual.right - usual.left)
        if own and usual and (narrow or abs(own.left - usual.left) < SAME):
            own = usual
        left, right = self._edge(page, "left"), self._edge(page, "right")
        return own, left, None if right is None else sheet.width - right

    def _edge(self, page: int, side: str) -> float | None:
        sheet = self._leaves[page].sheet
        margin = getattr(self._white[page], side)
        if margin is None:
            margin = self._margins.get((sheet.width, sheet.height, page % 2, side))
        return None if margin is None else margin * MM
