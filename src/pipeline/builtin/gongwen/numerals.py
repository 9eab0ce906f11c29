"""Numerals as official documents write them: Chinese and Arabic, and the integer that one means.

GB/T 15835-2011 says which kind stands where. The zero in Chinese numerals is 〇 (4.3 there); 零 and ○ are written
for it so often that all three are read. 廿 and 卅 are practice.
"""

from typing import Final

ONE_TO_NINE: Final = "一二三四五六七八九"
ONE_TO_TEN: Final = f"{ONE_TO_NINE}十"
"""What numbers of lists are written with, up to 九十九."""
ZERO_TO_NINE: Final = f"〇{ONE_TO_NINE}"
"""Each at the place of its value. What years are written with, digit by digit, in the right form."""
ZERO_SIGNS: Final = "〇零○"
"""The right zero first, then what is typed for it: the character of amounts, and the circle."""
YEAR_DIGITS: Final = f"{ZERO_SIGNS}{ONE_TO_NINE}"
HAN_NUMERAL: Final = f"{YEAR_DIGITS}十百千廿卅"
"""What the Chinese numbers of headings and articles are written with, for character classes."""
DAY_NUMERAL: Final = f"{YEAR_DIGITS}十廿卅"
"""What months and days are written with."""
ARABIC: Final = "0123456789０１２３４５６７８９"
DIGIT: Final = "0-9０-９"
"""Arabic digits, half-width and full-width, for character classes."""
TO_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")
"""Full-width figures as half-width ones, for :meth:`str.translate`."""
CIRCLED: Final = "①-⑳"
"""The signs ① to ⑳, for character classes."""

_VALUE: Final = {**{char: value for value, char in enumerate(ZERO_TO_NINE)}, **dict.fromkeys(ZERO_SIGNS, 0)}
_UNIT: Final = {"十": 10, "百": 100, "千": 1000}
ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
"""Roman digits and their values."""
CAPITALS: Final = "零壹贰叁肆伍陆柒捌玖拾佰仟貳參陸"
"""The numerals of cheques, 大写数字, which some number their parts with (壹、总则)."""
_AS_PLAIN: Final = str.maketrans(CAPITALS, "零一二三四五六七八九十百千二三六")


def value(numeral: str) -> int:
    """The integer that a numeral means: ``十二``, ``廿一``, ``一〇三``, ``贰拾``, ``１２``, ``IV``."""
    if numeral[0] in ROMAN:
        worth = [ROMAN[char] for char in numeral]
        return sum(-one if one < two else one for one, two in zip(worth, [*worth[1:], 0], strict=True))
    if numeral[0] in ARABIC:
        return int(numeral.translate(TO_HALF_WIDTH))
    numeral = numeral.translate(_AS_PLAIN).replace("廿", "二十").replace("卅", "三十")
    if not any(char in _UNIT for char in numeral):
        return int("".join(str(_VALUE[char]) for char in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in _UNIT:
            total += (digit or 1) * _UNIT[char]
            digit = 0
        else:
            digit = _VALUE[char]
    return total + digit


def in_han(integer: int) -> str:
    """An integer from 1 to 999 as one counts: ``十二``, ``一百零三``."""
    hundreds, rest = divmod(integer, 100)
    tens, ones = divmod(rest, 10)
    said = f"{ZERO_TO_NINE[hundreds]}百" if hundreds else ""
    if tens:
        said += f"{ZERO_TO_NINE[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        said += "零"
    return said + (ZERO_TO_NINE[ones] if ones else "")
