"""What opens findings.csv in a spreadsheet relies on."""

import csv
import io

import pytest

from pipeline.builtin.output.reports.table import Table
from pipeline.contract.parts import Batch
from pipeline.model.document import Section
from pipeline.model.finding import Basis, Finding, Fix, TextEdit
from pipeline.model.outcome import Outcome
from pipeline.model.text import Span, Text

BASIS = Basis("standard", "GB/T 9704-2012", "7.3.3")


def outcome(path: str, excerpt: str, *edits: TextEdit) -> Outcome:
    span = Span(10, 10 + len(excerpt))
    found = Finding("a-rule", "warning", span, Text("有问题", "A fault"), BASIS, Fix(edits) if edits else None)
    sections = (Section(1, "一、", "总体要求", Span(8, 90), Span(8, 14)),)
    return Outcome(path, "done", sections=sections, findings=(found,), excerpts=(excerpt,))


def table(*outcomes: Outcome, lang: str = "zh") -> list[list[str]]:
    content = b"".join(Table().render(Batch(outcomes, "2026-03-01T09:30:00+08:00", 1.0, (), lang)))
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_says_all_of_a_finding() -> None:
    head, row = table(outcome("收文/甲.docx", "，，", TextEdit(10, 12, "，")))
    assert head[:7] == ["文件", "级别", "问题", "原文", "建议修改", "位置", "依据"]
    assert head[7:] == ["规则", "规则名称", "起始字符", "结束字符"]
    basis = "标准 GB/T 9704-2012 7.3.3"
    assert row[:7] == ["收文/甲.docx", "警告", "有问题", "，，", "，， → ，", "一、总体要求", basis]
    assert row[7:] == ["a-rule", "a-rule", "10", "12"], "a rule without a name is called by its identifier"
    head, row = table(outcome("a.docx", "x", TextEdit(10, 11, ""), TextEdit(11, 11, "y")), lang="en")
    assert (head[0], row[1], row[2], row[4]) == ("Document", "Warning", "A fault", "delete x; insert y")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "\n=", " =", "＝", "－1"])
def test_no_cell_is_a_formula(start: str) -> None:
    evil = f"{start}cmd|' /C calc'!A0"
    for row in table(outcome(evil, evil, TextEdit(10, 10 + len(evil), evil))):
        assert not any(cell.lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in row)
    assert table(outcome("甲-乙=.docx", "1+1"))[1][:4] == ["甲-乙=.docx", "警告", "有问题", "1+1"], "others as they are"


def test_separators_quotes_and_invisible_characters_stay_inside_their_cell() -> None:
    rows = table(outcome('a",;\n"=1+1\x00\u202e\udcff.docx', "两行\n文字"), outcome("乙.docx", ""))
    assert [len(row) for row in rows] == [11, 11, 11]
    assert rows[1][0] == 'a",;\n"=1+1␀[U+202E]�.docx'
    assert rows[1][3] == "两行\n文字"
