"""Page and type are judged in official documents only, however plain."""

import pytest

from pipeline.builtin.rules.body_font import BodyFont
from pipeline.builtin.rules.page_margins import PageMargins
from pipeline.builtin.stages.check import Check
from pipeline.contract import drafts
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.parts import Kit
from pipeline.model.document import Document
from pipeline.model.layout import Margins, Style
from pipeline.testing import builtin_splitters, split

SONG = Style("宋体", "宋体", 14)
REGULATION = (
    "关于印发办法的通知\n各单位：\n现将办法印发给你们，请遵照执行。\n"
    "附件\n办法\n第一条　为了管理，制定本办法。\n第二条　本办法自公布之日起施行。"
)
LAYOUT = ("body-font", "page-margins")


def checked(text: str) -> Document:
    paras = tuple(Para(line, SONG) for line in text.split("\n"))
    document = split(drafts.document(Draft(paras, 210, 297, Margins(25.4, 31.8, 25.4, 31.8))), builtin_splitters())
    return Check().advance(document, Kit(rules={"body-font": BodyFont(), "page-margins": PageMargins()}))


@pytest.mark.parametrize(
    "text",
    [
        "关于召开年度会议的通知\n定于5月12日召开年度会议，请准时参加。",
        "江州市水务局：\n你局报来的材料收悉，经研究，同意所报方案。",
        "江州市2026年防汛情况\n江水发〔2026〕8号\n今年以来，全市雨水情平稳，未发生险情。",
        "个人对照检查材料\n根据会议安排，现将有关情况报告如下。",
        "文明过节承诺书\n我们承诺，厉行节约，文明过节。\n江州市档案馆\n2026年2月1日",
        REGULATION,
    ],
)
def test_what_has_one_sign_of_an_official_document_is_judged(text: str) -> None:
    document = checked(text)
    assert "body-font" in {finding.rule for finding in document.findings}
    assert not any("不像公文" in entry.reason.zh for entry in document.not_checked)


@pytest.mark.parametrize(
    "text",
    [
        "水库调度方法研究\n王伟\n摘要：本文提出一种方法，实验表明效果良好。",
        "江州市档案条例\n第一条　为了加强档案管理，制定本条例。\n第二条　本条例自公布之日起施行。",
        "智慧水务平台招标公告\n本项目已具备招标条件，现进行公开招标。",
        "硬件需求规格说明书\n1 引言\n本文说明硬件的需求。\n1.1 目的\n编写本文的目的如下。",
    ],
)
def test_papers_laws_and_tenders_are_said_not_to_be_judged(text: str) -> None:
    document = checked(text)
    assert document.findings == ()
    assert {entry.rule for entry in document.not_checked} == set(LAYOUT)
    assert all("不像公文" in entry.reason.zh for entry in document.not_checked)
