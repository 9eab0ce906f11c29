"""Rule: the type area where GB/T 9704-2012 puts it."""

import statistics
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from pipeline.builtin.rules.laid_out import JUDGED, NOT_LAID_OUT, Layout, at_most, layout_of
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Alike, Basis, Finding, NotChecked, PageEdit, Severity
from pipeline.model.layout import Margins, Page
from pipeline.model.text import Text

A4 = (210.0, 297.0)
FAR = 5.0
"""mm; a difference up to this is the habit of many offices: no fault but worth a word."""
OWN_PAGE = frozenset(("命令", "函", "纪要"))
PAPER_TOLERANCE = 2.0
LIKE_A4 = 20.0
"""Paper of a length this near (mm) is judged too, at the top and the left."""
LINE_LEAD = 2.6
"""How much less than the white (mm) a top margin may be: the office programs count from above the line's lead."""

Millimetres = Annotated[float, msgspec.Meta(ge=0, le=200)]
SIDES = {
    "top": Text("上", "top"),
    "right": Text("右", "right"),
    "bottom": Text("下", "bottom"),
    "left": Text("左", "left"),
}
PARAS = (Para("关于做好防汛工作的通知"), Para("为做好今年防汛工作，现就有关事项通知如下。"))


class PageMargins(Rule, frozen=True):
    """White at the top 37 mm and at the left 28 mm, around a type area of 156 mm × 225 mm on A4.

    The standard gives ± 1 mm. Margins declared in a docx are taken at their word; a pdf
    declares none, so they are measured from its text, over all pages, with more tolerance.
    Far too much or too little white, by more than 5 mm, is an error where all but the page follows the standard: a
    版头, a 文号 or a 版记, and the type of a 公文. It is a warning where one of these, or the type and 主送 and an
    end, speaks for a 公文, and information elsewhere, as all that differs less is. 命令, 函 and 纪要 have pages of
    their own (clause 10). Landscape pages, and attachments with tables, may differ; of paper a little larger or smaller
    than A4 the top and the left are judged.
    """

    severity: Severity = "error"
    name = "page-margins"
    name_zh = "页边距不符"
    needs = ("geometry",)
    basis = Basis("standard", "GB/T 9704-2012", "5.2.1")
    applies_to = JUDGED
    gather = Gather(by="kind", above=1, scope="page")
    message = Text("页边距为{found}；公文应为{wanted}", "page margins: {found}; a 公文 has {wanted}")
    explained_zh = (
        "天头（上白边）37 mm±1 mm、订口（左白边）28 mm±1 mm，版心 156 mm×225 mm，由此 A4 纸右边距 26 mm、下边距 35 mm。"
        "只判公文和按公文排版的文件。有红头、文号或版记，又按公文用字，而上、左边距相差超过5 mm的，为错误；"
        "只具备其一的，或按公文用字且有主送和落款的，为警告；相差不超过5 mm的、命令、函、纪要和其他文件只作提示。"
        "docx 按页面设置判断；pdf 由各页文字位置量出，容差较大。横排页和附表页面不判；"
        "略大或略小于 A4 的纸只判上、左两边。"
    )
    examples = (
        Good(Draft(PARAS, 210, 297, Margins(37, 26, 35, 28))),
        Good(Draft(PARAS, 210, 297, Margins(34.6, 26.4, 34.6, 28))),
        Good(Draft(PARAS, 210, 297, Margins(37, 27, 35, 27)), {"right": 27, "left": 27}),
        Bad(Draft(PARAS, 210, 297, Margins(25.4, 31.8, 25.4, 31.8)), scope="page"),
        Bad(Draft(PARAS, 215.9, 279.4, Margins(25.4, 31.8, 25.4, 31.8)), scope="page"),
        Bad(Draft(PARAS, 210, 297, Margins(37, None, None, 31.8)), scope="page"),
    )

    top: Millimetres = 37
    right: Millimetres = 26
    bottom: Millimetres = 35
    left: Millimetres = 28
    tolerance: Millimetres = 1
    measured_tolerance: Millimetres = 3

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """Each page whose set-up differs; those of one set-up are alike, and so are all that are measured."""
        layout = layout_of(document)
        if layout.other:
            yield self.unchecked(NOT_LAID_OUT.zh, NOT_LAID_OUT.en)
            return
        pages = [page for page in _upright(document) if any(white is not None for white in _sides(page).values())]
        if not pages:
            yield self.unchecked("没有页边距可知的 A4 竖排页", "no upright A4 page whose margins are known")
            return
        strict = self._strict(document, layout)
        setups: dict[tuple[str, ...], list[Page]] = {}
        for page in pages:
            if not page.measured:
                setups.setdefault(tuple(map(str, _sides(page).values())), []).append(page)
        for kind, alike in setups.items():
            sure = strict if any(layout.part(page.span) == 0 for page in alike) else "info"
            yield from self._compared(alike, _sides(alike[0]), self.tolerance, " ".join(kind), sure)
        if measured := [page for page in pages if page.measured]:
            yield from self._compared(measured, _overall(measured, self), self.measured_tolerance, "measured", strict)

    def _strict(self, document: Document, layout: Layout) -> Severity:
        """How grave far too much or too little white is.

        It is an error in what has a 版头 and is set in the type of a 公文: all but its page follows the standard.
        命令, 函 and 纪要 have pages of their own (GB/T 9704-2012, 10).
        """
        if document.metadata.kind in OWN_PAGE:
            return "info"
        if layout.headed:
            return "error" if layout.dressed else "warning"
        return "warning" if layout.dressed and layout.statutory and layout.letter else "info"

    def _compared(
        self, pages: list[Page], sides: dict[str, float | None], tolerance: float, kind: str, sure: Severity
    ) -> Iterator[Finding]:
        """A finding for each of ``pages``, which are alike, when their sides are not what they should be."""
        faults = [
            (side, white, wanted)
            for side, white in sides.items()
            if white is not None
            and not (wanted := getattr(self, side)) - tolerance - (LINE_LEAD - 1) * (side == "top") - 0.05
            <= white
            <= wanted + tolerance + 0.05
        ]
        if not faults:
            return
        values: dict[str, Any] = {
            "found": _said([(side, white) for side, white, _ in faults], about=pages[0].measured),
            "wanted": _said([(side, wanted) for side, _, wanted in faults], centimetres=True),
        }
        far = {side for side, white, wanted in faults if abs(white - wanted) > FAR}
        if sure == "error" and not far & {"top", "left"}:
            sure = "warning"
        severity = at_most(self.severity, sure if far else "info")
        alike = Alike(kind, many=self.message.fill(**values))
        margins = Margins(**{side: wanted for side, _, wanted in faults})
        for page in pages:
            # A pdf declares no margins that could be set.
            fix = None if page.measured else (PageEdit(page.span.start, page.span.end, margins=margins),)
            yield self.found(page.span, fix=fix, scope="page", severity=severity, alike=alike, **values)


