"""Level lines across the text that are neither of a table nor under words."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from pipeline.builtin.readers.pdf.lines import Row
from pipeline.builtin.readers.pdf.margins import MM
from pipeline.builtin.readers.pdf.ruling import Table
from pipeline.builtin.readers.pdf.sheet import Edge, Sheet, seen

SHORTEST = 57.0
"""pt (20 mm); what is shorter goes across nothing: a blank to fill in, a part of a drawing."""
SAME = 0.3
"""pt; stretches this close in height are one line, drawn in parts or twice."""
NEAR = 3.0
"""pt; how far off a line may end and still belong to an upright line or a table."""
UNDER = 0.35
"""em; a line this little below the baseline, and no longer than the words above it, underlines them."""
HIGH = 0.9
"""em; as high above the baseline it strikes them out."""
BESIDE = 1.2
"""em; a line at the height of an underline that begins so near behind words is a blank to fill in."""
FIELD = 8.0
"""em; words right on a line, and others so near before it: a blank that is filled in, and its label."""
LINES = 300
"""On one page; more are a drawing, and none of them counts."""
MOST = 400_000
"""Pairs of a line and what may be near it; drawings have more, and none of their lines counts."""


class Drawn(msgspec.Struct, gc=False):
    """A level line on the page as it is read, y downwards from the top, pt."""

    x0: float
    x1: float
    y: float
    thickness: float | None
    colour: str | None


def ruled(sheet: Sheet, tables: Sequence[Table], rows: Sequence[Row]) -> list[Drawn]:
    """The ruled lines of the page from the top. ``rows``: its text outside of tables."""
    levels, uprights = _sorted(sheet)
    lines = [line for line in _joined(levels) if line.x1 - line.x0 >= SHORTEST and line.colour != "FFFFFF"]
    if len(lines) > LINES or len(lines) * (len(uprights) + len(rows) + len(tables)) > MOST:
        return []
    return [
        line
        for line in lines
        if not any(of_table(line, table) for table in tables)
        and not any(_meets(line, upright) for upright in uprights)
        and not any(_of_words(line, row) for row in rows)
    ]


def _sorted(sheet: Sheet) -> tuple[list[Drawn], list[Drawn]]:
    """The level and the upright lines; of an upright one, x and y change places."""
    levels: list[Drawn] = []
    uprights: list[Drawn] = []
    for edge in sheet.edges:
        x0, y0, x1, y1 = _as_read(edge, sheet)
        if x1 - x0 >= y1 - y0:
            levels.append(Drawn(x0, x1, (y0 + y1) / 2, edge.thickness, edge.colour))
        else:
            uprights.append(Drawn(y0, y1, (x0 + x1) / 2, edge.thickness, edge.colour))
    return levels, uprights


def _as_read(edge: Edge, sheet: Sheet) -> tuple[float, float, float, float]:
    x0, y0 = seen(sheet.box, sheet.turn, edge.x0, edge.y0)
    x1, y1 = seen(sheet.box, sheet.turn, edge.x1, edge.y1)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _joined(levels: Iterable[Drawn]) -> Iterator[Drawn]:
    """The lines from the top, each put together from its parts."""
    height: list[Drawn] = []
    for line in sorted(levels, key=lambda line: line.y):
        if height and line.y - height[0].y > SAME:
            yield from _joined_at(height)
            height = []
        height.append(line)
    yield from _joined_at(height)


def _joined_at(height: list[Drawn]) -> Iterator[Drawn]:
    """Of lines at one height, those that touch as one, as thick as the thickest."""
    whole: Drawn | None = None
    for line in sorted(height, key=lambda line: line.x0):
        if whole is not None and line.x0 - whole.x1 <= NEAR and line.colour == whole.colour:
            whole.x1 = max(whole.x1, line.x1)
            whole.thickness = max(whole.thickness or 0.0, line.thickness or 0.0) or None
        else:
            if whole is not None:
                yield whole
            whole = msgspec.structs.replace(line)
    if whole is not None:
        yield whole


def of_table(line: Drawn, table: Table) -> bool:
    """Whether the line lies in the table or at its edge."""
    x0, top, x1, bottom = table.box
    return top - NEAR <= line.y <= bottom + NEAR and line.x0 >= x0 - NEAR and line.x1 <= x1 + NEAR


def _meets(line: Drawn, upright: Drawn) -> bool:
    """Whether an upright line ends at the line or crosses it: a frame, a form, the axis of a chart."""
    across = line.x0 - NEAR <= upright.y <= line.x1 + NEAR
    return across and upright.x0 - NEAR <= line.y <= upright.x1 + NEAR


def _of_words(line: Drawn, row: Row) -> bool:
    """Whether the line underlines words, strikes them out, or is a blank beside them."""
    below = line.y - row.y
    if not -HIGH * row.size <= below <= UNDER * row.size:
        return False
    em = row.size
    if row.fragments[0].lefts[0] - 0.5 * em <= line.x0 and line.x1 <= row.fragments[-1].rights[-1] + 0.5 * em:
        return True
    over = any(part.lefts[0] < line.x1 and line.x0 < part.rights[-1] for part in row.fragments)
    label = max((part.rights[-1] for part in row.fragments if part.rights[-1] < line.x0), default=None)
    if over and below >= 0 and label is not None and line.x0 - label <= FIELD * em:
        return True
    return any(
        -0.5 * em <= line.x0 - part.rights[-1] <= BESIDE * em or -0.5 * em <= part.lefts[0] - line.x1 <= BESIDE * em
        for part in row.fragments
    )


def millimetres(line: Drawn) -> tuple[float | None, float, float, float]:
    """Its thickness, length, distance from the left and from the top."""
    thickness = None if line.thickness is None else round(line.thickness / MM, 3)
    return thickness, round((line.x1 - line.x0) / MM, 2), round(line.x0 / MM, 2), round(line.y / MM, 2)
