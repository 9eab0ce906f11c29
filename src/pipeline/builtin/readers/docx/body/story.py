"""What one part holds, in order: paragraphs, tables, text boxes, sections."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from pipeline.builtin.readers.docx.body.cells import Merges
from pipeline.builtin.readers.docx.body.drawn import word_art
from pipeline.builtin.readers.docx.body.fields import Fields
from pipeline.builtin.readers.docx.body.gathered import Gathered
from pipeline.builtin.readers.docx.body.numbering import Numbering
from pipeline.builtin.readers.docx.body.ruling import of_shape, of_table
from pipeline.builtin.readers.docx.body.runs import COMMENT_BEGIN, COMMENT_END, Runs
from pipeline.builtin.readers.docx.body.written_text import WrittenText
from pipeline.builtin.readers.docx.fastpath.folding import Folds
from pipeline.builtin.readers.docx.fastpath.plain_paragraphs import Run
from pipeline.builtin.readers.docx.formatting.direct_formatting import DirectFormatting
from pipeline.builtin.readers.docx.formatting.paragraph_formatting import ParagraphFormat, ParagraphFormats
from pipeline.builtin.readers.docx.formatting.paragraph_properties import ParagraphProperties
from pipeline.builtin.readers.docx.formatting.pitch import natural
from pipeline.builtin.readers.docx.formatting.revisions import CONTROL, PARAGRAPH_END, RANGES, reformatted
from pipeline.builtin.readers.docx.formatting.scripts import EAST
from pipeline.builtin.readers.docx.formatting.sections import Grids
from pipeline.builtin.readers.docx.formatting.style_sheet import StyleSheet
from pipeline.builtin.readers.docx.formatting.styles import Looks, Styles
from pipeline.builtin.readers.docx.formatting.table_conditions import Table, around_cells
from pipeline.builtin.readers.docx.package.ooxml import (
    ADDED,
    ALTERNATE,
    CONTROLS,
    MATH_TEXT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RELATED,
    REMOVED,
    RUN,
    RUN_PROPERTIES,
    SECTION,
    TABLE,
    TEXT,
    WORD_ART,
    W,
    child_value,
    prompts,
    whole,
)
from pipeline.builtin.readers.docx.package.parts import limit
from pipeline.model.layout import Container, Paragraph
from pipeline.model.text import Span

_ROW, _CELL, _CHUNK = W + "tr", W + "tc", W + "altChunk"
_REMOVED_ROW, _ADDED_ROW = W + "del", W + "ins"
DEEPEST: Final = 4
"""Text boxes inside each other that are followed; Word itself allows none."""
_MOST: Final = 63
"""The most grid columns that Word lets a row leave out before its first cell."""
_HOLDERS: Final = frozenset((SECTION, TABLE, _CHUNK))
"""What ends a row of paragraphs though it may hold nothing."""


class Story:
    """Walks the blocks of one part and writes them to the text."""

    def __init__(
        self,
        written: WrittenText,
        style_sheet: StyleSheet,
        styles: Styles,
        formats: ParagraphFormats,
        numbering: Numbering,
        runs: Runs,
        folds: Folds,
        gathered: Gathered,
        grids: Grids,
        chunk: Callable[[str], None],
    ) -> None:
        self.sections: list[tuple[Any, int]] = []
        """Section properties, each with the end of its text."""
        self._written = written
        self._style_sheet = style_sheet
        self._styles = styles
        self._formats = formats
        self._numbering = numbering
        self._runs = runs
        self._folds = folds
        self._gathered = gathered
        self._grids = grids
        self._chunk = chunk
        self._ready: dict[tuple[DirectFormatting, Table | None], tuple[str | None, Looks, ParagraphFormat]] = {}
        self._pitches: dict[tuple[int, Container], float | None] = {}
        self._container: Container = "body"
        self._depth = 0
        self._held: list[tuple[Any, list[Run]]] = []
        """Paragraphs that go on in the next, since a tracked change took their end away."""

    def tell(self, element: Any, container: Container, first: int = 0) -> None:
        """Write the blocks of ``element``, which stand in ``container``; its first run is the ``first`` of the part."""
        runs = self._runs
        self._container, runs.count, runs.fields, runs.texts.story = container, first, Fields(), runs.part
        self._numbering.story = runs.part
        self._blocks(element)
        runs.texts.tell_left(runs.fields)

    def _blocks(self, parent: Any) -> None:
        """Write all blocks in ``parent``. Holders of unknown name are looked into."""
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                self._paragraph(child)
            elif tag == TABLE:
                self._table(child)
            elif tag == SECTION:
                self.sections.append((child, self._written.at))
                if reformatted(child):
                    self._written.mark(self._written.at, "reformatted")
            elif tag == _CHUNK:
                self._chunk(child.get(RELATED, ""))
            elif tag == RUN:
                self._runs.skip(child)
            elif tag in REMOVED:
                self._removed(child)
            elif tag == ALTERNATE:
                for option in self._runs.options(child):
                    self._blocks(option)
            elif tag in ADDED:
                with self._written.marking("inserted"):
                    self._blocks(child)
            elif tag == CONTROLS and prompts(child):
                with self._written.marking("placeholder"):
                    self._blocks(child)
            elif tag == RUN_PROPERTIES:
                self._runs.changed(child)
            elif len(child):
                self._blocks(child)
            else:
                self._between(child)

    def _between(self, element: Any) -> None:
        """What stands between blocks and holds nothing."""
        if element.tag == COMMENT_BEGIN:
            self._gathered.comments.begin(element, self._written.upcoming)
        elif element.tag == COMMENT_END:
            self._gathered.comments.end(element, self._written.at)
        elif element.tag in RANGES:
            self._written.mark(self._written.at, RANGES[element.tag], CONTROL)

    def _removed(self, element: Any) -> None:
        self._runs.skip(element)
        self._written.mark(self._written.at, "deleted")

    def _paragraph(self, element: Any) -> None:
        written, runs = self._written, self._runs
        plain = self._folds.plain(element)
        if plain is not None:
            properties, texts = plain
        else:
            found = next(element.iterchildren(PARAGRAPH_PROPERTIES), None)
            properties, texts = self._folds.nothing if found is None else self._folds.paragraph(found), []
        if properties.removed and properties.section is None and _goes_on(element):
            self._held.append((element, texts))
            return
        style, looks, format = self._ready.get((properties, runs.table)) or self._resolved(properties)
        runs.begin(looks)
        start = written.open()
        number = None
        if not properties.removed or self._held or texts or _remains(element):
            number = self._numbering.next(properties.numbered, style)
            if number is not None and number.text:
                look = looks[properties.typed + number.run]
                written.write_number(number.text, number.gap, look, number.form)
        first = len(written.pieces)
        runs.texts.outline, runs.texts.listed = format.outline, number
        if self._held:
            self._tell_held()
        if texts:
            runs.plain(texts)
        else:
            runs.inline(element)
            runs.fields.end_paragraph(written.at)
        if written.at == start and properties.removed and not runs.boxes:
            written.withdraw()
            written.mark(written.at, "deleted")
        else:
            if number is not None:
                format = self._format(style, properties, number.indent, number.listed_by)
            if format.outline and written.at > start:
                written.mark(start, "outline", format.outline)
            if properties.tracked:
                self._tell_changes(properties, start)
            written.paragraphs.append(self._laid_out(format, start, first, properties))
            if format.borders is not None:
                self._gathered.borders.append((len(written.paragraphs) - 1, format.borders))
        if runs.lines:
            span = Span(start, written.at)
            self._gathered.lines += [of_shape(line, span, written.at + 1, self._container) for line in runs.lines]
            runs.lines = []
        if runs.boxes:
            self._boxes()
        if properties.section is not None:
            self.sections.append((properties.section, written.at))

    def _tell_held(self) -> None:
        """Write what stands in the paragraphs before that go on in this one."""
        held, self._held = self._held, []
        for element, texts in held:
            if texts:
                self._runs.plain(texts)
            else:
                self._runs.inline(element)
            self._written.mark(self._written.at, "deleted", PARAGRAPH_END)

    def _tell_changes(self, properties: DirectFormatting, start: int) -> None:
        """Mark what was tracked of the properties of the paragraph since ``start``."""
        if properties.reformatted:
            self._written.mark(start, "reformatted")
        if properties.added:
            self._written.mark(self._written.at, "inserted", PARAGRAPH_END)
        if properties.removed:
            self._written.mark(self._written.at, "deleted", PARAGRAPH_END)

    def _resolved(self, properties: DirectFormatting) -> tuple[str | None, Looks, ParagraphFormat]:
        """The style of a paragraph, how its runs look, and its format outside lists."""
        style, table = self._style_sheet.name("paragraph", properties.style), self._runs.table
        found = style, self._styles.looks(style, table), self._format(style, properties, None, None)
        if properties.shared:
            self._ready[properties, table] = found
        return found

    def _format(
        self, style: str | None, properties: DirectFormatting, level: ParagraphProperties | None, listed_by: str | None
    ) -> ParagraphFormat:
        return self._formats.format(style, self._runs.table, properties.key, level, listed_by)

    def _laid_out(self, format: ParagraphFormat, start: int, first: int, properties: DirectFormatting) -> Paragraph:
        """The paragraph since ``start``, whose pieces begin with the ``first``."""
        written, looks, container = self._written, self._runs.looks, self._container
        pieces = written.pieces
        size = height = None
        if format.in_characters:
            size = pieces[first].style.size if first < len(pieces) else looks[()].styles[EAST].size
        if not format.exact:
            height = natural(pieces, first, looks[properties.typed].styles[EAST])
        place = len(self.sections), container
        grid = self._pitches.get(place, -1.0)
        if grid == -1.0:
            grid = self._pitches[place] = self._grids.pitch(*place)
        return format.paragraph(Span(start, written.at), container, size, height, grid)

    def _boxes(self) -> None:
        """Write the text boxes and WordArt anchored in the paragraph just written."""
        if self._depth >= DEEPEST:
            raise limit("文本框嵌套过深", "text boxes nested too deeply")
        self._depth += 1
        runs, numbering = self._runs, self._numbering
        boxes, runs.boxes = runs.boxes, []
        outer, runs.texts.story = runs.texts.story, f"{runs.part}#"
        numbering.story = f"{runs.part}#"
        count, table, fields, container = runs.count, runs.table, runs.fields, self._container
        runs.table = None
        if container in ("body", "table"):
            self._container = "textbox"
        for box, runs.count in boxes:
            runs.fields = Fields()
            with self._written.marking("textbox"):
                if box.tag == WORD_ART:
                    self._written.write_word_art(box, runs.part, word_art(box), self._container)
                else:
                    self._blocks(box)
            runs.texts.tell_left(runs.fields)
        runs.count, runs.table, runs.fields, self._container = count, table, fields, container
        self._depth -= 1
        runs.texts.story = outer
        numbering.story = outer

    def _table(self, element: Any) -> None:
        runs, container, outer = self._runs, self._container, self._runs.table
        properties = element.find(W + "tblPr")
        style = self._style_sheet.name("table", child_value(properties, "tblStyle"))
        if container in ("body", "textbox"):
            self._container = "table"
        rows: list[Any] = []
        starts: list[int] = []
        narrow, merges = True, Merges()
        cells = around_cells(self._style_sheet.bands, element, style)
        with self._written.marking("table"), self._changing(properties, element.find(W + "tblGrid")):
            for row, found in enumerate(self._within(element, _ROW), 1):
                row_properties = found.find(W + "trPr")
                if row_properties is not None and row_properties.find(_REMOVED_ROW) is not None:
                    self._removed(found)
                    continue
                rows.append(found)
                starts.append(self._written.upcoming)
                added = row_properties is not None and row_properties.find(_ADDED_ROW) is not None
                changed = self._changing(row_properties, found.find(W + "tblPrEx"), added=added)
                with self._written.marking("row", str(row)), changed:
                    column = 1 + whole(child_value(row_properties, "gridBefore"), 0, 0, _MOST)
                    narrow &= self._row(found, row, merges, column, cells(found, row - 1)) == 1
        if rows and narrow:
            self._gathered.lines += of_table(element, rows, starts, self._written.at + 1, self._container)
        runs.table, self._container = outer, container

    def _row(self, element: Any, row: int, merges: Merges, column: int, around: Callable[[int], Table | None]) -> int:
        """Write the cells of a row; how many there are."""
        count = 0
        for found, cell, at, merged in merges.row(self._within(element, _CELL), column):
            self._runs.table = around(count)
            count += 1
            if cell.removed:
                self._removed(found)
                continue
            with self._written.marking("cell", f"{row},{at}"):
                if merged:
                    self._merged_away(found)
                elif cell.added or cell.reformatted:
                    with self._changing(found.find(W + "tcPr"), added=cell.added):
                        self._blocks(found)
                else:
                    self._blocks(found)
        return count

    def _merged_away(self, cell: Any) -> None:
        """Write an empty paragraph in the place of a cell that a merge covers."""
        self._runs.skip(cell)
        start = self._written.open()
        self._runs.changed(cell)
        self._written.paragraphs.append(Paragraph(Span(start, start), self._container))

    @contextmanager
    def _changing(self, *properties: Any, added: bool = False) -> Iterator[None]:
        """Mark what is written inside where its ``properties`` tell of a tracked change, or it was ``added``."""
        start = self._written.upcoming
        yield
        if self._written.at >= start:
            if added:
                self._written.mark(start, "inserted")
            if any(map(reformatted, properties)):
                self._written.mark(start, "reformatted")

    def _within(self, parent: Any, tag: str) -> Iterator[Any]:
        """The elements ``tag`` of a table or row, in whatever holders they stand."""
        for child in parent:
            if child.tag == tag:
                yield child
            elif child.tag in REMOVED:
                self._removed(child)
            elif child.tag == RUN:
                self._runs.skip(child)
            elif child.tag == ALTERNATE:
                for option in self._runs.options(child):
                    yield from self._within(option, tag)
            elif child.tag == CONTROLS and prompts(child):
                with self._written.marking("placeholder"):
                    yield from self._within(child, tag)
            elif child.tag == RUN_PROPERTIES:
                self._runs.changed(child)
            elif len(child):
                yield from self._within(child, tag)
            else:
                self._between(child)


def _remains(paragraph: Any) -> bool:
    """Whether text is left of a paragraph whose mark is deleted."""
    return any(next(text.iterancestors(*REMOVED), None) is None for text in paragraph.iter(TEXT, MATH_TEXT))


def _goes_on(paragraph: Any) -> bool:
    """Whether another paragraph follows, into which this one goes on when its end is taken away."""
    for other in paragraph.itersiblings():
        if other.tag == PARAGRAPH:
            return True
        if len(other) or other.tag in _HOLDERS:
            return False
    return False
