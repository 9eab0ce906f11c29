"""How documents look, in their records: what readers tell of it is published under ``--with-layout``."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import docx
import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pipeline.contract.drafts import Draft, Para
from pipeline.model.document import Document
from pipeline.model.layout import Margins, Page, Paragraph, RuledLine, Style
from pipeline.model.layout_record import layout_record
from pipeline.model.record import schema
from pipeline.testing.documents import pdf
from support import Command, records

TITLE, BODY = "关于开展检查的通知", "各单位要认真落实，按时报送。"


def letter() -> Any:
    """A docx with a measure of every kind that a record has."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin = Mm(37), Mm(26)
    section.bottom_margin, section.left_margin, section.gutter = Mm(35), Mm(28), Mm(0)
    for tag, attributes in (
        ("w:cols", {"w:num": "2"}),
        ("w:docGrid", {"w:type": "lines", "w:linePitch": "579"}),
        ("w:pgNumType", {"w:fmt": "numberInDash", "w:start": "3"}),
    ):
        for old in section._sectPr.findall(qn(tag)):
            section._sectPr.remove(old)
        element = OxmlElement(tag)
        for name, value in attributes.items():
            element.set(qn(name), value)
        section._sectPr.append(element)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _dress(title.add_run(TITLE), "方正小标宋简体", 22, colour=RGBColor(0xFF, 0, 0))
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("w:val", "single"), ("w:sz", "12"), ("w:color", "FF0000")):
        line.set(qn(name), value)
    border.append(line)
    title._p.get_or_add_pPr().append(border)
    body = document.add_paragraph()
    body.paragraph_format.first_line_indent, body.paragraph_format.left_indent = Pt(32), Pt(10)
    body.paragraph_format.right_indent, body.paragraph_format.line_spacing = Pt(20), Pt(28)
    body.paragraph_format.space_before, body.paragraph_format.space_after = Pt(6), Pt(9)
    for part, bold in ((BODY[:4], False), (BODY[4:7], False), (BODY[7:], True)):
        run = body.add_run(part)
        _dress(run, "仿宋", 16)
        run.bold, run.italic = bold, bold
    return document


def _dress(run: Any, font: str, size: float, colour: RGBColor | None = None) -> None:
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if colour is not None:
        run.font.color.rgb = colour


