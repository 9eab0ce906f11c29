"""Fields that have no stored result: what Word makes of them is in the text, or it is said that it is not."""

from collections.abc import Callable

import pytest

from built_docx import Read, Zipped
from pipeline.builtin.rules.brackets_balanced import BracketsBalanced
from pipeline.builtin.rules.no_doubled_punctuation import NoDoubledPunctuation
from pipeline.builtin.rules.no_halfwidth_punctuation import NoHalfwidthPunctuation
from pipeline.builtin.rules.no_latin_marks import NoLatinMarks
from pipeline.model.document import Document
from pipeline.model.errors import DocumentError
from pipeline.model.finding import Finding
from pipeline.model.layout import Generated
from pipeline.testing.examples import builtin_splitters, split


def char(kind: str, data: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{data}</w:fldChar></w:r>'


def field(instruction: str, data: str = "", result: str | None = None) -> str:
    """A complex field; without a ``result`` it has no separator either."""
    told = "" if result is None else char("separate") + (f"<w:r><w:t>{result}</w:t></w:r>" if result else "")
    text = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return char("begin", data) + text + told + char("end")


def simple(instruction: str) -> str:
    quoted = instruction.replace('"', "&quot;")
    return f'<w:fldSimple w:instr=" {quoted} "/>'


def paragraph(*parts: str, properties: str = "") -> str:
    runs = [part if part.startswith("<") else f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in parts]
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{''.join(runs)}</w:p>"


def marked(document: Document, name: str) -> list[tuple[str, str]]:
    return [(document.cut(mark.span), mark.value) for mark in document.marked(name)]


@pytest.mark.parametrize(
    ("operands", "text"),
    [
        (r"\o\ac(○,1)", "①"),
        (r"\o\ac(○,23)", "㉓"),
        (r"\o \ac (1,○)", "①"),
        (r"\o\ac(○,十)", "㊉"),
        (r"\o\ac(○,B)", "Ⓑ"),
        (r"\o\ac(○,密)", "○密"),
        (r"\o\ac(△,!)", "△!"),
        (r"\o\ac(!,△)", "!△"),
        (r"\o\ac(○,99)", "○99"),
        (r"\o(○,□,1)", "○□1"),
        (r"\o\ac(□,甲,乙)", "□甲乙"),
        (r"\o\al(甲,乙)", "甲乙"),
        (r"\o\ac(○,\s\up3(3))", "③"),
        (r"\o\ac(□,√)", "☑"),
        (r"\o\ac(□,×)", "☒"),
        (r"\o\ad(\s\up 7(云泽市财政局),\s\do 7(云泽市民政局))", "云泽市财政局 云泽市民政局"),
        (r"\a\al(云泽市财政局,云泽市民政局)", "云泽市财政局 云泽市民政局"),
        (r"\o\ad(\s\up 5(云泽),\s\do 2(市府))", "云泽市府"),
        (r"\f(1,2)", "1/2"),
        (r"\f(a+b,\r(3,x))", "(a+b)/³√x"),
        (r"\f(1;2)", "1/2"),
        (r"\r(,x+1)", "√(x+1)"),
        (r"\x\to\bo(合格)", "合格"),
        (r"\b\bc\{(x)", "{x}"),
        (r"\b\rc\}(x)", "x}"),
        (r"\i\su(i=1,n,x)", "∑(i=1,n)x"),
        (r"\l(甲,乙)", "甲,乙"),
        (r"\x(甲\,乙\(丙\))", "甲,乙(丙)"),
        (r"m\s\up6(2)", "m2"),
        (r"甲\d\fo10()乙", "甲乙"),
    ],
)
@pytest.mark.parametrize("form", [field, simple])
def test_an_equation_is_read_as_word_draws_it(
    operands: str, text: str, form: Callable[[str], str], zipped: Zipped, read: Read
) -> None:
    document = read(zipped(paragraph("前", form(f"EQ {operands}"), "后")))
    assert document.text == f"前{text}后"
    assert marked(document, "field") == [(text, "EQ")]
    assert not document.not_checked
    assert isinstance(document.pieces[1].place, Generated)


SYMBOLS = '<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr>'


def instruction(*stretches: str) -> str:
    """A field without a result; a stretch in another font begins with the name of it: ``Wingdings|``."""
    runs = []
    for stretch in stretches:
        font, found, text = stretch.rpartition("|")
        inner = text if text.startswith("<") else f'<w:instrText xml:space="preserve">{text}</w:instrText>'
        runs.append(f"<w:r>{SYMBOLS.format(font) if found else ''}{inner}</w:r>")
    return char("begin") + "".join(runs) + char("end")


@pytest.mark.parametrize(
    ("stretches", "text"),
    [
        ([r" EQ \o\ac(", "Wingdings|\uf0a1", ",3) "], "③"),
        ([r" EQ \o\ac(", "Wingdings|\xa1", ",3) "], "③"),
        ([r" EQ \o\ac(", "Wingdings|m", ",3) "], "③"),
        ([r" EQ \o\ac(", '<w:sym w:font="Wingdings" w:char="F0A1"/>', ",3) "], "③"),
        ([r" EQ \o\ac(", "Wingdings|<w:t>\uf0a1</w:t>", ",3) "], "③"),
        (["Wingdings| EQ \\o\\ac(\uf0a1,3) "], "③"),
        ([" EQ ", "Wingdings|\\o\\ac(\uf0a1,3)"], "③"),
        ([r" EQ \o\ac(", "Wingdings 2|\uf0a3", ",", "Wingdings 2|\uf050", ")"], "☑"),
        ([r" EQ \f(", "Symbol|a", ",2)"], "α/2"),
        ([" MACROBUTTON NoMacro ", "Wingdings|\uf06f", " 同意"], "□ 同意"),
        ([r" EQ \x(甲", "乙)"], "甲乙"),
    ],
)
def test_what_an_instruction_holds_in_a_font_of_symbols_is_the_sign_it_shows(
    stretches: list[str], text: str, zipped: Zipped, read: Read
) -> None:
    document = read(zipped(paragraph("第", instruction(*stretches), "项")))
    assert (document.text, document.not_checked) == (f"第{text}项", ())


def test_an_equation_without_a_space_behind_its_name_is_one(zipped: Zipped, read: Read) -> None:
    assert read(zipped(paragraph("第", field(r"EQ\o\ac(○,2)"), "项"))).text == "第②项"


def test_a_phonetic_guide_by_a_field_stays_beside_its_word(zipped: Zipped, read: Read) -> None:
    guide = r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(pīn),拼)'
    document = read(zipped(paragraph(field(guide), "音")))
    assert document.text == "拼音"
    assert marked(document, "ruby") == [("拼", "pīn")]


