"""The numbers in front of headings and list entries, as people type them.

A form is called by its canonical specimen: ``一、 （一） 1. （1） ①`` (GB/T 9704-2012, 7.3.3;
GB/T 15834-2011, B.3), ``编 部分 章 节 条 款`` for ``第×章`` and its English kin, ``1.1`` for the
decimal numbers of technical documents, ``1`` for a bare number, ``I.``, ``A.`` and ``a.``.

A line alone does not always say what it begins with: ``2.5G基站建设`` may be the entry 2 or an amount,
``第三条项目单位`` an article or a mention of one. Such a reading is *in doubt*; :mod:`.reading` settles it
by the count around the line.
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from pipeline.builtin.gongwen.blanks import BLANK, GAP
from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.numerals import ARABIC, CAPITALS, HAN_NUMERAL, ONE_TO_TEN, TO_HALF_WIDTH, value
from pipeline.builtin.structure import citations, figures
from pipeline.builtin.structure.figures import DIGITS, UNIT_OF
from pipeline.model.text import Span

Form = Literal["编", "部分", "章", "节", "条", "款", "一、", "（一）", "1.", "（1）", "①", "1.1", "1", "I.", "A.", "a."]

CHAPTERS: tuple[Form, ...] = ("编", "部分", "章", "节", "条", "款")
"""From the highest rank to the lowest."""
LADDER: tuple[Form, ...] = ("一、", "（一）", "1.", "（1）", "①")
"""The levels of 公文, from the highest to the lowest."""


class Number(msgspec.Struct, frozen=True):
    """A number at the start of a line."""

    form: Form
    ordinals: tuple[int, ...]
    """One entry, or one for each depth of ``1.1``."""
    raw: str
    """As the text has it, its mark included, the space after it not: ``(一)、``."""
    proper: str
    """As the standards want it: ``（一）``."""
    span: Span
    generated: bool = False
    """Whether the editor wrote it: an automatic number, which is never a mention of another."""

    @property
    def ordinal(self) -> int:
        """The number itself; of ``3.1.2``, 2."""
        return self.ordinals[-1]

    @property
    def canonical(self) -> bool:
        """Whether it is typed as the standards want it."""
        return self.raw == self.proper


_HAN = f"[{HAN_NUMERAL}]{{1,9}}"

_CHAPTER = re.compile(
    rf"第{GAP}(?P<n>{_HAN}|[{CAPITALS}]{{1,9}}|[0-9０-９]{{1,4}}){GAP}"
    rf"(?P<unit>分编|编|部分|章|节|条|[讲篇款](?=[ \t\u3000\xa0：:]|$))"
    rf"(?P<of>之[{ONE_TO_TEN}]{{1,3}}|{BLANK}{{1,3}}之[{ONE_TO_TEN}]{{1,3}}(?={BLANK}|$))?"
)
_RANKS: dict[str, Form] = {"分编": "部分", "篇": "编", "讲": "章"}
"""What units that are less usual rank as."""
_BRACKETED_HAN = re.compile(
    rf"[（(]?{GAP}(?P<n>{_HAN}){GAP}[）)](?:{GAP}[、.．，,:：](?!{GAP}[（(]))?(?!{GAP}[、和至]{GAP}[（(])"
)
_HAN_POINT = re.compile(rf"(?P<n>{_HAN})(?P<mark>[、.．，,])")
_CAPITAL_POINT = re.compile(rf"(?P<n>[{CAPITALS}]{{1,5}})[、.．](?=[ \t\u3000]*[^\s{CAPITALS}])")
"""``壹、总则``, which stands above 一、."""
_TWO_IN_ONE = re.compile(f"(?P<n>[{ONE_TO_TEN}])[审级类等线产季、]")
"""What makes one phrase of a numeral and the one before it: ``一、二审``."""
_BRACKETED_DIGIT = re.compile(rf"[（(]?{GAP}(?P<n>{DIGITS}){GAP}[）)](?:{GAP}[、.．，,](?!\d))?")
_DECIMAL = re.compile(
    r"(?P<n>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){1,5})(?![0-9０-９])[.．、]?"
    rf"(?:(?<=[.．][0-9０-９][.．][0-9０-９])(?=[A-Z]|[ \t]|[^\x00-\x7f]|$)|(?!{UNIT_OF})(?=[ \t]|[^\x00-\x7f]|$))"
)
_SPACED_DECIMAL = re.compile(
    rf"(?P<n>[0-9０-９]{{1,2}}(?:[.．][ \u3000]?[0-9０-９]{{1,2}}){{1,4}})(?=[ \t\u3000]*[A-Z{HAN_RANGES}])"
)
"""``8. 1 询问``: a decimal number with a blank behind a point."""
_DIGIT_POINT = re.compile(rf"(?P<n>{DIGITS}){GAP}[.．、，](?![0-9０-９](?![0-9０-９]{{3}}年))")
_BARE_HAN = re.compile(rf"(?P<n>{_HAN}){BLANK}{{1,4}}(?=[A-Z《“]|(?![〇零○一二三四五六七八九十百])[{HAN_RANGES}]{{2}})")
"""``一 工作回顾``, as Word leaves it of a number without a mark; not ``二 〇 二 六 年``."""
_BARE = re.compile(rf"(?P<n>[1-9][0-9]?){BLANK}{{1,4}}(?=[A-Z{HAN_RANGES}])")
_LATIN = re.compile(r"(?P<n>[IVX]{1,6}|[A-Z])\.(?=[ \t]+\S)|(?P<wide>[Ⅰ-Ⅻ])[、.．]?")
_SMALL_LATIN = re.compile(r"[（(]?(?P<n>[ivx]{1,5}|[a-z])[.)）、]")
_WORD = re.compile(
    r"(?i:(?P<unit>part|chapter|section|article))[ \t]+(?P<n>\d{1,3}(?!\.?\d)|[IVX]{1,6})\b[.:：]?"
    r"(?=[ \t]*(?:$|[\n\vA-Z—–-]))"
)
_WORDS: dict[str, Form] = {"part": "编", "chapter": "章", "section": "节", "article": "条"}
_NOT_A_DIGIT_ENTRY = re.compile(r"[ \t\u3000\xa0]*[，,、]?(?:[0-9０-９]+[、，,.]|年|月|日)")

_SIGNS: dict[str, tuple[Form, int]] = {}
for _first, _count, _from, _form in (
    ("①", 20, 1, "①"),
    ("㉑", 15, 21, "①"),
    ("㊱", 15, 36, "①"),
    ("❶", 10, 1, "①"),
    ("⑴", 20, 1, "（1）"),
    ("⒈", 20, 1, "1."),
    ("㈠", 10, 1, "（一）"),
):
    for _step in range(_count):
        _SIGNS[chr(ord(_first) + _step)] = (_form, _from + _step)  # type: ignore[assignment]
_SIGN = re.compile(f"(?P<n>[{''.join(_SIGNS)}])[、.．]?")


def number_at(text: str, at: int = 0) -> Number | None:
    """The number that starts at character ``at`` of ``text`` beyond doubt; ``None`` if none does.

    ``第三条第二款``, ``一、二审法院``, ``（一）、（二）项`` and amounts such as ``3.5万`` are no numbers of a heading.
    """
    if at >= len(text):
        return None
    for read in _BY_FIRST.get(text[at], ()):
        number = read(text, at)
        if number is not None:
            return number
    return None


def in_doubt(text: str) -> Iterator[Number]:
    """The numbers that ``text`` may begin with, if the lines around it count that way."""
    for read in _IN_DOUBT.get(text[:1], ()):
        number = read(text, 0)
        if number is not None:
            yield number


def readings(text: str) -> Iterator[Number]:
    """All that ``text`` may begin with, the one beyond doubt first."""
    sure = number_at(text)
    if sure is not None:
        yield sure
    yield from in_doubt(text)


def whole(raw: str, *, lettered: bool) -> Number | None:
    """The number that ``raw`` is from its first character to its last; nothing behind it can change what it is.

    ``lettered``: whether ``a.``, ``b)`` and ``ii.`` are numbers.
    """
    line = f"{raw} A"  # the start of a title, behind the gap that Word leaves
    readers = (*_BY_FIRST.get(raw[:1], ()), *_IN_DOUBT.get(raw[:1], ()), *((_small_latin,) if lettered else ()))
    found = (number for read in readers if (number := read(line, 0)) is not None)
    return next((number for number in found if number.span.end == len(raw)), None)


def _made(match: re.Match[str], form: Form, ordinals: tuple[int, ...], proper: str) -> Number:
    raw = match.group().rstrip()
    return Number(form, ordinals, raw, proper, Span(match.start(), match.start() + len(raw)))


def _any_chapter(text: str, at: int) -> Number | None:
    match = _CHAPTER.match(text, at)
    if match is None:
        return None
    mention = citations.ARTICLE if match["unit"] == "条" else citations.CHAPTER
    if mention.match(text, match.end()):
        return None
    unit: Form = _RANKS.get(match["unit"]) or match["unit"]  # type: ignore[assignment]
    return _made(match, unit, (value(match["n"]),), f"第{match['n']}{match['unit']}{(match['of'] or '').strip()}")


def _chapter(text: str, at: int) -> Number | None:
    number = _any_chapter(text, at)
    if number is None or mentioned(text, number) or citations.PERHAPS_CHAPTER.match(text, number.span.end):
        return None
    return number


def mentioned(text: str, number: Number) -> bool:
    """Whether an article goes on as a mention does: ``第二条规定范围内…``, which only the count can make an article."""
    return number.form == "条" and citations.CHAPTER.match(text, number.span.end) is not None


def _bracketed_han(text: str, at: int) -> Number | None:
    match = _BRACKETED_HAN.match(text, at)
    return match and _made(match, "（一）", (value(match["n"]),), f"（{match['n']}）")


def _han_point(text: str, at: int) -> Number | None:
    number = _any_han_point(text, at)
    if number is None:
        return None
    following = _TWO_IN_ONE.match(text, number.span.end)
    return None if following and value(following["n"]) == number.ordinal + 1 else number


def _any_han_point(text: str, at: int) -> Number | None:
    match = _HAN_POINT.match(text, at)
    if match is None:
        return None
    raw = text[at : match.end("mark")]
    return Number("一、", (value(match["n"]),), raw, f"{match['n']}、", Span(at, at + len(raw)))


def _capital_point(text: str, at: int) -> Number | None:
    match = _CAPITAL_POINT.match(text, at)
    return match and _made(match, "节", (value(match["n"]),), match.group())


def _bracketed_digit(text: str, at: int) -> Number | None:
    match = _BRACKETED_DIGIT.match(text, at)
    return match and _made(match, "（1）", (value(match["n"]),), f"（{value(match['n'])}）")


def _any_decimal(text: str, at: int) -> Number | None:
    return _decimal_of(_DECIMAL.match(text, at))


def _decimal(text: str, at: int) -> Number | None:
    """A decimal with a title behind it; one alone on its line may be a figure of a chart."""
    number = _any_decimal(text, at)
    alone = number is not None and number.span.end == len(text)
    return None if number is None or alone or citations.PERHAPS_DECIMAL.match(text, number.span.end) else number


def _spaced_decimal(text: str, at: int) -> Number | None:
    match = _SPACED_DECIMAL.match(text, at)
    return _decimal_of(match) if match and (" " in match["n"] or "\u3000" in match["n"]) else None


def _decimal_of(match: re.Match[str] | None) -> Number | None:
    if match is None or citations.DECIMAL.match(match.string, match.end()):
        return None
    plain = "".join(match["n"].translate(TO_HALF_WIDTH).split())
    return _made(match, "1.1", tuple(int(part) for part in plain.split(".")), plain)


def _digit_point(text: str, at: int) -> Number | None:
    match = _DIGIT_POINT.match(text, at)
    if match is None or (match.group()[-1] in "、，" and _NOT_A_DIGIT_ENTRY.match(text, match.end())):
        return None
    return _made(match, "1.", (value(match["n"]),), f"{value(match['n'])}.")


def _perhaps_entry(text: str, at: int) -> Number | None:
    match = figures.ENTRY.match(text, at)
    return match and _made(match, "1.", (value(match["n"]),), f"{value(match['n'])}.")


def _bare_han(text: str, at: int) -> Number | None:
    match = _BARE_HAN.match(text, at)
    return match and _made(match, "一、", (value(match["n"]),), f"{match['n']}、")


def _bare(text: str, at: int) -> Number | None:
    match = _BARE.match(text, at)
    return match and _made(match, "1", (value(match["n"]),), match["n"])


def _latin(text: str, at: int) -> Number | None:
    match = _LATIN.match(text, at)
    if match is None:
        return None
    if match["wide"]:
        return _made(match, "I.", (ord(match["wide"]) - ord("Ⅰ") + 1,), match.group())
    roman = all(char in "IVX" for char in match["n"])
    return _made(match, "I." if roman else "A.", (value(match["n"]) if roman else ord(match["n"]) - 64,), match.group())


def _letter(text: str, at: int) -> Number | None:
    """``I.`` as the letter behind H, not the Roman 1."""
    match = _LATIN.match(text, at)
    if match is None or match["wide"] or len(match["n"]) > 1:
        return None
    return _made(match, "A.", (ord(match["n"]) - 64,), match.group())


def _small_latin(text: str, at: int) -> Number | None:
    match = _SMALL_LATIN.match(text, at)
    if match is None:
        return None
    roman = all(char in "ivx" for char in match["n"])
    ordinal = value(match["n"].upper()) if roman else ord(match["n"]) - 96
    return _made(match, "a.", (ordinal,), match.group())


def _word(text: str, at: int) -> Number | None:
    match = _WORD.match(text, at)
    return match and _made(match, _WORDS[match["unit"].lower()], (value(match["n"]),), match.group().rstrip())


def _sign(text: str, at: int) -> Number | None:
    match = _SIGN.match(text, at)
    if match is None:
        return None
    form, ordinal = _SIGNS[match["n"]]
    han = f"（{f'〇{ONE_TO_TEN}'[ordinal]}）" if form == "（一）" else ""
    proper = {"①": match["n"], "（1）": f"（{ordinal}）", "1.": f"{ordinal}.", "（一）": han}[form]
    return _made(match, form, (ordinal,), proper)


_Read = Callable[[str, int], Number | None]
_BY_FIRST: dict[str, tuple[_Read, ...]] = {
    "第": (_chapter,),
    **dict.fromkeys(HAN_NUMERAL, (_han_point, _bracketed_han)),
    **dict.fromkeys("（(", (_bracketed_han, _bracketed_digit)),
    **dict.fromkeys(ARABIC, (_decimal, _digit_point, _bracketed_digit, _bare)),
    **dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (_latin, _word)),
    **dict.fromkeys("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", (_latin,)),
    **dict.fromkeys("pcsa", (_word,)),
    **dict.fromkeys(_SIGNS, (_sign,)),
}
_IN_DOUBT: dict[str, tuple[_Read, ...]] = {
    "第": (_any_chapter,),
    **dict.fromkeys(HAN_NUMERAL, (_any_han_point, _bare_han)),
    **dict.fromkeys("壹贰叁肆伍陆柒捌玖拾", (_capital_point,)),
    **dict.fromkeys(ARABIC, (_any_decimal, _perhaps_entry, _spaced_decimal)),
    **dict.fromkeys("IVX", (_letter,)),
}
