from typing import Any

import pytest

Desk = Any
BODY = "为进一步规范公文处理工作提高运转效率现就有关事项通知如下"


def pages(desk: Desk, numbers: list[str], header: str = "") -> Any:
    papers = []
    for index, number in enumerate(numbers):
        paper = desk.paper().lines(80, 700, BODY, f"第{'甲乙丙丁'[index]}页的文字。")
        paper.text(290, 60, number, 14)
        if header:
            paper.text(230, 790, header, 10.5)
        papers.append(paper)
    return desk.read(*papers)


def texts(document: Any, container: str) -> list[str]:
    return [document.cut(p.span) for p in document.paragraphs if p.container == container]


@pytest.mark.parametrize(
    "numbers",
    [
        ["— 1 —", "— 2 —"],
        ["-1-", "-2-"],
        ["－1－", "－2－"],
        ["第 1 页 共 2 页", "第 2 页 共 2 页"],
        ["1/2", "2/2"],
        ["第二十页", "第廿一页"],
        ["第千○一页", "第千○二页"],
        ["1", "2"],
    ],
)
def test_page_numbers_stand_after_the_body(desk: Desk, numbers: list[str]) -> None:
    document = pages(desk, numbers)
    assert [text.replace(" ", "") for text in texts(document, "footer")] == [n.replace(" ", "") for n in numbers]
    assert texts(document, "body") == [BODY + "第甲页的文字。", BODY + "第乙页的文字。"]


def test_a_single_page_has_a_page_number_too(desk: Desk) -> None:
    assert [t.replace(" ", "") for t in texts(pages(desk, ["— 1 —"]), "footer")] == ["—1—"]


def test_a_header_on_every_page_is_said_once(desk: Desk) -> None:
    document = pages(desk, ["1", "2", "3"], header="某某市年度报告")
    assert texts(document, "header") == ["某某市年度报告"]
    assert "某某市年度报告" not in "".join(texts(document, "body"))


def test_the_labels_of_attachments_are_no_headers(desk: Desk) -> None:
    papers = [desk.paper().text(80, 780, f"附件{n}").lines(80, 700, BODY, "完。") for n in (1, 2, 3)]
    document = desk.read(*papers)
    assert [text for text in texts(document, "body") if text.startswith("附件")] == ["附件1", "附件2", "附件3"]


def test_a_lone_figure_at_the_end_of_a_text_is_no_page_number(desk: Desk) -> None:
    document = desk.read(desk.paper().lines(80, 700, BODY, "35"))
    assert texts(document, "footer") == []


def body_lines(first: str, page: int) -> list[str]:
    """A full page: one line, then 21 that say which page they stand on."""
    return [first, *(f"{BODY[:24]}{page:02}{line:02}" for line in range(21))]


def test_a_line_of_the_body_that_stands_first_on_several_pages_is_no_header(desk: Desk) -> None:
    again = "每个项目确定一名县级领导一个牵头部门和一套工作班子，"
    papers = []
    for number in range(16):
        first = again if number in (3, 7, 12) else f"{BODY[:20]}{number:02}{BODY[:6]}"
        papers.append(desk.paper().lines(80, 736, *body_lines(first, number)).text(290, 60, f"— {number + 1} —", 14))
    document = desk.read(*papers)
    assert texts(document, "header") == []
    assert "".join(texts(document, "body")).count(again) == 3
    assert len(texts(document, "footer")) == 16


def test_headings_on_top_of_most_pages_are_no_headers(desk: Desk) -> None:
    papers = [desk.paper().lines(80, 736, *body_lines("一、基本情况", number)) for number in range(4)]
    document = desk.read(*papers)
    assert texts(document, "header") == []
    assert "".join(texts(document, "body")).count("一、基本情况") == 4


def test_the_title_of_a_form_on_every_page_stays_every_time(desk: Desk) -> None:
    papers = [desk.paper().text(220, 745, "项目审批表", 22).lines(80, 660, BODY, "完。") for _ in range(3)]
    document = desk.read(*papers)
    assert texts(document, "header") == []
    assert texts(document, "body").count("项目审批表") == 3


def test_headers_may_differ_on_odd_and_even_pages_and_change_with_the_chapter(desk: Desk) -> None:
    papers = []
    for number in range(12):
        header = "某某市年度报告" if number % 2 else f"第{'一二三'[number // 4]}编 财务"
        papers.append(desk.paper().text(230, 790, header, 10.5).lines(80, 736, *body_lines("正文", number)))
    document = desk.read(*papers)
    assert sorted(texts(document, "header")) == sorted(["某某市年度报告", "第一编 财务", "第二编 财务", "第三编 财务"])


def test_on_two_pages_nothing_is_said_less_than_it_stands_there(desk: Desk) -> None:
    papers = [desk.paper().text(230, 790, "内部资料", 10.5).lines(80, 700, BODY, "完。") for _ in range(2)]
    assert desk.read(*papers).text.count("内部资料") == 2


def test_page_numbers_that_begin_anew_are_all_kept(desk: Desk) -> None:
    document = pages(desk, ["— 1 —", "— 2 —", "— 1 —", "— 2 —"])
    assert [text.replace(" ", "") for text in texts(document, "footer")] == ["—1—", "—2—", "—1—", "—2—"]


def test_a_header_as_large_as_a_title_counts_where_nearly_all_pages_begin_with_it(desk: Desk) -> None:
    papers = [
        desk.paper().text(230, 762, "某某信息技术公司", 20).lines(80, 700, f"{n}月份的工作。" + BODY[:20], BODY, "完。")
        for n in range(1, 8)
    ]
    document = desk.read(*papers)
    assert texts(document, "header") == ["某某信息技术公司"]


def test_the_title_of_a_form_that_is_there_seven_times_is_no_header(desk: Desk) -> None:
    papers = [
        desk.paper().text(230, 762, "某某项目申报表", 20).lines(80, 700, "姓名：", "单位：", "电话：") for _ in range(7)
    ]
    assert texts(desk.read(*papers), "header") == []


def test_a_footer_of_a_part_of_a_long_document_is_no_text(desk: Desk) -> None:
    """Six of twenty pages: too few for the whole, enough in a row."""
    papers = []
    for index in range(20):
        paper = desk.paper().lines(80, 700, BODY, f"第{index}页的文字。")
        if 5 <= index < 11:
            paper.text(250, 60, "合同书格式", 10.5)
        papers.append(paper)
    document = desk.read(*papers)
    assert texts(document, "footer") == ["合同书格式"]
    assert not any("合同书格式" in text for text in texts(document, "body"))
