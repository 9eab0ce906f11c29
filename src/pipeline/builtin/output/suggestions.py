"""What a change of layout says to people, in the words that offices use: 三号, 厘米."""

from collections.abc import Iterable, Iterator

from pipeline.builtin.gongwen.sizes import said_size
from pipeline.model.finding import Fix, LayoutEdit, PageEdit, ParagraphEdit, StyleEdit
from pipeline.model.layout import Alignment
from pipeline.model.text import Text

_COLON, _COMMA = Text("：", ": "), Text("，", ", ")
_ALIGNED: dict[Alignment, Text] = {
    "left": Text("左对齐", "aligned left"),
    "centre": Text("居中", "centred"),
    "right": Text("右对齐", "aligned right"),
    "justify": Text("两端对齐", "justified"),
}
_SIDES = {
    "top": Text("上边距", "top margin"),
    "bottom": Text("下边距", "bottom margin"),
    "left": Text("左边距", "left margin"),
    "right": Text("右边距", "right margin"),
}
_LENGTHS = {
    "first_indent": Text("首行缩进", "first-line indent"),
    "left_indent": Text("左缩进", "left indent"),
    "right_indent": Text("右缩进", "right indent"),
    "line_pitch": Text("行距固定值", "line spacing exactly"),
    "space_before": Text("段前", "space before"),
    "space_after": Text("段后", "space after"),
}
_HANGING = Text("悬挂缩进", "hanging indent")


def suggestions(fix: Fix) -> tuple[Text, ...]:
    """A sentence for each change of layout in ``fix``: “字体：仿宋，三号（16 磅）”; those alike are said once."""
    return tuple(dict.fromkeys(said(edit) for edit in fix.layout))


def said(edit: LayoutEdit) -> Text:
    """``edit`` in words."""
    match edit:
        case StyleEdit():
            return _headed(Text("字体", "font"), _style(edit))
        case ParagraphEdit():
            return _headed(Text("段落", "paragraph"), _paragraph(edit))
        case PageEdit():
            return _headed(Text("页面", "page"), _page(edit))


def _headed(head: Text, parts: Iterable[Text]) -> Text:
    parts = tuple(parts)
    zh, en = _COMMA.zh.join(part.zh for part in parts), _COMMA.en.join(part.en for part in parts)
    return Text(f"{head.zh}{_COLON.zh}{zh}", f"{head.en}{_COLON.en}{en}")


def _style(edit: StyleEdit) -> Iterator[Text]:
    font = edit.font or edit.font_class
    if font:
        yield Text(font, font)
    if edit.size is not None:
        yield said_size(edit.size)
    if edit.bold is not None:
        yield Text("加粗", "bold") if edit.bold else Text("不加粗", "not bold")
    if edit.italic is not None:
        yield Text("倾斜", "italic") if edit.italic else Text("不倾斜", "not italic")
    if edit.colour is not None:
        yield Text(f"颜色 #{edit.colour}", f"colour #{edit.colour}")


def _paragraph(edit: ParagraphEdit) -> Iterator[Text]:
    if edit.alignment is not None:
        yield _ALIGNED[edit.alignment]
    for field, name in _LENGTHS.items():
        points = getattr(edit, field)
        if points is not None:
            hanging = field == "first_indent" and points < 0
            words, length = (_HANGING, -points) if hanging else (name, points)
            yield Text(f"{words.zh} {length:g} 磅", f"{words.en} {length:g} pt")
    if edit.line_spacing is not None:
        yield Text(f"{edit.line_spacing:g} 倍行距", f"{edit.line_spacing:g} lines of spacing")


def _page(edit: PageEdit) -> Iterator[Text]:
    if edit.width is not None or edit.height is not None:
        width, height = ("…" if mm is None else _centimetres(mm) for mm in (edit.width, edit.height))
        yield Text(f"纸张 {width}×{height} 厘米", f"paper {width} × {height} cm")
    for side, name in _SIDES.items():
        white = getattr(edit.margins, side)
        if white is not None:
            yield Text(f"{name.zh} {_centimetres(white)} 厘米", f"{name.en} {_centimetres(white)} cm")
    if edit.grid is not None:
        lines, characters = edit.grid.line_pitch, edit.grid.char_pitch
        yield Text(f"网格行跨度 {lines:g} 磅", f"grid of lines {lines:g} pt")
        if characters is not None:
            yield Text(f"字符跨度 {characters:g} 磅", f"grid of characters {characters:g} pt")


def _centimetres(mm: float) -> str:
    return f"{mm / 10:.2f}".rstrip("0").rstrip(".")
