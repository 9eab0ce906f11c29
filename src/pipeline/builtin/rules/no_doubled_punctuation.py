"""Rule: one mark where one belongs."""

import re
from collections.abc import Iterator

from pipeline.builtin.gongwen.han import HAN, HAN_RANGES
from pipeline.builtin.gongwen.punctuation import PAIRS
from pipeline.builtin.rules.blanking import typed
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import PROTECTED, Document
from pipeline.model.finding import Basis, Finding
from pipeline.model.text import Span, Text

STRENGTH = "、,，:：;；.。!！?？"
"""Weakest first; of two conflicting marks the later one here is kept."""

RUN = re.compile(
    r"[、，：；。？！,:;?!]{2,}"
    rf"|(?<=[{HAN_RANGES}”》）])\.[、，：；。？！]+"
    r"|[、，：；。？！]+\.(?![\w.．…/\\]|[ ]?[/\\])"
)
TONE = re.compile(r"[？！?!]{1,3}")
HALF_WIDTH = re.compile(r"[,:;?!]+")
DOTS = re.compile("。{3,}")
REFERENCE = re.compile(r"\[[A-Z](?:/[A-Z]{2})?\]|^\s*\[[0-9]{1,3}\]|[,:：，]\s?(?:19|20)[0-9]{2}(?:[,:：，.(（]|$)")
"""How a line of references shows. Programs that write them leave marks beside what is not known."""
REACH = 60
"""Characters behind a run in which the year of a reference stands."""
SYMBOLS = frozenset(("论文", "研究报告", "技术文件"))
"""Kinds of documents that enumerate symbols, which are often pictures: 尺寸为、、时."""
EMPTY = re.compile("[:：][、；。]")
MARKUP = "::"
"""What sets off the terms of a list in markup, and names in programs."""

TONES = Text("问号、叹号最多连用三个：“{marks}”", "more than three question or exclamation marks: “{marks}”")
ELLIPSIS = Text("省略号写成了句号：“{marks}”", "an ellipsis typed as stops: “{marks}”")
NOTHING = Text(
    "冒号与“{mark}”之间没有内容：如是漏填，请补上；否则删去一个标点",
    "nothing between the colon and “{mark}”: fill it in, or strike out one mark",
)


class NoDoubledPunctuation(Rule, frozen=True):
    """Two marks in a row are the trace of an edit: a clause was cut out and its mark left behind.

    Only the question mark and the exclamation mark may be doubled, up to three in a row
    (``？！``, ``！！``). The ellipsis ``……`` and the dash ``——`` are one mark each. A colon with nothing behind it may
    lack a value rather than have a mark too many, and is information. References are left alone.
    """

    name = "no-doubled-punctuation"
    name_zh = "标点重叠"
    basis = Basis("practice", "文稿校对通例；GB/T 15834-2011 只允许问号、叹号叠用，且至多三个", "4.2.3.3、4.3.3.3")
    message = Text("“{marks}”连用，应只留一个标点", "punctuation marks in a row: “{marks}”")
    explained_zh = (
        "标点重叠多为改稿时删字未删标点所致。只有问号、叹号可以叠用，最多三个；省略号“……”、破折号“——”各算一个标点。"
        "相同标点重叠可直接改正；不同标点重叠给出建议，由人确认。"
        "冒号后面没有内容的，可能是漏填，只作提示。"
    )
    examples = (
        Good("有这样的事？！真是太好了！！！"),
        Good("他说：“已经办结。”会议……就此结束——全体起立。"),
        Good("学习了《条例》、《办法》。（完）。"),
        Good("顿号、逗号（、，；）都是点号。"),
        Good("目录如下：.docx文件和......；Co., Ltd.，No.：12。"),
        Good("见 http://example.org/a,,b 和 C++ 的 std::string。"),
        Good(Draft((Para("，抓好落实。", number="一、"),))),
        Good("[1]张三.防汛调度研究[C].云泽水利学会:,2021:7.\n示例：./bin/tool和示例：. /bin/tool。"),
        Bad("软件的交付形式⟦：。⟧"),
        Bad("各项工作已经完成⟦。。⟧", fixed="各项工作已经完成。"),
        Bad("一要抓紧⟦，，⟧二要抓实⟦、、⟧抓细。", fixed="一要抓紧，二要抓实、抓细。"),
        Bad("措施不够有力⟦，。⟧请各单位⟦：：⟧注意。", fixed="措施不够有力。请各单位：注意。"),
        Bad("已报送国办⟦。。⟧2026年5月8日前办结。", fixed="已报送国办。2026年5月8日前办结。"),
        Bad("现予报送，请审阅⟦.。⟧", fixed="现予报送，请审阅。"),
        Bad("责任到人⟦；。⟧", fixed="责任到人。"),
        Bad("包括教育、卫生⟦、。⟧", fixed="包括教育、卫生。"),
        Bad("还有许多问题⟦。。。⟧", fixed="还有许多问题……"),
        Bad("怎么能这样⟦！！！！⟧", fixed="怎么能这样！！！"),
        Bad("加强领导⟦,，⟧落实责任⟦,,⟧", fixed="加强领导，落实责任,"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """Every run of marks outside protected stretches and tables of contents."""
        text = typed(document, document.mask((*PROTECTED, "contents")))
        unknown = {mark.span.start for mark in document.marked("field") if not mark.span}
        for match in RUN.finditer(text):
            span, marks = Span(*match.span()), match.group()
            if not unknown.isdisjoint(range(span.start + 1, span.end)):  # something is shown between them
                continue
            before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
            if TONE.fullmatch(marks) or PAIRS.get(before) == after:
                continue
            if HALF_WIDTH.fullmatch(marks) and not HAN.match(before):
                continue
            if marks == MARKUP and after in ("", "\n"):
                continue
            if HALF_WIDTH.search(marks) and _is_reference(text, span):
                continue
            yield self._told(marks, span, document)

    def _told(self, marks: str, span: Span, document: Document) -> Finding:
        """As information, where a value or a sign that is no text may have stood between the marks."""
        if EMPTY.fullmatch(marks):
            return self.found(span, message=NOTHING, severity="info", mark=marks[1])
        single, safe = _one_for(marks)
        unsure = marks == MARKUP or (marks == "、、" and document.metadata.kind in SYMBOLS)
        return self.found(
            span,
            fix=single,
            safe=safe and not unsure,
            severity="info" if unsure else None,
            message=ELLIPSIS if DOTS.fullmatch(marks) else TONES if set(marks) <= set("？！?!") else None,
            marks=marks,
        )


def _is_reference(text: str, span: Span) -> bool:
    """Whether half-width marks stand in a line of references."""
    start = text.rfind("\n", 0, span.start) + 1
    return REFERENCE.search(text[start : span.start]) is not None or (
        REFERENCE.search(text[span.start : span.end + REACH].split("\n", 1)[0]) is not None
    )


def _one_for(marks: str) -> tuple[str, bool]:
    """What should stand there instead of ``marks``, and whether that is certain."""
    if len(set(marks)) > 1:
        return max(marks, key=STRENGTH.index), False
    if marks[0] in "？！?!":
        return marks[:3], False
    if marks[0] == "。" and len(marks) > 2:
        return "……", False
    return marks[0], True
