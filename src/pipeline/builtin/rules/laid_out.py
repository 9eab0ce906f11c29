"""How far a document is laid out as GB/T 9704-2012 has it, and which of it is its own text.

Rules on layout are as sure as a document claims to be a 公文: by a 版头 or 版记, or by the type it is set in. What only
has the title of one, as papers of students and companies do, gets information; attachments may look otherwise.
"""

import re
from collections import Counter

import msgspec

from pipeline.builtin.gongwen.document_numbers import YEAR_OPEN
from pipeline.builtin.gongwen.han import HAN
from pipeline.builtin.gongwen.kinds import STATUTORY
from pipeline.builtin.gongwen.sentences import SENTENCE
from pipeline.contract.policy import AppliesTo
from pipeline.model.document import Document
from pipeline.model.finding import Severity
from pipeline.model.layout import FontClass, Generated, Style
from pipeline.model.text import Span, Text

JUDGED = AppliesTo(("official",), situations=("drafted", "issued", "template", "unknown"), sure_in=("drafted",))
"""Layout is demanded of what somebody lays out here. Of a final form that has come in, and of a template, it is worth
a word; a copy has no layout of its own."""
NOT_LAID_OUT = Text(
    "没有按公文排版，只在“正文字体不符”中提示一次",
    "not laid out as a 公文; this is said once, of fonts and sizes",
)
"""Why rules on layout leave a document alone that :class:`~pipeline.builtin.rules.body_font.BodyFont` speaks of."""
_HEAD = frozenset(("issuer-mark", "signer", "imprint"))
_TYPE = frozenset(("仿宋", "楷体", "黑体", "小标宋"))
"""Classes of fonts that nobody has without choosing them."""
_DRESSED = 0.5
"""Share of the text's Han characters in 仿宋 of size 3 from which on somebody has set it as a 公文."""
_LEAST = 15.5
"""pt; smaller 仿宋 is that of papers and applications too."""
_CHOSEN = 0.02
"""Share in chosen fonts up to which no layout has been made: a word or two that was pasted."""
_SET = 0.3
"""Share in chosen fonts from which on a text with a 文号 has been set here."""
_TALL = 26.0
"""pt; the size of a 发文机关标志 begins about there."""
_DEFAULT_SIZE = 12.0
"""pt; the largest that office programs begin with."""
_HALF = 0.5
_LINE = 40
"""Characters from which on a paragraph is running text even without the end of a sentence in it."""
_ASIDE = re.compile(
    r"[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)]\Z|(?:备?注|说明|资料来源|数据来源|来源|制表|填表)\d*[:：]|[图表]\s?\d"
    r"|\[\d+\]|https?:|www\.|[□☑☐■]|.*[.…·⋯]{5}"
)
"""Notes, captions, lists of references, addresses, boxes to tick, and lines of a table of contents."""
_ORDER: tuple[Severity, ...] = ("info", "warning", "error")


class Layout(msgspec.Struct, frozen=True):
    """What speaks for the layout of a 公文."""

    headed: bool
    """A 版头, a 文号 or a 版记 that somebody has set: nobody disputes what page and type it needs.

    One in the type of the rest is that of a text copied from elsewhere."""
    dressed: bool
    """Set in the type of a 公文: a title in 小标宋, or most of the text in 仿宋 of size 3."""
    kindred: bool
    """Set in 仿宋 of whatever size, as houses have it."""
    statutory: bool
    """Of one of the 15 kinds; others are laid out so by habit only."""
    letter: bool
    """With 主送 and an end."""
    default: bool
    """Nobody has laid it out: default fonts and sizes throughout."""
    end: int
    """Where its own text ends: before attachments, slips and forms."""
    attachments: tuple[Span, ...]

    @property
    def meant(self) -> bool:
        """Whether it is meant to look like a 公文."""
        return (self.headed or self.dressed) and not self.default

    @property
    def other(self) -> bool:
        """Whether it is laid out in no way, or in one of its own that no standard is about: one word is enough."""
        return self.default or not (self.meant or self.statutory or self.kindred)

    def part(self, span: Span) -> int:
        """The part that ``span`` is of: 0 for the text itself, 1 for what follows it, from 2 on the attachments."""
        if span.start < self.end:
            return 0
        within = (number for number, part in enumerate(self.attachments, 2) if part.start <= span.start < part.end)
        return next(within, 1)


