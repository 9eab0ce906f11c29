"""Pages to one document."""

from collections.abc import Iterable, Sequence

import msgspec

from pipeline.builtin.formats.pdf import furniture as outside
from pipeline.builtin.formats.pdf.columns import Block, blocks
from pipeline.builtin.formats.pdf.lines import Line, line, rows
from pipeline.builtin.formats.pdf.margins import MM, margins, reach
from pipeline.builtin.formats.pdf.paragraphs import Frame, Group, filled, frame, groups, likely, settled, usual_pitch
from pipeline.builtin.formats.pdf.ruling import Cell, Table, tables
from pipeline.builtin.formats.pdf.sheet import Fragment, Sheet
from pipeline.builtin.formats.pdf.writing import Writing
from pipeline.model import Document, Page, Span

PADDING = 5.6
"""pt; the most white inside a cell's edge (Word's own is 5.4) that belongs to no indent."""


class _Leaf(msgspec.Struct):
    """A page on its way to text."""

    sheet: Sheet
    tables: list[Table]
    rows: outside.Leaf
    blocks: list[Block] = []
    frames: dict[int, Frame] = {}
    """Of the text in each column, as blocks number them."""

    @property
    def lines(self) -> list[Line]:
        return [line for block in self.blocks for line in block.lines]


def assemble(name: str, sheets: Sequence[Sheet]) -> Document:
    """The document that the pages make up: body, then what stands askew, then headers and footers."""
    leaves = [_leaf(sheet) for sheet in sheets]
    furniture = outside.furniture([leaf.rows for leaf in leaves])
    for leaf in leaves:
        leaf.blocks = blocks(leaf.rows.rows, leaf.tables, leaf.sheet.number)
    _frame(leaves)
    pitch = usual_pitch(
        [(one, leaf.frames[block.column]) for leaf in leaves for block in leaf.blocks for one in block.lines]
    )
    writing = Writing({sheet.number: sheet for sheet in sheets})
    starts = _write_body(writing, leaves, pitch)
    body_end = writing.at
    for leaf in leaves:
        _write_askew(writing, leaf.sheet)
    for container in ("header", "footer"):
        for one in furniture:
            if one.container == container:
                at = leaves[one.line.page - sheets[0].number].frames.get(0) or frame([one.line])
                _write(writing, groups([(one.line, at)], None, container))
    document = writing.document(name)
    return msgspec.structs.replace(document, pages=_pages(leaves, starts, min(body_end, len(document.text)), pitch))


def _leaf(sheet: Sheet) -> _Leaf:
    painted = [part for part in sheet.fragments if not part.hidden]
    hidden = [part for part in sheet.fragments if part.hidden]
    if hidden and sum(len(part.text) for part in hidden) > 10 * sum(len(part.text) for part in painted):
        painted += hidden  # the text layer of a scan
    level = [part for part in painted if part.turn == sheet.turn and not part.slanted]
    found, rest = tables(sheet, level)
    height = sheet.box[3] - sheet.box[1] if sheet.turn in (0, 180) else sheet.box[2] - sheet.box[0]
    return _Leaf(
        sheet, found, outside.Leaf(sheet.number, height, rows(rest), [(table.box[1], table.box[3]) for table in found])
    )


def _frame(leaves: Iterable[_Leaf]) -> None:
    """Find the edges of the text on each page; pages of one size help each other."""
    alike: dict[tuple[int, int, int], dict[int, Frame]] = {}
    sizes: dict[int, float] = {}
    by_number = {leaf.sheet.number: leaf for leaf in leaves}
    for leaf in by_number.values():
        columns: dict[int, list[Line]] = {}
        for block in leaf.blocks:
            if block.lines:
                columns.setdefault(block.column, []).extend(block.lines)
        leaf.frames = {column: frame(lines) for column, lines in columns.items()}
        if any(columns):
            leaf.frames[0] = frame(leaf.lines)
        elif 0 in columns and not filled(columns[0], leaf.frames[0]):
            key = (round(leaf.sheet.width), round(leaf.sheet.height), leaf.sheet.turn)
            alike.setdefault(key, {})[leaf.sheet.number] = leaf.frames[0]
            sizes[leaf.sheet.number] = max(columns[0][0].size, 1.0)
    for frames in alike.values():
        for number, around in settled(frames, sizes).items():
            leaf = by_number[number]
            leaf.frames[0] = likely(around, leaf.sheet.width if leaf.sheet.turn == leaf.sheet.rotation else 0.0)


