"""Marks of Chinese text in a Latin font, in files as programs write them."""

from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from built_docx import read
from pipeline.builtin.rules.no_latin_marks import NoLatinMarks
from pipeline.builtin.stages.check import judge
from pipeline.model.finding import Finding, NotChecked
from pipeline.testing import builtin_splitters, split

TIMES = 'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"'
LINE = "要坚持“两个维护”，落实责任……不得延误——各单位要报送‘自查’表。"


NOTICE = (
    "关于开展检查的通知",
    "各处室：",
    "为做好检查工作，现将有关事项通知如下，请各处室认真贯彻执行，按时报送材料。",
)


def judged(*lines: tuple[str, str], head: tuple[str, ...] = NOTICE) -> list[Finding | NotChecked]:
    """What is said of a document with these lines, each with its fonts."""
    file: Any = docx.Document()
    for text in head:
        run = file.add_paragraph().add_run(text)
        run.font.size = Pt(22 if text == head[0] else 16)
        run._r.get_or_add_rPr().append(parse_xml(f"<w:rFonts {nsdecls('w')} w:eastAsia='仿宋_GB2312'/>"))
    for text, fonts in lines:
        run = file.add_paragraph().add_run(text)
        run.font.size = Pt(16)
        run._r.get_or_add_rPr().append(parse_xml(f"<w:rFonts {nsdecls('w')} {fonts}/>"))
    return list(judge(NoLatinMarks(), split(read(file), builtin_splitters())))


def test_marks_in_a_latin_font_are_one_finding() -> None:
    (finding,) = judged((LINE, TIMES), (LINE, TIMES))
    assert isinstance(finding, Finding)
    assert finding.message.zh == (
        "标点 “ ” … — ‘ ’ 用的是西文字体 Times New Roman，全文 12 处，应改用与汉字相同的中文字体"
    )
    assert (finding.scope, finding.severity) == ("document", "warning")


@pytest.mark.parametrize(
    ("text", "fonts"),
    [
        (LINE, f'{TIMES} w:hint="eastAsia"'),
        (LINE, 'w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312"'),
        (LINE, 'w:ascii="Times New Roman" w:hAnsi="宋体" w:eastAsia="仿宋_GB2312"'),
        (LINE, 'w:hAnsi="字体名不详" w:eastAsia="仿宋_GB2312"'),
        ("服务期为2025—2026年，电话1234—5678。", TIMES),
        ("The committee's “first” report… was adopted in Beijing (“北京”) by all the members.", TIMES),
    ],
)
def test_other_marks_are_left_alone(text: str, fonts: str) -> None:
    assert judged((text, fonts)) == []


def test_what_is_no_official_document_is_not_judged() -> None:
    (answer,) = judged((LINE, TIMES), head=("春游散记",))
    assert isinstance(answer, NotChecked)
