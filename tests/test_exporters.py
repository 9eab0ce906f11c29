"""An exporter finds the very characters of a finding in the source, by the addresses that its reader gave them."""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pypdfium2
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from pipeline.testing import pdf
from support import ROOT, Command, records

Plans = Callable[..., Path]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOT = "■"
EXTRA = """
select = ["no-halfwidth-punctuation", "no-doubled-punctuation", "no-placeholder"]
executor = "serial"
"""


def letter() -> bytes:
    """Faults over runs, in a link, a table, a header and behind a tab; so many commas that they are one finding."""
    built = docx.Document()
    built.sections[0].header.paragraphs[0].text = "云泽市人民政府××文件"
    built.add_paragraph("关于开展检查的通知")
    over_runs = built.add_paragraph()
    for text in ("经×", "×市", "同意", ",", "现予印发。"):
        over_runs.add_run(text).bold = text == "×市"
    behind_a_tab = built.add_paragraph()
    behind_a_tab.add_run("\t  各单位\t认真落实,按时报送。").add_break()
    link = f'<w:hyperlink {nsdecls("w")} w:anchor="x"><w:r><w:t>见附件,请下载。</w:t></w:r></w:hyperlink>'
    behind_a_tab._p.append(parse_xml(link))
    cell = built.add_table(1, 1).cell(0, 0)
    cell.text = "负责人：×××"
    for _ in range(25):
        built.add_paragraph("加强领导,落实责任。")
    content = io.BytesIO()
    built.save(content)
    return content.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def letters(part: bytes) -> str:
    """All typed characters of a part, seen without the reader."""
    return "".join(element.text or "" for element in etree.fromstring(part).iter(W + "t"))


def blotted(before: bytes, after: bytes) -> Iterator[str]:
    """The characters that stand no more where they stood."""
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    for name, content in old.items():
        if new[name] == content:
            continue
        was, now = letters(content), letters(new[name])
        assert len(was) == len(now)
        for one, other in zip(was, now, strict=True):
            if one != other:
                assert other == BLOT
                yield one


def meant(record: dict[str, Any]) -> str:
    """The characters of all places of all findings."""
    return "".join(
        record["text"][place["start"] : place["end"]] for finding in record["findings"] for place in finding["places"]
    )


def ran(pipeline: Command, plan: Plans, folder: Path, out: Path) -> dict[str, Any]:
    pipeline("run", folder, "-o", out, "--plan", plan("marks_the_source", extra=EXTRA), "--with-text")
    return records(out, folder.name)


def test_the_characters_of_every_finding_are_changed_in_the_docx_and_no_others(
    pipeline: Command, plan: Plans, tmp_path: Path
) -> None:
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / "a.docx").write_bytes(letter())
    record = ran(pipeline, plan, folder, tmp_path / "out")["a.docx"]
    assert "a.docx.marked" in {Path(name).name for name in record["outputs"]}
    marked = (tmp_path / "out" / "inputs" / "a.docx.marked").read_bytes()
    assert Counter(blotted(letter(), marked)) == Counter("××" + "××" + "×××" + "," * (3 + 25))
    assert Counter(meant(record)) == Counter("××" + "××" + "×××" + "," * (3 + 25))
    read = docx.Document(io.BytesIO(marked))
    assert read.sections[0].header.paragraphs[0].text == f"云泽市人民政府{BLOT}{BLOT}文件"
    assert [run.text for run in read.paragraphs[1].runs] == [f"经{BLOT}", f"{BLOT}市", "同意", BLOT, "现予印发。"]
    assert read.paragraphs[2].text == f"\t  各单位\t认真落实{BLOT}按时报送。\n见附件{BLOT}请下载。"
    assert read.tables[0].cell(0, 0).text == f"负责人：{BLOT}{BLOT}{BLOT}"
    assert {paragraph.text for paragraph in read.paragraphs[3:]} == {f"加强领导{BLOT}落实责任。"}
    (folded,) = (one for one in record["findings"] if one["scope"] == "document")
    assert len(folded["places"]) == 3 + 25


def test_the_samples_lead_back_to_their_characters(pipeline: Command, plan: Plans, tmp_path: Path) -> None:
    samples = ROOT / "sample_inputs"
    found = ran(pipeline, plan, samples, tmp_path / "out")
    seen = Counter[str]()
    for name, record in found.items():
        marked = tmp_path / "out" / "sample_inputs" / f"{name}.marked"
        if record["kind"] == "docx":
            assert Counter(blotted((samples / name).read_bytes(), marked.read_bytes())) == Counter(meant(record)), name
        elif record["kind"] == "pdf":
            boxes = json.loads(marked.read_bytes())
            assert "".join(box["text"] for box in boxes) == meant(record)
            assert [box["text"] for box in boxes] == list(shown(samples / name, boxes))
        seen[record["kind"]] += len(meant(record))
    assert seen["docx"]


def shown(path: Path, boxes: list[dict[str, Any]]) -> Iterator[str]:
    """The characters that PDFium has in each box."""
    document = pypdfium2.PdfDocument(path)
    for box in boxes:
        page = document[box["page"] - 1].get_textpage()
        x0, top, x1, bottom = box["box"]
        text = page.get_text_range()
        inside = []
        for index in range(page.count_chars()):
            left, low, right, high = page.get_charbox(index)
            if x0 <= (left + right) / 2 <= x1 and bottom <= (low + high) / 2 <= top:
                inside.append(text[index])
        yield "".join(inside).strip()  # PDFium puts a blank at the end of a line


def test_the_box_of_the_characters_is_where_the_pdf_shows_them(pipeline: Command, plan: Plans, tmp_path: Path) -> None:
    folder = tmp_path / "inputs"
    folder.mkdir()
    wrapped = "各单位要加强组织领导，落实工作责任，按照要求开展自查，" + "于每月月底前报市××局备案，" * 3
    path = folder / "a.pdf"
    path.write_bytes(pdf("关于开展检查的通知", "各单位：", *[wrapped] * 12))
    record = ran(pipeline, plan, folder, tmp_path / "out")["a.pdf"]
    boxes = json.loads((tmp_path / "out" / "inputs" / "a.pdf.marked").read_bytes())
    assert "".join(box["text"] for box in boxes) == meant(record) == "××" * 36
    assert [box["text"] for box in boxes] == list(shown(path, boxes))
    pages = {place["page"] for finding in record["findings"] for place in finding["places"]}
    assert pages == {box["page"] for box in boxes} == {1, 2}
    for finding in record["findings"]:
        for place in finding["places"]:
            assert record["text"][: place["start"]].count("\n") + 1 == place["paragraph"]


def test_an_input_that_cannot_be_read_has_its_bytes_all_the_same(
    pipeline: Command, plan: Plans, tmp_path: Path
) -> None:
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7 and no more")
    ran(pipeline, plan, folder, tmp_path / "out")
    assert (tmp_path / "out" / "inputs" / "坏.pdf.marked").read_text(encoding="utf-8") == "20 bytes of inputs/坏.pdf"


def test_an_exporter_that_takes_no_source_is_refused_before_the_first_document(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    told = pipeline("run", inputs, "-o", "out", "--plan", plan("exporter_of_before"))
    assert told.code == 2
    assert "Before.render takes (outcome, document, source, lang), not (outcome, document, lang)" in told.err
    assert not (tmp_path / "out" / "inputs").exists()
