"""What Word shows and what it does not: merged cells, fonts of symbols, alternatives, control characters."""

import pytest

from built_docx import P, Read, Zipped
from pipeline.builtin.readers.docx.body.places import RunPlace


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{P.format(text)}</w:tc>"


def rows(*cells: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


BEGIN, ON, ALSO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:vMerge w:val="continue"/>'
WIDE = '<w:gridSpan w:val="2"/>'


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (rows(cell("甲", BEGIN) + cell("1"), cell("残", ON) + cell("2")), ["甲", "1", "", "2"]),
        (rows(cell("甲", BEGIN), cell("残", ALSO_ON), cell("留", ON), cell("乙", BEGIN)), ["甲", "", "", "乙"]),
        (rows(cell("甲", ON) + cell("1"), cell("乙", ON) + cell("2")), ["甲", "1", "乙", "2"]),
        (rows(cell("甲", BEGIN), cell("乙"), cell("丙", ON)), ["甲", "乙", "丙"]),
        (rows(cell("1", WIDE) + cell("甲", BEGIN), cell("2") + cell("3") + cell("残", ON)), ["1", "甲", "2", "3", ""]),
        (rows(cell("甲", WIDE + BEGIN), cell("1") + cell("乙", ON)), ["甲", "1", "乙"]),
        (
            rows(cell("甲", BEGIN) + cell("1"), f"<w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('乙', ON)}"),
            ["甲", "1", "乙"],
        ),
        (rows(cell("甲", '<w:hMerge w:val="restart"/>') + cell("残", "<w:hMerge/>") + cell("1")), ["甲", "", "1"]),
        (rows(cell("甲") + cell("乙", "<w:hMerge/>")), ["甲", "乙"]),
    ],
)
def test_what_is_left_in_cells_that_are_merged_away_is_not_read(
    table: str, lines: list[str], zipped: Zipped, read: Read
) -> None:
    document = read(zipped(table + P.format("后")))
    assert document.text.split("\n") == [*lines, "后"]
    assert sum(1 for _ in document.marked("cell")) == len(lines)
    runs = table.count("<w:r>")
    assert document.pieces[-1].place == RunPlace("word/document.xml", runs)


def test_a_list_item_in_a_cell_merged_away_takes_no_number(zipped: Zipped, read: Read) -> None:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    item = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>'
    table = rows(cell("甲", BEGIN), f"<w:tc><w:tcPr>{ON}</w:tcPr>{item}</w:tc>")
    assert read(zipped(item + table + item, numbering=lists)).text == "1. 项\n甲\n\n2. 项"


def typed(text: str, font: str, slots: tuple[str, ...] = ("ascii", "hAnsi"), hint: str = "") -> str:
    names = " ".join(f'w:{slot}="{font}"' for slot in slots)
    return f"<w:r><w:rPr><w:rFonts {names}{hint}/></w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("font", "text", "signs"),
    [
        ("Wingdings 2", "R£P\uf052", "☑□✓☑"),
        ("Wingdings", "þoüý¨\uf0fe", "☑□✓☒□☑"),
        ("Wingdings-Regular", "l n", "● ■"),
        ("Wingdings 3", "u}", "▶🞂"),
        ("Webdings", "ac", "✓□"),
        ("Symbol", "ab\uf0b7", "αβ•"),
        ("仿宋", "R£\uf052", "R£\uf052"),
        ("Wingdings", "同意", "同意"),
    ],
)
def test_letters_in_a_font_of_symbols_are_its_signs(
    font: str, text: str, signs: str, zipped: Zipped, read: Read
) -> None:
    document = read(zipped(f"<w:p>{typed(text, font)}<w:r><w:t>R£</w:t></w:r></w:p>"))
    assert document.text == f"{signs}R£"
    assert document.pieces[0].place == RunPlace("word/document.xml", 0)
    entity = "".join(f"&#{ord(char)};" for char in text)  # not a plain paragraph
    assert read(zipped(f"<w:p>{typed(entity, font)}<w:r><w:t>R£</w:t></w:r></w:p>")).text == document.text


