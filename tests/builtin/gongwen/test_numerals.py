"""Every Chinese numeral is read wherever a number of its kind stands."""

import pytest

from pipeline.builtin.structure.protected import Protected
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import document
from pipeline.model.document import Document


def read(text: str) -> Document:
    return Structure().split(Protected().split(document(text)))


@pytest.mark.parametrize("date", ["二〇二六年五月廿八日", "二○二六年一○月三○日", "二〇二六年五月卅日"])
def test_a_date_in_any_numeral_is_a_date(date: str) -> None:
    closing = read(f"关于做好防汛工作的通知\n各区县：\n请抓好落实。\n云泽市人民政府\n{date}")
    assert [closing.cut(mark.span) for mark in closing.marked("date")] == [date]
    prose = read(f"本办法自{date}起施行。")
    assert [prose.cut(mark.span) for mark in prose.marked("time")] == [date]


@pytest.mark.parametrize("number", ["第廿三号", "第一○三号"])
def test_an_order_has_a_number_in_any_numeral(number: str) -> None:
    order = read(f"云泽市人民政府令\n{number}\n《云泽市防汛办法》已经通过，现予公布。\n市长　林致远\n2026年5月8日")
    assert [order.cut(mark.span) for mark in order.marked("document-number")] == [number]
