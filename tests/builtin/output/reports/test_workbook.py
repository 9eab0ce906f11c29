"""What a clerk sees who opens findings.xlsx."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest

from pipeline.builtin.output.reports.advice import ADVICE
from pipeline.builtin.output.reports.workbook import Workbook
from pipeline.contract.parts import Batch
from pipeline.model.errors import reason
from pipeline.model.finding import Basis, Finding, NotChecked, Severity
from pipeline.model.outcome import Outcome
from pipeline.model.text import Span, Text

BASIS = Basis("practice", "实务")
STARTED = "2026-03-01T09:30:00+08:00"


def found(message: str = "有问题", severity: Severity = "error") -> Finding:
    return Finding("a-rule", severity, Span(0, 1), Text(message, message), BASIS)


OUTCOMES = (
    Outcome("好.docx", "done", kind="docx", title="通知", text_length=1200),
    Outcome(
        "错.docx",
        "done",
        kind="docx",
        findings=(found(), found("小事", "info")),
        excerpts=("字", "词"),
        not_checked=(NotChecked("body-font", Text("没有字体", "No fonts")),),
    ),
    Outcome("坏.docx", "failed", reason("damaged", detail="截断")),
    Outcome("~$临.docx", "skipped", reason("temporary")),
)


def content(outcomes: Any = OUTCOMES, lang: str = "zh", rows: int = 1_048_575) -> bytes:
    return b"".join(Workbook(rows).render(Batch(outcomes, STARTED, 1.0, (), lang)))


def book(*args: Any, **more: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content(*args, **more)))


def values(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_a_sheet_each_for_documents_findings_and_failures() -> None:
    made = book()
    assert made.sheetnames == ["文件", "问题", "失败"]
    assert values(made["文件"]) == [
        ["好.docx", "通知", "已检查", 0, 0, 0, 0, "docx", 1200, None],
        ["错.docx", None, "已检查", 1, 0, 1, 1, "docx", 0, None],
        ["坏.docx", None, "未能检查", None, None, None, None, None, None, "文件已损坏：截断"],
        ["~$临.docx", None, "已跳过", None, None, None, None, None, None, "办公软件或系统的临时文件"],
    ]
    assert [row[:4] for row in values(made["问题"])] == [
        ["错.docx", "错误", "有问题", "字"],
        ["错.docx", "提示", "小事", "词"],
    ]
    assert values(made["失败"]) == [["坏.docx", "damaged", "文件已损坏：截断", ADVICE["damaged"].zh]]
    assert book(lang="en").sheetnames == ["Documents", "Findings", "Failures"]


def test_heads_stay_in_sight_with_filters_widths_and_colours() -> None:
    made = book()
    for sheet in made:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
        assert sheet.column_dimensions["A"].width > 30
        assert sheet.print_title_rows == "$1:$1"
    colours = [made["问题"].cell(row, 2).fill.fgColor.rgb for row in (2, 3)]
    assert len({"00000000", *colours}) == 3, "each severity has its own"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "{=", "http://", "internal:", "＝", " ="])
def test_no_cell_is_a_formula_or_a_link(start: str) -> None:
    evil = f"{start}cmd|' /C calc'!A0"
    outcomes = (
        Outcome(evil, "done", kind=evil, title=evil, findings=(found(evil),), excerpts=(evil,)),
        Outcome(f"{evil}2", "failed", reason("damaged", detail=evil)),
    )
    data = content(outcomes)
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type in ("s", "n")
            assert cell.hyperlink is None
            if str(cell.value).lstrip().startswith(("=", "+", "-", "@", "＝")):
                assert cell.quotePrefix, "stays text when it is edited"
                assert cell.number_format == "@"
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "rels" in name and "sheet" in name]


@pytest.mark.parametrize("inside", ["<t>x</t>", '</is></c><c r="Z9"><f>1+1</f><v>2</v></c><c><is>', "<", "&x;"])
def test_text_that_looks_like_the_markup_of_a_cell_is_text(inside: str) -> None:
    evil = f"<r>{inside}</r>"
    made = book((Outcome(evil, "done", title=evil),))
    assert [cell.strip() for cell in values(made["文件"])[0][:2]] == [evil, evil]
    assert made["文件"]["Z9"].value is None


def test_what_xml_cannot_hold_is_visible_and_long_text_is_cut() -> None:
    evil = "a\x00\x08\x0b\x1f\ud800\udcff\ufffe\uffff\u202e<&>_x0041_"
    (row, long) = values(book((Outcome(evil, "done"), Outcome("b", "done", title="𠀀" * 40_000)))["文件"])
    assert row[0].startswith("a␀␈\n␟��[U+FFFE][U+FFFF][U+202E]<&>")
    assert row[0].endswith("<&>_x005F_x0041_"), "Excel shows _x0041_ and no A"
    assert long[1].endswith("𠀀…")
    assert len(long[1].encode("utf-16-le")) / 2 <= 32_767


def test_what_a_sheet_cannot_hold_is_said_in_its_last_row() -> None:
    outcomes = tuple(Outcome(f"{n}.docx", "failed", reason("empty")) for n in range(12))
    made = book(outcomes, rows=10)
    assert len(values(made["文件"])) == 10
    assert values(made["文件"])[8][0] == "8.docx"
    assert "3 行未列出" in values(made["失败"])[9][0]
    assert values(book(outcomes, rows=12)["文件"])[11][0] == "11.docx", "what just fits is there"


def test_an_empty_batch_has_its_three_sheets() -> None:
    assert [values(sheet) for sheet in book(())] == [[], [], []]


def test_the_same_outcomes_give_the_same_file() -> None:
    assert content() == content()


def test_a_large_batch_is_not_kept() -> None:
    walks = 0

    class Many:
        def __iter__(self) -> Iterator[Outcome]:
            nonlocal walks
            walks += 1
            for n in range(600):
                yield Outcome(f"{n}.docx", "done", findings=(found("长" * 300),) * 4, excerpts=("字" * 60,) * 4)

    tracemalloc.start()
    content(Many())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert walks == 1
    assert peak < 5_000_000, f"the messages alone are 720,000 characters; peak {peak:,}"
