import pytest
from hypothesis import given
from hypothesis import strategies as st

from measuring import MOST, growth
from pipeline.builtin.structure.protected import Protected
from pipeline.contract.drafts import document
from pipeline.model.document import PROTECTED


def found(text: str) -> list[tuple[str, str]]:
    made = Protected().split(document(text))
    return [(mark.name, made.cut(mark.span)) for mark in made.marks]


@pytest.mark.parametrize(
    ("text", "name", "stretch"),
    [
        ("请访问https://www.example.cn/a?b=1。", "url", "https://www.example.cn/a?b=1"),
        ("发至bgs@example.gov.cn。", "url", "bgs@example.gov.cn"),
        ("下载报名表（2026）.docx。", "filename", "下载报名表（2026）.docx"),
        ("根据国办发〔2012〕3号要求", "cited-number", "国办发〔2012〕3号"),
        ("根据国办发[2012]第3号要求", "cited-number", "国办发[2012]第3号"),
        ("（江政发（2012）3号）", "cited-number", "江政发（2012）3号"),
        ("按照GB/T 9704-2012执行", "standard", "GB/T 9704-2012"),
        ("自2012年7月1日起", "time", "2012年7月1日"),
        ("于2012-07-01 17:00结束", "time", "2012-07-01 17:00"),
        ("2012.7.1公布", "time", "2012.7.1"),
        ("7月1日至8月3日", "time", "7月1日至8月3日"),
        ("2012—2015年", "time", "2012—2015年"),
        ("电话：010-66012345。", "phone", "010-66012345"),
        ("联系电话66012345", "phone", "66012345"),
        ("手机13800138000", "phone", "13800138000"),
        ("其中a=b+c。", "formula", "a=b+c"),
        ("比例为1:500", "formula", "1:500"),
        ("版本3.1.2", "formula", "3.1.2"),
        ("增长3.14%，", "formula", "3.14%"),
    ],
)
def test_stretches(text: str, name: str, stretch: str) -> None:
    assert (name, stretch) in found(text)


def test_two_dates_in_a_list_keep_the_mark_between_them() -> None:
    assert found("2023年，2024年") == [("time", "2023年"), ("time", "2024年")]


def test_quotations_nest_and_end_within_their_paragraph() -> None:
    assert found("“甲《乙》丙”，未完“丁\n戊”。") == [("quotation", "“甲《乙》丙”"), ("quotation", "《乙》")]


@given(st.text("〔2012〕3号GB/T9704-年月日:.=+a@“”《》（）\nhttp://.docx电话", max_size=120))
def test_protected_stretches_lie_in_the_text_and_apart(text: str) -> None:
    made = Protected().split(document(text))
    at = 0
    for mark in made.marks:
        assert 0 <= mark.span.start < mark.span.end <= len(text)
        if mark.name in PROTECTED:
            assert at <= mark.span.start
            at = mark.span.end
    assert len(made.mask()) == len(text)


@pytest.mark.parametrize(
    "unit", ["1", "a", "1.", "a.b.", "〔2012", "a@", "2012年", "a=b+", "http://", ".docx", "电话", "“《", "（"]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    assert growth(lambda size: document(unit * (size // len(unit))), Protected().split, 200_000) < MOST
