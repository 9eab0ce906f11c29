"""What a reader of a document's page notices: marks, lists, layout."""

import pytest

from pages import BASIS, NOTICE, finding, listed, marked, page, texts
from pipeline.contract import drafts
from pipeline.model.document import Document, Mark, Section, Tag
from pipeline.model.finding import Finding
from pipeline.model.layout import Page, Paragraph
from pipeline.model.text import Span, Text


def test_each_mark_holds_the_characters_of_its_finding() -> None:
    document = drafts.document(NOTICE)
    document = document.grown(findings=[finding(document, "，，", new="，"), finding(document, "XX", "warning")])
    tree = page(document)
    assert [marked(tree, number) for number in (1, 2)] == [["，，"], ["XX"]]
    assert [mark.get("class") for mark in tree.iter("mark")] == ["error", "warning"]
    entries = texts(listed(tree))
    assert "有问题：，，" in entries[0]
    assert "，， → ，" in entries[0]
    assert "标准 GB/T 9704-2012 7.3.3" in entries[0]
    for entry in listed(tree):
        (link,) = entry.xpath(".//a/@href")
        assert tree.xpath(f"//*[@id='{link[1:]}']")


def test_overlapping_findings_are_cut_and_lose_nothing() -> None:
    document = drafts.document(NOTICE)
    document = document.grown(
        findings=[
            finding(document, "高度重视，，认真", "info", "outer"),
            finding(document, "重视，，", "warning", "inner"),
            finding(document, "，，认真落实。\n二、工作", "error", "across"),
        ]
    )
    tree = page(document)
    by_rule = {document.cut(f.span): number for number, f in enumerate(document.findings, 1)}
    assert "".join(marked(tree, by_rule["高度重视，，认真"])) == "高度重视，，认真"
    assert "".join(marked(tree, by_rule["重视，，"])) == "重视，，"
    assert "".join(marked(tree, by_rule["，，认真落实。\n二、工作"])) == "，，认真落实。二、工作"
    assert [p.text_content() for p in tree.xpath("//article/p")] == NOTICE.split("\n")
    (shared,) = [mark for mark in tree.iter("mark") if mark.text_content() == "，，"]
    assert shared.get("class") == "error", "the gravest gives the colour"


@pytest.mark.parametrize("place", [0, 7, len("关于检查的通知\n一、总体要求。"), len(NOTICE)])
def test_an_insertion_is_a_point_with_its_number(place: int) -> None:
    document = drafts.document(NOTICE)
    found = Finding("r", "info", Span(place, place), Text("此处缺字", "Missing"), BASIS)
    tree = page(document.grown(findings=[found]))
    assert marked(tree, 1) == [""]
    assert tree.xpath("//article//a[@id='m1']")
    assert [p.text_content() for p in tree.xpath("//article/p")] == NOTICE.split("\n")


def test_a_finding_on_the_whole_document_or_a_page_stands_on_top_without_a_mark() -> None:
    document = drafts.document(NOTICE)
    whole = Finding("w", "error", Span(0, len(NOTICE)), Text("缺少附件", "No attachment"), BASIS, scope="document")
    sheet = Finding("s", "warning", Span(0, 0), Text("页边距不对", "Margins"), BASIS, scope="page")
    tree = page(document.grown(findings=[whole, sheet, finding(document, "XX")]))
    top = tree.xpath("//main/section//li[@data-number]")
    assert [("缺少附件" in text, "页边距不对" in text) for text in texts(top)] == [(True, False), (False, True)]
    assert marked(tree, 1) == marked(tree, 2) == []
    assert marked(tree, 3) == ["XX"]


