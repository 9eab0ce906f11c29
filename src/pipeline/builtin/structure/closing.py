"""署名, 成文日期, 附注 and 版记 (GB/T 9704-2012, 7.3.5, 7.3.6, 7.4)."""

import re

from pipeline.builtin.gongwen.copies import COPY_TO
from pipeline.builtin.gongwen.dates import DATE, ENDS_IN_DATE, IMPRINT
from pipeline.builtin.gongwen.organs import LABELLED_NAME, ORGAN, name_like
from pipeline.builtin.structure.blocks import Block, Roles
from pipeline.builtin.structure.title import OWN_NUMBER, title_lines

_NOTE = re.compile(r"[（(](?:[^（）()]|[（(][^（）()]{0,100}[）)]){1,200}[）)]")
"""One pair of brackets around the whole line, others inside it: （此件公开发布）, not （三）委托书（样本）."""
_MOST_NAMES = 8


def read(roles: Roles, start: int, end: int, ending: re.Pattern[str]) -> int:
    """Give the roles of the closing of the blocks ``start`` to ``end``.

    Returns where a document that follows without a label begins (通知 that issue a 办法), else ``end``.
    """
    blocks = roles.blocks
    ends_at = end
    while ends_at > start and not roles.free(ends_at - 1):
        ends_at -= 1
    for index in range(start, end):
        block = blocks[index]
        if not roles.free(index):
            continue
        if COPY_TO.match(block.text):
            _give_copy_to(roles, index, end)
        elif block.short and IMPRINT.fullmatch(block.text):
            roles.give(index, "imprint")
        elif block.short and LABELLED_NAME.fullmatch(block.text) and index + 4 >= ends_at:
            roles.give(index, "signature")
        elif block.short and _dated(roles, index, start, ends_at):
            following = _after(roles, index, end)
            if following < end and _begins_anew(roles, following, end, ending):
                return following
    _sign_undated(roles, start, end)
    return end


def _dated(roles: Roles, index: int, start: int, end: int) -> bool:
    """Give date and names if block ``index`` is the date of a closing."""
    block = roles.blocks[index]
    together = ENDS_IN_DATE.fullmatch(block.text)
    if together is not None:
        if not name_like(together["name"]):
            return False
        roles.share(index, ("signature", together.end("name"), ""), ("date", len(block.text), ""))
    elif not DATE.fullmatch(block.text):
        return False
    names = _names_above(roles, index, start)
    signed = bool(names) or "signature" in roles.names(index - 1)
    last = all(not roles.free(i) or _after_the_date(roles.blocks[i]) for i in range(index + 1, min(end, index + 12)))
    if together is None and not (signed or block.to_the_right or (last and end - index < 12)):
        return False
    if together is None:
        roles.give(index, "date")
    for i in names:
        roles.give(i, "signature")
    return True


def _after_the_date(block: Block) -> bool:
    return bool(
        _NOTE.fullmatch(block.text[:202])
        or COPY_TO.match(block.text)
        or (block.short and IMPRINT.fullmatch(block.text))
    )


def _names_above(roles: Roles, date: int, start: int) -> list[int]:
    """The lines with names right above the date."""
    found: list[int] = []
    for index in range(date - 1, max(start, date - _MOST_NAMES) - 1, -1):
        block = roles.blocks[index]
        if not roles.free(index) or not block.short or block.number is not None:
            break
        labelled = LABELLED_NAME.fullmatch(block.text)
        plain = len(block.text) <= 20 and block.text[-1] not in "。；：:！？，、;,.）)"
        closes = not found and plain and index > start and roles.blocks[index - 1].text[-1] in "。！.）"
        if not (labelled or name_like(block.text) or (plain and block.to_the_right) or closes):
            break
        found.append(index)
    return found


def _give_copy_to(roles: Roles, index: int, end: int) -> None:
    roles.give(index, "copy-to")
    at = index
    while roles.blocks[at].text[-1] != "。" and at + 1 < min(end, index + 6):
        at += 1
        block = roles.blocks[at]
        if (
            not roles.free(at)
            or not block.short
            or IMPRINT.fullmatch(block.text)
            or not block.text.endswith(("。", "，", "、"))
        ):
            return
        roles.give(at, "copy-to")


def _after(roles: Roles, date: int, end: int) -> int:
    """The block after the date's 附注 and 版记, which get their roles."""
    for index in range(date + 1, end):
        if not roles.free(index):
            if roles.names(index)[0] in ("table-text", "contents"):
                return index
            continue
        text = roles.blocks[index].text
        if _NOTE.fullmatch(text[:202]):
            roles.give(index, "note")
        elif COPY_TO.match(text):
            _give_copy_to(roles, index, end)
        elif roles.blocks[index].short and IMPRINT.fullmatch(text):
            roles.give(index, "imprint")
        else:
            return index
    return end


def _begins_anew(roles: Roles, index: int, end: int, ending: re.Pattern[str]) -> bool:
    """Whether a title and some text of its own stand at block ``index``."""
    following = [i for i in range(index, min(end, index + 12)) if roles.free(i)]
    numbered = [place for place, i in enumerate(following[:4]) if OWN_NUMBER.fullmatch(roles.blocks[i].text[:100])]
    for above in (0, *(place + 1 for place in numbered)):
        rest = following[above:]
        lines = title_lines([roles.blocks[i] for i in rest], ending)
        if 0 < lines < len(rest) and any(len(roles.blocks[i].text) > 20 for i in rest[lines:]):
            return True
    return False


def _sign_undated(roles: Roles, start: int, end: int) -> None:
    """A name alone as the last line of a text."""
    last = end - 1
    while last >= start and roles.names(last) and roles.names(last)[0] in ("copy-to", "imprint", "other", "note"):
        last -= 1
    if last <= start or not roles.free(last):
        return
    block, before = roles.blocks[last], roles.blocks[last - 1]
    if _NOTE.fullmatch(block.text[:202]) and "date" in roles.names(last - 1):
        roles.give(last, "note")
    elif len(block.text) <= 25 and before.text[-1] in "。！" and block.number is None:
        sure = ORGAN.fullmatch(block.text) or LABELLED_NAME.fullmatch(block.text)
        if sure or (name_like(block.text) and block.to_the_right):
            roles.give(last, "signature")
