"""Tables of contents: lines that repeat the headings and must not count as such."""

import itertools
import re

from pipeline.builtin.gongwen.blanks import BLANK, joined
from pipeline.builtin.structure.blocks import Block, Roles

_HEAD = re.compile(rf"目{BLANK}{{0,8}}[录次]|(?i:(?:table of )?contents)")
_PAGED = re.compile(
    r".{1,120}?(?:[.．]{3,}|[…·]{2,}|(?:[.·．][ ]){3,}|\t)[ .…·\t]{0,40}[（(]?(?:\d{1,4}|[ivxIVX]{1,6})[）)]?"
)
_LONGEST = 100
_PAGED_LIST = 3
"""Lines with page numbers, and no others, from which on a list is known to have one on each line."""
_LONGEST_ENTRY = 3
"""Lines of one entry."""


def read(roles: Roles) -> None:
    """Give the role ``contents`` to tables of contents and to every line that leads to a page number."""
    blocks = roles.blocks
    for index, block in enumerate(blocks):
        if not roles.free(index) or len(block.text) > 240:
            continue
        if _PAGED.fullmatch(block.text):
            roles.give(index, "contents")
        elif _HEAD.fullmatch(block.text):
            end = _end(roles, index)
            if end > index + 1:
                for i in range(index, end):
                    if roles.free(i):
                        roles.give(i, "contents")


def _end(roles: Roles, head: int) -> int:
    """The block after the list that follows its ``head``: the first that begins it anew, or reads as text."""
    first: tuple[object, ...] | None = None
    paged = listed = 0
    for index in itertools.islice(range(head + 1, len(roles.blocks)), 2000):
        block = roles.blocks[index]
        if not roles.free(index):
            continue
        text = block.text
        if _PAGED.fullmatch(text[:240]):
            first = first or _key(block)
            paged, listed = paged + 1, listed + 1
            continue
        if paged >= _PAGED_LIST and paged == listed:
            if not _paged_ahead(roles, index):
                return index
            continue
        listed += 1
        number = block.number
        if (
            _HEAD.fullmatch(text)
            or len(text) > _LONGEST
            or text[-1] in "。；"
            or (number is not None and number.form == "条")
        ):
            return index
        if first is not None and _key(block) == first:
            return index
        first = first or _key(block)
    return head + 1


def _paged_ahead(roles: Roles, index: int) -> bool:
    """Whether a line that leads to a page number is among the next few: then this one is its beginning."""
    following = itertools.islice(roles.blocks, index + 1, index + 1 + _LONGEST_ENTRY)
    return any(len(block.text) <= 240 and _PAGED.fullmatch(block.text) for block in following)


def _key(block: Block) -> tuple[object, ...]:
    if block.number is not None:
        return (block.number.form, block.number.ordinals)
    return (re.sub(r"[\s.…·\d]+\Z", "", joined(block.text)),)
