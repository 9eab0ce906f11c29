"""Where people read of a rule, they read its Chinese name beside its identifier; of a document, what kind it is."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import html

from pages import BASIS, NOTICE, outcome
from pipeline.builtin.output.exporters.page import HtmlPage
from pipeline.builtin.output.reports.index import Index
from pipeline.builtin.rules import RULES
from pipeline.builtin.rules.date_form import DateForm
from pipeline.cli.policies import gathering_of, scope_of
from pipeline.contract import drafts
from pipeline.contract.parts import Batch
from pipeline.contract.policy import AppliesTo, Gather
from pipeline.model.document import Document
from pipeline.model.finding import Finding, NotChecked
from pipeline.model.metadata import Metadata
from pipeline.model.outcome import Outcome
from pipeline.model.text import Span, Text
from support import Command

NAME = DateForm.name_zh
KNOWN = Metadata(
    "通知", "drafted", (Text("标题以“通知”结尾", "the title ends in 通知"), Text("有主送机关", "it is addressed"))
)


def checked(metadata: Metadata = KNOWN) -> tuple[Document, Outcome]:
    document = drafts.document(NOTICE)
    made = Finding("date-form", "error", Span(0, 2), Text("日期", "A date"), BASIS, rule_zh=NAME)
    entry = NotChecked("title-present", Text("没有标题", "No title"), rule_zh="名称甲")
    document = document.grown(findings=[made], not_checked=[entry])
    return document, msgspec.structs.replace(outcome(document), metadata=metadata)


def page(lang: str, metadata: Metadata = KNOWN) -> Any:
    document, came_to = checked(metadata)
    return html.document_fromstring(HtmlPage().render(came_to, document, None, lang).decode())


def index(lang: str, metadata: Metadata = KNOWN) -> Any:
    batch = Batch((checked(metadata)[1],), "2026-03-01T09:30:00+08:00", 1.0, ("来文/",), lang)
    return html.document_fromstring(b"".join(Index().render(batch)).decode())


@pytest.mark.parametrize("made", [page, index])
def test_a_rule_has_its_name_beside_its_identifier(made: Any) -> None:
    chinese, english = " ".join(made("zh").text_content().split()), " ".join(made("en").text_content().split())
    for name, rule in ((NAME, "date-form"), ("名称甲", "title-present")):
        assert f"{name} {rule}" in chinese
        assert rule in english
        assert name not in english


def test_the_page_says_what_a_document_is_and_why() -> None:
    (line,) = page("zh").find_class("about")
    assert line.text_content() == "文种：通知　情形：本单位排版待发　依据：标题以“通知”结尾；有主送机关"
    (line,) = page("en").find_class("about")
    assert line.text_content() == (
        "Kind: notice; Situation: laid out here to be issued; Evidence: the title ends in 通知; it is addressed"
    )
    assert not page("zh", Metadata()).find_class("about")
    (line,) = page("zh", Metadata("函")).find_class("about")
    assert line.text_content() == "文种：函"


def test_the_index_says_what_a_document_is() -> None:
    (line,) = index("zh").find_class("about")
    assert (line.text_content(), line.get("title")) == (
        "文种：通知　情形：本单位排版待发",
        "依据：标题以“通知”结尾；有主送机关",
    )
    assert not index("zh", Metadata()).find_class("about")


def test_the_terminal_and_other_programs_are_told_both(pipeline: Command, tmp_path: Path) -> None:
    plan = tmp_path / "pipeline.toml"
    plan.write_text('executor = "serial"\nstages = ["split", "check"]\nselect = ["date-form"]\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("请于2026年2月30日前报送。\n", encoding="utf-8")

    def said(*more: str, lang: str = "zh") -> str:
        return pipeline("check", "a.txt", "--plan", str(plan), *more, PIPELINE_LANG=lang).out

    assert f"a.txt:1:3: 错误[date-form {NAME}] " in said()
    assert "a.txt:1:3: error[date-form] " in said(lang="en")
    assert f"错误 date-form {NAME}: " in said("--output-format", "concise")
    assert f"title=date-form {NAME}::" in said("--output-format", "github")
    assert f"错误     date-form {NAME}\n" in said("--statistics")
    (run,) = json.loads(said("--output-format", "sarif"))["runs"]
    assert run["results"][0]["ruleId"] == "date-form"
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("date-form", NAME)
    assert rule["shortDescription"]["text"].startswith(f"{NAME}：")


def test_the_last_line_counts_in_good_english(pipeline: Command, tmp_path: Path) -> None:
    plan = tmp_path / "pipeline.toml"
    plan.write_text('executor = "serial"\nstages = ["split", "check"]\nselect = ["date-form"]\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("请于2026年2月30日前报送。\n", encoding="utf-8")
    assert "1 error, 0 warnings, 0 infos" in pipeline("check", "a.txt", "--plan", str(plan), PIPELINE_LANG="en").err


def test_a_rule_says_for_which_documents_it_is_meant(pipeline: Command) -> None:
    told = pipeline("rules", "body-font").out
    assert "适用：版式按公文要求的文件（法定文种和常用事务文书）" in told
    assert (
        "适用：所有文件\n合并：全文超过 20 处时，同样的问题合为一条，列出各处\n" in pipeline("rules", "date-form").out
    )
    assert f"date-form                 {NAME}" in pipeline("rules").out


@pytest.mark.parametrize(
    ("policy", "zh", "en"),
    [
        (AppliesTo(), "所有文件", "all documents"),
        (
            AppliesTo(kinds=("chinese",), unless_kinds=("合同", "论文")),
            "以中文为主的文件；合同、论文除外",
            "documents mainly in Chinese; but not: contract, paper",
        ),
        (
            AppliesTo(kinds=("通知", "函"), sure_in=("drafted",)),
            "通知、函；本单位排版待发以外的，只作提示",
            "notice, letter; information at most, unless laid out here to be issued",
        ),
        (
            AppliesTo(when_title=("报告", "汇报"), unless_title=("征求意见",), situations=("drafted", "issued")),
            "所有文件；标题含有“报告”或“汇报”的；标题含有“征求意见”的除外；限于：本单位排版待发、已印发或收到的定稿",
            (
                "all documents; with “报告” or “汇报” in the title; but not with “征求意见” in the title; "
                "only: laid out here to be issued, issued or received in its final form"
            ),
        ),
    ],
)
def test_policies_are_told_in_plain_words(policy: AppliesTo, zh: str, en: str) -> None:
    assert scope_of(policy) == Text(zh, en)


def test_when_findings_become_one_is_told_in_plain_words() -> None:
    assert gathering_of(None).zh == gathering_of(Gather(above=None)).zh == "逐处列出"
    assert (
        gathering_of(Gather(by="kind", above=1)).en == "of one kind in more than one place: one that names every place"
    )
    both = gathering_of(Gather(by="kind", above=None, share=0.3, most=5))
    assert both.zh == "同类问题占 30% 以上或合并后仍多于 5 条时合为一条，列出各处"


def test_every_rule_has_a_chinese_name_of_its_own() -> None:
    names = [rule.name_zh for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(4 <= len(name) <= 8 for name in names)
