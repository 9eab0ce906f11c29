"""Rule: what is opened is closed."""

import bisect
import re
from collections.abc import Iterable, Iterator

import msgspec

from pipeline.builtin.gongwen.han import HAN
from pipeline.builtin.gongwen.numerals import CIRCLED, DIGIT, ONE_TO_TEN
from pipeline.builtin.gongwen.punctuation import PAIRS
from pipeline.builtin.rules.blanking import blanked, entry_numbers, links, typed
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import AppliesTo, Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import BLANK, Document
from pipeline.model.finding import Basis, Finding, TextEdit
from pipeline.model.layout import Paragraph
from pipeline.model.text import Span, Text

PARTNERS = {opener: closer for opener, closer in PAIRS.items() if opener not in "「『"}
"""Without the quotation marks of vertical text, which stand alone as ornaments."""
OPENERS = {closer: opener for opener, closer in PARTNERS.items()}
KINDS = {"(": "（", "[": "〔", "［": "〔", "【": "〔"}
"""Openers that people mix with one another, by the one that stands for all of the kind."""
SIGN = re.compile("[" + re.escape("".join((*PARTNERS, *OPENERS))) + "]")
REACH = 5
"""Paragraphs over which a bracket may go; a quotation goes over any number."""
NUMBERED = re.compile(
    rf"(?:^|[\s，。；：、,;:.“])(?:[{DIGIT}]{{1,3}}|[A-Za-z]|[{ONE_TO_TEN}]{{1,3}}|[ivx]{{1,4}}|[{CIRCLED}])\s?\Z"
)
"""What stands before a ） that closes nothing: the number of an entry, ``1）``."""
LONGEST_NUMBER = 6
INTERVAL = re.compile(r"[\[(（［][-+−\s0-9.%％∞a-zA-Z万亿元]{1,20}[,，][-+−\s0-9.%％∞a-zA-Z万亿元]{1,20}[\])）］]")
APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z\s])|’(?=[0-9]{2}(?![0-9]))")
PRIMED = re.compile("[A-Za-z]’")
"""A derivative or another prime, ``G’``, where no quotation is open."""
MINUTES = re.compile(r"°[ ]?[0-9.]{1,8}’(?:[ ]?[0-9.]{1,8}”)?")
END = re.compile(r"[。！？…\s）)”’]*")

CROSSED = Text("{opener} {closer} 与其他成对的标点交叉", "{opener} {closer} cross another pair")
MIXED = Text("括号前后不一：{opener} {closer}", "brackets that are no pair: {opener} {closer}")


class Opened(msgspec.Struct, frozen=True):
    """An opening mark. ``paragraph``: index of its paragraph; ``first``: whether it begins it."""

    at: int
    sign: str
    paragraph: int
    first: bool


