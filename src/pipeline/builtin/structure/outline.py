"""The section tree over the headings of one part of a document."""

import re
from collections.abc import Callable

import msgspec

from pipeline.builtin.gongwen.blanks import joined
from pipeline.builtin.gongwen.sentences import FULL_STOPS
from pipeline.builtin.structure import items, levels
from pipeline.builtin.structure.blocks import Block, Roles
from pipeline.builtin.structure.levels import Entry
from pipeline.builtin.structure.numbering import CHAPTERS, Number
from pipeline.model.document import Item, Section
from pipeline.model.text import Span

_LONGEST_HEADING = 50
_LONGEST_LINE = 100
_LONGEST_ARTICLE_TITLE = 30
_CLOSING = frozenset(
    ("attachment-note", "signature", "date", "note", "copy-to", "imprint", "other", "attachment", "attachment-title")
)
_ENDS = "。！？!?：:；;，,"
_TALK = re.compile(r"[A-Z][^.!?。；;:：]{2,70}")


class _Heading(msgspec.Struct, frozen=True):
    level: int
    number: str
    title: str
    span: Span
    last: int
    """Index of its last block."""


def read(text: str, roles: Roles, start: int, end: int, *, latin: bool, unnumbered: frozenset[str]) -> list[Section]:
    """Give ``heading``, ``item`` and ``body`` to what is free in blocks ``start`` to ``end``; the sections."""
    free = [i for i in range(start, end) if roles.free(i)]
    found = levels.entries(roles.blocks, free, latin=latin)
    entries = {entry.place: entry for entry in found}
    plain = {i: 1 for i in free if i not in entries and joined(roles.blocks[i].text).casefold() in unnumbered}
    if latin and not any(not entry.item for entry in found):
        plain |= {i: 1 for i in free if i not in entries and _latin_heading(roles.blocks, i, end)}
    plain |= _declared(roles.blocks, [i for i in free if i not in entries])
    headings: list[_Heading] = []
    listed: list[Item] = []
    for i in free:
        if not roles.free(i):
            continue
        block = roles.blocks[i]
        entry = entries.get(i)
        if entry is not None and entry.item:
            roles.give(i, "item")
            listed.append(Item(entry.number.raw, block.span))
        elif entry is not None:
            headings.append(_give_heading(roles, entry, end))
        elif i in plain:
            roles.give(i, "heading", str(plain[i]))
            headings.append(_Heading(plain[i], "", joined(block.text.rstrip(_ENDS)), block.span, i))
        else:
            roles.give(i, "body")
    return _sections(text, roles, headings, listed, start, end)


def _declared(blocks: list[Block], places: list[int]) -> dict[int, int]:
    """The blocks that the file itself calls headings, with their levels; the highest that occurs is 1."""
    levels = {i: blocks[i].heading for i in places if blocks[i].heading}
    highest = min(levels.values(), default=1)
    return {i: level - highest + 1 for i, level in levels.items()}


def _latin_heading(blocks: list[Block], index: int, end: int) -> bool:
    """A short line in an English text with a sentence below it."""
    if not _TALK.fullmatch(blocks[index].text) or index + 1 >= end:
        return False
    following = blocks[index + 1]
    return following.container == "body" and len(following.text) > 60


def _give_heading(roles: Roles, entry: Entry, end: int) -> _Heading:
    block, number = roles.blocks[entry.place], entry.number
    after = number.span.end
    title, stop = (_article if number.form == "条" else _sentence)(block.text, number)
    value = str(entry.level)
    last = entry.place
    if stop >= len(block.text):
        roles.give(entry.place, "heading", value)
    else:
        roles.share(entry.place, ("heading", stop, value), ("body", len(block.text), ""))
    if number.form in CHAPTERS and number.form != "条" and not block.text[after:].strip():
        following = entry.place + 1
        if following < end and roles.free(following) and _could_be_caption(roles.blocks[following]):
            roles.give(following, "heading", value)
            title, last = joined(roles.blocks[following].text), following
    stretch = block.stretch(0, len(block.text[:stop].rstrip()))
    if last != entry.place:
        stretch = Span(block.span.start, roles.blocks[last].span.end)
    return _Heading(entry.level, number.raw, title, stretch, last)


def _could_be_caption(block: Block) -> bool:
    return len(block.text) <= 30 and block.text[-1] not in _ENDS and block.number is None


_Read = Callable[[str, Number], tuple[str, int]]


