"""Rules take time in proportion to the text, whatever it is made of."""

from collections.abc import Callable

import pytest

from measuring import MOST, growth
from pipeline.builtin.rules import RULES
from pipeline.builtin.stages.check import Check
from pipeline.contract import drafts
from pipeline.contract.parts import Kit
from pipeline.model.document import Document, Mark

SIZE = 60_000
"""About so many characters have the longest of these texts."""
HOSTILE: dict[str, Callable[[int], str]] = {
    "crosses": lambda n: "×" * n + "9",
    "crosses in a line": lambda n: "× xx ** " * (n // 8),
    "stars": lambda n: "*" * n + "a",
    "opened bold": lambda n: "**甲" * (n // 3),
    "opened brackets": lambda n: "【待补" * (n // 3),
    "blanks": lambda n: "_" * n + "a",
    "marks": lambda n: "，。" * (n // 2),
    "numbers": lambda n: "一、甲\n三、乙\n" * (n // 8),
    "long line of numbers": lambda n: "1、" * (n // 2),
    "half-width commas": lambda n: "甲,乙" * (n // 3),
    "comma before blanks": lambda n: "甲," + " " * n + "x",
    "nested half-width brackets": lambda n: "(" * (n // 2) + "甲" + ")" * (n // 2),
    "straight quotation marks": lambda n: '甲"' * (n // 2),
    "crossed brackets": lambda n: "（《" * (n // 4) + "甲）" * (n // 4),
    "quotations without an end": lambda n: "“甲\n" * (n // 3),
    "quotations without a start": lambda n: "甲”\n" * (n // 3),
    "opened links": lambda n: "甲" + "[" * (n // 2) + "[](a" * (n // 8),
    "no such dates": lambda n: "6月31日" * (n // 5),
    "years in Han numerals": lambda n: "二零" * (n // 2),
    "announcements": lambda n: "有下列三种情形：\n（一）甲；\n（二）乙；\n" * (n // 20),
    "announcements in a line": lambda n: "以下三点：一是甲；二是乙；" * (n // 13),
    "announcements without a list": lambda n: "三项任务" * (n // 4),
    "a title without an end": lambda n: "关于" * (n // 2) + "的通知。",
    "levels upside down": lambda n: "一、甲\n（1）乙\n（一）丙\n" * (n // 14),
}


def document(text: str) -> Document:
    """Each paragraph is a heading."""
    made = drafts.document(text)
    return made.grown(marks=(Mark(p.span, "heading", "1") for p in made.paragraphs if p.span))


def check(made: Document) -> Document:
    return Check().advance(made, Kit(rules={rule.name: rule() for rule in RULES}))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_longer_than_its_length(text: Callable[[int], str]) -> None:
    assert growth(lambda size: document(text(size)), check, SIZE) < MOST
