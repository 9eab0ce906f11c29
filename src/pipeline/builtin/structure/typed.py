"""Whether a number stands somewhere in a stretch of text, in whatever way it is typed.

What is looked for is missing from a count. So a trace is enough: ``4什么是重定向`` and ``6.16世纪`` at the start of
a line are the entries 4 and 6, ``注：1、`` is an entry inside a line, ``6. 1. 2`` the decimal 6.1.2.
"""

import re

from pipeline.builtin.gongwen.numerals import HAN_NUMERAL, ONE_TO_TEN, TO_HALF_WIDTH, in_han
from pipeline.builtin.structure.numbering import CHAPTERS, Number

_BLANK = r"[ \t\u3000\xa0]"
_SIGNS = 20
"""Numbers up to which there are signs: ⑳, ⒇."""
_NO_TITLE = "是要个大项条年月次级类种方名位人部里天日"
"""Behind a Chinese numeral at the start of a line: no number that lacks its mark, but ``三是…``, ``三年…``."""
_LARGEST = 999
"""Numbers above are not looked for."""


def stands(text: str, number: Number, ordinal: int) -> bool:
    """Whether ``text`` has ``ordinal`` in the place of the last ordinal of ``number``, typed in any way."""
    if not 0 < ordinal <= _LARGEST:
        return False
    return re.compile(_pattern(number, ordinal), re.MULTILINE).search(text.translate(TO_HALF_WIDTH)) is not None


def _pattern(number: Number, ordinal: int) -> str:
    han, digits = in_han(ordinal), str(ordinal)
    line = rf"^{_BLANK}*[（(\[［【#*·●]?{_BLANK}*"
    alone = rf"(?<![{HAN_NUMERAL}]){han}(?![{HAN_NUMERAL}])"
    if number.form in CHAPTERS:
        return rf"第{_BLANK}*(?:{han}|{digits}){_BLANK}*{number.form}|{line}(?:{alone}|{digits}(?!\d))[、.．\s]"
    if number.form == "1.1":
        above = (*number.ordinals[:-1], ordinal)
        return r"(?<![\d.])" + rf"{_BLANK}*[.．。、]{_BLANK}*".join(map(str, above)) + r"(?!\d)"
    if number.form in ("一、", "（一）"):
        sign = rf"|{chr(ord('㈠') + ordinal - 1)}" if ordinal <= len(ONE_TO_TEN) else ""
        return rf"{alone}{_BLANK}*[、.．，,）)】\]:：]|{line}{alone}(?![{_NO_TITLE}]){sign}"
    signs = rf"|[{chr(ord('①') + ordinal - 1)}{chr(ord('⑴') + ordinal - 1)}]" if ordinal <= _SIGNS else ""
    return rf"{line}{digits}(?!\d)|(?<![\d.]){digits}{_BLANK}*[.．、，）)】\]:：](?!\d){signs}"
