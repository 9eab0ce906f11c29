"""Rule: nothing left of drafting: tracked changes of text and of formatting, comments, hidden text."""

from collections.abc import Iterator

from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document, Mark
from pipeline.model.finding import Alike, Basis, Finding, Severity
from pipeline.model.text import Span, Text

KINDS = {
    "inserted": Text("插入的文字（修订）没有接受", "a tracked insertion that was not accepted"),
    "deleted": Text("此处删除的文字（修订）还在文件中", "a tracked deletion that was not accepted"),
    "reformatted": Text("格式的修订没有接受", "a tracked change of formatting that was not accepted"),
    "comment": Text("批注没有删去：{value}", "a comment that was not removed: {value}"),
    "hidden": Text("隐藏文字没有删去", "hidden text that was not removed"),
}
OF_MARKS = {
    ("inserted", "paragraph"): Text(
        "此处插入的段落标记（修订）没有接受", "a tracked end of a paragraph that was not accepted"
    ),
    ("deleted", "paragraph"): Text(
        "此处删除的段落标记（修订）还在文件中", "a tracked deletion of the end of a paragraph that was not accepted"
    ),
    ("reformatted", "styles"): Text("样式的修订没有接受", "a tracked change of a style that was not accepted"),
    ("reformatted", "lists"): Text(
        "自动编号的修订没有接受", "a tracked change of an automatic number that was not accepted"
    ),
    ("inserted", "control"): Text(
        "此处插入的内容控件（修订）没有接受", "a tracked content control that was not accepted"
    ),
    ("deleted", "control"): Text(
        "此处删除的内容控件（修订）还在文件中", "a tracked deletion of a content control that was not accepted"
    ),
}
"""What is said of a change that is not of text, by the name and value of its mark."""
MANY = {"comment": Text("批注没有删去，如“{value}”", "comments that were not removed, such as “{value}”")}
"""What is said of many that are alike in nothing but their kind."""
SHOWN = 60
"""Characters of a comment that are shown."""
FEW = 10
"""Stretches of one kind that are reported one by one."""


class NoRevisions(Rule, frozen=True):
    """A document that goes out holds no tracked changes, no comments and no hidden text.

    Whoever receives the file can see what was struck out and what colleagues said of it. Changes of formatting
    count, those of paragraphs, tables and pages too. More than ten stretches of one kind are reported once.
    """

    name = "no-revisions"
    name_zh = "修订批注未清"
    basis = Basis("practice", "公文印发前的清稿")
    gather = Gather(by="kind", above=FEW)
    message = Text("尚未清稿：{fault}", "left of drafting: {fault}")
    explained_zh = (
        "印发的文件不应留有修订痕迹（文字、段落标记、格式、表格和页面设置的修订都算）、批注和隐藏文字：收文者打开文件就能看到删掉了什么、谁说过什么。"
        "同一种超过10处的，合并为一条。"
    )
    examples = (
        Good("请按时报送。"),
        Bad(Draft((Para("请按时报送。"), Para("⟦逾期不候。⟧", marks={"inserted": ""}), Para("特此通知。")))),
        Bad(Draft((Para("请按时报送。"), Para("⟦特此通知。⟧", marks={"reformatted": ""})))),
        Bad(Draft((Para("请按时报送。"), Para("⟦特此通知。⟧", marks={"comment": "李四：删去？"})))),
        Bad(Draft((Para("⟦内部掌握。⟧", marks={"hidden": ""}), Para("特此通知。")))),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """Each stretch."""
        for name, fault in KINDS.items():
            for mark in _joined(document, name):
                said = OF_MARKS.get((mark.name, mark.value), fault)
                many = _said(
                    MANY.get(name, fault), mark, Text("（全文 {count} 处）", " ({count} places in the document)")
                )
                alike = Alike(name, many=self.message.fill(fault=many))
                severity: Severity | None = "info" if name == "hidden" else None
                yield self.found(mark.span, severity=severity, alike=alike, fault=_said(said, mark, Text("", "")))


def _joined(document: Document, name: str) -> Iterator[Mark]:
    """The marks of one name, those that touch or lie in each other taken together, but of comments only equal ones.

    Changes taken together have a value only where they share it.
    """
    last: Mark | None = None
    for mark in document.marked(name):
        alike = last is not None and mark.value == last.value
        if last is not None and (alike or name != "comment") and mark.span.start <= last.span.end + 1:
            end = max(mark.span.end, last.span.end)
            last = Mark(Span(last.span.start, end), name, last.value if alike else "")
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


def _said(fault: Text, mark: Mark, more: Text) -> Text:
    value = mark.value if len(mark.value) <= SHOWN else f"{mark.value[:SHOWN]}…"
    filled = fault.fill(value=value)
    return Text(filled.zh + more.zh, filled.en + more.en)
