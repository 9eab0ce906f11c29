"""Rule: headings in the fonts of their level."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any, Literal

import msgspec

from pipeline.builtin.gongwen.sizes import said_size
from pipeline.builtin.rules.body_font import Look
from pipeline.builtin.rules.laid_out import JUDGED, NOT_LAID_OUT, Layout, at_most, layout_of, usual, weights
from pipeline.builtin.structure.numbered import Numbers
from pipeline.builtin.structure.numbering import LADDER, Form
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import ROLES, Document, Mark
from pipeline.model.finding import Alike, Basis, Finding, NotChecked, Severity
from pipeline.model.layout import FontClass, Style
from pipeline.model.text import Span, Text

COMMON = 0.5
"""Share of a level's headings from which on their wrong font is the document's, not a heading's."""
LEVELS: tuple[Form, ...] = LADDER[:4]
"""What the standard numbers headings with, from the first level to the fourth."""
END_MARKS = "。；：！？;:!?"
CLOSERS = "”’』》）)"
CLAUSE = re.compile("[，；：]")
CONTENT = frozenset(("body", "item", "table-text"))
"""What stands below a heading."""
OUTSTANDING = 2
"""The deepest level whose font is not that of the body."""

HEI = Style("黑体", "黑体", 16)
KAI = Style("楷体_GB2312", "楷体", 16)
FANGSONG = Style("仿宋_GB2312", "仿宋", 16)
TITLE = Para("关于做好防汛工作的通知", Style("方正小标宋简体", "小标宋", 22), "centre")
ONE = Para("一、加强组织领导", HEI)
TEXT = Para("各单位要提高认识，加强领导，确保安全度汛。", FANGSONG)

Points = Annotated[float, msgspec.Meta(gt=0, le=200)]
Fonts = tuple[FontClass, FontClass, FontClass, FontClass]


Kind = Literal["title", "sentence", "entry"]
"""A heading without a mark at its end; a short sentence with text of its own; a longer one, or a line of a list."""


class Heading(msgspec.Struct, frozen=True):
    """A heading of ``level`` 1 to 4, and how it looks, if wrong."""

    span: Span
    level: int
    wanted: tuple[FontClass, ...]
    wrong: Look | None
    kind: Kind
    part: int
    """The attachment that it stands in, 0 for the text itself."""
    set_off: bool
    """Whether it stands out from the body as headings of many offices do."""


