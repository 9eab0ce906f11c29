"""Running headers, running footers and page numbers: what pages repeat outside the type area."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from pipeline.builtin.formats.pdf.lines import Line, Row, line

ZONE = 0.14
"""The share of the page's height, at the top and at the bottom, in which furniture stands."""
DEEPEST = 3
"""How many rows from the top or the bottom may be furniture."""
_NUMBER = re.compile(
    r"(?P<bare>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})"
    r"|[—–\-－―─_·•.~～|\s]*(?:[—–\-－―─_·•~～|]\s*)\d{1,4}\s*[—–\-－―─_·•.~～|\s]*"
    r"|第?\s*\d{1,4}\s*页(?:\s*[，,、/／（(|]?\s*共\s*\d{1,4}\s*页\s*[）)]?)?"
    r"|第\s*[一二三四五六七八九十百零〇]+\s*页"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_NUMERAL = re.compile(r"([0-9]{1,5})")
_LAST_NUMERAL = re.compile(r"(?<![0-9])([0-9]{1,5})[^0-9]*$")


class Furniture(msgspec.Struct, frozen=True):
    """A line outside the body."""

    line: Line
    container: Literal["header", "footer"]


class Leaf(msgspec.Struct):
    """A page as its rows from the top, and its height as read (pt)."""

    number: int
    height: float
    rows: list[Row]


class _Candidate(msgspec.Struct):
    leaf: Leaf
    row: Row
    line: Line
    container: Literal["header", "footer"]
    outermost: bool
    gap: float
    """To the nearest row on the side of the body, in rows' own sizes."""


def furniture(leaves: Sequence[Leaf]) -> list[Furniture]:
    """Take the furniture out of the leaves' rows and return it, page by page, each header text once."""
    candidates = [candidate for leaf in leaves for candidate in _candidates(leaf)]
    chosen = {id(candidate.row) for candidate in candidates if _is_page_number(candidate, candidates, leaves)}
    chosen |= _repeated(candidates, leaves)
    found: list[Furniture] = []
    said: set[tuple[str, str]] = set()
    for candidate in candidates:
        if id(candidate.row) not in chosen:
            continue
        candidate.leaf.rows.remove(candidate.row)
        key = (candidate.container, candidate.line.text)
        if key not in said:
            said.add(key)
            found.append(Furniture(candidate.line, candidate.container))
    return found


def _candidates(leaf: Leaf) -> list[_Candidate]:
    rows = leaf.rows
    found = []
    for index, row in enumerate(rows):
        if index < DEEPEST and row.y < ZONE * leaf.height:
            container: Literal["header", "footer"] = "header"
            inner = rows[index + 1] if index + 1 < len(rows) else None
            outermost = index == 0
        elif index >= len(rows) - DEEPEST and row.y > (1 - ZONE) * leaf.height:
            container = "footer"
            inner = rows[index - 1] if index else None
            outermost = index == len(rows) - 1
        else:
            continue
        made = line(row.fragments, row.y, leaf.number)
        if made is not None:
            gap = abs(inner.y - row.y) / max(row.size, inner.size, 1.0) if inner else 99.0
            found.append(_Candidate(leaf, row, made, container, outermost, gap))
    return found


def _is_page_number(candidate: _Candidate, candidates: Sequence[_Candidate], leaves: Sequence[Leaf]) -> bool:
    match = _NUMBER.fullmatch(candidate.line.text.strip())
    if match is None or not candidate.outermost:
        return False
    if match["bare"] is None:
        return True
    if candidate.container == "header" and candidate.gap < 1.2:
        return False
    if not match["bare"].isdecimal():
        return candidate.gap > 1.5
    offset = int(match["bare"]) - candidate.leaf.number
    if len(leaves) == 1:
        return offset == 0 or candidate.gap > 2.5
    return candidate.gap > 2.5 or any(
        other is not candidate
        and other.line.text.strip().isdecimal()
        and len(other.line.text) < 6
        and int(other.line.text) - other.leaf.number == offset
        for other in candidates
    )


def _repeated(candidates: Sequence[_Candidate], leaves: Sequence[Leaf]) -> set[int]:
    """Rows that say the same at the same height on several pages, a counted page number aside."""
    groups: dict[tuple[str, str, int], list[_Candidate]] = {}
    for candidate in candidates:
        if candidate.line.text.startswith("附件"):
            continue
        height = candidate.row.y if candidate.container == "header" else candidate.leaf.height - candidate.row.y
        for text in _counted(candidate.line.text, candidate.leaf.number):
            groups.setdefault((candidate.container, text, round(height / 3)), []).append(candidate)
    enough = 3 if len(leaves) > 2 else 2
    return {
        id(candidate.row)
        for group in groups.values()
        if len({candidate.leaf.number for candidate in group}) >= enough
        for candidate in group
        if len(leaves) > 2 or candidate.gap > 2.2
    }


def _counted(text: str, page: int) -> set[str]:
    """The text, and the text with its first or last number as a distance from the page's own."""
    forms = {text}
    for number in (_NUMERAL.search(text), _LAST_NUMERAL.search(text)):
        if number:
            forms.add(f"{text[: number.start(1)]}#{int(number[1]) - page}{text[number.end(1) :]}")
    return forms
