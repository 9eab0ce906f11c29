from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Desk = Any
LEFT = 80.0
FULL = "为进一步规范公文处理工作提高运转效率现就有关事项通知如下"  # 28 characters of 16 pt: 448 pt
INDENTED = FULL[:26]


def texts(document: Any, container: str = "body") -> list[str]:
    return [document.cut(p.span) for p in document.paragraphs if p.container == container]


def test_an_indent_begins_a_paragraph_and_full_lines_join_without_a_blank(desk: Desk) -> None:
    page = desk.paper()
    page.text(LEFT + 32, 700, INDENTED)
    page.lines(LEFT, 671, FULL, "贯彻执行。")
    page.text(LEFT + 32, 613, INDENTED)
    page.lines(LEFT, 584, FULL, "完毕。")
    document = desk.read(page)
    assert texts(document) == [INDENTED + FULL + "贯彻执行。", INDENTED + FULL + "完毕。"]
    first = document.paragraphs[0]
    assert first.first_indent == pytest.approx(32, abs=0.1)
    assert first.left_indent == 0
    assert first.line_pitch == pytest.approx(28.95, abs=0.1)


def test_a_paragraph_runs_over_the_end_of_a_page(desk: Desk) -> None:
    one = desk.paper().lines(LEFT, 700, FULL, FULL, FULL).text(LEFT + 32, 120, INDENTED)
    two = desk.paper().lines(LEFT, 700, FULL, "结束。").text(LEFT + 32, 642, "另起一段。")
    document = desk.read(one, two)
    assert texts(document)[-2:] == [INDENTED + FULL + "结束。", "另起一段。"]
    first, second = document.pages
    assert document.cut(second.span) == "另起一段。"
    assert document.cut(first.span).rstrip("\n").endswith("结束。")
    assert [piece.place.page for piece in document.pieces_in(document.paragraphs[1].span)] == [1, 2, 2]


def test_an_indented_line_on_top_of_a_page_is_a_paragraph_of_its_own(desk: Desk) -> None:
    one = desk.paper().lines(LEFT, 700, FULL, FULL, FULL)
    two = desk.paper().text(LEFT + 32, 700, INDENTED).text(LEFT, 671, FULL)
    assert texts(desk.read(one, two)) == [FULL * 3, INDENTED + FULL]


def test_headings_that_end_short_stand_alone(desk: Desk) -> None:
    page = desk.paper().text(LEFT + 32, 700, "一、总体要求").text(LEFT + 32, 671, INDENTED)
    page.lines(LEFT, 642, FULL, FULL)
    assert texts(desk.read(page)) == ["一、总体要求", INDENTED + FULL * 2]


def test_a_title_over_two_centred_lines_is_one_paragraph(desk: Desk) -> None:
    page = desk.paper().text(LEFT + 84, 740, "某某市人民政府办公室关于", 22).text(LEFT + 139, 706, "规范工作的通知", 22)
    page.lines(LEFT, 650, FULL, FULL, FULL)
    document = desk.read(page)
    assert texts(document)[0] == "某某市人民政府办公室关于\v规范工作的通知"
    assert document.paragraphs[0].alignment == "centre"


def test_signature_and_date_stand_at_the_right(desk: Desk) -> None:
    page = desk.paper().lines(LEFT, 700, FULL, FULL, FULL)
    page.text(LEFT + 240, 560, "某某市人民政府").text(LEFT + 260, 531, "二〇二六年五月")
    name, date = desk.read(page).paragraphs[-2:]
    assert (name.alignment, date.alignment) == ("right", "right")
    assert name.right_indent == pytest.approx(448 - 240 - 7 * 16, abs=0.1)


def test_a_date_that_ends_a_page_and_the_attachment_on_the_next_are_two_paragraphs(desk: Desk) -> None:
    one = (
        desk.paper()
        .lines(LEFT, 700, FULL, FULL)
        .text(LEFT + 275, 600, "某某县统计局")
        .text(LEFT + 283, 571, "2026年5月18日")
    )
    two = desk.paper().text(LEFT, 700, "附件1").text(LEFT + 160, 640, "申请要点", 22).lines(LEFT, 560, FULL, FULL)
    assert texts(desk.read(one, two))[1:4] == ["某某县统计局", "2026年5月18日", "附件1"]


