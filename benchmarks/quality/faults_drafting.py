"""Templates of what a draft leaves in a docx: tracked changes of every sort, comments, hidden text."""

from collections.abc import Sequence
from typing import Any, Final

from benchmarks.quality.faults_layout import Change, Choose, Dress, each_body, everywhere
from docx.oxml.ns import qn
from tools.samples import ooxml
from tools.samples.blocks import Block

WHO: Final = {"author": "审稿人", "date": "2026-05-06T09:00:00Z"}
RULE: Final = "no-revisions"
ADDED: Final = "（含电子版）"
HIDDEN: Final = "（此句是否保留请领导定）"


def with_table(blocks: Sequence[Block]) -> list[list[int]]:
    """The whole document, where it has a table."""
    return [[]] if any(block.role == "table" for block in blocks) else []


def _added(tag: str) -> Change:
    """Characters written behind the paragraph, as a tracked change ``tag``."""

    def change(_: Any, chosen: list[Any]) -> None:
        paragraph = chosen[0]
        ooxml.write(paragraph, ADDED, "仿宋_GB2312", 16)
        run = paragraph._p[-1]  # noqa: SLF001 - python-docx names its own XML so
        change = ooxml.add(paragraph._p, tag, id=901, **WHO)  # noqa: SLF001 - as above
        change.append(run)
        if tag in {"w:del", "w:moveFrom"}:
            for part in run.iter(qn("w:t")):
                part.tag = qn("w:delText")

    return change


def _commented(document: Any, chosen: list[Any]) -> None:
    document.add_comment(chosen[0].runs[0], "这里的数字请再核实。", "审稿人")


def _hidden(_: Any, chosen: list[Any]) -> None:
    ooxml.write(chosen[0], HIDDEN, "仿宋_GB2312", 16)
    ooxml.add(chosen[0].runs[-1]._element.rPr, "w:vanish")  # noqa: SLF001 - as above


def _formatted(_: Any, chosen: list[Any]) -> None:
    change = ooxml.add(chosen[0].runs[0]._element.rPr, "w:rPrChange", id=902, **WHO)  # noqa: SLF001 - as above
    ooxml.add(ooxml.add(change, "w:rPr"), "w:b")


def _paragraph_formatted(_: Any, chosen: list[Any]) -> None:
    change = ooxml.add(chosen[0]._p.pPr, "w:pPrChange", id=903, **WHO)  # noqa: SLF001 - as above
    ooxml.add(ooxml.add(change, "w:pPr"), "w:jc", val="left")


def _paragraph_mark(tag: str) -> Change:
    def change(_: Any, chosen: list[Any]) -> None:
        properties = ooxml.add(chosen[0]._p.pPr, "w:rPr")  # noqa: SLF001 - as above
        ooxml.add(properties, tag, id=904, **WHO)

    return change


def _row_added(document: Any, _: list[Any]) -> None:
    row = document.tables[0].rows[-1]._tr  # noqa: SLF001 - as above
    ooxml.add(row.get_or_add_trPr(), "w:ins", id=905, **WHO)


def _table_formatted(document: Any, _: list[Any]) -> None:
    change = ooxml.add(document.tables[0]._tbl.tblPr, "w:tblPrChange", id=906, **WHO)  # noqa: SLF001 - as above
    ooxml.add(change, "w:tblPr")


def _page_formatted(document: Any, _: list[Any]) -> None:
    change = ooxml.add(document.sections[0]._sectPr, "w:sectPrChange", id=907, **WHO)  # noqa: SLF001 - as above
    ooxml.add(change, "w:sectPr")


def _fault(kind: str, change: Change, choose: Choose = each_body, added: str = "") -> Dress:
    return Dress(RULE, kind, choose, change, seen=choose is each_body, added=added)


DRAFTING: Final = (
    _fault("written", _added("w:ins"), added=ADDED),
    _fault("struck out", _added("w:del")),
    _fault("moved here", _added("w:moveTo"), added=ADDED),
    _fault("a comment", _commented),
    _fault("hidden text", _hidden, added=HIDDEN),
    _fault("characters laid out anew", _formatted),
    _fault("a paragraph laid out anew", _paragraph_formatted),
    _fault("a paragraph's end written", _paragraph_mark("w:ins")),
    _fault("a paragraph's end struck out", _paragraph_mark("w:del")),
    _fault("a row written", _row_added, with_table),
    _fault("a table laid out anew", _table_formatted, with_table),
    _fault("the page laid out anew", _page_formatted, everywhere),
)
