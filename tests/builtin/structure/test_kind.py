"""What a document is as a whole: every clue speaks where its examples say so, and only there."""

import json
from pathlib import Path

import msgspec
import pytest

from pipeline.builtin.structure.kind import kinds, situations
from pipeline.builtin.structure.kind.clue import Clue
from pipeline.builtin.structure.kind.titles import kind_of
from pipeline.builtin.structure.kind.view import View
from pipeline.contract import drafts
from pipeline.contract.drafts import Draft, Para
from pipeline.model.layout import Style
from pipeline.model.metadata import Metadata
from pipeline.testing import builtin_splitters, split
from support import Command

CLUES = (*kinds.CLUES, *kinds.AFTER_TITLE, *situations.CLUES)
SPEAKING = [(clue, text) for clue in CLUES for text in clue.speaks]
SILENT = [(clue, text) for clue in CLUES for text in clue.silent]
BODY = "为做好今年防汛工作，现就有关事项说明如下，请认真贯彻落实。"
FANGSONG = Style("仿宋_GB2312", "仿宋", 16)


def told(source: str | Draft, name: str = "文件.txt") -> Metadata:
    document = msgspec.structs.replace(drafts.document(source), name=name)
    return split(document, builtin_splitters()).metadata


def sees(clue: Clue, text: str) -> bool:
    document = split(drafts.document(text), builtin_splitters())
    view = View(document)
    view.kind = document.metadata.kind
    return clue.sees(view)


@pytest.mark.parametrize(("clue", "text"), SPEAKING)
def test_a_clue_speaks_in_its_examples(clue: Clue, text: str) -> None:
    assert sees(clue, text)


@pytest.mark.parametrize(("clue", "text"), SILENT)
def test_a_clue_is_silent_where_it_should_be(clue: Clue, text: str) -> None:
    assert not sees(clue, text)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("江州市人民政府关于做好防汛工作的通知", "通知"),
        ("关于印发《江州市公务用车管理办法》的通知", "通知"),
        ("江州市公务用车管理办法（试行）", "办法"),
        ("中华人民共和国价格法", "法律法规"),
        ("江州省河道管理条例", "法律法规"),
        ("2026年度民主生活会对照检查材料", "对照检查材料"),
        ("在全市防汛工作会议上的讲话", "讲话稿"),
        ("保洁服务项目竞争性磋商文件", "招标文件"),
        ("保洁服务项目投标文件", "投标文件"),
        ("房屋租赁合同范本", "合同"),
        ("公开招标公告", "公告"),
        ("2025年部门决算公开", "预算"),
        ("优秀共产党员推荐表", "表格"),
        ("拟表彰名单", "名单"),
        ("数据接口规范", "技术文件"),
        ("关于城区拥堵的调研报告", "研究报告"),
        ("关于一季度工作情况的报告", "报告"),
        ("系统操作手册", "说明"),
        ("个人工作总结", "总结"),
        ("一种匹配问题的新算法", None),
        ("入党申请书", None),
    ],
)
def test_a_title_names_its_kind(title: str, kind: str | None) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"关于做好防汛工作的通知\n各单位：\n{BODY}", "通知"),
        (f"关于做好防汛工作的通知\n文档类型：政策类\n全文概要：部署防汛。\n总分：45\n{BODY}", "unknown"),
        (f"市政府：\n{BODY}\n妥否，请批示。\n江州市水利局\n2026年5月8日", "请示"),
        (f"市水利局：\n你局《关于新建水库的请示》收悉。现批复如下：\n{BODY}", "批复"),
        ("租房\n甲方：张三\n乙方：李四\n甲方和乙方双方就本合同约定如下。\n一、期限一年。", "合同"),
        ("校园网的研究\n张三\n摘要：本文研究校园网。\n关键词：校园网；研究\n1 引言\n校园网很大。", "论文"),
        (f"防汛\n{BODY}", "unknown"),
        (f"一、标准\n{BODY}\n二、要求\n{BODY}\n三、说明\n{BODY}", "unknown"),
    ],
)
def test_the_kind_is_told_from_structure_title_and_formulas(text: str, kind: str) -> None:
    assert told(text).kind == kind


def test_the_name_of_the_file_speaks_last() -> None:
    assert told(f"防汛\n{BODY}", "甲/发言稿.txt").kind == "讲话稿"
    assert told(f"关于做好防汛工作的通知\n{BODY}", "甲/发言稿.txt").kind == "通知"


def test_the_situation_is_told_from_blanks_residue_and_layout() -> None:
    notice = "关于做好防汛工作的通知"
    laid_out = Draft((Para(notice, Style("方正小标宋简体", "小标宋", 22), "centre"), Para(BODY, FANGSONG)))
    assert told(laid_out).situation == "drafted"
    assert told(f"{notice}\n{BODY}").situation == "copy"
    assert told(f"{notice}\n发布时间：2026-05-08\n浏览次数：12\n{BODY}").situation == "copy"
    assert told("租房合同\n甲方：______\n乙方：______\n租金____元，租期____年。").situation == "template"
    assert told("证明\n兹有（姓名）______同志，系______学院______专业学生。\n20XX年XX月XX日").situation == "template"


def test_a_draft_with_some_blanks_is_no_template() -> None:
    draft = "关于召开防汛会议的请示\n市政府：\n" + BODY * 3 + "\n会议定于×月×日召开，由××局承办。\n妥否，请批示。"
    assert told(draft).situation == "copy"


def test_what_decided_is_said_in_both_languages() -> None:
    evidence = told(f"关于做好防汛工作的通知\n各单位：\n{BODY}").evidence
    assert [said.zh for said in evidence] == ["标题为“关于做好防汛工作的通知”", "有主送机关", "纯文本，没有版式"]
    assert all(said.en for said in evidence)


SAMPLES = {
    "会议纪要.docx": ("纪要", "drafted"),
    "函-gb18030.txt": ("函", "copy"),
    "函-未清稿.docx": ("函", "drafted"),
    "对照检查材料.docx": ("对照检查材料", "drafted"),
    "对照检查材料.pdf": ("对照检查材料", "issued"),
    "报告-含表格.docx": ("报告", "drafted"),
    "请示-有误.docx": ("请示", "drafted"),
    "通知-规范.docx": ("通知", "drafted"),
    "通知-规范.pdf": ("通知", "issued"),
}


def test_files_are_told_as_what_they_are(pipeline: Command) -> None:
    folder = Path(__file__).parents[3] / "sample_inputs"
    run = pipeline("check", *(folder / name for name in SAMPLES), "--output-format", "jsonl")
    records = [json.loads(line) for line in run.out.splitlines()]
    told_as = {Path(record["path"]).name: record["metadata"] for record in records}
    assert {name: (one["kind"], one["situation"]) for name, one in told_as.items()} == SAMPLES
    assert "有主送机关" in told_as["通知-规范.pdf"]["evidence"]
