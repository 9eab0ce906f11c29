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
