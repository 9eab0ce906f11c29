"""A 函 that is not ready to go out: a tracked change, a comment, lines too close, page numbers between hyphens."""

from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.run import Run
from tools.samples import ooxml, packing
from tools.samples.blocks import Slip
from tools.samples.official import BODY_FONT, TITLE_FONT, Sheet, set_up

WHO, WHEN = "审稿人", "2026-05-06T09:00:00Z"
TITLE = "青岚县水务局关于商请提供河道监测数据的函"
COMMENTED, ADDED, REMOVED = "3处", "（含电子版）", "和影像资料"
SLIPS = (
    Slip("line-pitch", "", "", "", "正文行距固定值 22 磅，应为 28.95 磅左右"),
    Slip("no-revisions", "", "", ADDED, "插入的文字没有接受"),
    Slip("no-revisions", "", "", "", f"删除的“{REMOVED}”还在文件中"),
    Slip("no-revisions", "", "", COMMENTED, "批注没有处理"),
    Slip("page-number-form", "", "", "- 1 -", "页码两边用了连字符"),
)


def build(path: Path) -> None:
    """Write the docx."""
    document = docx.Document()
    set_up(document, Sheet(), dash="-")
    paragraph = document.add_paragraph()
    ooxml.set_layout(paragraph, alignment="center", line=34)
    ooxml.write(paragraph, TITLE, TITLE_FONT, 22)
    _said(document, "白鹭县水务局：", first=0)
    paragraph = _said(
        document, "为做好青岚河汛期联防联控工作，我局拟汇总流域内2026年以来的河道监测数据，请贵局提供上游"
    )
    ooxml.write(paragraph, COMMENTED, BODY_FONT, 16)
    document.add_comment(Run(paragraph._p[-1], paragraph), "与上次会议说的4处不一致，请核对。", WHO)  # noqa: SLF001 - python-docx names its own XML so
    ooxml.write(paragraph, "水文站的逐日水位", BODY_FONT, 16)
    _tracked(paragraph, "w:del", REMOVED)
    _tracked(paragraph, "w:ins", ADDED)
    ooxml.write(paragraph, "，于5月20日前反馈我局。", BODY_FONT, 16)
    _said(document, "数据仅用于联防联控，我局将按照有关规定妥善保管。专此函商，请予支持为盼。")
    for text, right in (("青岚县水务局", 200), ("2026年5月6日", 150)):
        signed = document.add_paragraph()
        ooxml.set_layout(signed, alignment="right", right=right, line=22)
        ooxml.write(signed, text, BODY_FONT, 16)
    for comment in document.comments:
        comment._comment_elm.set(qn("w:date"), WHEN)  # noqa: SLF001 - as above
    packing.save(document, path, TITLE)


def _said(document: Any, text: str, first: int = 200) -> Any:
    paragraph = document.add_paragraph()
    ooxml.set_layout(paragraph, first=first, line=22)
    ooxml.write(paragraph, text, BODY_FONT, 16)
    return paragraph


def _tracked(paragraph: Any, tag: str, text: str) -> None:
    """The text as a tracked insertion (``w:ins``) or deletion (``w:del``)."""
    ooxml.write(paragraph, text, BODY_FONT, 16)
    run = paragraph._p[-1]  # noqa: SLF001 - as above
    change = ooxml.add(paragraph._p, tag, id=len(paragraph._p), author=WHO, date=WHEN)  # noqa: SLF001 - as above
    change.append(run)
    if tag == "w:del":
        for part in run.iter(qn("w:t")):
            part.tag = qn("w:delText")
