"""Rule: numbers of headings in the forms of the standards."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.builtin.gongwen.han import HAN, HAN_RANGES, traditional
from pipeline.builtin.gongwen.numerals import DIGIT, HAN_NUMERAL
from pipeline.builtin.rules.official import strictly_official
from pipeline.builtin.structure.numbered import Numbers
from pipeline.builtin.structure.numbering import Number
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Alike, Basis, Finding
from pipeline.model.text import Text

JUDGED = ("一、", "（一）", "1.", "（1）")
LOOK_AHEAD = 200
"""How far after a number a Han character shows that its line is Chinese."""
BRACKETS = str.maketrans("(（)）", "    ")
HALF_WIDTH = re.compile(f"[{HAN_RANGES}][,;:]")
FULL_WIDTH = re.compile(f"[{HAN_RANGES}][，；：]")
TYPED = re.compile(f"[（({HAN_NUMERAL}{DIGIT}]")
"""How a number begins that is not a single sign such as ⑴."""
NUMERALS = re.compile(f"[{HAN_NUMERAL}{DIGIT}]+")
DOUBLED = re.compile("[)）]、")
"""A bracket and a mark behind it, which are two ways at once."""
LEAST_MIXED = 2
WIDTHS = str.maketrans("（）．", "().")
BARE = re.compile(f"[{HAN_NUMERAL}]+")
"""A numeral without a mark, which a blank parts from its heading; as books have it."""


MANY = Text(
    "序号多写作“{raw}”，公文应写作“{proper}”",
    "numbers are written “{raw}”; in official documents they are written “{proper}”",
)


class HeadingNumberForm(Rule, frozen=True):
    """Headings are numbered ``一、``, ``（一）``, ``1.``, ``（1）``; other marks around the number are slips.

    A Chinese numeral takes ``、``, an Arabic one the point, one in brackets nothing,
    and the brackets are full-width. A Chinese numeral that a blank alone parts from its heading passes.
    The full-width point (``1．``) is the same mark in another
    type and passes unless ``full_width_point`` is off. In technical documents, which have decimal
    numbers or half-width marks throughout, ``1）`` and ``(1)`` are usual and pass.
    A slip is a warning in a 公文 of the 15 kinds or with a 版头 or 主送; anywhere in a Chinese numeral, in two marks
    at once and in one that differs from the rest of its list. What another document does throughout (``1、``,
    ``1）``) is its habit, and one information.
    Only numbers at the start of a heading or of an entry
    count, and not in regulations (第×条), which cite each other as ``第（二）、（三）项``.
    """

    name = "heading-number-form"
    name_zh = "序号写法不规范"
    gather = Gather(by="kind", above=1)
    basis = Basis("standard", "GB/T 15834-2011；GB/T 9704-2012", "B.3.2–B.3.4；7.3.3")
    message = Text("序号“{raw}”应写作“{proper}”", "the number “{raw}” should be written “{proper}”")
    explained_zh = (
        "结构层次序数依次用“一、”“（一）”“1.”“（1）”：汉字数字后用顿号（只空一格、不加标点的不判），阿拉伯数字后用下脚点，带括号的后面不加标点，括号用全角。全角下脚点（1．）默认不判，可由选项改为判；有“1.1”式编号或通篇用半角标点的技术文件，惯用“1）”“(1)”，不判。"
        "公文（15种法定文种，或有版头、主送）中的为警告；其他文件通篇写作“1、”“1）”的，合并提示一次；"
        "汉字序号、两种标点叠用、同一列中与其余各条不一致的，仍为警告。"
        "只看标题和条目开头的序号；条文体（第×条）不判，以免误改“第（二）、（三）项”。"
    )
    examples = (
        Good("关于印发应急规划的通知\n各单位：\n一、建设重点\n1．危险化学品。整治园区。\n2．消防。整治高层建筑。"),
        Good(
            "系统设计说明书\n1 范围\n本文规定了系统的设计。\n1.1 目的\n1）明确接口；\n2）统一格式。\n1.2 背景\n(1)现状"
        ),
        Good("域名日志分析系统\n高校域名系统常见的问题包括以下几点,均应防范:\n1)没有配备防火墙,\n2)没有及时更新."),
        Good("关于防汛工作的通知\n各区县：\n一、加强领导\n（一）落实责任。\n1.分级负责。\n（1）到岗到人。"),
        Good(
            "第一条　为了规范管理，制定本办法。\n"
            "第二条　有下列情形之一的，适用第一条第（二）、（三）项：\n"
            "(一)未按期办理；\n(二)其他情形。"
        ),
        Good("一、二审期间的费用由双方分担。\n3.5万元以上的项目报批。\n1、2号楼先行改造。"),
        Good("工作报告\n一　回顾\n成绩很大。\n二　打算\n继续努力。"),
        Good("报名材料包括：\n⑴身份证复印件；\n⑵学历证书复印件。"),
        Good("Report\n(1) Scope of the work\n1) Aims"),
        Bad(
            "关于防汛工作的通知\n各区县：\n一、加强领导\n现就有关事项通知如下。\n"
            "⟦1、⟧落实责任\n各单位要抓好落实。\n⟦2、⟧加强值守\n各单位要抓好落实。",
            fixed="关于防汛工作的通知\n各区县：\n一、加强领导\n现就有关事项通知如下。\n"
            "1.落实责任\n各单位要抓好落实。\n2.加强值守\n各单位要抓好落实。",
        ),
        Bad(
            "⟦一.⟧总体要求\n全面部署。\n⟦（一）、⟧指导思想\n坚持原则。\n"
            "⟦(二)⟧基本原则\n坚持标准。\n⟦二，⟧主要任务\n抓好落实。",
            fixed="一、总体要求\n全面部署。\n（一）指导思想\n坚持原则。\n"
            "（二）基本原则\n坚持标准。\n二、主要任务\n抓好落实。",
        ),
        Bad(
            "一、工作任务\n⟦１．⟧摸清底数；\n2．建立台账；\n⟦3、⟧限期整改。",
            fixed="一、工作任务\n1.摸清底数；\n2．建立台账；\n3.限期整改。",
        ),
        Bad(
            "一、工作任务\n1.摸清底数。\n⟦2．⟧建立台账。",
            fixed="一、工作任务\n1.摸清底数。\n2.建立台账。",
            options={"full_width_point": False},
        ),
        Bad(
            "关于防汛工作的通知\n一、工作任务\n⟦1)⟧摸清底数；\n⟦2）⟧建立台账；\n⟦(3)⟧限期整改。",
            fixed="关于防汛工作的通知\n一、工作任务\n（1）摸清底数；\n（2）建立台账；\n（3）限期整改。",
        ),
        Bad(
            "保洁服务方案\n1、保洁每日两次。\n2、绿化每周一次。\n3、保安全天值守。",
            fixed="保洁服务方案\n1.保洁每日两次。\n2.绿化每周一次。\n3.保安全天值守。",
            scope="document",
        ),
        Bad(
            "保洁服务方案\n1.保洁每日两次。\n⟦2、⟧绿化每周一次。\n3.保安全天值守。",
            fixed="保洁服务方案\n1.保洁每日两次。\n2.绿化每周一次。\n3.保安全天值守。",
        ),
        Bad(
            Draft(
                (
                    Para("关于做好防汛工作的通知"),
                    Para("一、工作任务"),
                    Para("摸清底数；", number="⟦1、⟧"),
                    Para("建立台账。", number="⟦2、⟧"),
                )
            ),
        ),
    )

    full_width_point: bool = True
    """Whether ``1．`` passes."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Every number typed otherwise; where a bracket is missing the fix is only offered."""
        text = document.text
        marks = tuple(document.marked("heading", "item", "attachment"))
        found = Numbers(document)
        numbers = [found.at(mark.span.start) for mark in marks]
        technical = any(number is not None and number.form == "1.1" for number in numbers) or _half_width(text)
        foreign = traditional(text)
        strict, odd = strictly_official(document), _odd_ones([number for number in numbers if number is not None])
        in_articles = False
        for mark, number in zip(marks, numbers, strict=True):
            if mark.name == "attachment":
                in_articles = False
            elif number is not None and number.form == "条":
                in_articles = True
            elif (
                number is not None
                and not in_articles
                and self._slip(number, technical=technical)
                and HAN.search(text, number.span.end, number.span.end + LOOK_AHEAD)
            ):
                yield self._told(
                    number, sure=not foreign and (strict or number.span.start in odd or _always_wrong(number))
                )

    def _told(self, number: Number, *, sure: bool) -> Finding:
        """The finding at ``number``: a warning, or, where the document may have a habit, one information for all."""
        whole = number.form in ("一、", "1.") or number.raw[0] in "（("
        return self.found(
            number.span,
            fix=number.proper,
            safe=whole,
            severity=None if sure else "info",
            alike=None if sure else Alike(_marks(number), many=MANY.fill(raw=number.raw, proper=number.proper)),
            raw=number.raw,
            proper=number.proper,
        )

    def _slip(self, number: Number, *, technical: bool) -> bool:
        """Whether ``number`` is of a form that is judged, and not as it should be."""
        if number.form not in JUDGED or number.canonical or not TYPED.match(number.raw) or BARE.fullmatch(number.raw):
            return False
        if self.full_width_point and number.raw.replace("．", ".") == number.proper:
            return False
        bracket = number.raw.translate(BRACKETS).split() == number.proper.translate(BRACKETS).split()
        return not (technical and number.form == "（1）" and bracket)


