"""Rule: numbers that follow one another."""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.numerals import DIGIT, HAN_NUMERAL, in_han
from pipeline.builtin.structure.numbering import CHAPTERS, LADDER, Number, number_at
from pipeline.builtin.structure.sequences import Run, runs, style
from pipeline.builtin.structure.typed import line_after, stands, stands_in_another_form
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Basis, Finding, Severity, TextEdit
from pipeline.model.text import Span, Text

JUDGED = (*CHAPTERS, *LADDER, "1.1")
PARTS = ("编", "部分", "章")
"""What a book repeats in its parts, and an excerpt picks from."""
NUMERAL = re.compile(f"[{HAN_NUMERAL}]+|[{DIGIT}]+")
SUBDIVIDED = re.compile(r"\s*(?:[（(]?[A-Za-zａ-ｚＡ-Ｚ][）).．、]|[（(]\d{1,2}[）)])")
"""Behind a number: ``6.2（A）``, ``2）b.``, ``5.（3）``; the same number stands once for each letter."""
CHINESE = re.compile(rf"[^\u3040-\u30ff]{{0,60}}?[{HAN_RANGES}](?![^\n]{{0,40}}[\u3040-\u30ff])")
"""A Chinese line: Han in it, and no kana. ``0.9  0.7`` is of a chart, ``3. Design`` the translation of 3."""
WORD = re.compile("[A-Za-z]{3}")
NEAR = 600
"""Characters within which 1 and 3 alone, with nothing before and behind, are one list."""
AROUND = 2000
"""Characters within which a missing number may stand on pages with columns, which may come out of order."""
MANY = 4
"""Breaks in one document from which on they are rather in the way it counts, when they are also"""
SHARE = 0.08
"""this share of all its numbers."""
REPEATED = Text("序号“{number}”重复", "the number “{number}” stands twice")
BEGINS = Text("序号从“{number}”开始，前面没有“{first}”", "numbering begins with “{number}”; there is no “{first}”")


class Break(msgspec.Struct):
    """A number that is not the next. ``due`` is the next."""

    number: Number
    before: Number
    due: int
    alone: bool
    """Whether nothing but this number can be wrong."""
    severity: Severity


