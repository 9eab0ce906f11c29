"""The lines of the 版记, as both readers tell them."""

from typing import Any

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from built_docx import saved
from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.builtin.rules.imprint_lines import PARAS, ImprintLines, imprinted
from pipeline.builtin.stages.check import judge
from pipeline.contract import drafts
from pipeline.contract.drafts import Draft, Para
from pipeline.model.document import Document, Source
from pipeline.model.finding import Finding
from pipeline.testing import builtin_splitters, split

COPY, ISSUED = "抄送：石桥县委办公室。", "石桥县人民政府办公室　　2026年7月1日印发"


def judged(document: Document) -> list[str]:
    """The message of each finding, and the reason for what was not checked."""
    return [
        answer.message.zh if isinstance(answer, Finding) else f"未检查：{answer.reason.zh}"
        for answer in judge(ImprintLines(), split(document, builtin_splitters()))
    ]


def drafted(first: float | None, middle: float | None, last: float | None) -> Document:
    document = drafts.document(imprinted(0.35, 0.25, 0.35))
    (page,) = document.pages
    lines = tuple(
        msgspec.structs.replace(line, thickness=thickness)
        for line, thickness in zip(page.lines, (first, middle, last), strict=True)
    )
    return msgspec.structs.replace(document, pages=(msgspec.structs.replace(page, lines=lines),))


def with_borders(*eighths: int) -> bytes:
    """A docx whose 版记 has a border above its first paragraph, one between the two, and one below (1/8 pt)."""
    file = docx.Document()
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    for para in PARAS:
        file.add_paragraph(para.text)
    for text, sides in ((COPY, {"top": eighths[0]}), (ISSUED, {"top": eighths[1], "bottom": eighths[2]})):
        properties: Any = file.add_paragraph(text)._p.get_or_add_pPr()
        borders = etree.SubElement(properties, qn("w:pBdr"))
        for side, size in sides.items():
            border = etree.SubElement(borders, qn(f"w:{side}"))
            for name, value in (("val", "single"), ("sz", str(size)), ("space", "1"), ("color", "auto")):
                border.set(qn(f"w:{name}"), value)
    return saved(file)


def test_lines_that_differ_are_named_one_by_one() -> None:
    assert judged(drafted(0.176, 0.35, 0.5)) == [
        "版记的首条分隔线：粗 0.18 毫米（推荐 0.35 毫米）",
        "版记的中间分隔线：粗 0.35 毫米（推荐 0.25 毫米）",
        "版记的末条分隔线：粗 0.50 毫米（推荐 0.35 毫米）",
    ]


def test_each_finding_stands_at_the_paragraph_beside_its_line() -> None:
    document = split(drafted(0.176, 0.35, 0.5), builtin_splitters())
    spans = [document.cut(answer.span) for answer in judge(ImprintLines(), document) if isinstance(answer, Finding)]
    assert spans == [COPY, ISSUED, ISSUED]


def test_a_thickness_that_is_not_known_is_said_and_the_others_are_judged() -> None:
    assert judged(drafted(None, 0.35, 0.35)) == [
        "未检查：版记分隔线的粗细未知",
        "版记的中间分隔线：粗 0.35 毫米（推荐 0.25 毫米）",
    ]


def test_an_imprint_without_lines_that_were_read_is_not_called_right() -> None:
    draft = imprinted(0.35, 0.25, 0.35)
    plain = tuple(msgspec.structs.replace(para, ruled=()) for para in draft.paragraphs)
    document = drafts.document(msgspec.structs.replace(draft, paragraphs=plain, ruled=()))
    assert judged(document) == ["未检查：没有读到版记的分隔线"]


def test_a_document_without_imprint_is_not_spoken_of() -> None:
    assert judged(drafts.document(Draft(PARAS, 210, 297))) == []


@pytest.mark.parametrize(
    ("eighths", "found"),
    [
        ((8, 6, 8), []),  # 1 pt and 0.75 pt
        ((4, 4, 4), ["首条", "中间", "末条"]),
    ],
)
def test_borders_of_paragraphs_in_a_docx_are_judged(eighths: tuple[int, ...], found: list[str]) -> None:
    document = DocxReader().read(Source("a.docx", with_borders(*eighths)))
    assert [message[3:5] for message in judged(document)] == found


def test_a_blank_paragraph_that_carries_a_line_parts_no_imprint() -> None:
    draft = imprinted(0.35, 0.25, 0.5)
    *above, copy, issued = draft.paragraphs
    paragraphs = (*above, copy, Para(""), issued)
    document = drafts.document(msgspec.structs.replace(draft, paragraphs=paragraphs))
    assert judged(document) == ["版记的末条分隔线：粗 0.50 毫米（推荐 0.35 毫米）"]
