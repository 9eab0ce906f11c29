"""Han characters: whether a stretch has any, whether a text is mainly Chinese."""

import re
from typing import Final

HAN_RANGES = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
"""All Han characters, for character classes: the blocks of Unicode 15 (18.1), which rare characters of names need
(GB 18030-2022), and the zero of numerals."""
HAN = re.compile(f"[{HAN_RANGES}]+")
_LATIN = re.compile(r"[A-Za-z]+")


_TRADITIONAL: Final = "為與國學會實發這個時來對於從後應關點說過還無開當經樣產業東務報書請"
_SIMPLIFIED: Final = "为与国学会实发这个时来对于从后应关点说过还无开当经样产业东务报书请"
"""Common characters in both forms."""
_SAMPLE: Final = 5000
"""Characters that tell in which form a text is."""


def traditional(text: str) -> bool:
    """Whether ``text`` is in traditional characters, for which the standards of the mainland are not made."""
    sample = text[:_SAMPLE]
    return sum(map(sample.count, _TRADITIONAL)) > sum(map(sample.count, _SIMPLIFIED))


def mainly_chinese(text: str) -> bool:
    """Whether ``text`` is for readers of Chinese: at least three Han characters to ten Latin letters."""
    han = _length(HAN, text)
    return han > 0 and han * 10 >= _length(_LATIN, text) * 3


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(match.end() - match.start() for match in pattern.finditer(text))
