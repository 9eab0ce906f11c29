"""The numbers of page, paragraph and section that stand with each place of a finding."""

from typing import Any

import pypdfium2

from pipeline.testing import docx, pdf
from pipeline.testing.fixtures import RunPlan

LINES = (
    "关于开展检查的通知",
    "各单位：",
    "请于××月办理。",
    "一、总体要求",
    "由××局负责。",
    "（一）组织领导",
    "由××科落实。",
    "二、工作安排",
    "请按××要求办理。",
)
PLAN = 'select = ["no-placeholder"]'


def places(record: dict[str, Any]) -> list[tuple[int | None, int | None, int | None]]:
    return [
        (place["page"], place["paragraph"], place["section"]) for one in record["findings"] for place in one["places"]
    ]


def test_a_place_has_the_paragraph_and_the_innermost_section_and_in_a_pdf_the_page(run_plan: RunPlan) -> None:
    long = (*LINES, *["各单位要加强组织领导，落实工作责任，按照要求开展自查自纠工作。"] * 40, "由××处汇总。")
    found = run_plan({"a.txt": "\n".join(LINES), "a.docx": docx(*LINES), "a.pdf": pdf(*long)}, PLAN)
    in_text = [(None, 3, None), (None, 5, 1), (None, 7, 2), (None, 9, 3)]
    assert places(found["a.txt"]) == places(found["a.docx"]) == in_text
    assert [section["title"] for section in found["a.txt"]["outline"]] == ["总体要求", "组织领导", "工作安排"]
    *first, last = places(found["a.pdf"])
    assert first == [(1, *numbers[1:]) for numbers in in_text]
    assert last == (len(pypdfium2.PdfDocument(pdf(*long))), len(long), 3)


def test_text_on_a_second_page_is_told_by_its_own_page_though_its_paragraph_began_on_the_first(
    run_plan: RunPlan,
) -> None:
    whole = "各单位要加强组织领导，落实工作责任，" * 60
    record = run_plan({"a.pdf": pdf("关于开展检查的通知", "各单位：", f"××{whole}由××局负责。")}, PLAN)["a.pdf"]
    assert places(record) == [(1, 3, None), (2, 3, None)]
