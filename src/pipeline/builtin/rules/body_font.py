"""Rule: body text in 仿宋, size 3 (16 pt)."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

import msgspec

from pipeline.builtin.gongwen.fonts import shown_name
from pipeline.builtin.gongwen.han import HAN
from pipeline.builtin.gongwen.sizes import said_size
from pipeline.builtin.rules.laid_out import JUDGED, Layout, at_most, layout_of, running
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Alike, Basis, Finding, NotChecked, Severity, StyleEdit
from pipeline.model.layout import FontClass, Style
from pipeline.model.text import Span, Text

COMMON = 0.6
"""Share of the body's Han characters from which on a wrong style is the document's, not a stretch's."""
MANY = 20
"""Stretches of one wrong style that are still reported one by one."""

MOST = 50
"""Findings from which on one for the document is of more use."""
EMPHASIS = ("黑体", "楷体")

FANGSONG = Style("仿宋_GB2312", "仿宋", 16)
SONG = Style("宋体", "宋体", 12)
YAHEI = Style("微软雅黑", "other", 16)
TITLE = Para("关于做好防汛工作的通知", Style("方正小标宋简体", "小标宋", 22), "centre")
ONE = "为做好今年防汛工作，现就有关事项通知如下，请认真贯彻执行。"
TWO = "各单位要提高认识，加强领导，把各项措施落到实处，确保安全度汛。"
THREE = "各级防汛指挥机构要加强值班值守，遇有险情及时报告，不得迟报漏报。"

NOT_SET = Text(
    "全文没有按公文排版：正文为{found}，公文一般用{wanted}",
    "not laid out as a 公文: body text in {found}, which is {wanted} as a rule",
)
ATTACHED = Text(
    "附件等后附部分的正文为{found}，与公文正文一致时用{wanted}",
    "text of an attachment in {found}; set like the body of a 公文 it is {wanted}",
)

Points = Annotated[float, msgspec.Meta(gt=0, le=200)]


class Look(msgspec.Struct, frozen=True, order=True):
    """A font and a size to the half point, as far as they are known."""

    font_class: str
    font: str
    size: float

    def said(self) -> Text:
        """In words that follow Chinese ones: ``宋体小四（12 磅）``; the name of a font of no class, if readable."""
        font = shown_name(self.font) if self.font_class in ("", "other") else self.font_class
        if not self.size:
            return Text(font or "字体名无法识别", font or "a font of an unreadable name")
        size = said_size(self.size)
        gap = " " if font.isascii() or size.zh[0].isdigit() else ""
        zh = f"{font}{gap}{size.zh}".strip()
        return Text(f" {zh}" if zh[0].isascii() else zh, f"{font} {size.en}".strip())


class Stretch(msgspec.Struct, frozen=True):
    """Characters that follow each other and look wrong in one way; ``weight`` of them are Han characters."""

    look: Look
    span: Span
    weight: int
    part: int
    """Of the document, as :meth:`~pipeline.builtin.rules.laid_out.Layout.part` counts."""
    whole: bool = False
    """Whether all of its paragraph looks so."""


