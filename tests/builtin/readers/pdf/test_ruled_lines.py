from typing import Any

import pytest

from pipeline.builtin.rules.imprint_lines import ImprintLines
from pipeline.builtin.stages.check import judge
from pipeline.model.finding import Finding
from pipeline.testing import builtin_splitters, split

Desk = Any
MM = 72 / 25.4
LEFT, RIGHT = 28 * MM, 595.28 - 26 * MM
BODY = "为进一步规范公文处理工作提高运转效率现就有关事项通知如下"


def below(y: float) -> float:
    """The distance from the top of the page, mm."""
    return (841.89 - y) / MM


def letter(desk: Desk) -> Any:
    """An official document: red line, body, 版记 with three lines."""
    page = desk.paper().text(220, 700, "某政发〔2026〕3号")
    page.rule(LEFT, 685, RIGHT, 685, width=1.5, colour="1 0 0 RG")
    page.lines(LEFT, 640, BODY, "完。")
    page.rule(LEFT, 160, RIGHT, 160, width=1)
    page.text(LEFT + 14, 142, "抄送：某某市委办公室。", 14)
    page.rule(LEFT, 132, RIGHT, 132, width=0.7)
    page.text(LEFT + 14, 114, "某某市人民政府办公室", 14).text(400, 114, "2026年7月1日印发", 14)
    page.rule(LEFT, 104, RIGHT, 104, width=1)
    return page.text(400, 60, "— 1 —", 14)


def test_the_lines_of_an_official_document_are_told_with_their_measures_and_places(desk: Desk) -> None:
    document = desk.read(letter(desk))
    red, *imprint = document.pages[0].lines
    assert (red.colour, red.thickness) == ("FF0000", pytest.approx(1.5 / MM, abs=0.001))
    assert [line.thickness for line in imprint] == pytest.approx([1 / MM, 0.7 / MM, 1 / MM], abs=0.001)
    assert [line.colour for line in imprint] == [None, None, None]
    for line, y in zip((red, *imprint), (685, 160, 132, 104), strict=True):
        assert line.length == pytest.approx(156, abs=0.02)
        assert line.left == pytest.approx(28, abs=0.02)
        assert line.top == pytest.approx(below(y), abs=0.02)
    text = document.text
    ends = text.index("日印发") + len("日印发")
    assert [line.at for line in (red, *imprint)] == [
        text.index(BODY),
        text.index("抄送"),
        text.index("某某市人民"),
        ends,
    ]
    assert list(document.marked("table")) == []


@pytest.mark.parametrize(
    "drawn",
    [
        "q 2 0 0 2 0 0 cm 0.5 w 40 300 m 250 300 l S Q",  # the matrix makes the pen wider
        "80 599.5 420 1 re f",  # a thin area
        "1 w 80 600 m 300 600 l S 1 w 301 600 m 500 600 l S",  # in two strokes
        "1 w 80 600 m 500 600 l S 0.2 w 80 600 m 500 600 l S",  # drawn twice
        "[4 2] 0 d 1 w 80 600 m 500 600 l S",  # dashes
    ],
)
def test_a_line_is_one_however_it_is_drawn(desk: Desk, drawn: str) -> None:
    page = desk.paper().lines(80, 700, BODY).lines(80, 500, BODY)
    page.content.append(drawn)
    (line,) = desk.read(page).pages[0].lines
    assert line.thickness == pytest.approx(1 / MM, abs=0.001)
    assert line.length == pytest.approx(420 / MM, abs=0.02)
    assert line.top == pytest.approx(below(600), abs=0.02)


def test_a_line_as_thin_as_can_be_has_no_thickness(desk: Desk) -> None:
    page = desk.paper().lines(80, 700, BODY).rule(80, 600, 500, 600, width=0)
    (line,) = desk.read(page).pages[0].lines
    assert line.thickness is None


@pytest.mark.parametrize(("colour", "read"), [("0 0 0 1 K", None), ("0 0 0 RG", None), ("0 0 1 RG", "0000FF")])
def test_black_ink_is_no_colour(desk: Desk, colour: str, read: str | None) -> None:
    page = desk.paper().lines(80, 700, BODY).rule(80, 600, 500, 600, colour=colour)
    (line,) = desk.read(page).pages[0].lines
    assert line.colour == read


