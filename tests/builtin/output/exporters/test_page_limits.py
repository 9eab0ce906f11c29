"""What a page promises beyond its content: safety, both languages, bounds, nothing left out silently."""

import base64
import hashlib
import re
from typing import Any

import pytest
from lxml import html

from measuring import MOST, growth
from pages import BASIS, NOTICE, finding, listed, marked, outcome, page, texts
from pipeline.builtin.output.exporters.page import HtmlPage
from pipeline.contract import drafts
from pipeline.model.document import Document, Tag
from pipeline.model.errors import reason
from pipeline.model.finding import Basis, Finding, Fix, NotChecked, Severity, TextEdit
from pipeline.model.outcome import Outcome
from pipeline.model.text import Span, Text

HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;{{ 7*7 }}{% raw %}\x00\x1b[31m\r\x85"
    "\u202e反\u202c\u200b\ud800半\udfff</mark></article>"
)


def test_hostile_text_is_harmless_and_visible() -> None:
    document = drafts.document(HOSTILE, name=HOSTILE)
    evil = Text(HOSTILE.replace("{", "{{").replace("}", "}}"), HOSTILE)
    span = Span(0, len(HOSTILE))
    found = Finding(HOSTILE, "error", span, evil, Basis("house", HOSTILE, HOSTILE), Fix((TextEdit(0, 9, HOSTILE),)))
    document = document.grown(
        findings=[found], tags=[Tag(HOSTILE, 1.0, (span,), HOSTILE)], not_checked=[NotChecked(HOSTILE, evil)]
    )
    content = HtmlPage().render(outcome(document), document, None, "zh")
    tree: Any = html.document_fromstring(content.decode("utf-8"))
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //@onerror | //@src")
    (shown,) = marked(tree, 1)
    for sign in ("<script>alert(1)</script>", "{{ 7*7 }}", "␀", "␛", "␍", "[U+0085]", "[U+202E]反", "[U+200B]", "�半�"):
        assert sign in shown
    assert not re.search("[\x00\x1b\r\u202e\u200b]", content.decode())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_needs_nothing_from_outside_and_runs_no_other_script(lang: str) -> None:
    document = drafts.document(NOTICE)
    content = HtmlPage().render(outcome(document), document, None, lang)
    tree: Any = html.document_fromstring(content.decode())
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (script,) = tree.xpath("//script/text()")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}';" in policy
    assert not tree.xpath("//link | //@src | //iframe")
    assert {link for link in tree.xpath("//@href") if not link.startswith("#")} == {"index.html"}
    assert not re.search(rb"url\(|@import|https?:", content)


def test_both_languages() -> None:
    document = drafts.document("一、甲\n检查由XX负责")
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
    assert {"Findings", "Sections", "Tags", "Not checked"} <= {
        re.sub(r" \d+$", "", text) for text in texts(english.iter("h2"))
    }
    assert "A fault: XX" in texts(listed(english))[0]


def test_not_checked_never_reads_as_a_pass() -> None:
    document = drafts.document(NOTICE).grown(not_checked=[NotChecked("body-font", Text("没有字体信息", "No fonts"))])
    tree = page(document)
    assert "另有 1 项未能检查" in tree.text_content()
    assert not tree.xpath("//header//*[contains(., '未发现问题')]")
    assert any("body-font" in text and "没有字体信息" in text for text in texts(tree.iter("li")))
    clean = page(drafts.document(NOTICE))
    assert clean.xpath("//header//*[contains(., '未发现问题')]")


def test_what_is_left_out_is_said_and_the_gravest_are_kept() -> None:
    document = drafts.document("甲乙丙丁戊己")
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
    document = drafts.document("\n".join(["一段"] * 200))
    found = Finding("r", "info", Span(3, 590), Text("太长", "Long"), BASIS)
    tree = page(document.grown(findings=[found]))
    assert marked(tree, 1) == ["一段"]
    assert "涉及 196 段，文中只标出第一段" in texts(listed(tree))[0]


def test_more_findings_on_one_place_than_can_be_named_are_counted() -> None:
    document = drafts.document("重点")
    found = [Finding(f"r{n}", "info", Span(0, 2), Text("消息", "M"), BASIS) for n in range(20)]
    tree = page(document.grown(findings=found))
    (mark,) = tree.iter("mark")
    assert mark.text_content() == "重点"
    assert "12" in mark.get("data-more", "")
    assert len(tree.xpath("//article//a[starts-with(@id, 'm')]")) == 20


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_a_document_without_text_has_a_page(text: str) -> None:
    assert page(drafts.document(text)).xpath("//article")


def test_only_documents_that_were_read_have_a_page() -> None:
    assert HtmlPage.statuses == ("done",)
    with pytest.raises(ValueError, match=r"a\.docx"):
        HtmlPage().render(Outcome("a.docx", "failed", reason("empty")), None, None, "zh")


@pytest.mark.parametrize(("name", "back"), [("a.docx", "index.html"), ("收文/县区/a.docx", "../../index.html")])
def test_it_leads_back_to_the_overview_from_any_depth(name: str, back: str) -> None:
    document = drafts.document(NOTICE, name=name)
    assert page(document).xpath("//header//a/@href") == [back]
    assert not page(document, exporter=HtmlPage(overview="")).xpath("//header//a")


def test_a_long_document_with_many_findings_is_rendered_in_time_that_grows_with_it() -> None:
    def made(findings: int) -> Document:
        document = drafts.document("\n".join(["这一段文字大约有二十个字用来测量速度。"] * (5 * findings)))
        found = [Finding("r", "warning", Span(n * 90, n * 90 + 5), Text("消息", "M"), BASIS) for n in range(findings)]
        return document.grown(findings=found)

    every = HtmlPage(marked=10_000)
    assert growth(made, lambda document: every.render(outcome(document), document, None, "zh"), 5000) < MOST
