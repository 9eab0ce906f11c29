"""Pages to one document."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from pipeline.builtin.readers.pdf import furniture as outside
from pipeline.builtin.readers.pdf.aligned import aligned_tables
from pipeline.builtin.readers.pdf.columns import blocks
from pipeline.builtin.readers.pdf.footnotes import footnotes
from pipeline.builtin.readers.pdf.frames import KEPT, Frame, filled, frame, kept, likely, settled, shown
from pipeline.builtin.readers.pdf.furniture_marks import Standing, placed, taken_out
from pipeline.builtin.readers.pdf.lines import Line, line, rows
from pipeline.builtin.readers.pdf.pages import Edges, Leaf, measured, pages
from pipeline.builtin.readers.pdf.paragraphs import Group, groups, usual_pitch
from pipeline.builtin.readers.pdf.ruled_lines import of_table, ruled
from pipeline.builtin.readers.pdf.ruling import tables
from pipeline.builtin.readers.pdf.sheet import Fragment, Sheet
from pipeline.builtin.readers.pdf.table_writing import Part, deepest, goes_on, write_table
from pipeline.builtin.readers.pdf.three_lines import three_line_tables
from pipeline.builtin.readers.pdf.writing import Writing
from pipeline.model.document import Document
from pipeline.model.layout import Margins
from pipeline.model.text import Span


def assemble(name: str, sheets: Sequence[Sheet]) -> Document:
    """The document that the pages make up: body, what stands askew, headers and footers, footnotes."""
    leaves = [_leaf(sheet) for sheet in sheets]
    standing = taken_out([leaf.rows for leaf in leaves])
    notes = {leaf.sheet.number: _take_notes(leaf) for leaf in leaves}
    for leaf in leaves:
        _find_more_tables(leaf)
        leaf.blocks = blocks(leaf.rows.rows, leaf.tables, leaf.sheet.number)
    _frame(leaves)
    pitch = usual_pitch(
        [(one, leaf.frames[block.column]) for leaf in leaves for block in leaf.blocks for one in block.lines]
    )
    white = measured(leaves, pitch)
    writing = Writing({sheet.number: sheet for sheet in sheets})
    _write_body(writing, leaves, pitch)
    body_end = writing.at
    for leaf in leaves:
        _write_askew(writing, leaf.sheet)
    _write_furniture(writing, standing, leaves, white)
    for leaf in leaves:
        _write_notes(writing, notes[leaf.sheet.number], leaf)
    document = writing.document(name)
    end = min(body_end, len(document.text))
    return msgspec.structs.replace(document, pages=pages(leaves, white, writing.begun, end))


def _leaf(sheet: Sheet) -> Leaf:
    level = [part for part in sheet.fragments if part.turn == sheet.turn and not part.slanted]
    found, rest = tables(sheet, level)
    height = sheet.box[3] - sheet.box[1] if sheet.turn in (0, 180) else sheet.box[2] - sheet.box[0]
    outer = outside.Leaf(sheet.number, height, rows(rest), [(table.box[1], table.box[3]) for table in found])
    return Leaf(sheet, found, outer, ruled(sheet, found, outer.rows))


def _take_notes(leaf: Leaf) -> list[list[Line]]:
    """Take the footnotes out of the page's rows, and the line over them out of its ruled lines."""
    found, over = footnotes(leaf.rows.rows, leaf.drawn, leaf.sheet.number)
    if over is not None:
        leaf.rows.rows = [row for row in leaf.rows.rows if row.y < over.y]
        leaf.drawn = [one for one in leaf.drawn if one is not over]
    return found


def _find_more_tables(leaf: Leaf) -> None:
    """Take tables without upright lines out of the page's rows and its ruled lines."""
    number, rest = leaf.sheet.number, leaf.rows.rows
    ruled_ones, rest = three_line_tables(rest, leaf.drawn, number)
    aligned, leaf.rows.rows = aligned_tables(rest, number)
    if ruled_ones or aligned:
        leaf.tables = sorted([*leaf.tables, *ruled_ones, *aligned], key=lambda table: table.box[1])
        leaf.drawn = [one for one in leaf.drawn if not any(of_table(one, table) for table in ruled_ones)]


