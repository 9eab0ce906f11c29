from typing import Any

import pytest

Desk = Any
BODY = "为进一步规范公文处理工作提高运转效率现就有关事项通知如下"
HEAD = ("项目", "负责单位", "完成时限")
ROWS = (
    ("修缮办公楼", "机关事务管理局", "2026年3月"),
    ("更新车辆", "财政局", "2026年6月"),
    ("培训", "人社局", "2026年9月"),
)
X = (90.0, 230.0, 390.0)


def cells(document: Any) -> list[tuple[str, str]]:
    return [(mark.value, document.cut(mark.span)) for mark in document.marked("cell")]


def tables(document: Any) -> list[str]:
    return [document.cut(mark.span) for mark in document.marked("table")]


def rows(page: Any, y: float, texts: Any, x: Any = X, size: float = 12, pitch: float = 22) -> Any:
    """Cells set in rows from the baseline ``y`` down."""
    for index, row in enumerate(texts):
        for left, text in zip(x, row, strict=True):
            if text:
                page.text(left, y - index * pitch, text, size)
    return page


def three_lines(desk: Desk, y: float = 600, body: Any = ROWS) -> Any:
    """A 三线表 whose head stands on the baseline ``y``."""
    page = rows(desk.paper(), y, (HEAD, *body))
    bottom = y - len(body) * 22 - 8
    return (
        page.rule(80, y + 16, 500, y + 16, width=1).rule(80, y - 8, 500, y - 8).rule(80, bottom, 500, bottom, width=1)
    )


def test_a_table_with_three_level_lines_is_read_cell_by_cell(desk: Desk) -> None:
    page = three_lines(desk).lines(80, 700, BODY, "见下表。").lines(80, 480, BODY, "表后。")
    document = desk.read(page)
    assert cells(document) == [
        (f"{row},{column}", text) for row, texts in enumerate((HEAD, *ROWS), 1) for column, text in enumerate(texts, 1)
    ]
    assert document.text.startswith(f"{BODY}见下表。\n项目\n负责单位")
    assert document.text.endswith(f"2026年9月\n{BODY}表后。")
    assert document.pages[0].lines == ()


def test_cells_of_several_lines_and_empty_cells_keep_their_places(desk: Desk) -> None:
    body = (("修缮", "机关事务管理局会同", "3月"), ("", "住房和城乡建设局", ""), ("培训", "", "9月"))
    document = desk.read(three_lines(desk, body=body).lines(80, 700, BODY))
    assert cells(document)[3:] == [
        ("2,1", "修缮"),
        ("2,2", "机关事务管理局会同住房和城乡建设局"),
        ("2,3", "3月"),
        ("3,1", "培训"),
        ("3,2", ""),
        ("3,3", "9月"),
    ]


def test_a_first_cell_that_wraps_is_one_cell_and_a_short_one_above_it_is_not(desk: Desk) -> None:
    texts = [
        ("核对平台登记的", "12分钟", "3月"),
        ("全部资产", "", ""),
        ("（含在途资产）", "", ""),
        ("培训", "1小时", "9月"),
    ]
    page = rows(desk.paper(), 600, (HEAD, *texts), pitch=18)
    page.rule(80, 616, 500, 616, width=1).rule(80, 592, 500, 592).rule(80, 520, 500, 520, width=1)
    document = desk.read(page.lines(80, 700, BODY))
    assert cells(document)[3:] == [
        ("2,1", "核对平台登记的全部资产（含在途资产）"),
        ("2,2", "12分钟"),
        ("2,3", "3月"),
        ("3,1", "培训"),
        ("3,2", "1小时"),
        ("3,3", "9月"),
    ]


def test_two_such_tables_with_text_between_them_are_two(desk: Desk) -> None:
    page = three_lines(desk, 700)
    other = three_lines(desk, 500)
    page.content += other.content
    page.lines(80, 580, BODY, "表二如下。")
    document = desk.read(page)
    assert len(tables(document)) == 2
    assert f"\n{BODY}表二如下。\n" in document.text


def test_a_header_rule_above_a_table_is_left_to_the_page(desk: Desk) -> None:
    page = three_lines(desk).rule(80, 780, 500, 780).lines(80, 740, BODY, BODY)
    document = desk.read(page)
    assert len(tables(document)) == 1
    assert len(document.pages[0].lines) == 1


def test_a_table_without_any_line_is_read_cell_by_cell(desk: Desk) -> None:
    page = rows(desk.paper().lines(80, 700, BODY, "见下表。"), 600, (HEAD, *ROWS)).lines(80, 480, BODY)
    document = desk.read(page)
    assert [text for _, text in cells(document)] == [text for row in (HEAD, *ROWS) for text in row]
    assert all(p.container == "table" for p in document.paragraphs[1:-1])