def test_the_outline_leads_to_its_headings_and_tags_show_their_weight() -> None:
    document = drafts.document(NOTICE)
    starts = [NOTICE.index("一、"), NOTICE.index("二、")]
    sections = (
        Section(1, "一、", "总体要求", Span(starts[0], starts[1] - 1), Span(starts[0], starts[0] + 7)),
        Section(1, "二、", "工作安排", Span(starts[1], len(NOTICE)), Span(starts[1], starts[1] + 6)),
    )
    marks = [Mark(section.heading, "heading", "1") for section in sections]
    grown = document.grown(marks=marks, tags=[Tag("检查", 0.75, (Span(2, 4),))])
    grown = Document(**{name: getattr(grown, name) for name in grown.__struct_fields__} | {"sections": sections})
    tree = page(grown)
    links = tree.xpath("//nav//ol//a")
    assert texts(links) == ["一、总体要求", "二、工作安排"]
    paragraphs = [tree.xpath(f"//article/p[.//a[@id='{link.get('href')[1:]}']]")[0] for link in links]
    assert [p.text_content()[:2] for p in paragraphs] == ["一、", "二、"]
    assert texts(tree.xpath("//article//*[@class='run-in']")) == ["一、总体要求。"], "the heading part alone"
    assert any("检查" in text and "0.75" in text for text in texts(tree.xpath("//nav//li")))


def test_tables_are_tables_nested_ones_too() -> None:
    cells = ["前文", "甲", "乙", "内", "合计", "后文"]
    text = "\n".join(cells)
    at = {cell: Span(text.index(cell), text.index(cell) + len(cell)) for cell in cells}
    paragraphs = tuple(Paragraph(at[cell], container="body" if cell in ("前文", "后文") else "table") for cell in cells)
    first, last = at["甲"].start, at["合计"].end
    marks = [
        Mark(Span(first, last), "table"),
        Mark(Span(first, at["内"].end), "row", "1"),
        Mark(at["甲"], "cell", "1,1"),
        Mark(Span(at["乙"].start, at["内"].end), "cell", "1,2"),
        Mark(at["内"], "table"),
        Mark(at["内"], "row", "1"),
        Mark(at["内"], "cell", "1,1"),
        Mark(at["合计"], "row", "2"),
        Mark(at["合计"], "cell", "2,1"),
        *(Mark(at[cell], "table-text") for cell in ("甲", "乙", "内", "合计")),
    ]
    document = Document("t.docx", "docx", text, paragraphs=paragraphs).grown(marks=marks)
    tree = page(document)
    (outer,) = tree.xpath("//article/div/table")
    rows = [[cell.text_content().split() for cell in row.xpath("./td")] for row in outer.xpath("./tr|./tbody/tr")]
    assert rows == [[["甲"], ["乙", "内"]], [["合计"]]]
    assert outer.xpath(".//td//table//td/p/text()") == ["内"]
    assert outer.xpath(".//td[@colspan='2']")[0].text_content().strip() == "合计"
    assert tree.xpath("//article/p/text()") == ["前文", "后文"]


def test_headers_and_notes_stand_apart_and_pages_are_numbered() -> None:
    text = "正文一\n正文二\n页眉文字\n脚注文字"
    spans = [Span(0, 3), Span(4, 7), Span(8, 12), Span(13, 17)]
    containers = ("body", "body", "header", "footnote")
    paragraphs = tuple(Paragraph(span, container=kind) for span, kind in zip(spans, containers, strict=True))  # type: ignore[arg-type]
    document = Document("p.pdf", "pdf", text, paragraphs=paragraphs, pages=(Page(Span(0, 3), 1), Page(Span(4, 7), 2)))
    tree = page(document.grown(findings=[finding(document, "二")]))
    assert texts(tree.xpath("//article/aside")) == ["页眉 页眉文字", "脚注 脚注文字"]
    assert tree.xpath("//article//@data-page") == ["第 1 页", "第 2 页"]
    assert "第 2 页" in texts(listed(tree))[0]


def test_a_table_of_one_cell_around_another_whatever_the_order_of_equal_marks() -> None:
    names = ("cell", "row", "table", "cell", "table", "row")
    document = drafts.document("前\n格\n后").grown(marks=[Mark(Span(2, 3), name, "1,1") for name in names])
    tree = page(document)
    assert tree.xpath("//article/div/table//td//table//td/p/text()") == ["格"]
    assert tree.xpath("//article/p/text()") == ["前", "后"]
