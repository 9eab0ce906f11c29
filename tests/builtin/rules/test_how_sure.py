"""How grave a fault of form is: an error only in a 公文 that somebody here is about to issue."""

import msgspec
import pytest

from pipeline.builtin.rules.date_form import DateForm
from pipeline.builtin.rules.issue_number_form import IssueNumberForm
from pipeline.builtin.rules.no_halfwidth_punctuation import NoHalfwidthPunctuation
from pipeline.builtin.rules.title_present import TitlePresent
from pipeline.builtin.stages.check import judge
from pipeline.contract import drafts
from pipeline.contract.rule import Rule
from pipeline.model.finding import Finding
from pipeline.model.metadata import Metadata, Situation
from pipeline.testing import builtin_splitters, split

BODY = "关于做好防汛工作的{kind}\n各区县：\n请抓好落实。\n{signed}\n{date}"
PAPER = "多源数据的防汛研究\n" + "各地数据,来源不同,需要统一;处理之后,再行比较.\n" * 10


def told(rule: Rule, text: str, kind: str = "通知", situation: Situation = "drafted") -> list[tuple[str, str]]:
    document = split(drafts.document(text), builtin_splitters())
    document = msgspec.structs.replace(document, metadata=Metadata(kind, situation))
    return [(found.severity, document.cut(found.span)) for found in judge(rule, document) if isinstance(found, Finding)]


@pytest.mark.parametrize(
    ("kind", "situation", "signed", "severity"),
    [
        ("通知", "drafted", "云泽市人民政府", "error"),
        ("通知", "issued", "云泽市人民政府", "warning"),
        ("通知", "copy", "云泽市人民政府", "warning"),
        ("决定", "drafted", "云泽市人民政府", "warning"),
        ("总结", "drafted", "云泽市水利局", "warning"),
        ("报告", "drafted", "林致远", "info"),
        ("总结", "drafted", "林致远", "info"),
    ],
)
@pytest.mark.parametrize("date", ["2026年05月08日", "二〇二六年五月八日", "2026.5.8"])
def test_the_date_below_the_text(kind: str, situation: Situation, signed: str, severity: str, date: str) -> None:
    text = BODY.format(kind=kind, signed=signed, date=date)
    assert told(DateForm(), text, kind, situation) == [(severity, date)]


@pytest.mark.parametrize("kind", ["合同", "裁判文书", "论文", "表格"])
@pytest.mark.parametrize("date", ["2026年05月08日", "二〇二六年五月八日", "2026.5.8"])
def test_papers_that_are_no_official_ones_date_as_they_like(kind: str, date: str) -> None:
    text = f"房屋租赁合同\n双方约定如下。\n云泽市人民政府\n{date}"
    assert told(DateForm(), text, kind) == []


@pytest.mark.parametrize("kind", ["通知", "合同", "法律法规", "unknown"])
@pytest.mark.parametrize("situation", ["drafted", "copy", "template"])
def test_a_day_that_there_is_not_is_an_error_anywhere(kind: str, situation: Situation) -> None:
    assert told(DateForm(), "请于2026年2月30日前报送。", kind, situation) == [("error", "2026年2月30日")]


@pytest.mark.parametrize(
    ("kind", "situation", "severity"),
    [("通知", "drafted", "error"), ("通知", "issued", "warning"), ("函", "copy", "warning")],
)
@pytest.mark.parametrize(
    "number", ["云政发[2026]3号", "云政发（2026）3号", "云政发〔2026〕第3号", "云政发〔2026〕03号"]
)
def test_a_documents_own_number(kind: str, situation: Situation, severity: str, number: str) -> None:
    text = f"云泽市人民政府文件\n{number}\n" + BODY.format(kind=kind, signed="云泽市人民政府", date="2026年5月8日")
    assert told(IssueNumberForm(), text, kind, situation) == [(severity, number)]


@pytest.mark.parametrize("kind", ["合同", "裁判文书", "招标文件", "表格"])
def test_numbers_of_other_papers_follow_schemes_of_their_own(kind: str) -> None:
    assert told(IssueNumberForm(), "云泽公司\n云租（2026）03号\n房屋租赁合同\n双方约定如下。", kind) == []


@pytest.mark.parametrize(
    ("cited", "severity"),
    [
        ("国办发【2019】8号", "warning"),
        ("国办发[2019]8号", "warning"),
        ("计价格【2002】1980号", "warning"),
        ("国办发（2008）8号", "info"),
        ("云泽市人民政府决定书[2019]8号", "info"),
    ],
)
def test_a_cited_number_is_judged_by_its_age_and_its_look(cited: str, severity: str) -> None:
    ((found, _),) = told(IssueNumberForm(), f"根据有关文件（{cited}），现通知如下。")
    assert found == severity


@pytest.mark.parametrize("kind", ["讲话稿", "总结", "方案", "汇报", "合同"])
def test_papers_that_may_do_without_a_title(kind: str) -> None:
    assert told(TitlePresent(), "尊敬的各位领导：\n大家好！今天我讲三点。\n云泽市水利局\n2026年5月8日", kind) == []


def test_a_template_need_not_have_its_title_yet() -> None:
    text = "云政发〔2026〕18号\n各区县：\n请抓好落实。\n云泽市人民政府\n2026年5月8日"
    assert told(TitlePresent(), text, situation="template") == []
    ((severity, _),) = told(TitlePresent(), text)
    assert severity == "error"


def test_a_paper_set_in_half_width_marks_throughout_gets_one_information() -> None:
    found = told(NoHalfwidthPunctuation(), PAPER, "论文")
    assert [severity for severity, _ in found] == ["info", "info"], "the points, and all other marks"
    assert {severity for severity, _ in told(NoHalfwidthPunctuation(), PAPER, "通知")} == {"warning"}
