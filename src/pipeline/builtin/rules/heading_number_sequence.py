"""Rule: numbers that follow one another."""

import re
from collections.abc import Iterator

import msgspec

from pipeline.builtin.gongwen.numerals import DIGIT, HAN_NUMERAL, ZERO_TO_NINE
from pipeline.builtin.structure.numbered import Numbers
from pipeline.builtin.structure.numbering import CHAPTERS, LADDER, Form, Number
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document, Mark
from pipeline.model.finding import Basis, Finding, TextEdit
from pipeline.model.text import Text

ENTRY = 100
"""The level of an entry that is no heading: below all headings."""
JUDGED = (*CHAPTERS, *LADDER, "1.1")
ARABIC = ("1.", "（1）", "①", "1.1")
"""Forms that lists under headings without numbers begin with again and again."""
FAR = 3
"""A 条 more than this behind the last is quoted from elsewhere."""
NUMERAL = re.compile(f"[{HAN_NUMERAL}]+|[{DIGIT}]+")
REPEATED = Text("序号“{number}”重复", "the number “{number}” stands twice")
BEGINS = Text("序号从“{number}”开始，前面缺号", "numbering begins with “{number}”")


class Run(msgspec.Struct):
    """Numbers of one form at one level under one parent, in order."""

    mark: str
    level: int
    parent: int
    """Where the parent's number ends, or 0."""
    begins_late: bool
    """Whether it begins with a number that neither is 1 nor counts on from the parent before."""
    numbers: list[Number]

    def alike(self, mark: Mark, number: Number) -> bool:
        """Whether ``number`` is of this run's kind."""
        last = self.numbers[-1]
        return (mark.name, number.form, number.ordinals[:-1]) == (self.mark, last.form, last.ordinals[:-1])

    def takes(self, mark: Mark, number: Number) -> bool:
        """Whether ``number`` goes on in this run and does not begin one anew."""
        anew = number.ordinal == 1 and (self.numbers[-1].ordinal > 1 or number.form in ARABIC)
        return self.alike(mark, number) and not anew