def test_both_lines_of_a_double_line_are_told(desk: Desk) -> None:
    page = desk.paper().text(120, 760, "某某市人民政府", 30, before="1 0 0 rg")
    page.rule(57, 740, 539, 740, width=3, colour="1 0 0 RG").rule(57, 735, 539, 735, width=1, colour="1 0 0 RG")
    page.lines(80, 640, BODY)
    lines = desk.read(page).pages[0].lines
    assert [round(line.thickness * MM, 1) for line in lines] == [3.0, 1.0]
    assert [line.length for line in lines] == pytest.approx([170, 170], abs=0.1)


def test_a_header_rule_stands_before_the_body(desk: Desk) -> None:
    papers = []
    for number in range(3):
        page = desk.paper().text(230, 790, "某某市年度报告", 10.5).rule(80, 784, 500, 784)
        papers.append(page.lines(80, 730, f"第{'甲乙丙'[number]}页。", BODY, "完。"))
    document = desk.read(*papers)
    for page in document.pages:
        (line,) = page.lines
        assert line.at == page.span.start


def test_a_line_on_the_next_page_belongs_to_that_page(desk: Desk) -> None:
    first = desk.paper().lines(80, 700, BODY, "完。")
    second = desk.paper().rule(80, 720, 500, 720).lines(80, 690, "附言。", BODY)
    document = desk.read(first, second)
    assert [len(page.lines) for page in document.pages] == [0, 1]
    assert document.text[document.pages[1].lines[0].at :].startswith("附言")


def test_what_underlines_strikes_out_or_is_to_be_filled_in_is_no_ruled_line(desk: Desk) -> None:
    page = desk.paper().lines(80, 700, BODY, BODY)
    page.rule(80, 698, 528, 698)  # under a whole line
    page.rule(80, 677, 400, 677)  # through words
    page.text(80, 600, "联系电话：").rule(160, 598, 500, 598)
    page.text(80, 560, "姓　　名").text(250, 560, "某某某").rule(200, 557, 420, 557)
    page.rule(80, 500, 120, 500)  # short
    assert desk.read(page).pages[0].lines == ()


def test_frames_tables_and_axes_are_no_ruled_lines(desk: Desk) -> None:
    page = desk.paper().lines(80, 760, BODY).grid([80, 200, 320], [600, 570, 540])
    page.text(90, 580, "项目", 12).text(210, 580, "数量", 12).text(90, 550, "设备", 12).text(210, 550, "12", 12)
    page.grid([80, 500], [500, 400]).text(100, 450, "一个方框里的字。")
    page.rule(100, 200, 400, 200).rule(100, 200, 100, 350)
    page.rule(80, 150, 500, 150, colour="1 1 1 RG")
    assert desk.read(page).pages[0].lines == ()


def test_a_page_that_is_turned_shows_its_lines_upright(desk: Desk) -> None:
    page = desk.paper("/Rotate 90").text(100, 100, BODY, matrix="0 1 -1 0").text(150, 100, BODY, matrix="0 1 -1 0")
    page.rule(300, 100, 300, 700, width=1)
    (line,) = desk.read(page).pages[0].lines
    assert (line.thickness, line.length) == pytest.approx((1 / MM, 600 / MM), abs=0.02)
    assert (line.left, line.top) == pytest.approx((100 / MM, 300 / MM), abs=0.02)


def test_the_lines_of_the_imprint_are_judged_in_a_pdf(desk: Desk) -> None:
    def judged(page: Any) -> list[str]:
        answers = judge(ImprintLines(), split(desk.read(page), builtin_splitters()))
        return [answer.message.zh if isinstance(answer, Finding) else answer.reason.zh for answer in answers]

    page = letter(desk)
    assert judged(page) == []
    page.content = [part.replace("0.7 w", "1.5 w") for part in page.content]
    assert judged(page) == ["版记的中间分隔线：粗 0.53 毫米（推荐 0.25 毫米）"]


def test_a_line_of_a_page_with_a_unit_of_its_own_keeps_its_colour_and_is_as_thick_as_it_is_seen(desk: Desk) -> None:
    page = desk.paper("/UserUnit 2").text(100, 300, "红线", 8)
    page.rule(40, 200, 260, 200, width=0.75, colour="1 0 0 RG")
    (line,) = desk.read(page).pages[0].lines
    assert (line.colour, line.thickness) == ("FF0000", pytest.approx(1.5 / MM, abs=0.001))
    assert line.length == pytest.approx(440 / MM, abs=0.02)
