"""Indents as files have them: declared, typed, measured."""

import pytest

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.builtin.rules.first_line_indent import FirstLineIndent
from pipeline.builtin.stages.check import judge
from pipeline.contract.drafts import Draft, Para
from pipeline.model.document import Document, Source
from pipeline.model.finding import Finding, NotChecked
from pipeline.model.layout import Style
from pipeline.testing import builtin_splitters, docx, pdf, split

STYLE = Style("仿宋_GB2312", "仿宋", 16)
TEXTS = (
    "为做好今年的防汛工作，保障人民群众生命财产安全，现就有关事项通知如下，请各单位认真贯彻执行，不得有误。",
    "各单位要提高认识，加强领导，把各项措施落到实处，确保安全度汛，并将落实情况于五月底前报送防汛指挥部办公室。",
    "各级防汛指挥机构要加强值班值守，遇有险情及时报告，不得迟报、漏报、瞒报，造成后果的依规依纪追究责任。",
)


def paras(*indents: float | None, texts: tuple[str, ...] = TEXTS) -> Draft:
    title = Para("关于做好防汛工作的通知", Style("方正小标宋简体", "小标宋", 22), "centre")
    to = Para("各区县人民政府：", STYLE, None, 0)
    bodies = (Para(text, STYLE, None, indent) for text, indent in zip(texts, indents, strict=True))
    return Draft((title, to, *bodies))


def of_docx(draft: Draft) -> Document:
    return split(DocxReader().read(Source("a.docx", docx(draft))), builtin_splitters())


def of_pdf(draft: Draft) -> Document:
    return split(PdfReader().read(Source("a.pdf", pdf(draft))), builtin_splitters())


def told(document: Document, rule: FirstLineIndent | None = None) -> list[tuple[str, str, str]]:
    answers = tuple(judge(rule or FirstLineIndent(), document))
    assert not any(isinstance(answer, NotChecked) for answer in answers), answers
    return [(f.scope, f.severity, f.message.zh) for f in answers if isinstance(f, Finding)]


def test_two_characters_are_right_in_a_docx_and_in_a_pdf() -> None:
    assert told(of_docx(paras(32, 31.5, 32.3))) == []
    assert told(of_pdf(paras(32, 32, 32))) == []


def test_a_paragraph_without_an_indent_is_found_in_a_docx_and_in_a_pdf() -> None:
    for document, severity in ((of_docx(paras(32, 32, 0)), "warning"), (of_pdf(paras(32, 32, 0)), "info")):
        assert told(document) == [("text", severity, "段首未缩进，应缩进 2 字")]
        (found,) = judge(FirstLineIndent(), document)
        assert isinstance(found, Finding)
        assert document.cut(found.span) == TEXTS[2]


def test_an_indent_of_another_length_is_told_with_it() -> None:
    assert told(of_docx(paras(32, 21, 32))) == [("text", "warning", "段首缩进 1.3 字，应缩进 2 字")]
    assert told(of_pdf(paras(32, 16, 32))) == [("text", "info", "段首缩进 1 字，应缩进 2 字")]


def test_what_most_paragraphs_lack_is_told_once() -> None:
    assert told(of_docx(paras(0, 0, 32))) == [("document", "warning", "段首未缩进，应缩进 2 字，全文共 2 段")]


@pytest.mark.parametrize("lead", ["　　", "    ", "      ", "\t"])
def test_typed_white_space_is_information(lead: str) -> None:
    typed = (*TEXTS[:2], lead + TEXTS[2])
    (found,) = told(of_docx(paras(32, 32, 0, texts=typed)))
    assert found[:2] == ("text", "info")
    assert "空格" in found[2]


def test_typed_white_space_and_an_indent_are_too_much() -> None:
    doubled = (*TEXTS[:2], f"　　{TEXTS[2]}")
    assert told(of_docx(paras(32, 32, 32, texts=doubled))) == [("text", "warning", "段首缩进 4 字，应缩进 2 字")]


def test_one_typed_blank_is_too_little() -> None:
    little = (*TEXTS[:2], f"　{TEXTS[2]}")
    assert told(of_docx(paras(32, 32, 0, texts=little))) == [("text", "warning", "段首缩进 1 字，应缩进 2 字")]


def test_a_house_may_want_another_indent() -> None:
    assert told(of_docx(paras(0, 0, 0)), FirstLineIndent(characters=0)) == []


def test_a_paragraph_that_goes_on_is_not_judged() -> None:
    broken = (TEXTS[0], TEXTS[1][:-1] + "，", TEXTS[2])
    assert told(of_docx(paras(32, 32, 0, texts=broken))) == []


def test_what_is_no_official_document_is_not_judged() -> None:
    draft = Draft(tuple(Para(text, STYLE, None, 0) for text in TEXTS[1:] * 2))
    (answer,) = judge(FirstLineIndent(), of_docx(draft))
    assert isinstance(answer, NotChecked)
