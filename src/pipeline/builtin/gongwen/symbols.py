"""Characters of symbol fonts as the signs that they show.

Such a font has a sign for each code from 0x21 to 0xFF, whether a file gives the code itself, as for a letter, or the
private character U+F000 above it. Symbol by its own encoding, which Adobe publishes; Wingdings, Wingdings 2,
Wingdings 3 and Webdings as Unicode took their signs up (since 7.0), but plainer ones where those are what people read:
ticks, crosses, boxes and bullets.
"""

import functools
import re
from typing import Final

_SYMBOL_LOW: Final = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
"""From 0x20."""
_SYMBOL_HIGH: Final = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
"""From 0xA0."""
_SYMBOL_END: Final = "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
"""From 0xF1."""
_SYMBOL = dict(enumerate(_SYMBOL_LOW, 0x20)) | dict(enumerate(_SYMBOL_HIGH, 0xA0)) | dict(enumerate(_SYMBOL_END, 0xF1))
_WINGDINGS_ALL: Final = (
    "🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉♊♋♌♍♎♏♐♑♒♓🙰"
    "🙵⚫🔾◼🞏🞐❑❒🞟⧫◆❖⬩⌧⮹⌘🏵🏶🙶🙷▯🄋➀➁➂➃➄➅➆➇➈➉🄌➊➋➌➍➎➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟∙•⬝⭘🞆🞈🞊🞋🔿▪🞎🟁🟅★🟋🟏🟓🟑⯐⌖⯎⯏⯑"
    "✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋🡨🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭🗶✓🗷🗹"
)
"""From 0x21, as the others."""
_WINGDINGS_2_LOW: Final = (
    "🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑🗴🗸🗵☑⮽☒⮾⮿🛇⦸🙱🙴🙲🙳‽🙹🙺🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"
)
_WINGDINGS_2_HIGH: Final = (
    "☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧🙨🙩⋅🞄⦁●○🞅🞇🞉⊙⦿🞌🞍◾■□🞑🞒🞓🞔▣🞕🞖🞗🞘⬩⬥◇🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁"
    "⬟⯂⬣⬢⯃⯄🞡🞢🞣🞤🞥🞦🞧🞨🞩🞪🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺🞻🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂"
)
_WINGDINGS_3_LOW: Final = (
    "⭠⭢⭡⭣⭦⭧⭩⭨⭰⭲⭱⭳⭶⭸⭻⭽⭤⭥⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌⭮⭯⎋⌤⌃⌥␣⍽⇪⮸🢠🢡🢢🢣🢤🢥🢦🢧🢨🢩🢪🢫🡐🡒🡑🡓🡔🡕🡗🡖🡘🡙▲▼△▽◀▶◁▷◣◢◤◥🞀🞂🞁"
)
_WINGDINGS_3_HIGH: Final = (
    "🞃⯅⯆⯇⯈⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽🠿🡀🡂🡁🡃🡄🡆🡅🡇⮨⮩⮪⮫⮬⮭⮮⮯🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷🡶🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕🢗"
)
_WEBDINGS_LOW: Final = (
    "🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗⏴⏵⏶⏷⏪⏩⏮⏭⏸⏹⏺🗚🗳🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞🏕🛤🏟🛳🕬🕫🕨🔈🎔🎕🗬🙽🗭🗪🗫⮔✔🚲⬜🛡📦🛱⬛🚑🛈🛩🛰🟈🕴⬤🛥🚔🗘🗙❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲"
)
_WEBDINGS_HIGH: Final = (
    "🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻🕵🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻"
    "🖥🖦🖧🕹🎮🕻🕼📟🖁🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫🌜🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊"
)

_WINGDINGS = dict(enumerate(_WINGDINGS_ALL, 0x21)) | {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "■", 0xA8: "□", 0xAB: "★", 0xB6: "☆",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **dict(enumerate("①②③④⑤⑥⑦⑧⑨⑩", 0x81)), **dict(enumerate("❶❷❸❹❺❻❼❽❾❿", 0x8C)),
}  # fmt: skip
_WINGDINGS_2 = dict(enumerate(_WINGDINGS_2_LOW, 0x21)) | dict(enumerate(_WINGDINGS_2_HIGH, 0x80)) | {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA2: "■", 0xA3: "□",
}  # fmt: skip
_WINGDINGS_3 = dict(enumerate(_WINGDINGS_3_LOW, 0x21)) | dict(enumerate(_WINGDINGS_3_HIGH, 0x80))
_WEBDINGS = dict(enumerate(_WEBDINGS_LOW, 0x21)) | dict(enumerate(_WEBDINGS_HIGH, 0x80)) | {
    0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗",
}  # fmt: skip
_FONTS: Final = {
    "wingdings": _WINGDINGS,
    "wingdings2": _WINGDINGS_2,
    "wingdings3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
    "symbolmt": _SYMBOL,
}
_PRIVATE: Final = {font: {0xF000 + code: sign for code, sign in signs.items()} for font, signs in _FONTS.items()}
_TYPED: Final = {font: signs | _PRIVATE[font] for font, signs in _FONTS.items()}
_STYLE: Final = re.compile(r"[\s_]|-?regular$|,.*$", re.IGNORECASE)
BOXES: Final = frozenset("□☑☒✓✗")
"""What says whether something was chosen."""
_HIGHEST: Final = 0x10FFFF


def symbol(font: str, code: str) -> str:
    """The sign with the hexadecimal ``code`` in ``font``.

    Where none is known it is the file's own character, or the private one that stands for the code where that is
    a control character.
    """
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= point <= _HIGHEST or 0xD800 <= point <= 0xDFFF:
        return ""
    if 0xF000 <= point <= 0xF0FF or point < 0x100:
        own = chr(0xF000 + point) if 0x7F <= point <= 0x9F else chr(point)
        return _FONTS.get(_key(font), {}).get(point & 0xFF, own)
    return chr(point)


def signs(font: str, text: str) -> str:
    """The text with private characters of a symbol font as the signs they show, one for one; others stay."""
    table = _PRIVATE.get(_key(font))
    return text if table is None else text.translate(table)


@functools.lru_cache(maxsize=1024)
def typed_signs(font: str | None) -> dict[int, str] | None:
    """What characters show in ``font``, for :meth:`str.translate`; ``None`` for a font of letters."""
    return _TYPED.get(_key(font)) if font else None


def bullet(text: str, drawn: str) -> str:
    """A bullet whose ``text`` shows the signs ``drawn``: which dingbat it is says nothing but where it is a box."""
    pairs = zip(text, drawn, strict=True)
    return "".join([sign if sign in BOXES or (sign == char and not _private(char)) else "•" for char, sign in pairs])


def _private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff"


def _key(font: str) -> str:
    """``Wingdings 2``, ``Wingdings2`` and ``Wingdings-Regular`` by one name."""
    return _STYLE.sub("", font.strip()).lower()
