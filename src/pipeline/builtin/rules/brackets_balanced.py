"""Rule: what is opened is closed."""

import itertools
import re
from collections.abc import Container, Iterator

import msgspec

from pipeline.builtin.gongwen.han import HAN, HAN_RANGES
from pipeline.builtin.rules.blanking import blanked, entry_numbers, links, typed
from pipeline.builtin.rules.bracket_cells import Cells, stretches
from pipeline.builtin.rules.bracket_reading import OPENERS, PARTNERS, Opened, Reading, kind_of, labels_of
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import AppliesTo, Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import BLANK, Document
from pipeline.model.finding import Basis, Finding, TextEdit
from pipeline.model.layout import Paragraph
from pipeline.model.text import Span, Text

UNSURE_IN_PDF = "‘’〔〕［］"
"""Marks that recognised text is full of where it is none."""
LONG = 4
"""So many times further goes a bracket that begins its paragraph: 【…】 around a list."""
REACH, REACH_PDF = 5, 12
"""Paragraphs over which a bracket may go, which in a pdf are often no more than lines; a quotation goes over any
number."""
INTERVAL = re.compile(r"[\[(（［][-+−\s0-9.%％∞a-zA-Z万亿元]{1,20}[,，][-+−\s0-9.%％∞a-zA-Z万亿元]{1,20}[\])）］]")
APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z\s])|’(?=[0-9]{2}(?![0-9]))")
MINUTES = re.compile(r"°[ ]?[0-9.]{1,8}’(?:[ ]?[0-9.]{1,8}”)?")
FORMULA = re.compile(rf"\$(?![0-9\s])[^$\n{HAN_RANGES}]{{1,300}}\$|\\(?:left|right|[bB]igg?)?\s?[\[\](){{}}.]")
"""TeX: a formula between ``$``, which are no dollars before an amount, and brackets with a backslash."""
CUT_OFF = re.compile(r"[^）)\n]{0,20}(?:…|\.{3})\s*(?:\n|\Z)")
"""A name that a program cut off to fit a cell: ``联港湾(北京云数…``."""
DOUBLED = re.compile("““|””")
"""What the text of a pdf has where type was made bold by printing it twice."""
STRAIGHT = re.compile('"')
QUOTED = 40
"""Characters between two quotation marks up to which they are taken for a pair."""
ENDED = re.compile("[。！？；“”]")
"""What does not stand inside of a short quotation."""

CROSSED = Text("{opener} {closer} 与其他成对的标点交叉，请改为一对套着一对", "{opener} {closer} cross another pair")
MIXED = Text("括号前后不一：{opener} 与 {closer}，请统一", "brackets that are no pair: {opener} {closer}")
UNLIKE = Text("前后引号用错：{opener}…{closer}，应为 “…”", "the wrong quotation marks: {opener}…{closer} for “…”")


