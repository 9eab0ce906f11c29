"""What a program that reads the results relies on."""

import json

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from pipeline.builtin.output.exporters.json_record import JsonRecord
from pipeline.model.document import Item, Section, Tag
from pipeline.model.errors import reason
from pipeline.model.finding import (
    Basis,
    Finding,
    Fix,
    FoundAt,
    NotChecked,
    PageEdit,
    ParagraphEdit,
    StyleEdit,
    TextEdit,
)
from pipeline.model.layout import Grid, Margins
from pipeline.model.outcome import Outcome
from pipeline.model.record import schema
from pipeline.model.text import Span, Text

DONE = Outcome(
    "来文/通知.docx",
    "done",
    kind="docx",
    title="关于检查的通知",
    sections=(Section(1, "一、", "总体要求", Span(8, 30), Span(8, 14), (Item("一是", Span(15, 20)),)),),
    tags=(Tag("检查", 0.123456789, (Span(2, 4), Span(9, 11))),),
    findings=(
        Finding(
            "no-doubled-punctuation",
            "error",
            Span(4, 6),
            Text("标点重复", "Doubled punctuation"),
            Basis("practice", "实务"),
            Fix(
                (TextEdit(4, 6, "，"),),
                safe=True,
                styles=(StyleEdit(4, 6, font_class="仿宋", size=16),),
                paragraphs=(ParagraphEdit(4, 6, "justify", 32, line_pitch=28.95),),
                pages=(PageEdit(0, 30, margins=Margins(top=37), grid=Grid(28.95, 15.8)),),
            ),
            places=(FoundAt(4, 6, 1, 2, 1), FoundAt(9, 11)),
        ),
    ),
    excerpts=("，，",),
    not_checked=(NotChecked("body-font", Text("没有字体", "No fonts")),),
    text_length=30,
)
FAILED = Outcome("坏.pdf", "failed", reason("damaged", detail="no trailer"))
SKIPPED = Outcome("~$通知.docx", "skipped", reason("temporary"))


@pytest.mark.parametrize("outcome", [DONE, FAILED, SKIPPED], ids=lambda outcome: outcome.status)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_outcome_has_a_record_that_the_schema_describes(outcome: Outcome, lang: str) -> None:
    content = JsonRecord().render(outcome, None, None, lang)
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(json.loads(content))
    assert content.decode("utf-8").endswith("}\n")


def test_it_is_indented_and_in_real_characters_of_the_language_asked_for() -> None:
    text = JsonRecord().render(DONE, None, None, "zh").decode()
    assert '\n  "path": "来文/通知.docx"' in text
    assert "\\u" not in text
    (found,) = json.loads(text)["findings"]
    assert (found["message"], found["excerpt"], found["fix"]["edits"][0]["text"]) == ("标点重复", "，，", "，")
    assert json.loads(JsonRecord().render(DONE, None, None, "en"))["findings"][0]["message"] == "Doubled punctuation"
    assert json.loads(JsonRecord().render(FAILED, None, None, "en"))["reason"]["code"] == "damaged"


def test_every_place_and_every_kind_of_edit_stands_in_it() -> None:
    record = json.loads(JsonRecord().render(DONE, None, None, "zh"))
    assert record["schema"] == 3
    (found,) = record["findings"]
    assert found["places"] == [
        {"start": 4, "end": 6, "page": 1, "paragraph": 2, "section": 1},
        {"start": 9, "end": 11, "page": None, "paragraph": None, "section": None},
    ]
    fix = {
        kind: [{key: value for key, value in edit.items() if value is not None} for edit in found["fix"][kind]]
        for kind in ("edits", "styles", "paragraphs", "pages")
    }
    assert fix["edits"] == [{"start": 4, "end": 6, "text": "，"}]
    assert fix["styles"] == [{"start": 4, "end": 6, "font_class": "仿宋", "size": 16}]
    assert fix["paragraphs"] == [
        {"start": 4, "end": 6, "alignment": "justify", "first_indent": 32, "line_pitch": 28.95}
    ]
    (page,) = fix["pages"]
    assert (page["margins"]["top"], page["margins"]["left"]) == (37, None)
    assert page["grid"] == {"line_pitch": 28.95, "char_pitch": 15.8}


def test_the_text_is_there_only_when_the_outcome_has_it() -> None:
    assert "text" not in json.loads(JsonRecord().render(DONE, None, None, "zh"))
    with_text = Outcome("a.txt", "done", text="正文", text_length=2)
    assert json.loads(JsonRecord().render(with_text, None, None, "zh"))["text"] == "正文"


def test_lone_surrogates_become_one_replacement_character_each() -> None:
    outcome = Outcome("坏\udcff名.txt", "done", title="\ud83d\ude00", text="a\x00\ud800b", text_length=4)
    read = json.loads(JsonRecord().render(outcome, None, None, "zh").decode("utf-8"))
    Draft202012Validator(schema()).validate(read)
    assert (read["path"], read["title"], read["text"]) == ("坏�名.txt", "��", "a\x00�b")
    assert len(read["text"]) == read["text_length"]