def test_an_equation_takes_the_look_of_its_run(zipped: Zipped, read: Read) -> None:
    fonts = '<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr>'
    looks = field(r"EQ \x(甲)").replace("<w:r>", f"<w:r>{fonts}")
    style = read(zipped(paragraph(looks))).pieces[0].style
    assert (style.font, style.size) == ("仿宋_GB2312", 16)


@pytest.mark.parametrize(
    "instruction", [r"EQ \o(甲", r"EQ \q(1)", "REF _Ref1 \\h", "TOC \\o", "LISTNUM 别的", "NUMPAGES"]
)
@pytest.mark.parametrize("form", [field, simple])
def test_what_is_not_known_is_said_and_nothing_else_is_lost(
    instruction: str, form: Callable[[str], str], zipped: Zipped, read: Read
) -> None:
    document = read(zipped(paragraph("见", form(instruction), "。")))
    assert document.text == "见。"
    assert [(said.rule, instruction.split(maxsplit=1)[0] in said.reason.zh) for said in document.not_checked] == [
        ("docx", True)
    ]


@pytest.mark.parametrize("formula", ["=1+2", "=SUM(ABOVE)", "= 3", r"=A1*B2 \# 0.00"])
@pytest.mark.parametrize("form", [field, simple, lambda formula: field(formula, result="")])
def test_a_formula_is_named_as_one(formula: str, form: Callable[[str], str], zipped: Zipped, read: Read) -> None:
    document = read(zipped(paragraph("合计", form(formula), "元")))
    assert document.text == "合计元"
    assert [said.reason.zh for said in document.not_checked] == [
        "域（计算公式）显示的文字没有存储在文件中，没有读取；请在办公软件中更新域并保存"
    ]
    assert "(formula)" in document.not_checked[0].reason.en
    told = read(zipped(paragraph("合计", field(formula, result="3"), "元")))
    assert (told.text, marked(told, "field"), told.not_checked) == ("合计3元", [("3", "=")], ())