def _frame(leaves: Iterable[Leaf]) -> None:
    """Find the edges of the text on each page; pages of one size help each other."""
    alike: dict[tuple[int, int, int], dict[int, Frame]] = {}
    sizes: dict[int, float] = {}
    sure: set[int] = set()
    by_number = {leaf.sheet.number: leaf for leaf in leaves}
    for leaf in by_number.values():
        columns: dict[int, list[Line]] = {}
        for block in leaf.blocks:
            if block.lines:
                columns.setdefault(block.column, []).extend(block.lines)
        leaf.frames = {column: frame(lines) for column, lines in columns.items()}
        if any(columns):
            leaf.frames[0] = frame(leaf.lines)
        elif 0 in columns:
            key = (round(leaf.sheet.width), round(leaf.sheet.height), leaf.sheet.turn)
            alike.setdefault(key, {})[leaf.sheet.number] = leaf.frames[0]
            if kept(columns[0], leaf.frames[0]) >= KEPT:
                sure.add(leaf.sheet.number)
            if not filled(columns[0], leaf.frames[0]):
                sizes[leaf.sheet.number] = max(columns[0][0].size, 1.0)
    for frames in alike.values():
        for number, learnt in settled(frames, sizes, sure & frames.keys()).items():
            leaf = by_number[number]
            around = leaf.frames[0] if shown(leaf.lines, leaf.frames[0]) else learnt
            leaf.frames[0] = likely(around, leaf.sheet.width if leaf.sheet.turn == leaf.sheet.rotation else 0.0)


def _write_body(writing: Writing, leaves: Sequence[Leaf], pitch: float | None) -> None:
    """Write text and tables in the order of reading."""
    flow: list[tuple[Line, Frame]] = []
    parts: list[Part] = []
    bottoms = deepest(leaves)

    def flush() -> None:
        _write(writing, groups(flow, pitch))
        flow.clear()
        if parts:
            write_table(writing, parts)
            parts.clear()

    for leaf in leaves:
        for index, block in enumerate(leaf.blocks):
            if block.table:
                part = Part(leaf.sheet.number, block.table)
                bottom = bottoms[leaf.sheet.width, leaf.sheet.height]
                if index or not parts or not goes_on(parts[-1], part, bottom):
                    flush()
                parts.append(part)
            elif parts:
                flush()
            flow.extend((one, leaf.frames[block.column]) for one in block.lines)
    flush()


def _write_askew(writing: Writing, sheet: Sheet) -> None:
    """Watermarks and text along an edge: what is not read in the direction of the page."""
    turns: dict[int, list[Fragment]] = {}
    for part in sheet.fragments:
        if part.turn != sheet.turn or part.slanted:
            turns.setdefault(part.turn, []).append(part)
    for parts in turns.values():
        found = [one for row in rows(parts) if (one := line(row.fragments, row.y, sheet.number)) is not None]
        if found:
            around = frame(found)
            placed = [(one, around) for one in found]
            _write(writing, groups(placed, usual_pitch(placed), "textbox"))


def _write_furniture(
    writing: Writing, standing: Sequence[Standing], leaves: Sequence[Leaf], white: Mapping[int, Margins]
) -> None:
    """Write headers, then footers; their indents where the edges of the text are known."""
    edges = Edges(leaves, white)
    for one in sorted(standing, key=lambda one: one.container == "footer"):
        with writing.marked(one.container, one.pages):
            start = writing.group(placed(one, *edges.around(one.line.page)))
        if one.number is not None:
            writing.mark(Span(start + one.number.start, start + one.number.end), "page-number", one.pages)


def _write_notes(writing: Writing, notes: Iterable[Sequence[Line]], leaf: Leaf) -> None:
    for lines in notes:
        around = leaf.frames.get(0) or frame(lines)
        placed = [(one, around) for one in lines]
        _write(writing, groups(placed, usual_pitch(placed), "footnote"))


def _write(writing: Writing, found: Iterable[Group]) -> None:
    for group in found:
        writing.group(group)
