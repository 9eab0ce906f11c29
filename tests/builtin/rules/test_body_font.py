"""Fonts that differ are told where they stand, or once for the document."""

from pipeline.builtin.rules.body_font import BodyFont
from pipeline.builtin.stages.check import judge
from pipeline.contract import drafts
from pipeline.contract.drafts import Draft, Para
from pipeline.model.document import Document
from pipeline.model.finding import Finding, NotChecked
from pipeline.model.layout import FontClass, Style
from pipeline.testing import builtin_splitters, split

SENTENCE = "各单位要提高认识，加强领导，把各项措施落到实处，确保取得实效。"
RIGHT = Style("仿宋_GB2312", "仿宋", 16)


def of(*styles: Style) -> Document:
    paras = (Para("关于做好防汛工作的通知"), *(Para(SENTENCE, style) for style in styles))
    return split(drafts.document(Draft(paras)), builtin_splitters())


def font(name: str, font_class: FontClass, size: float) -> Style:
    return Style(name, font_class, size)


def findings(document: Document) -> list[Finding]:
    return [answer for answer in judge(BodyFont(), document) if isinstance(answer, Finding)]


def test_a_style_of_most_of_the_body_is_told_once_and_what_differs_from_it_where_it_is() -> None:
    song, kai = font("SimSun", "宋体", 12), font("KaiTi", "楷体", 14)
    document = of(*[song] * 9, kai, RIGHT)
    found = findings(document)
    assert [(finding.scope, finding.message.zh) for finding in found] == [
        ("document", "正文为宋体小四（12 磅），共 9 处，应为仿宋三号（16 磅）"),
        ("text", "正文为楷体四号（14 磅），应为仿宋三号（16 磅）"),
    ]
    assert document.cut(found[1].span) == SENTENCE


def test_many_stretches_of_one_style_are_told_once() -> None:
    assert [finding.scope for finding in findings(of(*[RIGHT] * 200, *[font("SimSun", "宋体", 16)] * 30))] == [
        "document"
    ]


def test_fonts_of_all_sorts_are_told_once_with_the_commonest() -> None:
    document = of(*[font(f"Font{number}", "other", 14) for number in range(200)], *[font("SimSun", "宋体", 9)] * 2)
    (finding,) = findings(document)
    assert finding.message.zh == "正文为宋体小五（9 磅）等 201 种字体字号，共 202 处，应为仿宋三号（16 磅）"


def test_a_font_that_the_file_does_not_name_is_said_not_to_be_checked() -> None:
    answers = list(judge(BodyFont(), of(RIGHT, Style(size=16))))
    (entry,) = answers
    assert isinstance(entry, NotChecked)
    assert "字体不明" in entry.reason.zh


def test_a_wrong_size_of_the_right_font_is_found_beyond_the_tolerance() -> None:
    document = of(RIGHT, *[font("FangSong", "仿宋", 15.9)] * 3, font("FangSong", "仿宋", 14))
    assert [finding.message.en for finding in findings(document)] == [
        "body text in 仿宋 四号 (14 pt), should be 仿宋 三号 (16 pt)"
    ]
