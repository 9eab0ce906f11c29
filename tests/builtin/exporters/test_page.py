"""What a reader of a document's page notices."""

import base64
import hashlib
import re
import time
from collections.abc import Iterable
from typing import Any

import pytest
from lxml import html

from pipeline import build
from pipeline.builtin.exporters.page import HtmlPage
from pipeline.errors import reason
from pipeline.model import (
    Basis,
    Document,
    Finding,
    Fix,
    Mark,
    NotChecked,
    Outcome,
    Page,
    Paragraph,
    Section,
    Severity,
    Span,
    Tag,
    Text,
    TextEdit,
)

BASIS = Basis("standard", "GB/T 9704-2012", "7.3.3")
NOTICE = "关于检查的通知\n一、总体要求。各单位要高度重视，，认真落实。\n二、工作安排\n检查由XX负责。"


def finding(
    document: Document, what: str, severity: Severity = "error", rule: str = "a-rule", new: str | None = None
) -> Finding:
    start = document.text.index(what)
    span = Span(start, start + len(what))
    fix = None if new is None else Fix((TextEdit(span.start, span.end, new),))
    return Finding(rule, severity, span, Text(f"有问题：{what}", f"A fault: {what}"), BASIS, fix)


def outcome(document: Document) -> Outcome:
    return Outcome(
        document.name,
        "done",
        kind=document.kind,
        title=document.title,
        sections=document.sections,
        tags=document.tags,
        findings=document.findings,
        excerpts=tuple(document.cut(found.span) for found in document.findings),
        not_checked=document.not_checked,
        text_length=len(document.text),
    )


def page(document: Document, lang: str = "zh", exporter: HtmlPage | None = None) -> Any:
    content = (exporter or HtmlPage()).render(outcome(document), document, lang)
    return html.document_fromstring(content.decode())


def marked(tree: Any, number: int) -> list[str]:
    """The stretches marked with this number."""
    return [mark.text_content() for mark in tree.iter("mark") if str(number) in mark.get("data-numbers", "").split()]


def listed(tree: Any) -> list[Any]:
    return list(tree.xpath("//li[@data-number]"))


def texts(elements: Iterable[Any]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]


def test_each_mark_holds_the_characters_of_its_finding() -> None:
    document = build.document(NOTICE)
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
    document = build.document(NOTICE)
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
    document = build.document(NOTICE)
    found = Finding("r", "info", Span(place, place), Text("此处缺字", "Missing"), BASIS)
    tree = page(document.grown(findings=[found]))
    assert marked(tree, 1) == [""]
    assert tree.xpath("//article//a[@id='m1']")
    assert [p.text_content() for p in tree.xpath("//article/p")] == NOTICE.split("\n")


def test_a_finding_on_the_whole_document_or_a_page_stands_on_top_without_a_mark() -> None:
    document = build.document(NOTICE)
    whole = Finding("w", "error", Span(0, len(NOTICE)), Text("缺少附件", "No attachment"), BASIS, scope="document")
    sheet = Finding("s", "warning", Span(0, 0), Text("页边距不对", "Margins"), BASIS, scope="page")
    tree = page(document.grown(findings=[whole, sheet, finding(document, "XX")]))
    top = tree.xpath("//main/section//li[@data-number]")
    assert [("缺少附件" in text, "页边距不对" in text) for text in texts(top)] == [(True, False), (False, True)]
    assert marked(tree, 1) == marked(tree, 2) == []
    assert marked(tree, 3) == ["XX"]


def test_the_outline_leads_to_its_headings_and_tags_show_their_weight() -> None:
    document = build.document(NOTICE)
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
        *(Mark(at[cell], "table") for cell in ("甲", "乙", "内", "合计")),  # the role of the same name
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


HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;{{ 7*7 }}{% raw %}\x00\x1b[31m\r\x85"
    "\u202e反\u202c\u200b\ud800半\udfff</mark></article>"
)


def test_hostile_text_is_harmless_and_visible() -> None:
    document = build.document(HOSTILE, name=HOSTILE)
    evil = Text(HOSTILE.replace("{", "{{").replace("}", "}}"), HOSTILE)
    span = Span(0, len(HOSTILE))
    found = Finding(HOSTILE, "error", span, evil, Basis("house", HOSTILE, HOSTILE), Fix((TextEdit(0, 9, HOSTILE),)))
    document = document.grown(
        findings=[found], tags=[Tag(HOSTILE, 1.0, (span,), HOSTILE)], not_checked=[NotChecked(HOSTILE, evil)]
    )
    content = HtmlPage().render(outcome(document), document, "zh")
    tree: Any = html.document_fromstring(content.decode("utf-8"))
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //@onerror | //@src")
    (shown,) = marked(tree, 1)
    for sign in ("<script>alert(1)</script>", "{{ 7*7 }}", "␀", "␛", "␍", "[U+0085]", "[U+202E]反", "[U+200B]", "�半�"):
        assert sign in shown
    assert not re.search("[\x00\x1b\r\u202e\u200b]", content.decode())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_needs_nothing_from_outside_and_runs_no_other_script(lang: str) -> None:
    document = build.document(NOTICE)
    content = HtmlPage().render(outcome(document), document, lang)
    tree: Any = html.document_fromstring(content.decode())
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (script,) = tree.xpath("//script/text()")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}';" in policy
    assert not tree.xpath("//link | //@src | //iframe")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert not re.search(rb"url\(|@import|https?:", content)


