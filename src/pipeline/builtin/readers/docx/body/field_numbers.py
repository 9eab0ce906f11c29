"""Numbers that fields write and no file stores: AUTONUM, AUTONUMLGL, AUTONUMOUT and LISTNUM.

ECMA-376 part 1, 17.16.5.5 to 17.16.5.7 and 17.16.5.34; where those are silent, as Word does.
"""

import re
from typing import Final, NamedTuple

from pipeline.builtin.readers.docx.body.number_formats import numeral
from pipeline.builtin.readers.docx.body.numbering import Numbering
from pipeline.builtin.readers.docx.package.ooxml import LEVELS, whole

_WORD: Final = re.compile(r'"([^"]*)"|(\S+)')
_FORMS: Final = {
    "arabic": "decimal", "ordinal": "ordinal", "hex": "hex", "arabicdash": "numberInDash",
    "chinesenum1": "chineseCounting", "chinesenum2": "chineseLegalSimplified", "chinesenum3": "chineseCountingThousand",
    "gb1": "decimalEnclosedFullstop", "gb2": "decimalEnclosedParen", "gb3": "decimalEnclosedCircle",
    "gb4": "ideographEnclosedCircle", "circlenum": "decimalEnclosedCircle", "dbchar": "decimalFullWidth",
    "dbnum1": "ideographDigital", "zodiac1": "ideographTraditional", "zodiac2": "ideographZodiac",
    "zodiac3": "ideographZodiacTraditional",
}  # fmt: skip
"""Number formats by the names that fields call them (17.16.4.3.1)."""
_CASED: Final = {
    "ROMAN": "upperRoman", "roman": "lowerRoman", "ALPHABETIC": "upperLetter", "alphabetic": "lowerLetter",
    "Roman": "upperRoman", "Alphabetic": "upperLetter",
}  # fmt: skip
_OUTLINE: Final = (
    ("upperRoman", "{}."), ("upperLetter", "{}."), ("decimal", "{}."), ("lowerLetter", "{})"), ("decimal", "({})"),
    ("lowerLetter", "({})"), ("lowerRoman", "({})"), ("lowerLetter", "({})"), ("lowerRoman", "({})"),
)  # fmt: skip
_NUMBERS: Final = (
    ("decimal", "{})"), ("lowerLetter", "{})"), ("lowerRoman", "{})"), ("decimal", "({})"), ("lowerLetter", "({})"),
    ("lowerRoman", "({})"), ("decimal", "{}."), ("lowerLetter", "{}."), ("lowerRoman", "{}."),
)  # fmt: skip
_DEFAULT, _OUTLINED, _LEGAL = "numberdefault", "outlinedefault", "legaldefault"


class Around(NamedTuple):
    """Where a field stands."""

    story: str
    paragraph: int
    """Its number."""
    outline: int
    """The level of the heading that it stands in, 0 for body text."""
    listed: int | None
    """The level of the list item, from 0, that it stands in."""


class FieldNumbers:
    """Counts what the fields of one document write; ask in order."""

    def __init__(self, numbering: Numbering | None) -> None:
        """``numbering`` knows the lists that have names."""
        self._numbering = numbering
        self._counts: dict[tuple[str, str], list[int]] = {}
        self._heading: dict[str, int] = {}
        self._last: dict[tuple[str, str], tuple[int, int]] = {}

    def automatic(self, name: str, operands: str, around: Around) -> str:
        """What a field of the AUTONUM kind shows; each of one paragraph shows the same."""
        place = around.story, "AUTONUM"
        counts = self._counts.setdefault(place, [0] * (LEVELS + 1))
        paragraph, depth = self._last.get(place, (-1, 0))
        if paragraph != around.paragraph:
            if around.outline:
                self._heading[around.story] = around.outline
            depth = around.outline - 1 if around.outline else self._heading.get(around.story, 0)
            counts[depth] += 1
            counts[depth + 1 :] = [0] * (LEVELS - depth)
            self._last[place] = around.paragraph, depth
        words = _words(operands)
        if name == "AUTONUMOUT":
            form, pattern = _OUTLINE[min(depth, LEVELS - 1)]
            return pattern.format(numeral(counts[depth], form))
        separator = "" if "\\e" in words else _after(words, "\\s") or "."
        if name == "AUTONUMLGL":
            return ".".join([str(count or 1) for count in counts[: depth + 1]]) + separator
        return numeral(counts[depth], _form(_after(words, "\\*"))) + separator

    def listed(self, operands: str, around: Around) -> str | None:
        """What a LISTNUM field shows; ``None`` where its list is not known."""
        words = _words(operands)
        name = words[0].lower() if words and not words[0].startswith("\\") else _DEFAULT
        level, start = _after(words, "\\l"), _after(words, "\\s")
        inside = 0 if around.listed is None else around.listed + 1
        depth = whole(level, inside + 1, 1, LEVELS) - 1
        first = None if start is None else whole(start, 1)
        if name not in (_DEFAULT, _OUTLINED, _LEGAL):
            return None if self._numbering is None else self._numbering.named(name, min(depth, LEVELS - 1), first)
        depth = min(depth, LEVELS - 1)
        place = around.story, name
        counts = self._counts.setdefault(place, [0] * LEVELS)
        if inside and self._last.get(place, (-1, 0))[0] != around.paragraph:
            counts[inside:] = [0] * (LEVELS - inside)
        self._last[place] = around.paragraph, depth
        counts[depth] = counts[depth] + 1 if first is None else first
        counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        if name == _LEGAL:
            return "".join([f"{count or 1}." for count in counts[: depth + 1]])
        form, pattern = (_OUTLINE if name == _OUTLINED else _NUMBERS)[depth]
        return pattern.format(numeral(counts[depth], form))


def _words(operands: str) -> list[str]:
    return [match[1] if match[1] is not None else match[2] for match in _WORD.finditer(operands)]


def _after(words: list[str], switch: str) -> str | None:
    """The word behind a switch, also where nothing parts the two."""
    for index, word in enumerate(words):
        if word.lower() == switch:
            return words[index + 1] if index + 1 < len(words) else None
        if word[:2].lower() == switch and switch != "\\*":
            return word[2:]
    return None


def _form(name: str | None) -> str:
    return _CASED.get(name or "") or _FORMS.get((name or "").lower(), "decimal")
