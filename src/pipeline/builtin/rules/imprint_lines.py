"""Rule: the lines of the 版记 as thick and as wide as GB/T 9704-2012 recommends."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from pipeline.contract.drafts import Draft, Para
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Basis, Finding, NotChecked, Severity
from pipeline.model.layout import Margins, Page, RuledLine
from pipeline.model.text import Span, Text

Millimetres = Annotated[float, msgspec.Meta(ge=0, le=200)]

NAMES = {
    "first": Text("首条", "first"),
    "middle": Text("中间", "middle"),
    "last": Text("末条", "last"),
}
MEASURED = 1.0
"""mm; so much more the width of a measured type area may be off."""


PARAS = (
    Para("关于做好防汛工作的通知"),
    Para("为做好今年防汛工作，现就有关事项通知如下。"),
    Para("石桥县人民政府"),
    Para("2026年7月1日"),
)


def imprinted(
    first: float, middle: float, last: float, width: float = 156, copy: str = "抄送：石桥县委办公室。"
) -> Draft:
    """A 版记 with lines so thick, the first of which is so wide; mm."""
    above = RuledLine(0, first, length=width, left=28), RuledLine(0, middle, length=156, left=28)
    imprint = Para(copy, ruled=above[:1]), Para("石桥县人民政府办公室　　2026年7月1日印发", ruled=above[1:])
    below = RuledLine(0, last, length=156, left=28)
    return Draft((*PARAS, *imprint), 210, 297, Margins(37, 26, 35, 28), ruled=(below,))


class ImprintLines(Rule, frozen=True):
    """The lines of the 版记 as wide as the type area; the first and the last 0.35 mm thick, those between 0.25 mm.

    The standard recommends the thickness, so this is a hint. Pens of 1 pt (0.35 mm) and of 0.7
    or 0.75 pt (0.25 and 0.26 mm) are right. Only documents with a 版记 (抄送, 印发) are judged,
    and only lines that the file shows as lines: a 版记 set as a table has none,
    unless the table has one column and open sides.
    """

    severity: Severity = "info"
    name = "imprint-lines"
    name_zh = "版记分隔线不符"
    needs = ("geometry",)
    basis = Basis("standard", "GB/T 9704-2012", "7.4.1")
    message = Text("版记的{which}分隔线：{faults}", "the {which} line of the 版记: {faults}")
    explained_zh = (
        "版记中的分隔线与版心等宽，首条和末条用粗线（推荐高度 0.35 mm），中间的用细线（推荐高度 0.25 mm）。"
        "国标对粗细只是推荐，故只作提示；Word 的 1 磅线（0.35 mm）和 0.7、0.75 磅线（0.25、0.26 mm）都算相符。"
        "只判有版记（抄送、印发机关和印发日期）的文件；版记排成表格的，表格框线不判，只有一列、左右无框线的除外。"
    )
    examples = (
        Good(imprinted(0.353, 0.247, 0.353)),
        Good(imprinted(0.35, 0.265, 0.35)),
        Good(Draft(PARAS, 210, 297, Margins(37, 26, 35, 28))),
        Bad(imprinted(0.176, 0.25, 0.35, copy="⟦抄送：石桥县委办公室。⟧")),
        Bad(imprinted(0.35, 0.25, 0.35, width=165, copy="⟦抄送：石桥县委办公室。⟧")),
    )

    thick: Millimetres = 0.35
    thin: Millimetres = 0.25
    tolerance: Millimetres = 0.05
    width_tolerance: Millimetres = 2

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """One finding for each line that differs, at the paragraph beside it."""
        region = _imprint(document)
        if region is None:
            return
        lines = list(_lines(document, region))
        if not lines:
            yield self.unchecked("没有读到版记的分隔线", "no line of the 版记 was read")
            return
        if any(line.thickness is None for _, line, _ in lines):
            yield self.unchecked("版记分隔线的粗细未知", "how thick the lines of the 版记 are is not known")
        for which, line, page in lines:
            faults = [fault for fault in (self._thickness(which, line), self._width(line, page)) if fault]
            if faults:
                beside = document.paragraph_at(min(line.at, region.end))
                yield self.found(
                    beside.span if beside else region,
                    which=NAMES[which],
                    faults=Text("，".join(one.zh for one in faults), ", ".join(one.en for one in faults)),
                )

    def _thickness(self, which: str, line: RuledLine) -> Text | None:
        wanted = self.thin if which == "middle" else self.thick
        if line.thickness is None or abs(line.thickness - wanted) <= self.tolerance + 0.001:
            return None
        values = {"thick": line.thickness, "wanted": wanted}
        return Text(
            "粗 {thick:.2f} 毫米（推荐 {wanted:g} 毫米）", "{thick:.2f} mm thick (recommended: {wanted:g} mm)"
        ).fill(**values)

    def _width(self, line: RuledLine, page: Page) -> Text | None:
        left, right = page.margins.left, page.margins.right
        if line.length is None or page.width is None or left is None or right is None:
            return None
        wanted = page.width - left - right
        if abs(line.length - wanted) <= self.width_tolerance + MEASURED * page.measured:
            return None
        values = {"length": line.length, "wanted": wanted}
        return Text(
            "长 {length:.1f} 毫米（应与版心等宽，版心宽 {wanted:.1f} 毫米）",
            "{length:.1f} mm long (the type area: {wanted:.1f} mm)",
        ).fill(**values)


def _imprint(document: Document) -> Span | None:
    """The paragraphs of the 版记: the last that follow each other, with nothing or blank ones between."""
    region: Span | None = None
    for mark in document.marked("copy-to", "imprint"):
        near = region is not None and not document.text[region.end : mark.span.start].strip()
        region = Span(region.start if near and region else mark.span.start, mark.span.end)
    return region


def _lines(document: Document, region: Span) -> Iterator[tuple[str, RuledLine, Page]]:
    """The line next above the 版记, those in it, and the one next below it, each with its page."""
    first: tuple[str, RuledLine, Page] | None = None
    inner: list[tuple[str, RuledLine, Page]] = []
    for page in document.pages:
        for line in page.lines:
            if line.at == region.start:
                first = "first", line, page
            elif region.start < line.at < region.end:
                inner.append(("middle", line, page))
            elif region.end <= line.at <= region.end + 1:
                inner.append(("last", line, page))
                break
    if first is not None:
        yield first
    yield from inner