def layout_of(document: Document) -> Layout:
    """What speaks in ``document`` for the layout of a 公文."""
    end = _end(document)
    marks = [mark for mark in document.marks if mark.span.start < end]
    roles = {mark.name for mark in marks}
    numbered = any(mark.name == "document-number" and re.search(YEAR_OPEN, document.cut(mark.span)) for mark in marks)
    text, title = Counter[Style](), Counter[Style]()
    for mark in marks:
        if mark.name in ("body", "heading", "item"):
            text += weights(document, mark.span)
        elif mark.name == "title":
            title += weights(document, mark.span)
    total = text.total()
    chosen = sum(weight for style, weight in (text + title).items() if style.font_class in _TYPE)
    small = sum(weight for style, weight in text.items() if style.size is not None and style.size <= _DEFAULT_SIZE)
    fangsong = sum(
        weight for style, weight in text.items() if style.font_class == "仿宋" and (style.size or _LEAST) >= _LEAST
    )
    tall = any(
        mark.name == "issuer-mark" and any((style.size or 0) >= _TALL for style in weights(document, mark.span))
        for mark in marks
    )
    dressed = any(style.font_class == "小标宋" for style in title) or fangsong > total * _DRESSED
    return Layout(
        headed=(bool(roles & _HEAD) or numbered) and (tall or dressed or chosen > total * _SET),
        dressed=dressed,
        kindred=sum(weight for style, weight in text.items() if style.font_class == "仿宋") > total * _DRESSED,
        statutory=document.metadata.kind in STATUTORY,
        letter="addressee" in roles and bool(roles & {"signature", "date", "imprint"}),
        default=total > 0 and small >= total * (1 - _CHOSEN) and chosen <= total * _CHOSEN,
        end=end,
        attachments=tuple(section.span for section in document.sections if section.level == 0),
    )


def _end(document: Document) -> int:
    """Where the text itself ends: at the first attachment, or at the signature behind which a slip or form follows."""
    whole = len(document.text)
    end = next((part.span.start for part in document.sections if part.level == 0 and part.span.start > 0), whole)
    closings = [mark.span.end for mark in document.marked("signature", "date", "imprint") if mark.span.end <= end]
    return closings[-1] if closings and closings[-1] > end * _HALF else end


def weights(document: Document, span: Span) -> Counter[Style]:
    """How many Han characters of ``span`` are in each style, but those of automatic numbers."""
    found: Counter[Style] = Counter()
    for piece in document.pieces_in(span):
        if not isinstance(piece.place, Generated):
            start, end = max(piece.span.start, span.start), min(piece.span.end, span.end)
            found[piece.style] += sum(len(match.group()) for match in HAN.finditer(document.text, start, end))
    return +found


def running(text: str) -> bool:
    """Whether a paragraph is running text, and no label, list of names, caption or note."""
    bare = text.strip()
    if not bare or _ASIDE.match(bare):
        return False
    return SENTENCE.search(bare) is not None or (len("".join(bare.split())) >= _LINE and "，" in bare)


def at_most(severity: Severity, most: Severity) -> Severity:
    """The severity of a rule, lowered to what a finding can be sure of."""
    return min(severity, most, key=_ORDER.index)


def usual(found: FontClass | None, *, bold: bool | None) -> bool:
    """Whether a heading that looks so is set off in a way that many offices have."""
    return bool(bold) or found in ("黑体", "楷体", "小标宋")
