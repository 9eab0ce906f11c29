"""Automatic numbers are in the text as Word shows them."""

import pytest

from built_docx import Read, Zipped
from pipeline.builtin.readers.docx.body.number_formats import numeral
from pipeline.builtin.structure.roles import Structure
from pipeline.model.document import Document
from pipeline.model.layout import Generated


def level(depth: int, form: str, text: str, more: str = "") -> str:
    shown = f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{shown}{more}</w:lvl>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(number: int, depth: int = 0, text: str = "甲") -> str:
    listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{listed}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbers(document: Document) -> list[str]:
    return [document.cut(piece.span) for piece in document.pieces if isinstance(piece.place, Generated)]


OFFICIAL = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4"),
)


def test_levels_of_an_official_document(zipped: Zipped, read: Read) -> None:
    body = "".join(item(1, depth) for depth in (0, 1, 1, 2, 2, 3, 0, 1, 2))
    document = read(zipped(body, numbering=OFFICIAL + num(1, 0)))
    assert numbers(document) == ["一、", "（一）", "（二）", "1.", "2.", "①", "二、", "（一）", "1."]
    assert document.text.split("\n")[:4] == ["一、甲", "（一）甲", "（二）甲", "1. 甲"]


def test_lists_of_one_definition_count_on_and_a_start_of_its_own_begins_anew(zipped: Zipped, read: Read) -> None:
    own = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = item(1) + item(2) + item(3) + item(3) + item(1)
    assert numbers(read(zipped(body, numbering=OFFICIAL + num(1, 0) + num(2, 0) + num(3, 0, own)))) == [
        "一、",
        "二、",
        "五、",
        "六、",
        "七、",
    ]


def test_several_levels_in_one_number_and_legal_ones_in_digits(zipped: Zipped, read: Read) -> None:
    definition = abstract(
        0,
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    )
    body = item(1) + item(1, 1) + item(1, 2) + item(1, 2)
    assert numbers(read(zipped(body, numbering=definition + num(1, 0)))) == ["第一章", "一.1", "1.1.1", "1.1.2"]


@pytest.mark.parametrize(
    ("restart", "last"), [("", "1)"), ('<w:lvlRestart w:val="0"/>', "2)"), ('<w:lvlRestart w:val="1"/>', "2)")]
)
def test_when_a_level_begins_anew(zipped: Zipped, read: Read, restart: str, last: str) -> None:
    definition = abstract(
        0, level(0, "decimal", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%3)", restart)
    )
    body = item(1) + item(1, 1) + item(1, 2) + item(1, 1) + item(1, 2)
    assert numbers(read(zipped(body, numbering=definition + num(1, 0))))[-1] == last


def test_a_style_puts_its_paragraphs_on_the_level_that_names_it(zipped: Zipped, read: Read) -> None:
    definition = abstract(
        0,
        level(0, "decimal", "%1.", '<w:pStyle w:val="One"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="Two"/>'),
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}">{base}'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for name, base in (("One", ""), ("Two", '<w:basedOn w:val="One"/>'))
    )
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/>{more}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
        for name, more in (("One", ""), ("Two", ""), ("Two", ""), ("One", off), ("One", ""))
    )
    document = read(zipped(body, styles=styles, numbering=definition + num(1, 0)))
    assert numbers(document) == ["1.", "1.1", "1.2", "2."]


def test_a_list_defined_through_a_list_style(zipped: Zipped, read: Read) -> None:
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    document = read(zipped(item(2) + item(2), styles=styles, numbering=OFFICIAL + linked + num(1, 0) + num(2, 7)))
    assert numbers(document) == ["一、", "二、"]


@pytest.mark.parametrize(
    ("form", "text", "more", "shown"),
    [
        ("bullet", "\uf06c", "", "• 甲"),
        ("bullet", "o", "", "o 甲"),
        ("none", "", "", "甲"),
        ("decimal", "%1", '<w:suff w:val="nothing"/>', "1甲"),
        ("decimal", "%1", '<w:suff w:val="space"/>', "1 甲"),
        ("decimal", "第%1条", "", "第1条甲"),
        ("chineseCounting", "%1", "", "一 甲"),
        ("chineseCounting", "%1", '<w:suff w:val="nothing"/>', "一甲"),
        ("chineseCounting", "%1、", "", "一、甲"),
    ],
)
def test_what_stands_between_number_and_text(
    zipped: Zipped, read: Read, form: str, text: str, more: str, shown: str
) -> None:
    assert read(zipped(item(1), numbering=abstract(0, level(0, form, text, more)) + num(1, 0))).text == shown


