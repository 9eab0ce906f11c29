"""How far the lines of the body are apart, as both readers tell it."""

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from built_docx import saved
from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.builtin.rules.line_pitch import FANGSONG, ONE, TITLE, TWO, LinePitch
from pipeline.builtin.stages.check import judge
from pipeline.contract.drafts import Draft, Para
from pipeline.model.document import Document, Source
from pipeline.model.finding import Finding
from pipeline.testing import builtin_splitters, pdf, split
from pipeline.testing import docx as written

FOUND = "正文行距为 {} 磅，公文一般每面 22 行，行距 27.5～30 磅"
UNKNOWN = "未检查：多数正文的行距无法得知"


def judged(document: Document) -> list[str]:
    """The message of each finding, and the reason for what was not checked."""
    return [
        answer.message.zh if isinstance(answer, Finding) else f"未检查：{answer.reason.zh}"
        for answer in judge(LinePitch(), split(document, builtin_splitters()))
    ]


def drafted(pitch: float) -> Draft:
    return Draft((TITLE, *(Para(text, FANGSONG, line_pitch=pitch, first_indent=32) for text in (ONE, TWO, ONE, TWO))))


@pytest.mark.parametrize(
    ("pitch", "found"), [(28.95, []), (28, []), (30, []), (24, [FOUND.format(24)]), (36, [FOUND.format(36)])]
)
def test_a_docx_and_a_pdf_of_one_pitch_are_judged_alike(pitch: float, found: list[str]) -> None:
    assert judged(DocxReader().read(Source("a.docx", written(drafted(pitch))))) == found
    assert judged(PdfReader().read(Source("a.pdf", pdf(drafted(pitch))))) == found


def on_a_grid(font: str, pitch: int, kind: str = "lines") -> bytes:
    """A docx of single-spaced lines on a grid, ``pitch`` in twentieths of a point."""
    file = docx.Document()
    section = file.sections[0]._sectPr
    for grid in section.findall(qn("w:docGrid")):
        section.remove(grid)
    section.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="{kind}" w:linePitch="{pitch}"/>'))
    for text in (TITLE.text, ONE, TWO, ONE):
        paragraph = file.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if text == TITLE.text else None
        paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = 1, Pt(0)
        run = paragraph.add_run(text)
        run.font.name, run.font.size = font, Pt(22 if text == TITLE.text else 16)
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    return saved(file)


@pytest.mark.parametrize(
    ("font", "pitch", "found"),
    [
        ("仿宋_GB2312", 579, []),  # 28.95 pt: one line of the grid
        ("仿宋_GB2312", 312, [FOUND.format(31.2)]),  # 15.6 pt: two lines of it
        ("某某自造体", 312, [UNKNOWN]),
        ("思源宋体", 312, [UNKNOWN]),  # whose lines are higher than those of other 宋体
    ],
)
def test_lines_on_a_grid_are_as_far_apart_as_its_lines(font: str, pitch: int, found: list[str]) -> None:
    assert judged(DocxReader().read(Source("a.docx", on_a_grid(font, pitch)))) == found


def test_a_short_body_and_one_of_many_pitches_are_not_judged() -> None:
    short = Draft((TITLE, Para("特此通知。", FANGSONG, line_pitch=20)))
    assert judged(DocxReader().read(Source("a.docx", written(short)))) == ["未检查：正文太少"]
    mixed = Draft((TITLE, *(Para(ONE, FANGSONG, line_pitch=pitch) for pitch in (20, 28, 29))))
    assert judged(DocxReader().read(Source("a.docx", written(mixed)))) == []