def _said(sides: list[tuple[str, float]], *, about: bool = False, centimetres: bool = False) -> Text:
    """The white by side, in the millimetres of the standard and the centimetres of the office programs."""
    zh = "、".join(f"{SIDES[side].zh}{'约' if about else ''} {white:.3g} 毫米" for side, white in sides)
    en = ", ".join(f"{SIDES[side].en} {white:.3g} mm" for side, white in sides)
    if centimetres:
        zh += f"（{'、'.join(f'{white / 10:.2g}' for _, white in sides)} 厘米）"
    return Text(zh, f"about {en}" if about else en)


def _sides(page: Page) -> dict[str, float | None]:
    """The white by side; on paper that is not A4 the right and the bottom follow from no clause."""
    judged = SIDES if _near(page, PAPER_TOLERANCE) else ("top", "left")
    return {side: getattr(page.margins, side) if side in judged else None for side in SIDES}


def _near(page: Page, tolerance: float) -> bool:
    """Whether the page is as large as A4; so is taken one whose size is not known."""
    width, height = A4
    return abs((page.width or width) - width) <= tolerance and abs((page.height or height) - height) <= tolerance


def _overall(pages: list[Page], rule: PageMargins) -> dict[str, float | None]:
    """What the pages say together, side by side.

    White narrower than wanted counts where it does on most pages. White wider than wanted
    counts where no page has less, and there is more than one: a single page may begin low
    or end early.
    """
    sides: dict[str, float | None] = {}
    for side in SIDES:
        whites = [known for page in pages if (known := _sides(page)[side]) is not None]
        wanted, white = getattr(rule, side), statistics.median(whites) if whites else None
        if white is not None and white >= wanted:
            white = max(min(whites), wanted) if len(whites) > 1 else None
        sides[side] = white
    return sides


def _upright(document: Document) -> Iterator[Page]:
    """The upright pages of A4 or nearly, but not those of an attachment with a table."""
    attachments = [section.span for section in document.sections if section.level == 0]
    tables = [mark.span for mark in document.marked("table")]
    for page in document.pages:
        inside = any(attachment.start <= page.span.start < attachment.end for attachment in attachments)
        if _near(page, LIKE_A4) and not (inside and any(table.meets(page.span) for table in tables)):
            yield page