class HeadingFont(Rule, frozen=True):
    """Headings are in 黑体 (一、), 楷体 （（一）） and 仿宋 (1. and （1）), all of size 3 (16 pt).

    Of a heading whose text runs on only its own sentence is judged. Where a document leaves levels out, going from
    一、 to 1., its headings may look as their number or as their depth has it. Only the class of the font counts,
    whoever made it; bold is a matter of practice, and automatic numbers, letters and digits are not judged. Sentences
    with a number (一、删除第二条。), which many documents set as body text throughout, are judged where others are set
    as headings. What most headings of a level have in common is reported once. A heading that differs from the others
    of its level is a warning, and so is a level of what has a 版头, a 文号 or a 版记 when it does not stand out at
    all; bold, 黑体 or 楷体 throughout is a habit of many offices, which is worth a word.
    """

    name = "heading-font"
    name_zh = "标题字体不符"
    needs = ("styles",)
    basis = Basis("standard", "GB/T 9704-2012（“一般”，非强制）", "7.3.3")
    applies_to = JUDGED
    gather = Gather(by="kind", above=None, share=COMMON)
    message = Text("{level}级标题为{found}，应为{wanted}", "level {level} heading in {found}, should be {wanted}")
    explained_zh = (
        "一级标题用黑体，二级用楷体，三、四级用仿宋，均为3号。\n\n"
        "按序号“一、”“（一）”“1.”“（1）”定级；跳级编号的（如“一、”下直接用“1.”），按序号或者按实际层次的字体都可以。"
        "只判公文和按公文排版的文件。标题后接正文的，只看标题那一句。只比较字体类别，不问厂家；加粗是实务做法，不判；"
        "自动编号、字母、数字不判；“一、删除第二条。”这类编号的句子，全文都按正文排的，不判。"
        "同级标题多数都是同一种不符的，合并为一条。与同级其他标题不一致的，以及有红头、文号或版记而一、二级标题与正文没有区别的，为警告；"
        "同级标题一律加粗或一律用黑体、楷体是常见做法，只作提示。pdf 以文件内嵌字体为准。"
    )
    examples = (
        Good(Draft((TITLE, ONE, TEXT, Para("（一）落实责任。", KAI), Para("1.分级负责。", FANGSONG)))),
        Good(Draft((TITLE, Para("一、加强组织领导", Style("FZHTK--GBK1-0", "黑体", 15.96, bold=True)), TEXT))),
        Good(Draft((TITLE, ONE, TEXT, Para("1.落实责任", KAI), TEXT, Para("2.严格考核", KAI), TEXT))),
        Good(Draft((TITLE, Para("一、加强组织领导", Style("黑体", "黑体", 14)), TEXT)), {"size": 14}),
        Good(
            Draft(
                (TITLE, TEXT, Para("一、删除第一条第二项。", FANGSONG), Para("二、本决定自发布之日起施行。", FANGSONG))
            )
        ),
        Good(Draft((TITLE, Para("加强组织领导", Style("宋体", "宋体", 14)), TEXT))),
        Bad(
            Draft(
                (
                    TITLE,
                    ONE,
                    TEXT,
                    Para("⟦二、落实工作责任⟧", FANGSONG),
                    TEXT,
                    Para("三、严格督查考核", HEI),
                    Para("⟦（一）按月通报⟧", HEI),
                    TEXT,
                    Para("⟦（二）奖优罚劣。⟧各单位要把考核结果用起来。", FANGSONG),
                    Para("⟦1.公布名次⟧", Style("仿宋", "仿宋", 14)),
                    TEXT,
                )
            )
        ),
        Bad(
            Draft((TITLE, Para("一、加强领导", FANGSONG), TEXT, Para("二、落实责任", FANGSONG), TEXT)),
            scope="document",
        ),
    )

    fonts: Fonts = ("黑体", "楷体", "仿宋", "仿宋")
    """Of the first level to the fourth."""
    size: Points = 16
    tolerance: Points = 0.5

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """Each heading that looks otherwise."""
        layout = layout_of(document)
        if layout.other:
            yield self.unchecked(NOT_LAID_OUT.zh, NOT_LAID_OUT.en)
            return
        headings, unknown = self._read(document, layout)
        if unknown:
            yield self.unchecked(f"有 {unknown} 个标题字体不明", f"the font of {unknown} headings is not known")
        parts = {(heading.part, heading.level) for heading in headings}
        for part, level in sorted(parts):
            meant = _meant([heading for heading in headings if heading.part == part])
            yield from self._level([heading for heading in meant if heading.level == level], layout)

    def _read(self, document: Document, layout: Layout) -> tuple[list[Heading], int]:
        """The headings with a font, and how many there are without."""
        found: list[tuple[Mark, Form, Kind, int]] = []
        numbers = Numbers(document)
        for mark, following in pairwise((*document.marked(*ROLES), None)):
            number = numbers.at(mark.span.start) if mark and mark.name == "heading" else None
            if mark and number and number.form in LEVELS and number.span.end < mark.span.end:
                kind = _kind(document.cut(mark.span), mark, following)
                found.append((mark, number.form, kind, layout.part(mark.span)))
        headings, unknown = [], 0
        for mark, form, kind, part in found:
            depths = [one for one in LEVELS if any((one, part) == (other, place) for _, other, _, place in found)]
            level = LEVELS.index(form)
            wanted = tuple(dict.fromkeys((self.fonts[level], self.fonts[depths.index(form)])))
            styles = weights(document, mark.span)
            if not any(style.font_class for style in styles):
                unknown += 1
                continue
            wrong: Counter[Look] = Counter()
            for style, weight in styles.items():
                if self._differs(style, wanted):
                    look = Look(style.font_class or "", style.font or "", round((style.size or 0) * 2) / 2)
                    wrong[look] += weight
            most = max(wrong, key=lambda look: (wrong[look], look), default=None)
            main = max(styles, key=lambda style: styles[style])
            set_off = usual(main.font_class, bold=main.bold)
            headings.append(Heading(mark.span, level + 1, wanted, most, kind, part, set_off))
        return headings, unknown

    def _differs(self, style: Style, wanted: tuple[FontClass, ...]) -> bool:
        wrong_size = style.size is not None and abs(style.size - self.size) > self.tolerance
        return wrong_size or style.font_class not in (None, *wanted)

    def _level(self, headings: list[Heading], layout: Layout) -> Iterator[Finding]:
        """The findings on the headings of one level of one part."""
        looks = Counter(heading.wrong for heading in headings)
        for heading in headings:
            if heading.wrong is not None:
                yield self._told(heading, heading.wrong, len(headings), self._sure(heading, looks, layout))

    def _sure(self, heading: Heading, looks: Counter[Look | None], layout: Layout) -> Severity:
        """How grave it is: what differs from its like, or a level of what has a 版头 that does not stand out at all.

        Bold, 黑体 or 楷体 throughout is another habit, and so is one more size throughout. A longer sentence with a
        number may be meant as text.
        """
        look = heading.wrong
        if look is None or not layout.meant or heading.kind == "entry":
            return "info"
        if looks[None] >= looks.total() - looks[None]:
            return "warning"
        if heading.part:
            return "info"
        plain = look.font_class not in ("", *heading.wanted) and not heading.set_off
        if heading.level > OUTSTANDING or not plain:
            return "info"
        return "warning" if layout.headed or looks.total() == 1 else "info"

    def _told(self, heading: Heading, look: Look, total: int, sure: Severity) -> Finding:
        """The finding, with what it says where it stands for all headings of the level that look so."""
        said, size = look.said(), said_size(self.size)
        level = ("附件中的" if heading.part else "") + "一二三四"[heading.level - 1]
        values: dict[str, Any] = {
            "level": Text(level, str(heading.level)),
            "wanted": Text(f"{'或'.join(heading.wanted)}{size.zh}", f"{' or '.join(heading.wanted)} {size.en}"),
        }
        many = Text(f"{said.zh}，共 {{count}} 处", f"{said.en} ({{count}} headings)")
        kind = f"{heading.part} {heading.level} {look.font_class} {look.font} {look.size:g}"
        alike = Alike(kind, 1, total, many=self.message.fill(found=many, **values))
        severity = at_most(self.severity, sure)
        return self.found(heading.span, severity=severity, alike=alike, found=said, **values)


def _kind(said: str, heading: Mark, following: Mark | None) -> Kind:
    ended = said.rstrip(CLOSERS)[-1:] in END_MARKS
    headed = following is not None and (
        following.name in CONTENT or (following.name == "heading" and following.value > heading.value)
    )
    if not headed or (ended and CLAUSE.search(said[:-1])):
        return "entry"
    return "sentence" if ended else "title"


def _meant(headings: list[Heading]) -> list[Heading]:
    """The headings that are meant to stand out.

    A sentence is where any heading of the first two levels does, an entry where another one of its level does.
    """
    right = [heading for heading in headings if heading.wrong is None]
    some = any(heading.level <= OUTSTANDING for heading in right)
    entries = {heading.level for heading in right if heading.kind == "entry"}
    return [
        heading
        for heading in headings
        if heading.kind == "title" or (some if heading.kind == "sentence" else heading.level in entries)
    ]
