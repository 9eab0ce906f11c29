"""brackets-balanced on tables, and on quotations over several paragraphs."""

from pathlib import Path

import docx

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.builtin.rules.brackets_balanced import BracketsBalanced
from pipeline.model.document import Source
from support import found_by


def found(path: Path, opened: "docx.document.Document") -> list[str]:
    """The rule's messages on the document once it is saved."""
    opened.save(str(path))
    document = DocxReader().read(Source(path.name, path.read_bytes()))
    return [finding.message.zh for finding in found_by(BracketsBalanced(), document)]


def test_every_cell_of_a_table_is_judged_on_its_own(tmp_path: Path) -> None:
    opened = docx.Document()
    opened.add_paragraph("现将清点情况报送如下。")
    table = opened.add_table(rows=1, cols=3)
    table.cell(0, 0).text = "政策文件（含解读"
    table.cell(0, 0).add_paragraph("材料）")
    table.cell(0, 1).text = "《政府公报"
    table.cell(0, 2).text = "年鉴》"
    assert found(tmp_path / "表.docx", opened) == ["缺少与 《 配对的 》", "缺少与 》 配对的 《"]


def test_a_quotation_may_have_many_paragraphs_and_end_in_a_sentence_of_its_own(tmp_path: Path) -> None:
    opened = docx.Document()
    opened.add_paragraph("会议强调：")
    for _ in range(12):
        opened.add_paragraph("“要压实责任，做到‘守土有责’。")
    opened.add_paragraph("“要抓好落实。”")
    opened.add_paragraph("会议指出，“防汛”工作事关大局。")
    assert found(tmp_path / "引文.docx", opened) == []


def test_a_quotation_that_never_ends_is_found_though_others_follow(tmp_path: Path) -> None:
    opened = docx.Document()
    opened.add_paragraph("会议强调“要压实责任。")
    opened.add_paragraph("“防汛”工作事关大局，“抗旱”同样重要。")
    assert found(tmp_path / "引文.docx", opened) == ["缺少与 “ 配对的 ”"]
