from typing import Any

import pytest

from pipeline.builtin.rules.page_number_form import PageNumberForm
from pipeline.builtin.stages.check import judge
from pipeline.model.finding import Finding
from pipeline.testing import builtin_splitters, split

Desk = Any
MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, 595.28 - 26 * MM
LINE = "为进一步规范公文处理工作提高运转效率现就有关事项通知如下"


def full(desk: Desk, *, justified: bool = True, left: float = LEFT) -> Any:
    """A page full of lines, stretched to one right edge or not."""
    paper = desk.paper()
    for index in range(22):
        text = LINE[: 25 if index % 4 == 0 else 27]
        indent = 32.0 if index % 4 == 0 else 0.0
        extra = (RIGHT - LEFT - indent - 16 * len(text)) / (len(text) - 1) if justified else 0.0
        paper.text(left + indent, 710 - index * 28.95, text, before=f"{extra:.4f} Tc")
    return paper


def marks(document: Any, name: str) -> list[tuple[str, str]]:
    return [(mark.value, document.cut(mark.span)) for mark in document.marked(name)]


def footers(document: Any) -> list[Any]:
    return [paragraph for paragraph in document.paragraphs if paragraph.container == "footer"]


def test_page_numbers_say_on_which_pages_they_stand_and_where(desk: Desk) -> None:
    odd, even = full(desk), full(desk)
    odd.text(RIGHT - 14 - 3 * 14, 70, "—1—", 14)
    even.text(LEFT + 14, 70, "—2—", 14)
    document = desk.read(odd, even)
    assert marks(document, "page-number") == [("odd", "—1—"), ("even", "—2—")]
    assert marks(document, "footer") == [("odd", "—1—"), ("even", "—2—")]
    one, two = footers(document)
    assert (one.alignment, one.right_indent) == ("right", pytest.approx(14, abs=0.1))
    assert (two.alignment, two.first_indent) == ("left", pytest.approx(14, abs=0.1))


def test_a_page_number_in_the_middle_is_centred(desk: Desk) -> None:
    papers = [full(desk).text((LEFT + RIGHT) / 2 - 4, 70, str(number), 14) for number in (1, 2)]
    assert [p.alignment for p in footers(desk.read(*papers))] == ["centre", "centre"]


def test_how_far_a_page_number_is_from_an_edge_that_does_not_show_is_not_known(desk: Desk) -> None:
    papers = [full(desk, justified=False).text(RIGHT - 49, 70, f"—{number}—", 14) for number in (1, 3)]
    for paragraph in footers(desk.read(*papers)):
        assert (paragraph.alignment, paragraph.right_indent) == ("right", None)


def test_a_short_page_has_its_edges_from_pages_on_the_same_side_of_the_sheet(desk: Desk) -> None:
    papers = [full(desk, left=LEFT if number % 2 else LEFT - 20) for number in (1, 2, 3)]
    papers.append(desk.paper().lines(LEFT - 20, 700, "此件公开发布。"))
    for number, paper in enumerate(papers, 1):
        paper.text(LEFT - 6, 70, f"—{number}—", 14)
    indents = [paragraph.first_indent for paragraph in footers(desk.read(*papers))]
    assert indents == pytest.approx([-6, 14, -6, 14], abs=0.1)


def test_on_a_page_without_other_pages_like_it_nothing_is_known(desk: Desk) -> None:
    document = desk.read(desk.paper().lines(80, 700, "短短一行。").text(94, 70, "— 1 —", 14))
    (paragraph,) = footers(document)
    assert (paragraph.first_indent, paragraph.right_indent) == (None, None)
    assert marks(document, "page-number") == [("odd", document.cut(paragraph.span))]


def test_the_number_that_is_printed_counts_and_not_that_of_the_sheet(desk: Desk) -> None:
    cover = desk.paper().text(200, 500, "某某市年度报告", 26)
    papers = [full(desk).text(290, 70, f"- {number} -", 14) for number in (1, 2, 3)]
    values = [value for value, _ in marks(desk.read(cover, *papers), "page-number")]
    assert values == ["odd", "even", "odd"]


def test_a_number_among_words_is_marked_alone(desk: Desk) -> None:
    papers = [full(desk).text(200, 70, f"某某市文件第{number}页共3页", 10.5) for number in (1, 2, 3)]
    document = desk.read(*papers)
    assert [text for _, text in marks(document, "page-number")] == [f"第{number}页共3页" for number in (1, 2, 3)]
    assert [text for _, text in marks(document, "footer")] == [f"某某市文件第{number}页共3页" for number in (1, 2, 3)]


def test_headers_say_whether_they_stand_on_odd_even_or_all_pages(desk: Desk) -> None:
    papers = []
    for number in range(1, 9):
        header = "第一编总论" if number % 2 else "某某市年度报告"
        papers.append(full(desk).text(230, 800, header, 10.5).text(230, 60, "内部资料", 9))
    document = desk.read(*papers)
    assert sorted(marks(document, "header")) == [("even", "某某市年度报告"), ("odd", "第一编总论")]
    assert marks(document, "footer") == [("", "内部资料")]
    assert marks(document, "page-number") == []


def test_marks_lie_inside_the_text_and_in_order(desk: Desk) -> None:
    papers = [full(desk).text(230, 800, "某某市年度报告", 10.5).text(290, 60, str(n), 14) for n in (1, 2, 3)]
    document = desk.read(*papers)
    starts = [(mark.span.start, -mark.span.end) for mark in document.marks]
    assert starts == sorted(starts)
    assert all(0 <= mark.span.start < mark.span.end <= len(document.text) for mark in document.marks)


@pytest.mark.parametrize(
    ("odd", "even", "wrong"),
    [
        ((RIGHT - 56, "—1—"), (LEFT + 14, "—2—"), []),
        ((280, "—1—"), (280, "—2—"), ["页码“—1—”：应为单页码居右", "页码“—2—”：应为双页码居左"]),
        ((RIGHT - 28, "1"), (LEFT + 14, "2"), ["页码“1”：应为数字左右各一条一字线，如“— 1 —”"]),
    ],
)
def test_page_numbers_are_judged_where_they_stand(
    desk: Desk, odd: tuple[float, str], even: tuple[float, str], wrong: list[str]
) -> None:
    papers = [full(desk).text(x, 70, text, 14) for x, text in (odd, even)]
    papers[0].text(150, 760, "石桥县人民政府关于做好防汛工作的通知", 18)
    document = split(desk.read(*papers), builtin_splitters())
    found = [answer for answer in judge(PageNumberForm(), document) if isinstance(answer, Finding)]
    assert [finding.message.zh for finding in found] == wrong
