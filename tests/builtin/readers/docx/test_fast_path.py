"""The same document comes out with the fast path and without it."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from pipeline.builtin.readers.docx.fastpath.door import Door
from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.testing.documents import docx
from support import ROOT

Zipped = Callable[..., bytes]
SAMPLES = sorted((ROOT / "sample_inputs").glob("*.docx"))
QUICK, SLOW = DocxReader(), DocxReader(fast=False)

STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='32'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:latentStyles w:count='1'><w:lsdException w:name='Normal'/></w:latentStyles>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='N'><w:pPr><w:jc w:val='both'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='P'><w:basedOn w:val='N'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr>"
    "<w:rPr><w:b/><w:color w:val='FF0000'/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='C'><w:rPr><w:b/><w:rFonts w:eastAsia='楷体'/></w:rPr></w:style>"
    "<w:style w:type='table' w:styleId='T'><w:tblStylePr w:type='firstRow'><w:rPr><w:i/></w:rPr></w:tblStylePr>"
    "</w:style>"
)
LISTS = (
    "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>"
    "<w:lvlText w:val='%1、'/><w:pPr><w:ind w:left='640' w:hanging='640'/></w:pPr></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
)
LOOKS = (
    "",
    "<w:rPr/>",
    "<w:rPr><w:b/></w:rPr>",
    "<w:rPr><w:b w:val='0'/><w:i/><w:vanish/></w:rPr>",
    "<w:rPr><w:rStyle w:val='C'/><w:color w:val='auto'/></w:rPr>",
    "<w:rPr><w:rFonts w:ascii='Times New Roman' w:eastAsia='仿宋' w:hint='eastAsia'/><w:sz w:val='44'/></w:rPr>",
    "<w:rPr><w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/></w:rPr>",
    "<w:rPr><w:b/><w:rPrChange w:id='1'><w:rPr/></w:rPrChange></w:rPr>",
    "<w:rPr>\n<w:sz w:val='21'/> </w:rPr>",
)
LAYOUTS = (
    "",
    "<w:pPr/>",
    "<w:pPr><w:pStyle w:val='P'/></w:pPr>",
    "<w:pPr><w:jc w:val='center'/><w:spacing w:before='120' w:line='560' w:lineRule='exact'/></w:pPr>",
    "<w:pPr><w:ind w:firstLineChars='200' w:firstLine='640'/><w:rPr><w:sz w:val='21'/></w:rPr></w:pPr>",
    "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>",
    "<w:pPr><w:pBdr><w:bottom w:val='single' w:sz='8' w:color='FF0000'/></w:pBdr></w:pPr>",
    "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>",
    "<w:pPr><w:rPr><w:ins w:id='1'/></w:rPr></w:pPr>",
    "<w:pPr><w:jc w:val='right'/><w:pPrChange w:id='1'><w:pPr/></w:pPrChange></w:pPr>",
    "<w:pPr><w:sectPr><w:pgSz w:w='11906'/><w:docGrid w:type='lines' w:linePitch='579'/></w:sectPr></w:pPr>",
)
TEXTS = (
    "<w:t>关于检查的通知</w:t>",
    "<w:t xml:space='preserve'> 2026年 </w:t>",
    '<w:t xml:space="preserve"> A “甲” </w:t>',
    "<w:t> 甲</w:t>",
    "<w:t>甲\n</w:t>",
    "<w:t>甲&amp;乙&#x4E59;</w:t>",
    "<w:t>甲\n乙\x85</w:t>",
    "<w:t/>",
    "<w:t></w:t>",
    "<w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/>",
    "<w:lastRenderedPageBreak/><w:t>甲</w:t>",
    "<w:t><!-- 丙 -->甲</w:t>",
    "<w:footnoteReference w:id='2'/>",
    "<w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='end'/>",
    "<w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>",
)
AROUND_RUNS = (
    "{}",
    "<w:ins w:id='1'>{}</w:ins>",
    "<w:del w:id='1'>{}</w:del>",
    "<w:hyperlink w:anchor='a'>{}</w:hyperlink>",
)
LOOK = "<w:tblStyle w:val='T'/><w:tblLook w:firstRow='1'/>"
AROUND_PARAGRAPHS = (
    "{}",
    "{}",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    f"<w:tbl><w:tblPr>{LOOK}</w:tblPr><w:tr><w:tc>{{}}</w:tc></w:tr></w:tbl><w:p/>",
    "{}<w:bookmarkStart w:id='1' w:name='a'/>",
)

runs = some.builds(
    "<w:r{}>{}{}</w:r>".format,
    some.sampled_from(("", " w:rsidR='00AB'")),
    some.sampled_from(LOOKS),
    some.sampled_from(TEXTS),
)
inner = some.lists(some.builds(str.format, some.sampled_from(AROUND_RUNS), runs), max_size=4).map("".join)
paragraphs = some.builds(
    "<w:p{}>{}{}</w:p>".format, some.sampled_from(("", " w:rsidR='00AB'")), some.sampled_from(LAYOUTS), inner
)
bodies = some.lists(
    some.builds(str.format, some.sampled_from(AROUND_PARAGRAPHS), paragraphs), min_size=1, max_size=8
).map("".join)


def outcome(reader: DocxReader, data: bytes) -> Document | str:
    """The document, or the code of the reason why there is none."""
    try:
        return reader.read(Source("a.docx", data))
    except DocumentError as error:
        return error.reason.code


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies)
def test_of_any_paragraphs(zipped: Zipped, body: str) -> None:
    notes = "<w:footnote w:id='2'><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>"
    data = zipped(body + "<w:sectPr/>", styles=STYLES, numbering=LISTS, footnotes=notes)
    assert outcome(QUICK, data) == outcome(SLOW, data)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_of_the_samples(sample: Path) -> None:
    data = sample.read_bytes()
    document = outcome(QUICK, data)
    assert isinstance(document, Document)
    assert document == outcome(SLOW, data)
    assert outcome(QUICK, data) == document, "what is remembered of the first reading changes the second"


def test_of_what_is_built() -> None:
    data = docx("关于检查的通知", "各单位：", "要认真落实。")
    assert outcome(QUICK, data) == outcome(SLOW, data)


def test_the_switch_is_one() -> None:
    """Without the fast path nothing is folded and no styles are shared, so the tests above compare two ways."""
    with zipfile.ZipFile(io.BytesIO(SAMPLES[0].read_bytes())) as archive:
        content = archive.read("word/document.xml")
    paragraphs = len(re.findall(rb"<w:p[ >]", content))
    (quick, folds), (slow, nothing) = (Door(fast=fast).text(content, "word/document.xml") for fast in (True, False))
    folded = [sum(1 for _ in root.iterfind(".//{*}p[@folded]")) for root in (quick, slow)]
    assert folded[0] > paragraphs / 4
    assert folded[1] == 0
    assert folds.count(quick) == nothing.count(slow)
