"""What one part holds, in order: paragraphs, tables, text boxes, sections."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from pipeline.builtin.formats.docx.banding import formats, wanted
from pipeline.builtin.formats.docx.definitions import Definitions
from pipeline.builtin.formats.docx.drawn import word_art
from pipeline.builtin.formats.docx.fields import Fields
from pipeline.builtin.formats.docx.folding import Folds, Properties
from pipeline.builtin.formats.docx.gathered import Gathered
from pipeline.builtin.formats.docx.numbering import Numbering
from pipeline.builtin.formats.docx.ooxml import (
    ADDED,
    ALTERNATE,
    MATH_TEXT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RELATED,
    REMOVED,
    RUN,
    SECTION,
    TABLE,
    TEXT,
    WORD_ART,
    W,
    child_value,
    whole,
)
from pipeline.builtin.formats.docx.package import limit
from pipeline.builtin.formats.docx.pitch import natural
from pipeline.builtin.formats.docx.properties import Values
from pipeline.builtin.formats.docx.ruling import of_shape, of_table
from pipeline.builtin.formats.docx.runs import COMMENT_BEGIN, COMMENT_END, Runs
from pipeline.builtin.formats.docx.scripts import EAST
from pipeline.builtin.formats.docx.shapes import Shape, Shapes
from pipeline.builtin.formats.docx.sheet import Sheet
from pipeline.builtin.formats.docx.styles import Looks, Styles
from pipeline.model import Container, Paragraph, Span

_ROW, _CELL, _CHUNK = W + "tr", W + "tc", W + "altChunk"
DEEPEST: Final = 4
"""Text boxes inside each other that are followed; Word itself allows none."""
_MERGED: Final = 63
"""The most grid columns that Word lets a cell span."""


class Grids:
    """The pitches in pt of the grids of lines of a document's sections, 0 where there is none."""

    def __init__(self, pitches: Sequence[float], tables: Callable[[], bool]) -> None:
        """``tables()`` tells whether text in tables keeps to the grid (17.15.3.1)."""
        self._pitches = pitches
        self._tables = tables
        self._any = any(pitches)

    def pitch(self, section: int, container: Container) -> float | None:
        """That of text in a section; ``None`` where it is not known whether text so placed keeps to it."""
        if not self._any:
            return 0.0
        pitch = self._pitches[min(section, len(self._pitches) - 1)]
        if container == "body" or not pitch:
            return pitch if container in ("body", "table", "textbox") else None
        return (pitch if self._tables() else 0.0) if container == "table" else None


