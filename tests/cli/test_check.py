"""``pipeline check``: what users read, exit codes, nothing written."""

import os
from pathlib import Path

import pytest

from support import Command

SAMPLES = Path(__file__).parents[2] / "sample_inputs"
SNAPSHOTS = Path(__file__).parents[1] / "snapshots" / "check"
RULES = (
    "body-font",
    "heading-number-form",
    "heading-number-sequence",
    "no-doubled-punctuation",
    "no-placeholder",
    "page-margins",
)
SELECT = [part for rule in RULES for part in ("--select", rule)]


@pytest.fixture(autouse=True)
def quick(tmp_path: Path) -> None:
    """No pool, unless a test names another plan."""
    (tmp_path / "pipeline.toml").write_text('executor = "serial"\nstages = ["split", "check"]\n', encoding="utf-8")


@pytest.mark.parametrize(
    ("snapshot", "lang", "arguments"),
    [
        ("full-docx.zh", "zh", ["通知-有误.docx", "请示-有误.docx"]),
        ("full-docx.en", "en", ["通知-有误.docx"]),
        ("full-pdf.zh", "zh", ["对照检查材料.pdf"]),
        ("full-txt.en", "en", ["对照检查材料.txt", "函-gb18030.txt"]),
        ("concise.zh", "zh", ["--output-format", "concise", "."]),
        ("github.en", "en", ["--output-format", "github", "请示-有误.docx"]),
        ("statistics.zh", "zh", ["--statistics", "."]),
    ],
)
def test_what_users_read(
    pipeline: Command, monkeypatch: pytest.MonkeyPatch, snapshot: str, lang: str, arguments: list[str]
) -> None:
    """Run with PIPELINE_SNAPSHOTS=write to write the expected files anew; then read what has changed."""
    named = [str(SAMPLES / one) if (SAMPLES / one).exists() else one for one in arguments]
    result = pipeline("check", *SELECT, *named, PIPELINE_LANG=lang, COLUMNS="90")
    got = f"{result.out}-- stderr --\n{result.err}".replace(f"{SAMPLES.as_posix()}/", "")
    path = SNAPSHOTS / f"{snapshot}.txt"
    if os.environ.get("PIPELINE_SNAPSHOTS") == "write":
        path.write_text(got, encoding="utf-8")
    assert got == path.read_text(encoding="utf-8")


def test_the_gravest_finding_decides_the_code_in_every_format(pipeline: Command, inputs: Path) -> None:
    for output in ("full", "json", "sarif", "github"):
        assert pipeline("check", inputs, "--output-format", output).code == 1
    assert pipeline("check", inputs, "--fail-on", "never").code == 0
    assert pipeline("check", inputs, "--ignore", "no-placeholder").code == 0
    assert pipeline("check", inputs, "--statistics").code == 1


def test_a_document_that_fails_is_told_and_gives_code_3(pipeline: Command, inputs: Path) -> None:
    (inputs / "坏.docx").write_bytes(b"PK\x03\x04 and then nothing")
    result = pipeline("check", inputs)
    assert result.code == 3
    assert "inputs/坏.docx: 未能检查 damaged: 文件已损坏" in result.out
    assert "inputs/通知.txt:4:3: 错误[no-placeholder 占位符未填]" in result.out
    assert "已检查 1，失败 1，跳过 0；错误 1" in result.err


def test_a_named_file_of_an_unknown_type_never_passes(pipeline: Command, inputs: Path) -> None:
    (inputs / "表.png").write_bytes(b"\x89PNG\r\n")
    named = pipeline("check", inputs / "表.png")
    assert named.code == 4
    assert "没有检查：不支持的文件类型：.png" in named.err
    assert pipeline("check", inputs, "--ignore", "*").code == 0


def test_usage(pipeline: Command, inputs: Path) -> None:
    assert pipeline("check", "nowhere").code == 4
    wrong = pipeline("check", inputs, "--output-format", "sarff")
    assert wrong.code == 2
    assert wrong.err == "pipeline: --output-format 没有 'sarff' 这个值，是否想写 'sarif'？\n"
    assert pipeline("check", inputs, "--statistics", "--output-format", "json").code == 2
    assert pipeline("check", inputs, "--select", "no-placeholders").code == 2


def test_nothing_is_written(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    pipeline("check", inputs)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_each_file_once_in_order_under_the_path_that_was_given(pipeline: Command, inputs: Path) -> None:
    for name in ("b", "a", "c"):
        (inputs / f"{name}.txt").write_text("请于xx日前报送。\n", encoding="utf-8")
    result = pipeline("check", "inputs/c.txt", "./inputs", inputs, "--output-format", "concise", "--fail-on", "never")
    assert [line.partition(":")[0] for line in result.out.splitlines()] == [
        "inputs/c.txt",
        "inputs/a.txt",
        "inputs/b.txt",
        "inputs/通知.txt",
    ]


def test_a_plan_and_its_plugins_count(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('ignore = ["no-placeholder"]\n', encoding="utf-8")
    assert pipeline("check", inputs, "--plan", "my.toml").code == 0
    (tmp_path / "my.toml").write_text('plugins = ["nobody"]\n', encoding="utf-8")
    result = pipeline("check", inputs, "--plan", "my.toml")
    assert result.code == 2
    assert result.out == ""


def test_a_hung_rule_costs_its_document_alone(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "hang.py").write_text(HANGS, encoding="utf-8")
    quick = 'plugins = ["./hang.py"]\nstages = ["split", "check"]\n[executors.local]\ntimeout = 8\n'
    (tmp_path / "my.toml").write_text(quick, encoding="utf-8")
    (inputs / "卡住.txt").write_text("此处会卡住。\n", encoding="utf-8")
    result = pipeline("check", inputs, "--plan", "my.toml", "--output-format", "concise")
    assert result.code == 5
    assert "inputs/卡住.txt: 未能检查 timeout" in result.out
    assert "  规则 hang 没有在时限（8 秒）内结束  [1 个文件]" in result.err
    assert "inputs/通知.txt:4:3: 错误 no-placeholder" in result.out


HANGS = '''
import time
from pipeline import Bad, Basis, Good, Rule, Span, Text, hookimpl


class Hang(Rule, frozen=True):
    """Hangs where the text says so."""

    name = "hang"
    basis = Basis("house", "test")
    message = Text("x", "x")
    examples = (Good("a"), Bad("⟦b⟧"))

    def check(self, document):
        while "卡住" in document.text:
            time.sleep(1)
        return ()


@hookimpl
def rules():
    return {"hang": Hang}
'''
