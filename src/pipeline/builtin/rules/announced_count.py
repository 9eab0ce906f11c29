"""Rule: as many entries as were announced."""

import bisect
import re
from collections.abc import Iterator

import msgspec

from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.numerals import DIGIT, ONE_TO_NINE, ONE_TO_TEN, value
from pipeline.builtin.gongwen.sentences import CLAUSE_ENDS
from pipeline.builtin.rules.fixed_phrases import FIXED_PHRASES
from pipeline.builtin.structure.items import inline
from pipeline.builtin.structure.numbered import Numbers
from pipeline.builtin.structure.numbering import LADDER
from pipeline.builtin.structure.typed import stands_in_another_form
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import BLANK, PROTECTED, Document, Item, SectionIndex
from pipeline.model.finding import Basis, Finding
from pipeline.model.text import Span, Text

LONGEST = 200
"""Entries that are looked at behind an announcement."""
FAR = 2000
"""Characters behind an announcement in which an entry is looked for that is numbered in another form."""
LARGEST = 30
"""Announced numbers beyond this are totals, whose parts nobody numbers."""
CLAUSE = 40
"""Characters of a clause that are read in front of a number."""

HAN = f"[{HAN_RANGES}]"
NUMERAL = f"〇零{ONE_TO_TEN}百千万亿两几数多余{DIGIT}"
PHRASE = re.compile(
    rf"(?<![{NUMERAL}])(?<![0-9][.．])"
    rf"(?P<n>[两二三四五六七八九]|[二三]?十[{ONE_TO_NINE}]?|[2-9]|[12][0-9]) ?"
    r"(?P<measure>大[类项块]?|[个项条点件步类种])"
    rf"(?:(?P<of>(?:(?![{NUMERAL}]){HAN}){{0,6}}?)(?P<noun>重点(?:工作|任务|事项|环节|方面)?|方面|方向|任务|工作(?!日)|措施|举措|要求|意见|建议|事项|问题|原因|原则|内容"
    r"|步骤|阶段|环节|情形|情况|制度|机制|行动|工程|目标|关系|特点|不足|差距|短板|经验|做法|体会|启示|途径|办法|职责"
    r"|义务|要点|转变|部分|关口|事))?"
)
"""A number of things. Without the noun it stands alone, as in ``以下三点：``."""
TAIL = re.compile(r"(?P<rest>[^，。；：:！？!?\n\v]{0,16})(?P<stop>[：:。；，]|(?=[\n\v])|\Z)")
LONG_TAIL = re.compile(r"(?P<rest>[^。；：:！？!?\n\v]{0,60})(?P<stop>[：:])")
SET_PHRASE = re.compile(r"“[^“”\n]{1,80}”|《[^《》\n]{1,120}》|" + "|".join(FIXED_PHRASES))
POINTS_BACK = re.compile(
    r"(?:[前后这那该此各每第同首末近逾余约仅]|其中的?|上述|以上|上列|其他|其余|其它|另外?|所有|全部|超过?|共同|[0-9一二三四五六七八九十](?:[至到—～~-]|(?<=第.)、))\Z"
)
"""In front of a number that points back, picks a part, or is no exact one."""
INEXACT = re.compile("以上|以下|以内|左右|之间|中的|不等|多")
PLACES = re.compile("[县市区镇乡村局厅委校院所站人年月天周季]|单位|部门|企业")
"""What is counted, where it is no noun of a list: ``两个县的工作``."""
AHEAD = re.compile("以下|下列|如下|下面")
CUE = re.compile(
    "做好|抓好|抓实|落实|完成|实施|开展|采取|提出|部署|安排|分|包括|主要|重点|坚持|遵循|把握|处理好|强化|突出|聚焦"
    "|围绕|实现|体现|表现|存在|强调|注意|推进|明确|共|有|讲|谈|从"
)
"""A word of the clause without which a sentence that merely ends announces nothing."""
NAMED_IN_FRONT = re.compile("[、和与及](?P<last>[^、和与及]*)\\Z")
"""``从清点和编目两个方面``: what is counted stands in front of the number."""
ALONE = frozenset((*"条点项步类种", "大类", "大项", "大块"))
"""Measures that need no noun where something is announced for sure."""
HEADING_TAIL = 6
"""Characters of a heading behind the number."""
NUMERALS = re.compile(f"[{NUMERAL}]+")


class Announcement(msgspec.Struct, frozen=True):
    """``number`` things, said at ``span``; what they are begins at ``start``."""

    span: Span
    number: int
    start: int


class Entry(msgspec.Struct, frozen=True):
    """A numbered heading or an entry of an enumeration; ``shape`` tells one kind of number from another."""

    start: int
    shape: str
    ordinal: int


