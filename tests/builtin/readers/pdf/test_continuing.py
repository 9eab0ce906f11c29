"""Which lines make up a paragraph, where indents and short lines alone do not tell."""

from typing import Any

import pytest

Desk = Any
LEFT = 80.0
FULL = "为进一步规范公文处理工作提高运转效率现就有关事项通知如下"  # 28 characters of 16 pt: 448 pt
INDENTED = FULL[:26]


def texts(document: Any) -> list[str]:
    return [document.cut(p.span) for p in document.paragraphs if p.container == "body"]


def apart(paper: Any, x: float, y: float, text: str, white: float, size: float = 16) -> None:
    """Text with the same white behind every character."""
    paper.text(x, y, text, size, before=f"{white} Tc")


def test_lines_may_stand_farther_apart_in_one_part_of_a_document(desk: Desk) -> None:
    dense = desk.paper().lines(LEFT, 760, *[FULL] * 20, "完。", pitch=24)
    wide = desk.paper()
    for index in range(3):
        wide.text(LEFT + 32, 700 - 96 * index, INDENTED).text(LEFT, 652 - 96 * index, "贯彻执行。")
    assert texts(desk.read(dense, wide)) == [FULL * 20 + "完。", *[INDENTED + "贯彻执行。"] * 3]


def test_paragraphs_of_one_full_line_stay_apart_by_the_white_between(desk: Desk) -> None:
    dense = desk.paper().lines(LEFT, 760, *[FULL] * 20, "完。", pitch=24)
    airy = desk.paper().lines(LEFT, 700, *[FULL[:27] + "。"] * 4, pitch=48)
    assert texts(desk.read(dense, airy))[1:] == [FULL[:27] + "。"] * 4


def test_characters_set_apart_on_a_grid_leave_room_for_less_than_one_of_them(desk: Desk) -> None:
    page = desk.paper()
    for index, text in enumerate((INDENTED[:12], FULL[:14], FULL[:13], FULL[:14])):
        apart(page, LEFT + 64 * (not index), 700 - 40 * index, text, 16)
    page.text(LEFT, 540, "完。")
    assert texts(desk.read(page)) == [INDENTED[:12] + FULL[:14] + FULL[:13] + FULL[:14] + "完。"]


def test_marks_that_hang_beyond_the_edge_do_not_move_it(desk: Desk) -> None:
    page = desk.paper()
    for index, text in enumerate((FULL[:14] + "，", FULL[:14], FULL[:14] + "，", FULL[:14], FULL[:14])):
        apart(page, LEFT, 700 - 40 * index, text, 16)
    page.text(LEFT, 500, "完。").text(LEFT + 64, 460, "另起一段。")
    assert texts(desk.read(page))[-1] == "另起一段。"
    assert len(texts(desk.read(page))) == 2


@pytest.mark.parametrize("start", ["杨“数”浦新质秀带", "件.docx的格式", "https://www.example.org/a/b/c"])
def test_what_may_not_be_parted_goes_to_the_next_line_as_a_whole(desk: Desk, start: str) -> None:
    page = desk.paper().lines(LEFT, 700, FULL, FULL[:25])
    page.text(LEFT, 642.1, start, font="song").lines(LEFT, 613, FULL, "完。")
    first, *rest = texts(desk.read(page))
    assert first.startswith(FULL + FULL[:25] + start)
    assert rest in ([], [FULL + "完。"])


def test_a_title_broken_by_hand_has_line_breaks_and_one_that_wrapped_has_none(desk: Desk) -> None:
    broken = (
        desk.paper().text(LEFT + 84, 740, "某某市人民政府办公室关于", 22).text(LEFT + 139, 706, "规范工作的通知", 22)
    )
    wrapped = desk.paper().text(LEFT + 4, 740, FULL[:20], 22).text(LEFT + 147, 706, "规范工作通知", 22)
    for page in (broken, wrapped):
        page.lines(LEFT, 650, FULL, FULL, FULL)
    assert texts(desk.read(broken))[0] == "某某市人民政府办公室关于\v规范工作的通知"
    assert texts(desk.read(wrapped))[0] == FULL[:20] + "规范工作通知"
    assert desk.read(wrapped).paragraphs[0].alignment == "centre"


def test_a_note_below_the_title_goes_on_centred_only_below_a_full_line(desk: Desk) -> None:
    page = desk.paper().text(LEFT + 8, 740, "（" + FULL[:26]).text(LEFT + 144, 711, "自二〇二六年施行）")
    page.text(LEFT + 160, 660, "某某市人民政府").text(LEFT + 144, 631, "二〇二六年五月一日")
    page.lines(LEFT, 560, FULL, FULL, FULL)
    assert texts(desk.read(page))[:3] == [
        "（" + FULL[:26] + "自二〇二六年施行）",
        "某某市人民政府",
        "二〇二六年五月一日",
    ]


def test_a_block_that_stands_in_from_both_edges_is_one_paragraph(desk: Desk) -> None:
    page = desk.paper()
    apart(page, LEFT + 40, 740, FULL[:22], 0.7)
    apart(page, LEFT + 40, 711, FULL[:22], 0.7)
    page.text(LEFT + 40, 682, "完。").lines(LEFT, 620, FULL, FULL, FULL)
    document = desk.read(page)
    assert texts(document)[0] == FULL[:22] * 2 + "完。"
    assert document.paragraphs[0].alignment != "centre"