class HeadingNumberSequence(Rule, frozen=True):
    """Numbers of one level count 1, 2, 3 under their parent: a gap or a repetition is the trace of an edit.

    Numbering begins anew in an attachment and under a new parent, or counts on through the
    parents, as 条 do. After a gap the numbers that follow are taken as right. An excerpt that begins
    at 三、 is left alone, and so is a number that stands elsewhere in between, in running text.
    """

    name = "heading-number-sequence"
    basis = Basis("practice", "文稿核校通例；《党政机关公文处理工作条例》审核要求“段落顺序……准确”", "第二十条")
    message = Text("序号不连续：“{before}”之后是“{number}”", "numbers do not follow on: “{number}” after “{before}”")
    explained_zh = (
        "同一层次的序号在上一层次之下从一开始连续编排，断号、重号多为增删段落后未改序号。"
        "换了上级标题重新编号或接着编号都可以（条的序号跨章连续），进入附件则重新编号。断号之后以新序号为准，只报一处；节选（从“三、”开始）不报。"
    )
    examples = (
        Good("一、加强领导\n（一）落实责任\n（二）严格考核\n二、强化保障\n（一）经费保障\n（二）人员保障"),
        Good("第一章　总则\n第一条　为了规范管理，制定本办法。\n第二章　职责\n第二条　本办法由市政府负责解释。"),
        Good("第一章　总则\n第一条　为了规范管理，制定本办法。\n第二章　附则\n第一条　本办法由市政府负责解释。"),
        Good("一、夯实基础\n（一）摸清底数。\n（二）建立台账。\n二、强化保障\n（三）落实经费。\n（四）严格考核。"),
        Good("三、强化保障\n落实经费。\n四、严格考核\n奖优罚劣。"),
        Good("一、工作任务\n1.摸清底数；\n2.建立台账。\n二、工作要求\n1.加强领导；\n2.落实责任。"),
        Bad("（一）抓责任。明确分工。\n⟦（三）⟧抓落实。到岗到人。\n（二）抓考核。奖优罚劣。\n（四）抓保障。落实经费。"),
        Bad(
            "一、加强领导\n明确分工。\n二、落实责任\n到岗到人。\n⟦四、⟧强化保障\n落实经费。\n五、严格考核\n奖优罚劣。",
        ),
        Bad(
            "一、加强领导\n明确分工。\n二、落实责任\n到岗到人。\n⟦二、⟧强化保障\n落实经费。\n四、严格考核\n奖优罚劣。",
            fixed="一、加强领导\n明确分工。\n二、落实责任\n到岗到人。\n三、强化保障\n落实经费。\n四、严格考核\n奖优罚劣。",
        ),
        Bad(
            "一、工作任务\n1.摸清底数；\n2.建立台账；\n⟦4.⟧限期整改。",
            fixed="一、工作任务\n1.摸清底数；\n2.建立台账；\n3.限期整改。",
        ),
        Bad(
            "一、加强领导\n（一）落实责任\n明确分工。\n⟦（三）⟧严格考核\n奖优罚劣。\n⟦三、⟧强化保障\n落实经费。",
            fixed="一、加强领导\n（一）落实责任\n明确分工。\n（二）严格考核\n奖优罚劣。\n二、强化保障\n落实经费。",
        ),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each break in a run; the number to come is offered where only one can be wrong."""
        for run in _runs(document):
            yield from self._breaks(run, document.text)

    def _breaks(self, run: Run, text: str) -> Iterator[Finding]:
        first = run.numbers[0]
        last, before = first.ordinal, first
        if run.begins_late and not _stands(first, last - 1, text, run.parent, first.span.start):
            yield self.found(first.span, message=BEGINS, number=first.raw)
        seen = {last}
        for number, after in zip(run.numbers[1:], (*run.numbers[2:], None), strict=False):
            due = last + 1
            swapped = due in seen and number.ordinal > due
            quoted = number.form == "条" and number.ordinal > due + FAR
            if (
                number.ordinal != due
                and not quoted
                and not swapped
                and not _stands(number, due, text, before.span.end, number.span.start)
            ):
                follows = None if after is None else after.ordinal - due
                alone = follows == 1 or (follows is None and number.ordinal in (last, due + 1))
                yield self.found(
                    number.span,
                    fix=_retyped(number, due) if alone else None,
                    message=REPEATED if number.ordinal == last else None,
                    number=number.raw,
                    before=before.raw,
                )
                last = last if follows == 0 else due if follows == 1 else number.ordinal
            else:
                last = number.ordinal
            before = number
            seen.add(number.ordinal)


def _runs(document: Document) -> Iterator[Run]:
    """All runs, each once it is over."""
    open_runs: list[Run] = []
    articles: list[Run] = []
    counted: dict[Form, int] = {}
    headed = False
    numbers = Numbers(document)
    for mark in document.marked("heading", "item", "attachment"):
        number = numbers.at(mark.span.start)
        level = ENTRY if mark.name == "item" else int(mark.value or 0)
        if mark.name == "attachment":
            yield from (*open_runs, *articles)
            open_runs, articles, counted = [], [], {}
        elif number is None or number.form not in JUDGED:
            yield from _closed(open_runs, level - 1)
        elif number.form == "条":
            yield from _closed(open_runs, level)
            if not number.proper.endswith("条"):
                continue
            if articles and articles[0].takes(mark, number) and not (headed and number.ordinal == 1):
                articles[0].numbers.append(number)
            else:
                yield from articles
                articles = [Run(mark.name, level, 0, begins_late=False, numbers=[number])]
            headed = False
        else:
            if mark.name == "item":
                level = next((run.level for run in open_runs if run.alike(mark, number)), _deepest(open_runs) + 1)
            yield from _closed(open_runs, level)
            headed = headed or number.form in CHAPTERS
            before = counted.get(number.form, 0)
            counted[number.form] = number.ordinal
            if open_runs and open_runs[-1].takes(mark, number):
                open_runs[-1].numbers.append(number)
                continue
            yield from _closed(open_runs, level - 1)
            late = bool(open_runs) and mark.name == "heading" and number.form in LADDER and number.ordinal > 1
            late = late and number.ordinal != before + 1
            parent = open_runs[-1].numbers[-1].span.end if open_runs else 0
            open_runs.append(Run(mark.name, level, parent, begins_late=late, numbers=[number]))
    yield from (*open_runs, *articles)


def _deepest(open_runs: list[Run]) -> int:
    return max(ENTRY, open_runs[-1].level if open_runs else 0)


def _closed(open_runs: list[Run], level: int) -> Iterator[Run]:
    """The runs below ``level``, taken off."""
    while open_runs and open_runs[-1].level > level:
        yield open_runs.pop()


def _stands(number: Number, ordinal: int, text: str, start: int, end: int) -> bool:
    """Whether ``ordinal`` is somewhere between, typed in any way of this form."""
    han, digits = _han(ordinal), str(ordinal)
    pattern = {
        "一、": rf"(?<![{ZERO_TO_NINE}]){han}[、.．，]",
        "（一）": rf"[（(]\s*{han}\s*[）)]",
        "1.": rf"(?<![\d.]){digits}\s?[.．、](?!\d)",
        "（1）": rf"(?<!\d){digits}\s*[）)]",
        "①": chr(ord("①") + ordinal - 1),
        "1.1": r"(?<![\d.])" + re.escape(".".join(map(str, (*number.ordinals[:-1], ordinal)))) + r"(?!\d|\.\d)",
    }.get(number.form, rf"第\s*(?:{han}|{digits})\s*{number.form}")
    return re.compile(pattern).search(text, start, end) is not None


def _retyped(number: Number, ordinal: int) -> list[TextEdit] | None:
    """The edit that makes ``number`` say ``ordinal`` and leaves its marks.

    ``None`` for a sign such as ①, and where something unseen stands in the number.
    """
    numerals = list(NUMERAL.finditer(number.raw))
    if not numerals or len(number.raw) != len(number.span):
        return None
    last, at = numerals[-1], number.span.start
    numeral = str(ordinal) if last.group().isdecimal() else _han(ordinal)
    return [TextEdit(at + last.start(), at + last.end(), numeral)]


def _han(ordinal: int) -> str:
    """``ordinal`` below 1000 as one counts: 十二, 一百零三."""
    hundreds, rest = divmod(ordinal, 100)
    tens, ones = divmod(rest, 10)
    said = f"{ZERO_TO_NINE[hundreds]}百" if hundreds else ""
    if tens:
        said += f"{ZERO_TO_NINE[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        said += "零"
    return said + (ZERO_TO_NINE[ones] if ones else "")
