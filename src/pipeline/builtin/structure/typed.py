"""Whether a number stands somewhere in a stretch of text, in whatever way it is typed.

What is looked for is missing from a count. So a trace is enough: ``4什么是重定向`` and ``6.16世纪`` at the start of
a line are the entries 4 and 6, ``注：1、`` is an entry inside a line, ``6. 1. 2`` the decimal 6.1.2.
"""

import re

import msgspec

from pipeline.builtin.gongwen.numerals import HAN_NUMERAL, TO_HALF_WIDTH, in_han
from pipeline.builtin.structure.numbering import CHAPTERS, Form, Number

_BLANK = r"[ \t\u3000\xa0]"
_LINE = rf"^{_BLANK}*[#*·●]*{_BLANK}*"
_SIGNS: dict[str, tuple[tuple[str, int], ...]] = {
    "一、": (),
    "（一）": (("㈠", 10),),
    "1.": (("⒈", 20),),
    "（1）": (("⑴", 20),),
    "①": (("①", 20), ("❶", 10)),
}
"""The signs of each form from the first one on, and how many there are."""
_NO_TITLE = "是要个大项条年月次级类种方名位人部里天日"
"""Behind a Chinese numeral at the start of a line: no number that lacks its mark, but ``三是…``, ``三年…``."""
_LARGEST = 999
"""Numbers above are not looked for."""

_FORMS_OF_ONE_KIND: tuple[tuple[tuple[Form, str], ...], ...] = (
    (("一、", "一、"), ("（一）", "（一）")),
    (("1.", "1."), ("（1）", "1）"), ("（1）", "（1）")),
)
"""Forms, with their specimens, that are typed one for the other."""


def stands(text: str, number: Number, ordinal: int) -> bool:
    """Whether ``text`` has ``ordinal`` in the place of the last ordinal of ``number``, typed in any way."""
    if not 0 < ordinal <= _LARGEST:
        return False
    return re.compile(_pattern(number, ordinal), re.MULTILINE).search(text.translate(TO_HALF_WIDTH)) is not None


def line_after(text: str, number: Number) -> str:
    """What stands behind ``number`` in its line, without white space at the ends."""
    end = text.find("\n", number.span.end)
    return text[number.span.end : end if end >= 0 else len(text)].strip()


def stands_in_another_form(text: str, number: Number, ordinal: int) -> bool:
    """Whether ``ordinal`` is there in another form, ``2）`` between 1. and 3., and no list of that form with it."""
    others = (
        msgspec.structs.replace(number, form=form, raw=raw)
        for forms in _FORMS_OF_ONE_KIND
        for form, raw in forms
        if any(number.form == one for one, _ in forms)
    )
    return any(stands(text, other, ordinal) and not stands(text, other, 1) for other in others)


def _pattern(number: Number, ordinal: int) -> str:
    cited = "(?<![图表第前录件至到])"
    han, digits = rf"(?<![第{HAN_NUMERAL}]){in_han(ordinal)}(?![{HAN_NUMERAL}])", rf"{cited}(?<![\d.．]){ordinal}(?!\d)"
    if number.form in CHAPTERS:
        return rf"第{_BLANK}*(?:{in_han(ordinal)}|{ordinal}){_BLANK}*{number.form}|{_LINE}(?:{han}|{digits})[、.．\s]"
    if number.form == "1.1":
        above = (*number.ordinals[:-1], ordinal)
        return r"(?<![\d.])" + rf"{_BLANK}*[.．。、]{_BLANK}*".join(map(str, above)) + r"(?!\d)"
    signs = "".join(chr(ord(first) + ordinal - 1) for first, most in _SIGNS[number.form] if ordinal <= most)
    sign = f"|[{signs}]" if signs else ""
    if number.form == "一、":
        return rf"{han}{_BLANK}*[、.．]|{_LINE}{han}(?![{_NO_TITLE}）)]){sign}"
    if number.form == "（一）":
        return rf"{han}{_BLANK}*[）)】\]]{sign}"
    if number.form == "（1）":
        opened = r"[（(\[［【]" if number.raw[0] in "（([［【" else r"(?<![（(\[［【])"
        return rf"{opened}{_BLANK}*{ordinal}{_BLANK}*[）)】\]］]{sign}"
    return rf"{_LINE}{ordinal}(?!\d|{_BLANK}*[）)])|{digits}{_BLANK}*[.．、，:：](?!\d){sign}"
