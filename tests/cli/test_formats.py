"""Places, carets, and what other programs read."""

import itertools
import json
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli.cells import head, tail, visible, width, wrap
from pipeline.cli.formats.excerpt import excerpt
from pipeline.model.record import schema
from support import Command

LINE = "\t“引号”与×号，e\u0301，全角ＡＢＣ，\x07响铃，\u202e反向，请于xx月底前完成。"


@pytest.fixture(autouse=True)
def quick(tmp_path: Path) -> None:
    """No pool, no keywords: the plan lies where the command runs."""
    (tmp_path / "pipeline.toml").write_text('executor = "serial"\nstages = ["split", "check"]\n', encoding="utf-8")


def cells(text: str) -> int:
    """Counted here once more, by the Unicode standard's own classes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def test_carets_stand_under_the_finding(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"通知\n{LINE}\n", encoding="utf-8")
    lines = pipeline("check", "a.txt", "--plan", "pipeline.toml", "--select", "no-placeholder").out.splitlines()
    assert lines[0] == f"a.txt:2:{LINE.index('xx') + 1}: 错误[no-placeholder 占位符未填] 占位符“xx”尚未填写"
    text, carets = next((line, below) for line, below in itertools.pairwise(lines) if below.endswith("^^"))
    assert "␉“引号”" in text
    assert "␇响铃" in text
    assert "<U+202E>反向" in text
    assert cells(text[: text.index("xx")]) == carets.index("^")
    assert carets.count("^") == 2


@pytest.mark.parametrize("around", ["前后" * 400, "word " * 400])
def test_a_long_paragraph_is_cut_around_the_finding(pipeline: Command, tmp_path: Path, around: str) -> None:
    (tmp_path / "a.txt").write_text(f"{around}请于xx月前{around}\n", encoding="utf-8")
    lines = pipeline(
        "check", "a.txt", "--plan", "pipeline.toml", "--select", "no-placeholder", COLUMNS="80"
    ).out.splitlines()
    text = next(line for line in lines if line.startswith("1 | "))
    assert text.startswith("1 | ...")
    assert text.endswith("...")
    assert "请于xx月前" in text
    assert 76 <= cells(text) <= 80


@settings(max_examples=60)
@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300), st.integers(40, 120))
def test_an_excerpt_fits_and_shows_its_core(line: str, one: int, other: int, room: int) -> None:
    start, end = sorted((min(one, len(line)), min(other, len(line))))
    shown = excerpt(line, start, end, room)
    assert width(shown.before + shown.core + shown.after) <= room
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") for char in shown.before + shown.core)
    assert shown.carets.count("^") == max(1, width(shown.core))
    if width(visible(line)) <= room:
        assert shown.before + shown.core + shown.after == visible(line)


@settings(max_examples=60)
@given(st.text(max_size=80), st.integers(10, 60))
def test_ends_of_a_text_fit(text: str, room: int) -> None:
    for part in (head(text, room), tail(text, room)):
        assert width(part) <= room
    assert head(text, 1000) == tail(text, 1000) == visible(text)


def test_lines_break_before_no_closing_mark() -> None:
    lines = wrap("检查文件和文件夹，结果写到输出文件夹，每个文件一份记录。", 18)
    assert "".join(lines) == "检查文件和文件夹，结果写到输出文件夹，每个文件一份记录。"
    assert all(cells(line) <= 20 for line in lines)
    assert not any(line.startswith(("，", "。")) for line in lines)


def test_json_is_a_list_of_records(pipeline: Command, inputs: Path) -> None:
    (inputs / "空.docx").touch()
    found = json.loads(pipeline("check", "inputs", "--output-format", "json").out)
    lines = pipeline("check", "inputs", "--output-format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == found
    assert [(one["path"], one["status"]) for one in found] == [
        ("inputs/空.docx", "failed"),
        ("inputs/通知.txt", "done"),
    ]
    assert [finding["excerpt"] for finding in found[1]["findings"]] == ["xx"]
    validator = jsonschema.Draft202012Validator(schema())
    for one in found:
        validator.validate(one)


def test_an_empty_folder_is_an_empty_list(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert json.loads(pipeline("check", "empty", "--output-format", "json").out) == []
    assert pipeline("check", "empty", "--output-format", "jsonl").out == ""
    log = json.loads(pipeline("check", "empty", "--output-format", "sarif").out)
    assert log["runs"][0]["results"] == []


def sarif(pipeline: Command, *arguments: object, **environment: str) -> dict[str, Any]:
    log = json.loads(pipeline("check", *arguments, "--output-format", "sarif", **environment).out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_sarif_says_what_and_where(pipeline: Command, inputs: Path) -> None:
    name = "一 份#%通知.txt"
    text = (inputs / "通知.txt").read_text(encoding="utf-8")
    (inputs / "通知.txt").rename(inputs / name)
    (inputs / "坏.docx").write_bytes(b"PK\x03\x04 and then nothing")
    run = sarif(pipeline, "inputs")
    driver = run["tool"]["driver"]
    assert driver["name"] == "gongwen-pipeline"
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"]) >= 6
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert all(rule[key]["text"].strip() for key in ("shortDescription", "fullDescription", "help"))
        assert any("\u4e00" <= char <= "\u9fff" for char in rule["help"]["text"])
        assert " the " in rule["help"]["text"]
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = (one for one in run["results"] if one["ruleId"] == "no-placeholder")
    assert driver["rules"][result["ruleIndex"]]["id"] == "no-placeholder"
    assert result["level"] == "error"
    assert result["message"]["text"] == "占位符“xx”尚未填写"
    (location,) = result["locations"]
    place = location["physicalLocation"]
    assert place["artifactLocation"]["uri"].isascii()
    assert unquote(place["artifactLocation"]["uri"]) == f"inputs/{name}"
    region = place["region"]
    assert text[region["charOffset"] :][: region["charLength"]] == "xx"
    assert text.split("\n")[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == "xx"
    assert location["logicalLocations"][0]["name"] == "一、总体要求"
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert told["level"] == "error"
    assert told["descriptor"]["id"] == "damaged"
    assert unquote(told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == "inputs/坏.docx"


def test_sarif_in_english_and_with_absolute_paths(pipeline: Command, inputs: Path) -> None:
    run = sarif(pipeline, inputs, PIPELINE_LANG="en")
    assert run["language"] == "en-US"
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")
    assert unquote(uri).endswith("/inputs/通知.txt")


def test_github_commands_are_escaped(pipeline: Command, inputs: Path) -> None:
    (inputs / "通知.txt").rename(inputs / "a,b: 50%.txt")
    (inputs / "坏.docx").write_bytes(b"")
    lines = pipeline("check", "inputs", "--output-format", "github", "--select", "no-placeholder").out.splitlines()
    assert lines[0].startswith("::error file=inputs/a%2Cb%3A 50%25.txt,line=4,endLine=4,col=3,endColumn=5,")
    assert ",title=no-placeholder 占位符未填::占位符“xx”尚未填写 [" in lines[0]
    assert lines[1] == "::error file=inputs/坏.docx,title=empty::inputs/坏.docx: 文件是空的（0 字节）"
    assert len(lines) == 2


def test_hostile_names_stay_on_their_line(pipeline: Command, inputs: Path) -> None:
    (inputs / "通知.txt").rename(inputs / "a\n::error::b\x1b[31m\u202e.txt")
    for output in ("full", "concise", "github"):
        result = pipeline("check", "inputs", "--output-format", output, "--select", "no-placeholder")
        assert "\n::error::b" not in result.out
        assert result.out.startswith(("inputs/a␊::error::b␛[31m<U+202E>.txt:4:3: ", "::error file=inputs/a%0A"))
