"""版头, title and 主送: what stands before the text (GB/T 9704-2012, 7.2, 7.3.1, 7.3.2)."""

import itertools
import re

import msgspec

from pipeline.builtin.gongwen.blanks import BLANK, joined
from pipeline.builtin.gongwen.dates import CENTURIES, DATE, ENDS_IN_DATE, MONTH
from pipeline.builtin.gongwen.document_numbers import YEAR_CLOSE, YEAR_OPEN
from pipeline.builtin.gongwen.han import HAN, HAN_RANGES
from pipeline.builtin.gongwen.kinds import KINDS, ORDERS, SERIES
from pipeline.builtin.gongwen.numerals import DIGIT, HAN_NUMERAL
from pipeline.builtin.gongwen.organs import ISSUER, ORGAN, PLACEHOLDER, name_like, person_like
from pipeline.builtin.gongwen.placeholders import CROSSES
from pipeline.builtin.gongwen.punctuation import PAIRS
from pipeline.builtin.structure.blocks import Block, Roles
from pipeline.builtin.structure.numbering import number_at
from pipeline.model.text import Span

_S = rf"{BLANK}{{0,80}}"
_YEAR = rf"{YEAR_OPEN}(?:{CENTURIES}[0-9{CROSSES}]{{2}}|[{CROSSES}]{{2,4}}|\d{{2}}){YEAR_CLOSE}"
OWN_NUMBER = re.compile(
    rf"(?:[{HAN_RANGES}A-Za-z{CROSSES}]{{0,20}}{_S}{_YEAR}{_S}[{HAN_RANGES}]{{0,4}}第?[{DIGIT}{CROSSES}_＿]{{0,6}}{_S}[号期]"
    rf"|[（(]?第{_S}[0-9{HAN_NUMERAL}{CROSSES}]{{1,6}}{_S}[号期][）)]?)"
)
_SIGNER = re.compile(rf"签{_S}发{_S}人{_S}[:：]")
_COPY = re.compile(r"(?:№|No\.?|份号[:：]?)?\s?\d{6}")
_SECRECY = re.compile(r"(?:密级[:：]\s?)?(?:绝密|机密|秘密|内部(?:资料|文件))(?:\s?[★☆*].{0,12}|.{0,2}\d{0,2}年?)")
_URGENCY = re.compile(r"特急|加急|特提|平急|急件|紧急")
_NOTE_OPEN = re.compile(r"[（(](?!试行|草案|征求|送审|修订稿|暂行)")
_SUBTITLE = re.compile(r"[（(][^（）()。]{1,30}[）)]|——.{2,60}")
_ADOPTED = re.compile(r"通过|公布|发布|修订|修正|施行|批准|\d日|删减|令第|\d\s?号")
_NOT_ADDRESSEE = re.compile(
    r"如下|以下|包括|主题|时间|地点|内容|事项|情况|要求|条件|说明|方式|主持|记录|出席|日期|来源|机构[:：].+|编号|联系|电话|地址|名称|姓名|签名|签字|盖章"
)
_ADDRESSED = re.compile(
    r"各|有关|全体|尊敬|敬爱|亲爱|[\[［【]|(?:To|Dear|Attention)\b|.*(?:代表|同志们?|委员|老师|同学们?|领导|来宾|先生|女士|朋友们?|干部|职工|乡亲|处|院|党委|总理|市长|书记|主任|XX|××)[:：]\Z"
)
_STOPPED = re.compile(rf"[^，。；：]{{2,60}}的(?:{KINDS}|方案)[。.]")
"""The last line of a title with a stop that should not be there."""
_COMPLETE = re.compile(r"关于.+的[^，。]{0,10}\Z")
_GOES_ON = re.compile(r"[的和及与暨并》”〉、）)]|关于")
_PAIRS = tuple((opener, PAIRS[opener]) for opener in "《“〈（")
"""Marks between which a title may be broken."""
_NAMED_KINDS = re.compile(r"材料|报告|发言|讲话|稿|提纲|总结|体会|剖析|汇报|心得|致辞")
_HEADS = ("文件", *SERIES.split("|"))
"""How the line above a title ends that is no part of it."""
_NUMBERED = frozenset((*ORDERS.split("|"), *SERIES.split("|"), "公告", "通告"))
"""Kinds whose name may stand above a number; 公告 and 通告 are numbered within a year."""
_MAX_LINES = 8
_MOST_UNPROVEN = 4


class Front(msgspec.Struct, frozen=True):
    """What stood before the text of a part."""

    title: str
    span: Span | None
    """From the first to the last line of the title."""
    end: int
    """Index of the first block after it."""