class HeadingNumberSequence(Rule, frozen=True):
    """Numbers of one level count 1, 2, 3 under their parent: a gap or a repetition is the trace of an edit.

    Numbering begins anew in an attachment and under a new parent, or counts on through the
    parents, as 条 do; a list may stand inside another one of the same look. After a gap the numbers that
    follow are taken as right. An excerpt that begins at 三、 is left alone, and so is a number that
    stands elsewhere in between, in whatever way it is typed. A break is a warning where both sides
    count, 1 and 2, 4 and 5, and information where another list may explain it, or where a document has so many
    that it counts in a way of its own.
    """

    name = "heading-number-sequence"
    name_zh = "序号不连续"
    basis = Basis("practice", "文稿核校通例；《党政机关公文处理工作条例》审核要求“段落顺序……准确”", "第二十条")
    message = Text("序号不连续：“{before}”之后是“{number}”", "numbers do not follow on: “{number}” after “{before}”")
    explained_zh = (
        "同一层次的序号在上一层次之下从一开始连续编排，断号、重号多为增删段落后未改序号。"
        "换了上级标题重新编号或接着编号都可以（条的序号跨章连续），进入附件则重新编号。断号之后以新序号为准，只报一处；节选（从“三、”开始）不报。"
        "前后都连续、中间找不到所缺序号的，提示为警告；可能是另一组编号，或者全文断号很多的，只作提示。"
    )
    examples = (
        Good("一、加强领导\n（一）落实责任\n（二）严格考核\n二、强化保障\n（一）经费保障\n（二）人员保障"),
        Good("第一章　总则\n第一条　为了规范管理，制定本办法。\n第二章　职责\n第二条　本办法由市政府负责解释。"),
        Good("第一章　总则\n第一条　为了规范管理，制定本办法。\n第二章　附则\n第一条　本办法由市政府负责解释。"),
        Good("一、夯实基础\n（一）摸清底数。\n（二）建立台账。\n二、强化保障\n（三）落实经费。\n（四）严格考核。"),
        Good("三、强化保障\n落实经费。\n四、严格考核\n奖优罚劣。"),
        Good("一、工作任务\n1.摸清底数；\n2.建立台账。\n二、工作要求\n1.加强领导；\n2.落实责任。"),
        Good("8. 询问\n8. 1 询问地点\n在办公室。\n8. 2 询问时间\n不超过八小时。\n9. 决定\n9. 1 审批\n由负责人审批。"),
        Good("4．验收\n4．1 外观\n表面平整。\n4. 2 尺寸\n用卡尺测量。\n5．包装\n5．1 标志\n清晰。"),
        Good("1. 取清水加热后冷却，不少于\n2. 5升备用。\n2. 加入试剂。\n3. 搅拌。"),
        Good(
            "第十三条　违反规定的，处罚款。\n第十三条 之一　有下列情形的，处罚金。\n第十四条　强令他人作业的，处拘役。"
        ),
        Good("申报说明\n1.条件。\n2.时间。\n3.材料包括：\n1.申请表；\n2.证明。\n4.方式。\n5.联系人。"),
        Good("价格表\n1.单价。\n2.总价。\n3.税率。\n注：1.报价含税；2.保留两位小数。\n3.有效期九十天。"),
        Good(
            "6.1 总则\n明确分工。\n6.2（A） 现场验收\n当场签字。\n6.2（B） 书面验收\n书面确认。\n6.3 报告\n按月通报。"
        ),
        Good("1.什么是进程？\n2.什么是线程？\n3什么是管道？\n4.什么是信号？"),
        Good("（1）原理\n1）加热；\n2）冷却。\n（2）步骤\n1）称量；\n2）混合。\n（3）结果"),
        Good("一、投标函\n1.已知悉。\n2.承诺。\n二、授权书\n商务文件\n一、报价表\n二、偏差表\n三、业绩表"),
        Good("第一条　本办法适用于本市。\n第二条　条例规定：\n第十五条　甲。\n第十六条　乙。\n第三条　各区负责。"),
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
        in_columns = [page.span for page in document.pages if page.columns and page.columns > 1]
        all_runs = runs(document)
        told = Counter(run.style[0] for run in all_runs)
        found: list[Break] = []
        total = 0
        for run in all_runs:
            if run.style[0] in JUDGED and run.style[2][:1] != (0,):
                total += len(run.numbers)
                found += _breaks(run, document.text, in_columns, again=told[run.style[0]] > 1)
        if document.kind == "md":  # which numbers a list by itself: 1. 1. 1. is shown as 1. 2. 3.
            found = [one for one in found if one.number.ordinal > 1]
        sure = sum(one.severity == "warning" for one in found)
        doubtful = sure >= MANY and sure > total * SHARE
        for one in found:
            yield self.found(
                one.number.span,
                fix=_retyped(one.number, one.due) if one.alone else None,
                message=_message(one),
                severity="info" if doubtful or one.severity == "info" else None,
                number=one.number.raw,
                before=one.before.raw,
                first=one.number.form,
            )


def _breaks(run: Run, text: str, in_columns: list[Span], *, again: bool) -> Iterator[Break]:
    """The breaks of a run that are the writer's, one after the other; what follows a break is taken as right.

    ``in_columns``: pages with columns. ``again``: whether the document counts in this form more than once.
    """
    begun = _begun_late(run, text) or _begun_again(run, text)
    if begun is not None:
        yield begun
    before, *others = run.numbers
    last, seen = before.ordinal, {before.ordinal}
    steady = last == 1 or run.goes_on
    for place, number in enumerate(others, 1):
        due = last + 1
        after = run.numbers[place + 1].ordinal if place + 1 < len(run.numbers) else None
        if number.ordinal == due or number.ordinal < last or due in seen:
            steady, last = steady or number.ordinal == due, number.ordinal
        else:
            beside = Beside(before, number, due, after, steady, first=place == 1, first_two=place <= 2)
            severity = _severity(
                beside, text, AROUND if any(page.start <= number.span.start < page.end for page in in_columns) else 0
            )
            if number.span.start in run.unsure and _nested(run, text):
                severity = None
            if severity and (number.span.start in run.unsure or (again and run.style[0] in PARTS)):
                severity = "info"
            follows = None if after is None else after - due
            if severity is not None:
                alone = follows == 1 or (follows is None and number.ordinal in (last, due + 1))
                yield Break(number, before, due, alone, severity)
            restored = severity is not None and follows in (0, 1)
            steady = steady and restored
            last = last if restored and follows == 0 else due if restored else number.ordinal
        before = number
        seen.add(number.ordinal)


class Beside(msgspec.Struct, frozen=True):
    """A number that is not the next, and what stands beside it in its run."""

    before: Number
    number: Number
    due: int
    after: int | None
    steady: bool
    """Whether the run counted up to here."""
    first: bool
    """Whether only one number stands before it."""
    first_two: bool
    """Whether no more than two do."""


def _severity(one: Beside, text: str, around: int) -> Severity | None:
    """How sure it is that the number is a slip; ``None`` where another list explains it.

    ``around``: how far from here a number that is missing may have come to stand.
    """
    if SUBDIVIDED.match(text, one.number.span.end) or SUBDIVIDED.match(text, one.before.span.end):
        return None
    lines = [line_after(text, number) for number in (one.before, one.number)]
    if lines[0] == lines[1]:  # a table that goes on over the page
        return None
    chinese = {CHINESE.match(line) is not None for line in lines}
    if chinese != {True}:
        said = all(CHINESE.match(line) or WORD.match(line) for line in lines)
        return "info" if said and one.number.ordinal > one.due else None
    start, end = one.before.span.start, one.number.span.start
    ordinal = one.number.ordinal
    if ordinal < one.due:
        between = text[one.before.span.end : end]
        if any(stands(between, one.number, other) for other in {1, ordinal - 1}):
            return None
        if one.after is None and one.first_two and any(number_at(line.strip()) for line in between.splitlines()[1:]):
            return "info"
        return "warning" if one.steady and one.after in (None, one.due, one.due + 1) else "info"
    where = text[max(0, start - around) : end] + text[end : end + around]
    if any(_there(where, one.number, missing) for missing in range(one.due, ordinal)):
        return None
    if one.after in (one.due, one.due + 1):
        return "warning" if one.steady else "info"
    both = one.after == ordinal + 1
    near = end - start <= NEAR
    if ordinal > one.due + 1:
        return "info" if one.steady and (both or (one.after is None and near)) else None
    return "warning" if one.steady and (both or (one.after is None and (near or not one.first))) else "info"


def _there(text: str, number: Number, ordinal: int) -> bool:
    return stands(text, number, ordinal) or stands_in_another_form(text, number, ordinal)


def _begun_again(run: Run, text: str) -> Break | None:
    """``一、`` and again ``一、``, where the first does not go on."""
    again, first = run.again, run.numbers[0]
    if again is None or len(again.numbers) > 1 or run.style[0] not in LADDER:
        return None
    if first.raw[-1].isalnum() or (len(run.numbers) > 1 and run.style[0] not in ("一、", "（一）")):
        return None
    if first.span.start - again.numbers[0].span.start > AROUND or not CHINESE.match(text, first.span.end):
        return None
    return Break(first, again.numbers[0], 2, alone=False, severity="info")


def _nested(run: Run, text: str) -> bool:
    """Whether the list is announced by the very entry that it stands below: ``3.申报材料包括：``."""
    if run.parent is None or style(run.parent) != run.style:
        return False
    announced = text[run.parent.span.end : run.numbers[0].span.start]
    return announced.rstrip().endswith(("：", ":")) and "\n" not in announced.strip()


def _begun_late(run: Run, text: str) -> Break | None:
    """A list that begins with 2 right below its heading."""
    first = run.numbers[0]
    if first.ordinal != 2 or run.goes_on or run.parent is None or len(run.numbers) == 1:
        return None
    if run.style[0] not in ("一、", "（一）") or run.numbers[1].ordinal != first.ordinal + 1:
        return None
    if stands(text[run.parent.span.end : first.span.start], first, 1):
        return None
    return Break(first, run.parent, 1, alone=False, severity="info")


def _message(one: Break) -> Text | None:
    if one.due == 1:
        return BEGINS
    return REPEATED if one.number.ordinal == one.due - 1 else None


def _retyped(number: Number, ordinal: int) -> list[TextEdit] | None:
    """The edit that makes ``number`` say ``ordinal`` and leaves its marks.

    ``None`` for a sign such as ①, and where something unseen stands in the number.
    """
    numerals = list(NUMERAL.finditer(number.raw))
    if not numerals or len(number.raw) != len(number.span):
        return None
    last, at = numerals[-1], number.span.start
    numeral = str(ordinal) if last.group().isdecimal() else in_han(ordinal)
    return [TextEdit(at + last.start(), at + last.end(), numeral)]
