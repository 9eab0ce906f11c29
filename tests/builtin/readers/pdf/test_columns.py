from typing import Any

Desk = Any
LEFT_LINE, RIGHT_LINE = "左栏的文字一行接着一行排", "右栏的文字要在左栏之后读"


def run_on(text: str) -> str:
    return text.replace("\n", "")


def test_two_columns_are_read_one_after_the_other(desk: Desk) -> None:
    page = desk.paper().text(150, 780, "通栏的标题横跨左右两栏", 20)
    left, right = ["左栏的文字一行接着一行排"] * 12, ["右栏的文字要在左栏之后读"] * 12
    for index, (one, two) in enumerate(zip(left, right, strict=True)):
        page.text(80, 700 - 20 * index, one).text(310, 694 - 20 * index, two)
    text = desk.read(page).text.replace("\n", "")
    assert text == "通栏的标题横跨左右两栏" + "".join(left) + "".join(right)


def test_columns_below_each_other_are_read_band_by_band(desk: Desk) -> None:
    page = desk.paper()
    for index in range(8):
        page.text(80, 760 - 20 * index, f"上左{index}" + LEFT_LINE[:9]).text(
            310, 760 - 20 * index, f"上右{index}" + RIGHT_LINE[:9]
        )
        page.text(80, 500 - 20 * index, f"下左{index}" + LEFT_LINE[:9]).text(
            310, 500 - 20 * index, f"下右{index}" + RIGHT_LINE[:9]
        )
    page.text(80, 560, "一行横跨两栏的图题把上下两半分开，读到这里才读下半页")
    text = run_on(desk.read(page).text)
    order = [
        text.index(mark) for mark in ("上左0", "上左7", "上右0", "上右7", "横跨", "下左0", "下左7", "下右0", "下右7")
    ]
    assert order == sorted(order)


def test_three_columns_under_a_title(desk: Desk) -> None:
    page = desk.paper().text(150, 780, "高校网络安全工作四大要点", 22)
    for index in range(20):
        for column in range(3):
            page.text(50 + 170 * column, 720 - 16 * index, f"{'甲乙丙'[column]}{index:02}" + LEFT_LINE, 10)
    text = run_on(desk.read(page).text)
    order = [text.index(mark) for mark in ("要点", "甲00", "甲19", "乙00", "乙19", "丙00", "丙19")]
    assert order == sorted(order)


def test_columns_are_seen_beside_short_lines_of_another_pitch(desk: Desk) -> None:
    page = desk.paper()
    for index in range(12):
        page.text(80, 700 - 20 * index, f"{index:02}{LEFT_LINE}", 15)
    for index in range(22):
        page.text(310, 700 - 11 * index, f"code {index:02}", 9, font="latin")
    for index in range(6):
        page.text(310, 440 - 20 * index, f"右{index}{RIGHT_LINE}", 15)
        page.text(80, 440 - 20 * index, f"左{index}{LEFT_LINE}", 15)
    text = run_on(desk.read(page).text)
    order = [text.index(mark) for mark in ("00左栏", "11左栏", "左0", "左5", "code 00", "code 21", "右0", "右5")]
    assert order == sorted(order)


def test_a_table_in_a_column_is_read_in_its_place(desk: Desk) -> None:
    page = desk.paper()
    for index in range(12):
        page.text(310, 700 - 20 * index, f"右{index:02}{RIGHT_LINE}", 14)
    for index in range(6):
        page.text(80, 700 - 20 * index, f"左{index:02}{LEFT_LINE}", 14)
    page.grid([80, 180, 270], [580, 555, 530])
    page.text(90, 563, "项目", 12).text(190, 563, "金额", 12).text(90, 538, "修缮", 12).text(190, 538, "三万", 12)
    for index in range(3):
        page.text(80, 500 - 20 * index, f"表后{index}{LEFT_LINE[:9]}", 14)
    document = desk.read(page)
    order = [document.text.index(mark) for mark in ("左00", "左05", "项目", "三万", "表后0", "表后2", "右00", "右11")]
    assert order == sorted(order)
    assert [document.cut(mark.span) for mark in document.marked("cell")] == ["项目", "金额", "修缮", "三万"]


def test_a_list_of_names_and_figures_is_read_row_by_row(desk: Desk) -> None:
    page = desk.paper()
    for index in range(12):
        page.text(80, 700 - 25 * index, f"第{index:02}号水库除险加固工程").text(
            420, 700 - 25 * index, f"{index * 7 + 3}万元"
        )
    text = desk.read(page).text
    order = [text.index(mark) for index in range(12) for mark in (f"第{index:02}号", f" {index * 7 + 3}万元")]
    assert order == sorted(order)
