"""Templates of faults in structure: numbers that do not go on, levels the wrong way round, titles that are missing."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from benchmarks.quality.papers import NUMBERS
from benchmarks.quality.planting import Mark, Shape, rewritten, whole
from tools.samples.blocks import Block

from pipeline.builtin.gongwen.kinds import title_ending

HAN_NUMBERS: Final = "一二三四五六七八九十"
FORMS: Final = ("{}、", "（{}）", "{}.", "（{}）")
Places = Iterator[tuple[dict[int, Block | None], tuple[Mark, ...]]]


class Numbered(NamedTuple):
    """A heading, or an entry, with its number."""

    block: int
    level: int
    value: int
    length: int
    """Characters of the number as it is written."""


def numbered(blocks: Sequence[Block]) -> list[Numbered]:
    """All numbered paragraphs before the attachments, in order."""
    found = []
    for at, block in enumerate(blocks):
        if block.role == "attachment":
            break
        for level, form in enumerate(NUMBERS, 1):
            match = form.match(whole(block)) if block.role in {"heading", "body"} else None
            if match:
                found.append(Numbered(at, level, value(match[0]), len(match[0])))
                break
    return found


def value(number: str) -> int:
    """What a number counts."""
    inner = re.sub(r"[（）、.]", "", number)
    return int(inner) if inner.isdecimal() else HAN_NUMBERS.index(inner) + 1


def written(level: int, number: int) -> str:
    """The number of a level."""
    return FORMS[level - 1].format(HAN_NUMBERS[number - 1] if level < 3 else number)


def families(blocks: Sequence[Block]) -> list[list[Numbered]]:
    """The numbers of one level under one parent, of two and more."""
    made: list[list[Numbered]] = []
    open_: dict[int, list[Numbered]] = {}
    for one in numbered(blocks):
        for level in [level for level in open_ if level > one.level]:
            del open_[level]
        if one.value == 1 or one.level not in open_:
            open_[one.level] = []
            made.append(open_[one.level])
        open_[one.level].append(one)
    return [family for family in made if len(family) > 1]


def again(blocks: Sequence[Block], one: Numbered, level: int, number: int) -> tuple[Block, int]:
    """The paragraph with another number, and the number's length."""
    block = blocks[one.block]
    new = written(level, number)
    return rewritten(block, new + whole(block)[one.length :]), len(new)


def gap(blocks: Sequence[Block]) -> Places:
    """From one member on, all are one too high."""
    for family in families(blocks):
        for first in range(1, len(family)):
            yield _shifted(blocks, family[first:], 1)


def wide_gap(blocks: Sequence[Block]) -> Places:
    """From one member on, all are two too high."""
    for family in families(blocks):
        for first in range(1, len(family)):
            yield _shifted(blocks, family[first:], 2)


def all_alike(blocks: Sequence[Block]) -> Places:
    """All members are the first."""
    for family in families(blocks):
        if len(family) > 2 and family[0].value == 1:
            changes: dict[int, Block | None] = {}
            for one in family:
                changes[one.block], length = again(blocks, one, one.level, 1)
            yield changes, tuple(Mark(one.block, 0, length) for one in family[1:])


def repetition(blocks: Sequence[Block]) -> Places:
    """From one member on, all are one too low."""
    for family in families(blocks):
        for first in range(1, len(family)):
            yield _shifted(blocks, family[first:], -1)


def _shifted(
    blocks: Sequence[Block], members: Sequence[Numbered], by: int
) -> tuple[dict[int, Block | None], tuple[Mark]]:
    changes: dict[int, Block | None] = {}
    for one in members:
        changes[one.block], length = again(blocks, one, one.level, one.value + by)
        if one is members[0]:
            mark = Mark(one.block, 0, length)
    return changes, (mark,)


def last_too_high(blocks: Sequence[Block]) -> Places:
    """The last member is two too high."""
    for family in families(blocks):
        last = family[-1]
        changed, length = again(blocks, last, last.level, last.value + 2)
        yield {last.block: changed}, (Mark(last.block, 0, length),)


def taken_out(blocks: Sequence[Block]) -> Places:
    """A member in the middle was cut with what stands below it."""
    for family in families(blocks):
        for one, following in pairwise(family[1:]):
            cut: dict[int, Block | None] = dict.fromkeys(range(one.block, following.block))
            yield cut, (Mark(following.block, 0, following.length),)


def swapped(blocks: Sequence[Block]) -> Places:
    """Two neighbours have each other's number."""
    for family in families(blocks):
        for one, other in pairwise(family[1:]):
            first, length = again(blocks, one, one.level, other.value)
            second, _ = again(blocks, other, other.level, one.value)
            yield {one.block: first, other.block: second}, (Mark(one.block, 0, length), Mark(other.block, 0, length))


def skipped_level(blocks: Sequence[Block]) -> Places:
    """Headings under 一、 are numbered （1）（2） at once."""
    for family in _headings(blocks, 2):
        if family[0].block and not _children(blocks, family):
            yield _relevelled(blocks, dict.fromkeys(family, 4), family[0])


