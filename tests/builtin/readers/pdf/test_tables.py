from typing import Any

Desk = Any
BODY = "为进一步规范公文处理工作提高运转效率现就有关事项通知如下"
X, Y = [80.0, 200.0, 320.0], [600.0, 570.0, 540.0]


def cells(document: Any) -> list[tuple[str, str]]:
    return [(mark.value, document.cut(mark.span)) for mark in document.marked("cell")]


def test_a_ruled_table_is_read_cell_by_cell_at_its_place(desk: Desk) -> None:
    page = desk.paper().lines(80, 700, BODY, "见下表。").grid(X, Y)
    page.text(90, 580, "项目", 12).text(210, 580, "数量", 12).text(90, 550, "设备", 12).text(210, 550, "12", 12)
    page.text(80, 480, "表后的文字。")
    document = desk.read(page)
    assert document.text == f"{BODY}见下表。\n项目\n数量\n设备\n12\n表后的文字。"
    assert cells(document) == [("1,1", "项目"), ("1,2", "数量"), ("2,1", "设备"), ("2,2", "12")]
    (table,) = document.marked("table")
    assert document.cut(table.span) == "项目\n数量\n设备\n12"
    assert [document.cut(mark.span) for mark in document.marked("row")] == ["项目\n数量", "设备\n12"]
    assert [p.container for p in document.paragraphs] == ["body", *["table"] * 4, "body"]


def test_an_empty_cell_is_an_empty_paragraph(desk: Desk) -> None:
    page = desk.paper().grid(X, Y).text(90, 580, "项目", 12).text(210, 550, "12", 12)
    document = desk.read(page)
    assert cells(document) == [("1,1", "项目"), ("1,2", ""), ("2,1", ""), ("2,2", "12")]
    assert document.text == "项目\n\n\n12"


def test_a_row_drawn_in_one_stroke_is_cut_at_the_lines(desk: Desk) -> None:
    page = desk.paper().grid(X, Y).text(90, 550, "设备", 12).text(210, 550, "台", 12)
    page.content.append("BT /latin 12 Tf 1 0 0 1 90 580 Tm [(one) -9000 (two)] TJ ET")
    assert cells(desk.read(page))[:2] == [("1,1", "one"), ("1,2", "two")]


def test_text_that_wraps_inside_a_cell_is_one_paragraph(desk: Desk) -> None:
    page = desk.paper().grid([80, 155, 320], [600, 550]).lines(84, 585, "联系人所", "在单位", size=16, pitch=20)
    page.text(210, 570, "办公室", 12)
    assert cells(desk.read(page))[0] == ("1,1", "联系人所在单位")


def test_a_merged_cell_has_the_place_of_its_corner(desk: Desk) -> None:
    page = desk.paper().rule(80, 600, 320, 600).rule(80, 570, 320, 570).rule(80, 540, 320, 540)
    page.rule(80, 600, 80, 540).rule(320, 600, 320, 540).rule(200, 570, 200, 540)
    page.text(90, 580, "合并", 12).text(90, 550, "左", 12).text(210, 550, "右", 12)
    assert cells(desk.read(page)) == [("1,1", "合并"), ("2,1", "左"), ("2,2", "右")]


def test_lines_and_frames_are_no_tables(desk: Desk) -> None:
    page = desk.paper().rule(80, 650, 520, 650).rule(80, 200, 520, 200).grid([40, 560], [20, 820])
    page.lines(80, 700, BODY).lines(80, 600, BODY)
    document = desk.read(page)
    assert list(document.marked("table")) == []
    assert all(paragraph.container == "body" for paragraph in document.paragraphs)


def test_a_page_of_graph_paper_is_read_cell_by_cell(desk: Desk) -> None:
    page = desk.paper().grid([60.0 + 4 * n for n in range(111)], [800.0 - 4 * n for n in range(161)])
    page.text(60.5, 796.8, "始", 3).text(60 + 4 * 109 + 0.5, 800 - 4 * 160 + 0.8, "终", 3)
    document = desk.read(page)
    assert [cell for cell in cells(document) if cell[1]] == [("1,1", "始"), ("160,110", "终")]
    assert len(cells(document)) == 160 * 110