class BodyFont(Rule, frozen=True):
    """Body text is set in 仿宋 of size 3 (16 pt) unless something else is called for.

    Only the class of the font counts, whoever made it. Headings, tables, text boxes, lines without a
    sentence, notes, captions, letters and digits are not judged, nor words set off in 黑体 or
    楷体 of the same size inside a paragraph. A style that most of the body has, or very many stretches, is reported
    once for the document. A stretch that differs from a body that is right is a warning, and so is the
    whole body of what has a 版头, a 文号 or a 版记; all else is information, and of a document that is not
    laid out as a 公文 it is the only word on its layout. In a pdf the fonts are those embedded in it: where the
    program that made it put another in the place of a missing one, that one is what a reader sees.
    """

    name = "body-font"
    name_zh = "正文字体不符"
    needs = ("styles",)
    basis = Basis("standard", "GB/T 9704-2012（“一般用”，非强制）", "5.2.2、7.3.3")
    applies_to = JUDGED
    gather = Gather(by="kind", above=MANY, share=COMMON, least=1, most=MOST)
    message = Text("正文为{found}，应为{wanted}", "body text in {found}, should be {wanted}")
    explained_zh = (
        "公文正文一般用三号（16 磅）仿宋体。只判公文和按公文排版的文件；条文体的法规、论文、标书、网页转载等不判。"
        "只比较字体类别，不问厂家；标题、表格、文本框、"
        "不成句的短行、整段括注、注释、图表说明、字母和数字不判，段内用同号黑体、楷体突出的词句也不判。"
        "正文大多合规、个别处不符的，以及有红头、文号或版记而全文不符的，为警告；其余只作提示：附件可以另有版式，pdf、模板只作提示，没有按公文排版的文件只提示一次。"
        "多数正文同为一种不符的字体，或同一种不符超过20处，合并为一条；各种不符超过50条，也合并为一条。"
        "pdf 以文件内嵌字体为准：制作时缺字体而被替换的，读者看到的就是替换后的字体。"
    )
    examples = (
        Good(Draft((TITLE, Para(ONE, FANGSONG), Para(TWO, Style("FZFSK--GBK1-0", "仿宋", 15.96))))),
        Good(Draft((TITLE, Para(ONE, FANGSONG), Para("出席人员名单", Style("黑体", "黑体", 16)), Para(TWO, FANGSONG)))),
        Good(Draft((TITLE, Para(ONE, SONG), Para(TWO, SONG))), {"font_class": "宋体", "size": 12}),
        Bad(Draft((TITLE, Para(ONE, FANGSONG), Para(THREE, FANGSONG), Para(f"⟦{TWO}⟧", SONG)))),
        Bad(Draft((TITLE, Para(ONE, SONG), Para(THREE, SONG), Para(TWO, SONG))), scope="document"),
        Bad(Draft((TITLE, Para(ONE, YAHEI), Para(TWO, YAHEI))), scope="document"),
    )

    font_class: FontClass = "仿宋"
    size: Points = 16
    tolerance: Points = 0.5

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """Each stretch of body text that looks otherwise."""
        layout = layout_of(document)
        stretches: list[Stretch] = []
        totals = Counter[int]()
        unknown = 0
        for mark in document.marked("body"):
            if not _judged(document, mark.span):
                continue
            pieces = tuple(_han(document, mark.span))
            part = 0 if layout.other else layout.part(mark.span)
            totals[part] += sum(weight for _, _, weight in pieces)
            unknown += sum(weight * (style.font_class is None) for _, style, weight in pieces)
            stretches += self._stretches(pieces, part)
        total = totals.total()
        if not total:
            yield self.unchecked("没有可判断的正文", "no body text to judge")
            return
        if unknown:
            yield self.unchecked(
                f"正文 {total} 个汉字中有 {unknown} 个字体不明",
                f"the font of {unknown} of the {total} Han characters of the body is not known",
            )
        looks: dict[int, Counter[Look]] = {part: Counter() for part in totals}
        for stretch in stretches:
            looks[stretch.part][stretch.look] += stretch.weight
        if layout.other and looks[0].total() <= total * (1 - COMMON):  # a plan may want another type
            layout = msgspec.structs.replace(layout, kindred=True, default=False)
        common = {look for look, weight in looks.get(0, Counter()).items() if weight > totals[0] * COMMON}
        for stretch in stretches:
            part = 0 if stretch.look in common else stretch.part  # attachments that look as the text does
            one = msgspec.structs.replace(stretch, part=part)
            yield self._told(one, totals[part], looks[part], layout)

    def _stretches(self, pieces: tuple[tuple[Span, Style, int], ...], part: int) -> Iterator[Stretch]:
        """The stretches of one paragraph that look otherwise; pieces of one look that follow each other are one."""
        right = any(self._wrong(style) is None for _, style, _ in pieces)
        last: Stretch | None = None
        for span, style, weight in pieces:
            look = self._wrong(style)
            if right and look is not None and self._emphasis(style):
                look = None
            if last is not None and look == last.look:
                last = Stretch(last.look, Span(last.span.start, span.end), last.weight + weight, part)
                continue
            if last is not None:
                yield last
            last = None if look is None else Stretch(look, span, weight, part)
        if last is not None:
            yield msgspec.structs.replace(last, whole=last.weight == sum(weight for _, _, weight in pieces))

    def _told(self, stretch: Stretch, total: int, looks: Counter[Look], layout: Layout) -> Finding:
        """The finding, with what it says where it stands for all of its look, and for all looks."""
        sure = self._sure(stretch, total, looks, layout)
        attached = bool(stretch.part) and sure == "info"
        look = max(looks, key=lambda one: (looks[one], one)) if layout.other else stretch.look
        message = NOT_SET if layout.other else ATTACHED if attached else self.message
        said, wanted = look.said(), self._wanted()
        all_alike = Text(f"{said.zh}，共 {{count}} 处", f"{said.en} ({{count}} stretches)")
        all_looks = Text(
            f"{said.zh}等 {{kinds}} 种字体字号，共 {{count}} 处",
            f"{said.en} and {{others}} more fonts and sizes ({{count}} stretches)",
        )
        alike = Alike(
            f"{attached} {look.font_class} {look.font} {look.size:g}",
            stretch.weight,
            0 if layout.other or attached else total,
            many=message.fill(found=said if layout.other else all_alike, wanted=wanted),
            mixed=message.fill(found=all_looks, wanted=wanted),
        )
        edit = StyleEdit(stretch.span.start, stretch.span.end, font_class=self.font_class, size=self.size)
        return self.found(
            stretch.span,
            fix=(edit,),
            severity=at_most(self.severity, sure),
            message=message,
            alike=alike,
            scope="document" if layout.other else "text",
            found=said,
            wanted=wanted,
        )

    def _sure(self, stretch: Stretch, total: int, looks: Counter[Look], layout: Layout) -> Severity:
        """How grave it is: what differs from a body that is right, or the whole body of what has a 版头 or 版记."""
        if layout.other:
            return "info"
        if looks[stretch.look] > total * COMMON:
            return "warning" if layout.headed and not stretch.part else "info"
        if looks.total() > total * (1 - COMMON):
            return "info"
        return "info" if stretch.whole and self._emphasis(stretch.look) else "warning"

    def _wrong(self, style: Style) -> Look | None:
        """How ``style`` looks, if it is known to be wrong."""
        wrong_font = style.font_class not in (None, self.font_class)
        wrong_size = style.size is not None and abs(style.size - self.size) > self.tolerance
        if not (wrong_font or wrong_size):
            return None
        return Look(style.font_class or "", style.font or "", 0 if style.size is None else round(style.size * 2) / 2)

    def _emphasis(self, style: Style | Look) -> bool:
        """Whether text in this style, of the right size, is set off on purpose."""
        size = style.size or self.size
        return style.font_class in EMPHASIS and abs(size - self.size) <= self.tolerance

    def _wanted(self) -> Text:
        size = said_size(self.size)
        return Text(f"{self.font_class}{size.zh}", f"{self.font_class} {size.en}")


def _judged(document: Document, span: Span) -> bool:
    """Whether it is running text of the page itself, and no line set in the middle or at the right."""
    paragraph = document.paragraph_at(span.start)
    if paragraph is not None and (paragraph.alignment in ("centre", "right") or paragraph.container != "body"):
        return False
    return running(document.cut(span))


def _han(document: Document, span: Span) -> Iterator[tuple[Span, Style, int]]:
    """The pieces of ``span`` with Han characters in them, their styles, and how many such characters."""
    for piece in document.pieces_in(span):
        part = Span(max(piece.span.start, span.start), min(piece.span.end, span.end))
        weight = sum(match.end() - match.start() for match in HAN.finditer(document.text, part.start, part.end))
        if weight:
            yield part, piece.style, weight
