"""Rare Han characters, which names of people and places have, are Han characters for every part."""

import pytest

from pipeline.builtin.rules.issue_number_form import IssueNumberForm
from pipeline.builtin.rules.no_halfwidth_punctuation import NoHalfwidthPunctuation
from pipeline.builtin.structure.protected import Protected
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import document
from pipeline.model.document import Document

FRONT = "关于做好防汛工作的通知\n各区县：\n现就有关事项通知如下。\n"


def read(text: str) -> Document:
    return Structure().split(Protected().split(document(text)))


@pytest.mark.parametrize("name", ["王𬇙", "李　𫖯", "林〇", "陈神林"])
def test_a_rare_name_in_front_of_the_date_is_a_signature(name: str) -> None:
    found = read(f"{FRONT}请认真贯彻执行。\n{name}　　　2026年5月8日")
    assert [found.cut(mark.span) for mark in found.marked("signature")] == [name]


def test_a_rare_character_behind_a_bare_number_begins_a_heading() -> None:
    found = read("系统设计说明书\n1 𫛭类的保护\n1.1 目的\n本章规定了范围。\n1.2 背景\n本章规定了其他。")
    assert [section.title for section in found.sections] == ["𫛭类的保护", "目的", "背景"]


def test_a_rare_character_is_a_part_of_a_number_and_text_before_a_mark() -> None:
    found = read(f"{FRONT}请按照《办法》（沣𬒈发[2025]9号）执行,汇总到𬒈,请照办。")
    assert [found.cut(mark.span) for mark in found.marked("cited-number")] == ["沣𬒈发[2025]9号"]
    assert [found.cut(one.span) for one in IssueNumberForm().check(found)] == ["[2025]"]
    assert [one.span.start for one in NoHalfwidthPunctuation().check(found)] == [
        at for at, char in enumerate(found.text) if char == ","
    ]
