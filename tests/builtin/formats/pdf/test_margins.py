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
