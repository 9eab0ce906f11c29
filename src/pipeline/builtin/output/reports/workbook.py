"""Documents, findings and failures as a workbook for Excel."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar, Literal

import msgspec

from pipeline.builtin.output.html.labels import labels
from pipeline.builtin.output.reports.advice import ADVICE
from pipeline.builtin.output.reports.lines import Line, heads, like_formula, lines, plain
from pipeline.contract.parts import Batch, Report
from pipeline.model.severity import GRADES, SEVERITIES

MOST = 1_048_575
"""Rows of a sheet below its head."""
_PART = 1 << 16
_LINE = 16.0
"""pt"""
_TALLEST = 8
"""lines"""
_WIDTHS = {
    "documents": (40, 40, 10, 7, 7, 7, 10, 7, 9, 40),
    "findings": (32, 8, 38, 28, 28, 20, 26, 24, 16, 9, 9),
    "failures": (40, 14, 44, 56),
}
_TONES: dict[str, tuple[str, str]] = {
    **{severity: (grade.ink, grade.wash) for severity, grade in GRADES.items()},
    "failed": (GRADES["error"].ink, GRADES["error"].wash),
    "done": ("#1C6E3D", "#DCF2E3"),
    "skipped": ("#5B646E", "#EEF0F2"),
}
Tone = Literal["", "error", "warning", "info", "failed", "done", "skipped"]
Cell = tuple[str | int, Tone] | str | int


class Workbook(Report, frozen=True):
    """Three sheets, each with a frozen head, filters and colours by severity.

    No cell is a formula or a link, whatever a document holds: text that begins like one has
    the prefix (a hidden apostrophe) that keeps it text even when it is edited. What a sheet
    cannot hold is counted in its last row.
    """

    filename: ClassVar[str] = "findings.xlsx"
    lasting: ClassVar[bool] = True

    rows: int = MOST
    """Most rows on a sheet, at most 1,048,575."""

    def render(self, batch: Batch) -> Iterator[bytes]:
        """The file in parts; the outcomes are walked once and not kept."""
        import xlsxwriter

        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with tempfile.TemporaryFile() as file:
            with xlsxwriter.Workbook(file, options) as book:
                words = labels(batch.lang)
                created = datetime.fromisoformat(batch.started)
                book.set_properties({"title": words.report, "created": created.replace(tzinfo=None)})
                looks = _Looks(book)
                self._fill(batch, {name: self._sheet(book, looks, name, batch) for name in _WIDTHS})
            file.seek(0)
            while part := file.read(_PART):
                yield part

    def _sheet(self, book: Any, looks: "_Looks", name: str, batch: Batch) -> "_Sheet":
        words = labels(batch.lang)
        severities = tuple(getattr(words, severity) for severity in SEVERITIES)
        columns = {
            "documents": (
                words.document,
                words.column_title,
                words.status,
                *severities,
                words.unchecked,
                words.column_kind,
                words.column_characters,
                words.column_reason,
            ),
            "findings": heads(batch.lang),
            "failures": (
                words.document,
                words.column_code,
                words.column_reason,
                words.column_advice,
            ),
        }
        sheet = book.add_worksheet(getattr(words, f"sheet_{name}"))
        most = max(1, min(self.rows, MOST))
        return _Sheet(sheet, looks, list(zip(columns[name], _WIDTHS[name], strict=True)), most, words.rows_left_out)

    def _fill(self, batch: Batch, sheets: dict[str, "_Sheet"]) -> None:
        words = labels(batch.lang)
        for outcome in batch.outcomes:
            counts: list[Cell] = [_counted(outcome.count(severity), severity) for severity in SEVERITIES]
            why = outcome.reason.message.say(batch.lang) if outcome.reason else ""
            if outcome.last_seen:
                why = " ".join(filter(None, (why, words.not_seen_since.format(when=outcome.last_seen))))
            status = (getattr(words, outcome.status), outcome.status)
            unchecked = len(outcome.not_checked)
            kind, length = outcome.kind or "", outcome.text_length
            read = [*counts, unchecked, kind, length] if outcome.status == "done" else ["", "", "", "", kind, ""]
            sheets["documents"].add([outcome.path, outcome.title, status, *read, why])
            if outcome.status == "failed" and outcome.reason:
                advice = ADVICE.get(outcome.reason.code)
                sheets["failures"].add(
                    [outcome.path, outcome.reason.code, why, advice.say(batch.lang) if advice else ""]
                )
            for severity, line in lines(outcome, batch.lang):
                sheets["findings"].add(_toned(line, severity))
        for sheet in sheets.values():
            sheet.close()


def _counted(n: int, severity: Tone) -> Cell:
    return (n, severity) if n else n


def _toned(line: Line, severity: Tone) -> list[Cell]:
    cells: list[Cell] = list(msgspec.structs.astuple(line))
    cells[1] = (line.severity, severity)
    return cells


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Tone, bool, bool], Any] = {}
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#44546A", "valign": "vcenter", "border": 1}
        self.head = book.add_format({**head, "border_color": "#8A94A0"})

    def of(self, tone: Tone, *, text: bool, quoted: bool) -> Any:
        """``text`` is kept as text when edited; ``quoted`` has the hidden apostrophe."""
        if (tone, text, quoted) not in self._made:
            look = {"valign": "top", "text_wrap": text, "num_format": "@" if text else "#,##0", "quote_prefix": quoted}
            look |= {"indent": 1} if text else {}
            if tone:
                look["font_color"], look["bg_color"] = _TONES[tone]
            self._made[tone, text, quoted] = self._book.add_format(look)
        return self._made[tone, text, quoted]


class _Sheet:
    """One sheet, row after row; the last possible row is held back until it is known to be the last."""

    def __init__(self, sheet: Any, looks: _Looks, columns: list[tuple[str, int]], most: int, left_out: str) -> None:
        self._sheet, self._looks, self._columns, self._most, self._left_out = sheet, looks, columns, most, left_out
        self._held: list[Cell] = []
        self._added = 0
        for index, (_, width) in enumerate(columns):
            sheet.set_column(index, index, width)
        sheet.freeze_panes(1, 1)
        sheet.hide_gridlines(0)  # not even on paper
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_row(0, 22)
        for index, (head, _) in enumerate(columns):
            sheet.write_string(0, index, head, looks.head)

    def add(self, cells: list[Cell]) -> None:
        """The next row."""
        self._added += 1
        if self._added < self._most:
            self._write(self._added, cells)
        elif self._added == self._most:
            self._held = cells

    def close(self) -> None:
        """Write the row held back, or how many there was no room for."""
        more = self._added - self._most
        if more >= 0:
            self._write(self._most, [self._left_out.format(n=f"{more + 1:,}")] if more else self._held)
        self._sheet.autofilter(0, 0, min(self._added, self._most), len(self._columns) - 1)

    def _write(self, row: int, cells: list[Cell]) -> None:
        lines = max(_lines(cell, width) for cell, (_, width) in zip(cells, self._columns, strict=False))
        if lines > 1:  # not every program makes a row as high as its wrapped text
            self._sheet.set_row(row, _LINE * min(lines, _TALLEST))
        for column, cell in enumerate(cells):
            value, tone = cell if isinstance(cell, tuple) else (cell, "")
            if isinstance(value, int):
                self._sheet.write_number(row, column, value, self._looks.of(tone, text=False, quoted=False))
            elif value:
                text = plain(value)
                if text.startswith("<r>") and text.endswith("</r>"):
                    text += " "  # xlsxwriter takes it for markup of its own, and would write it unescaped
                look = self._looks.of(tone, text=True, quoted=like_formula(text))
                self._sheet.write_string(row, column, text, look)


def _lines(cell: Cell, width: int) -> int:
    """How many lines a cell takes; a Chinese character is as wide as two Latin ones."""
    if not isinstance(cell, str) or len(cell) * 2 <= width:
        return 1
    return -(-(len(cell) + len(cell.encode("utf-8", "replace"))) // (2 * width - 4)) + cell.count("\n")