def _half_width(text: str) -> bool:
    """Whether most commas and the like after Han characters are half-width."""
    return len(HALF_WIDTH.findall(text)) > len(FULL_WIDTH.findall(text))


def _always_wrong(number: Number) -> bool:
    """Whether no scheme of numbers has this form: ``一.``, ``(二)``, ``7）、``, ``（3)``."""
    raw = number.raw
    unlike = (raw[0] in "（(") and raw[-1] in "）)" and (raw[0] == "（") != (raw[-1] == "）")
    return number.form in ("一、", "（一）") or DOUBLED.search(raw) is not None or unlike


def _marks(number: Number) -> str:
    """What stands around the numeral, whatever its width."""
    return NUMERALS.sub("1", number.raw).translate(WIDTHS)


def _odd_ones(numbers: Sequence[Number]) -> set[int]:
    """Where numbers start whose marks differ from most of those that they count on with."""
    odd: set[int] = set()
    for form in ("1.", "（1）"):
        row: list[Number] = []
        for number in (number for number in numbers if number.form == form):
            if row and number.ordinal != row[-1].ordinal + 1:
                odd |= _differing(row)
                row = []
            row.append(number)
        odd |= _differing(row)
    return odd


def _differing(row: Sequence[Number]) -> set[int]:
    """Where numbers of a list start whose marks most of the list does not have; all, where no marks prevail."""
    counted = Counter(map(_marks, row))
    if len(counted) < LEAST_MIXED:
        return set()
    most = max(counted.values())
    usual = [marks for marks, count in counted.items() if count == most]
    return {number.span.start for number in row if len(usual) > 1 or _marks(number) not in usual}