def _sentence(text: str, number: Number) -> tuple[str, int]:
    """Title (the first sentence, whole) and where the heading ends.

    The heading is number and first sentence; the number alone where that sentence has more
    than 50 characters and is a sentence, not a long line without an end mark.
    """
    after = number.span.end
    stop = sentence_end(text, after)
    title = joined(text[after:stop].strip().rstrip(_ENDS + ".") if stop else "")
    length = stop - after
    unmarked = stop == len(text) and text[-1] not in "。！？；;.，："
    if length <= _LONGEST_HEADING or (unmarked and length <= _LONGEST_LINE):
        return title, stop
    return title, after


def _article(text: str, number: Number) -> tuple[str, int]:
    """第×条: its first clause, at most 30 characters, stands for a title; the heading is the number.

    A caption (``第三条　工作机构``, ``第三条　【工作机构】``) is a title and belongs to the heading.
    """
    after = number.span.end
    rest = text[after:].strip()
    caption = re.match(r"\s*[（(【\[](?P<caption>[^（）()【】\[\]]{1,30})[）)】\]]", text[after : after + 40])
    if caption and len(caption.group()) < len(text) - after:
        return joined(caption["caption"]), after + caption.end()
    if (
        len(rest) <= _LONGEST_ARTICLE_TITLE
        and not any(mark in rest[:-1] for mark in "，。；：,;:")
        and rest[-1:] not in ("。", "；")
    ):
        return joined(rest.rstrip(_ENDS)), len(text)
    first = re.split("[，。；：,;:]", rest[: _LONGEST_ARTICLE_TITLE + 1], maxsplit=1)[0]
    return joined(first[:_LONGEST_ARTICLE_TITLE]), after


_STOPS = re.compile(r"[。！？!?“”《》（）()]|\.(?=[ \t]|$)")


def sentence_end(text: str, at: int) -> int:
    """Where the sentence that starts at ``at`` ends, its mark included; marks inside quotations do not count."""
    depth = 0
    for match in _STOPS.finditer(text, at):
        char = match.group()
        if char in "“《（(":
            depth += 1
        elif char in "”》）)":
            depth = max(0, depth - 1)
        elif depth == 0:
            return match.end()
    if depth:
        plain = re.compile(f"[{FULL_STOPS}]").search(text, at)
        return plain.end() if plain else len(text)
    return len(text)


def _sections(
    text: str, roles: Roles, headings: list[_Heading], listed: list[Item], start: int, end: int
) -> list[Section]:
    blocks = roles.blocks
    last = _content_end(roles, start, end)
    limit = blocks[last - 1].span.end if last > start else 0
    sections: list[Section] = []
    ends: list[int] = [limit] * len(headings)
    open_ones: list[int] = []
    for order, heading in enumerate(headings):
        while open_ones and headings[open_ones[-1]].level >= heading.level:
            ends[open_ones.pop()] = heading.span.start
        open_ones.append(order)
    at = 0
    for order, heading in enumerate(headings):
        stop = headings[order + 1].span.start if order + 1 < len(headings) else max(limit, heading.span.end)
        own: list[Item] = []
        while at < len(listed) and listed[at].span.start < stop:
            if listed[at].span.start >= heading.span.start:
                own.append(listed[at])
            at += 1
        own += items.inline(text, _body_spans(roles, heading, stop, end))
        finish = heading.span.start + len(text[heading.span.start : max(ends[order], heading.span.end)].rstrip())
        sections.append(
            Section(
                heading.level,
                heading.number,
                heading.title,
                Span(heading.span.start, finish),
                heading.span,
                tuple(sorted(own, key=lambda item: item.span)),
            )
        )
    return sections


def _body_spans(roles: Roles, heading: _Heading, stop: int, end: int) -> list[Span]:
    found = []
    for index in range(heading.last, end):
        block = roles.blocks[index]
        if block.span.start >= stop:
            break
        if index == heading.last and heading.span.end < block.span.end:
            found.append(Span(heading.span.end, block.span.end))
        elif index != heading.last and roles.names(index) == ("body",) and not block.code:
            found.append(block.span)
    return found


def _content_end(roles: Roles, start: int, end: int) -> int:
    """Index after the last block that belongs to a section: before 附件说明, 署名, 版记 and tables behind these."""

    def closing(index: int) -> bool:
        return bool(roles.names(index)) and roles.names(index)[0] in _CLOSING

    while end > start:
        if closing(end - 1):
            end -= 1
            continue
        tables = end
        while tables > start and roles.names(tables - 1) == ("table-text",):
            tables -= 1
        if tables < end and tables > start and closing(tables - 1):
            end = tables
            continue
        break
    return end
