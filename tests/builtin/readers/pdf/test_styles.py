from typing import Any

import pytest

from pipeline.builtin.readers.pdf.sheet import measured_style
from pipeline.model.layout import Style

Desk = Any


def style(desk: Desk, **how: Any) -> Style:
    document = desk.read(desk.paper().text(100, 700, how.pop("text", "abc"), **how))
    (piece,) = document.pieces
    found: Style = piece.style
    return found


def test_font_and_its_class(desk: Desk) -> None:
    assert style(desk, text="宋体字").font_class == "宋体"
    assert style(desk, font="latin").font == "Helvetica"
    assert style(desk, font="latin").font_class == "other"


def test_a_font_name_in_gbk_bytes_is_read(desk: Desk) -> None:
    found = style(desk, font="gbk")
    assert (found.font, found.font_class) == ("仿宋", "仿宋")


@pytest.mark.parametrize(
    ("size", "matrix", "before", "expected"),
    [
        (16, "1 0 0 1", "", 16),
        (1, "16 0 0 16", "", 16),
        (32, "0.5 0 0 0.5", "", 16),
        (16, "0 1 -1 0", "", 16),
        (16, "1 0 0.2 1", "", 16),
        (10.5, "1 0 0 1", "", 10.5),
    ],
)
def test_the_size_is_what_is_seen(desk: Desk, size: float, matrix: str, before: str, expected: float) -> None:
    assert style(desk, size=size, matrix=matrix, before=before, font="latin").size == pytest.approx(expected, abs=0.05)


def test_bold_by_name_or_by_an_outline(desk: Desk) -> None:
    assert style(desk, font="latin").bold is False
    assert style(desk, font="bold").bold is True
    assert style(desk, font="latin", before="2 Tr 0.3 w").bold is True


def test_slanted_type_is_italic(desk: Desk) -> None:
    assert style(desk, font="latin").italic is False
    assert style(desk, font="latin", matrix="1 0 0.3 1").italic is True


def test_colour_but_for_black(desk: Desk) -> None:
    assert style(desk, font="latin").colour is None
    assert style(desk, font="latin", before="1 0 0 rg").colour == "FF0000"


def test_a_line_has_a_piece_for_each_style(desk: Desk) -> None:
    page = desk.paper().text(100, 700, "一是").text(132, 700, "2026", font="latin").text(167.6, 700, "年")
    document = desk.read(page)
    assert document.text == "一是2026年"
    assert [document.cut(piece.span) for piece in document.pieces] == ["一是", "2026", "年"]


def test_bold_and_italic_by_the_flags_of_the_font(desk: Desk) -> None:
    found = style(desk, font="flagged")
    assert (found.font, found.bold, found.italic) == ("F1", True, True)


@pytest.mark.parametrize(
    ("name", "bold", "italic"),
    [
        ("SimSun,Bold", True, False),
        ("NimbusRomNo9L-Medi", True, False),
        ("NimbusRomNo9L-MediItal", True, True),
        ("CMBX12", True, False),
        ("CMTI10", False, True),
        ("Arial-Black", True, False),
        ("FranklinGothic-Demi", True, False),
        ("SourceHanSansCN-DemiLight", False, False),
        ("SourceHanSerifCN-Medium", False, False),
        ("GothicBBB-Medium", False, False),
        ("SimHei", False, False),
        ("FZXBSJW--GB1-0", False, False),
        ("HelveticaNeueLTStd-Bd", True, False),
    ],
)
def test_weight_and_slant_by_name(name: str, bold: bool, italic: bool) -> None:
    found = measured_style(name, 16, stroked=False, slanted=False, colour=None)
    assert (found.bold, found.italic) == (bold, italic)


@pytest.mark.parametrize(
    "before",
    ["1 0 0 rg", "/Spot cs 1 scn", "1 Tr 1 0 0 RG", "/DeviceRGB cs 1 0 0 sc"],
    ids=["rgb", "spot", "line", "cs"],
)
def test_red_in_any_way(desk: Desk, before: str) -> None:
    assert style(desk, text="红头", before=before).colour == "FF0000"


def test_red_in_ink_is_near_to_red(desk: Desk) -> None:
    colour = style(desk, text="红头", before="0 1 1 0 k").colour
    assert colour is not None
    red, green, blue = bytes.fromhex(colour)
    assert red > 200
    assert max(green, blue) < 60


def test_black_in_ink_is_black(desk: Desk) -> None:
    assert style(desk, text="黑", before="0 0 0 1 k").colour is None