def test_both_languages() -> None:
    document = build.document("一、甲\n检查由XX负责")
    document = document.grown(
        findings=[finding(document, "XX", rule="no-placeholder", new="张三")],
        tags=[Tag("检查", 0.5, (Span(4, 6),))],
        not_checked=[NotChecked("body-font", Text("没有字体信息", "No fonts"))],
    )
    chinese, english = page(document), page(document, "en")
    assert (chinese.get("lang"), english.get("lang")) == ("zh-CN", "en")
    for hidden in chinese.xpath("//script | //style | //code"):
        hidden.text = ""
    words = " ".join([chinese.text_content(), *chinese.xpath("//@title | //@aria-label")])
    left = set(re.findall("[A-Za-z]{2,}", words)) - {"XX", "txt", "GB", "Esc", "example"}
    assert not left
    assert {"Findings", "Outline", "Tags", "Not checked"} <= {
        re.sub(r" \d+$", "", text) for text in texts(english.iter("h2"))
    }
    assert "A fault: XX" in texts(listed(english))[0]


def test_not_checked_never_reads_as_a_pass() -> None:
    document = build.document(NOTICE).grown(not_checked=[NotChecked("body-font", Text("没有字体信息", "No fonts"))])
    tree = page(document)
    assert "另有 1 项未能检查" in tree.text_content()
    assert not tree.xpath("//header//*[contains(., '未发现问题')]")
    assert any("body-font" in text and "没有字体信息" in text for text in texts(tree.iter("li")))
    clean = page(build.document(NOTICE))
    assert clean.xpath("//header//*[contains(., '未发现问题')]")


def test_what_is_left_out_is_said_and_the_gravest_are_kept() -> None:
    document = build.document("甲乙丙丁戊己")
    severities: tuple[Severity, ...] = ("info", "info", "error", "warning", "info", "error")
    found = [finding(document, char, severity) for char, severity in zip(document.text, severities, strict=True)]
    tree = page(document.grown(findings=found), exporter=HtmlPage(marked=2, listed=4))
    assert "".join(mark.text_content() for mark in tree.iter("mark")) == "丙己"
    assert len(listed(tree)) == 4
    notices = texts(tree.xpath("//header/p[@class='notice']"))
    assert "只列出最严重的 4 条（共 6 条）" in notices[0]
    assert "只标出最严重的 2 条（共 6 条" in notices[1]
    assert sum("未在文中标出" in text for text in texts(listed(tree))) == 2


def test_a_finding_over_very_many_paragraphs_marks_the_first_and_says_so() -> None:
    document = build.document("\n".join(["一段"] * 200))
    found = Finding("r", "info", Span(3, 590), Text("太长", "Long"), BASIS)
    tree = page(document.grown(findings=[found]))
    assert marked(tree, 1) == ["一段"]
    assert "涉及 196 段，文中只标出第一段" in texts(listed(tree))[0]


def test_more_findings_on_one_place_than_can_be_named_are_counted() -> None:
    document = build.document("重点")
    found = [Finding(f"r{n}", "info", Span(0, 2), Text("消息", "M"), BASIS) for n in range(20)]
    tree = page(document.grown(findings=found))
    (mark,) = tree.iter("mark")
    assert mark.text_content() == "重点"
    assert "12" in mark.get("data-more", "")
    assert len(tree.xpath("//article//a[starts-with(@id, 'm')]")) == 20


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_document_without_text_has_a_page(text: str) -> None:
    assert page(build.document(text)).xpath("//article")


def test_only_documents_that_were_read_have_a_page() -> None:
    assert HtmlPage.statuses == ("done",)
    with pytest.raises(ValueError, match=r"a\.docx"):
        HtmlPage().render(Outcome("a.docx", "failed", reason("empty")), None, "zh")


def test_a_table_of_one_cell_around_another_whatever_the_order_of_equal_marks() -> None:
    names = ("cell", "row", "table", "cell", "table", "row")
    document = build.document("前\n格\n后").grown(marks=[Mark(Span(2, 3), name, "1,1") for name in names])
    tree = page(document)
    assert tree.xpath("//article/div/table//td//table//td/p/text()") == ["格"]
    assert tree.xpath("//article/p/text()") == ["前", "后"]


def test_a_long_document_with_many_findings_is_rendered_quickly() -> None:
    document = build.document("\n".join(["这一段文字大约有二十个字用来测量速度。"] * 25_000))
    found = [Finding("r", "warning", Span(n * 90, n * 90 + 5), Text("消息", "M"), BASIS) for n in range(5000)]
    document = document.grown(findings=found)
    done = outcome(document)
    start = time.perf_counter()
    assert HtmlPage().render(done, document, "zh")
    assert time.perf_counter() - start < 5, "about half a second on an idle machine"
