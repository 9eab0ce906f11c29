from itertools import pairwise
from typing import Any

import pytest

from pipeline.builtin.readers.pdf.place import LinePlace
from pipeline.model.document import Document

Desk = Any
GARBLED = "pages 1 hold text that cannot be decoded"


def said(document: Document) -> list[str]:
    return [entry.reason.en for entry in document.not_checked]


def edges(document: Document) -> list[tuple[float, ...]]:
    places = [piece.place for piece in document.pieces]
    assert all(isinstance(place, LinePlace) for place in places)
    return [place.edges for place in places if isinstance(place, LinePlace)]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("⻓期⻔户⻢上", "长期门户马上"),
        ("⼦⼥⼈⾦", "子女人金"),
        ("豈金見", "豈金見"),
        ("⺠⻩⻰⻳", "民黄龙龟"),
        ("（一）ＡＢＣ１２３①㈠々〇", "（一）ＡＢＣ１２３①㈠々〇"),  # forms that rules are about stay
    ],
)
def test_radicals_and_compatibility_ideographs_are_read_as_what_people_see(desk: Desk, drawn: str, read: str) -> None:
    document = desk.read(desk.paper().text(100, 700, drawn))
    assert document.text == read
    (place,) = edges(document)
    assert place == pytest.approx([100 + 16 * index for index in range(len(read) + 1)], abs=0.01)


def test_the_second_engine_reads_the_same_forms(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "⻓⼦豈").text(100, 600, "ĀĂ", font="unmapped")
    assert desk.read(page).text.startswith("长子豈\n")


def test_characters_without_width_are_left_out_and_hyphens_are_hyphens(desk: Desk) -> None:
    document = desk.read(desk.paper().text(100, 700, "公\u200b文\ufeff处\u00ad理"))
    assert document.text == "公文处-理"
    assert len(edges(document)[0]) == len(document.text) + 1


def test_a_character_beyond_the_basic_plane_is_one(desk: Desk) -> None:
    document = desk.read(desk.paper().text(100, 700, "姓名：𠮷野"))
    assert document.text == "姓名：𠮷野"
    assert len(edges(document)[0]) == len(document.text) + 1


def test_characters_without_a_known_meaning_are_said(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "\ue001\ue002\ue003\ue004\ue005")
    assert said(desk.read(page)) == ["pages 1 hold characters without a known meaning (private use)"]
    assert said(desk.read(desk.paper().text(100, 700, "\uf0b7第一条"))) == []


def test_letters_that_are_numbers_of_glyphs_are_said(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "!#%*+", font="coded").text(100, 600, "!#%*+", font="latin")
    assert said(desk.read(page)) == ["pages 1 hold characters without a known meaning (private use)"]
    assert said(desk.read(desk.paper().text(100, 700, "!#%*+", font="latin"))) == []


def test_what_the_first_engine_leaves_out_is_read_by_the_second(desk: Desk) -> None:
    document = desk.read(desk.paper().text(100, 700, "文字").text(100, 600, "aaaaaa", font="drawn"))
    assert document.text == "文字\n" + "\U000f03d9" * 6
    assert said(document) == ["pages 1 hold characters without a known meaning (private use)"]


@pytest.mark.parametrize("offset", [(0.3, 0), (0, 0.3), (0.4, 0.4), (2, 0)])
def test_what_is_drawn_again_nearly_on_itself_is_read_once_and_is_bold(desk: Desk, offset: tuple[float, float]) -> None:
    x, y = offset
    page = desk.paper().text(100, 700, "公文标题").text(100 + x, 700 + y, "公文标题").text(100, 600, "正文")
    document = desk.read(page)
    assert document.text == "公文标题\n正文"
    assert [piece.style.bold for piece in document.pieces] == [True, False]


def test_a_row_of_texts_drawn_again_is_read_once(desk: Desk) -> None:
    page = desk.paper()
    words = ["一二", "三四", "五六", "七八", "九十", "百千", "万亿", "元角"]
    for shift in (0, 0.3):
        for index, word in enumerate(words):
            page.text(100 + 32 * index + shift, 700, word)
    document = desk.read(page)
    assert document.text == "".join(words)
    assert all(piece.style.bold for piece in document.pieces)


