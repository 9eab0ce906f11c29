"""Rules take time in proportion to the text, whatever it is made of."""

import time

import pytest

from pipeline import build
from pipeline.builtin.rules import RULES
from pipeline.builtin.stages.check import Check
from pipeline.kinds import Kit
from pipeline.model import Mark

HOSTILE = {
    "crosses": "×" * 100_000 + "9",
    "crosses in a line": "× xx ** " * 15_000,
    "stars": "*" * 100_000 + "a",
    "opened bold": "**甲" * 30_000,
    "opened brackets": "【待补" * 30_000,
    "blanks": "_" * 100_000 + "a",
    "marks": "，。" * 50_000,
    "numbers": "一、甲\n三、乙\n" * 10_000,
    "long line of numbers": "1、" * 50_000,
    "half-width commas": "甲,乙" * 40_000,
    "comma before blanks": "甲," + " " * 100_000 + "x",
    "nested half-width brackets": "(" * 50_000 + "甲" + ")" * 50_000,
    "straight quotation marks": '甲"' * 50_000,
    "crossed brackets": "（《" * 50_000 + "甲）" * 50_000,
    "quotations without an end": "“甲\n" * 30_000,
    "quotations without a start": "甲”\n" * 30_000,
    "opened links": "甲" + "[" * 50_000 + "[](a" * 10_000,
    "no such dates": "6月31日" * 20_000,
    "years in Han numerals": "二零" * 50_000,
    "announcements": "有下列三种情形：\n（一）甲；\n（二）乙；\n" * 10_000,
    "announcements in a line": "以下三点：一是甲；二是乙；" * 15_000,
    "announcements without a list": "三项任务" * 40_000,
    "a title without an end": "关于" * 50_000 + "的通知。",
    "levels upside down": "一、甲\n（1）乙\n（一）丙\n" * 7_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    document = build.document(text)
    document = document.grown(marks=(Mark(p.span, "heading", "1") for p in document.paragraphs if p.span))
    started = time.perf_counter()
    Check().advance(document, Kit(rules={rule.name: rule() for rule in RULES}))
    assert time.perf_counter() - started < 5
