"""The edges from which indents count, and alignment that lines do or do not show."""

import pytest
from builtin.readers.pdf.conftest import Desk

from built_pdf import Paper
from pipeline.model.layout import Paragraph

FULL = "各级各部门要结合工作实际认真抓好贯彻落实建立健全长效机制明确责任"


def body(paper: Paper, left: float, chars: int = 27, count: int = 3) -> Paper:
    """Paragraphs of two lines, the first two characters in."""
    for index in range(count):
        top = 760 - index * 58
        paper.lines(left + 32, top, FULL[: chars - 2]).lines(left, top - 29, FULL[:chars])
        paper.lines(left, top - 58, FULL[:5] + "。") if index == count - 1 else None
    return paper


def starts(found: list[Paragraph]) -> list[float]:
    return [(paragraph.first_indent or 0.0) + (paragraph.left_indent or 0.0) for paragraph in found]


def test_a_page_counts_from_the_edge_that_its_own_lines_go_on_at(desk: Desk) -> None:
    """Though most pages of its size have another: a section with wider margins."""
    pages = [body(desk.paper(), 79, count=3) for _ in range(6)]
    wide = [body(desk.paper(), 97, 25, 4) for _ in range(2)]
    document = desk.read(*pages[:3], *wide, *pages[3:])
    first = [p for p in document.paragraphs if document.cut(p.span).startswith(FULL[:20])]
    assert starts(first) == pytest.approx([32.0] * len(first), abs=0.5)


def test_a_page_with_few_lines_counts_from_the_edge_of_those_around_it(desk: Desk) -> None:
    pages = [body(desk.paper(), 79, count=3) for _ in range(4)]
    wide = [body(desk.paper(), 97, 25, 4) for _ in range(2)]
    form = desk.paper().lines(97, 700, "一、封面", "二、目录")
    listed = desk.paper().lines(129, 700, "甲方应当按时付款。", "乙方应当按时交货。")
    document = desk.read(*pages, wide[0], form, listed, wide[1])
    found = {document.cut(p.span): p for p in document.paragraphs}
    assert found["一、封面"].first_indent == pytest.approx(0, abs=0.5)
    assert found["甲方应当按时付款。"].first_indent == pytest.approx(32, abs=0.5)


def test_the_two_sides_of_a_sheet_have_edges_of_their_own(desk: Desk) -> None:
    pages = [body(desk.paper(), 79 if number % 2 else 99, 26) for number in range(1, 9)]
    pages[4] = desk.paper().lines(111, 700, "甲方应当按时付款。", "乙方应当按时交货。")
    pages[5] = desk.paper().lines(131, 700, "丙方应当按时付款。", "丁方应当按时交货。")
    document = desk.read(*pages)
    found = [p for p in document.paragraphs if "方应当" in document.cut(p.span)]
    assert starts(found) == pytest.approx([32.0] * 4, abs=0.5)


def test_a_line_in_the_middle_by_chance_begins_where_its_list_does(desk: Desk) -> None:
    page = body(desk.paper(), 79, count=2)
    page.lines(
        143, 500, "一、逾期送达的和未按要求密封的投标文件一概不予接受；", "二、逾期送达；", "三、未密封；", size=12
    )
    page.lines(210, 380, "关于招标的说明")
    document = desk.read(page)
    found = {document.cut(p.span)[:2]: p for p in document.paragraphs}
    assert {found[number].alignment for number in ("一、", "二、", "三、")} == {None}
    assert found["一、"].first_indent == pytest.approx(64, abs=0.5)


def test_lines_set_apart_on_a_grid_show_neither_left_nor_the_middle(desk: Desk) -> None:
    page = desk.paper()
    for index, (x, count) in enumerate([(126, 12), (79, 14), (79, 15), (79, 14), (79, 14), (79, 4)]):
        page.text(x, 760 - 29 * index, FULL[:count], before="15.5 Tc")
    page.text(126, 530, FULL[:10] + "。", before="15.5 Tc")
    first, second = desk.read(page).paragraphs
    assert (first.alignment, second.alignment) == (None, None)
    assert (first.first_indent, second.first_indent) == pytest.approx((47, 47), abs=0.5)


def test_a_label_with_room_to_fill_in_is_not_set_to_the_right(desk: Desk) -> None:
    page = body(desk.paper(), 79).lines(335, 500, "法定代表人签字：").lines(335, 440, "云泽市人民政府")
    document = desk.read(page)
    label, name = document.paragraphs[-2:]
    assert label.alignment is None
    assert label.first_indent == pytest.approx(256, abs=0.5)
    assert name.alignment == "right"


def test_unstretched_lines_of_equally_many_characters_show_no_alignment(desk: Desk) -> None:
    """Nor does a mark that hangs beyond them."""
    page = body(desk.paper(), 79).lines(79, 500, FULL[:26], FULL[:26], FULL[:26] + "，", FULL[:9] + "。")
    last = desk.read(page).paragraphs[-1]
    assert (last.alignment, last.left_indent) == (None, 0)
