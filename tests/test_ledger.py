"""The ledger outlives what happens to its file; one run at a time holds it; ``pipeline status`` tells of it."""

import fcntl
import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from support import Command, lacking, needs, records

HERE = ("--executor", "serial")


@contextmanager
def held(out: Path) -> Iterator[None]:
    """As if another run were at work."""
    with (out / ".pipeline" / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.mark.parametrize("damage", ["garbage", "torn", "outcome", "run"])
def test_a_damaged_ledger_costs_time_and_nothing_else(
    damage: str, pipeline: Command, inputs: Path, tmp_path: Path
) -> None:
    assert pipeline("run", inputs, *HERE, "-o", "out").code == 0
    before = records(tmp_path / "out")
    ledger = tmp_path / "out" / ".pipeline" / "ledger.sqlite"
    if damage == "garbage":
        ledger.write_bytes(b"what is this " * 1000)
    elif damage == "torn":
        ledger.write_bytes(ledger.read_bytes()[:4096] + b"\xff" * 8192)
    else:
        with sqlite3.connect(ledger) as database:
            # the files are looked at, however old they are
            database.execute(
                "update outcomes set outcome = x'ff00', mtime = -1"
                if damage == "outcome"
                else "update runs set summary = 1, footing = 2"
            )
        database.close()
    result = pipeline("run", inputs, *HERE, "-o", "out", "--quiet")
    assert result.code == 0
    assert result.out == ""
    assert len(result.err.splitlines()) == 1
    assert "ledger.sqlite.broken-1" in result.err
    assert ledger.with_name("ledger.sqlite.broken-1").exists()
    assert records(tmp_path / "out") == before
    assert pipeline("run", inputs, *HERE, "-o", "out", "--quiet").err == ""


def test_a_damaged_outcome_is_found_when_something_needs_it(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    assert pipeline("run", inputs, *HERE, "-o", "out").code == 0
    before = records(tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / ".pipeline" / "ledger.sqlite") as database:
        database.execute("update outcomes set outcome = x'ff00'")
        for (name,) in database.execute("select name from outcomes").fetchall():
            stat = (inputs.parent / os.fsdecode(name)).lstat()  # as it is kept of a file that is older than two seconds
            database.execute("update outcomes set mtime = ? where name = ?", (stat.st_mtime_ns, name))
    database.close()
    assert pipeline("run", inputs, *HERE, "-o", "out", "--quiet").err == ""
    assert records(tmp_path / "out") == before
    (inputs / "新.txt").write_text("你好。", encoding="utf-8")
    assert "ledger.sqlite.broken-1" in pipeline("run", inputs, *HERE, "-o", "out", "--quiet").err


def test_a_second_run_gives_way_while_the_first_goes_on(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    pipeline("run", inputs, *HERE, "-o", "out")
    with held(tmp_path / "out"):
        loud = pipeline("run", inputs, *HERE, "-o", "out")
        quiet = pipeline("run", inputs, *HERE, "-o", "out", "-q", "--log", "log.txt")
    assert (loud.code, loud.out) == (75, "")
    assert "另一次运行正在使用输出文件夹" in loud.err
    assert (quiet.code, quiet.out, quiet.err) == (75, "", "")
    assert "另一次运行正在使用输出文件夹" in (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert pipeline("run", inputs, *HERE, "-o", "out").code == 0


def test_status_tells_what_happened(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (inputs / "\x1b[31m坏.pdf").write_bytes(b"%PDF-1.7")
    pipeline("run", inputs, *HERE, "-o", "out")
    (inputs / "新.txt").write_text("你好。", encoding="utf-8")
    pipeline("run", inputs, *HERE, "-o", "out")
    told = pipeline("status", "out")
    assert told.code == 0
    assert "\x1b" not in told.out
    lines = told.out.splitlines()
    assert lines[:2] == ["没有正在进行的运行", "完成 2，失败 1，跳过 0"]
    assert "坏.pdf  [damaged] 文件已损坏：" in lines[3]
    assert lines[5].split()[1].startswith("完成")
    assert "本次处理 1；" in lines[5]
    assert "失败 1（新 1）" in lines[6]
    found = json.loads(pipeline("status", "out", "--json", "--runs", 1).out)
    assert found["counts"] == {"done": 2, "failed": 1, "skipped": 0}
    assert [failure["code"] for failure in found["failures"]] == ["damaged"]
    assert (len(found["runs"]), found["runs"][0]["summary"]["counts"]["fresh"], found["at_work"]) == (1, 1, False)


def test_status_tells_a_run_at_work_from_one_that_was_cut_off(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    pipeline("run", inputs, *HERE, "-o", "out")
    ledger = tmp_path / "out" / ".pipeline" / "ledger.sqlite"
    database = sqlite3.connect(ledger)
    with database:
        database.execute("update runs set ended = null, summary = null")
    database.close()
    with held(tmp_path / "out"):
        assert pipeline("status", "out").out.startswith("正在运行（")
    cut = pipeline("status", "out").out
    assert "中断了，再次运行会接着做" in cut.splitlines()[0]
    assert cut.splitlines()[-1].endswith("中断")


def test_status_of_what_is_no_output_folder(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    result = pipeline("status", inputs)
    assert result.code == 4
    assert len(result.err.splitlines()) == 1
    (tmp_path / "out" / ".pipeline").mkdir(parents=True)
    (tmp_path / "out" / ".pipeline" / "ledger.sqlite").write_bytes(b"no database at all")
    broken = pipeline("status", "out")
    assert broken.code == 2
    assert len(broken.err.splitlines()) == 1


@contextmanager
def small_disk(path: Path, *options: str) -> Iterator[Path]:
    """A file system of its own at ``path``; skips the test where that is not allowed."""
    needs("mount")
    path.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", ",".join(("size=1m", *options)), "tmpfs", path], capture_output=True, check=False
    )
    if made.returncode:
        lacking(f"nothing can be mounted here: {made.stderr.decode(errors='replace').strip()}")
    try:
        yield path
    finally:
        subprocess.run(["umount", path], check=True)


def test_a_full_disk_ends_the_run_clearly_and_the_next_one_completes_it(
    pipeline: Command, inputs: Path, tmp_path: Path
) -> None:
    for number in range(30):
        (inputs / f"{number}.txt").write_text(f"第{number}号通知。\n" * 400, encoding="utf-8")
    with small_disk(tmp_path / "disk") as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(700 << 10))
        full = pipeline("run", inputs, "-o", "disk/out")
        assert full.code == 2
        assert len(full.err.splitlines()) == 1
        assert "disk/out" in full.err
        for path in disk.rglob("*.json"):
            json.loads(path.read_bytes())
        ballast.unlink()
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        assert pipeline("run", inputs, "-o", "disk/out").code == 0
        assert pipeline("run", inputs, "-o", "whole").code == 0
        assert records(disk / "out") == records(tmp_path / "whole")


def test_status_can_be_asked_by_who_may_only_read(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    pipeline("run", inputs, *HERE, "-o", "disk/out")
    told = pipeline("status", "disk/out").out.splitlines()
    with small_disk(tmp_path / "seen") as seen:
        subprocess.run(["mount", "--bind", tmp_path / "disk", seen], check=True)
        subprocess.run(["mount", "-o", "remount,bind,ro", seen], check=True)
        try:
            idle = pipeline("status", "seen/out")
            with held(tmp_path / "disk" / "out"):
                at_work = pipeline("status", "seen/out")
        finally:
            subprocess.run(["umount", seen], check=True)
    assert (idle.code, idle.out.splitlines()) == (0, told)
    assert (at_work.code, at_work.out.splitlines()[0].startswith("正在运行")) == (0, True)
    assert at_work.out.splitlines()[1:] == told[1:]


def test_a_read_only_disk_ends_the_run_clearly(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        result = pipeline("run", inputs, "-o", "disk/out")
        assert result.code == 2
        assert len(result.err.splitlines()) == 1
        assert not os.listdir(disk)