BROKEN = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'


@pytest.mark.parametrize(
    ("first", "second", "text", "named"),
    [
        (" TOC ", r' \o "1-3" ', "甲\n乙", ["TOC"]),
        (" IF 1 = 1 ", " 丙 丁 ", "甲\n乙", ["IF"]),
        (" =SUM(", "ABOVE) ", "甲\n乙", ["计算公式"]),
        (" XE ", " 索引 ", "甲\n乙", []),
        (r" EQ \o\ac(", "○,3) ", "甲\n③乙", []),
    ],
)
def test_a_field_over_two_paragraphs_without_a_result_is_told_as_any_other(
    first: str, second: str, text: str, named: list[str], zipped: Zipped, read: Read
) -> None:
    begun, ended = paragraph("甲", char("begin"), BROKEN.format(first)), BROKEN.format(second)
    document = read(zipped(begun + paragraph(ended, char("end"), "乙")))
    assert document.text == text
    assert [said.reason.zh.split("）")[0] for said in document.not_checked] == [f"域（{name}" for name in named]
    table = f"<w:tbl><w:tr><w:tc>{paragraph('格')}</w:tc></w:tr></w:tbl>"
    apart = read(zipped(begun + table + paragraph(ended, char("end"), "乙")))
    assert (apart.text, apart.not_checked) == (text.replace("\n", "\n格\n"), document.not_checked)


def test_a_field_that_never_ends_is_told_and_hides_nothing(zipped: Zipped, read: Read) -> None:
    begun = paragraph("甲", char("begin"), BROKEN.format(" TOC "))
    document = read(zipped(begun + paragraph("乙")))
    assert (document.text, len(document.not_checked)) == ("甲\n乙", 1)
    box = f"<w:p><w:r><w:t>甲</w:t><w:pict><w:txbxContent>{begun}</w:txbxContent></w:pict></w:r></w:p>"
    boxed = read(zipped(box + paragraph("乙")))
    assert (boxed.text, len(boxed.not_checked)) == ("甲\n甲\n乙", 1)
    beside = paragraph(field(r"EQ \o\ac(○,3)"), field("REF a", result="丙"), char("begin"), "丁", char("end"))
    kept = read(zipped(beside + begun))
    assert (kept.text, len(kept.not_checked)) == ("③丙丁\n甲", 1)
    shown = read(zipped(paragraph("乙", char("begin"), BROKEN.format(" REF a "), "丙", char("end")) + begun))
    assert (shown.text, marked(shown, "field")) == ("乙丙\n甲", [("丙", "REF")])
    assert ["REF" in said.reason.zh for said in shown.not_checked] == [False]


def test_a_field_over_two_paragraphs_with_a_result_is_read(zipped: Zipped, read: Read) -> None:
    begun = paragraph("甲", char("begin"), BROKEN.format(" TOC "))
    told = paragraph(BROKEN.format(r" \o "), char("separate"), "目录", char("end"), "乙")
    document = read(zipped(begun + told))
    assert (document.text, document.not_checked) == ("甲\n目录乙", ())
    assert marked(document, "field") == [("目录", "TOC")]