class Story:
    """Walks the blocks of one part and writes them to the sheet."""

    def __init__(
        self,
        sheet: Sheet,
        definitions: Definitions,
        styles: Styles,
        shapes: Shapes,
        numbering: Numbering | None,
        runs: Runs,
        folds: Folds,
        gathered: Gathered,
        grids: Grids,
        chunk: Callable[[str], None],
    ) -> None:
        self.sections: list[tuple[Any, int]] = []
        """Section properties, each with the end of its text."""
        self._sheet = sheet
        self._definitions = definitions
        self._styles = styles
        self._shapes = shapes
        self._numbering = numbering
        self._runs = runs
        self._folds = folds
        self._gathered = gathered
        self._grids = grids
        self._chunk = chunk
        self._plain = Properties()
        self._pitches: dict[tuple[int, Container], float | None] = {}
        self._container: Container = "body"
        self._depth = 0

    def tell(self, element: Any, container: Container, first: int = 0) -> None:
        """Write the blocks of ``element``, which stand in ``container``; its first run is the ``first`` of the part."""
        self._container, self._runs.count, self._runs.fields = container, first, Fields()
        self._blocks(element)

    def _blocks(self, parent: Any) -> None:
        """Write all blocks in ``parent``. Holders of unknown name are looked into."""
        for child in parent:
            tag = child.tag
            if tag == PARAGRAPH:
                self._paragraph(child)
            elif tag == TABLE:
                self._table(child)
            elif tag == SECTION:
                self.sections.append((child, self._sheet.at))
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
                with self._sheet.marking("inserted"):
                    self._blocks(child)
            elif len(child):
                self._blocks(child)
            else:
                self._between(child)

    def _between(self, element: Any) -> None:
        """What stands between blocks and holds nothing."""
        if element.tag == COMMENT_BEGIN:
            self._gathered.comments.begin(element, self._sheet.upcoming)
        elif element.tag == COMMENT_END:
            self._gathered.comments.end(element, self._sheet.at)

    def _removed(self, element: Any) -> None:
        self._runs.skip(element)
        self._sheet.mark(self._sheet.at, "deleted")

    def _paragraph(self, element: Any) -> None:
        sheet, runs = self._sheet, self._runs
        found = next(element.iterchildren(PARAGRAPH_PROPERTIES), None)
        properties = self._plain if found is None else self._folds.paragraph(found)
        ready = properties.ready.get(runs.table)
        if ready is None:
            ready = properties.ready[runs.table] = self._ready(properties)
        style, looks, shape = ready
        runs.begin(looks)
        start = sheet.open()
        number = None
        if self._numbering is not None and not (properties.removed and not _remains(element)):
            number = self._numbering.next(properties.numbered, style)
            if number is not None and number.text:
                sheet.write_number(number.text, number.gap, looks[properties.typed + number.run])
        first = len(sheet.pieces)
        runs.inline(element)
        runs.fields.end_paragraph(sheet.at)
        if sheet.at == start and properties.removed and not runs.boxes:
            sheet.withdraw()
            sheet.mark(sheet.at, "deleted")
        else:
            if number is not None:
                shape = self._shape(style, properties, number.indent, number.listed_by)
            if shape.outline and sheet.at > start:
                sheet.mark(start, "outline", shape.outline)
            sheet.paragraphs.append(self._laid_out(shape, start, first, properties))
            if shape.borders is not None:
                self._gathered.borders.append((len(sheet.paragraphs) - 1, shape.borders))
        if runs.lines:
            span = Span(start, sheet.at)
            self._gathered.lines += [of_shape(line, span, sheet.at + 1, self._container) for line in runs.lines]
            runs.lines = []
        if runs.boxes:
            self._boxes()
        if properties.section is not None:
            self.sections.append((properties.section, sheet.at))

    def _ready(self, properties: Properties) -> tuple[str | None, Looks, Shape]:
        """The style of a paragraph, how its runs look, and its shape outside lists."""
        style = self._definitions.name("paragraph", properties.style)
        return style, self._styles.looks(style, self._runs.table), self._shape(style, properties, None, None)

    def _shape(self, style: str | None, properties: Properties, level: Values | None, listed_by: str | None) -> Shape:
        return self._shapes.shape(style, self._runs.table, properties.key, level, listed_by)

    def _laid_out(self, shape: Shape, start: int, first: int, properties: Properties) -> Paragraph:
        """The paragraph since ``start``, whose pieces begin with the ``first``."""
        sheet, looks, container = self._sheet, self._runs.looks, self._container
        pieces = sheet.pieces
        size = height = None
        if shape.in_characters:
            size = pieces[first].style.size if first < len(pieces) else looks[()].styles[EAST].size
        if not shape.exact:
            height = natural(pieces, first, looks[properties.typed].styles[EAST])
        place = len(self.sections), container
        grid = self._pitches.get(place, -1.0)
        if grid == -1.0:
            grid = self._pitches[place] = self._grids.pitch(*place)
        return shape.paragraph(Span(start, sheet.at), container, size, height, grid)

    def _boxes(self) -> None:
        """Write the text boxes and WordArt anchored in the paragraph just written."""
        if self._depth >= DEEPEST:
            raise limit("文本框嵌套过深", "text boxes nested too deeply")
        self._depth += 1
        runs = self._runs
        boxes, runs.boxes = runs.boxes, []
        count, table, fields, container = runs.count, runs.table, runs.fields, self._container
        runs.table = None
        if container in ("body", "table"):
            self._container = "textbox"
        for box, runs.count in boxes:
            runs.fields = Fields()
            with self._sheet.marking("textbox"):
                if box.tag == WORD_ART:
                    self._sheet.write_word_art(box, runs.part, word_art(box), self._container)
                else:
                    self._blocks(box)
        runs.count, runs.table, runs.fields, self._container = count, table, fields, container
        self._depth -= 1

    def _table(self, element: Any) -> None:
        runs, container, outer = self._runs, self._container, self._runs.table
        properties = element.find(W + "tblPr")
        style = self._definitions.name("table", child_value(properties, "tblStyle"))
        if container in ("body", "textbox"):
            self._container = "table"
        rows: list[Any] = []
        starts: list[int] = []
        narrow = True
        cells = self._cells(element, properties, style)
        with self._sheet.marking("table"):
            for row, found in enumerate(self._within(element, _ROW), 1):
                row_properties = found.find(W + "trPr")
                if row_properties is not None and row_properties.find(W + "del") is not None:
                    self._removed(found)
                    continue
                rows.append(found)
                starts.append(self._sheet.upcoming)
                with self._sheet.marking("row", str(row)):
                    column = 1 + whole(child_value(row_properties, "gridBefore"), 0, 0, _MERGED)
                    narrow &= self._row(found, row, column, cells) == 1
        if rows and narrow:
            self._gathered.lines += of_table(element, rows, starts, self._sheet.at + 1)
        runs.table, self._container = outer, container

    def _cells(self, element: Any, properties: Any, style: str | None) -> Callable[[Any, int, int], Any]:
        """What tells the style around a cell from its row, and the numbers of the row and of the cell, from 0."""
        if style is None:
            return lambda *_: None
        bands = self._definitions.bands(style)
        plain = (style, ())
        if not bands.kinds:
            return lambda *_: plain
        asks, count = wanted(properties), sum(1 for _ in _own(element, _ROW))

        def around(row: Any, number: int, cell: int) -> Any:
            return style, formats(bands, asks, number, count, cell, sum(1 for _ in _own(row, _CELL)))

        return around

    def _row(self, element: Any, row: int, column: int, around: Callable[[Any, int, int], Any]) -> int:
        """Write the cells of a row; how many there are."""
        count = 0
        for cell in self._within(element, _CELL):
            self._runs.table = around(element, row - 1, count)
            count += 1
            with self._sheet.marking("cell", f"{row},{column}"):
                self._blocks(cell)
            column += whole(child_value(cell.find(W + "tcPr"), "gridSpan"), 1, 1, _MERGED)
        return count

    def _within(self, parent: Any, tag: str) -> Iterator[Any]:
        """The elements ``tag`` of a table or row, in whatever holders they stand."""
        for child in parent:
            if child.tag == tag:
                yield child
            elif child.tag in REMOVED:
                self._removed(child)
            elif child.tag == RUN:
                self._runs.skip(child)
            elif len(child):
                yield from self._within(child, tag)
            else:
                self._between(child)


def _own(parent: Any, tag: str) -> Iterator[Any]:
    """The elements ``tag`` of a table or row that are shown."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif len(child) and child.tag not in REMOVED:
            yield from _own(child, tag)


def _remains(paragraph: Any) -> bool:
    """Whether text is left of a paragraph whose mark is deleted."""
    return any(next(text.iterancestors(*REMOVED), None) is None for text in paragraph.iter(TEXT, MATH_TEXT))
