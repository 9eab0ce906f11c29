"""Level lines across the text, from paragraph borders, open tables and shapes, and the page each is on.

A table of one column without borders at its sides is how many editors rule the 版记; its
level borders are lines. Where a border stands on paper is known but for its height.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from pipeline.builtin.readers.docx.body.drawn import Drawn, Offset
from pipeline.builtin.readers.docx.formatting.paragraph_properties import Border, border
from pipeline.builtin.readers.docx.formatting.sections import MM
from pipeline.builtin.readers.docx.package.ooxml import W, points
from pipeline.model.layout import Container, Page, Paragraph, RuledLine
from pipeline.model.text import Span

BLACK = "000000"
_SIDES = (("left", "start"), ("right", "end"))
"""What the sides of a table are called, and in Strict documents."""


class Line(NamedTuple):
    """A level line. Lengths in mm."""

    owner: int
    """A place in the text of what it belongs to, which tells the page."""
    at: int
    """Before what it stands, were the page endless."""
    container: Container
    thickness: float | None = None
    colour: str | None = None
    length: float | None = None
    left: Offset | None = None
    top: Offset | None = None
    insets: tuple[float, float] | None = None
    """How far a border keeps from the sides of the type area."""


def of_shape(drawn: Drawn, paragraph: Span, after: int, container: Container) -> Line:
    """The line of a shape anchored in ``paragraph``; ``after`` is where the next one starts."""
    at = after if drawn.below else paragraph.start
    return Line(
        paragraph.start, at, container, drawn.thickness, drawn.colour, drawn.length or None, drawn.left, drawn.top
    )


def of_borders(
    paragraphs: Sequence[Paragraph], borders: Iterable[tuple[int, tuple[Border | None, ...]]]
) -> Iterator[Line]:
    """The lines of paragraph borders (ECMA-376 part 1, 17.3.1.24).

    Neighbours with the same borders and indents are framed as one: only ``between`` stands between them.
    """
    known = dict(borders)
    for index, sides in known.items():
        top, between, bottom = sides
        paragraph = paragraphs[index]
        if not _one_frame(paragraphs, known, index - 1, index):
            if top is not None:
                yield _border(top, paragraph, paragraph.span.start)
        elif between is not None:
            yield _border(between, paragraph, paragraph.span.start)
        if bottom is not None and not _one_frame(paragraphs, known, index, index + 1):
            yield _border(bottom, paragraph, paragraph.span.end + 1)


def _one_frame(
    paragraphs: Sequence[Paragraph], known: dict[int, tuple[Border | None, ...]], first: int, second: int
) -> bool:
    if first < 0 or second >= len(paragraphs) or known.get(first) is None or known.get(first) != known.get(second):
        return False
    one, other = paragraphs[first], paragraphs[second]
    same = (one.container, one.left_indent, one.right_indent) == (
        other.container,
        other.left_indent,
        other.right_indent,
    )
    return same and one.container != "table"


def _border(found: Border, paragraph: Paragraph, at: int) -> Line:
    thickness, colour = found
    left = (paragraph.left_indent or 0.0) + min(paragraph.first_indent or 0.0, 0.0)
    insets = (left * MM, (paragraph.right_indent or 0.0) * MM)
    return Line(
        paragraph.span.start,
        at,
        paragraph.container,
        None if thickness is None else round(thickness * MM, 3),
        colour,
        insets=None if paragraph.container in ("table", "textbox") else insets,
    )


def of_table(
    element: Any, rows: Sequence[Any], starts: Sequence[int], after: int, container: Container
) -> Iterator[Line]:
    """The level borders of a table whose ``rows`` have one cell each, unless it is closed at a side.

    ``starts`` is where the text of each row starts, ``after`` where that after the table does;
    ``container`` is that of the text in it.
    """
    properties = element.find(W + "tblPr")
    drawn = None if properties is None else properties.find(W + "tblBorders")
    if drawn is None:
        return
    sides = {side.tag: border(side) for side in drawn}
    styled = properties.find(W + "tblStyle") is not None
    for names in _SIDES:
        said = [sides[W + name] for name in names if W + name in sides]
        if any(said) or (styled and not said):
            return
    widths = [points(column.get(W + "w")) for column in element.iterfind(f"{W}tblGrid/{W}gridCol")]
    length = round(sum([width or 0.0 for width in widths]) * MM, 3) or None
    for index, at in enumerate([*starts, after]):
        above, below = (_cell(rows[place]) if 0 <= place < len(rows) else {} for place in (index - 1, index))
        name = "top" if index == 0 else "bottom" if index == len(rows) else "insideH"
        found = sides.get(W + name)
        for own, side in ((above, W + "bottom"), (below, W + "top")):
            if side in own:
                found = own[side]
        if found is not None:
            thickness = None if found[0] is None else round(found[0] * MM, 3)
            yield Line(min(at, starts[-1]), at, container, thickness, found[1], length)


def _cell(row: Any) -> dict[str, Border | None]:
    return {side.tag: border(side) for side in row.iterfind(f"{W}tc/{W}tcPr/{W}tcBorders/*")}


def on_pages(pages: tuple[Page, ...], lines: Iterable[Line], homes: Sequence[tuple[Span, int]]) -> tuple[Page, ...]:
    """The pages with their lines; ``homes`` are the headers and footers, each with the number of its page."""
    bodies = [(page.span, number) for number, page in enumerate(pages)]
    found: dict[int, list[tuple[int, int, Line]]] = {}
    for line in lines:
        rank = {"header": 0, "footer": 2}.get(line.container, 1)
        places = bodies if rank == 1 else homes
        index = bisect.bisect_right(places, line.owner, key=lambda place: place[0].start) - 1
        if index >= 0 and line.owner <= places[index][0].end:
            span, number = places[index]
            found.setdefault(number, []).append((rank, min(line.at, span.end), line))
    result = list(pages)
    for number, ranked in found.items():
        ranked.sort(key=lambda entry: entry[:2])
        ruled = tuple([_ruled(line, at, pages[number]) for _, at, line in ranked])
        result[number] = msgspec.structs.replace(pages[number], lines=ruled)
    return tuple(result)


def _ruled(line: Line, at: int, page: Page) -> RuledLine:
    margins = page.margins
    length, left = line.length, None
    width = None
    if page.width is not None and margins.left is not None and margins.right is not None:
        width = page.width - margins.left - margins.right
    if line.insets is not None and width is not None and page.columns == 1 and margins.left is not None:
        length, left = width - sum(line.insets), margins.left + line.insets[0]
    elif line.left is not None:
        left = _across(line.left, length or 0.0, page, width)
    top = None if line.top is None else _down(line.top, page)
    colour = None if line.colour == BLACK else line.colour
    return RuledLine(at, line.thickness, colour, *[_rounded(value) for value in (length, left, top)])


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _across(offset: Offset, length: float, page: Page, width: float | None) -> float | None:
    frame, value = offset
    if frame == "page":
        start, room = 0.0, page.width
    elif frame == "margin" or (frame in ("column", "text") and page.columns == 1):
        start, room = page.margins.left or 0.0, width
    else:
        return None
    if isinstance(value, float):
        return None if room is None else start + value
    share = {"left": 0.0, "center": 0.5, "right": 1.0}.get(value)
    return None if share is None or room is None else start + share * (room - length)


def _down(offset: Offset, page: Page) -> float | None:
    frame, value = offset
    if not isinstance(value, float):
        return None
    if frame == "page":
        return value
    return None if frame != "margin" or page.margins.top is None else page.margins.top + value
