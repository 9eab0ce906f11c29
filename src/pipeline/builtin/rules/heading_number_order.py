"""Rule: the forms of numbers go from 一、 down to （1）."""

from collections.abc import Iterator

import msgspec

from pipeline.builtin.rules.official import strictly_official
from pipeline.builtin.structure.numbered import Numbers
from pipeline.builtin.structure.numbering import CHAPTERS, LADDER, Form, Number
from pipeline.builtin.structure.typed import line_after
from pipeline.contract.policy import AppliesTo, Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Basis, Finding
from pipeline.model.text import Text

OTHER_SYSTEMS = ("条", "1.1", "1", "I.", "A.")
"""Forms that show that a part is numbered in another way: a regulation, a technical report."""
BELOW: dict[Form, tuple[Form, ...]] = {
    "一、": ("（一）", "1."),
    "（一）": ("1.",),
    "1.": ("（1）",),
    "（1）": (),
}
"""What may stand right below each form. ① is left aside; GB/T 9704-2012 does not number headings with it."""
LONGEST_TITLE = 30
"""Characters."""
ENDS = ("。", "；", "：", "！", "？")
HEAD = "关于防汛工作的通知\n各区县：\n"
SKIPS = Text(
    "序号越级：“{above}”下一层应为{due}，不应为“{number}”",
    "numbers skip a level: below “{above}” comes {due}, not “{number}”",
)


