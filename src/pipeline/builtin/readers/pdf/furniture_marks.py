"""On which pages headers and footers stand, and where among them the page numbers are."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from pipeline.builtin.gongwen.numerals import HAN_NUMERAL
from pipeline.builtin.readers.pdf import furniture as outside
from pipeline.builtin.readers.pdf.frames import Frame
from pipeline.builtin.readers.pdf.lines import Line, Row, line
from pipeline.builtin.readers.pdf.paragraphs import Group, groups
from pipeline.model.text import Span

_PAGE = re.compile(
    rf"[\W_]*(?:(?:第\s*|[Pp]age\s*)?(?P<number>\d{{1,5}})|[ivxlcIVXLC]{{1,7}}|第\s*[{HAN_NUMERAL}]+(?=\s*页))"
    r"(?:\s*页)?(?:\W*(?:共|of|/|／)\s*\d{1,5}(?:\s*页)?)?[\W_]*"
)
"""A line that is a page number and nothing else."""
_PART = re.compile(
    r"第\s*(\d{1,5})\s*页(?:\W*共\s*\d{1,5}\s*页)?|[—–－―─·-]\s*(\d{1,5})\s*[—–－―─·-]"
    r"|[Pp]age\s*(\d{1,5})(?:\s*(?:of|/)\s*\d{1,5})?|(?<!\S)(\d{1,4})$|^(\d{1,4})(?!\S)"
)
"""A page number beside other words."""


class Standing(msgspec.Struct):
    """A line of a header or footer.

    ``pages``: ``odd``, ``even``, ``first`` or empty, as :class:`~pipeline.model.document.Mark` has it;
    ``number``: which of its characters are a page number.
    """

    line: Line
    container: Literal["header", "footer"]
    pages: str
    number: Span | None


def taken_out(leaves: Sequence[outside.Leaf]) -> list[Standing]:
    """Take headers and footers out of the leaves' rows; returns them, page by page."""
    before = [list(leaf.rows) for leaf in leaves]
    found = outside.furniture(leaves)
    pages: dict[tuple[str, str], set[int]] = {}
    own: dict[int, int] = {leaf.number: leaf.number for leaf in leaves}
    for leaf, rows in zip(leaves, before, strict=True):
        for made, container in _removed(leaf, rows):
            pages.setdefault((container, made.text), set()).add(leaf.number)
            if (page := _PAGE.fullmatch(made.text)) and page["number"]:
                own[leaf.number] = int(page["number"])
    standing = []
    for one in found:
        on = pages.get((one.container, one.line.text), {one.line.page})
        number = _number(one.line.text, alone=len(on) == 1)
        parity = _PARITY[own[one.line.page] % 2] if number is not None else _which(on, own)
        standing.append(Standing(one.line, one.container, parity, number))
    return standing


_PARITY = ("even", "odd")


def _removed(leaf: outside.Leaf, rows: Iterable[Row]) -> Iterable[tuple[Line, str]]:
    kept = {id(row) for row in leaf.rows}
    for row in rows:
        if id(row) not in kept and (made := line(row.fragments, row.y, leaf.number)) is not None:
            yield made, "header" if row.y < leaf.height / 2 else "footer"


def _which(on: set[int], own: dict[int, int]) -> str:
    """What a text that stands on these pages says of itself."""
    if len(own) > 1 and on == {min(own)}:
        return "first"
    parities = {own[page] % 2 for page in on}
    if len(on) > 1 and len(parities) == 1 and any(own[page] % 2 not in parities for page in own):
        return _PARITY[parities.pop()]
    return ""


def _number(text: str, *, alone: bool) -> Span | None:
    """The page number in the text; ``alone``: no other page says the same."""
    if _PAGE.fullmatch(text):
        return Span(0, len(text))
    match = _PART.search(text) if alone else None
    return Span(*match.span()) if match else None


def placed(one: Standing, around: Frame | None, left: float | None, right: float | None) -> Group:
    """The line as a paragraph: aligned by where the text stands, indented from edges of it that are known (pt)."""
    made = one.line
    if around is None:
        return Group([made], [Frame(made.x0, made.x1)], one.container)
    (group,) = groups([(made, around)], None, one.container)
    if group.alignment is None and one.number is not None and made.x1 < (around.left + around.right) / 2:
        group.alignment = "left"
    if group.alignment in (None, "left"):
        group.first_indent = None if left is None else round(made.x0 - left, 2)
    if group.alignment == "right":
        group.right_indent = None if right is None else round(right - made.x1, 2)
    return group
