"""How Word writes the number of a list item or heading (ECMA-376 part 1, 17.18.59).

Where it departs from the standard Word is followed, as [MS-OI29500] and [MS-DOCX] 2.4 tell.
"""

from collections.abc import Callable
from typing import Final

from pipeline.builtin.gongwen.numerals import ZERO_TO_NINE

_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL: Final = "零壹貳參肆伍陸柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(value: int, form: str) -> str:
    """``value`` in the number format ``form`` (``w:numFmt``); decimal where the form does not reach or is unknown.

    A form of zeros and a 1 (``001``) is what a custom format begins with.
    """
    if form.startswith("0") and form.strip("0") == "1":
        return str(value).zfill(len(form))
    write = _FORMS.get(form)
    return (write(value) if write is not None and value >= 0 else None) or str(value)


def _letters(value: int) -> str | None:
    if not 1 <= value <= 780:
        return None
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str | None:
    if not 1 <= value <= 3999:
        return None
    parts = []
    for worth, sign in _ROMAN:
        parts.append(sign * (value // worth))
        value %= worth
    return "".join(parts)


def _upper(write: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda value: (write(value) or "").upper() or None


def _spoken(digits: str, units: str, *, one_ten: bool) -> Callable[[int], str | None]:
    """Place-value writing up to 9999; ``one_ten`` writes the 一 of 一十 at the start."""

    def write(value: int) -> str | None:
        if not 0 <= value <= 9999:
            return None
        if value == 0:
            return digits[0].replace("〇", "零")
        parts: list[str] = []
        gap = False
        for unit, worth in zip(units, (1000, 100, 10, 1), strict=True):
            digit = value // worth % 10
            if not digit:
                gap = bool(parts)
                continue
            if gap:
                parts.append("零")
            gap = False
            if not (worth == 10 and digit == 1 and not parts and not one_ten):
                parts.append(digits[digit])
            parts.append(unit.strip())
        return "".join(parts)

    return write


_thousand = _spoken(ZERO_TO_NINE, "千百十 ", one_ten=False)


def _digits(value: int) -> str:
    return "".join([ZERO_TO_NINE[int(digit)] for digit in str(value)])


def _counting(value: int) -> str | None:
    return _thousand(value) if value < 100 else _digits(value).replace("〇", "○")


def _japanese(value: int) -> str | None:
    if not 1 <= value <= 9999:
        return None
    parts = []
    for unit, worth in zip("千百十 ", (1000, 100, 10, 1), strict=True):
        digit = value // worth % 10
        if digit:
            parts.append(("" if digit == 1 and worth > 1 else ZERO_TO_NINE[digit]) + unit.strip())
    return "".join(parts)


def _one_of(signs: str) -> Callable[[int], str | None]:
    return lambda value: signs[value - 1] if 1 <= value <= len(signs) else None


def _run_of(*starts: tuple[int, str, int]) -> Callable[[int], str | None]:
    """Signs that stand in code order: (first value, its sign, how many)."""

    def write(value: int) -> str | None:
        for first, sign, count in starts:
            if first <= value < first + count:
                return chr(ord(sign) + value - first)
        return None

    return write


def _cycle(value: int) -> str | None:
    return f"{_STEMS[(value - 1) % 10]}{_BRANCHES[(value - 1) % 12]}" if 1 <= value <= 60 else None


def _full_width(value: int) -> str:
    return "".join([chr(ord(digit) + 0xFEE0) for digit in str(value)])


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_circled = _run_of((1, "①", 20), (21, "㉑", 15), (36, "㊱", 15))

_FORMS: Final[dict[str, Callable[[int], str | None]]] = {
    "decimalZero": lambda value: f"{value:02}",
    "upperLetter": _upper(_letters),
    "lowerLetter": _letters,
    "upperRoman": _upper(_roman),
    "lowerRoman": _roman,
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": lambda value: _digits(value).replace("〇", "○"),
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": _spoken(_LEGAL, "仟佰拾 ", one_ten=True),
    "ideographLegalTraditional": _spoken(_LEGAL_TRADITIONAL, "仟佰拾 ", one_ten=True),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": _cycle,
    "ideographEnclosedCircle": _run_of((1, "㈠", 10)),  # in parentheses, as Word does: [MS-OI29500] 2.1.540
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _run_of((1, "⒈", 20)),
    "decimalEnclosedParen": _run_of((1, "⑴", 20)),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
}