def read(roles: Roles, start: int, end: int, ending: re.Pattern[str], role: str, *, headed: bool) -> Front:
    """Give the roles of the front of the blocks ``start`` to ``end``.

    ``role`` is the title's; ``headed``: whether a 版头 may stand above it.
    """
    free = [i for i in itertools.islice(range(start, end), 200) if roles.free(i)][:40]
    blocks = roles.blocks
    at = _head(roles, free, ending) if headed else 0
    declared = next((place for place in range(at, len(free)) if blocks[free[place]].heading == 1), None)
    if headed and declared is not None and _could_be_title(blocks[free[declared]]):
        at, lines = declared, 1
    else:
        lines = title_lines([blocks[i] for i in free[at:]], ending)
    if not lines:
        above, lines = _unproven([blocks[i] for i in free[at : at + _MAX_LINES]])
        at += above
    span, title = None, ""
    if lines:
        chosen = free[at : at + lines]
        for i in chosen:
            roles.give(i, role)
        title = joined(*(blocks[i].text for i in chosen))
        span = Span(blocks[chosen[0]].span.start, blocks[chosen[-1]].span.end)
        at += lines
    elif at:
        mark = [i for i in free[:at] if "issuer-mark" in roles.names(i)]
        title = joined(*(blocks[i].text for i in mark))
    at = _below(roles, free, at, title) if title else at
    if at < len(free) and is_addressee(blocks[free[at]].text):
        roles.give(free[at], "addressee")
        at += 1
    return Front(title, span, free[at] if at < len(free) else end)


def title_lines(blocks: list[Block], ending: re.Pattern[str]) -> int:
    """How many of the first ``blocks`` make up a title that ends as titles do; 0 if none does."""
    run = list(itertools.takewhile(_could_be_title, blocks[:_MAX_LINES]))
    done = 0
    for count in range(1, len(run) + 1):
        text = joined(*(block.text for block in run[:count]))
        if done and not _goes_on(run, done):
            break
        if len(text) > 200:
            break
        if ending.search(text.rstrip("。.")) and all(text.count(one) == text.count(two) for one, two in _PAIRS):
            done = count
    while (
        done
        and done < len(blocks)
        and _SUBTITLE.fullmatch(blocks[done].text)
        and not _ADOPTED.search(blocks[done].text)
    ):
        done += 1
    return done


def _unproven(blocks: list[Block]) -> tuple[int, int]:
    """Which line to take for a title when none ends as titles do: how many stand above it, and how many it has.

    The lines in the largest type where the file tells sizes that differ, else the first line.
    """
    sizes = [block.size or 0.0 for block in blocks]
    largest = max((size for block, size in zip(blocks, sizes, strict=True) if _could_be_title(block)), default=0.0)
    if largest > 1.1 * min(sizes, default=0.0) and 0.0 not in sizes:
        above = next(i for i, block in enumerate(blocks) if sizes[i] == largest and _could_be_title(block))
        rest = list(zip(blocks, sizes, strict=True))[above:]
        lines = len(list(itertools.takewhile(lambda one: one[1] == largest and _could_be_title(one[0]), rest)))
        return above, lines if lines <= _MOST_UNPROVEN else 1
    return 0, int(bool(blocks) and _could_be_title(blocks[0]) and blocks[0].text[-1] != "、")


def _goes_on(run: list[Block], done: int) -> bool:
    """Whether the title goes on after the ``done`` lines that could be one already."""
    before = joined(*(block.text for block in run[:done]))
    following = run[done].text
    if _GOES_ON.match(following):
        return not (following.startswith("关于") and "关于" in before)
    return "关于" in before and not _COMPLETE.search(before) and not name_like(following)


def _could_be_title(block: Block) -> bool:
    text = block.text
    if _STOPPED.fullmatch(text):
        return True
    if len(text) > 100 or not (HAN.search(text) or re.search("[A-Za-z]", text)) or text[-1] in "。；;，,：:！.":
        return len(text) <= 100 and text.endswith("！") and not text.endswith("。") and "，" not in text
    if any(pattern.fullmatch(text) for pattern in (_COPY, _SECRECY, _URGENCY)) or _SIGNER.match(text):
        return False
    if "。" in text or DATE.fullmatch(text) or ENDS_IN_DATE.fullmatch(text) or OWN_NUMBER.fullmatch(text):
        return False
    number = block.number
    return (
        (number is None or (number.form in ("1", "A.", "I.") and not number.generated))
        and not _NOTE_OPEN.match(text)
        and not text.startswith(("-", "{", "●", "#", "**"))
    )


def _head(roles: Roles, free: list[int], ending: re.Pattern[str]) -> int:
    """Give the roles above the title; how many blocks of ``free`` they take."""
    blocks = roles.blocks
    numbered = 0
    for place, i in enumerate(free[:14]):
        text = blocks[i].text
        if len(text) > 100 or (text.endswith(("。", "：", ":")) and not _SIGNER.match(text)):
            break
        if _number_in(text):
            numbered = place + 1
            break
    if numbered:
        before = [i for i in free[: numbered - 1] if not _small_mark(roles, i, give=False)]
        whole = joined(*(blocks[i].text for i in before))
        issuing = not before or (
            "关于" not in whole
            and all(ISSUER.fullmatch(joined(blocks[i].text)) for i in before)
            and _issues(whole, ending)
        )
        if issuing and all(_could_be_title(blocks[i]) for i in before):
            for i in before:
                roles.give(i, "issuer-mark")
            for i in free[:numbered]:
                _small_mark(roles, i, give=True)
            at = numbered
            while at < len(free) and _small_mark(roles, free[at], give=True):
                at += 1
            return at
    at = 0
    while at < len(free) and _small_mark(roles, free[at], give=True):
        at += 1
    if at + 1 < len(free):
        first, following = joined(blocks[free[at]].text), joined(blocks[free[at + 1]].text)
        if ISSUER.fullmatch(first) and first.endswith(_HEADS) and following.find("关于") in range(40):
            roles.give(free[at], "issuer-mark")
            at += 1
    return at


