"""Rule: body text in 仿宋, size 3 (16 pt)."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from pipeline.builtin.gongwen.han import HAN
from pipeline.builtin.gongwen.sentences import SENTENCE
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import AppliesTo, Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Alike, Basis, Finding, NotChecked, StyleEdit
from pipeline.model.layout import FontClass, Style
from pipeline.model.text import Span, Text

COMMON = 0.6
"""Share of the body's Han characters from which on a wrong style is the document's, not a stretch's."""
MANY = 20
"""Stretches of one wrong style that are still reported one by one."""

MOST = 50
"""Findings from which on one for the document is of more use."""
LINE = 40
"""Characters from which on a paragraph is body text even without the end of a sentence in it."""
EMPHASIS = ("黑体", "楷体")

FANGSONG = Style("仿宋_GB2312", "仿宋", 16)
SONG = Style("宋体", "宋体", 12)
YAHEI = Style("微软雅黑", "other", 16)
TITLE = Para("关于做好防汛工作的通知", Style("方正小标宋简体", "小标宋", 22), "centre")
ONE = "为做好今年防汛工作，现就有关事项通知如下，请认真贯彻执行。"
TWO = "各单位要提高认识，加强领导，把各项措施落到实处，确保安全度汛。"
THREE = "各级防汛指挥机构要加强值班值守，遇有险情及时报告，不得迟报漏报。"

Points = Annotated[float, msgspec.Meta(gt=0, le=200)]


class Look(msgspec.Struct, frozen=True, order=True):
    """A font and a size to the half point, as far as they are known."""

    font_class: str
    font: str
    size: float

    def said(self) -> Text:
        """In words: ``宋体（SimSun） 12 磅``."""
        font = self.font or self.font_class
        if self.font and self.font_class not in ("", "other", self.font):
            font = f"{self.font_class}（{self.font}）"
        if not self.size:
            return Text(font, font)
        return Text(f"{font} {self.size:g} 磅".strip(), f"{font} {self.size:g} pt".strip())


class Stretch(msgspec.Struct, frozen=True):
    """Characters that follow each other and look wrong in one way; ``weight`` of them are Han characters."""

    look: Look
    span: Span
    weight: int


class BodyFont(Rule, frozen=True):
    """Body text is set in 仿宋 of size 3 (16 pt) unless something else is called for.

    Only what looks like an official document is judged, by its 文号, 主送, closing or title.
    Only the class of the font counts, whoever made it. Headings, tables, lines without a
    sentence, notes in brackets, letters and digits are not judged, nor words set off in 黑体 or
    楷体 of the same size inside a paragraph. A style that most of the body has, or very many stretches, is reported
    once for the document. In a pdf the fonts are those embedded in it: where the program that
    made it put another in the place of a missing one, that one is what a reader sees.
    """

    name = "body-font"
    needs = ("styles",)
    basis = Basis("standard", "GB/T 9704-2012（“一般用”，非强制）", "5.2.2、7.3.3")
    applies_to = AppliesTo(("official",))
    gather = Gather(by="kind", above=MANY, share=COMMON, least=1, most=MOST)
    message = Text("正文为{found}，应为{wanted}", "body text in {found}, should be {wanted}")
    explained_zh = (
        "公文正文一般用3号（16磅）仿宋体。只判看来是公文的文件（有红头、文号、主送、署名和日期，或标题为公文标题）；条文体的法规、论文、标书等不判。只比较字体类别，不问厂家；标题、表格、不成句的短行、整段括注、字母和数字不判，段内用同号黑体、楷体突出的词句也不判。"
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
        stretches: list[Stretch] = []
        total = unknown = 0
        for mark in document.marked("body"):
            paragraph = document.paragraph_at(mark.span.start)
            if (paragraph and paragraph.alignment in ("centre", "right")) or not _judged(document.cut(mark.span)):
                continue
            pieces = tuple(_han(document, mark.span))
            total += sum(weight for _, _, weight in pieces)
            unknown += sum(weight * (style.font_class is None) for _, style, weight in pieces)
            stretches += self._stretches(pieces)
        if not total:
            yield self.unchecked("没有可判断的正文", "no body text to judge")
            return
        if unknown:
            yield self.unchecked(
                f"正文 {total} 个汉字中有 {unknown} 个字体不明",
                f"the font of {unknown} of the {total} Han characters of the body is not known",
            )
        for stretch in stretches:
            yield self._told(stretch, total)

    def _stretches(self, pieces: tuple[tuple[Span, Style, int], ...]) -> Iterator[Stretch]:
        """The stretches of one paragraph that look otherwise; pieces of one look that follow each other are one."""
        right = any(self._wrong(style) is None for _, style, _ in pieces)
        last: Stretch | None = None
        for span, style, weight in pieces:
            look = self._wrong(style)
            if right and look is not None and self._emphasis(style):
                look = None
            if last is not None and look == last.look:
                last = Stretch(last.look, Span(last.span.start, span.end), last.weight + weight)
                continue
            if last is not None:
                yield last
            last = None if look is None else Stretch(look, span, weight)
        if last is not None:
            yield last

    def _told(self, stretch: Stretch, total: int) -> Finding:
        """The finding, with what it says where it stands for all of its look, and for all looks."""
        said, wanted = stretch.look.said(), self._wanted()
        all_alike = Text(f"{said.zh}（共 {{count}} 处）", f"{said.en} ({{count}} stretches)")
        all_looks = Text(
            f"{said.zh}等 {{kinds}} 种字体字号（共 {{count}} 处）",
            f"{said.en} and {{others}} more fonts and sizes ({{count}} stretches)",
        )
        alike = Alike(
            f"{stretch.look.font_class} {stretch.look.font} {stretch.look.size:g}",
            stretch.weight,
            total,
            many=self.message.fill(found=all_alike, wanted=wanted),
            mixed=self.message.fill(found=all_looks, wanted=wanted),
        )
        edit = StyleEdit(stretch.span.start, stretch.span.end, font_class=self.font_class, size=self.size)
        return self.found(stretch.span, fix=(edit,), alike=alike, found=said, wanted=wanted)

    def _wrong(self, style: Style) -> Look | None:
        """How ``style`` looks, if it is known to be wrong."""
        wrong_font = style.font_class not in (None, self.font_class)
        wrong_size = style.size is not None and abs(style.size - self.size) > self.tolerance
        if not (wrong_font or wrong_size):
            return None
        return Look(style.font_class or "", style.font or "", 0 if style.size is None else round(style.size * 2) / 2)

    def _emphasis(self, style: Style) -> bool:
        """Whether a few words in this style, in a paragraph that has the right one too, are set off on purpose."""
        return style.font_class in EMPHASIS and (style.size is None or abs(style.size - self.size) <= self.tolerance)

    def _wanted(self) -> Text:
        return Text(f"{self.font_class} {self.size:g} 磅", f"{self.font_class} {self.size:g} pt")


def _judged(paragraph: str) -> bool:
    """Whether it is running text, and no line such as a label, nor a note in brackets under a title."""
    if paragraph[:1] in "（(" and paragraph[-1:] in "）)":
        return False
    return len(paragraph) >= LINE or SENTENCE.search(paragraph) is not None


def _han(document: Document, span: Span) -> Iterator[tuple[Span, Style, int]]:
    """The pieces of ``span`` with Han characters in them, their styles, and how many such characters."""
    for piece in document.pieces_in(span):
        part = Span(max(piece.span.start, span.start), min(piece.span.end, span.end))
        weight = sum(match.end() - match.start() for match in HAN.finditer(document.text, part.start, part.end))
        if weight:
            yield part, piece.style, weight
