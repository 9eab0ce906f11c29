"""The published form of how a document looks: the ``layout`` of its record."""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from pipeline.model.document import Document
from pipeline.model.layout import Alignment, Container, FontClass, Margins, Page, Paragraph, Piece, RuledLine


def _described(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


Points = Annotated[float | None, _described("pt; null where it is not known")]
Millimetres = Annotated[float | None, _described("mm; null where it is not known")]
Start = Annotated[int, _described("the first character, counted from 0")]
End = Annotated[int, _described("the character after the last")]
Colour = Annotated[str | None, _described("RRGGBB; null for automatic, for black lines, and where it is not known")]


class MarginsRecord(msgspec.Struct, frozen=True):
    """White around the type area, in mm."""

    top: Millimetres
    right: Millimetres
    bottom: Millimetres
    left: Millimetres


class GridRecord(msgspec.Struct, frozen=True):
    """The document grid of a docx section, in pt."""

    line_pitch: Annotated[float, _described("pt, from line to line")]
    char_pitch: Annotated[float | None, _described("pt, from character to character; null where only lines are on it")]


class LineRecord(msgspec.Struct, frozen=True):
    """A horizontal line across the text that is no border of a table: 红色分隔线, a line of the 版记. In mm."""

    at: Annotated[
        int,
        _described("the start of the first paragraph below the line, or the end of the last paragraph above it"),
    ]
    thickness: Millimetres
    colour: Colour
    length: Millimetres
    left: Annotated[float | None, _described("mm from the left edge of the page; null where it is not known")]
    top: Annotated[float | None, _described("mm from the upper edge of the page; null where it is not known")]


class PageRecord(msgspec.Struct, frozen=True):
    """A page of a pdf, or the page set-up of a docx section, which holds for all its pages."""

    start: Start
    end: End
    number: Annotated[int | None, _described("of the page of a pdf, counted from 1; null for a docx section")]
    width: Millimetres
    height: Millimetres
    margins: MarginsRecord
    measured: Annotated[bool, _described("true: margins are measured from the ink (pdf); false: declared (docx)")]
    columns: Annotated[int | None, _described("columns of text; null where they are not known")]
    grid: Annotated[GridRecord | None, _described("null without a grid, and for a pdf")]
    lines: Annotated[list[LineRecord], _described("from the top")]
    number_form: Annotated[
        str | None,
        _described("how a docx section writes its page numbers: ST_NumberFormat of ECMA-376 part 1, 17.18.59"),
    ]
    number_start: Annotated[
        int | None, _described("the page number with which a docx section begins anew; null: it goes on")
    ]


class ParagraphRecord(msgspec.Struct, frozen=True):
    """A paragraph, as it is laid out; lengths in pt. The character after it parts it from the next."""

    start: Start
    end: End
    container: Annotated[Container, _described("what the paragraph stands in")]
    alignment: Annotated[Alignment | None, _described("null where it is not known")]
    first_indent: Annotated[
        float | None,
        _described("pt from the left indent to the first character; negative when hanging; null where not known"),
    ]
    left_indent: Points
    right_indent: Points
    line_pitch: Annotated[float | None, _described("pt from baseline to baseline; null where it is not known")]
    space_before: Points
    space_after: Points
    line_spacing: Annotated[
        float | None,
        _described("the multiple of single spacing that a docx declares (1.5); null for a length, and in a pdf"),
    ]


class StyleRecord(msgspec.Struct, frozen=True):
    """The longest stretch inside a paragraph whose characters look alike.

    Characters in no such stretch have no style of their own: paragraph ends, and what the reader made up.
    """

    start: Start
    end: End
    font: Annotated[str | None, _described("the font's name as found; null where it is not known")]
    font_class: Annotated[FontClass | None, _described("the kind of typeface; null where it is not known")]
    size: Points
    bold: Annotated[bool | None, _described("null where it is not known")]
    italic: Annotated[bool | None, _described("null where it is not known")]
    colour: Colour


class LayoutRecord(msgspec.Struct, frozen=True):
    """How the document looks. Type and indents are measured in pt, paper in mm; positions are those of the text.

    Everything stands in the order of the text. What a format cannot tell is ``null``, and the list is empty where it
    tells nothing at all (txt, md).
    """

    pages: list[PageRecord]
    paragraphs: list[ParagraphRecord]
    styles: list[StyleRecord]


def layout_record(document: Document) -> LayoutRecord:
    """How ``document`` looks, as it is published."""
    return LayoutRecord(
        [_page(page) for page in document.pages],
        [_paragraph(paragraph) for paragraph in document.paragraphs],
        _styles(document.pieces),
    )


def _page(page: Page) -> PageRecord:
    grid = page.grid
    return PageRecord(
        start=page.span.start,
        end=page.span.end,
        number=page.number,
        width=page.width,
        height=page.height,
        margins=_margins(page.margins),
        measured=page.measured,
        columns=page.columns,
        grid=None if grid is None else GridRecord(grid.line_pitch, grid.char_pitch),
        lines=[_line(line) for line in page.lines],
        number_form=page.number_form,
        number_start=page.number_start,
    )


def _margins(margins: Margins) -> MarginsRecord:
    return MarginsRecord(margins.top, margins.right, margins.bottom, margins.left)


def _line(line: RuledLine) -> LineRecord:
    return LineRecord(line.at, line.thickness, line.colour, line.length, line.left, line.top)


def _paragraph(paragraph: Paragraph) -> ParagraphRecord:
    return ParagraphRecord(
        start=paragraph.span.start,
        end=paragraph.span.end,
        container=paragraph.container,
        alignment=paragraph.alignment,
        first_indent=paragraph.first_indent,
        left_indent=paragraph.left_indent,
        right_indent=paragraph.right_indent,
        line_pitch=paragraph.line_pitch,
        space_before=paragraph.space_before,
        space_after=paragraph.space_after,
        line_spacing=paragraph.line_spacing,
    )


def _styles(pieces: Iterable[Piece]) -> list[StyleRecord]:
    """The styles of ``pieces``; those that touch and look alike are one."""
    joined: list[tuple[int, int, Piece]] = []
    for piece in pieces:
        start, end = piece.span.start, piece.span.end
        if joined:
            first, last, before = joined[-1]
            if last == start and before.style == piece.style:
                joined[-1] = first, end, before
                continue
        joined.append((start, end, piece))
    return [
        StyleRecord(
            start=start,
            end=end,
            font=piece.style.font,
            font_class=piece.style.font_class,
            size=piece.style.size,
            bold=piece.style.bold,
            italic=piece.style.italic,
            colour=piece.style.colour,
        )
        for start, end, piece in joined
    ]