def test_rows_of_equal_length_are_no_block(desk: Desk) -> None:
    page = desk.paper().lines(LEFT, 740, *[FULL[:22]] * 3).lines(LEFT, 600, FULL, FULL, FULL)
    assert texts(desk.read(page))[:3] == [FULL[:22]] * 3


def test_entries_of_a_table_of_contents_stay_apart_though_all_are_full(desk: Desk) -> None:
    entries = [f"{name}{'…' * 20}{number}" for name, number in (("总则", 1), ("分则", 12), ("附则", 30))]
    page = desk.paper()
    for index, entry in enumerate(entries):
        page.text(LEFT, 740 - 29 * index, entry)
    page.lines(LEFT, 600, FULL, FULL, FULL)
    assert texts(desk.read(page))[:3] == entries


def test_where_lines_are_stretched_to_the_edge_one_that_stops_before_it_ends_its_paragraph(desk: Desk) -> None:
    page = desk.paper()
    for y in (740, 711, 624):
        apart(page, LEFT, y, FULL[:27], 0.6)
    page.text(LEFT, 682, FULL[:26]).text(LEFT, 653, FULL[:20])
    assert texts(desk.read(page))[0] == FULL[:27] * 2 + FULL[:26]


@pytest.mark.parametrize("start", ["2.2.2.2Touch panel", "[2]Bennett L. Second", "附件一：申请书封面"])
def test_what_begins_with_a_number_of_its_own_begins_a_paragraph(desk: Desk, start: str) -> None:
    page = desk.paper().lines(
        LEFT, 740, FULL, FULL[:27] + ("。" if start[0] == "附" or start[0] == "[" else "度"), start
    )
    page.lines(LEFT, 600, FULL, FULL, FULL)
    assert texts(desk.read(page))[1] == start


def test_lines_below_a_reference_number_hang(desk: Desk) -> None:
    page = desk.paper().text(LEFT, 740, "[1]" + FULL[:25]).lines(LEFT + 48, 711, FULL[:25], "完。")
    page.lines(LEFT, 600, FULL, FULL, FULL)
    assert texts(desk.read(page))[0] == "[1]" + FULL[:25] * 2 + "完。"


def test_white_behind_the_figure_that_begins_a_heading_is_a_space(desk: Desk) -> None:
    page = desk.paper().text(LEFT, 740, "1", 22, font="latin").text(LEFT + 21, 740, "引言", 22)
    page.text(LEFT, 700, "2026", font="latin").text(LEFT + 39, 700, "年" + FULL[:20]).lines(LEFT, 650, FULL, FULL)
    assert texts(desk.read(page))[0] == "1 引言"
    assert texts(desk.read(page))[1].startswith("2026年")


def test_only_lines_that_show_it_tell_justified_from_left(desk: Desk) -> None:
    stretched = desk.paper()
    for index in range(3):
        apart(stretched, LEFT, 740 - 29 * index, FULL[:27], 0.6)
    stretched.text(LEFT, 653, "完。")
    exact = desk.paper().lines(LEFT, 740, FULL, FULL, FULL, "完。")
    ragged = desk.paper().lines(LEFT, 740, FULL, FULL[:27], "“" + FULL[:26], "完。")
    assert desk.read(stretched).paragraphs[0].alignment == "justify"
    assert desk.read(exact).paragraphs[0].alignment is None
    assert desk.read(ragged).paragraphs[0].alignment == "left"


def test_lines_hang_below_the_text_behind_a_decimal_number(desk: Desk) -> None:
    page = desk.paper().lines(LEFT, 760, *[FULL] * 3, "完。")
    page.text(LEFT, 600, "4.1", font="latin").text(LEFT + 32, 600, FULL[:26])
    page.text(LEFT + 32, 571, "贯彻执行。")
    assert [text.replace(" ", "") for text in texts(desk.read(page))][1:] == ["4.1" + FULL[:26] + "贯彻执行。"]


def test_a_first_line_that_stops_in_the_middle_of_a_sentence_goes_on_at_the_left(desk: Desk) -> None:
    """Converters give each paragraph a right edge of its own."""
    stopped = "为进一步规范公文处理，提高运转效率，现就有关事项"
    page = desk.paper().lines(LEFT, 760, *[FULL] * 3, "完。")
    page.text(LEFT + 32, 600, stopped).text(LEFT, 571, "通知如下，请贯彻执行。")
    assert texts(desk.read(page))[1:] == [stopped + "通知如下，请贯彻执行。"]


def test_a_number_of_a_letter_and_an_addressee_below_a_date_stand_apart(desk: Desk) -> None:
    """No comma stands in the line above the addressee, and so no sentence goes on."""
    letter, number = "一九九六年七月二十五日（经）复〔一九九六〕十五号", "各市人民政府："
    page = desk.paper().lines(LEFT, 760, *[FULL] * 3, "完。")
    page.text(LEFT + 32, 600, letter).text(LEFT, 571, number)
    assert texts(desk.read(page))[1:] == [letter, number]


def test_items_counted_by_letters_begin_paragraphs(desk: Desk) -> None:
    page = desk.paper().lines(LEFT, 760, FULL, FULL[:27] + "。")
    page.text(LEFT, 702.1, "A、甲方的责任").text(LEFT, 673.2, "B、乙方的责任")
    assert texts(desk.read(page)) == [FULL + FULL[:27] + "。", "A、甲方的责任", "B、乙方的责任"]