@pytest.mark.parametrize("cuts", [("股票代码：", "300218"), ("股", "票代码：300", "218"), tuple("股票代码：300218")])
@pytest.mark.parametrize("after", [1, 2])
def test_what_is_drawn_again_in_other_pieces_is_read_once(desk: Desk, cuts: tuple[str, ...], after: int) -> None:
    """Each line again behind it, or all behind the last."""
    page = desk.paper()
    line = "".join(cuts)
    for rows in ((700, 670),) if after == 2 else ((700,), (670,)):
        for y in rows:
            page.text(100, y, line)
        for y in rows:
            x = 100.3
            for cut in cuts:
                page.text(x, y + 0.2, cut)
                x += 16 * len(cut)
    document = desk.read(page)
    assert document.text == f"{line}\n{line}"
    assert {piece.style.bold for piece in document.pieces} == {True}
    assert said(document) == []


def test_the_same_words_elsewhere_stay(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "合同合同").text(164, 700, "合同").text(196, 700, "同合").text(100, 670, "合同")
    document = desk.read(page)
    assert document.text.replace("\n", "") == "合同合同合同同合合同"
    assert not any(piece.style.bold for piece in document.pieces)


def test_a_drawing_in_a_gap_of_the_text_is_none_of_it(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "正文")
    for number in range(3):
        page.text(100 + 16 * number, 600, "a", font="drawn")
    page.content.append("BT /song 16 Tf 1 0 0 1 84 600 Tm [<6587> -3000 <5b57>] TJ ET")
    assert "".join(desk.read(page).text.split()) == "正文文" + "\U000f03d9" * 3 + "字"


def test_a_shadow_in_another_colour_makes_nothing_bold(desk: Desk) -> None:
    page = desk.paper().text(101, 699, "公文", before="0.5 g").text(100, 700, "公文")
    (piece,) = desk.read(page).pieces
    assert (piece.style.bold, piece.style.colour) == (False, None)


def test_the_second_engine_sees_doubles_too(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "公文").text(100.3, 700, "公文").text(100, 600, "ĀĂ", font="unmapped")
    document = desk.read(page)
    assert document.text == "公文\n\ufffd\ufffd"
    assert document.pieces[0].style.bold is True
    assert document.pieces[1].style.bold is None  # whether text is outlined is not known to it


def test_letters_drawn_one_by_one_are_all_there(desk: Desk) -> None:
    page = desk.paper()
    for index, letter in enumerate("illicit"):
        page.text(100 + 4 * index, 700, letter, font="latin")
    assert desk.read(page).text == "illicit"


def test_text_that_is_not_painted_is_left_out_and_said(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "看得见").text(100, 600, "看不见", before="3 Tr")
    document = desk.read(page)
    assert document.text == "看得见"
    assert said(document) == ["pages 1 hold invisible text, which was not read"]


def test_the_text_layer_of_a_scan_is_said_to_be_one(desk: Desk) -> None:
    document = desk.read(desk.paper().picture().text(100, 700, "识别出的文字", before="3 Tr"))
    assert said(document) == ["pages 1 are scans; their text comes from recognition and may be wrong"]


def test_invisible_text_without_a_picture_is_read_and_said(desk: Desk) -> None:
    document = desk.read(desk.paper().text(100, 700, "没有图像", before="3 Tr"))
    assert document.text == "没有图像"
    assert said(document) == ["pages 1 show none of their text, which is invisible; it was read all the same"]


def test_text_that_only_clips_is_read_where_something_shines_through_it(desk: Desk) -> None:
    shown = desk.paper().text(100, 700, "正文").text(100, 600, "渐变的标题", before="7 Tr")
    hidden = desk.read(shown)
    assert hidden.text == "正文"
    assert said(hidden) == ["pages 1 hold invisible text, which was not read"]
    shown.content.append("90 590 200 40 re f")
    assert desk.read(shown).text == "正文\n渐变的标题"


@pytest.mark.parametrize(("x", "y"), [(-200, 400), (700, 400), (100, 900), (100, -30)])
def test_text_outside_of_the_page_is_left_out_and_said(desk: Desk, x: float, y: float) -> None:
    document = desk.read(desk.paper().text(100, 700, "页内文字").text(x, y, "页外文字"))
    assert document.text == "页内文字"
    assert said(document) == ["pages 1 hold text outside of the page, which was not read"]


def test_the_crop_box_is_what_is_seen_of_a_page(desk: Desk) -> None:
    page = desk.paper("/CropBox[50 50 400 750]").text(100, 700, "页内文字").text(450, 700, "裁掉").text(100, 20, "裁掉")
    document = desk.read(page)
    assert document.text == "页内文字"
    assert said(document) == ["pages 1 hold text outside of the page, which was not read"]


