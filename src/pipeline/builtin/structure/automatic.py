"""The numbers that an editor writes in front of paragraphs, in whatever form its lists have.

What people type must look like a number to be one; an automatic number is one whatever it looks like: ``壹、``,
``第一项``, ``1：``, ``[1]``, ``【一】``, ``<1>``, ``A``, ``A.1``, ``第3步``, ``任务一：``. Each form gets the level of
the typed form that is nearest. Captions (``图1``, ``表1``) and bullets are no numbers of entries.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

import msgspec

from pipeline.builtin.gongwen.invisible import visible
from pipeline.builtin.gongwen.numerals import CAPITALS, DIGIT, HAN_NUMERAL, value
from pipeline.builtin.structure.numbering import CHAPTERS, Form, Number, whole
from pipeline.model.document import Document
from pipeline.model.layout import Generated
from pipeline.model.text import Span

_OPEN, _CLOSE = r"（(［\[【〔〈<＜《{「『－–-", r"）)］\]】〕〉>＞》}」』－–-"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ONE = (
    rf"(?:[{DIGIT}]{{1,3}}(?:st|nd|rd|th)?|[{HAN_NUMERAL}]{{1,9}}|[{CAPITALS}]{{1,9}}|[{_STEMS}{_BRANCHES}]"
    r"|[A-Za-z]{1,8}|[Ⅰ-Ⅻⅰ-ⅻ①-⑳㉑-㉟㊱-㊿❶-❿])"
)
_WORD = (
    rf"(?:第|(?![{HAN_NUMERAL}{CAPITALS}])[\u4e00-\u9fff]{{1,4}}"
    r"|[A-Z](?:[a-z]{1,9}\.?)?[ ]?(?=[0-9])|[A-Z][a-z]{1,9}[ ])"
)
_ANY = re.compile(
    rf"(?P<open>[{_OPEN}]{{0,2}})[ ]?(?P<word>{_WORD})?[ ]?(?P<n>{_ONE}(?:[.．·・—－-]{_ONE}){{0,5}})"
    rf"[ ]?(?P<unit>(?:(?!第)[\u4e00-\u9fff]){{1,4}})?[ ]?(?P<close>[{_CLOSE}]{{0,2}})[ ]?"
    r"(?P<tail>[、.．，,:：;；。·)）—-]{0,3})"
)
_PARTS = re.compile("[.．·・—－-]")
_RANKS: dict[str, Form] = {
    **dict.fromkeys(("编", "卷", "册", "篇", "集", "辑"), "编"),
    **dict.fromkeys(("部分", "分编", "部", "板块"), "部分"),
    **dict.fromkeys(("章", "讲", "课", "单元", "回", "场"), "章"),
    "节": "节",
    "条": "条",
}
"""What 第×… ranks as; any other unit (项, 目, 步, 题) as 款."""
_LETTERS = re.compile("[A-Za-z]+")
_ROMAN = re.compile("[IVXLCDM]+", re.IGNORECASE)
_CAPTION = re.compile("[图表式注附]|(?:Fig|Tab|Eq|Annex|Appendix|Note)")
_LISTED = re.compile(rf"[\[［〔{{]|第[ ]?{_ONE}[、，,:：.]?\Z|(?!第){_WORD}[ ]?{_ONE}")
_LONGEST = 30
"""Characters of a number; a longer text is none."""
BULLET: Final = "bullet"
"""How a reader says of a generated text that it is a bullet (``w:numFmt``)."""


class Automatic(msgspec.Struct, frozen=True):
    """What the editor wrote in front of a paragraph."""

    text: str = ""
    format: str = ""
    """Its number format, where the reader knows one (:class:`~pipeline.model.layout.Generated`)."""


NONE: Final = Automatic()


def written_at(document: Document, starts: dict[int, tuple[int, str]], place: int) -> Automatic:
    """What the editor wrote at ``place``, which may be of several pieces; ``starts`` as :func:`starts` gives them."""
    if place not in starts:
        return NONE
    end, form = starts[place]
    while end in starts:
        end = starts[end][0]
    return Automatic(visible(document.text[place:end])[0].strip(), form)


def starts(document: Document) -> dict[int, tuple[int, str]]:
    """Where generated pieces begin, with their ends and number formats."""
    return {
        piece.span.start: (piece.span.end, piece.place.format)
        for piece in document.pieces
        if isinstance(piece.place, Generated)
    }


def readings(automatic: Automatic) -> Iterator[Number]:
    """What the number can be, the likeliest first; of a letter that is a Roman numeral too, both, if nobody knows."""
    number = _single(automatic) or _compound(automatic)
    if number is None:
        return
    letters = _LETTERS.search(number.raw) if number.form in ("I.", "A.", "a.") else None
    if letters is None:
        yield number
        return
    raw = letters.group()
    roman, letter = _ROMAN.fullmatch(raw) is not None, len(set(raw)) == 1
    if roman and not (letter and automatic.format.endswith("Letter")):
        yield _as_roman(number, raw)
        letter = letter and len(raw) == 1 and not automatic.format.endswith("Roman")
    if letter:
        yield _as_letter(number, raw)


def listed(number: Number) -> bool:
    """Whether an automatic number is that of an entry, never of a heading: ``[1]``, ``第一，``, ``任务一：``."""
    return number.generated and number.form not in CHAPTERS and _LISTED.match(number.raw) is not None


def _as_roman(number: Number, letters: str) -> Number:
    form: Form = "a." if letters[0] >= "a" else "I." if number.raw.startswith(letters) else "A."
    return msgspec.structs.replace(number, form=form, ordinals=(value(letters.upper()),))


def _as_letter(number: Number, letters: str) -> Number:
    ordinal = ord(letters[0].upper()) - ord("A") + 1 + 26 * (len(letters) - 1)
    return msgspec.structs.replace(number, form="a." if letters[0] >= "a" else "A.", ordinals=(ordinal,))


def _single(automatic: Automatic) -> Number | None:
    return whole(automatic.text, lettered=True) or _any(automatic)


def _compound(automatic: Automatic) -> Number | None:
    """Two numbers in one, ``第一章第二节`` and ``（一）1.``: the second, with all that is written."""
    text = automatic.text
    for cut in range(1, len(text) if len(text) <= _LONGEST else 0):
        head, tail = (msgspec.structs.replace(automatic, text=part.strip()) for part in (text[:cut], text[cut:]))
        number = _single(tail)
        if number is not None and text[cut - 1] not in ":：" and _single(head) is not None:
            return msgspec.structs.replace(number, raw=text, proper=text, span=Span(0, len(text)))
    return None


def _any(automatic: Automatic) -> Number | None:
    """The number in a form that nobody types in front of entries."""
    match = _ANY.fullmatch(automatic.text[: _LONGEST + 1])
    if match is None or automatic.format == BULLET:
        return None
    word, unit, marked = match["word"], match["unit"], bool(match["open"] or match["close"] or match["tail"])
    parts = _PARTS.split(match["n"])
    said = marked or word or automatic.format or len(parts) > 1 or match["n"][0] in CAPITALS
    if not said or (word and _CAPTION.search(word)) or (unit and word != "第"):
        return None
    if not all(_ROMAN.fullmatch(part) or len(set(part)) == 1 for part in parts if _LETTERS.fullmatch(part)):
        return None
    form, ordinals = _form(match), tuple(_ordinal(part) for part in parts)
    proper = {"1.": f"{ordinals[-1]}.", "一、": f"{match['n']}、"}.get(form, automatic.text)
    if form in ("（一）", "（1）") and match["open"] in ("（", "("):
        proper = f"（{match['n']}）"
    if word == "第" and unit:
        proper = f"第{match['n']}{unit}"
    return Number(form, ordinals, automatic.text, proper, Span(0, len(automatic.text)))


def _form(match: re.Match[str]) -> Form:
    """The form that the number stands for."""
    numeral, bracketed = match["n"], bool(match["open"] or match["close"] or match["tail"][:1] in tuple(")）"))
    first = numeral[0]
    if len(_PARTS.split(numeral)) > 1:
        return "1.1"
    if match["word"] == "第" and match["unit"]:
        return _RANKS.get(match["unit"], "款")
    if match["word"]:
        return "1."
    if first.isdecimal():
        bare = not (bracketed or match["tail"])
        return "①" if match["open"] in tuple("<＜〈") else "（1）" if bracketed else "1" if bare else "1."
    if first in HAN_NUMERAL:
        return "（一）" if bracketed else "一、"
    if first in CAPITALS:
        return "（一）" if bracketed else "节"
    if first in _STEMS + _BRANCHES:
        return "A."
    if first in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ":
        return "A." if bracketed else "I."
    if first.isascii() or first in "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ":
        return "A." if first.isupper() else "a."
    return "①"


def _ordinal(numeral: str) -> int:
    """The number that a numeral of any kind means."""
    first = numeral[0]
    if first.isdecimal():
        return int(re.sub("[a-z]+", "", numeral))
    for signs in (_STEMS, _BRANCHES):
        if first in signs:
            return signs.index(first) + 1
    if first.isascii():
        return value(numeral.upper()) if _ROMAN.fullmatch(numeral) else ord(first.upper()) - ord("A") + 1
    return value(numeral) if first in HAN_NUMERAL or first in CAPITALS else int(unicodedata.numeric(first))
