"""Rule: marks of Chinese text in a Chinese font."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.builtin.gongwen.fonts import shown_name
from pipeline.builtin.gongwen.han import HAN_RANGES, mainly_chinese
from pipeline.builtin.rules.blanking import typed
from pipeline.builtin.rules.laid_out import JUDGED, NOT_LAID_OUT, at_most, layout_of
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Alike, Basis, Finding, NotChecked
from pipeline.model.layout import Style
from pipeline.model.text import Span, Text

_CHINESE = f"{HAN_RANGES}，。；：？！、（）《》〈〉【】〔〕"
MARKS = re.compile(f"[“”‘’…—·]+(?=[{_CHINESE}])|(?<=[{_CHINESE}])[“”‘’…—·]+")
"""Marks that Chinese and Latin fonts both have, beside Chinese characters."""
LATIN = re.compile(
    "times|arial(?!unicode)|calibri|cambria|courier|consolas|verdana|tahoma|georgia|helvetica|segoeui|century|garamond|palatino"
    "|bookantiqua|trebuchet|candara|constantia|corbel|aptos|liberation|dejavu|nimbus|lmroman|cmr[0-9]|cmb"
)
"""How the names of Latin fonts begin, without spaces; of a font that is not among them nothing is said."""
SUBSET = re.compile(r"\A[A-Z]{6}\+")
SHOWN = 6
"""Different marks that are shown."""

TITLE = Para("关于做好防汛工作的通知", Style("方正小标宋简体", "小标宋", 22), "centre")
FANGSONG = Style("仿宋_GB2312", "仿宋", 16)
TIMES = Style("Times New Roman", "other", 16)


class NoLatinMarks(Rule, frozen=True):
    """Marks such as “ ” … — between Chinese characters are set in the font of those, not in a Latin one.

    Both kinds of fonts have these marks. Where a run names a Latin font beside the Chinese one and does not say that
    its text is East Asian, word processors take the Latin one: narrow quotation marks, points on the line. Only
    the body is judged, and only fonts that are known to be Latin; marks in English sentences and between digits
    are left alone. One finding stands for the document.
    """

    name = "no-latin-marks"
    name_zh = "标点用西文字体"
    needs = ("styles",)
    basis = Basis("practice", "公文排版的通行要求（标点与汉字同字体）")
    applies_to = JUDGED
    gather = Gather(by="kind", above=1)
    message = Text(
        "标点 {marks} 用的是西文字体 {font}{places}，应改用与汉字相同的中文字体",
        "the marks {marks} are drawn in the Latin font {font}{places}, not in the Chinese one",
    )
    explained_zh = (
        "引号、省略号、破折号、间隔号中西文字体里都有。汉字之间的这些标点如按西文字体显示，引号变窄、省略号落在底线上。"
        "多因设置字体时西文字体一并套用到标点：选中后改为中文字体即可。\n\n"
        "只判公文和按公文排版的文件的正文，只认已知的西文字体；英文句子、数字之间的不判。全文合并为一条。"
    )
    examples = (
        Good(Draft((TITLE, Para("要坚持“预防为主”，落实责任……不得延误。", FANGSONG)))),
        Good(Draft((TITLE, Para("防汛期为5—9月。", TIMES), Para("See “Flood control” for details…", TIMES)))),
        Bad(Draft((TITLE, Para("要坚持⟦“⟧预防为主。", TIMES)))),
        Bad(Draft((TITLE, Para("要坚持⟦“⟧预防为主”，不得延误……", TIMES), Para("各单位——", TIMES))), scope="document"),
    )

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """Each stretch of marks in a Latin font."""
        layout = layout_of(document)
        if layout.other:
            yield self.unchecked(NOT_LAID_OUT.zh, NOT_LAID_OUT.en)
            return
        found: dict[str, list[Span]] = {}
        for span in _marks(document):
            for piece in document.pieces_in(span):
                font = SUBSET.sub("", piece.style.font or "")
                if LATIN.match(font.lower().replace(" ", "")):
                    font = shown_name(font) or font
                    inner = Span(max(span.start, piece.span.start), min(span.end, piece.span.end))
                    found.setdefault(font, []).append(inner)
        for font, spans in found.items():
            marks = list(dict.fromkeys("".join([document.cut(span) for span in spans])))
            values: dict[str, Any] = {"marks": " ".join(marks[:SHOWN]), "font": font}
            places = Text("，全文 {count} 处", " ({count} in the document)")
            alike = Alike(font, many=self.message.fill(places=places, **values))
            severity = at_most(self.severity, "warning" if layout.meant else "info")
            for span in spans:
                yield self.found(span, severity=severity, alike=alike, places=Text("", ""), **values)


def _marks(document: Document) -> Iterator[Span]:
    """The marks beside Chinese characters in Chinese paragraphs of the body."""
    text = typed(document, document.text)
    for paragraph in document.paragraphs:
        if paragraph.container == "body" and mainly_chinese(document.cut(paragraph.span)):
            for match in MARKS.finditer(text, paragraph.span.start, paragraph.span.end):
                yield Span(*match.span())
