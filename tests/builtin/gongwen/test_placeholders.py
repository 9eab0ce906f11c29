"""Templates say with any cross what is to come."""

import pytest

from pipeline.builtin.structure.protected import Protected
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import document


@pytest.mark.parametrize("cross", ["×", "✕", "✖", "╳", "X", "x", "Ｘ", "ｘ"])
def test_numbers_and_dates_of_templates_are_known(cross: str) -> None:
    number, date = f"云政发〔20{cross}{cross}〕{cross}号", f"20{cross}{cross}年{cross}月{cross}{cross}日"
    text = f"云泽市人民政府文件\n{number}\n关于防汛的通知\n各区县：\n请执行“{number}”。\n云泽市人民政府\n{date}"
    read = Structure().split(Protected().split(document(text)))
    assert [read.cut(mark.span) for mark in read.marked("document-number")] == [number]
    assert [read.cut(mark.span) for mark in read.marked("date")] == [date]


@pytest.mark.parametrize("cross", ["×", "✕", "✖", "╳", "X", "x", "Ｘ", "ｘ", "*", "＊"])
def test_a_cited_number_may_leave_out_its_year(cross: str) -> None:
    number = f"云政发〔{cross * 4}〕{cross}号"
    read = Protected().split(document(f"请按照《办法》（{number}）执行。"))
    assert [read.cut(mark.span) for mark in read.marked("cited-number")] == [number]
