"""brackets-balanced on tables, and on quotations over several paragraphs."""

import docx

from built_docx import package, read
from pipeline.builtin.rules.brackets_balanced import BracketsBalanced
from support import found_by


def found(opened: "docx.document.Document") -> list[str]:
    """The rule's messages on the document once it is saved."""
    return [finding.message.zh for finding in found_by(BracketsBalanced(), read(opened))]


def test_every_cell_of_a_table_is_judged_on_its_own() -> None:
    opened = docx.Document()
    opened.add_paragraph("现将清点情况报送如下。")
    table = opened.add_table(rows=1, cols=3)
    table.cell(0, 0).text = "政策文件（含解读"
    table.cell(0, 0).add_paragraph("材料）")
    table.cell(0, 1).text = "《政府公报"
    table.cell(0, 2).text = "年鉴》"
    assert found(opened) == ["缺少与 《 配对的 》，请补上，或删去 《", "缺少与 》 配对的 《，请补上，或删去 》"]


def test_a_quotation_may_have_many_paragraphs_and_end_in_a_sentence_of_its_own() -> None:
    opened = docx.Document()
    opened.add_paragraph("会议强调：")
    for _ in range(12):
        opened.add_paragraph("“要压实责任，做到‘守土有责’。")
    opened.add_paragraph("“要抓好落实。”")
    opened.add_paragraph("会议指出，“防汛”工作事关大局。")
    assert found(opened) == []


def test_a_quotation_that_never_ends_is_found_though_others_follow() -> None:
    opened = docx.Document()
    opened.add_paragraph("会议强调“要压实责任。")
    opened.add_paragraph("“防汛”工作事关大局，“抗旱”同样重要。")
    assert found(opened) == ["缺少与 “ 配对的 ”，请补上，或删去 “"]


def test_a_cell_may_go_on_in_the_cell_below_as_over_a_page() -> None:
    opened = docx.Document()
    opened.add_paragraph("现将清点情况报送如下。")
    table = opened.add_table(rows=2, cols=2)
    table.cell(0, 1).text = "政策文件（含解读"
    table.cell(1, 1).text = "材料）"
    assert found(opened) == []


BOX = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def test_a_box_with_few_characters_on_each_line_is_judged_as_a_whole() -> None:
    body = P.format("现将清点情况报送如下。")
    whole = body + BOX.format("".join(P.format(line) for line in ("（加盖", "公", "章）")))
    cut = body + BOX.format("".join(P.format(line) for line in ("（加盖", "公", "章")))
    assert [len(found_by(BracketsBalanced(), read(package(one)))) for one in (whole, cut)] == [0, 1]
