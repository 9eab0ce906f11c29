import pytest

from pipeline.builtin.gongwen.numerals import value
from pipeline.builtin.structure.numbering import number_at


@pytest.mark.parametrize(
    ("text", "form", "ordinal", "raw", "proper"),
    [
        ("一、总体要求", "一、", 1, "一、", "一、"),
        ("十二.总体要求", "一、", 12, "十二.", "十二、"),
        ("二，总体要求", "一、", 2, "二，", "二、"),
        ("（三）目标", "（一）", 3, "（三）", "（三）"),
        ("(三)目标", "（一）", 3, "(三)", "（三）"),
        ("（三）、目标", "（一）", 3, "（三）、", "（三）"),
        ("三）目标", "（一）", 3, "三）", "（三）"),
        ("㈢目标", "（一）", 3, "㈢", "（三）"),
        ("1.任务", "1.", 1, "1.", "1."),
        ("1. 任务", "1.", 1, "1.", "1."),
        ("1、任务", "1.", 1, "1、", "1."),
        ("１．任务", "1.", 1, "１．", "1."),
        ("⒈任务", "1.", 1, "⒈", "1."),
        ("1.2026年工作回顾", "1.", 1, "1.", "1."),
        ("（1）经费", "（1）", 1, "（1）", "（1）"),
        ("1)经费", "（1）", 1, "1)", "（1）"),
        ("⑴经费", "（1）", 1, "⑴", "（1）"),
        ("①经费", "①", 1, "①", "①"),
        ("㉑经费", "①", 21, "㉑", "㉑"),
        ("第三章　职责", "章", 3, "第三章", "第三章"),
        ("第 三 章 职责", "章", 3, "第 三 章", "第三章"),
        ("第一部分中共江州市委概况", "部分", 1, "第一部分", "第一部分"),
        ("第一百二十三条　职责", "条", 123, "第一百二十三条", "第一百二十三条"),
        ("3.1.2 接口", "1.1", 2, "3.1.2", "3.1.2"),
        ("Chapter 4 Results", "章", 4, "Chapter 4", "Chapter 4"),
        ("IV. Results", "I.", 4, "IV.", "IV."),
    ],
)
def test_forms(text: str, form: str, ordinal: int, raw: str, proper: str) -> None:
    number = number_at("前文\n" + text, 3)
    assert number is not None
    assert (number.form, number.ordinal, number.raw, number.proper) == (form, ordinal, raw, proper)
    assert number.span.start == 3
    assert len(number.span) == len(raw)
    assert number.canonical == (raw == proper)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "总体要求",
        "3.5万元",
        "2026年",
        "第三条第二款",
        "一、二审法院",
        "（一）、（二）项",
        "1,000元",
        "（2026）",
        "1、2、3号楼",
        "Section 2 of",
    ],
)
def test_no_number(text: str) -> None:
    assert number_at(text) is None


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("十", 10),
        ("廿一", 21),
        ("卅", 30),
        ("一〇三", 103),
        ("一百零五", 105),
        ("九百九十九", 999),
        ("１２", 12),
        ("XIV", 14),
    ],
)
def test_values(numeral: str, number: int) -> None:
    assert value(numeral) == number