def test_a_line_that_runs_over_the_edge_is_kept_in_whole(desk: Desk) -> None:
    document = desk.read(desk.paper().text(560, 700, "越过页边"))
    assert (document.text, said(document)) == ("越过页边", [])


@pytest.mark.parametrize("one_by_one", [False, True])
def test_vertical_writing_is_read_by_columns_from_the_right_and_said(desk: Desk, one_by_one: bool) -> None:
    page = desk.paper()
    columns = ["第一列的文字从上往下读到这里", "第二列的文字从上往下读到这里", "第三列短"]
    for index, column in enumerate(columns):
        if one_by_one:
            for step, char in enumerate(column):
                page.text(500 - 30 * index, 700 - 16 * step, char)
        else:
            page.text(500 - 30 * index, 700, column, font="upright")
    document = desk.read(page)
    assert document.text.replace("\n", "") == "".join(columns)
    assert said(document) == ["pages 1 are set vertically; the order of their text may be wrong"]
    place = document.pieces[0].place
    assert isinstance(place, LinePlace)
    assert place.turn == 270
    assert place.x0 <= 500 <= place.x1
    assert place.top - place.bottom == pytest.approx(16 * len(columns[0]), abs=3)


def test_a_list_of_single_characters_is_no_vertical_page(desk: Desk) -> None:
    page = desk.paper()
    for index in range(6):
        page.text(100, 700 - 29 * index, "是").text(140, 700 - 29 * index, "本项的要求已经全部满足")
    document = desk.read(page)
    assert said(document) == []
    assert document.text.startswith("是本项的要求已经全部满足")


def test_lengths_of_a_page_with_a_unit_of_its_own_are_points(desk: Desk) -> None:
    document = desk.read(desk.paper("/UserUnit 2").text(100, 700, "大纸"))
    (page,), (piece,) = document.pages, document.pieces
    assert (page.width, page.height) == (420.0, 594.0)
    assert piece.style.size == 32
    assert edges(document)[0] == pytest.approx([200, 232, 264], abs=0.01)


def test_signs_of_symbol_fonts_are_what_they_show_and_bullets_are_bullets(desk: Desk) -> None:
    page = desk.paper()
    for y, form in ((700, "R"), (670, "\xa3"), (640, "\x97")):
        page.text(90, y, form, font="ticks").text(130, y, "同意按时报送材料")
    page.text(90, 600, "是否同意").text(170, 600, "R", font="ticks").text(200, 600, "是").text(
        230, 600, "\xa3", font="ticks"
    )
    document = desk.read(page.text(260, 600, "否"))
    assert (
        "".join(document.text.split(" ")) == "☑同意按时报送材料\n□同意按时报送材料\n•同意按时报送材料\n是否同意☑是□否"
    )
    assert document.not_checked == ()


@pytest.mark.parametrize(("matrix", "turn"), [("1 0 0 1", 0), ("0 1 -1 0", 90)])
def test_letters_of_a_ligature_share_the_width_of_its_glyph(desk: Desk, matrix: str, turn: int) -> None:
    document = desk.read(desk.paper().text(300, 300, "oaxo", 10, font="ligature", matrix=matrix))
    assert document.text == "offiffo"
    (piece,) = document.pieces
    place = piece.place
    assert isinstance(place, LinePlace)
    assert place.turn == turn
    widths = [5, 5 / 3, 5 / 3, 5 / 3, 2.5, 2.5]
    assert [two - one for one, two in pairwise(place.edges)][:-1] == pytest.approx(widths, abs=0.01)


def test_vertical_writing_stands_where_it_is_drawn_whatever_its_blanks(desk: Desk) -> None:
    page = desk.paper()
    for index in range(3):
        page.text(500 - 30 * index, 700, "\u3000\u3000竖排文字\u3000有空格之处", font="upright")
    document = desk.read(page)
    for index, piece in enumerate(document.pieces):
        place = piece.place
        assert isinstance(place, LinePlace)
        assert (place.turn, document.cut(piece.span)) == (270, "竖排文字\u3000有空格之处")
        assert (place.x0, place.x1) == pytest.approx((492 - 30 * index, 508 - 30 * index), abs=0.5)
        assert place.edges == pytest.approx([668 - 16 * number for number in range(11)], abs=0.5)
