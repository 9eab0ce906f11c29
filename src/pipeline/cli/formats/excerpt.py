"""A stretch of a line with what stands around it, and carets below it."""

import msgspec

from pipeline.cli.cells import head, tail, visible, width

MARGIN = 16
"""Cells on either side that a long stretch leaves to what stands around it."""


class Excerpt(msgspec.Struct, frozen=True):
    """A line in three parts, cut to fit, made visible."""

    before: str
    core: str
    after: str

    @property
    def carets(self) -> str:
        """What to write below, so that the core has a caret under each cell; one where the core is empty."""
        return " " * width(self.before) + "^" * max(1, width(self.core))


def excerpt(line: str, start: int, end: int, room: int) -> Excerpt:
    """The characters ``start`` to ``end`` of ``line`` in ``room`` cells, which are 40 or more.

    What does not fit is cut off: first on the side that has more, then from the core's end.
    """
    left, right = (_needed(part, room) for part in (line[max(0, start - room) : start], line[end : end + room]))
    core = head(line[start:end], room - min(left, MARGIN) - min(right, MARGIN))
    rest = room - width(core)
    share = min(left, max(rest // 2, rest - right))
    return Excerpt(tail(line[:start], share), core, head(line[end:], rest - share))


def _needed(part: str, room: int) -> int:
    """Cells that a part needs; all of them where it is too long to matter."""
    return room if len(part) == room else width(visible(part))
