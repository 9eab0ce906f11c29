from typing import Any

Desk = Any
BODY = "为进一步规范公文处理工作提高运转效率现就有关事项通知如下"
X = [80.0, 200.0, 320.0]


def grid(page: Any, top: float, texts: Any, x: Any = None, height: float = 30) -> Any:
    """A ruled table of these rows."""
    x = x or X
    page.grid(x, [top - height * index for index in range(len(texts) + 1)])
    for index, row in enumerate(texts):
        for left, text in zip(x, row, strict=False):
            page.text(left + 10, top - height * index - 20, text, 12)
    return page


def numbers(first: int, count: int) -> list[tuple[str, str]]:
    return [(f"第{first + n}项", f"说明{first + n}") for n in range(count)]


def test_a_table_that_fills_a_page_and_goes_on_is_one(desk: Desk) -> None:
    first = grid(desk.paper().lines(80, 760, BODY), 720, [("项目", "说明"), *numbers(1, 20)])
    second = grid(desk.paper(), 780, numbers(21, 3)).lines(80, 600, BODY, "完。")
    document = desk.read(first, second)
    (table,) = document.marked("table")
    values = [mark.value for mark in document.marked("cell")]
    assert values == [f"{row},{column}" for row in range(1, 25) for column in (1, 2)]
    assert [mark.value for mark in document.marked("row")] == [str(row) for row in range(1, 25)]
    assert document.text[document.pages[1].span.start :].startswith("第21项")
    assert table.span.start < document.pages[1].span.start < table.span.end


def test_the_head_that_every_page_repeats_is_written_once(desk: Desk) -> None:
    head = ("项目", "说明")
    papers = [grid(desk.paper(), 780, [head, *numbers(1 + 24 * n, 24 if n < 2 else 3)]) for n in range(3)]
    document = desk.read(*papers)
    assert len(list(document.marked("table"))) == 1
    assert document.text.count("项目") == 1
    assert len(list(document.marked("row"))) == 52


def test_text_between_them_or_room_below_keeps_tables_apart(desk: Desk) -> None:
    rows = numbers(1, 22)
    with_title = desk.read(grid(desk.paper(), 780, rows), grid(desk.paper().text(80, 790, "表二"), 760, numbers(1, 3)))
    assert len(list(with_title.marked("table"))) == 2
    full = desk.paper().lines(80, 780, *[BODY] * 24)
    with_room = desk.read(full, grid(desk.paper(), 780, numbers(1, 5)), grid(desk.paper(), 780, numbers(1, 3)))
    assert len(list(with_room.marked("table"))) == 2
    narrower = desk.read(grid(desk.paper(), 780, rows), grid(desk.paper(), 780, numbers(1, 3), [80, 180, 260]))
    assert len(list(narrower.marked("table"))) == 2


def test_merged_cells_on_the_next_page_keep_the_columns_of_the_first(desk: Desk) -> None:
    first = grid(
        desk.paper(), 780, [("项目", "说明", "备注"), *[(f"第{n}项", "甲", "乙") for n in range(23)]], [*X, 440.0]
    )
    second = desk.paper().grid([80, 320, 440], [780, 750]).text(90, 760, "合计", 12).text(330, 760, "丙", 12)
    document = desk.read(first, second)
    assert len(list(document.marked("table"))) == 1
    last = [(mark.value, document.cut(mark.span)) for mark in document.marked("cell")][-2:]
    assert last == [("25,1", "合计"), ("25,3", "丙")]