def test_the_number_takes_its_level_s_font_and_the_paragraph_its_indent(zipped: Zipped, read: Read) -> None:
    indent = '<w:pPr><w:ind w:left="840" w:hanging="420"/></w:pPr>'
    more = indent + '<w:rPr><w:rFonts w:ascii="Arial" w:eastAsia="黑体"/></w:rPr>'
    document = read(zipped(item(1), numbering=abstract(0, level(0, "decimal", "第%1条", more)) + num(1, 0)))
    fonts = [(document.cut(piece.span), piece.style.font) for piece in document.pieces]
    assert fonts == [("第", "黑体"), ("1", "Arial"), ("条", "黑体"), ("甲", None)]
    assert (document.paragraphs[0].left_indent, document.paragraphs[0].first_indent) == (42, -21)


@pytest.mark.parametrize("broken", ["", num(1, 9), OFFICIAL, '<w:num w:numId="1"/>'])
def test_a_list_that_is_not_defined_numbers_nothing(zipped: Zipped, read: Read, broken: str) -> None:
    assert read(zipped(item(1), numbering=broken)).text == "甲"


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 23, "二十三"),
        ("chineseCountingThousand", 101, "一百零一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("japaneseCounting", 110, "百十"),
        ("ideographDigital", 105, "一〇五"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 3, "03"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4000, "4000"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 28, "bb"),
        ("lowerLetter", 10**9, "1000000000"),
        ("unheard-of", 7, "7"),
    ],
)
def test_numerals(form: str, value: int, shown: str) -> None:
    assert numeral(value, form) == shown


def test_a_paragraph_whose_end_a_change_took_away_takes_no_number_of_its_own(zipped: Zipped, read: Read) -> None:
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    gone = f"<w:p><w:pPr>{listed}</w:pPr><w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>"
    left = f"<w:p><w:pPr>{listed}</w:pPr><w:r><w:t>丙</w:t></w:r></w:p>"
    document = read(zipped(item(1) + gone + left + item(1), numbering=OFFICIAL + num(1, 0)))
    assert document.text == "一、甲\n二、丙甲"


def test_custom_format_with_zeros(zipped: Zipped, read: Read) -> None:
    custom = '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
    fallback = '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent>{custom}{fallback}</mc:AlternateContent>'
        '<w:lvlText w:val="%1、"/></w:lvl>'
    )
    document = read(zipped(item(1) + item(1), numbering=abstract(0, level) + num(1, 0)))
    assert numbers(document) == ["009、", "010、"]


def test_a_picture_as_bullet_is_a_bullet(zipped: Zipped, read: Read) -> None:
    picture = level(0, "bullet", "\uf0b7", '<w:lvlPicBulletId w:val="0"/>')
    assert read(zipped(item(1), numbering=abstract(0, picture) + num(1, 0))).text == "• 甲"


def test_a_level_without_one_above_counts_from_where_that_starts(zipped: Zipped, read: Read) -> None:
    legal = "<w:isLgl/>"
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", legal)
    document = read(zipped(item(1, 1) + item(1) + item(1, 1), numbering=abstract(0, levels) + num(1, 0)))
    assert numbers(document) == ["1.1", "第一章", "1.1"]


REGULATION = abstract(0, level(0, "chineseCountingThousand", "第%1章"), level(1, "chineseCountingThousand", "第%2条"))


def outline(document: Document) -> list[tuple[str, str]]:
    return [(section.number, section.title) for section in Structure().split(document).sections]


def test_every_automatic_number_is_in_the_outline(zipped: Zipped, read: Read) -> None:
    title = "<w:p><w:r><w:t>市级资金管理办法</w:t></w:r></w:p>"
    body = (
        title
        + item(1, 0, "总则")
        + item(1, 1, "为了规范资金管理，制定本办法。")
        + item(1, 1, "规定以外的资金从其规定。")
        + item(1, 0, "项目申报")
        + item(1, 1, "项目单位提出申请。")
        + item(1, 0, "所需材料")
        + item(1, 1, "与项目有关的材料应当真实。")
    )
    assert outline(read(zipped(body, numbering=REGULATION + num(1, 0)))) == [
        ("第一章", "总则"),
        ("第一条", "为了规范资金管理"),
        ("第二条", "规定以外的资金从其规定"),
        ("第二章", "项目申报"),
        ("第一条", "项目单位提出申请"),
        ("第三章", "所需材料"),
        ("第一条", "与项目有关的材料应当真实"),
    ]


