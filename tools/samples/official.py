"""The layout of an official document (公文) by GB/T 9704-2012, made with python-docx.

Paper A4, type area 156 mm by 225 mm, 22 lines of 28 characters, 三号仿宋.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from tools.samples import ooxml, packing
from tools.samples.blocks import Block

TITLE_FONT, BODY_FONT, KAITI, HEITI, SONGTI = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
RED = "FF0000"
HEADING_FONTS = (HEITI, KAITI, BODY_FONT, BODY_FONT)
TYPE_AREA = 156 * 72 / 25.4
"""Width in pt."""


class Sheet(NamedTuple):
    """Margins in mm: top, right, bottom, left."""

    top: float = 37
    right: float = 26
    bottom: float = 35
    left: float = 28


def build(blocks: Iterable[Block], path: Path, sheet: Sheet = Sheet()) -> None:  # noqa: B008 - immutable
    """Write the docx."""
    blocks = list(blocks)
    document = docx.Document()
    set_up(document, sheet)
    ooxml.add_numbering(document)
    for block in blocks:
        if block.role == "table":
            _table(document, block)
        else:
            if block.role in {"copy-to", "imprint"}:
                _line(document.add_paragraph(), thick=block.role == "copy-to", before=block.before)
            LAYOUTS.get(block.role, _body)(document.add_paragraph(), block, blocks)
    if blocks[-1].role == "imprint":
        _line(document.add_paragraph(), thick=True)
    packing.save(document, path, "".join(block.text for block in blocks if block.role == "title").replace("\v", ""))


def set_up(document: Any, sheet: Sheet, dash: str = "—") -> None:
    """The page, its numbers between two dashes, and the default style."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin = Mm(sheet.top), Mm(sheet.right)
    section.bottom_margin, section.left_margin = Mm(sheet.bottom), Mm(sheet.left)
    section.footer_distance = Mm(min(25, sheet.bottom - 8))
    section.header_distance = Mm(15)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        ooxml.set_layout(paragraph, alignment=side, exact=False, size=14, **{side: 100})  # type: ignore[arg-type]
        ooxml.write(paragraph, f"{dash} ", SONGTI, 14)
        ooxml.field(paragraph, "PAGE", SONGTI, 14)
        ooxml.write(paragraph, f" {dash}", SONGTI, 14)
    style = document.styles["Normal"]
    style.font.name = BODY_FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)
    style.font.size = docx.shared.Pt(16)


def _body(paragraph: Any, block: Block, _: list[Block]) -> None:
    size = block.size or 16
    ooxml.set_layout(paragraph, first=200 if block.indent and block.text else 0, size=size)
    if block.text:
        ooxml.write(paragraph, block.text, block.font or BODY_FONT, size, latin=block.latin)


def _heading(paragraph: Any, block: Block, _: list[Block]) -> None:
    font = block.font or HEADING_FONTS[block.level - 1]
    number = block.level - 1 if block.automatic else None
    ooxml.set_layout(paragraph, first=200, numbered=number, keep_with_next=not block.run_on)
    ooxml.write(paragraph, block.text, font, block.size or 16)
    if block.run_on:
        ooxml.write(paragraph, block.run_on, BODY_FONT, 16, latin=block.latin)


def _issuer_mark(paragraph: Any, block: Block, _: list[Block]) -> None:
    ooxml.set_layout(paragraph, alignment="center", exact=False, before=80)
    ooxml.write(
        paragraph, block.text, TITLE_FONT, block.size or min(48, int(TYPE_AREA / len(block.text) * 0.92)), colour=RED
    )


def _document_number(paragraph: Any, block: Block, _: list[Block]) -> None:
    line = {"bottom": (18, 8, RED)}
    if "\t" in block.text:
        number, signer = block.text.split("\t")
        ooxml.set_layout(paragraph, alignment="left", first=100, border=line, right_tab=TYPE_AREA - 16)
        ooxml.write(paragraph, f"{number}\t", BODY_FONT, 16)
        label, name = signer.split("：")
        ooxml.write(paragraph, f"{label}：", BODY_FONT, 16)
        ooxml.write(paragraph, name, KAITI, 16)
        return
    ooxml.set_layout(paragraph, alignment="center", border=line)
    ooxml.write(paragraph, block.text, BODY_FONT, 16)


def _title(paragraph: Any, block: Block, _: list[Block]) -> None:
    ooxml.set_layout(paragraph, alignment="center", line=34)
    ooxml.write(paragraph, block.text, TITLE_FONT, 22)


