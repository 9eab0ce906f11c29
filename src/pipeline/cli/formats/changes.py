"""What a fix makes of the text, as ``- old`` and ``+ new``."""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from pipeline.cli.cells import head, tail
from pipeline.cli.formats.places import Places
from pipeline.model import edits
from pipeline.model.finding import Fix, TextEdit

AROUND = 16
"""Cells of the line shown on either side of what changes."""


class Change(msgspec.Struct, frozen=True):
    """A stretch of a line and what shall stand there, both with the same neighbours; cut to fit, visible."""

    before: str
    old: str
    new: str
    after: str


def changes(fix: Fix, places: Places, room: int) -> Iterator[Change]:
    """One for each line in which an edit begins; edits of one line stand together."""
    for line, some in groupby(sorted(fix.edits), key=lambda edit: places.line(edit.start)):
        group, extent = list(some), places.extent(line)
        start, end = group[0].start, max(edit.end for edit in group)
        old = places.text[start:end]
        new = edits.apply(old, (TextEdit(edit.start - start, edit.end - start, edit.text) for edit in group))
        middle = room - 2 * AROUND
        yield Change(
            tail(places.text[extent.start : start], AROUND),
            head(old, middle),
            head(new, middle),
            head(places.text[end : places.extent(places.line(end)).end], AROUND),
        )
