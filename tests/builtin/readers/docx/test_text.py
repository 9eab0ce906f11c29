"""What text is read, in which order, with which marks."""

from typing import Any

import pytest

from built_docx import P, Read, Zipped
from pipeline.builtin.readers.docx.body.places import RunPlace
from pipeline.model.document import Document
from pipeline.model.layout import Generated


def lines(document: Document) -> list[str]:
    return document.text.split("\n")


def marked(document: Document, name: str) -> list[tuple[str, str]]:
    return [(document.cut(mark.span), mark.value) for mark in document.marked(name)]


def test_paragraphs_are_joined_by_one_line_end_and_blank_ones_kept(zipped: Zipped, read: Read) -> None:
    document = read(zipped(P.format("甲") + "<w:p/>" + P.format("乙")))
    assert document.text == "甲\n\n乙"
    assert [document.cut(paragraph.span) for paragraph in document.paragraphs] == ["甲", "", "乙"]


def test_characters_that_are_elements(zipped: Zipped, read: Read) -> None:
    run = (
        '<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/><w:noBreakHyphen/>'
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:softHyphen/><w:t>丁</w:t></w:r></w:p>'
    )
    assert read(zipped(run)).text == "甲\t乙\v丙-☑丁"


def test_space_counts_only_where_preserved_and_line_ends_are_spaces(zipped: Zipped, read: Read) -> None:
    body = '<w:p><w:r><w:t> 甲 </w:t></w:r><w:r><w:t xml:space="preserve"> 乙\n丙 </w:t></w:r></w:p>'
    assert read(zipped(body)).text == "甲 乙 丙 "


def test_containers_inside_a_paragraph(zipped: Zipped, read: Read) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('一')}<w:smartTag>{run.format('二')}</w:smartTag>"
        f"<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent>{run.format('三')}</w:sdtContent></w:sdt>"
        f"<w:customXml>{run.format('四')}</w:customXml>"
        f'<w:hyperlink w:anchor="top">{run.format("五")}</w:hyperlink>'
        f"<w:ins>{run.format('六')}</w:ins><w:del><w:r><w:delText>七</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run.format('八')}</w:moveFrom><w:moveTo>{run.format('九')}</w:moveTo>"
        f"<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"
    )
    document = read(zipped(body))
    assert document.text == "一二三四五六九x"
    assert marked(document, "hyperlink") == [("五", "#top")]
    assert marked(document, "inserted") == [("六", ""), ("九", "")]
    assert [mark.span.start for mark in document.marked("deleted")] == [6, 6]
    assert marked(document, "formula") == [("x", "")]


def test_a_deleted_paragraph_is_gone_and_a_kept_blank_one_stays(zipped: Zipped, read: Read) -> None:
    gone = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    assert lines(read(zipped(P.format("甲") + gone + "<w:p/>" + P.format("乙")))) == ["甲", "", "乙"]


def test_of_a_field_only_the_result_is_read(zipped: Zipped, read: Read) -> None:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = (
        "<w:p>" + char.format("begin") + "<w:r><w:instrText> PAGE </w:instrText><w:t>hidden</w:t></w:r>"
        f"{char.format('separate')}<w:r><w:t>12</w:t></w:r>{char.format('end')}<w:r><w:t>页</w:t></w:r>"
        '<w:fldSimple w:instr=" date \\@ x"><w:r><w:t>今</w:t></w:r></w:fldSimple></w:p>'
    )
    document = read(zipped(body))
    assert document.text == "12页今"
    assert marked(document, "field") == [("12", "PAGE"), ("今", "DATE")]


def test_a_field_that_never_ends_hides_nothing(zipped: Zipped, read: Read) -> None:
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>甲</w:t></w:r></w:p>' + P.format("乙")
    assert lines(read(zipped(body))) == ["甲", "乙"]


def test_a_text_box_follows_its_paragraph_and_is_read_once(zipped: Zipped, read: Read) -> None:
    box = f"<w:txbxContent>{P.format('框内')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>前</w:t><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        "<w:t>后</w:t></w:r></w:p>" + P.format("下段")
    )
    document = read(zipped(body))
    assert lines(document) == ["前后", "框内", "下段"]
    assert [paragraph.container for paragraph in document.paragraphs] == ["body", "textbox", "body"]
    assert marked(document, "textbox") == [("框内", "")]