class BracketsBalanced(Rule, frozen=True):
    """Quotation marks, 书名号 and brackets come in pairs, one inside the other.

    Judged over the text, not line by line: a quotation over several paragraphs opens at each of
    them and closes at the last, and a note in brackets may have a few paragraphs. A cell of a
    table is judged on its own. The brackets of numbers (``1）``), of intervals (``[0，1）``),
    minutes of arc and apostrophes are none. A bracket closed by one of another width is one finding.
    """

    name = "brackets-balanced"
    basis = Basis("standard", "GB/T 15834-2011", "4.8.2、4.8.3.5、4.9.2、4.15.2")
    applies_to = AppliesTo(("chinese",), said=False)
    gather = Gather()
    message = Text("缺少与 {sign} 配对的 {partner}", "{sign} without its {partner}")
    explained_zh = (
        "引号、括号、书名号要成对使用，不交叉。\n\n"
        "按全文判断：连续几个段落的引文，每段开头用前引号、最后一段末尾才用后引号，是正确的；括注可以跨几个段落。表格逐格判断。"
        "序号的括号（1））、数学区间（[0，1））、角分角秒、英文撇号不算。左右括号全角半角不一，合为一条，建议统一，由人确认。"
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
        Bad("印发⟦《⟧防汛办法的通知，请抓好落实。\n填写《登记表》（见附件1）⟦）⟧。"),
        Bad("会议指出⟦“⟧防汛工作事关大局。\n各单位要抓好落实。"),
        Bad("按照（⟦《防汛办法）》⟧的要求办理。"),
        Bad("防汛办法⟦(试行）⟧自⟦（印发)⟧之日起施行。", fixed="防汛办法（试行）自（印发）之日起施行。"),
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
        for stretch in _stretches(document):
            for finding in self._judged(text, stretch):
                paragraph = document.paragraph_at(finding.span.start)
                line = paragraph.span if paragraph else finding.span
                if line not in foreign:
                    foreign[line] = HAN.search(text, line.start, line.end) is None
                if not (foreign[line] or _in_latin(text, finding.span)):
                    yield finding

    def _judged(self, text: str, stretch: list[Paragraph]) -> Iterator[Finding]:
        """The faults in paragraphs that follow one another."""
        waiting: dict[str, list[Opened]] = {}
        for index, paragraph in enumerate(stretch):
            reading = _Reading(text, paragraph.span, index)
            quotation = waiting.get("“", [])
            if quotation and quotation[-1].paragraph == index - 1 and reading.quoted_to_the_end:
                _close_quotation(quotation)
            for opener, at in reading.mixed:
                yield self._mixed(text, opener, at)
            for opener, at in reading.crossed:
                yield self.found(Span(opener.at, at + 1), message=CROSSED, opener=opener.sign, closer=text[at])
            for at in reading.loose:
                kind = _kind(OPENERS[text[at]])
                openers = waiting.get(kind, [])
                if not openers or (index - openers[-1].paragraph > REACH and kind not in "“‘"):
                    yield self.found(Span(at, at + 1), sign=text[at], partner=OPENERS[text[at]])
                elif kind == "“":
                    _close_quotation(openers)
                else:
                    openers.pop()
            for opener in reading.left:
                waiting.setdefault(_kind(opener.sign), []).append(opener)
        for openers in waiting.values():
            for opener in openers:
                yield self.found(Span(opener.at, opener.at + 1), sign=opener.sign, partner=PARTNERS[opener.sign])

    def _mixed(self, text: str, opener: Opened, at: int) -> Finding:
        """A pair of two widths; the wide one is taken as right."""
        edit = TextEdit(at, at + 1, PARTNERS[opener.sign])
        if opener.sign in "([":
            edit = TextEdit(opener.at, opener.at + 1, OPENERS[text[at]])
        return self.found(Span(opener.at, at + 1), fix=(edit,), message=MIXED, opener=opener.sign, closer=text[at])


class _Reading:
    """The marks of one paragraph: what pairs, and what does not."""

    def __init__(self, text: str, span: Span, index: int) -> None:
        self.left: list[Opened] = []
        """Opened here and not closed here."""
        self.loose: list[int] = []
        """Closed here and not opened here."""
        self.crossed: list[tuple[Opened, int]] = []
        self.mixed: list[tuple[Opened, int]] = []
        self.quoted_to_the_end = False
        """Whether one quotation begins and ends the paragraph."""
        self._open: dict[str, int] = {}
        self._passed: dict[str, list[Opened]] = {}
        start = span.start + len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip())
        entries = 0
        for match in SIGN.finditer(text, span.start, span.end):
            at, sign = match.start(), match.group()
            if sign in PARTNERS:
                self.left.append(Opened(at, sign, index, first=at == start))
                self._open[_kind(sign)] = self._open.get(_kind(sign), 0) + 1
                continue
            entry = sign in "）)" and NUMBERED.search(text[max(span.start, at - LONGEST_NUMBER) : at]) is not None
            if self._close(sign, at):
                entries += entry
                opener = self._last
                whole = opener.first and sign == "”" and END.fullmatch(text, at, span.end)
                self.quoted_to_the_end = self.quoted_to_the_end or bool(whole)
            elif sign in "）)" and (entry or entries):
                entries -= not entry
            elif not (sign == "’" and PRIMED.match(text, max(span.start, at - 1))):
                self.loose.append(at)
        self.left = sorted((*self.left, *(one for passed in self._passed.values() for one in passed)), key=_place)

    def _close(self, sign: str, at: int) -> bool:
        """Whether something was open that ``sign`` closes."""
        kind = _kind(OPENERS[sign])
        if self._open.get(kind):
            while _kind(self.left[-1].sign) != kind:
                passed = self.left.pop()
                self._open[_kind(passed.sign)] -= 1
                self._passed.setdefault(_kind(passed.sign), []).append(passed)
            self._last = self.left.pop()
            self._open[kind] -= 1
            if PARTNERS[self._last.sign] != sign:
                self.mixed.append((self._last, at))
        elif self._passed.get(kind):
            self._last = self._passed[kind].pop()
            self.crossed.append((self._last, at))
        else:
            return False
        return True


def _in_latin(text: str, span: Span) -> bool:
    """Whether the span is one half-width mark with no Han character beside it, as in a reference or a formula."""
    if len(span) > 1 or text[span.start] not in "()[]":
        return False
    beside = text[max(0, span.start - 2) : span.start].rstrip()[-1:] + text[span.end : span.end + 2].lstrip()[:1]
    return HAN.search(beside) is None


def _place(opened: Opened) -> int:
    return opened.at


def _kind(opener: str) -> str:
    return KINDS.get(opener, opener)


def _close_quotation(openers: list[Opened]) -> None:
    """Take off the last “, and those before it of which it was the repetition."""
    last = openers.pop()
    while openers and last.first and openers[-1].paragraph == last.paragraph - 1:
        last = openers.pop()


def _bared(document: Document) -> str:
    """The text with the marks blanked that are none."""
    text = blanked(document.mask(("url", "filename", "code", "contents")), links(document))
    for pattern in (INTERVAL, MINUTES):
        text = pattern.sub(lambda match: BLANK * len(match.group()), text)
    return blanked(APOSTROPHE.sub(BLANK, text), entry_numbers(document))


def _stretches(document: Document) -> Iterable[list[Paragraph]]:
    """The paragraphs of the body, those of each cell of a table, and every other alone."""
    cells = list(document.marked("cell"))
    together: dict[int, list[Paragraph]] = {}
    for order, paragraph in enumerate(document.paragraphs):
        key = order
        if paragraph.container == "body":
            key = -1
        elif paragraph.container == "table":
            cell = bisect.bisect_right(cells, paragraph.span.start, key=lambda mark: mark.span.start) - 1
            if cell >= 0 and cells[cell].span.holds(paragraph.span):
                key = -2 - cell
        if paragraph.span:
            together.setdefault(key, []).append(paragraph)
    return together.values()
