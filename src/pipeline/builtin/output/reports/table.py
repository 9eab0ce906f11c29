"""All findings as a plain table."""

import csv
import io
from collections.abc import Iterator
from typing import ClassVar

import msgspec

from pipeline.builtin.output.reports.lines import heads, like_formula, lines, plain
from pipeline.contract.parts import Batch, Report

_PART = 1 << 16


class Table(Report, frozen=True):
    """One row for each finding, as CSV that a spreadsheet opens rightly.

    UTF-8 with a byte order mark, every cell in quotes, rows end in CR LF. A text that a
    spreadsheet could take for a formula has ``'`` in front.
    """

    filename: ClassVar[str] = "findings.csv"
    lasting: ClassVar[bool] = True

    def render(self, batch: Batch) -> Iterator[bytes]:
        """The file in parts; the outcomes are walked once and not kept."""
        held = io.StringIO()
        write = csv.writer(held, quoting=csv.QUOTE_ALL).writerow
        held.write("\ufeff")
        write(heads(batch.lang))
        for outcome in batch.outcomes:
            for _, line in lines(outcome, batch.lang):
                write([_safe(cell) if isinstance(cell, str) else cell for cell in msgspec.structs.astuple(line)])
            if held.tell() > _PART:
                yield held.getvalue().encode()
                held.seek(0)
                held.truncate()
        yield held.getvalue().encode()


def _safe(text: str) -> str:
    shown = plain(text)
    return f"'{shown}" if like_formula(shown) else shown
