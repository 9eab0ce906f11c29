"""What the tests of a document's page share."""

from collections.abc import Iterable
from typing import Any

from lxml import html

from pipeline.builtin.output.exporters.page import HtmlPage
from pipeline.model.document import Document
from pipeline.model.finding import Basis, Finding, Fix, Severity, TextEdit
from pipeline.model.outcome import Outcome
from pipeline.model.text import Span, Text

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
    content = (exporter or HtmlPage()).render(outcome(document), document, None, lang)
    return html.document_fromstring(content.decode())


def marked(tree: Any, number: int) -> list[str]:
    """The stretches marked with this number."""
    return [mark.text_content() for mark in tree.iter("mark") if str(number) in mark.get("data-numbers", "").split()]


def listed(tree: Any) -> list[Any]:
    return list(tree.xpath("//li[@data-number]"))


def texts(elements: Iterable[Any]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]
