"""Automatic numbers are structure, whatever form the list has, and rules read the same numbers."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.builtin.structure.numbered import Numbers
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import Draft, Para, document
from pipeline.model.document import Document

TEXTS = ("成立专班", "制定方案", "组织检查")


def split(*numbers: str, texts: tuple[str, ...] = TEXTS) -> Document:
    """A document with a paragraph for each of these automatic numbers, and one below each."""
    paragraphs = [Para("关于开展检查的通知"), Para("各处室："), Para("现将有关事项通知如下。")]
    for order, number in enumerate(numbers):
        paragraphs += [Para(texts[order % len(texts)], number=number), Para("请各单位认真落实有关要求。")]
    return Structure().split(document(Draft(tuple(paragraphs))))


def typed(*lines: str) -> Document:
    return Structure().split(document("\n".join(lines)))


def headings(found: Document) -> list[tuple[int, str]]:
    return [(section.level, section.number) for section in found.sections]


def entries(found: Document) -> list[str]:
    return [found.cut(mark.span) for mark in found.marked("item")]


def as_rules_read(found: Document) -> list[tuple[str, tuple[int, ...]]]:
    numbers = Numbers(found)
    read = [numbers.at(mark.span.start) for mark in found.marked("number")]
    return [(number.form, number.ordinals) for number in read if number is not None]


@pytest.mark.parametrize(
    ("level", "numbers"),
    [
        (1, ("壹、", "贰、", "叁、")),
        (1, ("第一项", "第二项")),
        (1, ("第1项、", "第2项、")),
        (1, ("第一款", "第二款")),
        (1, ("第一部分：", "第二部分：")),
        (1, ("第1节.", "第2节.")),
        (1, ("第壹章", "第贰章")),
        (1, ("第一条、", "第二条、")),
        (1, ("第一步", "第二步")),
        (1, ("第一章第一节", "第一章第二节")),
        (1, ("一：", "二：")),
        (1, ("一.", "二.")),
        (1, ("Ⅰ：", "Ⅱ：")),
        (2, ("【一】", "【二】")),
        (2, ("（一）：", "（二）：")),
        (2, ("（壹）", "（贰）")),
        (2, ("A.1 ", "A.2 ")),
        (2, ("（1.1）", "（1.2）")),
        (3, ("1：", "2：")),
        (3, ("1: ", "2: ")),
        (3, ("001、", "002、")),
        (3, ("（一）1.", "（一）2.")),
        (4, ("【1】", "【2】")),
        (4, ("（1）、", "（2）、")),
        (4, ("A、", "B、")),
        (4, ("（A）", "（B）")),
        (4, ("甲、", "乙、")),
        (5, ("<1> ", "<2> ")),
        (5, ("①", "②")),
        (5, ("❶：", "❷：")),
    ],
)
def test_an_automatic_number_of_any_form_is_a_heading(level: int, numbers: tuple[str, ...]) -> None:
    found = split(*numbers)
    assert headings(found) == [(level, number.strip()) for number in numbers]
    assert [section.title for section in found.sections] == list(TEXTS[: len(numbers)])
    assert [ordinals[-1] for _, ordinals in as_rules_read(found)] == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    "numbers",
    [
        ("[1] ", "[2] "),
        ("［1］", "［2］"),
        ("a: ", "b: "),
        ("(i) ", "(ii) "),
        ("任务一：", "任务二："),
        ("第一，", "第二，"),
        ("Step 1: ", "Step 2: "),
    ],
)
def test_numbers_of_lists_make_entries_and_no_headings(numbers: tuple[str, ...]) -> None:
    found = split(*numbers)
    assert headings(found) == []
    assert entries(found) == [number + text for number, text in zip(numbers, TEXTS, strict=False)]


def test_a_list_of_references_stands_below_its_heading() -> None:
    found = Structure().split(
        document(
            Draft(
                (
                    Para("防汛工作研究"),
                    Para("绪论", number="一、"),
                    Para("本文讨论防汛工作。"),
                    Para("参考文献"),
                    Para("张岚. 防汛工作研究[J]. 防汛学报, 2020(3): 1-5.", number="[1] "),
                    Para("李明. 水库管理[M]. 江州: 江州出版社, 2019.", number="[2] "),
                )
            )
        )
    )
    assert headings(found) == [(1, "一、"), (1, "")]
    assert [item.number for item in found.sections[1].items] == ["[1]", "[2]"]


@pytest.mark.parametrize("number", ["图1 ", "表1：", "附件1：", "Figure 1: ", "● ", "o ", "2026年", "12:30", "—— "])
def test_captions_bullets_and_times_are_no_numbers(number: str) -> None:
    found = split(number, number)
    assert headings(found) == []
    assert entries(found) == []


@pytest.mark.parametrize(
    ("numbers", "levels"),
    [
        (("一、", "第一步", "第二步", "二、", "第一步"), [1, 2, 2, 1, 2]),
        (("一、", "（一）", "第一项", "1.", "第二项", "（二）"), [1, 2, 3, 4, 3, 2]),
        (("第一项", "一、", "二、", "第二项", "一、"), [1, 2, 2, 1, 2]),
        (("第一章", "一、", "第一步", "第二步", "第二章"), [1, 2, 3, 3, 1]),
    ],
)
def test_steps_stand_below_what_heads_them(numbers: tuple[str, ...], levels: list[int]) -> None:
    assert [level for level, _ in headings(split(*numbers))] == levels


def test_a_mark_that_is_typed_behind_an_automatic_number_belongs_to_it() -> None:
    found = split("第一项", "第二项", texts=("、成立专班", "、制定方案"))
    assert [(section.number, section.title) for section in found.sections] == [
        ("第一项、", "成立专班"),
        ("第二项、", "制定方案"),
    ]


def test_capital_numerals_stand_above_the_usual_ones() -> None:
    found = split("壹、", "一、", "二、", "贰、", "一、")
    assert headings(found) == [(1, "壹、"), (2, "一、"), (2, "二、"), (1, "贰、"), (2, "一、")]


def test_capital_numerals_are_typed_too() -> None:
    found = typed("关于开展检查的通知", "壹、总体要求", "一、目标", "二、原则", "贰、任务", "一、排查。", "叁佰元整")
    assert headings(found) == [(1, "壹、"), (2, "一、"), (2, "二、"), (1, "贰、"), (2, "一、")]


@pytest.mark.parametrize("mark", [".", "、", ")", "：", ". "])
@pytest.mark.parametrize("letters", [string.ascii_uppercase, string.ascii_lowercase])
def test_letters_that_are_roman_numerals_too_count_as_letters(letters: str, mark: str) -> None:
    found = split(*(letter + mark for letter in letters))
    assert [ordinals for _, ordinals in as_rules_read(found)] == [(number,) for number in range(1, 27)]
    assert len({form for form, _ in as_rules_read(found)}) == 1
    assert len({section.level for section in found.sections}) == (letters[0] == "A")


def test_roman_numerals_stay_roman() -> None:
    for numbers in (("i. ", "ii. ", "iii. ", "iv. ", "v. "), ("I. ", "II. ", "III. ", "IV. ", "V. ", "VI. ")):
        found = as_rules_read(split(*numbers))
        assert [ordinals for _, ordinals in found] == [(number,) for number in range(1, len(numbers) + 1)]


def test_a_roman_list_inside_the_eighth_letter_is_roman() -> None:
    numbers = (*(letter + ") " for letter in "abcdefgh"), "i) ", "ii) ", "i) ")
    assert [ordinals[0] for _, ordinals in as_rules_read(split(*numbers))] == [*range(1, 9), 1, 2, 1]


def report(*numbers: str) -> Document:
    """An English report with typed numbers."""
    lines = ["Annual Report on Water Quality"]
    for number in numbers:
        lines += [
            f"{number} Rivers and lakes",
            "All of them were tested, and the results are given in the table below.",
        ]
    return typed(*lines)


def test_typed_letters_count_as_letters() -> None:
    found = report(*(f"{letter}." for letter in string.ascii_uppercase))
    assert headings(found) == [(1, f"{letter}.") for letter in string.ascii_uppercase]
    assert as_rules_read(found) == [("A.", (number,)) for number in range(1, 27)]


def test_typed_letters_below_roman_numerals() -> None:
    found = report("I.", *(f"{letter}." for letter in "ABCDEFGHIJ"), "II.", "A.", "B.", "III.", "IV.", "V.", "VI.")
    assert [(level, number) for level, number in headings(found) if level == 1] == [
        (1, number) for number in ("I.", "II.", "III.", "IV.", "V.", "VI.")
    ]
    assert [number for level, number in headings(found) if level == 2] == [f"{letter}." for letter in "ABCDEFGHIJAB"]


def test_the_last_of_nine_letters_below_a_roman_numeral() -> None:
    found = report("I.", *(f"{letter}." for letter in "ABCDEFGHI"), "II.")
    assert [number for level, number in headings(found) if level == 1] == ["I.", "II."]


PIECES = [
    "第",
    "一",
    "壹",
    "1",
    "12",
    "I",
    "A",
    "x",
    "（",
    "）",
    "[",
    "]",
    "、",
    "：",
    ".",
    "项",
    "节",
    "任务",
    "-",
    " ",
    "甲",
    "①",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), max_size=5))
def test_rules_read_what_was_found(numbers: list[str]) -> None:
    found = split(*numbers)
    read = Numbers(found)
    for mark in found.marked("number"):
        number = read.at(mark.span.start)
        assert number is not None
        assert (number.span, number.proper) == (mark.span, mark.value)
