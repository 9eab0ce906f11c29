"""Rule: nothing left of drafting: tracked changes, comments, hidden text."""

from collections.abc import Iterator

from pipeline.build import Draft, Para
from pipeline.model import Basis, Document, Finding, Mark, Span, Text
from pipeline.rule import Bad, Good, Rule

KINDS = {
    "inserted": Text("插入的文字（修订）没有接受", "a tracked insertion that was not accepted"),
    "deleted": Text("此处删除的文字（修订）还在文件中", "a tracked deletion that was not accepted"),
    "comment": Text("有批注：{value}", "a comment: {value}"),
    "hidden": Text("隐藏文字", "hidden text"),
}
SHOWN = 60
"""Characters of a comment that are shown."""
FEW = 10
"""Stretches of one kind that are reported one by one."""


class NoRevisions(Rule, frozen=True):
    """A document that goes out holds no tracked changes, no comments and no hidden text.

    Whoever receives the file can see what was struck out and what colleagues said of it. More
    than ten stretches of one kind are reported once.
    """

    name = "no-revisions"
    basis = Basis("practice", "公文印发前的清稿")
    message = Text("尚未清稿：{fault}", "left of drafting: {fault}")
    explained_zh = (
        "印发的文件不应留有修订痕迹、批注和隐藏文字：收文者打开文件就能看到删掉了什么、谁说过什么。"
        "同一种超过10处的，合并为一条。"
    )
    examples = (
        Good("请按时报送。"),
        Bad(Draft((Para("请按时报送。"), Para("⟦逾期不候。⟧", marks={"inserted": ""}), Para("特此通知。")))),
        Bad(Draft((Para("请按时报送。"), Para("⟦特此通知。⟧", marks={"comment": "李四：删去？"})))),
        Bad(Draft((Para("⟦内部掌握。⟧", marks={"hidden": ""}), Para("特此通知。")))),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """Each stretch, or the first of many of one kind."""
        for name, fault in KINDS.items():
            marks = list(_joined(document, name))
            if len(marks) > FEW:
                more = Text(f"（共 {len(marks)} 处）", f" ({len(marks)} stretches)")
                yield self.found(marks[0].span, scope="document", fault=_said(fault, marks[0], more))
            else:
                yield from (self.found(mark.span, fault=_said(fault, mark, Text("", ""))) for mark in marks)


def _joined(document: Document, name: str) -> Iterator[Mark]:
    """The marks of one name, those that touch or lie in each other taken together."""
    last: Mark | None = None
    for mark in document.marked(name):
        if last is not None and mark.value == last.value and mark.span.start <= last.span.end + 1:
            if mark.span.end > last.span.end:
                last = Mark(Span(last.span.start, mark.span.end), name, last.value)
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