def skipped_below(blocks: Sequence[Block]) -> Places:
    """Headings under （一） are numbered （1）（2） at once."""
    for family in _headings(blocks, 3):
        yield _relevelled(blocks, dict.fromkeys(family, 4), family[0])


def climbed(blocks: Sequence[Block]) -> Places:
    """The first heading is numbered 1., those after it 一、二、."""
    top = [one for one in numbered(blocks) if one.level == 1 and blocks[one.block].role == "heading"]
    if len(top) > 2 and not any(top[0].block < one.block < top[1].block for one in numbered(blocks)):
        first, _ = again(blocks, top[0], 3, 1)
        changes: dict[int, Block | None] = {top[0].block: first._replace(level=3)}
        for one in top[1:]:
            changes[one.block], length = again(blocks, one, 1, one.value - 1)
        yield changes, (Mark(top[1].block, 0, length),)


def inverted(blocks: Sequence[Block]) -> Places:
    """Headings （一） are numbered 1. and those 1. below them （一）."""
    for family in _headings(blocks, 2):
        children = _children(blocks, family)
        if children:
            yield _relevelled(blocks, {**dict.fromkeys(family, 3), **dict.fromkeys(children, 2)}, children[0])


def low_above_high(blocks: Sequence[Block]) -> Places:
    """All headings 一、 are numbered 1. above those of （一）."""
    top = [one for one in numbered(blocks) if one.level == 1 and blocks[one.block].role == "heading"]
    second = [one for one in numbered(blocks) if one.level == 2 and blocks[one.block].role == "heading"]
    if top and second and not any(one.level > 2 for one in numbered(blocks)):
        yield _relevelled(blocks, dict.fromkeys(top, 3), second[0])


def _headings(blocks: Sequence[Block], level: int) -> list[list[Numbered]]:
    return [
        family
        for family in families(blocks)
        if family[0].level == level and all(blocks[one.block].role == "heading" for one in family)
    ]


def _children(blocks: Sequence[Block], family: Sequence[Numbered]) -> list[Numbered]:
    end = next((one.block for one in numbered(blocks) if one.level == 1 and one.block > family[-1].block), len(blocks))
    return [one for one in numbered(blocks) if family[0].block < one.block < end and one.level > family[0].level]


def _relevelled(
    blocks: Sequence[Block], levels: dict[Numbered, int], seen: Numbered
) -> tuple[dict[int, Block | None], tuple[Mark, ...]]:
    changes: dict[int, Block | None] = {}
    length = seen.length
    for one, level in levels.items():
        block, new = again(blocks, one, level, one.value)
        changes[one.block] = block._replace(level=level if block.level else 0)
        length = new if one is seen else length
    return changes, (Mark(seen.block, 0, length),)


def no_title(blocks: Sequence[Block]) -> Places:
    """The title is not there, in a document with 文号, 主送 and date."""
    roles = {block.role: at for at, block in enumerate(blocks)}
    if {"document-number", "addressee", "date"} <= roles.keys():
        yield {roles["title"]: None}, ()


def no_kind(blocks: Sequence[Block]) -> Places:
    """The title does not say the 文种."""
    roles = {block.role: at for at, block in enumerate(blocks)}
    title = blocks[roles["title"]]
    cut = re.sub("的?(通知|意见|通报|决定|批复|请示|报告|函)$", "", title.text)
    if cut != title.text and not title_ending().search(cut) and {"addressee", "date"} <= roles.keys():
        yield {roles["title"]: title._replace(text=cut)}, (Mark(roles["title"], 0, len(cut)),)


def fewer_entries(blocks: Sequence[Block]) -> Places:
    """The last of the announced entries was cut."""
    for family in families(blocks):
        before = whole(blocks[family[0].block - 1])
        announced = re.search("[两三四五](项任务|项措施|条要求)", before)
        if announced:
            mark = Mark(family[0].block - 1, *announced.span())
            yield {family[-1].block: None}, (mark,)


STRUCTURE: Final = (
    Shape("heading-number-sequence", "a gap, then on", gap),
    Shape("heading-number-sequence", "a gap of two, then on", wide_gap),
    Shape("heading-number-sequence", "all alike", all_alike),
    Shape("heading-number-sequence", "a repetition, then on", repetition),
    Shape("heading-number-sequence", "the last too high", last_too_high),
    Shape("heading-number-sequence", "one taken out", taken_out),
    Shape("heading-number-sequence", "two swapped", swapped),
    Shape("heading-number-order", "（1） under 一、", skipped_level),
    Shape("heading-number-order", "（1） under （一）", skipped_below),
    Shape("heading-number-order", "1., then 一、", climbed),
    Shape("heading-number-order", "（一） under 1.", inverted),
    Shape("heading-number-order", "1. above （一）", low_above_high),
    Shape("title-present", "no title", no_title),
    Shape("title-present", "no 文种", no_kind),
    Shape("announced-count", "an entry cut", fewer_entries),
)
