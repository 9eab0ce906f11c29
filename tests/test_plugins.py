"""A plugin that cannot be used is named before the first document; one that fails at work loses only its part."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support import Command, records

LOAD_FAULTS = {
    "does_not_import": "a_module_that_nobody_has",
    "misspelt_hook": "是否想写 'rules'",
    "forgotten_marker": "rules 上缺少 @hookimpl",
    "brings_nothing": "没有带 @hookimpl 的函数",
    "raises_in_hook": "the word list is gone",
    "wrong_class": "'house-words' 不是 Rule 的子类",
    "duplicate_name": "'no-placeholder'",
    "lacks_examples": "an example Bad(…)",
    "family_of_taken_name": "'select' 在方案中另有含义",
    "exits_in_hook": "SystemExit",
    "escaping_suffix": "'escaping' 的 suffix 不可用",
}


@pytest.mark.parametrize(("fault", "said"), LOAD_FAULTS.items(), ids=list(LOAD_FAULTS))
def test_a_plugin_that_cannot_be_used_stops_the_run_before_the_first_document(
    fault: str, said: str, pipeline: Command, plan: Callable[..., Path], inputs: Path, tmp_path: Path
) -> None:
    result = pipeline("run", inputs, "-o", "out", "--plan", plan(fault))
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert f"{fault}.py" in result.err
    assert said in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("fault", LOAD_FAULTS)
def test_other_commands_live_with_a_broken_plugin(
    fault: str, pipeline: Command, plan: Callable[..., Path], tmp_path: Path
) -> None:
    plan(fault).rename(tmp_path / "pipeline.toml")
    (tmp_path / "plan" / f"{fault}.py").rename(tmp_path / f"{fault}.py")
    assert pipeline("--help").code == 0
    assert pipeline("--version").out.startswith("pipeline ")
    listed = pipeline("plugins", "list", "--plan", "pipeline.toml")
    assert listed.code == 2
    assert "builtin" in listed.out
    assert LOAD_FAULTS[fault] in listed.out + listed.err


@pytest.mark.parametrize("name", ["./gone.py", "no-such-plugin"])
def test_a_missing_plugin_is_named(name: str, pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text(f'plugins = ["{name}"]', encoding="utf-8")
    result = pipeline("run", inputs, "-o", "out")
    assert result.code == 2
    assert name.removeprefix("./") in result.err
    assert len(result.err.splitlines()) == 1


def test_a_part_that_raises_loses_only_its_own_work(
    pipeline: Command, plan: Callable[..., Path], inputs: Path, tmp_path: Path
) -> None:
    result = pipeline("run", inputs, "-o", "out", "--plan", plan("raises_at_work"))
    assert result.code == 5
    record = records(tmp_path / "out")["通知.txt"]
    assert record["status"] == "done"
    assert [entry["rule"] for entry in record["not_checked"] if entry["rule"].startswith("raising-")] == [
        "raising-splitter",
        "raising-tagger",
        "raising-rule",
    ]
    assert all("ZeroDivisionError" in entry["reason"] for entry in record["not_checked"] if "raising" in entry["rule"])
    assert "no-placeholder" in [finding["rule"] for finding in record["findings"]]
    assert [entry["number"] for entry in record["outline"]] == ["一、", "二、"]


def test_two_exporters_of_one_suffix_are_refused(
    pipeline: Command, plan: Callable[..., Path], inputs: Path, tmp_path: Path
) -> None:
    result = pipeline("run", inputs, "-o", "out", "--plan", plan("same_suffix"))
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "'json' 和 'second' 会写同一个文件（.json）" in result.err
    assert (
        pipeline("run", inputs, "-o", "out", "--plan", plan("same_suffix", extra="[exporters]\njson = false")).code == 0
    )
    assert (tmp_path / "out" / "inputs" / "通知.txt.json").read_text(encoding="utf-8") == "{}"


def test_a_part_that_exits_or_returns_nonsense_loses_only_its_own_work(
    pipeline: Command, plan: Callable[..., Path], inputs: Path, tmp_path: Path
) -> None:
    assert pipeline("run", inputs, "-o", "out", "--plan", plan("exits_at_work")).code == 5
    record = records(tmp_path / "out")["通知.txt"]
    lost = {entry["rule"]: entry["reason"] for entry in record["not_checked"]}
    assert "SystemExit" in lost["exiting-rule"]
    assert "NoneType" in lost["forgetful"]
    assert "neither text nor pieces" in lost["rewriting"]
    assert [finding["rule"] for finding in record["findings"]] == ["no-placeholder"]
    assert len(record["outline"]) == 2


def test_nonsense_from_a_rule_is_said_and_dropped(
    pipeline: Command, plan: Callable[..., Path], inputs: Path, tmp_path: Path
) -> None:
    assert pipeline("run", inputs, "-o", "out", "--plan", plan("nonsense")).code == 5
    record = records(tmp_path / "out")["通知.txt"]
    assert {"outside-the-text", "no-finding"} <= {entry["rule"] for entry in record["not_checked"]}
    assert {finding["rule"] for finding in record["findings"]} == {"no-placeholder"}


def test_a_reader_that_raises_is_an_internal_failure_of_that_file_alone(
    pipeline: Command, plan: Callable[..., Path], inputs: Path, tmp_path: Path
) -> None:
    (inputs / "坏.crash").write_bytes(b"CRASH")
    result = pipeline("run", inputs, "-o", "out", "--plan", plan("reader_raises"))
    assert result.code == 3
    found = records(tmp_path / "out")
    assert found["坏.crash"]["reason"]["code"] == "internal"
    assert "ZeroDivisionError: cannot read inputs/坏.crash (reader_raises.py:" in found["坏.crash"]["reason"]["message"]
    assert found["通知.txt"]["status"] == "done"
