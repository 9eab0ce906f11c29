"""Characters of symbol fonts, which lie in the private use area, as the signs that they show.

Symbol by its own encoding, which Adobe publishes; of Wingdings and Wingdings 2 the signs that documents use.
"""

import re
from typing import Final

_SYMBOL_LOW: Final = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
"""From 0x20."""
_SYMBOL_HIGH: Final = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
"""From 0xA0."""
_SYMBOL_END: Final = "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
"""From 0xF1."""
_SYMBOL = dict(enumerate(_SYMBOL_LOW, 0x20)) | dict(enumerate(_SYMBOL_HIGH, 0xA0)) | dict(enumerate(_SYMBOL_END, 0xF1))
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "■", 0xA8: "□", 0xAB: "★", 0xB6: "☆", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **dict(enumerate("①②③④⑤⑥⑦⑧⑨⑩", 0x81)), **dict(enumerate("❶❷❸❹❺❻❼❽❾❿", 0x8C)),
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA2: "■", 0xA3: "□"}
_FONTS: Final = {"wingdings": _WINGDINGS, "wingdings2": _WINGDINGS_2, "symbol": _SYMBOL, "symbolmt": _SYMBOL}
_TABLES: Final = {font: {0xF000 + code: sign for code, sign in signs.items()} for font, signs in _FONTS.items()}
_STYLE: Final = re.compile(r"[\s_]|-?regular$|,.*$", re.IGNORECASE)
BOXES: Final = frozenset("□☑☒✓✗")
"""What says whether something was chosen."""


def symbol(font: str, code: str) -> str:
    """The sign with the hexadecimal ``code`` in ``font``; the file's own character where none is known."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= point <= 0xFFFF or 0xD800 <= point <= 0xDFFF:
        return ""
    if 0xF000 <= point <= 0xF0FF or point < 0x100:
        return _FONTS.get(_key(font), {}).get(point & 0xFF, chr(point))
    return chr(point)


def signs(font: str, text: str) -> str:
    """The text with private characters of a symbol font as the signs they show, one for one; others stay."""
    table = _TABLES.get(_key(font))
    return text if table is None else text.translate(table)


def bullet(text: str) -> str:
    """A bullet's ``text`` with private characters as ``•``; which dingbat a list begins with says nothing."""
    return "".join(["•" if "\ue000" <= char <= "\uf8ff" else char for char in text])


def _key(font: str) -> str:
    """``Wingdings 2``, ``Wingdings2`` and ``Wingdings-Regular`` by one name."""
    return _STYLE.sub("", font.strip()).lower()
