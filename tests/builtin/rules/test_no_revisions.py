"""What drafting leaves behind, in files as Word writes them."""

from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from built_docx import read
from pipeline.builtin.rules.no_revisions import NoRevisions
from pipeline.model.document import Document
from support import found_by

BY = 'w:author="李四" w:date="2026-07-01T00:00:00Z"'


def judged(document: Document) -> list[tuple[str, str]]:
    """The stretch and the message of each finding."""
    return [(document.cut(answer.span), answer.message.zh) for answer in found_by(NoRevisions(), document)]


def inserted(text: str, number: int = 1) -> Any:
    return parse_xml(f'<w:ins {nsdecls("w")} w:id="{number}" {BY}><w:r><w:t>{text}</w:t></w:r></w:ins>')


def deleted(text: str, number: int = 2) -> Any:
    return parse_xml(f'<w:del {nsdecls("w")} w:id="{number}" {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>')


def test_a_clean_document_has_no_finding() -> None:
    file = docx.Document()
    file.add_paragraph("请按时报送。")
    assert judged(read(file)) == []


def test_tracked_changes_are_found_where_they_stand() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("请按时")
    paragraph._p.append(inserted("足额"))
    paragraph._p.append(deleted("上报"))
    paragraph.add_run("报送。")
    document = read(file)
    assert document.text == "请按时足额报送。"
    assert judged(document) == [
        ("足额", "尚未清稿：插入的文字（修订）没有接受"),
        ("", "尚未清稿：此处删除的文字（修订）还在文件中"),
    ]


def test_runs_that_were_inserted_side_by_side_are_one_finding() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("请")
    paragraph._p.append(inserted("按时", 1))
    paragraph._p.append(inserted("足额", 2))
    assert [stretch for stretch, _ in judged(read(file))] == ["按时足额"]


def test_a_comment_is_told_with_its_author_and_shortened() -> None:
    file = docx.Document()
    run = file.add_paragraph("请按时").add_run("报送。")
    file.add_comment(run, "删去？" + "再议" * 40, author="李四")
    ((stretch, message),) = judged(read(file))
    assert stretch == "报送。"
    assert message == "尚未清稿：批注没有删去：" + f"李四: 删去？{'再议' * 40}"[:60] + "…"


def test_hidden_text_is_found() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("请按时报送。")
    paragraph.add_run("内部掌握。").font.hidden = True
    assert judged(read(file)) == [("内部掌握。", "尚未清稿：隐藏文字没有删去")]


@pytest.mark.parametrize(("count", "findings"), [(10, 10), (11, 1)])
def test_many_stretches_of_one_kind_are_told_once(count: int, findings: int) -> None:
    file = docx.Document()
    for number in range(count):
        file.add_paragraph("请报送")._p.append(inserted("材料", number))
    found = judged(read(file))
    assert len(found) == findings
    assert ("全文 11 处" in found[0][1]) == (count == 11)
