"""Rules on layout are as sure as a document is laid out as a 公文."""

import msgspec
import pytest

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.builtin.rules.body_font import BodyFont
from pipeline.builtin.rules.first_line_indent import FirstLineIndent
from pipeline.builtin.rules.heading_font import HeadingFont
from pipeline.builtin.rules.line_pitch import LinePitch
from pipeline.builtin.rules.no_latin_marks import NoLatinMarks
from pipeline.builtin.rules.page_margins import PageMargins
from pipeline.builtin.rules.page_number_form import PageNumberForm
from pipeline.builtin.stages.check import judge
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.rule import Rule
from pipeline.model.document import Document, Source
from pipeline.model.finding import Finding
from pipeline.model.layout import Margins, Style
from pipeline.testing import builtin_splitters, docx, pdf, split

FANGSONG = Style("仿宋_GB2312", "仿宋", 16)
HEI = Style("黑体", "黑体", 16)
SONG = Style("宋体", "宋体", 14)
SMALL = Style("宋体", "宋体", 12)
TITLE = Para("云泽市人民政府关于做好防汛工作的通知", Style("方正小标宋简体", "小标宋", 22), "centre")
NUMBER = Para("云政发〔2026〕8号", FANGSONG, "centre")
TO = Para("各区县人民政府：", FANGSONG, None, 0)
TEXT = "各单位要提高认识，加强领导，把各项措施落到实处，确保安全度汛，遇有险情及时报告。"
CLOSING = (Para("云泽市人民政府", FANGSONG, "right"), Para("2026年7月1日", FANGSONG, "right"))
WORD = Margins(25.4, 31.8, 25.4, 31.8)
RULES = (BodyFont, HeadingFont, PageMargins, FirstLineIndent, LinePitch, PageNumberForm, NoLatinMarks)


def body(style: Style = FANGSONG, indent: float | None = 32) -> Para:
    return Para(TEXT, style, None, indent)


def of(*paras: Para, margins: Margins = WORD) -> Document:
    file = docx(Draft(paras, 210, 297, margins))
    return split(DocxReader().read(Source("a.docx", file)), builtin_splitters())


def told(rule: type[Rule], document: Document) -> list[tuple[str, str, str]]:
    return [(f.scope, f.severity, f.message.zh) for f in judge(rule(), document) if isinstance(f, Finding)]


def letter(*paras: Para, head: tuple[Para, ...] = (), margins: Margins = WORD) -> Document:
    return of(*head, TITLE, TO, *paras, *CLOSING, margins=margins)


@pytest.mark.parametrize("style", [SMALL, SONG, Style("等线", "other", 10.5), Style("Calibri", "other", 12)])
def test_a_plan_with_another_layout_or_none_is_told_once(style: Style) -> None:
    paras = [Para("实习工作计划", style, "centre")]
    for heading in ("一、工作目标", "二、工作安排"):
        paras += [
            Para(heading, HEI if style == SONG else style),
            Para(TEXT, style, None, 0),
            Para(TEXT, style, None, 0),
        ]
    document = of(*paras)
    findings = [finding for rule in RULES for finding in told(rule, document)]
    assert [(scope, severity) for scope, severity, _ in findings] == [("document", "info")]
    assert findings[0][2].startswith("全文没有按公文排版：正文为")
    assert findings[0][2].endswith("公文一般用仿宋三号（16 磅）")


def test_a_stretch_that_differs_from_a_right_body_is_a_warning() -> None:
    document = letter(body(), body(), body(SMALL))
    assert told(BodyFont, document) == [("text", "warning", "正文为宋体小四（12 磅），应为仿宋三号（16 磅）")]


def test_a_whole_body_in_another_font_is_a_warning_under_a_number_and_information_without() -> None:
    paras = [body(SONG)] * 3
    (headed,) = told(BodyFont, letter(*paras, head=(NUMBER,)))
    (plain,) = told(BodyFont, letter(*paras))
    assert headed == ("document", "warning", "正文为宋体四号（14 磅），共 3 处，应为仿宋三号（16 磅）")
    assert plain == ("document", "info", headed[2])


def test_a_text_with_a_number_that_nobody_has_set_is_taken_for_a_copy() -> None:
    plain = Para(TITLE.text, Style("宋体", "宋体", 22), "centre")
    document = of(Para(NUMBER.text, SONG, "centre"), plain, TO, *[body(SONG, 0)] * 3, *CLOSING)
    findings = [finding for rule in RULES for finding in told(rule, document)]
    assert findings
    assert {severity for _, severity, _ in findings} == {"info"}


@pytest.mark.parametrize(
    "note",
    [
        "注：1.本表数据截至六月底，由各区县填报；2.合计数不含市直单位。",
        "（以上数据由市统计局提供，截至今年六月底。）",
        "图1 全市汛期降水量分布情况，资料由市气象局提供。",
        "数据来源：市水务局，截至今年六月底，部分站点缺测。",
        "一、防汛工作的总体要求........................................1",
        "王建国　李卫东　张小红　赵明　钱大勇　孙立　周平　吴青　郑华　冯春　陈晨　褚亮　卫星　蒋文　沈阳",
    ],
)
def test_notes_captions_contents_and_names_are_no_body(note: str) -> None:
    document = letter(body(), body(), body(), Para(note, Style("宋体", "宋体", 10.5), None, 0))
    assert told(BodyFont, document) == []
    assert told(FirstLineIndent, document) == []