def test_the_label_of_an_attachment_begins_a_paragraph_after_a_full_page(desk: Desk) -> None:
    one = desk.paper().lines(LEFT, 700, FULL, FULL, FULL)
    two = desk.paper().text(LEFT, 700, "附件2").lines(LEFT, 640, FULL, FULL)
    assert texts(desk.read(one, two))[:2] == [FULL * 3, "附件2"]


def test_short_paragraphs_of_a_letter_stay_apart(desk: Desk) -> None:
    page = desk.paper().text(LEFT, 760, "某某县应急管理局：")
    said = [FULL[:22], FULL[:22], FULL[:21], FULL[:16], "专此函达。", FULL[:25]]
    for index, text in enumerate(said):
        page.text(LEFT + 32, 731 - 28.95 * index, text)
    assert texts(desk.read(page)) == ["某某县应急管理局：", *said]


def test_a_line_one_character_short_of_the_edge_ends_its_paragraph_unless_a_sign_follows(desk: Desk) -> None:
    page = desk.paper().lines(LEFT, 700, FULL, FULL[:26], FULL, FULL[:26], "事），" + FULL[:25], FULL)
    assert texts(desk.read(page)) == [FULL + FULL[:26], FULL + FULL[:26] + "事），" + FULL[:25] + FULL]


def test_the_white_behind_the_number_of_an_article_and_between_words_is_a_space(desk: Desk) -> None:
    page = desk.paper().text(LEFT, 700, "第三条").text(LEFT + 58, 700, "工作机构").text(LEFT, 660, "第二章")
    page.text(LEFT + 53, 660, "附则").text(LEFT, 620, "吴某某").text(LEFT + 62, 620, "副会长")
    assert desk.read(page).text == "第三条 工作机构\n第二章 附则\n吴某某 副会长"


def test_latin_lines_join_with_a_blank_that_lies_in_no_piece(desk: Desk) -> None:
    page = desk.paper()
    for index, line in enumerate(
        [
            "The quick brown fox jumps over the lazy dog and then it",
            "runs away from the hounds that are after it today in",
            "vain.",
        ]
    ):
        page.text(LEFT, 700 - 20 * index, line, font="latin")
    document = desk.read(page)
    assert document.text.startswith("The quick brown fox jumps over the lazy dog and then it runs away")
    blank = document.text.index(" runs")
    assert not any(piece.span.start <= blank < piece.span.end for piece in document.pieces)


def test_words_drawn_apart_are_kept_apart_and_chinese_is_not(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "two", font="latin").text(130, 700, "words", font="latin")
    page.text(100, 650, "通").text(148, 650, "知").text(100, 600, "姓名").text(200, 600, "单位")
    assert desk.read(page).text == "two words\n通知\n姓名 单位"


def test_lines_drawn_in_any_order_are_read_from_the_top(desk: Desk) -> None:
    page = desk.paper().text(100, 600, "第三行。").text(100, 700, "第一行。").text(100, 650, "第二行。")
    assert desk.read(page).text == "第一行。\n第二行。\n第三行。"


def test_a_superscript_belongs_to_its_line(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "area of m", font="latin").text(169, 706, "2", 9, font="latin")
    assert desk.read(page).text == "area of m2"


def test_text_across_the_page_stands_apart(desk: Desk) -> None:
    page = desk.paper().lines(LEFT, 700, FULL, FULL).text(200, 300, "内部资料", 48, matrix="0.7 0.7 -0.7 0.7")
    document = desk.read(page)
    assert texts(document) == [FULL * 2]
    assert texts(document, "textbox") == ["内部资料"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(50, 400), st.integers(60, 780), st.sampled_from(["甲乙丙", "ab c", "第1条"]))))
def test_no_character_is_lost_wherever_it_stands(desk: Desk, words: list[tuple[int, int, str]]) -> None:
    page = desk.paper().text(50, 400, "始")
    for x, y, word in words:
        page.text(x, y, word, font="latin" if word.isascii() else "song")
    document = desk.read(page)
    places = sorted(
        (char, round(x), round(piece.place.bottom))
        for piece in document.pieces
        for char, x in zip(document.cut(piece.span), piece.place.edges, strict=False)
        if char != " "
    )
    drawn = {(char, x, y) for x, y, word in words for char in word[:1]}
    assert {char for char, _, _ in drawn} <= {char for char, _, _ in places}
    assert "\n".join(document.cut(paragraph.span) for paragraph in document.paragraphs) == document.text
