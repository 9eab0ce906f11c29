"""What is drawn twice: text that is drawn again to look bold, or over its own shadow, is one text."""

from collections.abc import Container, Iterable

import msgspec

from pipeline.builtin.readers.pdf.sheet import Fragment
from pipeline.model.layout import Style

NEAR, NARROW = 0.25, 0.12
"""em within which text is drawn again; a single letter may be as narrow as the former."""
LOW = 0.2
"""em by which it may be drawn again higher or lower."""
_LOOKED = 100
"""So many of the same character in one place, and so many fragments of a row, are compared."""


def without_doubles(parts: Iterable[Fragment]) -> list[Fragment]:
    """The fragments without what is drawn again a hair's breadth off, cut into the same fragments or into others.

    What remains is bold, if it was drawn in one colour: bold is made so of a font without one.
    """
    seen: dict[tuple[str, int], list[Fragment]] = {}
    rows: dict[int, list[Fragment]] = {}
    reach: dict[int, float] = {}
    bold: dict[Style, Style] = {}
    kept: list[Fragment] = []
    crowded: set[int] = set()
    for part in parts:
        text, height = part.text, round(part.y)
        twin = None
        for key in ((text, height), (text, height - 1), (text, height + 1)):
            if key in seen:
                twin = next((one for one in seen[key][-_LOOKED:] if _same(one, part)), None)
                if twin is not None:
                    break
        if twin is None or text.isspace():
            seen.setdefault((text, height), []).append(part)
            kept.append(part)
            left, right = part.lefts[0] + NEAR * (part.style.size or 0.0), part.rights[-1]
            ends = reach.get
            if max(ends(height, left), ends(height - 1, left), ends(height + 1, left)) > left and any(
                one.lefts[0] < right and left < one.rights[-1]
                for near in (height, height - 1, height + 1)
                for one in rows.get(near, ())[-_LOOKED:]
            ):
                crowded.update((height - 1, height, height + 1))
            rows.setdefault(height, []).append(part)
            if right > ends(height, 0.0):
                reach[height] = right
        elif twin.style.colour != part.style.colour:
            twin.style = part.style  # a shadow lies below what throws it
        elif (twin.lefts[0], twin.y) != (part.lefts[0], part.y):
            twin.style = _bold(twin.style, bold)
    return _each_once(kept, crowded, bold) if crowded else kept


def nearness(text: str) -> float:
    """Em within which the same text is not there twice."""
    return NEAR if len(text) > 1 or text > "\u2e80" else NARROW


def _same(one: Fragment, other: Fragment) -> bool:
    size = one.style.size or 0.0
    return (
        abs(other.lefts[0] - one.lefts[0]) < nearness(one.text) * size
        and abs(other.y - one.y) < LOW * size
        and one.turn == other.turn
        and abs((other.style.size or 0.0) - size) < 0.1 * size
    )


def _bold(style: Style, bold: dict[Style, Style]) -> Style:
    return bold.setdefault(style, msgspec.structs.replace(style, bold=True))


class _Again(msgspec.Struct):
    """What lies on a fragment."""

    fragment: Fragment
    style: Style
    """Its look."""
    count: int = 0
    """Characters that repeat one of the fragment's."""
    off: bool = False
    """Whether they lie a little beside it."""


_Places = dict[tuple[str, int, int, int], list[tuple[float, Fragment]]]


def _each_once(parts: Iterable[Fragment], crowded: Container[int], bold: dict[Style, Style]) -> list[Fragment]:
    """The fragments without characters that stand on the same ones of another fragment, at these heights."""
    places: _Places = {}
    again: dict[int, _Again] = {}
    kept: list[Fragment] = []
    for part in parts:
        if round(part.y) not in crowded:
            kept.append(part)
            continue
        size = part.style.size or 1.0
        row = round(part.y / size)
        rest: list[int] = []
        for index, (char, x) in enumerate(zip(part.text, part.lefts, strict=True)):
            found = _below(part, char, x, row, places)
            if found is None:
                rest.append(index)
                continue
            left, other = found
            on = again.setdefault(id(other), _Again(other, part.style))
            on.style = part.style
            on.count += not char.isspace()
            on.off = on.off or (left, other.y) != (x, part.y)
        if len(rest) < len(part.text):
            part.text = "".join([part.text[index] for index in rest])
            part.lefts, part.rights = [part.lefts[i] for i in rest], [part.rights[i] for i in rest]
            if not part.text.strip():
                continue
        for char, x in zip(part.text, part.lefts, strict=True):
            places.setdefault((char, part.turn, round(x / size), row), []).append((x, part))
        kept.append(part)
    _restyle(again.values(), bold)
    return kept


def _below(part: Fragment, char: str, x: float, row: int, places: _Places) -> tuple[float, Fragment] | None:
    """Where the character stands already, and the fragment that has it there."""
    size = part.style.size or 1.0
    near, column = nearness(char) * size, round(x / size)
    for key in ((char, part.turn, column + i, row + j) for i in (0, -1, 1) for j in (0, -1, 1)):
        for left, other in places.get(key, ())[-_LOOKED:]:
            alike = abs((other.style.size or 1.0) - size) < 0.1 * size
            if alike and abs(left - x) < near and abs(other.y - part.y) < LOW * size:
                return left, other
    return None


def _restyle(again: Iterable[_Again], bold: dict[Style, Style]) -> None:
    """Give fragments the look of what was drawn again on most of their characters."""
    for on in again:
        other = on.fragment
        if 2 * on.count < len(other.text) - other.text.count(" "):
            continue
        if other.style.colour != on.style.colour:
            other.style = on.style  # a shadow lies below what throws it
        elif on.off:
            other.style = _bold(other.style, bold)