def test_the_font_may_come_from_a_style_and_each_kind_of_character_has_its_own(zipped: Zipped, read: Read) -> None:
    style = (
        '<w:style w:type="character" w:styleId="box"><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
        "</w:style>"
    )
    run = '<w:p><w:r><w:rPr><w:rStyle w:val="box"/></w:rPr><w:t>o甲</w:t></w:r></w:p>'
    assert read(zipped(run, styles=style)).text == "□甲"
    assert read(zipped(f"<w:p>{typed('o£', 'Wingdings 2', ('hAnsi',))}</w:p>")).text == "o□"
    hinted = typed("£\uf052", "Wingdings 2", ("ascii", "hAnsi"), ' w:eastAsia="宋体" w:hint="eastAsia"')
    assert read(zipped(f"<w:p>{hinted}</w:p>{P.format('甲')}")).text == "□☑\n甲"
    assert read(zipped(f"<w:p>{typed('R', 'Wingdings 2', ('cs', 'eastAsia'))}</w:p>")).text == "R"


@pytest.mark.parametrize(
    ("sign", "font", "text"),
    [("l", "Wingdings", "•"), ("o", "Courier New", "o"), ("\uf0a8", "Wingdings", "□"), ("þ", "Wingdings", "☑")],
)
def test_a_bullet_in_a_font_of_symbols_is_a_bullet_or_a_box(
    sign: str, font: str, text: str, zipped: Zipped, read: Read
) -> None:
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>{look}</w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    item = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    assert read(zipped(item, numbering=lists)).text == f"{text} 甲"


def test_no_control_character_stands_in_the_text(zipped: Zipped, read: Read) -> None:
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    body = f"<w:p>{sign.format('方正', '0081')}{sign.format('Symbol', 'F0F0')}{sign.format('Wingdings', '0081')}</w:p>"
    plain, walked = P.format("甲\x81乙\x85丙\x7f"), P.format("甲&#x81;乙&#x85;丙&#x7f;")
    document = read(zipped(body + plain + walked))
    assert document.text == "\uf081\uf0f0①" + "\n甲\ufffd乙\ufffd丙\ufffd" * 2


def alternate(choice: str, fallback: str, requires: str = "w16se") -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


EMOJI = alternate('<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60F"/>', "<w:t>😏</w:t>")


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (EMOJI, "😏"),
        (alternate("<w:t>新</w:t>", "<w:t>旧</w:t>"), "新"),
        (alternate("<w:t>新</w:t>", "<w:t>旧</w:t>", "w16se wps"), "新"),
        (alternate("<w:t>新</w:t>", "<w:t>旧</w:t>", "wpsCustomData"), "旧"),
        (alternate("<w:t>新</w:t>", "<w:t>旧</w:t>", "w16se unknown"), "旧"),
        (alternate("<w:t>新</w:t>", "<w:t>旧</w:t>", ""), "旧"),
        (alternate("", "<w:t>旧</w:t>"), ""),
        (alternate(EMOJI + "<w:tab/>", "<w:t>旧</w:t>"), "😏\t"),
        ('<mc:AlternateContent><mc:Choice Requires="unknown"><w:t>新</w:t></mc:Choice></mc:AlternateContent>', ""),
        (alternate('<w:sym w:font="Wingdings" w:char="F0FE"/>', "<w:t>旧</w:t>"), "☑"),
    ],
)
def test_of_alternatives_in_a_run_the_one_that_word_shows_is_read(
    inner: str, text: str, zipped: Zipped, read: Read
) -> None:
    run = f"<w:r><w:t>甲</w:t>{inner}<w:t>乙</w:t></w:r><w:r><w:t>丙</w:t></w:r>"
    box = f"<w:p><w:r><w:t>框</w:t><w:pict><w:txbxContent><w:p>{run}</w:p></w:txbxContent></w:pict></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc><w:p>{run}</w:p></w:tc></w:tr></w:tbl>"
    shown = f"甲{text}乙丙"
    document = read(zipped(f"<w:p>{run}</w:p>{table}{box}"))
    assert document.text == f"{shown}\n{shown}\n框\n{shown}"
    assert document.pieces[-1].place == RunPlace("word/document.xml", 6)
    assert document.pieces[0].place == RunPlace("word/document.xml", 0)


