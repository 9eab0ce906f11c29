"""Han characters: whether a stretch has any, whether a text is mainly Chinese."""

import re

HAN_RANGES = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
"""All Han characters, for character classes: the blocks of Unicode 15 (18.1), which rare characters of names need
(GB 18030-2022), and the zero of numerals."""
HAN = re.compile(f"[{HAN_RANGES}]+")
_LATIN = re.compile(r"[A-Za-z]+")


def mainly_chinese(text: str) -> bool:
    """Whether ``text`` is for readers of Chinese: at least three Han characters to ten Latin letters."""
    han = _length(HAN, text)
    return han > 0 and han * 10 >= _length(_LATIN, text) * 3


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(match.end() - match.start() for match in pattern.finditer(text))
