from typing import Any

import pytest

Desk = Any
MM = 72 / 25.4
LEFT, TOP, PITCH = 28 * MM, 37 * MM, 28.95
RIGHT = 595.28 - 26 * MM
LINE = "为进一步规范公文处理工作提高运转效率现就有关事项通知如下"


def page(desk: Desk, lines: int = 22, *, justified: bool = True) -> Any:
    """Lines as Word and LibreOffice set them with a fixed height: the baseline at three quarters to four fifths."""
    paper = desk.paper()
    for index in range(lines):
        indent = 32.0 if index % 4 == 0 else 0.0
        text = LINE[: 25 if indent else 27]
        extra = (RIGHT - LEFT - indent - 16 * len(text)) / (len(text) - 1) if justified else 0.0
        paper.text(LEFT + indent, 841.89 - TOP - (index + 0.78) * PITCH, text, before=f"{extra:.4f} Tc")
    return paper


def test_margins_are_measured_to_a_millimetre(desk: Desk) -> None:
    for one in desk.read(page(desk), page(desk)).pages:
        assert one.margins.left == pytest.approx(28, abs=0.2)
        assert one.margins.right == pytest.approx(26, abs=0.3)
        assert one.margins.top == pytest.approx(37, abs=1)
        assert one.margins.bottom == pytest.approx(35, abs=1)


def test_the_right_edge_of_lines_that_are_not_stretched_is_not_known(desk: Desk) -> None:
    for one in desk.read(page(desk, justified=False), page(desk, justified=False)).pages:
        assert one.margins.right is None
        assert one.margins.left == pytest.approx(28, abs=0.2)


def test_a_page_that_is_not_full_does_not_show_its_bottom(desk: Desk) -> None:
    *_, last = desk.read(page(desk), page(desk), page(desk, 9)).pages
    assert last.margins.bottom is None
    assert last.margins.top == pytest.approx(37, abs=1)


def test_a_page_with_a_line_or_two_shows_nothing(desk: Desk) -> None:
    *_, last = desk.read(page(desk), page(desk), page(desk, 2)).pages
    assert (last.margins.top, last.margins.bottom, last.margins.left) == (None, None, None)


def set_at(desk: Desk, pitch: float, size: float, above: float, *, title: float | None = None) -> Any:
    """A full page below a top margin of 37 mm, the first baseline ``above`` pt lower; perhaps a title in its middle."""
    paper = desk.paper()
    for index in range(int(637 // pitch)):
        y = 841.89 - TOP - above - index * pitch
        if title is not None and index in (8, 9):
            paper.text(LEFT + 120, y, "关于某某的通知", 22, before=f"0 Tc {title} Ts")
        else:
            paper.text(LEFT, y, LINE[:26], size)
    return paper


@pytest.mark.parametrize(
    ("pitch", "size", "above"),
    [
        (28, 16, 0.8 * 28),  # a fixed height, whatever the size
        (30, 16, 0.8 * 30),
        (22, 12, 0.8 * 22),
        (31.2, 15, 15.6 + 0.36 * 15),  # two cells of Word's grid
        (15.6, 10.5, 7.8 + 0.36 * 10.5),
        (28.95, 16, 0.8 * 28.95),  # either of them
        (28.95, 16, 14.475 + 0.36 * 16),
    ],
)
def test_the_top_is_measured_to_half_a_millimetre_or_so_however_lines_were_set(
    desk: Desk, pitch: float, size: float, above: float
) -> None:
    papers = [set_at(desk, pitch, size, above) for _ in range(2)]
    for one in desk.read(*papers).pages:
        assert one.margins.top == pytest.approx(37, abs=0.53 if pitch == 28.95 else 0.05)


def test_larger_type_on_the_same_pitch_tells_how_lines_were_set(desk: Desk) -> None:
    fixed = set_at(desk, 28.95, 16, 0.8 * 28.95, title=0)
    assert desk.read(fixed).pages[0].margins.top == pytest.approx(37, abs=0.05)
    grid = set_at(desk, 28.95, 16, 14.475 + 0.36 * 16, title=-0.36 * 6)
    assert desk.read(grid).pages[0].margins.top == pytest.approx(37, abs=0.1)


def test_signs_that_hang_beyond_the_edge_do_not_move_it(desk: Desk) -> None:
    paper = page(desk)
    for index in (1, 5, 9):
        paper.text(RIGHT, 841.89 - TOP - (index + 0.78) * PITCH, "，")
    assert desk.read(paper).pages[0].margins.right == pytest.approx(26, abs=0.3)


def test_a_page_that_begins_lower_than_most_shows_no_top(desk: Desk) -> None:
    low = desk.paper()
    for index in range(12):
        low.text(LEFT, 600 - index * PITCH, LINE[:27])
    first, second, last = desk.read(page(desk), page(desk), low).pages
    assert first.margins.top == second.margins.top == pytest.approx(37, abs=1)
    assert last.margins.top is None


def test_sizes_pitches_and_indents_are_as_they_were_drawn(desk: Desk) -> None:
    paper = desk.paper()
    for index in range(12):
        indent = 32.0 if index % 4 == 0 else 0.0
        text = LINE[: 26 if indent else 28]
        paper.text(LEFT + indent, 700 - index * 28.3, text, 15.75)
    for paragraph in desk.read(paper).paragraphs:
        assert paragraph.line_pitch == pytest.approx(28.3, abs=0.01)
        assert (paragraph.first_indent, paragraph.left_indent) == pytest.approx((32, 0), abs=0.01)
    assert {piece.style.size for piece in desk.read(paper).pieces} == {15.75}


@pytest.mark.parametrize(("left", "columns"), [((80,), 1), ((60, 310), 2), ((40, 215, 390), 3)])
def test_columns_of_a_page_are_counted(desk: Desk, left: tuple[float, ...], columns: int) -> None:
    paper = desk.paper().text(200, 760, "某某学报第三卷", 18)
    for index in range(14):
        for number, x in enumerate(left):
            paper.text(x, 700 - 20 * index, f"{number}{index:02}" + LINE[:10], 12)
    assert desk.read(paper).pages[0].columns == columns


def test_a_page_without_text_has_no_columns(desk: Desk) -> None:
    _, empty = desk.read(page(desk), desk.paper().rule(80, 600, 500, 600)).pages
    assert empty.columns is None
    assert len(empty.lines) == 1
