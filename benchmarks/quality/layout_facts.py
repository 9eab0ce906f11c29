"""How a place looks, for readers who judge findings of layout without the file before them."""

from pipeline.model.layout_record import LayoutRecord, PageRecord, StyleRecord
from pipeline.model.record import Record

WORDS = {
    "body": "正文",
    "table": "表格",
    "textbox": "文本框",
    "header": "页眉",
    "footer": "页脚",
    "footnote": "脚注",
    "endnote": "尾注",
    "left": "左对齐",
    "centre": "居中",
    "right": "右对齐",
    "justify": "两端对齐",
    None: "对齐未知",
}
CLASSES = {"other": "其他", None: "未知"}
STRETCHES = 4
"""Stretches of type that are told of a place; more are said to be more."""


def facts(record: Record, start: int, end: int) -> list[str]:
    """Lines about the page, the paragraph and the type at a place; none where the record has no layout."""
    layout = record.layout
    if not isinstance(layout, LayoutRecord):
        return []
    return [line for line in (_page(layout, start), _paragraph(layout, start), _type(layout, start, end)) if line]


def _page(layout: LayoutRecord, start: int) -> str:
    page = next((page for page in layout.pages if page.start <= start <= page.end), None)
    if page is None:
        return ""
    margins = page.margins
    sides = zip("上右下左", (margins.top, margins.right, margins.bottom, margins.left), strict=True)
    white = "，".join(f"{name} {_number(side)}" for name, side in sides)
    return f"页面：{_number(page.width)}×{_number(page.height)} 毫米，边距 {white} 毫米（{_how(page)}）"


def _how(page: PageRecord) -> str:
    return "量出" if page.measured else "页面设置"


def _paragraph(layout: LayoutRecord, start: int) -> str:
    found = next((one for one in layout.paragraphs if one.start <= start <= one.end), None)
    if found is None:
        return ""
    pitch = f"{_number(found.line_spacing)} 倍" if found.line_spacing else f"{_number(found.line_pitch)} 磅"
    return (
        f"段落：在{WORDS[found.container]}中，{WORDS[found.alignment]}，首行缩进 {_number(found.first_indent)} 磅，"
        f"左缩进 {_number(found.left_indent)} 磅，行距 {pitch}"
    )


def _type(layout: LayoutRecord, start: int, end: int) -> str:
    looks = [_look(style) for style in layout.styles if style.start < max(end, start + 1) and style.end > start]
    different = list(dict.fromkeys(looks))
    more = f"，另有 {len(different) - STRETCHES} 种" if len(different) > STRETCHES else ""
    return f"字体：{'，'.join(different[:STRETCHES])}{more}" if different else ""


def _look(style: StyleRecord) -> str:
    face = CLASSES.get(style.font_class, style.font_class)
    return f"{style.font or '未知'}（{face}）{_number(style.size)} 磅{' 加粗' if style.bold else ''}"


def _number(value: float | None) -> str:
    return "未知" if value is None else f"{value:.1f}".removesuffix(".0")
