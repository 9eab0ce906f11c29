"""Letters that do not fit the words around them: a font's codes were taken for what they are not."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.builtin.readers.pdf.sheet import Fragment, Sheet

SHARE = 0.3
"""The share of signs on a page from which on they may be letters; formulas and sums have fewer."""
GAP = 0.1
"""em; letters of one word stand nearer to each other."""
MANY = 3
"""So many signs inside of words are no slips, nor the quotation marks and colours of a program."""
_INSIDE = re.compile(r"[\"#!$]+(?=[^\W\d_\u2e80-\uffff])")
_SIGN = re.compile(r"[!\"#$%&'()*+,/:;<=>?@\[\\\]^`{|}~]")
_BLANK = re.compile(r"\s")
_HEX = re.compile(r"[0-9A-Fa-f]{1,4}")


def ill_spelt(sheet: Sheet) -> int:
    """How often signs that no language has inside of its words stand there: Ettev"te."""
    return _inside(_spaced(sheet.fragments)) if _inside(sheet.text) else 0


def doubtful(sheet: Sheet) -> bool:
    """Whether the other engine is asked what the page says."""
    signs = len(_SIGN.findall(sheet.text))
    return signs > 0 and (signs >= SHARE * len(_BLANK.sub("", sheet.text)) or ill_spelt(sheet) > 0)


def _inside(text: str) -> int:
    found = [match.start() for match in _INSIDE.finditer(text)]
    return sum(at > 0 and text[at - 1].isalpha() and text[at - 1] < "\u2e80" for at in found)


def _spaced(parts: Iterable[Fragment]) -> str:
    """The characters, with a blank where fragments do not follow each other at once."""
    found: list[str] = []
    y, end = 0.0, 0.0
    for part in parts:
        near = GAP * (part.style.size or 0.0)
        if part.apart or abs(part.y - y) > near or abs(part.lefts[0] - end) > near:
            found.append(" ")
        found.append(part.text)
        y, end = part.y, part.rights[-1]
    return "".join(found)


def unnamed(font: Mapping[str, Any]) -> bool:
    """Whether most glyphs of a font, as pdfminer has it, bear names without a meaning, and nothing else explains them.

    Numbers count as names with a meaning where they are the glyphs' codes, which is a habit of TeX.
    """
    from pdfminer.pdftypes import PDFStream, resolve1

    encoding, map_ = resolve1(font.get("Encoding")), resolve1(font.get("ToUnicode"))
    if not isinstance(encoding, dict) or (isinstance(map_, PDFStream) and b"beginbf" in map_.get_data()):
        return False
    names = list(_names(resolve1(encoding.get("Differences")) or ()))
    return sum(_meaningless(code, name) for code, name in names) > len(names) / 2


def _names(differences: Any) -> Iterator[tuple[int, str]]:
    code = 0
    for entry in differences:
        if isinstance(entry, int):
            code = entry
        else:
            yield code, str(getattr(entry, "name", ""))
            code += 1


def _meaningless(code: int, name: str) -> bool:
    from pdfminer.encodingdb import name2unicode

    try:
        name2unicode(name)
    except (KeyError, ValueError):
        return name != ".notdef" and code not in _numbers(name)
    return False


def _numbers(name: str) -> set[int]:
    """The numbers that a name may stand for, behind two letters at most: decimal, or of base 16."""
    rests = [name[at:] for at in range(3) if name[:at].isalpha() or not at]
    found = [int(rest, 16) for rest in rests if _HEX.fullmatch(rest)]
    return {*found, *(int(rest) for rest in rests if rest.isascii() and rest.isdecimal())}
