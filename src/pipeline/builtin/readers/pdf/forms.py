"""Characters that fonts name by a form of them: radicals and compatibility ideographs.

Skia, macOS and others look a glyph's name up in its font and find the radical ⻓ (U+2ED3) or
⼦ (U+2F26) where the text has 长 and 子. People see no difference; patterns, word lists and rules do.
"""

import functools
import re
import unicodedata

_FIRST = 0x2E80
_RADICALS = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵\u2e9a旡日"
    "月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂"
    "肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝"
    "雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""Unicode's EquivalentUnifiedIdeograph of U+2E80 to U+2EF3; ⺀ has none."""
_WIDTHLESS = re.compile("[\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]")
_PRIVATE = re.compile("[\ue000-\uefff\uf100-\uf8ff\U000f0000-\U0010ffff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LIGATURES = frozenset("ﬀﬁﬂﬃﬄﬅﬆ")
_FORM = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def unified(text: str) -> str:
    """The text with unified ideographs for radicals and compatibility forms, one character for one."""
    return text.translate(_table()) if _FORM.search(text) else text


@functools.cache
def _table() -> dict[int, str]:
    table = dict(enumerate(_RADICALS, _FIRST))
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    return table


def tidied(text: str, lefts: list[float], rights: list[float]) -> tuple[str, list[float], list[float]]:
    """Characters and their edges, the two halves of a surrogate pair as one character.

    A half that is alone is U+FFFD; what has no width and shows nothing is left out.
    """
    kept = list[str]()
    starts, ends = list[float](), list[float]()
    for char, left, right in zip(text, lefts, rights, strict=True):
        if "\udc00" <= char <= "\udfff" and kept and "\ud800" <= kept[-1] <= "\udbff":
            kept[-1] = (kept[-1] + char).encode("utf-16", "surrogatepass").decode("utf-16")
            ends[-1] = max(right, ends[-1])
        elif not _WIDTHLESS.match(char):
            kept.append(char)
            starts.append(left)
            ends.append(right)
    return unified("".join(["\ufffd" if "\ud800" <= char <= "\udfff" else char for char in kept])), starts, ends


def normal(text: str) -> str:
    """A glyph's text as pdfium would give it: ligatures as letters, forms unified, nothing without width."""
    text = "".join([unicodedata.normalize("NFKC", one) if one in _LIGATURES else one for one in text])
    return unified(_WIDTHLESS.sub("", _CONTROL.sub("\ufffd", text))).replace("\xad", "-")


def private(text: str) -> int:
    """How many characters have a meaning in their font alone; signs of symbol fonts (U+F000 to U+F0FF) aside."""
    return len(_PRIVATE.findall(text))
