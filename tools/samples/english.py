"""A report in English, without faults: rules for 公文 have nothing to say about it."""

from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from tools.samples import packing

TITLE = "Annual Report on Water Conservation in Yunze City, 2025"
TEXT = """\
# 1. Summary

The city used less water in 2025 than in any of the five years before. Total use fell by 3.6 per cent,
although the output of industry grew, because leaking mains were replaced and more water was used twice.

This report describes what was done, what it cost, and what remains to be done in 2026.

# 2. Measures taken

Three measures account for most of the saving.

## 2.1 Replacing old mains

The water company replaced 127 kilometres of mains laid before 1990. The share of water lost on its way
to the customer fell from 9.4 to 8.1 per cent.

## 2.2 Using water twice

Two treatment plants now supply the industrial zone with reclaimed water. Forty-six large users had
their water balance tested, and eighteen of them were certified.

## 2.3 Watering fields with less

Farmers installed drip irrigation on 2,100 hectares. The city paid half of the cost, and the rest was
covered by loans at a reduced rate.

# 3. Figures

Table 1 gives the use of water by sector, in millions of cubic metres.

| table

# 4. Next steps

In 2026 the city will build two more plants for reclaimed water, and meter every user above 50,000 cubic
metres a year. A further report is due in February 2027."""
ROWS = (
    ("Sector", "2024", "2025"),
    ("Agriculture", "214.3", "206.9"),
    ("Industry", "131.8", "126.4"),
    ("Households", "88.1", "86.2"),
    ("Public services", "24.2", "22.4"),
)


def build(path: Path) -> None:
    """Write the docx."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.left_margin = section.right_margin = Mm(25.4)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        document.styles[name].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    document.add_paragraph(TITLE, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("Yunze Water Authority, 6 February 2026").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in TEXT.split("\n\n"):
        mark, _, rest = part.partition(" ")
        if mark in {"#", "##"}:
            document.add_heading(rest, len(mark))
        elif mark == "|":
            _table(document)
        else:
            document.add_paragraph(part.replace("\n", " "))
    packing.save(document, path, TITLE, language="en-GB")


def _table(document: Any) -> None:
    table = document.add_table(rows=len(ROWS), cols=len(ROWS[0]), style="Table Grid")
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
