"""Documents whose every measure is known, for whoever reads their layout from the docx or from a pdf of it.

Made with python-docx and lxml. All pitches are exact and all widths are in twips, so what they come to does
not depend on the fonts at hand. Every paragraph begins like no other and, unless it is a signature, fills
three lines or more.
"""

from typing import Any, NamedTuple

import docx
from docx.enum.section import WD_SECTION_START
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from built_docx import saved

FONT = "仿宋"
"""The name of the only font; no measure hangs on what it is drawn with."""
TWIPS = 1440 / 25.4
"""In a mm."""
_FILLING = "各级各部门要结合工作实际认真抓好贯彻落实建立健全长效机制明确责任分工强化督促检查确保各项任务落到实处"
"""Repeated to make lines; free of punctuation, which editors squeeze."""


class Expected(NamedTuple):
    """A paragraph and its measures in pt."""

    text: str
    size: float
    alignment: str
    first_indent: float = 0.0
    left_indent: float = 0.0
    right_indent: float = 0.0
    line_pitch: float = 28.95
    space_before: float = 0.0
    in_characters: bool = False
    """Whether the docx gives the indents in characters beside the twips, as Word does."""


class Sheet(NamedTuple):
    """The page in mm."""

    top: float = 37.0
    right: float = 26.0
    bottom: float = 35.0
    left: float = 28.0
    width: float = 210.0
    height: float = 297.0
    columns: int = 1


class Measured(NamedTuple):
    """A docx and what must be read from it."""

    docx: bytes
    sheet: Sheet
    paragraphs: tuple[Expected, ...]


def _filled(opening: str, length: int) -> str:
    return (opening + _FILLING * (length // len(_FILLING) + 1))[:length]


OFFICIAL = (
    Expected(_filled("关于题目三行居中的通知", 50), 22, "centre", line_pitch=35),
    Expected(_filled("顶格主送机关三行", 70), 16, "left", space_before=28),
    Expected(_filled("首行二字固定行距一", 120), 16, "justify", first_indent=32, in_characters=True),
    Expected(_filled("首行二字固定行距二", 150), 16, "justify", first_indent=32),
    Expected(_filled("段前一行二十八磅", 140), 16, "justify", first_indent=32, line_pitch=28, space_before=14),
    Expected(_filled("悬挂二字", 150), 16, "left", first_indent=-32, left_indent=32, in_characters=True),
    Expected(_filled("左缩进二字首行不缩", 130), 16, "left", left_indent=32, line_pitch=28),
    Expected(_filled("四号字首行二字", 160), 14, "justify", first_indent=28, line_pitch=22),
    Expected(_filled("小四号字左右缩进", 170), 12, "justify", left_indent=36, right_indent=48, line_pitch=22),
    Expected(_filled("首行二字固定行距三", 200), 16, "justify", first_indent=32),
    Expected(_filled("首行二字固定行距四", 220), 16, "justify", first_indent=32, in_characters=True),
    Expected(_filled("首行二字固定行距五", 180), 16, "justify", first_indent=32),
    Expected("石桥县人民政府办公室", 16, "right", right_indent=64, space_before=28),
    Expected("二〇二六年七月一日", 16, "right", right_indent=64),
)
"""Three pages: a title, an addressee, body text of several indents, a signature."""

COLUMNS = (
    Expected(_filled("双栏首行二字甲", 400), 12, "justify", first_indent=24, line_pitch=22),
    Expected(_filled("双栏首行二字乙", 500), 12, "justify", first_indent=24, line_pitch=22),
    Expected(_filled("双栏左缩进丙", 400), 12, "left", left_indent=24, line_pitch=22),
    Expected(_filled("双栏首行二字丁", 700), 12, "justify", first_indent=24, line_pitch=22),
    Expected(_filled("双栏首行二字戊", 600), 12, "justify", first_indent=24, line_pitch=22),
)
"""Three pages of two columns, 12 pt, with 10 mm between them."""
GAP = 10.0
"""Between the columns, in mm."""
NORMAL = 10.0
"""The type size of the default style in pt: how wide a character is of the indents at the sides."""


def official() -> Measured:
    """An official document on the paper of GB/T 9704-2012 5.2.1."""
    return _measured(Sheet(), OFFICIAL)


def columns() -> Measured:
    """Other margins, two columns."""
    return _measured(Sheet(top=30, right=20, bottom=25, left=22, columns=2), COLUMNS)


def _measured(sheet: Sheet, paragraphs: tuple[Expected, ...]) -> Measured:
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(NORMAL)
    _set_up(document.sections[0], sheet)
    for expected in paragraphs:
        _add(document.add_paragraph(), expected)
    return Measured(saved(document), sheet, paragraphs)


def _set_up(section: Any, sheet: Sheet) -> None:
    properties = section._sectPr  # python-docx knows no columns
    section.start_type = WD_SECTION_START.NEW_PAGE
    for name in ("pgSz", "pgMar", "cols", "docGrid"):
        for old in properties.findall(qn(f"w:{name}")):
            properties.remove(old)
    _append(properties, "pgSz", w=round(sheet.width * TWIPS), h=round(sheet.height * TWIPS))
    margins = {side: round(getattr(sheet, side) * TWIPS) for side in ("top", "right", "bottom", "left")}
    _append(properties, "pgMar", **margins, header=600, footer=600, gutter=0)
    _append(properties, "cols", num=sheet.columns, space=round(GAP * TWIPS))


def _add(paragraph: Any, expected: Expected) -> None:
    run = paragraph.add_run(expected.text)
    properties = run._r.get_or_add_rPr()
    _append(properties, "rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, hint="eastAsia")
    _append(properties, "sz", val=round(expected.size * 2))
    layout = paragraph._p.get_or_add_pPr()
    _append(layout, "widowControl", val=0)
    _append(layout, "snapToGrid", val=0)
    _append(
        layout,
        "spacing",
        before=round(expected.space_before * 20),
        after=0,
        line=round(expected.line_pitch * 20),
        lineRule="exact",
    )
    _append(layout, "ind", **_indents(expected))
    _append(layout, "jc", val={"centre": "center", "justify": "both"}.get(expected.alignment, expected.alignment))


def _indents(expected: Expected) -> dict[str, int]:
    first = "firstLine" if expected.first_indent >= 0 else "hanging"
    lengths = {"left": expected.left_indent, "right": expected.right_indent, first: abs(expected.first_indent)}
    indents = {name: round(length * 20) for name, length in lengths.items()}
    if expected.in_characters:
        sizes = {"left": NORMAL, "right": NORMAL, first: expected.size}
        lengths["left"] += min(expected.first_indent, 0)  # Word counts to where a hanging first line begins
        indents |= {f"{name}Chars": round(length / sizes[name] * 100) for name, length in lengths.items()}
    return indents


def _append(parent: Any, name: str, **attributes: float | str) -> None:
    etree.SubElement(parent, qn(f"w:{name}"), {qn(f"w:{key}"): str(value) for key, value in attributes.items()})