def test_the_fallback_is_read_where_the_choice_has_no_text(zipped: Zipped, read: Read) -> None:
    body = (
        '<w:p><mc:AlternateContent><mc:Choice Requires="x"><w:r/></mc:Choice>'
        "<mc:Fallback><w:r><w:t>甲</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert read(zipped(body)).text == "甲"


def test_hidden_text_is_kept_and_marked(zipped: Zipped, read: Read) -> None:
    document = read(zipped("<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r></w:p>"))
    assert document.text == "甲乙"
    assert marked(document, "hidden") == [("乙", "")]


def test_a_phonetic_guide_stays_beside_its_word(zipped: Zipped, read: Read) -> None:
    body = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>字</w:t></w:r></w:p>"
    )
    document = read(zipped(body))
    assert document.text == "汉字"
    assert marked(document, "ruby") == [("汉", "hàn")]
    assert [piece.place for piece in document.pieces] == [
        RunPlace("word/document.xml", 2),
        RunPlace("word/document.xml", 3),
    ]


def test_tables_cell_by_cell_with_merged_and_nested_ones(blank: Any, read: Read) -> None:
    blank.add_paragraph("前")
    table = blank.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "并"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "竖"
    table.cell(2, 1).add_table(1, 1).cell(0, 0).text = "内"
    blank.add_paragraph("后")
    document = read(blank)
    assert [line for line in lines(document) if line] == ["前", "并", "02", "10", "11", "竖", "20", "21", "内", "后"]
    cells = marked(document, "cell")
    assert {("并", "1,1"), ("02", "1,3"), ("竖", "2,3"), ("内", "1,1")} <= set(cells)
    assert [value for _, value in marked(document, "row")][:3] == ["1", "2", "3"]
    containers = {
        paragraph.container for paragraph in document.paragraphs if document.cut(paragraph.span) not in "前后"
    }
    assert containers == {"table"}


@pytest.mark.parametrize("span", ["1000000000", "-5", "abc"])
def test_a_silly_grid_span_costs_and_loses_nothing(zipped: Zipped, read: Read, span: str) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{P.format("甲")}</w:tc>'
    assert read(zipped(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>")).text == "甲\n甲"


def test_headers_and_footers_that_are_shown_follow_the_body(blank: Any, read: Read) -> None:
    section = blank.sections[0]
    blank.add_paragraph("正文")
    section.header.paragraphs[0].text = "页眉"
    section.footer.paragraphs[0].text = "— 1 —"
    section.even_page_footer.paragraphs[0].text = "偶数页"
    section.first_page_header.paragraphs[0].text = "首页"
    assert lines(read(blank)) == ["正文", "页眉", "— 1 —"]
    section.different_first_page_header_footer = True
    blank.settings.odd_and_even_pages_header_footer = True
    document = read(blank)
    assert set(lines(document)) >= {"正文", "页眉", "— 1 —", "偶数页", "首页"}
    assert [paragraph.container for paragraph in document.paragraphs][:2] == ["body", "header"]


def test_notes_follow_in_the_order_of_reference(zipped: Zipped, read: Read) -> None:
    notes = "".join(
        f'<w:footnote w:id="{number}"{kind}>{P.format(text)}</w:footnote>'
        for number, kind, text in ((0, ' w:type="separator"', "线"), (1, "", "注一"), (2, "", "注二"), (3, "", "无用"))
    )
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p><w:r><w:t>正文</w:t></w:r>{reference.format(2)}{reference.format(1)}</w:p>"
    document = read(zipped(body, footnotes=notes))
    assert lines(document) == ["正文", "注二", "注一"]
    assert [paragraph.container for paragraph in document.paragraphs] == ["body", "footnote", "footnote"]


def test_text_in_a_chart_is_said_not_to_be_read(zipped: Zipped, read: Read) -> None:
    chart = '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    document = read(zipped(f"<w:p><w:r><w:t>见图</w:t><w:drawing>{chart}</w:drawing></w:r></w:p>"))
    assert [entry.reason.zh for entry in document.not_checked] == ["图表中的文字没有读取"]


def test_numbers_of_lists_are_text_of_their_own_kind(blank: Any, read: Read) -> None:
    for text in ("甲", "乙"):
        blank.add_paragraph(text, style="List Number")
    document = read(blank)
    assert lines(document) == ["1. 甲", "2. 乙"]
    assert [document.cut(piece.span) for piece in document.pieces if isinstance(piece.place, Generated)] == ["1.", "2."]
