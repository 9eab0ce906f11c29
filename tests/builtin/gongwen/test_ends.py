"""Marks that end a line, and marks that come in pairs."""

import pytest

from pipeline.builtin.rules.first_line_indent import FirstLineIndent
from pipeline.builtin.rules.no_doubled_punctuation import NoDoubledPunctuation
from pipeline.builtin.structure.protected import Protected
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.drafts import Draft, Para, document
from pipeline.model.finding import Finding
from pipeline.model.layout import Style

FANGSONG = Style("仿宋_GB2312", "仿宋", 16)
TITLE = Para("关于做好防汛工作的通知", Style("方正小标宋简体", "小标宋", 22), "centre")
ONE = "为做好今年防汛工作，现就有关事项通知如下，请认真贯彻执行。"
LAST = "各级防汛指挥机构要加强值班值守，遇有险情及时报告，不得迟报漏报。"


@pytest.mark.parametrize("end", ["“防汛预案”", "‘防汛预案’", "「防汛预案」", "〈防汛预案〉", "【防汛预案】"])
def test_behind_a_closing_mark_begins_a_paragraph(end: str) -> None:
    second = f"各单位要提高认识，加强领导，认真执行{end}"
    paragraphs = (TITLE, Para(ONE, FANGSONG, None, 32), Para(second, FANGSONG, None, 32), Para(LAST, FANGSONG, None, 0))
    read = Structure().split(Protected().split(document(Draft(paragraphs))))
    findings = [one for one in FirstLineIndent().check(read) if isinstance(one, Finding)]
    assert [read.cut(one.span) for one in findings] == [LAST]


@pytest.mark.parametrize("pair", ["“”", "（）", "〔〕", "『』", "［］", "【】"])
def test_marks_named_in_a_pair_of_marks_are_not_doubled(pair: str) -> None:
    read = document(f"句中点号{pair[0]}，；：{pair[1]}各有用法。")
    assert list(NoDoubledPunctuation().check(read)) == []
