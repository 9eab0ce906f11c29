"""How text looks on paper, alike for every format. Lengths of type are in pt, of paper in mm."""

from typing import Literal

import msgspec

from pipeline.model.text import Span

Alignment = Literal["left", "centre", "right", "justify"]


Container = Literal["body", "table", "textbox", "header", "footer", "footnote", "endnote"]


FontClass = Literal["小标宋", "仿宋", "楷体", "黑体", "宋体", "other"]


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a stretch of text lies in its file. Every format defines its own subclass."""

    @property
    def on_page(self) -> int | None:
        """The number of the page, from 1, where the format has pages; else ``None``."""
        return None


class Generated(Place, frozen=True):
    """Text that the file does not hold but its reader is shown: an automatic number, what a field makes of itself."""

    format: str = ""
    """How a list counts, as ECMA-376 part 1, 17.18.59 names it (``upperLetter``, ``bullet``); empty for other text."""


class Style(msgspec.Struct, frozen=True, gc=False):
    """How characters look, resolved (docx) or measured (pdf)."""

    font: str | None = None
    """The font's name as found."""
    font_class: FontClass | None = None
    size: float | None = None
    """pt"""
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    """``RRGGBB``; ``None`` also for automatic."""


class Piece(msgspec.Struct, frozen=True, gc=False):
    """The longest stretch with one place and one style."""

    span: Span
    place: Place
    style: Style = Style()


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A paragraph without its end mark. Lengths in pt."""

    span: Span
    container: Container = "body"
    alignment: Alignment | None = None
    first_indent: float | None = None
    """From the left indent to the first character; negative when hanging.

    Typed spaces do not count in docx and txt; in a pdf they cannot be told from an indent."""
    left_indent: float | None = None
    right_indent: float | None = None
    line_pitch: float | None = None
    """From baseline to baseline: exact, at least, or what a multiple comes to where that is known."""
    space_before: float | None = None
    space_after: float | None = None
    line_spacing: float | None = None
    """The multiple of single spacing that a docx declares (1.5); ``None`` for a length, and in a pdf."""


class Margins(msgspec.Struct, frozen=True, gc=False):
    """White around the type area, in mm."""

    top: float | None = None
    right: float | None = None
    bottom: float | None = None
    left: float | None = None


class Grid(msgspec.Struct, frozen=True, gc=False):
    """The document grid of a docx section (GB/T 9704-2012 5.2.3: 22 lines of 28 characters). Lengths in pt."""

    line_pitch: float
    char_pitch: float | None = None
    """``None`` where lines alone are on the grid."""


class RuledLine(msgspec.Struct, frozen=True, gc=False):
    """A level line across the text: 红色分隔线, a line of the 版记; no border of a table but of an open one of
    one column. Lengths in mm.
    """

    at: int
    """The character before which it stands: the start of the first paragraph below it, or the end of the last above."""
    thickness: float | None = None
    colour: str | None = None
    """``RRGGBB``; ``None`` for black, and where the file does not say."""
    length: float | None = None
    left: float | None = None
    """From the left edge of the page as seen."""
    top: float | None = None
    """From the upper edge of the page as seen."""


class Page(msgspec.Struct, frozen=True):
    """A page of a pdf, or the page set-up of one docx section. Lengths in mm."""

    span: Span
    number: int | None = None
    """From 1; ``None`` where one entry stands for many pages."""
    width: float | None = None
    height: float | None = None
    margins: Margins = Margins()
    measured: bool = False
    """Whether the margins were measured from the ink (pdf) and not declared (docx)."""
    columns: int | None = None
    grid: Grid | None = None
    lines: tuple[RuledLine, ...] = ()
    """From the top."""
    number_form: str | None = None
    """How a docx section writes its page numbers: a value of ``ST_NumberFormat`` (ECMA-376 part 1, 17.18.59)."""
    number_start: int | None = None
    """The number that a docx section begins anew with."""