def test_two_columns_are_enough_where_words_stand_in_both(desk: Desk) -> None:
    pairs = (("某某某", "浙江大学人文学部主任"), ("某　某", "中国翻译协会副秘书长"), ("某某", "某某市译协会长兼职"))
    document = desk.read(rows(desk.paper().lines(80, 700, BODY), 600, pairs, (90, 200)))
    assert len(cells(document)) == 6


@pytest.mark.parametrize(
    ("name", "x", "texts"),
    [
        (
            "signatures",
            (100, 330),
            [("某某市人民政府", "某某县人民政府"), ("办公室", "办公室"), ("2026年7月1日", "2026年7月1日")],
        ),
        (
            "one date",
            (100, 330),
            [("某某市财政局机关", "某某市教育局机关"), ("（印章）某某局", "（印章）某某局"), ("", "2026年7月1日")],
        ),
        ("contents", (90, 450), [("一、总体要求", "1"), ("二、重点任务", "3"), ("三、保障措施", "12")]),
        (
            "numbered contents",
            (90, 120, 450),
            [("1", "总体要求和目标", "1"), ("2", "重点任务", "3"), ("3", "保障措施", "12")],
        ),
        ("leaders", (90, 200), [("总体要求", "………………………1"), ("重点任务", "………………………3"), ("保障措施", "………………5")]),
        (
            "a form",
            (90, 300),
            [("姓名：某某某", "性别：男"), ("民族：汉族", "籍贯：某某"), ("职务：科员", "电话：12345678")],
        ),
        (
            "names",
            (90, 160, 230),
            [("某某某", "某某", "某某某"), ("某某", "某某某", "某某某"), ("某某某", "某某", "某某")],
        ),
        ("a list", (90, 120), [("1.", "提高认识加强领导"), ("2.", "明确责任抓好落实"), ("3.", "严格考核奖优罚劣")]),
        ("bullets", (90, 120), [("•", "提高认识加强领导"), ("•", "明确责任抓好落实"), ("•", "严格考核奖优罚劣")]),
        ("sums", (90, 420), [("水库除险加固工程", "3万元"), ("河道整治工程", "10万元"), ("泵站更新工程", "7万元")]),
        ("formulas", (90, 250, 400), [("F=ma", "E=mc", "(1)"), ("a=b+c", "x=y", "(2)"), ("p=q", "r=s", "(3)")]),
        ("two rows", (90, 230, 390), [HEAD, ROWS[0]]),
        (
            "askew",
            (90, 230),
            [("修缮办公楼工程", "机关事务局"), ("　　　更新车辆", "　　财政局"), ("　培训", "人社局等单位")],
        ),
    ],
)
def test_what_only_looks_like_a_table_stays_text(desk: Desk, name: str, x: Any, texts: Any) -> None:
    page = desk.paper().lines(80, 700, BODY, "如下。")
    if name == "askew":
        page.text(90, 600, texts[0][0], 12).text(230, 600, texts[0][1], 12)
        page.text(126, 578, "更新车辆", 12).text(270, 578, "财政局机关", 12)
        page.text(103, 556, "培训人员", 12).text(300, 556, "人社局等单位", 12)
    else:
        rows(page, 600, texts, x)
    assert tables(desk.read(page)) == []


def test_columns_of_text_are_no_table_with_or_without_rules(desk: Desk) -> None:
    page = desk.paper().rule(60, 760, 530, 760).rule(60, 715, 530, 715).rule(60, 100, 530, 100)
    page.text(60, 735, "某某学报", 12).text(400, 735, "第三卷", 12)
    for index in range(12):
        page.text(60, 690 - 20 * index, f"左{index:02}这是左边一栏的文字要有十几个字", 12)
        page.text(310, 690 - 20 * index, f"右{index:02}那是右边一栏的文字要有十几个字", 12)
    document = desk.read(page)
    assert tables(document) == []
    assert document.pages[0].columns == 2


def test_the_lines_of_the_imprint_make_no_table(desk: Desk) -> None:
    page = desk.paper().lines(80, 700, BODY)
    for y in (250, 225, 200, 175):
        page.rule(80, y, 520, y)
    page.text(94, 233, "抄送：某某局", 12).text(350, 233, "某某委员会", 12)
    page.text(94, 208, "主送：某某局", 12).text(350, 208, "某某委员会", 12)
    page.text(94, 183, "某某办公室", 12).text(350, 183, "2026年7月1日印发", 12)
    document = desk.read(page)
    assert tables(document) == []
    assert len(document.pages[0].lines) == 4
