"""Page numbers as the readers tell them, of files as programs write them."""

from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from built_docx import read
from pipeline.builtin.rules.page_number_form import PageNumberForm
from pipeline.builtin.stages.check import judge
from pipeline.model.document import Document
from pipeline.model.finding import Finding
from pipeline.testing import builtin_splitters, split

TEXTS = ("石桥县人民政府关于做好防汛工作的通知", "各乡镇人民政府：", "为做好今年防汛工作，现就有关事项通知如下。")
RIGHT, LEFT, CENTRE = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER


def judged(document: Document) -> list[str]:
    """What is wrong with the page numbers, in the order of the text."""
    answers = list(judge(PageNumberForm(), split(document, builtin_splitters())))
    assert all(isinstance(answer, Finding) for answer in answers)
    return [answer.message.zh for answer in answers if isinstance(answer, Finding)]


def numbered(paragraph: Any, before: str, number: str, after: str, *, font: str = "宋体", size: float = 14) -> Any:
    """Write a PAGE field and what stands around it into a paragraph of a footer."""

    def run(*children: Any, text: str = "") -> None:
        made = paragraph.add_run(text)
        made.font.name, made.font.size = font, Pt(size)
        made._element.rPr.rFonts.set(qn("w:eastAsia"), font)
        for child in children:
            made._element.append(child)

    def char(kind: str) -> Any:
        return parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>')

    run(text=before)
    run(char("begin"), parse_xml(f"<w:instrText {nsdecls('w')}> PAGE </w:instrText>"), char("separate"))
    run(text=number)
    run(char("end"))
    run(text=after)
    return paragraph


def letter() -> Any:
    """An official document whose odd and even pages have footers of their own."""
    file = docx.Document()
    for text, size in zip(TEXTS, (22, 16, 16), strict=True):
        run = file.add_paragraph().add_run(text)
        run.font.size = Pt(size)
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    file.settings.odd_and_even_pages_header_footer = True
    return file


def footers(file: Any) -> tuple[Any, Any]:
    """The paragraphs of the footers of odd and of even pages."""
    section = file.sections[0]
    return section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]


def test_numbers_as_the_standard_has_them_are_right() -> None:
    file = letter()
    odd, even = footers(file)
    numbered(odd, "— ", "1", " —").alignment = RIGHT
    numbered(even, "— ", "2", " —").alignment = LEFT
    assert judged(read(file)) == []


def test_what_is_wrong_is_said_once_for_each_kind() -> None:
    file = letter()
    odd, even = footers(file)
    numbered(odd, "", "1", "", font="Calibri", size=9).alignment = CENTRE
    numbered(even, "", "2", "", font="Calibri", size=9).alignment = CENTRE
    assert judged(read(file)) == [
        (
            "页码“1”：应为数字左右各一条一字线，如“— 1 —”；用的是 Calibri 小五（9 磅），应用宋体四号（14 磅）；"
            "应为单页码居右"
        ),
        "页码“2”：应为双页码居左",
    ]


def test_an_even_number_in_a_justified_line_stands_at_the_left() -> None:
    file = letter()
    odd, even = footers(file)
    for paragraph, number in ((odd, "1"), (even, "2")):
        numbered(paragraph, "－", number, "－").alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    assert judged(read(file)) == ["页码“－1－”：应为单页码居右"]


def test_a_number_in_a_frame_at_the_outer_edge_is_not_called_left() -> None:
    file = letter()
    for paragraph, number in zip(footers(file), "12", strict=True):
        frame = f'<w:framePr {nsdecls("w")} w:wrap="around" w:hAnchor="margin" w:xAlign="outside" w:y="1"/>'
        numbered(paragraph, "— ", number, " —")._p.get_or_add_pPr().append(parse_xml(frame))
    assert judged(read(file)) == []


def test_a_number_in_a_text_box_is_judged_by_what_it_says_alone() -> None:
    file = letter()
    for paragraph, number in zip(footers(file), "12", strict=True):
        shape = "<v:shape><v:textbox><w:txbxContent/></v:textbox></v:shape>"
        box = parse_xml(f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">{shape}</w:pict>')
        inner = file.add_paragraph()
        numbered(inner, "- ", number, " -").alignment = CENTRE
        box.find(f".//{qn('w:txbxContent')}").append(inner._p)
        paragraph.add_run()._r.append(box)
    assert judged(read(file)) == ["页码“- 1 -”：应为数字左右各一条一字线，如“— 1 —”"]


@pytest.mark.parametrize(
    ("before", "after", "wrong"), [("— ", " —", False), ("－", "－", False), ("", "", False), ("- ", " -", True)]
)
def test_a_field_that_holds_no_number_yet_is_judged_by_its_dashes(before: str, after: str, wrong: bool) -> None:
    file = letter()
    numbered(footers(file)[0], before, "", after).alignment = RIGHT
    assert bool(judged(read(file))) == wrong
