"""What one part holds, in order: paragraphs, tables, text boxes, sections."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from pipeline.builtin.formats.docx.definitions import Definitions
from pipeline.builtin.formats.docx.fields import Fields
from pipeline.builtin.formats.docx.numbering import Numbering
from pipeline.builtin.formats.docx.ooxml import (
    ADDED,
    ALTERNATE,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RELATED,
    REMOVED,
    RUN,
    RUN_PROPERTIES,
    TABLE,
    VALUE,
    W,
    child_value,
    whole,
)
from pipeline.builtin.formats.docx.package import limit
from pipeline.builtin.formats.docx.properties import NUMBERING, PARAGRAPH_RELEVANT, PARAGRAPH_STYLE, list_of, run_key
from pipeline.builtin.formats.docx.runs import Runs
from pipeline.builtin.formats.docx.scripts import EAST
from pipeline.builtin.formats.docx.shapes import Shapes
from pipeline.builtin.formats.docx.sheet import Sheet
from pipeline.model import Container, Span

_ROW, _CELL, _SECTION, _CHUNK = W + "tr", W + "tc", W + "sectPr", W + "altChunk"
DEEPEST: Final = 4
"""Text boxes inside each other that are followed; Word itself allows none."""
_MERGED: Final = 63
"""The most grid columns that Word lets a cell span."""


class Story:
    """Walks the blocks of one part and writes them to the sheet."""

    def __init__(
        self,
        sheet: Sheet,
        definitions: Definitions,
        shapes: Shapes,
        numbering: Numbering | None,
        runs: Runs,
        chunk: Callable[[str], None],
    ) -> None:
        self.sections: list[tuple[Any, int]] = []
        """Section properties, each with the end of its text."""
        self._sheet = sheet
        self._definitions = definitions
        self._shapes = shapes
        self._numbering = numbering
        self._runs = runs
        self._chunk = chunk
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
            elif tag == _SECTION:
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

    def _removed(self, element: Any) -> None:
        self._runs.skip(element)
        self._sheet.mark(self._sheet.at, "deleted")

    def _paragraph(self, element: Any) -> None:
        sheet, runs = self._sheet, self._runs
        key: list[Any] = []
        style = numbered = typed = section = None
        properties = next(element.iterchildren(PARAGRAPH_PROPERTIES), None)
        for child in () if properties is None else properties:
            tag = child.tag
            if tag in PARAGRAPH_RELEVANT:
                key.append((tag, *child.items()))
            elif tag == PARAGRAPH_STYLE:
                style = child.get(VALUE)
            elif tag == RUN_PROPERTIES:
                typed = child
            elif tag == NUMBERING:
                numbered = list_of(child)
            elif tag == _SECTION:
                section = child
        style = self._definitions.name("paragraph", style)
        runs.begin(style)
        start = sheet.open()
        number = None if self._numbering is None else self._numbering.next(numbered, style)
        if number is not None and number.text:
            typed_key = () if typed is None else run_key(typed)
            sheet.write_number(number.text, number.gap, runs.looks[typed_key + number.run])
        first = len(sheet.pieces)
        runs.inline(element)
        runs.fields.end_paragraph(sheet.at)
        if sheet.at == start and typed is not None and any(child.tag in REMOVED for child in typed) and not runs.boxes:
            sheet.withdraw()
            sheet.mark(sheet.at, "deleted")
        else:
            shape = self._shapes.shape(
                style,
                runs.table,
                tuple(key),
                None if number is None else number.indent,
                None if number is None else number.listed_by,
            )
            size = self._size(first) if shape.in_characters else None
            if shape.outline and sheet.at > start:
                sheet.mark(start, "outline", shape.outline)
            sheet.paragraphs.append(shape.paragraph(Span(start, sheet.at), self._container, size))
        if runs.boxes:
            self._boxes()
        if section is not None:
            self.sections.append((section, sheet.at))

    def _size(self, first: int) -> float | None:
        """The type size of the paragraph's first run, or of its style where it has none."""
        if first < len(self._sheet.pieces):
            return self._sheet.pieces[first].style.size
        return self._runs.looks[()].styles[EAST].size

    def _boxes(self) -> None:
        """Write the text boxes anchored in the paragraph just written."""
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
                self._blocks(box)
        runs.count, runs.table, runs.fields, self._container = count, table, fields, container
        self._depth -= 1

    def _table(self, element: Any) -> None:
        runs, container, outer = self._runs, self._container, self._runs.table
        runs.table = self._definitions.name("table", child_value(element.find(W + "tblPr"), "tblStyle"))
        if container in ("body", "textbox"):
            self._container = "table"
        with self._sheet.marking("table"):
            for row, found in enumerate(self._within(element, _ROW), 1):
                properties = found.find(W + "trPr")
                if properties is not None and properties.find(W + "del") is not None:
                    self._removed(found)
                    continue
                with self._sheet.marking("row", str(row)):
                    self._row(found, row, 1 + whole(child_value(properties, "gridBefore"), 0, 0, _MERGED))
        runs.table, self._container = outer, container

    def _row(self, element: Any, row: int, column: int) -> None:
        for cell in self._within(element, _CELL):
            with self._sheet.marking("cell", f"{row},{column}"):
                self._blocks(cell)
            column += whole(child_value(cell.find(W + "tcPr"), "gridSpan"), 1, 1, _MERGED)

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