def _centred(paragraph: Any, block: Block, _: list[Block]) -> None:
    ooxml.set_layout(paragraph, alignment="center")
    ooxml.write(paragraph, block.text, block.font or KAITI, 16)


def _flush(paragraph: Any, block: Block, _: list[Block]) -> None:
    ooxml.set_layout(paragraph)
    ooxml.write(paragraph, block.text, BODY_FONT, 16)


def _attachment_note(paragraph: Any, block: Block, _: list[Block]) -> None:
    left = 600 if "." in block.text else 500
    ooxml.set_layout(paragraph, left=left, hanging=left - 200 if block.text.startswith("附件") else 100)
    ooxml.write(paragraph, block.text, BODY_FONT, 16)


def _closing(paragraph: Any, block: Block, blocks: list[Block]) -> None:
    """署名 and 成文日期 without a seal, 7.3.5.2: the date begins two characters right of the name's begin."""
    name = next(_width(other.text) for other in blocks if other.role == "signature")
    date = next(_width(other.text) for other in blocks if other.role == "date")
    rights = (200, name - date) if name - date >= 200 else (400 + date - name, 200)
    ooxml.set_layout(paragraph, alignment="right", right=rights[block.role == "date"])
    ooxml.write(paragraph, block.text, BODY_FONT, 16)


def _width(text: str) -> int:
    """In hundredths of a Chinese character."""
    return sum(50 if char.isascii() else 100 for char in text)


def _attachment(paragraph: Any, block: Block, _: list[Block]) -> None:
    ooxml.set_layout(paragraph, new_page=True)
    ooxml.write(paragraph, block.text, HEITI, 16)


def _line(paragraph: Any, *, thick: bool, before: float = 0) -> None:
    """A line of the 版记, 7.4.1: as wide as the type area, 0.35 mm or 0.25 mm."""
    ooxml.set_layout(paragraph, line=2, before=before, border={"bottom": (8 if thick else 6, 0, "auto")})


def _copy_to(paragraph: Any, block: Block, _: list[Block]) -> None:
    ooxml.set_layout(paragraph, left=400, right=100, hanging=300, size=14, line=24)
    ooxml.write(paragraph, block.text, BODY_FONT, 14)


def _imprint(paragraph: Any, block: Block, _: list[Block]) -> None:
    ooxml.set_layout(paragraph, first=100, size=14, line=24, right_tab=TYPE_AREA - 14)
    ooxml.write(paragraph, block.text, BODY_FONT, 14)


def _labelled(paragraph: Any, block: Block, _: list[Block]) -> None:
    """出席、列席 of 纪要, 10.3: the label in 黑体."""
    ooxml.set_layout(paragraph, first=200)
    label, colon, names = block.text.partition("：")
    ooxml.write(paragraph, label + colon, HEITI, 16)
    ooxml.write(paragraph, names, BODY_FONT, 16)


def _text_box(paragraph: Any, block: Block, _: list[Block]) -> None:
    """Each line of the text is a paragraph of the box, which stands beside an empty paragraph."""
    ooxml.set_layout(paragraph)
    lines = block.text.split("\v")
    box = ooxml.add_text_box(paragraph, 70, 12 * len(lines))
    for line in lines:
        inner = Paragraph(ooxml.add(box, "w:p"), paragraph)
        ooxml.set_layout(inner, alignment="left", line=22)
        ooxml.write(inner, line, KAITI, 14)


LAYOUTS: dict[str, Callable[[Any, Block, list[Block]], None]] = {
    "heading": _heading,
    "issuer-mark": _issuer_mark,
    "document-number": _document_number,
    "title": _title,
    "attachment-title": _title,
    "centred": _centred,
    "addressee": _flush,
    "attachment-note": _attachment_note,
    "signature": _closing,
    "date": _closing,
    "attachment": _attachment,
    "copy-to": _copy_to,
    "imprint": _imprint,
    "labelled": _labelled,
    "text-box": _text_box,
}


def _table(document: Any, block: Block) -> None:
    """Ruled, 小四; the first row is repeated on every page."""
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]))
    table.style = "Table Grid"
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Mm(width)
    for number, (row, texts) in enumerate(zip(table.rows, block.rows, strict=True)):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx names its own XML so
        ooxml.add(properties, "w:cantSplit")
        if not number:
            ooxml.add(properties, "w:tblHeader")
        for cell, text, width in zip(row.cells, texts, block.widths, strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            ooxml.set_layout(paragraph, alignment="center", line=22)
            if text:
                ooxml.write(paragraph, text, BODY_FONT if number else HEITI, block.size or 12)
