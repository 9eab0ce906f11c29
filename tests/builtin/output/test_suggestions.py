"""A change of layout in the words that offices use, and where a finding that stands for many stands."""

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import html

from pipeline.builtin.output.places import all_places
from pipeline.builtin.output.suggestions import said, suggestions
from pipeline.contract.drafts import Draft, Para
from pipeline.model.finding import (
    Basis,
    Finding,
    Fix,
    FoundAt,
    LayoutEdit,
    PageEdit,
    ParagraphEdit,
    StyleEdit,
)
from pipeline.model.layout import Grid, Margins, Style
from pipeline.model.text import Span, Text
from pipeline.testing import docx
from support import Command

LETTER = ("关于做好防汛工作的通知", "各区县人民政府：", "为做好今年防汛工作，现就有关事项通知如下，请认真贯彻执行。")


@pytest.mark.parametrize(
    ("edit", "zh", "en"),
    [
        (StyleEdit(0, 1, font_class="仿宋", size=16), "字体：仿宋，三号（16 磅）", "font: 仿宋, 三号 (16 pt)"),
        (StyleEdit(0, 1, font="楷体_GB2312", size=15.96), "字体：楷体_GB2312，三号（15.96 磅）", ""),
        (StyleEdit(0, 1, size=10.5, bold=False), "字体：五号（10.5 磅），不加粗", "font: 五号 (10.5 pt), not bold"),
        (StyleEdit(0, 1, size=13), "字体：13 磅", "font: 13 pt"),
        (StyleEdit(0, 1, italic=True, colour="FF0000"), "字体：倾斜，颜色 #FF0000", "font: italic, colour #FF0000"),
        (
            ParagraphEdit(0, 1, "centre", 0, line_pitch=28.95),
            "段落：居中，首行缩进 0 磅，行距固定值 28.95 磅",
            "paragraph: centred, first-line indent 0 pt, line spacing exactly 28.95 pt",
        ),
        (ParagraphEdit(0, 1, first_indent=-32, left_indent=32), "段落：悬挂缩进 32 磅，左缩进 32 磅", ""),
        (ParagraphEdit(0, 1, line_spacing=1.5, space_before=6), "段落：段前 6 磅，1.5 倍行距", ""),
        (
            PageEdit(0, 1, margins=Margins(top=37, left=28)),
            "页面：上边距 3.7 厘米，左边距 2.8 厘米",
            "page: top margin 3.7 cm, left margin 2.8 cm",
        ),
        (PageEdit(0, 1, width=210, height=297), "页面：纸张 21×29.7 厘米", "page: paper 21 × 29.7 cm"),
        (PageEdit(0, 1, grid=Grid(28.95, 15.8)), "页面：网格行跨度 28.95 磅，字符跨度 15.8 磅", ""),
    ],
)
def test_each_change_is_said_as_offices_say_it(edit: LayoutEdit, zh: str, en: str) -> None:
    assert said(edit).zh == zh
    assert en in ("", said(edit).en)


def test_changes_alike_are_said_once() -> None:
    edits = tuple(StyleEdit(at, at + 1, size=16) for at in range(50))
    assert [text.zh for text in suggestions(Fix(styles=edits))] == ["字体：三号（16 磅）"]


@pytest.mark.parametrize(
    ("places", "zh", "en"),
    [
        (
            tuple(FoundAt(n, n + 1, None, n + 1) for n in range(37)),
            "第 1、2、3、4、5 段等 37 处",
            "paragraphs 1, 2, 3, 4, 5 …: 37 places",
        ),
        (tuple(FoundAt(n, n + 1, n // 20 + 1, n) for n in range(37)), "第 1、2 页，共 37 处", "pages 1, 2: 37 places"),
        ((FoundAt(0, 1), FoundAt(1, 2)), "共 2 处", "2 places"),
    ],
)
def test_many_places_are_shortened_and_counted(places: tuple[FoundAt, ...], zh: str, en: str) -> None:
    text = all_places(Finding("a-rule", "info", Span(0, 1), Text("", ""), Basis("house", ""), places=places))
    assert text == Text(zh, en)


def test_the_page_says_what_stands_there_and_how_it_shall_look(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    wrong = Para("各单位要加强领导，落实责任，确保安全度汛。", Style("宋体", "宋体", 12))
    right = [Para(text, Style("仿宋_GB2312", "仿宋", 16)) for text in (*LETTER, *LETTER[2:] * 3)]
    (tmp_path / "inputs" / "a.docx").write_bytes(docx(Draft((*right, wrong), provides=("text", "styles"))))
    assert pipeline("run", "inputs", "-o", "out", "--select", "body-font", "--executor", "serial").code == 0
    page = html.document_fromstring((tmp_path / "out" / "inputs" / "a.docx.html").read_text(encoding="utf-8"))
    (entry,) = (" ".join(element.text_content().split()) for element in page.xpath("//li[@data-number]"))
    for text in ("正文为宋体小四（12 磅）", wrong.text, "建议 字体：仿宋，三号（16 磅）", "（请人工确认）"):
        assert text in entry


def test_the_page_the_terminal_the_table_and_sarif_say_them(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "a.docx").write_bytes(docx(*LETTER, *["各单位要加强领导,落实责任。"] * 25))
    chosen = ("--select", "no-halfwidth-punctuation", "--select", "body-font")
    assert pipeline("run", "inputs", "-o", "out", "--executor", "serial", *chosen).code == 0
    page = html.document_fromstring((tmp_path / "out" / "inputs" / "a.docx.html").read_text(encoding="utf-8"))
    shown = " ".join(page.text_content().split())
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "findings.csv").read_text(encoding="utf-8-sig"))))
    told = pipeline("check", "inputs/a.docx", *chosen).out
    short = (pipeline("check", "inputs/a.docx", *chosen, "--output-format", form).out for form in ("concise", "github"))
    for text in (shown, told):
        assert "第 4、5、6、7、8 段等 25 处" in text
    for text in short:
        assert "（全文 25 处）（第 4、5、6、7、8 段等）" in text
        assert text.count("25 处") == 1, "the number of places is said once"
    assert [row["位置"] for row in rows if row["规则"] == "no-halfwidth-punctuation"] == [
        "整篇 · 第 4、5、6、7、8 段等 25 处"
    ]
    sarif = json.loads(pipeline("check", "inputs/a.docx", *chosen, "--output-format", "sarif").out)
    results = {result["ruleId"]: result for result in sarif["runs"][0]["results"]}
    lines = [
        place["physicalLocation"]["region"]["startLine"]
        for place in results["no-halfwidth-punctuation"]["relatedLocations"]
    ]
    assert lines == list(range(4, 29))