def _write_body(writing: Writing, leaves: Iterable[_Leaf], pitch: float | None) -> dict[int, int]:
    """Write text and tables in the order of reading; returns where each page's part begins."""
    starts: dict[int, int] = {}
    flow: list[tuple[Line, Frame]] = []

    def flush() -> None:
        for group in groups(flow, pitch):
            at = writing.group(group)
            starts.setdefault(group.lines[0].page, at)
        flow.clear()

    for leaf in leaves:
        for block in leaf.blocks:
            if block.table:
                flush()
                starts.setdefault(leaf.sheet.number, _write_table(writing, block.table))
            flow.extend((one, leaf.frames[block.column]) for one in block.lines)
    flush()
    return starts


def _write_table(writing: Writing, table: Table) -> int:
    start = writing.at
    with writing.marked("table"):
        for number in sorted({cell.row for cell in table.cells}):
            with writing.marked("row", str(number)):
                for cell in (cell for cell in table.cells if cell.row == number):
                    with writing.marked("cell", f"{cell.row},{cell.column}"):
                        _write_cell(writing, cell)
    return start


def _write_cell(writing: Writing, cell: Cell) -> None:
    if not cell.lines:
        writing.blank("table")
        return
    x0, _, x1, _ = cell.box
    padding = max(0.0, min(PADDING, min(line.x0 for line in cell.lines) - x0))
    around = Frame(x0 + padding, x1 - padding)
    placed = [(one, around) for one in cell.lines]
    _write(writing, groups(placed, usual_pitch(placed), "table"))


def _write_askew(writing: Writing, sheet: Sheet) -> None:
    """Watermarks and text along an edge: what is not read in the direction of the page."""
    turns: dict[int, list[Fragment]] = {}
    for part in sheet.fragments:
        if not part.hidden and (part.turn != sheet.turn or part.slanted):
            turns.setdefault(part.turn, []).append(part)
    for parts in turns.values():
        found = [one for row in rows(parts) if (one := line(row.fragments, row.y, sheet.number)) is not None]
        if found:
            around = frame(found)
            placed = [(one, around) for one in found]
            _write(writing, groups(placed, usual_pitch(placed), "textbox"))


def _write(writing: Writing, found: Iterable[Group]) -> None:
    for group in found:
        writing.group(group)


def _pages(leaves: Sequence[_Leaf], starts: dict[int, int], end: int, pitch: float | None) -> tuple[Page, ...]:
    """A page's part of the text begins with the first paragraph that begins on it."""
    alike: dict[tuple[float, float], list[list[Line]]] = {}
    shown = {leaf.sheet.number: [] if leaf.tables and _begins_or_ends(leaf) else leaf.lines for leaf in leaves}
    for leaf in leaves:
        alike.setdefault((leaf.sheet.width, leaf.sheet.height), []).append(shown[leaf.sheet.number])
    reaches = {size: reach(pages) for size, pages in alike.items()}
    made: list[Page] = []
    after = end
    for leaf in reversed(leaves):
        sheet = leaf.sheet
        start = min(starts.get(sheet.number, after), after)
        measured = margins(sheet, shown[sheet.number], leaf.frames.get(0), pitch, reaches[sheet.width, sheet.height])
        width, height = round(sheet.width / MM, 2), round(sheet.height / MM, 2)
        made.append(Page(Span(start, after), sheet.number, width, height, measured, measured=True))
        after = start
    return tuple(reversed(made))


def _begins_or_ends(leaf: _Leaf) -> bool:
    """Whether a table is the first or the last thing on the page."""
    if not leaf.lines:
        return True
    return leaf.tables[0].box[1] < leaf.lines[0].y or leaf.tables[-1].box[3] > leaf.lines[-1].y