def test_a_document_of_such_a_field_alone_is_not_blank(zipped: Zipped, read: Read) -> None:
    with pytest.raises(DocumentError) as caught:
        read(zipped(paragraph(field("TOC \\o"))))
    assert (caught.value.reason.code, "TOC" in caught.value.reason.message.zh) == ("unsupported-content", True)


@pytest.mark.parametrize("instruction", ["XE 索引", "TC 目录", 'SET a "b"', "ADVANCE \\r 3", "PAGE", "FILLIN 姓名"])
def test_fields_that_show_nothing_are_not_said(instruction: str, zipped: Zipped, read: Read) -> None:
    document = read(zipped(paragraph("甲", field(instruction), "乙")))
    assert (document.text, document.not_checked) == ("甲乙", ())


def test_a_stored_result_counts_and_an_empty_one_too(zipped: Zipped, read: Read) -> None:
    document = read(zipped(paragraph("甲", field("IF a = b 丙 丁", result=""), field(r"EQ \x(丙)", result="乙"))))
    assert (document.text, document.not_checked) == ("甲乙", ())
    assert len(read(zipped(paragraph("甲", field("NUMPAGES", result="")))).not_checked) == 1


def form(kind: str, inner: str) -> str:
    return f"<w:ffData><w:name w:val='a'/><w:enabled/><w:{kind}>{inner}</w:{kind}></w:ffData>"


ENTRIES = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in ("公开", "内部", "秘密"))


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("FORMDROPDOWN", form("ddList", f'<w:result w:val="1"/>{ENTRIES}'), "内部"),
        ("FORMDROPDOWN", form("ddList", f'<w:default w:val="2"/>{ENTRIES}'), "秘密"),
        ("FORMDROPDOWN", form("ddList", ENTRIES), "公开"),
        ("FORMDROPDOWN", form("ddList", f'<w:result w:val="9"/>{ENTRIES}'), ""),
        ("FORMDROPDOWN", "", ""),
        ("FORMCHECKBOX", form("checkBox", "<w:sizeAuto/><w:checked/>"), "☑"),
        ("FORMCHECKBOX", form("checkBox", '<w:default w:val="1"/>'), "☑"),
        ("FORMCHECKBOX", form("checkBox", '<w:default w:val="1"/><w:checked w:val="0"/>'), "☐"),
        ("FORMCHECKBOX", form("checkBox", ""), "☐"),
        ("FORMTEXT", form("textInput", '<w:default w:val="某市"/>'), "某市"),
    ],
)
def test_form_fields_show_their_state(name: str, data: str, text: str, zipped: Zipped, read: Read) -> None:
    document = read(zipped(paragraph("密级：", field(name, data), "。")))
    assert (document.text, document.not_checked) == (f"密级：{text}。", ())


@pytest.mark.parametrize(
    ("operands", "text"),
    [
        (r'82 \f "Wingdings 2" \s 12', "☑"),
        (r"0xFC \f Wingdings", "✓"),
        (r"97 \f Symbol", "α"),
        (r"9745 \u", "☑"),
        (r"169", "©"),
        (r"0x93 \a", "“"),
        (r'254 \f "Wingdings" \h', "☑"),
    ],
)
def test_symbols_are_the_signs_of_their_font(operands: str, text: str, zipped: Zipped, read: Read) -> None:
    assert read(zipped(paragraph(field(f"SYMBOL {operands}"), "同意"))).text == f"{text}同意"


def test_buttons_show_what_stands_behind_the_name(zipped: Zipped, read: Read) -> None:
    body = paragraph("联系人：", field("MACROBUTTON NoMacro [单击此处 输入姓名]"), "，", field("GOTOBUTTON a 见附件"))
    document = read(zipped(body))
    assert document.text == "联系人：[单击此处 输入姓名]，见附件"
    assert marked(document, "placeholder") == [("[单击此处 输入姓名]", "")]


