from typing import Any

import pytest

Desk = Any
LEFT = 80.0
FULL = "为进一步规范公文处理工作提高运转效率现就有关事项通知如下"
SMALL = (FULL * 2)[:43]


def texts(document: Any, container: str) -> list[str]:
    return [document.cut(p.span) for p in document.paragraphs if p.container == container]


def noted(desk: Desk, *notes: tuple[str, str], body: str = FULL) -> Any:
    """A page with footnotes; each is its mark and its text."""
    page = desk.paper().lines(LEFT, 700, FULL, FULL, body)
    page.rule(LEFT, 180, LEFT + 140, 180)
    for index, (mark, text) in enumerate(notes):
        y = 163 - 14 * index
        size = 6 if mark.isdecimal() else 10
        page.text(LEFT, y + 3 * (size == 6), mark, size).text(LEFT + size * len(mark), y, text, 10)
    return page


def test_small_type_under_a_short_line_is_footnotes_that_stand_after_the_body(desk: Desk) -> None:
    one = noted(desk, ("1", "参见条例。"), ("2", SMALL), ("", "续行。"), ("3", "同上。"))
    two = desk.paper().lines(LEFT, 700, FULL, "完。")
    document = desk.read(one, two)
    assert texts(document, "body") == [FULL * 4 + "完。"]
    assert texts(document, "footnote") == ["1参见条例。", f"2{SMALL}续行。", "3同上。"]
    assert document.text.endswith("3同上。")
    assert document.pages[0].lines == ()


@pytest.mark.parametrize("mark", ["①", "*", "[1]"])
def test_footnotes_may_have_other_marks(desk: Desk, mark: str) -> None:
    document = desk.read(noted(desk, (mark, "参见条例。")))
    assert [text.replace(" ", "") for text in texts(document, "footnote")] == [f"{mark}参见条例。"]


def test_a_full_line_as_in_the_imprint_is_no_footnote_line(desk: Desk) -> None:
    page = desk.paper().lines(LEFT, 700, FULL, FULL, "完。").rule(LEFT, 180, LEFT + 448, 180)
    page.text(LEFT, 163, "1份存档。", 14)
    assert texts(desk.read(page), "footnote") == []


def test_text_of_the_size_of_the_body_under_a_short_line_is_body(desk: Desk) -> None:
    page = desk.paper().lines(LEFT, 700, FULL, FULL, "完。").rule(LEFT, 180, LEFT + 140, 180)
    page.text(LEFT, 160, "1.所需经费由财政安排。")
    assert texts(desk.read(page), "body")[-1] == "1.所需经费由财政安排。"


def test_small_type_without_a_mark_is_body(desk: Desk) -> None:
    page = desk.paper().lines(LEFT, 700, FULL, FULL, "完。").rule(LEFT, 180, LEFT + 140, 180)
    page.text(LEFT, 163, "联系人：某某，电话：0900-1234567", 10)
    assert texts(desk.read(page), "footnote") == []