def test_an_attachment_may_have_another_layout_but_a_slip_in_one_that_has_not_is_found() -> None:
    label, title = Para("附件", HEI), Para("防汛物资登记办法", Style("方正小标宋简体", "小标宋", 22), "centre")
    other = of(TITLE, TO, body(), *CLOSING, label, title, body(SONG, 0), body(SONG, 0))
    (font,) = told(BodyFont, other)
    assert font[:2] == ("document", "info")
    assert font[2].startswith("附件等后附部分的正文为宋体四号（14 磅）")
    assert [severity for _, severity, _ in told(FirstLineIndent, other)] == ["info"]
    slip = of(TITLE, TO, body(), *CLOSING, label, title, body(), body(), body(), body(SONG, 0))
    assert told(BodyFont, slip) == [("text", "warning", "正文为宋体四号（14 磅），应为仿宋三号（16 磅）")]
    assert told(FirstLineIndent, slip) == [("text", "warning", "段首未缩进，应缩进 2 字")]


def test_an_attachment_that_looks_as_the_text_does_is_told_with_it() -> None:
    label, title = Para("附件", HEI), Para("防汛物资登记办法", Style("方正小标宋简体", "小标宋", 22), "centre")
    document = of(NUMBER, TITLE, TO, body(SONG), body(SONG), *CLOSING, label, title, body(SONG))
    assert told(BodyFont, document) == [
        ("document", "warning", "正文为宋体四号（14 磅），共 3 处，应为仿宋三号（16 磅）")
    ]


def test_a_slip_to_tear_off_behind_the_signature_is_information() -> None:
    document = letter(body(), body())
    paras = (TITLE, TO, body(), body(), *CLOSING, Para("参会回执", HEI, "centre"), body(SONG, 0))
    assert told(BodyFont, document) == []
    assert {severity for _, severity, _ in told(BodyFont, of(*paras))} == {"info"}


def test_the_page_is_an_error_only_where_all_else_follows_the_standard() -> None:
    right, wrong = [body(), body()], [body(SONG), body(SONG)]
    assert [told(PageMargins, letter(*right, head=(NUMBER,)))[0][1]] == ["error"]
    plain = Para(TITLE.text, Style("宋体", "宋体", 22), "centre")
    mark = Para("云泽市人民政府文件", Style("方正小标宋简体", "小标宋", 36), "centre")
    assert told(PageMargins, of(mark, NUMBER, plain, TO, *wrong, *CLOSING))[0][1] == "warning"
    assert told(PageMargins, letter(*right))[0][1] == "warning"
    assert told(PageMargins, of(TITLE, *right))[0][1] == "info"


def test_a_page_a_few_millimetres_off_is_information_and_so_is_that_of_a_letter() -> None:
    near = letter(body(), body(), head=(NUMBER,), margins=Margins(34.6, 26, 33, 26))
    assert told(PageMargins, near) == [
        ("page", "info", "页边距为下 33 毫米、左 26 毫米；公文应为下 35 毫米、左 28 毫米（3.5、2.8 厘米）")
    ]
    document = letter(body(), body(), head=(NUMBER,))
    letters = msgspec.structs.replace(document.metadata, kind="函")
    assert told(PageMargins, msgspec.structs.replace(document, metadata=letters))[0][1] == "info"


def headings(*styles: Style) -> tuple[Para, ...]:
    said = ("一、加强领导", "二、落实责任", "三、严格考核", "四、强化保障")
    return tuple(para for text, style in zip(said, styles, strict=False) for para in (Para(text, style), body()))


BOLD = Style("仿宋_GB2312", "仿宋", 16, bold=True)


@pytest.mark.parametrize(
    ("styles", "severity"),
    [
        ((HEI, HEI, FANGSONG), "warning"),  # one that differs from its like
        ((BOLD, BOLD, BOLD), "info"),  # a habit
        ((FANGSONG, FANGSONG, FANGSONG), "warning"),  # under a 文号, as the body is
        ((Style("黑体", "黑体", 15),) * 3, "info"),  # one size throughout
    ],
)
def test_a_habit_of_headings_is_information(styles: tuple[Style, ...], severity: str) -> None:
    (found,) = told(HeadingFont, letter(*headings(*styles), head=(NUMBER,)))
    assert found[1] == severity


def test_headings_of_an_attachment_go_by_its_own_depth() -> None:
    label, title = Para("附件", HEI), Para("登记办法", Style("方正小标宋简体", "小标宋", 22), "centre")
    paras = (label, title, Para("1.登记范围", HEI), body(), Para("2.登记时间", HEI), body())
    assert told(HeadingFont, of(TITLE, TO, *headings(HEI, HEI), *CLOSING, *paras)) == []


def test_a_pdf_is_a_final_form() -> None:
    draft = Draft((NUMBER, TITLE, TO, *[body()] * 4, body(SONG, 0), *CLOSING), 210, 297, WORD)
    document = split(PdfReader().read(Source("a.pdf", pdf(draft))), builtin_splitters())
    severities = {
        severity for rule in (BodyFont, FirstLineIndent, PageMargins) for _, severity, _ in told(rule, document)
    }
    assert severities == {"info"}


def test_a_house_that_wants_another_type_has_its_slips_found() -> None:
    paras = [Para("实习工作总结", SMALL, "centre"), *[body(SMALL)] * 4, body(Style("楷体", "楷体", 9))]
    (finding,) = (f for f in judge(BodyFont(font_class="宋体", size=12), of(*paras)) if isinstance(f, Finding))
    assert (finding.severity, finding.message.zh) == ("warning", "正文为楷体小五（9 磅），应为宋体小四（12 磅）")


def test_the_plan_can_lower_a_severity_but_an_unsure_finding_stays_information() -> None:
    rule = PageMargins(severity="warning")
    document = letter(body(), body(), head=(NUMBER,))
    (finding,) = (answer for answer in judge(rule, document) if isinstance(answer, Finding))
    assert finding.severity == "warning"