def test_of_alternative_runs_and_drawings_one_is_read(zipped: Zipped, read: Read) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    assert read(zipped(f"<w:p>{alternate(run.format('新'), run.format('旧'))}</w:p>")).text == "新"
    box = "<w:txbxContent>" + P.format("{}") + "</w:txbxContent>"
    drawn = alternate(f"<w:drawing>{box.format('新')}</w:drawing><w:t>字</w:t>", f"<w:pict>{box.format('旧')}</w:pict>")
    assert read(zipped(f"<w:p><w:r>{drawn}</w:r></w:p>")).text == "字\n新"


@pytest.mark.parametrize("requires", ["w16se", "unknown"])
def test_of_alternatives_around_rows_and_cells_the_one_that_word_shows_is_read(
    requires: str, zipped: Zipped, read: Read
) -> None:
    kept = "新" if requires == "w16se" else "旧"
    row = alternate(f"<w:tr>{cell('新')}</w:tr>", f"<w:tr>{cell('旧')}</w:tr>", requires)
    beside = alternate(cell("新"), cell("旧"), requires)
    table = f"<w:tbl><w:tr>{cell('甲')}</w:tr>{row}<w:tr>{cell('乙')}{beside}{cell('丙')}</w:tr></w:tbl>"
    document = read(zipped(table + P.format("后")))
    assert document.text.split("\n") == ["甲", kept, "乙", kept, "丙", "后"]
    assert document.pieces[-1].place == RunPlace("word/document.xml", table.count("<w:r>"))


@pytest.mark.parametrize("requires", ["wps", "unknown"])
def test_of_alternatives_among_properties_the_one_that_word_shows_is_read(
    requires: str, zipped: Zipped, read: Read
) -> None:
    wingdings, plain = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>', '<w:rFonts w:ascii="Arial"/>'
    marked = f"<w:rPr><w:b/>{alternate(wingdings, plain, requires)}</w:rPr>"
    apart = alternate(f"<w:rPr>{wingdings}</w:rPr>", f"<w:rPr>{plain}</w:rPr>", requires)
    nested = f"<w:rPr>{alternate(alternate(wingdings, plain), plain, requires)}</w:rPr>"
    text = "<w:p><w:r>{}<w:t>R</w:t></w:r><w:r><w:t>甲</w:t></w:r></w:p>"
    body = "".join([text.format(look) for look in (marked, apart, nested)])
    sign = "☑" if requires == "wps" else "R"
    document = read(zipped(body.replace(">R<", ">&#xfe;<") if requires == "wps" else body))
    assert document.text == "\n".join([f"{sign}甲"] * 3)
    assert document.pieces[0].style.bold
    assert document.pieces[-1].place == RunPlace("word/document.xml", 5)


@pytest.mark.parametrize(("requires", "alignment"), [("wps", "centre"), ("unknown", "right")])
def test_so_it_is_of_those_of_paragraphs_and_styles(requires: str, alignment: str, zipped: Zipped, read: Read) -> None:
    both = alternate('<w:jc w:val="center"/>', '<w:jc w:val="right"/>', requires)
    whole = alternate('<w:pPr><w:jc w:val="center"/></w:pPr>', '<w:pPr><w:jc w:val="right"/></w:pPr>', requires)
    run, style = (
        "<w:r><w:t>甲</w:t></w:r>",
        f'<w:style w:type="paragraph" w:styleId="a"><w:pPr>{both}</w:pPr></w:style>',
    )
    styled = '<w:pPr><w:pStyle w:val="a"/></w:pPr>'
    body = "".join([f"<w:p>{look}{run}</w:p>" for look in (f"<w:pPr>{both}</w:pPr>", whole, styled)])
    document = read(zipped(body, styles=style))
    assert [paragraph.alignment for paragraph in document.paragraphs] == [alignment] * 3
