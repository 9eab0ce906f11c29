"""Small points that end a sentence in the middle of a Chinese line: ``加强领导.各单位要落实责任。``

A point between Chinese characters may also part names (``穆罕默德.阿里``), the entries of a reference, the modules of
a program or a number and its heading. One is a stop where a clause stands on both sides, in a line that is prose.
"""

import re
from collections.abc import Container, Iterator

from pipeline.model.document import BLANK

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
_NUMERALS = "〇零一二三四五六七八九十百千"
_AFTER = (
    rf"(?=[ \t\u3000]{{0,2}}(?![{_NUMERALS}和与及或等的])"
    rf"(?:“[{HAN}]{{2}}|[《（]?[{HAN}]{{6}}|[《（]?[{HAN}]{{4,5}}[，。！？；,;])(?![{HAN}]{{0,12}}\.[{HAN}]{{1,3}}(?![{HAN}])))"
)
"""A clause: six characters, or four with a mark behind them; not the middle of a chain of names."""
_STOP = re.compile(
    rf"(?:(?<=[{HAN}]{{4}})(?<![{_NUMERALS}和与及或的等])|(?<=[{HAN}]{{3}}[”》）])|(?<=[{HAN}]{{2}}[)\"]))\.{_AFTER}"
)
_NUMBER = re.compile(rf"第[{_NUMERALS}]{{1,4}}[{HAN}]{{1,2}}\Z")
_FOREIGN = frozenset(
    "阿埃艾安奥巴贝比彼波伯博布查达戴德迪丁杜多厄恩尔法菲费弗福夫盖戈格古哈海赫亨霍基吉加杰金卡凯科克肯库拉莱兰劳雷里"
    "利列林卢鲁路罗洛马麦曼梅米莫默姆穆娜内尼诺欧帕佩皮普奇乔琼丘萨塞桑沙舍史斯施苏索塔泰坦特汤托瓦万威韦维温沃乌西希"
    "夏谢辛休雅亚伊因尤约泽扎詹佐"
)
"""What foreign names are written with."""
_NEAR = 300
"""Characters of a line that are looked at on each side."""
_CLAUSE = re.compile(f"[{HAN}”》）][，。；！？]|[{HAN}],[{HAN}].*[.。][ \t\u3000]*\\Z")
"""How prose shows: a full-width mark in the line, or half-width ones and a stop at the end."""
_REFERENCE = re.compile(rf"\[[A-Z](?:/[A-Z]{{2}})?\]|[,，.][ ]?(?:(?:19|20)[0-9]{{2}}(?![0-9年])|{BLANK})")


def inner_stops(text: str, ends: Container[int]) -> Iterator[re.Match[str]]:
    """The points of ``text`` that are stops; one behind a half-width bracket or quotation mark must be in ``ends``."""
    for match in _STOP.finditer(text):
        at = match.start()
        if (text[at - 1] not in ')"' or at in ends) and not _parts_names(text, at) and _prose(line_at(text, at)):
            yield match


def line_at(text: str, at: int) -> str:
    """The line that holds character ``at``; of a long one what stands near."""
    first, last = max(0, at - _NEAR), min(len(text), at + _NEAR)
    start = max(first, *(text.rfind(mark, first, at) + 1 for mark in "\n\v"))
    ends = [end for mark in "\n\v" if (end := text.find(mark, at, last)) >= 0]
    return text[start : min(ends, default=last)]


def _parts_names(text: str, at: int) -> bool:
    foreign = all(char in _FOREIGN for char in text[at - 2 : at] + text[at + 1])
    return foreign or _NUMBER.search(text, max(0, at - 7), at) is not None


def _prose(line: str) -> bool:
    return _CLAUSE.search(line) is not None and _REFERENCE.search(line) is None
