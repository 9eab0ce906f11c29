"""Only a number that plainly governs what follows is compared with it."""

import pytest

from pipeline.builtin.rules.announced_count import AnnouncedCount
from pipeline.builtin.rules.fixed_phrases import FIXED_PHRASES
from pipeline.contract import drafts
from pipeline.testing import builtin_splitters, split
from support import found_by

TWO = "一是摸清底数；二是建立台账。"
THREE = "一是摸清底数；二是建立台账；三是限期整改。"


def announced(text: str) -> list[tuple[str, str]]:
    document = split(drafts.document(text), builtin_splitters())
    return [(document.cut(found.span), found.message.zh) for found in found_by(AnnouncedCount(), document)]


@pytest.mark.parametrize(
    "sentence",
    [
        "党的二十大部署的重点任务：",
        "第三个方面的问题：",
        "前三项任务已经完成：",
        "其中三项措施：",
        "这三项制度要坚持：",
        "有三四个方面的问题：",
        "有十几项任务：",
        "超过三项任务：",
        "安排三个月时间开展工作：",
        "抓好两市三县的工作：",
        "在三个工作日内完成：",
        "落实“三项重点任务”：",
        "学习《关于三项任务的意见》：",
        "2026年第3项任务：",
        "完成投资3.5项任务：",
        "共征求意见37条：",
        "三项任务进展不一，要抓紧：",
        "三项任务已经布置到各县。各单位要做到：",
    ],
)
def test_a_number_of_another_kind_announces_nothing(sentence: str) -> None:
    assert announced(f"一、工作要求\n{sentence}{TWO}") == []


@pytest.mark.parametrize("phrase", FIXED_PHRASES)
def test_a_set_phrase_announces_nothing_with_or_without_quotation_marks(phrase: str) -> None:
    assert announced(f"一、工作要求\n要做好{phrase}工作：{THREE if phrase[0] == '两' else TWO}") == []


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("做好以下四项工作。", "四项工作"),
        ("主要有以下四点：", "四点"),
        ("重点做好四件事，", "四件事"),
        ("提出四点要求如下：", "四点要求"),
        ("共4项措施。", "4项措施"),
        ("原因有四个方面：", "四个方面"),
        ("三个月内完成下列四项任务：", "四项任务"),
        ("各县、各部门要抓好四个重点环节：", "四个重点环节"),
        ("分十二个步骤实施：", "十二个步骤"),
    ],
)
def test_an_announcement_in_any_of_the_usual_words_is_compared(sentence: str, phrase: str) -> None:
    assert announced(f"一、工作要求\n{sentence}{TWO}") == [(phrase, f"“{phrase}”之后列了 2 项")]
    assert announced(f"{sentence}\n{TWO}") == [(phrase, f"“{phrase}”之后列了 2 项")]


@pytest.mark.parametrize(
    "text",
    [
        "一、问题\n主要有三个问题：一是学习不够，表现在：一是少；二是浅。\n二是调研不够。\n三是担当不够。",
        "一、任务\n抓好三项任务。\n（一）甲\n1.子项\n内容。\n2.子项\n内容。\n（二）乙\n内容。\n（三）丙\n内容。",
        "一、任务\n抓好三项任务。\n（一）甲\n内容。\n（二）乙\n内容。\n（四）丙\n内容。",
        "一、任务\n抓好三项任务。\n各单位要落实。\n（一）甲\n内容。\n（二）乙\n内容。",
        "一、任务\n抓好三项任务。\n二、要求\n（一）甲\n内容。\n（二）乙\n内容。",
        "提出三点意见：\n一、甲\n内容。\n二、乙\n内容。\n三、丙\n内容。\n附件1\n名单\n一、甲\n内容。\n二、乙\n内容。",
        "一、任务\n抓好三类5项任务：1.甲；2.乙；3.丙。",
    ],
)
def test_the_count_is_that_of_the_entries_at_hand_and_of_no_others(text: str) -> None:
    assert announced(text) == []


def test_entries_of_a_section_end_with_it() -> None:
    listed = "1.子项\n内容。\n2.子项\n内容。\n"
    text = f"一、任务\n（一）甲\n抓好以下三项工作。\n{listed}（二）乙\n{listed}"
    assert announced(text) == [("三项工作", "“三项工作”之后列了 2 项")]


def test_the_same_fault_all_over_a_text_is_told_once() -> None:
    (found,) = announced("一、任务\n" + f"要抓好三项任务：{TWO}\n" * 30)
    assert "30" in found[1]