class BracketsBalanced(Rule, frozen=True):
    """Quotation marks, 书名号 and brackets come in pairs, one inside the other.

    Judged over the text, not line by line: a quotation over several paragraphs opens at each of
    them and closes at the last, and a note in brackets may have a few paragraphs. A cell of a
    table is judged on its own, unless what it opens is closed below it. The brackets of numbers (``1）``),
    of intervals (``[0，1）``) and formulas, minutes of arc, inches and apostrophes are none. A bracket closed by
    one of another width is one finding, and so are quotation marks the wrong way round. In the tables of a pdf,
    whose cells may be cut apart, it is information.
    """

    name = "brackets-balanced"
    basis = Basis("standard", "GB/T 15834-2011", "4.8.2、4.8.3.5、4.9.2、4.15.2")
    applies_to = AppliesTo(("chinese",), said=False)
    gather = Gather()
    name_zh = "括号不成对"
    message = Text(
        "缺少与 {sign} 配对的 {partner}，请补上，或删去 {sign}",
        "{sign} without its {partner}: add it, or strike out {sign}",
    )
    explained_zh = (
        "引号、括号、书名号要成对使用，不交叉。\n\n"
        "按全文判断：连续几个段落的引文，每段开头用前引号、最后一段末尾才用后引号，是正确的；括注可以跨几个段落。表格逐格判断。"
        "序号的括号（1））、数学区间（[0，1））、角分角秒、英寸、英文撇号不算。左右括号全角半角不一、前后引号用错的，合为一条，建议改法，由人确认。"
        "单元格写不下接到下一行同一列的，不算；PDF表格中的文字可能被拆开，只作提示。"
    )
    examples = (
        Good("学习《关于印发〈防汛办法〉的通知》（云政发〔2026〕3号），做到“知‘防’懂‘汛’”。"),
        Good("他强调：\n“防汛工作事关大局。\n“各单位要抓好落实。\n“要压实责任。”\n会议要求，抓紧抓实。"),
        Good("（联系人：张岚，电话：12345；\n传真：12346）"),
        Good("报送以下材料：1）申请表；2）身份证复印件。\n一）登记\n二）审核\na）初审"),
        Good("得分在[80，90）区间的为良好，x∈(0,1]，位于北纬31°14’35”，参加过’98抗洪，模量（G’）下降。"),
        Good("防汛系统见参考文献10．(Dong Bo, 2012。\n接口为f(x，详见说明。"),
        Good("That’s what the users’ guide (2nd ed.) says."),
        Good("各地（含以下情形：1）新建；2）改建）要报送。"),
        Good(Draft((Para("抓好落实。", number="甲组)"), Para("按期办结。", number="（乙组")))),
        Good("Q1）汛期何时开始？\n请先答问题Q1），方法1）从上游测起，再按2）复核。"),
        Good("1）核对雨量。\n2）核对水位，另外包括3）核对流量。"),
        Good("礼品卡（$5）约25个（$125），小玩偶5个（$20）。"),
        Good("流程为申请---》受理---》办结，显示屏为27”宽屏，谢谢：）\n由$[0,x)$和\\left[a,b\\right)可知。"),
        Good("2）作用\n2.1）明确范围；\n2.2）规定职责。\nａ）雨量；ｂ）水位；ｃ）流量。\n申请-》受理==》办结。"),
        Good("【列出基本要求，如\na.雨量；\nb.水位；\nc.流量；\nd.泥沙；\ne.水质；\nf.水温；\ng.风速。】"),
        Bad("印发⟦《⟧防汛办法的通知，请抓好落实。\n填写《登记表》（见附件1）⟦）⟧。"),
        Bad("会议指出⟦“⟧防汛工作事关大局。\n各单位要抓好落实。"),
        Bad("按照（⟦《防汛办法）》⟧的要求办理。"),
        Bad("防汛办法⟦(试行）⟧自⟦（印发)⟧之日起施行。", fixed="防汛办法（试行）自（印发）之日起施行。"),
        Bad("点击⟦”防汛“⟧和⟦“抗旱“⟧按钮。", fixed="点击“防汛”和“抗旱”按钮。"),
        Bad('学习⟦“三个代表"⟧重要思想。', fixed="学习“三个代表”重要思想。"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """A finding for each mark without a partner, each crossing and each pair of two widths."""
        shown = _bared(document)
        text = typed(document, shown)
        also = None if text == shown else {finding.span for finding in self._findings(document, shown)}
        for finding in self._findings(document, text):
            if also is None or finding.span in also:
                yield finding

    def _findings(self, document: Document, text: str) -> Iterator[Finding]:
        foreign: dict[Span, bool] = {}
        cells = Cells(document)
        labels = labels_of([document.cut(paragraph.span) for paragraph in document.paragraphs])
        found: list[Finding] = []
        for stretch in stretches(document, cells):
            reach = REACH_PDF if document.kind == "pdf" and stretch[0].container == "body" else REACH
            for finding in self._judged(text, stretch, labels, reach):
                paragraph = document.paragraph_at(finding.span.start)
                line = paragraph.span if paragraph else finding.span
                if line not in foreign:
                    foreign[line] = HAN.search(text, line.start, line.end) is None
                if not (foreign[line] or _in_latin(text, finding.span)):
                    found.append(finding)
        paired = cells.paired(
            {finding.span.start: text[finding.span.start] for finding in found if len(finding.span) == 1}
        )
        for finding in found:
            at = finding.span.start
            cell = cells.at(at)
            if at in paired or (
                cell is not None and len(finding.span) == 1 and CUT_OFF.match(text, at + 1, cell.span.end)
            ):
                continue
            yield finding if self._is_sure(document, finding, in_cell=cell is not None) else lowered(finding)

    def _is_sure(self, document: Document, finding: Finding, *, in_cell: bool) -> bool:
        """Whether the text is as it was written; that of a pdf may be cut apart or printed twice."""
        if document.kind != "pdf" or finding.fix is not None:
            return True
        if document.text[finding.span.start] in UNSURE_IN_PDF:
            return False
        paragraph = document.paragraph_at(finding.span.start)
        line = paragraph.span if paragraph else finding.span
        return not in_cell and DOUBLED.search(document.text, line.start, line.end) is None

    def _judged(self, text: str, stretch: list[Paragraph], labels: Container[str], reach: int) -> Iterator[Finding]:
        """The faults in paragraphs that follow one another."""
        waiting: dict[str, list[Opened]] = {}
        for index, paragraph in enumerate(stretch):
            reading = Reading(text, paragraph.span, index, labels)
            quotation = waiting.get("“", [])
            if quotation and quotation[-1].paragraph == index - 1 and reading.quoted_to_the_end:
                _close_quotation(quotation)
            if not quotation:
                for start, end in wrong_quotes(text, paragraph.span, reading):
                    yield self._unlike(text, start, end)
            for opener, at in reading.mixed:
                yield self._mixed(text, opener, at)
            for opener, at in reading.crossed:
                yield self.found(Span(opener.at, at + 1), message=CROSSED, opener=opener.sign, closer=text[at])
            for at in reading.loose:
                kind = kind_of(OPENERS[text[at]])
                openers = waiting.get(kind, [])
                far = bool(openers) and index - openers[-1].paragraph > (reach * LONG if openers[-1].first else reach)
                if not openers or (far and kind not in "“‘"):
                    yield self.found(Span(at, at + 1), sign=text[at], partner=OPENERS[text[at]])
                elif kind == "“":
                    _close_quotation(openers)
                else:
                    openers.pop()
            for opener in reading.left:
                waiting.setdefault(kind_of(opener.sign), []).append(opener)
        for openers in waiting.values():
            for opener in openers:
                yield self.found(Span(opener.at, opener.at + 1), sign=opener.sign, partner=PARTNERS[opener.sign])

    def _mixed(self, text: str, opener: Opened, at: int) -> Finding:
        """A pair of two widths; the wide one is taken as right."""
        edit = TextEdit(at, at + 1, PARTNERS[opener.sign])
        if opener.sign in "([":
            edit = TextEdit(opener.at, opener.at + 1, OPENERS[text[at]])
        return self.found(Span(opener.at, at + 1), fix=(edit,), message=MIXED, opener=opener.sign, closer=text[at])

    def _unlike(self, text: str, start: int, end: int) -> Finding:
        """Two quotation marks that enclose something, of which one or both are the wrong ones."""
        edits = [TextEdit(at, at + 1, mark) for at, mark in ((start, "“"), (end, "”")) if text[at] != mark]
        return self.found(Span(start, end + 1), fix=edits, message=UNLIKE, opener=text[start], closer=text[end])


def lowered(finding: Finding) -> Finding:
    """Return ``finding`` as information."""
    return msgspec.structs.replace(finding, severity="info")


def wrong_quotes(text: str, span: Span, reading: Reading) -> list[tuple[int, int]]:
    """Pairs of quotation marks that were both typed the same way, or the wrong way round; taken out of ``reading``.

    A straight one beside a curved one is such a pair as well.
    """
    openers = {opener.at: opener for opener in reading.left if opener.sign == "“"}
    straight = [at for at in range(span.start, span.end) if text[at] == '"']
    marks = sorted(
        (*openers, *(at for at in reading.loose if text[at] == "”"), *(straight if len(straight) % 2 else ()))
    )
    pairs: list[tuple[int, int]] = []
    for start, end in itertools.pairwise(marks):
        taken = pairs and pairs[-1][1] >= start
        begins = start in openers and openers[start].first and re.search("[，、,]", text[start:end]) is not None
        both_straight = text[start] == text[end] == '"'
        far = not 1 < end - start <= QUOTED or ENDED.search(text, start + 1, end) is not None
        if not (taken or begins or both_straight or far):
            pairs.append((start, end))
    done = {at for pair in pairs for at in pair}
    reading.left = [opener for opener in reading.left if opener.at not in done]
    reading.loose = [at for at in reading.loose if at not in done]
    return pairs


def _in_latin(text: str, span: Span) -> bool:
    """Whether the span is one half-width mark with no Han character beside it, as in a reference or a formula."""
    if len(span) > 1 or text[span.start] not in "()[]":
        return False
    beside = text[max(0, span.start - 2) : span.start].rstrip()[-1:] + text[span.end : span.end + 2].lstrip()[:1]
    return HAN.search(beside) is None


def _close_quotation(openers: list[Opened]) -> None:
    """Take off the last “, and those before it of which it was the repetition."""
    last = openers.pop()
    while openers and last.first and openers[-1].paragraph == last.paragraph - 1:
        last = openers.pop()


def _bared(document: Document) -> str:
    """The text with the marks blanked that are none."""
    text = blanked(document.mask(("url", "filename", "code", "contents")), links(document))
    for pattern in (FORMULA, INTERVAL, MINUTES):
        text = pattern.sub(lambda match: BLANK * len(match.group()), text)
    return blanked(APOSTROPHE.sub(BLANK, text), entry_numbers(document))