def _issues(whole: str, ending: re.Pattern[str]) -> bool:
    found = ending.search(whole)
    return found is None or found["kind"] in _NUMBERED


def _number_in(text: str) -> re.Match[str] | None:
    return OWN_NUMBER.fullmatch(text) or re.fullmatch(
        rf"(?P<number>{OWN_NUMBER.pattern})(?P<rest>{_S}{_SIGNER.pattern}.*)", text
    )


def _small_mark(roles: Roles, index: int, *, give: bool) -> bool:
    """Whether the block is 份号, 密级, 紧急程度, 发文字号 or 签发人."""
    text = roles.blocks[index].text
    if len(text) > 100 or not roles.free(index):
        return False
    number = _number_in(text)
    if number is not None and "rest" in number.groupdict():
        if give:
            roles.share(index, ("document-number", number.end("number"), ""), ("signer", len(text), ""))
        return True
    name = next(
        (
            name
            for name, pattern in (("copy-number", _COPY), ("secrecy", _SECRECY), ("urgency", _URGENCY))
            if pattern.fullmatch(text)
        ),
        "document-number" if number else "signer" if _SIGNER.match(text) else None,
    )
    if name and give:
        roles.give(index, name)
    return name is not None


def _below(roles: Roles, free: list[int], at: int, title: str) -> int:
    """Give the roles between title and 主送: 题注, 发文字号, name and date."""
    blocks = roles.blocks
    while at < len(free):
        text = blocks[free[at]].text
        bare = text.strip("（）() \u3000")
        dated = (
            re.fullmatch(rf"(?P<date>{DATE.pattern}){_S}(?P<number>{OWN_NUMBER.pattern})", text)
            if len(text) < 200
            else None
        )
        if dated:
            roles.share(free[at], ("date", dated.end("date"), ""), ("document-number", len(text), ""))
        elif len(text) < 60 and (DATE.fullmatch(bare) or MONTH.fullmatch(bare)):
            roles.give(free[at], "date")
        elif (split := ENDS_IN_DATE.fullmatch(text)) and name_like(split["name"]):
            roles.share(free[at], ("signature", split.end("name"), ""), ("date", len(text), ""))
        elif _small_mark(roles, free[at], give=True):
            pass
        elif _NOTE_OPEN.match(text):
            last = _note_end(blocks, free, at)
            if last is None:
                break
            for i in free[at : last + 1]:
                roles.give(i, "note")
            at = last
        elif _named_below(blocks, free, at, title):
            roles.give(free[at], "signature")
        else:
            break
        at += 1
    return at


def _note_end(blocks: list[Block], free: list[int], at: int) -> int | None:
    """Where the bracket that opens at ``at`` closes at the end of a line."""
    depth = 0
    for place in range(at, min(at + _MAX_LINES, len(free))):
        text = blocks[free[place]].text
        depth += sum(text.count(char) for char in "（(") - sum(text.count(char) for char in "）)")
        if depth <= 0:
            return place if text[-1] in "）)" else None
    return None


def _named_below(blocks: list[Block], free: list[int], at: int, title: str) -> bool:
    text = blocks[free[at]].text
    if not name_like(text) or len(text) > 40 or title.endswith(text) or number_at(text) is not None:
        return False
    dated = at + 1 < len(free) and _date_line(blocks[free[at + 1]].text)
    if person_like(text):
        return dated or bool(_NAMED_KINDS.search(title[-12:]))
    return dated or (
        bool(ORGAN.fullmatch(text) or PLACEHOLDER.fullmatch(text) or "　" in text or " " in text)
        and bool(_NAMED_KINDS.search(title[-12:]))
    )


def _date_line(text: str) -> bool:
    bare = text.strip("（）() \u3000")
    return len(text) < 60 and bool(DATE.fullmatch(bare) or MONTH.fullmatch(bare))


def is_addressee(text: str) -> bool:
    """Whether the paragraph names whom the document is sent to."""
    if text[-1] not in "：:" and not re.match(r"(?:To|Dear)\b.{1,80}[:,]\Z|To: .{1,120}\Z", text):
        return False
    if len(text) > 400 or "。" in text or number_at(text) is not None or _NOT_ADDRESSEE.search(text):
        return False
    last = re.split("[、，,；;]", text[:-1])[-1].strip()
    return bool(_ADDRESSED.match(text) or ORGAN.fullmatch(last) or PLACEHOLDER.fullmatch(last))
