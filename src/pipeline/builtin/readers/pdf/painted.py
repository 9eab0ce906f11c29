"""What of a page's characters is seen on it: painted, inside the page, and once."""

from collections.abc import Iterable

from pipeline.builtin.readers.pdf.doubles import without_doubles
from pipeline.builtin.readers.pdf.sheet import Fragment, Sheet
from pipeline.builtin.readers.pdf.upright import stack

LAYER = 10
"""So many times as much invisible text as painted is the text layer of a scan."""


def settle(sheet: Sheet) -> None:
    """Leave what is seen in the sheet's fragments, and count what is not."""
    parts = sheet.fragments
    if any(part.hidden for part in parts):
        parts = _with_layer(sheet)
    width, height = sheet.box[2] - sheet.box[0], sheet.box[3] - sheet.box[1]
    empty = width <= 0 or height <= 0  # a CropBox beside the page, which programs ignore in ways of their own
    inside = parts if empty else [part for part in parts if not _beyond(part, width, height)]
    if len(inside) < len(parts):
        sheet.beyond = _count(parts) - _count(inside)
    sheet.fragments = without_doubles(inside)
    if not sheet.downwards:
        stack(sheet)


def _with_layer(sheet: Sheet) -> list[Fragment]:
    """The painted fragments; all, where next to nothing else is there than what a scan was recognised as."""
    painted = [part for part in sheet.fragments if not part.hidden]
    hidden = [part for part in sheet.fragments if part.hidden]
    if _count(hidden) <= LAYER * _count(painted):
        sheet.invisible = _count(hidden)
        return painted
    for part in hidden:
        part.hidden = False
    sheet.recognised = True
    return painted + hidden


def _beyond(part: Fragment, width: float, height: float) -> bool:
    """Whether all of it lies outside of a page of this size, which is what the page's box shows."""
    if part.turn in (90, 270):
        width, height = height, width
    first, last, y = part.lefts[0], part.rights[-1], part.y
    if 0.0 <= first <= width and 0.0 <= y <= height:
        return False
    return max(first, last) <= 0 or min(first, last) >= width or y <= 0 or y - 0.7 * (part.style.size or 0.0) >= height


def _count(parts: Iterable[Fragment]) -> int:
    return sum(len(part.text) - part.text.count(" ") for part in parts)