@pytest.fixture
def found(pipeline: Command, tmp_path: Path) -> dict[str, Any]:
    """The records of a docx, a pdf, a txt and a broken file."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    letter().save(str(folder / "a.docx"))
    printed = Draft(
        (
            Para(TITLE, Style("方正小标宋简体", size=22), alignment="centre", line_pitch=28),
            Para(BODY * 6, Style("仿宋", size=16), first_indent=32, line_pitch=28),
        ),
        210,
        297,
        Margins(37, 26, 35, 28),
    )
    (folder / "a.pdf").write_bytes(pdf(printed))
    (folder / "a.txt").write_text(f"{TITLE}\n{BODY}\n", encoding="utf-8")
    (folder / "b.docx").touch()
    assert pipeline("run", "inputs", "-o", "out", "--with-layout", "--with-text").code == 3
    return records(tmp_path / "out")


def test_a_docx_tells_pages_paragraphs_and_styles(found: dict[str, Any]) -> None:
    layout, text = found["a.docx"]["layout"], found["a.docx"]["text"]
    (page,) = layout["pages"]
    assert page == {
        "start": 0,
        "end": len(text),
        "number": None,
        "width": pytest.approx(210, abs=0.05),
        "height": pytest.approx(297, abs=0.05),
        "margins": {
            "top": pytest.approx(37, abs=0.05),
            "right": pytest.approx(26, abs=0.05),
            "bottom": pytest.approx(35, abs=0.05),
            "left": pytest.approx(28, abs=0.05),
        },
        "measured": False,
        "columns": 2,
        "grid": {"line_pitch": 28.95, "char_pitch": None},
        "lines": [
            {
                "at": len(TITLE) + 1,
                "thickness": pytest.approx(0.529, abs=0.001),
                "colour": "FF0000",
                "length": None,
                "left": None,
                "top": None,
            }
        ],
        "number_form": "numberInDash",
        "number_start": 3,
    }
    title, body = layout["paragraphs"]
    assert (text[title["start"] : title["end"]], title["alignment"]) == (TITLE, "centre")
    assert body == {
        "start": len(TITLE) + 1,
        "end": len(text),
        "container": "body",
        "alignment": "left",
        "first_indent": 32,
        "left_indent": 10,
        "right_indent": 20,
        "line_pitch": 28,
        "space_before": 6,
        "space_after": 9,
        "line_spacing": None,
    }
    styles = [
        (text[style.pop("start") : style.pop("end")], *style.values())
        for style in (dict(style) for style in layout["styles"])
    ]
    assert styles == [
        (TITLE, "方正小标宋简体", "小标宋", 22, False, False, "FF0000"),
        (BODY[:7], "仿宋", "仿宋", 16, False, False, None),
        (BODY[7:], "仿宋", "仿宋", 16, True, True, None),
    ]


def test_a_pdf_tells_what_was_measured(found: dict[str, Any]) -> None:
    layout, text = found["a.pdf"]["layout"], found["a.pdf"]["text"]
    (page,) = layout["pages"]
    assert (page["number"], page["measured"], page["grid"], page["number_form"]) == (1, True, None, None)
    assert (page["width"], page["margins"]["left"]) == (pytest.approx(210, abs=0.1), pytest.approx(28, abs=0.5))
    body = layout["paragraphs"][1]
    assert text[body["start"] : body["end"]] == BODY * 6
    assert (body["first_indent"], body["line_pitch"]) == (pytest.approx(32, abs=1), pytest.approx(28, abs=0.5))
    assert [style["size"] for style in layout["styles"]] == pytest.approx([22, 16], abs=0.1)


def test_a_text_has_paragraphs_alone_and_what_cannot_be_read_has_no_layout(found: dict[str, Any]) -> None:
    layout, text = found["a.txt"]["layout"], found["a.txt"]["text"]
    assert layout["pages"] == []
    assert [text[one["start"] : one["end"]] for one in layout["paragraphs"]] == [TITLE, BODY]
    assert {one[name] for one in layout["paragraphs"] for name in ("alignment", "space_before", "line_pitch")} == {None}
    assert "layout" not in found["b.docx"]


def test_the_schema_describes_every_field_with_its_unit(found: dict[str, Any]) -> None:
    published = schema()
    for record in found.values():
        jsonschema.Draft202012Validator(published).validate(record)
    kinds = ("PageRecord", "ParagraphRecord", "StyleRecord", "MarginsRecord", "GridRecord", "LineRecord")
    fields = {
        f"{kind}.{name}": value for kind in kinds for name, value in published["$defs"][kind]["properties"].items()
    }
    bare = [name for name, value in fields.items() if "description" not in value and "$ref" not in value]
    assert bare == []
    assert fields["ParagraphRecord.space_after"]["description"].startswith("pt")
    assert fields["MarginsRecord.left"]["description"].startswith("mm")


def test_every_fact_of_the_model_is_published() -> None:
    empty = Document("a", "txt", "")
    assert set(layout_record(empty).__struct_fields__) == {"pages", "paragraphs", "styles"}
    made = {kind: set(published["properties"]) for kind, published in schema()["$defs"].items()}
    for kind, name in ((Page, "PageRecord"), (Paragraph, "ParagraphRecord"), (RuledLine, "LineRecord")):
        assert made[name] == {*kind.__struct_fields__} - {"span"} | ({"start", "end"} & made[name])
    assert made["StyleRecord"] == {*Style.__struct_fields__, "start", "end"}


def test_the_plan_asks_for_it_as_the_option_does(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text("with_layout = true\nwith_text = true\n", encoding="utf-8")
    assert pipeline("run", inputs, "-o", "planned").code == 0
    (tmp_path / "pipeline.toml").unlink()
    assert pipeline("run", inputs, "-o", "asked", "--with-layout", "--with-text").code == 0
    planned, asked = records(tmp_path / "planned"), records(tmp_path / "asked")
    assert planned == asked
    assert planned["通知.txt"]["layout"]["paragraphs"]
    assert planned["通知.txt"]["text"]


def test_unasked_neither_record_nor_ledger_speaks_of_it(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    for out, fresh, options in (("out", 1, ()), ("out", 1, ("--with-layout",)), ("out", 0, ("--with-layout",))):
        result = pipeline("run", inputs, "-o", out, "--summary", "s.json", *options)
        assert result.code == 0
        assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["counts"]["fresh"] == fresh
        asked = bool(options)
        assert ("layout" in records(tmp_path / "out")["通知.txt"]) == asked
        with sqlite3.connect(tmp_path / "out" / ".pipeline" / "ledger.sqlite") as database:
            ((content,),) = database.execute("select outcome from outcomes")
        database.close()
        assert ("layout" in msgspec.msgpack.decode(content)) == asked