class AnnouncedCount(Rule, frozen=True):
    """Three tasks are announced and two follow: one was cut, or they were never counted.

    Only a number that plainly governs what stands right behind it is compared: one at the end
    of its sentence, or of a heading, with 一是, （一） or 1. following at once, in the same
    paragraph or as the next headings or entries. Set phrases (四个意识, 三会一课 …), quotations, numbers that
    point back (上述三项) or are not exact (三项以上), months and places announce nothing. Where
    the entries' own numbers have a gap, heading-number-sequence has the word.
    """

    name = "announced-count"
    name_zh = "列举数量不符"
    basis = Basis("practice", "文稿核校通例；《党政机关公文处理工作条例》审核要求“数字……准确”", "第二十条")
    gather = Gather()
    message = Text("“{announced}”之后列了 {count} 项", "“{announced}”, but {count} follow")
    explained_zh = (
        "称“三项任务”，后面就应列出三项。\n\n"
        "只比较明显统领下文的数量：位于句末或者标题末，后面紧接“一是”“（一）”“1.”等，列在同一段或者紧接的各级标题、条目中。"
        "“四个意识”“三会一课”等固定提法、引文和书名、回指（“上述三项”）、约数（“三项以上”）以及月份、单位个数不算。"
        "所列序号本身缺号的，由 heading-number-sequence 报告。"
    )
    examples = (
        Good(
            "一、重点任务\n本年度安排三项任务。\n（一）摸清底数\n逐户登记。\n（二）建立台账\n逐项登记。\n（三）限期整改\n按期完成。"
        ),
        Good("要增强“四个意识”，坚持四项基本原则。\n一、加强学习\n认真组织。\n二、加强检查\n按月通报。"),
        Good("一、工作进度\n安排三个月，涉及两个县。一是清点；二是编目；三是移交；四是验收。"),
        Good("一、办理时限\n应当在三个工作日内：\n1.受理；\n2.登记。"),
        Good("一、存在的问题\n落实上述三项要求。一是摸清底数；二是建立台账。"),
        Good("一、工作要求\n发现问题三项以上的，列入名单：\n1.市教育局；\n2.市民政局。"),
        Good("做好三项重点工作：一是摸清底数，明确两个要求；二是建立台账；三是限期整改。"),
        Good("一、主要目标\n围绕三项目标，要抓好落实。一是提质；二是增效。"),
        Good("一、下一步建议\n从清点和编目两个方面开展工作。一是核对；二是登记；三是著录。"),
        Good("一、总体要求\n坚持两条原则。\n二、主要任务\n抓好落实。\n三、工作要求\n加强领导。"),
        Good("一、工作措施\n落实三大类12项措施：\n1.甲；\n2.乙；\n3.丙。"),
        Good("一、工作要求\n提出三条要求：\n1.严格守纪；\n2.严格请假；\n(3)严格廉洁。"),
        Good("一、工作要求\n提出三条要求：\n1.严格守纪；\n2.严格请假；\n5.严格廉洁。"),
        Bad("一、重点任务\n本年度安排⟦三项任务⟧。\n（一）摸清底数\n逐户登记。\n（二）建立台账\n逐项登记。"),
        Bad("现提出以下⟦三点意见⟧：\n一、加强领导\n明确分工。\n二、落实责任\n到岗到人。"),
        Bad("一、存在的问题\n主要有⟦四个方面⟧：一是学习不够；二是调研不够；三是担当不够。"),
        Bad("一、工作措施\n重点抓好⟦两件事⟧。\n一是摸清底数。\n二是建立台账。\n三是限期整改。"),
        Bad(
            "第一条　有下列⟦三种情形⟧之一的，不予受理：\n（一）超过期限；\n（二）材料不齐。\n"
            "第二条　本办法自发布之日起施行。"
        ),
        Bad("一、抓好⟦3项重点工作⟧\n1.摸清底数；\n2.建立台账。"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """Every announcement behind which another number of entries stands."""
        entries = _entries(document)
        starts = [entry.start for entry in entries]
        tree, numbers = _Tree(document), Numbers(document)
        told: dict[int, list[Announcement]] = {}
        for announcement in _announcements(document):
            told.setdefault(announcement.start, []).append(announcement)
        for start, announcements in told.items():
            first = bisect.bisect_left(starts, start)
            end = tree.end(announcements[-1].span.start)
            if first == len(entries) or starts[first] != start or start >= end or entries[first].ordinal != 1:
                continue
            behind = entries[first : first + LONGEST]
            count, last = _counted(
                entry.ordinal for entry in behind if entry.start < end and entry.shape == behind[0].shape
            )
            if count > 1 and not any(count <= one.number <= last for one in announcements):
                number, text = numbers.at(start), document.text[start : min(end, start + FAR)]
                if number and stands_in_another_form(text, number, last + 1):
                    continue
                span = announcements[-1].span
                yield self.found(span, announced=document.cut(span), count=count)


def _announcements(document: Document) -> Iterator[Announcement]:
    text = document.mask((*PROTECTED, "title", "table-text", "contents", "attachment-note", "copy-to"))
    text = SET_PHRASE.sub(lambda phrase: BLANK * len(phrase.group()), text)
    headings = {mark.span.end for mark in document.marked("heading")}
    for phrase in PHRASE.finditer(text):
        clause = re.split(rf"[{CLAUSE_ENDS}\n\v]", text[max(0, phrase.start() - CLAUSE) : phrase.start()])[-1]
        ahead = AHEAD.search(clause) is not None
        tail = (ahead and LONG_TAIL.match(text, phrase.end())) or TAIL.match(text, phrase.end())
        if tail is None or not _exact(phrase, clause, tail["rest"]):
            continue
        colon, headed = tail["stop"] in ("：", ":"), tail.end() in headings and len(tail["rest"]) <= HEADING_TAIL
        named = NAMED_IN_FRONT.search(clause)
        if named and not ahead and not CUE.search(named["last"]):
            continue
        sure = colon or ahead or AHEAD.search(tail["rest"]) is not None
        if (phrase["noun"] or (sure and phrase["measure"] in ALONE)) and (sure or headed or CUE.search(clause)):
            number = 2 if phrase["n"] == "两" else value(phrase["n"])
            start = tail.end()
            while start < len(text) and text[start].isspace():
                start += 1
            if number <= LARGEST:
                yield Announcement(Span(*phrase.span()), number, start)


def _exact(phrase: re.Match[str], clause: str, rest: str) -> bool:
    """Whether the number counts what is to come, and nothing else."""
    of = phrase["of"] or ""
    if POINTS_BACK.search(clause) or INEXACT.match(of or rest) or PLACES.search(of):
        return False
    return phrase["measure"] != "大" or len(phrase["n"]) == 1


def _entries(document: Document) -> list[Entry]:
    """All numbered headings and entries of enumerations, in order."""
    numbers, found = Numbers(document), []
    for mark in document.marked("heading"):
        number = numbers.at(mark.span.start)
        if number is not None and number.form in LADDER:
            found.append(Entry(mark.span.start, f"heading {number.form}", number.ordinal))
    listed = [item for section in document.sections for item in section.items]
    for item in (*listed, *_in_no_section(document)):
        number = numbers.at(item.span.start)
        numerals = NUMERALS.search(item.number)
        if number is not None:
            found.append(Entry(item.span.start, number.form, number.ordinal))
        elif numerals is not None:
            found.append(Entry(item.span.start, NUMERALS.sub("", item.number), value(numerals.group())))
    return sorted(found, key=lambda entry: entry.start)


def _in_no_section(document: Document) -> Iterator[Item]:
    """The entries in front of the first heading of the text, and of each attachment."""
    sections = SectionIndex(document.sections)
    stretches: dict[int, list[Span]] = {}
    for mark in document.marked("body", "item"):
        at = next(sections.around(mark.span.start), -1)
        if at >= 0 and document.sections[at].level > 0:
            continue
        if mark.name == "item":
            yield Item(document.cut(mark.span)[:4], mark.span)
        else:
            stretches.setdefault(at, []).append(mark.span)
    for spans in stretches.values():
        yield from inline(document.text, spans)


class _Tree:
    """The sections, for asking where the one ends that a character is in."""

    def __init__(self, document: Document) -> None:
        self._sections = SectionIndex(document.sections)
        self._tops = [section.span.start for section in document.sections if section.level == 0]
        self._length = len(document.text)

    def end(self, at: int) -> int:
        """Where the section that holds the character ends, or the text before the first attachment."""
        section = self._sections.at(at)
        if section is not None:
            return section.span.end
        top = bisect.bisect_right(self._tops, at)
        return self._tops[top] if top < len(self._tops) else self._length


def _counted(ordinals: Iterator[int]) -> tuple[int, int]:
    """How many entries the first run has, and its last number, though behind a gap; runs inside it are others."""
    runs: list[tuple[int, int]] = []
    beyond = 0
    for ordinal in ordinals:
        if ordinal == 1:
            runs.append((1, 1))
            continue
        for depth in range(len(runs) - 1, -1, -1):
            count, last = runs[depth]
            if last < ordinal <= last + 2:
                runs[depth:] = [(count + 1, ordinal)]
                break
        else:
            beyond = max(beyond, ordinal)
    return runs[0][0], max(runs[0][1], beyond)