@pytest.mark.parametrize("suffix", ["", '<w:suff w:val="space"/>', '<w:suff w:val="nothing"/>'])
@pytest.mark.parametrize(
    ("form", "pattern", "number"),
    [
        ("chineseCounting", "%1", "一"),
        ("chineseCounting", "%1、", "一、"),
        ("chineseCounting", "（%1）", "（一）"),
        ("chineseCounting", "第%1节", "第一节"),
        ("chineseCounting", "第%1款", "第一款"),
        ("decimal", "%1.", "1."),
        ("decimal", "%1、", "1、"),
        ("decimal", "%1", "1"),
        ("upperLetter", "%1.", "A."),
        ("upperRoman", "%1.", "I."),
    ],
)
def test_the_number_and_not_the_text_behind_it_makes_the_entry(
    zipped: Zipped, read: Read, form: str, pattern: str, number: str, suffix: str
) -> None:
    title = "<w:p><w:r><w:t>关于开展检查的通知</w:t></w:r></w:p>"
    body = title + item(1, 0, "2号楼、3号楼的改造。") + item(1, 0, "项目规划")
    found = outline(read(zipped(body, numbering=abstract(0, level(0, form, pattern, suffix)) + num(1, 0))))
    assert [title for _, title in found] == ["2号楼、3号楼的改造", "项目规划"]
    assert found[0][0] == number


def test_an_automatic_number_with_revisions_behind_it(zipped: Zipped, read: Read) -> None:
    listed = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = (
        item(1, 0, "总则")
        + f'<w:p>{listed}<w:ins w:id="1"><w:r><w:t>项目</w:t></w:r></w:ins><w:r><w:t>由市局管理。</w:t></w:r></w:p>'
        + item(1, 1, "本办法自印发之日起施行。")
    )
    found = outline(read(zipped("<w:p><w:r><w:t>办法</w:t></w:r></w:p>" + body, numbering=REGULATION + num(1, 0))))
    assert [number for number, _ in found] == ["第一章", "第一条", "第二条"]


def test_an_automatic_number_in_a_table_is_text_of_the_table(zipped: Zipped, read: Read) -> None:
    table = f"<w:tbl><w:tr><w:tc>{item(1, 0, '项目')}</w:tc></w:tr></w:tbl>"
    document = read(zipped(item(1, 0, "总则") + table + item(1, 0, "附则"), numbering=REGULATION + num(1, 0)))
    assert [mark.name for mark in Structure().split(document).marked("heading", "table-text")] == [
        "heading",
        "table-text",
        "heading",
    ]


@pytest.mark.parametrize("unseen", ["\u200b", "\u200c\u200d", "\u2060", "\ufeff", "\xad", "\u180e", "\u200b\u3000\xa0"])
def test_unseen_characters_above_and_in_a_title_hide_it_not(zipped: Zipped, read: Read, unseen: str) -> None:
    lines = [unseen, f"关于{unseen[0]}开展检查", "的通知", "各处室：", f"一{unseen[0]}、总体要求"]
    document = read(zipped("".join(f"<w:p><w:r><w:t xml:space='preserve'>{line}</w:t></w:r></w:p>" for line in lines)))
    found = Structure().split(document)
    assert found.title == "关于开展检查的通知"
    assert [section.number for section in found.sections] == ["一、"]
    assert found.text == "\n".join(lines)


def outline_of(document: Document) -> list[tuple[int, str]]:
    return [(section.level, section.number) for section in Structure().split(document).sections]


def test_the_format_of_a_list_says_whether_a_letter_is_a_roman_numeral(zipped: Zipped, read: Read) -> None:
    later = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride>'
    for form, start, level_of_all, shown in (
        ("upperLetter", later, 4, ["I.", "J."]),
        ("upperRoman", "", 1, ["I.", "II."]),
    ):
        listed = abstract(0, level(0, form, "%1."))
        found = read(zipped(item(1) + item(1), numbering=listed + num(1, 0, start)))
        assert outline_of(found) == [(level_of_all, number) for number in shown]


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("chineseLegalSimplified", "%1、", [(1, "壹、"), (1, "贰、")]),
        ("chineseLegalSimplified", "%1", [(1, "壹"), (1, "贰")]),
        ("chineseCountingThousand", "第%1项", [(1, "第一项"), (1, "第二项")]),
        ("chineseCountingThousand", "【%1】", [(2, "【一】"), (2, "【二】")]),
        ("decimal", "%1：", [(3, "1："), (3, "2：")]),
        ("decimalZero", "%1", [(1, "01"), (1, "02")]),
        ("upperLetter", "%1", [(4, "A"), (4, "B")]),
        ("ideographTraditional", "%1", [(4, "甲"), (4, "乙")]),
        ("bullet", "o", []),
        ("bullet", "A", []),
        ("decimal", "图%1", []),
    ],
)
def test_a_number_of_any_form_is_in_the_outline(
    zipped: Zipped, read: Read, form: str, text: str, shown: list[tuple[int, str]]
) -> None:
    body = item(1, 0, "加强领导") + item(1, 0, "落实责任")
    assert outline_of(read(zipped(body, numbering=abstract(0, level(0, form, text)) + num(1, 0)))) == shown