def test_a_field_inside_an_instruction_is_part_of_it(zipped: Zipped, read: Read) -> None:
    start, end = char("begin"), char("end")
    inner = field("REF a", result="3")
    text = '<w:r><w:instrText xml:space="preserve">{}</w:instrText></w:r>'
    body = paragraph("第", start, text.format(r" EQ \o\ac(○,"), inner, text.format(") "), end, "项")
    assert read(zipped(body)).text == "第③项"
    lacking = read(zipped(body.replace(inner, field("=1+2"))))
    assert (lacking.text, len(lacking.not_checked)) == ("第○项", 1)
    assert "计算公式" in lacking.not_checked[0].reason.zh
    outer = start, text.format(r" EQ \o\ac(○,"), field("=1+2"), text.format(") "), char("separate"), "③", end
    stored = read(zipped(paragraph("第", *outer, "项")))
    assert (stored.text, stored.not_checked) == ("第③项", ())
    button = paragraph(start, text.format(" MACROBUTTON NoMacro "), field("FORMCHECKBOX"), text.format(" 同意"), end)
    assert read(zipped(button)).text == "☐ 同意"


def test_paragraphs_numbered_by_fields_count_on(zipped: Zipped, read: Read) -> None:
    lines = [paragraph(field("AUTONUM"), "事项") for _ in range(3)]
    assert read(zipped("".join(lines))).text == "1.事项\n2.事项\n3.事项"
    twice = paragraph(field("AUTONUM"), "甲", field("AUTONUM"), "乙") + paragraph(field("AUTONUM"), "丙")
    assert read(zipped(twice)).text == "1.甲1.乙\n2.丙"


@pytest.mark.parametrize(
    ("instruction", "texts"),
    [
        (r"AUTONUM \* CHINESENUM3 \s 、", ["一、", "一、", "二、", "二、", "一、"]),
        ("AUTONUM", ["1.", "1.", "2.", "2.", "1."]),
        ("AUTONUMLGL", ["1.", "1.1.", "1.2.", "2.", "2.1."]),
        (r"AUTONUMLGL \e", ["1", "1.1", "1.2", "2", "2.1"]),
        ("AUTONUMOUT", ["I.", "A.", "B.", "II.", "A."]),
    ],
)
def test_numbers_of_fields_begin_anew_below_each_heading(
    instruction: str, texts: list[str], zipped: Zipped, read: Read
) -> None:
    levels = (0, 1, 1, 0, 1)
    lines = [paragraph(field(instruction), properties=f'<w:outlineLvl w:val="{level}"/>') for level in levels]
    assert read(zipped("".join(lines) + paragraph("末"))).text.split("\n")[:-1] == texts
    body = [
        paragraph(field(instruction), properties='<w:outlineLvl w:val="0"/>' if not level else "") for level in levels
    ]
    assert read(zipped("".join(body) + paragraph("末"))).text.split("\n")[:-1] == texts


@pytest.mark.parametrize(
    ("instructions", "text"),
    [
        (["LISTNUM", "LISTNUM", r"LISTNUM \l 2", r"LISTNUM \l 2", "LISTNUM", r"LISTNUM \l 2"], "1)2)a)b)3)a)"),
        ([r"LISTNUM \l 3", r"LISTNUM \l 4", r"LISTNUM \l 7"], "i)(1)1."),
        ([r"LISTNUM \s 5", "LISTNUM"], "5)6)"),
        (["LISTNUM OutlineDefault", r'LISTNUM "OutlineDefault" \l 2'], "I.A."),
        (["LISTNUM LegalDefault", r"LISTNUM LegalDefault \l 2", r"LISTNUM LegalDefault \l 2"], "1.1.1.1.2."),
    ],
)
def test_numbers_of_lists_in_a_line(instructions: list[str], text: str, zipped: Zipped, read: Read) -> None:
    fields = [field(instruction) for instruction in instructions]
    assert read(zipped(paragraph(*fields, "末"))).text == f"{text}末"


LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:name w:val="事项"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def test_numbers_of_a_list_with_a_name_and_of_one_inside_an_item(zipped: Zipped, read: Read) -> None:
    named = paragraph(field("LISTNUM 事项"), "甲；", field('LISTNUM "事项"'), "乙。")
    assert read(zipped(named, numbering=LIST)).text == "（一）甲；（二）乙。"
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    inside = paragraph(field("LISTNUM"), "甲", field("LISTNUM"), "乙", properties=item)
    assert read(zipped(inside * 2, numbering=LIST)).text == "（一）a)甲b)乙\n（二）a)甲b)乙"


def test_a_drop_down_in_a_header_is_read(zipped: Zipped, read: Read) -> None:
    header = paragraph(field("FORMDROPDOWN", form("ddList", ENTRIES)))
    body = paragraph("甲") + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    assert read(zipped(body, header1=header)).text == "甲\n公开"


TYPED = (NoHalfwidthPunctuation, BracketsBalanced, NoDoubledPunctuation, NoLatinMarks)


def judged(document: Document) -> list[tuple[str, str]]:
    """What the rules of typed marks find: the rule and the stretch."""
    told = split(document, builtin_splitters())
    found = [finding for rule in TYPED for finding in rule().check(told) if isinstance(finding, Finding)]
    return [(finding.rule, told.cut(finding.span)) for finding in found]


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([field(r"EQ \f(本年收入+上年收入,总支出)"), "。"], "(本年收入+上年收入)/总支出。"),
        ([field(r"LISTNUM \l 2"), "责任。"], "a)责任。"),
        (["（情形：", field("LISTNUM"), "新建；", field("LISTNUM"), "改建）。"], "（情形：1)新建；2)改建）。"),
        (["（", field(r"AUTONUM \s ）"), "责任。"], "（1）责任。"),
        ([field(r"AUTONUM \s 、"), "，责任。"], "1、，责任。"),
        ([field("FORMTEXT", form("textInput", '<w:default w:val="局(办),"/>')), "责任。"], "局(办),责任。"),
        ([field(r"SYMBOL 0x93 \a"), "责任", field("SYMBOL 40"), "。"], "“责任(。"),
    ],
)
def test_rules_of_typed_marks_say_nothing_of_those_that_nobody_typed(
    parts: list[str], shown: str, zipped: Zipped, read: Read
) -> None:
    document = read(zipped(paragraph("各单位要认真落实", *parts)))
    assert document.text == f"各单位要认真落实{shown}"
    assert judged(document) == []


def test_marks_around_a_field_whose_text_is_not_known_are_no_doubled_ones(zipped: Zipped, read: Read) -> None:
    unknown = field("REF 办法"), simple("REF 办法"), field("NUMPAGES", result="")
    for one in unknown:
        assert judged(read(zipped(paragraph("按照，", one, "，抓好落实。")))) == []
    for nothing in (field("XE 办法"), field("REF 办法", result="")):
        assert judged(read(zipped(paragraph("按照，", nothing, "，抓好落实。")))) == [
            ("no-doubled-punctuation", "，，")
        ]


def test_typed_marks_beside_such_are_judged(zipped: Zipped, read: Read) -> None:
    document = read(
        zipped(paragraph("各单位要落实", field("LISTNUM"), "责任,抓好（整改。。", field(r"EQ \x(甲)"), ",乙(丙)"))
    )
    assert judged(document) == [
        ("no-halfwidth-punctuation", ","),
        ("no-halfwidth-punctuation", ","),
        ("no-halfwidth-punctuation", "(丙)"),
        ("brackets-balanced", "（"),
        ("no-doubled-punctuation", "。。"),
    ]
