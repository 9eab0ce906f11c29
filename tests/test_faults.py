"""A plugin that misbehaves at work costs the files it misbehaves on, and the run says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from support import Command, records

Plans = Callable[..., Path]


def ended(inputs: Path, contents: dict[str, str]) -> None:
    for name, content in contents.items():
        (inputs / name).write_text(content, encoding="utf-8")


def reasons(out: Path) -> dict[str, Any]:
    return {
        path: record["reason"] and (record["reason"]["code"], record["reason"]["message"])
        for path, record in records(out).items()
    }


def test_a_file_that_hangs_is_ended_at_its_deadline(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    """Far before it would come back by itself; what can be read has all the time that a busy machine needs for it."""
    ended(inputs, {"a.hang": "HANG", "b.hang": "STOP"})
    quick = plan("hangs", extra="stages = []")
    result = pipeline("run", inputs, "-o", "out", "--plan", quick, "--timeout", 8, "--jobs", 2)
    assert result.code == 3
    assert result.err == ""
    late = ("timeout", "超过每个文件的时限（8 秒），已终止（当时运行的是：格式 hang）")
    assert reasons(tmp_path / "out") == {"a.hang": late, "b.hang": late, "通知.txt": None}
    assert (tmp_path / "out" / "inputs" / "a.hang.json").exists()


def test_a_file_that_takes_all_memory_is_ended(pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path) -> None:
    ended(inputs, {"a.eat": "EAT", "b.eat": "GULP"})
    result = pipeline("run", inputs, "-o", "out", "--plan", plan("eats_memory"), "--memory", 512)
    assert result.code == 3
    assert reasons(tmp_path / "out") == {
        "a.eat": ("memory", "超过每个文件的内存上限（512 MB）"),
        "b.eat": ("crash", "处理该文件的进程意外终止：SIGABRT（当时运行的是：格式 eat）"),
        "通知.txt": None,
    }


def test_a_file_that_kills_its_process_costs_itself_alone(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    ended(inputs, {"a.kill": "KILL", "b.kill": "SEGV", "c.kill": "EXIT", "d.kill": "LEAVE"})
    ended(inputs, {f"{number}.txt": "你好，世界。" for number in range(20)})
    result = pipeline("run", inputs, "-o", "out", "--plan", plan("kills_its_process"))
    assert result.code == 3
    found = reasons(tmp_path / "out")
    died, at_work = "处理该文件的进程意外终止：", "（当时运行的是：格式 kill）"
    assert {path: why for path, why in found.items() if why} == {
        "a.kill": ("crash", f"{died}SIGKILL{at_work}"),
        "b.kill": ("crash", f"{died}SIGSEGV{at_work}"),
        "c.kill": ("crash", f"{died}exit code 3{at_work}"),
        "d.kill": ("internal", found["d.kill"][1]),
    }
    assert "SystemExit: leaving (kills_its_process.py:" in found["d.kill"][1]
    assert len(found) == 25


def test_a_death_that_does_not_repeat_costs_nothing(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    ended(inputs, {"a.once": f"ONCE\n{tmp_path / 'trace'}"})
    assert pipeline("run", inputs, "-o", "out", "--plan", plan("dies_once")).code == 0
    assert reasons(tmp_path / "out") == {"a.once": None, "通知.txt": None}


def test_what_a_plugin_prints_never_gets_into_what_we_print(
    pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path
) -> None:
    result = pipeline("run", inputs, "-o", "out", "--plan", plan("prints_to_stdout"), "--summary", "-")
    assert result.code == 0
    assert result.out.startswith('{"counts":')
    assert len(result.out.splitlines()) == 1
    assert "FROM PYTHON" in result.err
    assert "FROM BELOW" in result.err


def test_nonsense_from_any_part_is_said(pipeline: Command, plan: Plans, inputs: Path, tmp_path: Path) -> None:
    ended(inputs, {"a.odd": "ODD", "图.png": "no picture"})
    result = pipeline("run", inputs, "-o", "out", "--plan", plan("returns_nonsense"))
    assert result.code == 5
    assert len(result.err.splitlines()) == 1
    assert "报告 odd 未能生成" in result.err
    found = reasons(tmp_path / "out")
    assert found["a.odd"][0] == "internal"
    assert "OddReader gives a Document, not str" in found["a.odd"][1]
    assert found["图.png"][0] == "unsupported"
    (entry,) = records(tmp_path / "out")["图.png"]["not_checked"]
    assert entry["broken"] == "exporters.odd"
    assert "an exporter gives bytes, not str" in entry["reason"]
    lost = {entry["broken"]: entry["reason"] for entry in records(tmp_path / "out")["通知.txt"]["not_checked"]}
    assert "not NoneType" in lost["splitters.odd"]
    assert "is no Tag" in lost["taggers.odd"]
    assert (tmp_path / "out" / "index.html").exists()
    assert not (tmp_path / "out" / "odd.txt").exists()
