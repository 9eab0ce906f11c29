"""Effective formatting, with python-docx as the oracle where it has an answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

from built_docx import Read, Zipped
from pipeline.model.document import Document
from pipeline.model.layout import Style

RUN = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"


def style_of(document: Document, text: str) -> Style:
    return next(piece.style for piece in document.pieces if document.cut(piece.span) == text)


def inherited(levels: list[Any], name: str) -> Any:
    """The first answer that python-docx gives along the levels."""
    return next((value for level in levels if (value := getattr(level, name)) is not None), None)


def chain(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def test_fonts_sizes_and_layout_as_python_docx_resolves_them(blank: Any, read: Read) -> None:
    low = blank.styles.add_style("Low", WD_STYLE_TYPE.PARAGRAPH)
    low.font.name, low.font.size, low.font.bold = "FangSong", Pt(16), True
    low.paragraph_format.first_line_indent, low.paragraph_format.line_spacing = Pt(32), Pt(28)
    high = blank.styles.add_style("High", WD_STYLE_TYPE.PARAGRAPH)
    high.base_style, high.font.italic = low, True
    high.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    strong = blank.styles.add_style("Mine", WD_STYLE_TYPE.CHARACTER)
    strong.font.name, strong.font.size, strong.font.color.rgb = "KaiTi", Pt(14), RGBColor(0xC0, 0, 0x0A)
    number = 0
    for style in ("Normal", "Low", "High", "Heading 1", "Title"):
        paragraph = blank.add_paragraph(style=style)
        for character in (None, "Mine"):
            for size in (None, Pt(22)):
                run = paragraph.add_run(f"run{number}", style=character)
                run.font.size = size
                number += 1
        paragraph.paragraph_format.left_indent = Pt(number)
    document = read(blank)
    for built, paragraph in zip(blank.paragraphs, document.paragraphs, strict=True):
        formats = [built.paragraph_format, *(style.paragraph_format for style in chain(built.style))]
        assert paragraph.left_indent == inherited(formats, "left_indent").pt
        first = inherited(formats, "first_line_indent")
        assert paragraph.first_indent == (0 if first is None else first.pt)
        assert (paragraph.alignment == "centre") == (inherited(formats, "alignment") == WD_ALIGN_PARAGRAPH.CENTER)
        assert paragraph.line_pitch == (28 if built.style.name in ("Low", "High") else None)
        for run in built.runs:
            fonts = [run.font, *(s.font for s in (*chain(run.style), *chain(built.style)))]
            found = style_of(document, run.text)
            size, name = inherited(fonts, "size"), inherited(fonts, "name")
            assert found.size == (11 if size is None else size.pt)
            assert name is None or found.font == name
            assert found.bold == bool(inherited(fonts, "bold"))
            assert found.italic == bool(inherited(fonts, "italic"))
            if run.style.name == "Mine":
                assert found.colour == "C0000A"


def test_a_font_for_each_script_and_the_hint_for_ambiguous_marks(zipped: Zipped, read: Read) -> None:
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="仿宋_GB2312"{}/>'
    body = (
        f"<w:p>{RUN.format(fonts.format(''), '“引”2026')}</w:p>"
        f"<w:p>{RUN.format(fonts.format(' w:hint=&quot;eastAsia&quot;').replace('&quot;', chr(34)), '“引”2026')}</w:p>"
    )
    document = read(zipped(body))
    found = [(document.cut(piece.span), piece.style.font, piece.style.font_class) for piece in document.pieces]
    arial, song = ("Arial", "other"), ("仿宋_GB2312", "仿宋")
    assert found == [("“", *arial), ("引", *song), ("”2026", *arial), ("“引”", *song), ("2026", *arial)]


def test_a_theme_font_wins_at_its_level_and_loses_to_a_nearer_one(zipped: Zipped, read: Read) -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont>'
        '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="等线"/>'
        '<a:font script="Jpan" typeface="明朝"/></a:minorFont></a:theme>'
    )
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体" w:eastAsiaTheme="minorEastAsia"/>'
        "</w:rPr></w:rPrDefault></w:docDefaults>"
    )
    body = "<w:p><w:r><w:t>默</w:t></w:r>" + RUN.format('<w:rFonts w:eastAsia="黑体"/>', "近") + "</w:p>"
    document = read(zipped(body, theme=theme, styles=styles))
    assert [style_of(document, text).font for text in "默近"] == ["等线", "黑体"]
    japanese = '<w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/>'
    assert style_of(read(zipped(body, theme=theme, styles=styles, settings=japanese)), "默").font == "明朝"


@pytest.mark.parametrize(
    ("paragraph", "character", "direct", "bold"),
    [
        ("<w:b/>", "", "", True),
        ("<w:b/>", "<w:b/>", "", False),
        ("", "<w:b/>", "", True),
        ("<w:b/>", "<w:b/>", "<w:b/>", True),
        ("<w:b/>", "", '<w:b w:val="0"/>', False),
    ],
)
def test_bold_toggles_through_styles_and_is_absolute_in_a_run(
    zipped: Zipped, read: Read, paragraph: str, character: str, direct: str, bold: bool
) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="P"><w:rPr>{paragraph}</w:rPr></w:style>'
        f'<w:style w:type="character" w:styleId="C"><w:rPr>{character}</w:rPr></w:style>'
    )
    run = RUN.format(f'<w:rStyle w:val="C"/>{direct}', "甲")
    document = read(zipped(f'<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr>{run}</w:p>', styles=styles))
    assert document.pieces[0].style.bold is bold


def test_styles_based_on_each_other_in_a_circle_end(zipped: Zipped, read: Read) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{other}"/><w:rPr><w:sz w:val="{size}"/>'
        "</w:rPr></w:style>"
        for name, other, size in (("A", "B", 20), ("B", "A", 30))
    )
    document = read(zipped('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>', styles=styles))
    assert document.pieces[0].style.size == 10


def test_a_table_style_lies_under_the_paragraph_style(zipped: Zipped, read: Read) -> None:
    styles = (
        '<w:style w:type="table" w:styleId="T"><w:rPr><w:sz w:val="18"/><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:sz w:val="24"/></w:rPr></w:style>'
    )
    cells = "".join(
        f"<w:tc><w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        for properties, text in (("", "表"), ('<w:pPr><w:pStyle w:val="P"/></w:pPr>', "段"))
    )
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr><w:tr>{cells}</w:tr></w:tbl>'
    document = read(zipped(table + "<w:p><w:r><w:t>外</w:t></w:r></w:p>", styles=styles))
    assert [(style_of(document, text).size, style_of(document, text).bold) for text in "表段外"] == [
        (9, True),
        (12, True),
        (None, False),
    ]


@pytest.mark.parametrize(
    ("indent", "first", "left"),
    [
        ('w:firstLine="640"', 32, 0),
        ('w:firstLine="640" w:firstLineChars="200"', 44, 0),
        ('w:firstLine="640" w:firstLineChars="0"', 32, 0),
        ('w:left="420" w:hanging="420"', -21, 21),
        ('w:leftChars="100" w:left="420" w:hangingChars="100" w:hanging="420"', -22, 21),
        ('w:start="1in" w:firstLine="10pt"', 10, 72),
        ('w:left="wide" w:firstLine=""', 0, 0),
    ],
)
def test_indents_in_characters_win_over_lengths(
    zipped: Zipped, read: Read, indent: str, first: float, left: float
) -> None:
    run = RUN.format('<w:sz w:val="44"/>', "甲")
    paragraph = read(zipped(f"<w:p><w:pPr><w:ind {indent}/></w:pPr>{run}</w:p>")).paragraphs[0]
    assert (paragraph.first_indent, paragraph.left_indent) == (first, left)


@pytest.mark.parametrize(
    ("spacing", "pitch", "before"),
    [
        ('w:line="560" w:lineRule="exact"', 28, 0),
        ('w:line="579" w:lineRule="atLeast" w:before="100"', 28.95, 5),
        ('w:line="360" w:lineRule="auto"', None, 0),
        ('w:line="360"', None, 0),
        ('w:beforeLines="50"', None, 6),
        ('w:before="156" w:beforeLines="50"', None, 6),
        ('w:before="156" w:beforeAutospacing="1"', None, None),
    ],
)
def test_line_pitch_and_space(
    zipped: Zipped, read: Read, spacing: str, pitch: float | None, before: float | None
) -> None:
    document = read(zipped(f"<w:p><w:pPr><w:spacing {spacing}/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"))
    assert (document.paragraphs[0].line_pitch, document.paragraphs[0].space_before) == (pitch, before)


def test_a_colour_left_to_word_is_none(zipped: Zipped, read: Read) -> None:
    for value, colour in (("auto", None), ("ff0000", "FF0000"), ("red", None)):
        document = read(
            zipped(f"<w:p>{RUN.format(f'<w:color w:val=&quot;{value}&quot;/>', '甲')}</w:p>".replace("&quot;", '"'))
        )
        assert document.pieces[0].style.colour == colour


def test_documents_with_the_same_styles_keep_their_own_theme(zipped: Zipped, read: Read) -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont>'
        '<a:latin typeface="{0}"/><a:ea typeface="{0}"/></a:minorFont></a:theme>'
    )
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr>'
        '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/></w:rPr></w:style>'
    )
    fonts = [
        read(zipped("<w:p><w:r><w:t>甲</w:t></w:r></w:p>", styles=styles, theme=theme.format(font)))
        .pieces[0]
        .style.font
        for font in ("仿宋", "楷体", "仿宋")
    ]
    assert fonts == ["仿宋", "楷体", "仿宋"]


def test_outline_levels_of_styles_and_paragraphs_are_marked(zipped: Zipped, read: Read) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    )
    body = "".join(
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        for text, properties in (
            ("题", '<w:outlineLvl w:val="0"/>'),
            ("承", '<w:pStyle w:val="I"/>'),
            ("正", '<w:pStyle w:val="H"/><w:outlineLvl w:val="9"/>'),
            ("文", ""),
        )
    )
    document = read(zipped(body, styles=styles))
    assert [(document.cut(mark.span), mark.value) for mark in document.marked("outline")] == [("题", "1"), ("承", "2")]


def test_documents_with_other_styles_do_not_share_what_is_remembered(zipped: Zipped, read: Read) -> None:
    body = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
    default = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:sz w:val="{}"/></w:rPr></w:style>'
    sizes = [read(zipped(body, styles=default.format(size))).pieces[0].style.size for size in (32, 28, 32)]
    assert sizes == [16, 14, 16]


@pytest.mark.parametrize(
    ("font", "kind"),
    [
        ("思源宋体", "宋体"),
        ("Source Han Serif SC", "宋体"),
        ("Noto Serif CJK SC", "宋体"),
        ("思源黑体", "黑体"),
        ("Noto Sans CJK SC", "黑体"),
        ("Noto Serif", "other"),
    ],
)
def test_a_font_has_one_class_by_whichever_of_its_names(zipped: Zipped, read: Read, font: str, kind: str) -> None:
    run = RUN.format(f'<w:rFonts w:eastAsia="{font}"/>', "字")
    (piece,) = read(zipped(f"<w:p>{run}</w:p>")).pieces
    assert (piece.style.font, piece.style.font_class) == (font, kind)
