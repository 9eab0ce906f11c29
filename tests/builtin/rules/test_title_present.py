"""Titles of official documents: there, with their kind, without a mark behind them."""

import pytest

from pipeline.builtin.rules.title_present import TitlePresent
from pipeline.builtin.stages.check import judge
from pipeline.contract import drafts
from pipeline.contract.drafts import Draft, Para
from pipeline.model.document import Document
from pipeline.model.finding import Finding, NotChecked
from pipeline.testing import builtin_splitters, split

TO = "各区县：\n请抓好落实。\n云泽市人民政府\n2026年5月8日"
NUMBER = "云政发〔2026〕18号"


def of(text: str) -> Document:
    return split(drafts.document(text), builtin_splitters())


def told(text: str) -> list[tuple[str, str, str]]:
    return [(f.severity, f.basis.kind, f.message.zh) for f in judge(TitlePresent(), of(text)) if isinstance(f, Finding)]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (f"{NUMBER}\n{TO}", "error"),
        (f"云泽市人民政府文件\n{NUMBER}\n{TO}", "error"),
        (f"云泽市人民政府文件\n{NUMBER}\n云泽市人民政府\n{TO}", "error"),
        (TO, "warning"),
    ],
)
def test_an_official_document_without_a_title_is_told_as_a_whole(text: str, severity: str) -> None:
    (found,) = judge(TitlePresent(), of(text))
    assert isinstance(found, Finding)
    assert (found.scope, found.severity, found.basis.kind) == ("document", severity, "regulation")


@pytest.mark.parametrize(
    "text",
    [
        f"{NUMBER}\n云泽市人民政府关于做好防汛工作的通知\n{TO}",
        f"{NUMBER}\n云泽市人民政府关于印发《云泽市防汛办法（试行）》的通知\n{TO}",
        f"{NUMBER}\n云泽市2026年防汛工作方案\n{TO}",
        f"{NUMBER}\n关于做好防汛工作的紧急通知\n{TO}",
        f"{NUMBER}\n今年的防汛工作准备好了吗？——关于防汛工作的调研报告\n{TO}",
        f"{NUMBER}\n关于做好×××工作\n{TO}",
        "云泽市人民政府令\n第12号\n《云泽市防汛办法》已经通过，现予公布。\n市长　林致远\n2026年5月8日",
        "云泽市人民政府会议纪要\n〔2026〕3号\n5月8日，市长召开会议，研究防汛工作。\n出席：林致远\n云泽市人民政府办公室\n2026年5月9日",
        f"{NUMBER}\n云泽市人民政府关于转发《省政府关于做好防汛工作的通知》的通知\n{TO}",
        f"{NUMBER}\n云泽市人民政府关于贯彻省政府关于防汛工作的意见的通知\n{TO}",
    ],
)
def test_titles_as_they_are_found_in_offices_are_right(text: str) -> None:
    assert told(text) == []


def test_a_title_in_a_text_box_is_a_title() -> None:
    box = Para("云泽市防汛工作会议纪要", container="textbox")
    lines = (Para(line) for line in f"{NUMBER}\n{TO}".split("\n"))
    document = split(drafts.document(Draft((box, *lines))), builtin_splitters())
    assert not any(isinstance(answer, Finding) for answer in judge(TitlePresent(), document))


def test_the_kind_must_be_said() -> None:
    assert told(f"{NUMBER}\n关于做好防汛工作\n{TO}") == [
        ("warning", "regulation", "标题“关于做好防汛工作”没有写明文种，如“通知”“请示”“函”")
    ]


@pytest.mark.parametrize("mark", "。．.；，：:")
def test_a_mark_at_the_end_goes_unasked(mark: str) -> None:
    document = of(f"{NUMBER}\n云泽市人民政府\n关于做好防汛\n工作的通知{mark}\n{TO}")
    (found,) = judge(TitlePresent(), document)
    assert isinstance(found, Finding)
    assert (found.severity, found.basis.kind, document.cut(found.span)) == ("warning", "standard", mark)
    assert found.fix is not None
    assert found.fix.safe


@pytest.mark.parametrize(
    "line",
    [
        "根据市政府关于做好防汛工作的通知：",
        "请认真落实关于做好防汛工作的通知。",
        "关于做好防汛工作的通知要抓紧落实。",
        "一、关于做好防汛工作的通知。",
    ],
)
def test_a_sentence_that_names_a_document_is_no_title(line: str) -> None:
    assert told(f"{NUMBER}\n云泽市人民政府关于开展检查的公告\n{line}\n{TO}") == []


def test_words_said_twice_are_practice() -> None:
    found = told(f"{NUMBER}\n云泽市教育局关于转发市政府关于做好防汛工作的通知的通知\n{TO}")
    assert sorted(found) == [
        ("info", "practice", "标题中“关于”重复，可省去一个"),
        ("info", "practice", "标题中“的通知”重复，可省去一个"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "读书笔记\n今天读了一本书，很有收获。",
        "关于加强防汛工作的通知。市政府昨天印发了这个文件。",
        "Dear colleagues,\nplease find the notice attached.",
        "云泽市防汛办法\n第一条　为了防汛，制定本办法。\n第二条　本办法自发布之日起施行。",
    ],
)
def test_what_is_no_official_document_is_not_judged(text: str) -> None:
    (answer,) = judge(TitlePresent(), of(text))
    assert isinstance(answer, NotChecked)