class HeadingNumberOrder(Rule, frozen=True):
    """The levels are numbered ``一、``, ``（一）``, ``1.``, ``（1）``, ``①``, the higher above the lower.

    A document may begin at any level, and may go from ``一、`` to ``1.`` where it has but two. It
    may not skip another level on its way down, nor put a higher form below a lower; one that climbs above
    the form that it began with is another text, a form or a letter, that begins. Only what is laid out as an
    official document is judged, for others have schemes of their own; and of it headings, not entries of a list;
    nor regulations (第×条) and documents numbered 1.1. It is a warning where the document itself does it in both ways,
    and information where it keeps to its own scheme throughout.
    """

    name = "heading-number-order"
    name_zh = "序号层次不当"
    basis = Basis("standard", "GB/T 15834-2011；GB/T 9704-2012", "B.3.8；7.3.3")
    applies_to = AppliesTo(("official",), said=False)
    gather = Gather()
    message = Text(
        "序号层次颠倒：“{number}”的层次高于“{above}”，却用在它之下",
        "numbers in the wrong order: “{number}” ranks above “{above}” but stands below it",
    )
    explained_zh = (
        "层次序数依次用“一、”“（一）”“1.”“（1）”。\n\n"
        "可以从任何一层开始；只有两层时“一、”之下可以直接用“1.”，此外不越级；"
        "低层次之下不用高层次的序号。回到比开头更高的层次，视为另一份材料（表格、函件、附件）开始，不判。"
        "“①”不在 GB/T 9704 的四层之内，不论。"
        "只判看来是公文的文件，其他文件各有编号办法；只判标题，不判列举的条目；条文体（第×条）和按 1.1 编号的文件不判。"
        "同一文件前后两种用法并存的，提示为警告；通篇自成一套的，只作提示。"
    )
    examples = (
        Good(
            HEAD + "一、加强领导\n（一）落实责任。\n1.分级负责。\n（1）到岗到人。\n（2）签字背书。\n"
            "2.严格考核。\n（二）强化保障。\n二、抓好落实\n（一）摸清底数。\n（二）建立台账。"
        ),
        Good(HEAD + "一、工作任务\n1.摸清底数。\n2.建立台账。\n二、工作要求\n1.加强领导。\n2.落实责任。"),
        Good(HEAD + "（一）落实责任。\n1.分级负责。\n2.到岗到人。\n（二）强化保障。\n1.经费保障。"),
        Good(HEAD + "1.分级负责。\n（1）到岗到人。\n①白天值守。\n②夜间值守。\n2.严格考核。"),
        Good(HEAD + "一、适用范围\n有下列情形的，适用本办法：\n（1）未按期办理；\n（2）其他情形。\n二、办理程序"),
        Good(
            HEAD + "第一章　总则\n第一条　有下列情形之一的：\n1.未按期办理的。\n（一）情节较轻的。\n"
            "第二条　本办法自印发之日起施行。"
        ),
        Good(HEAD + "1.填写申请表。\n2.提交材料。\n附件1\n办理流程\n一、受理\n（一）登记。\n二、审核"),
        Good(HEAD + "1 总则\n1.1 目的\n（一）摸清底数。\n1.2 依据\n一、法律。"),
        Bad(
            HEAD
            + "一、加强领导\n1.分级负责。\n明确到人。\n⟦（一）⟧落实责任。\n签字背书。\n（二）严格考核。\n奖优罚劣。\n"
            "二、抓好落实\n⟦（1）⟧摸清底数。\n逐户登记。\n（2）建立台账。\n每月更新。"
        ),
        Good(HEAD + "1.填写申请表。\n2.提交材料。\n申请表\n一、基本情况\n（一）姓名\n二、简历"),
        Good(
            "毕业设计指导书\n一、目的\n（1）巩固知识。\n1.复习课程。\n2.查阅资料。\n（2）训练能力。\n二、要求\n（1）独立完成。"
        ),
        Good("毕业设计指导书\n一、目的\n1.巩固知识。\n（一）复习课程。\n（二）查阅资料。\n2.训练能力。\n二、要求"),
        Bad(HEAD + "（一）落实责任。\n⟦（1）⟧分级负责。\n（2）到岗到人。\n（二）严格考核。"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """A finding where a form first stands in the wrong place below its parent."""
        strict = strictly_official(document)
        for part in _parts(document):
            for finding in self._judged(part, document):
                yield finding if strict else msgspec.structs.replace(finding, severity="info")

    def _judged(self, part: list[Number | None], document: Document) -> Iterator[Finding]:
        steps = list(_steps(part))
        below = {(step.above[-1].form, step.number.form) for step in steps if step.above}
        for step in steps:
            number, above = step.number, step.above
            if step.lower is not None and number.ordinal == 1 and (above or step.same_text or number.form == "（一）"):
                sure = bool(above) and (number.form, step.lower.form) in below
                yield self.found(
                    number.span, severity=None if sure else "info", above=step.lower.form, number=number.form
                )
            elif above and step.lower is None and number.ordinal == 1 and number.form not in BELOW[above[-1].form]:
                due = BELOW[above[-1].form]
                sure = any((above[-1].form, form) in below for form in due) and _titled(number, document.text)
                said = Text("或".join(f"“{form}”" for form in due), " or ".join(f"“{form}”" for form in due))
                yield self.found(
                    number.span,
                    message=SKIPS,
                    severity=None if sure else "info",
                    above=above[-1].form,
                    due=said,
                    number=number.form,
                )


class Step(msgspec.Struct, frozen=True):
    """A number that begins a form below ``above``, the outermost first, or ends ``lower``, a form of less rank."""

    number: Number
    above: tuple[Number, ...]
    lower: Number | None
    same_text: bool = False
    """Whether ``lower`` goes on behind it, or stood alone before: so it is no other text that begins, as with 一、."""


def _steps(part: list[Number | None]) -> Iterator[Step]:
    """Where a form begins below another."""
    above: list[Number] = []
    for place, number in enumerate(part):
        if number is None:
            above.clear()
            continue
        rank = LADDER.index(number.form)
        lower = [one for one in above if LADDER.index(one.form) > rank]
        del above[len(above) - len(lower) :]
        if above and above[-1].form == number.form:
            above[-1] = number
            continue
        yield Step(number, tuple(above), lower[-1] if lower else None, bool(lower) and _one_text(part, place, lower[0]))
        above.append(number)


def _one_text(part: list[Number | None], place: int, lower: Number) -> bool:
    """Whether the numbers of the form of ``lower`` count on behind ``place``, or there is but one before."""
    alike = [(at, one.ordinal) for at, one in enumerate(part) if one is not None and one.form == lower.form]
    before = [ordinal for at, ordinal in alike if at < place]
    after = [ordinal for at, ordinal in alike if at > place]
    return after[:1] == [lower.ordinal + 1] or before == [1]


def _titled(number: Number, text: str) -> bool:
    """Whether a title follows the number, and no sentence."""
    line = line_after(text, number)
    return len(line) <= LONGEST_TITLE and line[-1:] not in ENDS


def _parts(document: Document) -> Iterator[list[Number | None]]:
    """The numbers of each text's headings, ``None`` for one of other rank; not of texts numbered in another way."""
    part: list[Number | None] = []
    judged = True
    numbers = Numbers(document)
    for mark in document.marked("heading", "title", "attachment", "attachment-title"):
        if mark.name != "heading":
            if judged:
                yield part
            part, judged = [], True
            continue
        number = numbers.at(mark.span.start)
        if number is not None and number.form in OTHER_SYSTEMS:
            judged = False
        if number is None or number.form != "①":
            part.append(None if number is None or number.form in CHAPTERS else number)
    if judged:
        yield part
