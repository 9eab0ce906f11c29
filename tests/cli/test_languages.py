"""Chinese and English everywhere, whatever the terminal."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from pipeline.cli import app, main
from support import Command


def pages(command: Any, *path: str) -> Iterator[list[str]]:
    """The help page of every command."""
    yield [*path, "--help"]
    for name, inner in getattr(command, "commands", {}).items():
        yield from pages(inner, *path, name)


PAGES = list(pages(typer.main.get_command(app)))
MISTAKES = {
    ("chek",): ("没有命令 'chek'，是否想写 'check'？", "there is no command 'chek'; did you mean 'check'?"),
    ("run",): (
        "缺少参数 INPUT...；用法见 pipeline run --help",
        "the argument INPUT... is missing; see pipeline run --help",
    ),
    ("run", "x"): ("缺少选项 --out / -o；用法见", "the option --out / -o is missing; see"),
    ("run", "x", "-o"): ("选项 -o 后面要有值", "the option -o needs a value"),
    ("run", "x", "--force=1"): ("选项 --force 不带值", "the option --force takes no value"),
    ("run", "x", "-o", "y", "--forse"): (
        "没有选项 --forse，是否想写 --force？",
        "no option --forse; did you mean --force?",
    ),
    ("run", "x", "-o", "y", "--qqqq"): ("没有选项 --qqqq；用法见", "there is no option --qqqq; see"),
    ("run", "x", "-o", "y", "--jobs", "two"): (
        "--jobs / -j 的值应是整数",
        "the value of --jobs / -j must be a whole number",
    ),
    ("run", "x", "-o", "y", "--timeout", "two"): ("--timeout 的值应是数字", "the value of --timeout must be a number"),
    ("run", "x", "-o", "y", "-j", "-3"): (
        "--jobs / -j 的值不对：应是 0 到 1000 的整数，现在是 -3；用法见 pipeline run --help",
        "wrong value for --jobs / -j: must be a whole number from 0 to 1000, and is -3; see pipeline run --help",
    ),
    ("run", "x", "-o", "y", "--stable-for", "-5"): (
        "--stable-for 的值不对：应是不小于 0 的数字，现在是 -5；",
        "wrong value for --stable-for: must be a number of at least 0, and is -5;",
    ),
    ("run", "x", "-o", "y", "--timeout", "0"): (
        "--timeout 的值不对：应是大于 0、不大于 86400 的数字，现在是 0；",
        "wrong value for --timeout: must be a number over 0 and of at most 86400, and is 0;",
    ),
    ("run", "x", "-o", "y", "--timeout", "nan"): ("不大于 86400 的数字，现在是 nan；", "and is nan;"),
    ("run", "x", "-o", "y", "--timeout", "inf"): ("不大于 86400 的数字，现在是 inf；", "and is inf;"),
    ("run", "x", "-o", "y", "--memory", "-1"): (
        "应是 256 到 1048576 的整数，现在是 -1；",
        "from 256 to 1048576, and is -1;",
    ),
    ("schedule", "cron", "x", "-o", "y", "-j", "-3"): ("应是 0 到 1000 的整数", "a whole number from 0 to 1000"),
    ("status", "x", "--runs", "0"): ("应是 1 到 1000000 的整数，现在是 0；", "from 1 to 1000000, and is 0;"),
    ("schema", "a", "b"): ("参数多余：a b；用法见", "too many arguments: a b; see"),
    ("--version=3",): ("选项 --version 不带值", "the option --version takes no value"),
}


@pytest.fixture(autouse=True)
def quick(inputs: Path, tmp_path: Path) -> None:
    """No pool."""
    for folder in (inputs, tmp_path):
        (folder / "pipeline.toml").write_text('executor = "serial"\nstages = ["split", "check"]\n', encoding="utf-8")


@pytest.mark.parametrize("arguments", MISTAKES)
def test_a_mistake_gets_one_line_in_either_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "argv", ["pipeline", *arguments])
    for lang, expected in zip(("zh", "en"), MISTAKES[arguments], strict=True):
        monkeypatch.setenv("PIPELINE_LANG", lang)
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        assert end.value.code == 2
        assert said.out == ""
        assert len(said.err.splitlines()) == 1
        assert said.err.startswith("pipeline: ")
        assert expected in said.err
        assert lang == "en" or not re.search("[a-z]{3,} [a-z]{2,} [a-z]{2,}", said.err)


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_help_speaks_one_language(pipeline: Command, page: list[str]) -> None:
    chinese, english = (pipeline(*page, PIPELINE_LANG=lang, COLUMNS="80") for lang in ("zh", "en"))
    assert chinese.code == english.code == 0
    assert english.out.isascii()
    assert english.out.startswith("Usage: pipeline")
    assert chinese.out.startswith("用法：pipeline")
    assert "--help" in chinese.out
    assert not re.search("Usage|Options|Arguments|Commands|Show|default|required", chinese.out)
    for line in chinese.out.splitlines():
        assert sum(2 if ord(char) > 0x2E80 else 1 for char in line) <= 82


def test_a_command_alone_prints_its_help_and_fails(pipeline: Command) -> None:
    for arguments in ([], ["plugins"]):
        result = pipeline(*arguments)
        assert result.code == 2
        assert result.out == ""
        assert "命令：" in result.err


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"LANG": "zh_CN.GBK", "PYTHONUTF8": "0"},
    ],
    ids=str,
)
def test_a_bare_environment_gets_chinese_in_utf_8(inputs: Path, environment: dict[str, str]) -> None:
    process = subprocess.run(
        [
            sys.executable,
            "-m",
            "pipeline",
            "check",
            "通知.txt",
            "--plan",
            "pipeline.toml",
            "--output-format",
            "concise",
        ],
        cwd=inputs,
        stdin=subprocess.DEVNULL,
        env={"PYTHONPATH": os.environ.get("PYTHONPATH", ""), **environment},
        capture_output=True,
        check=False,
    )
    assert process.returncode == 1
    assert "通知.txt:4:3: 错误 no-placeholder 占位符未填: 占位符“xx”尚未填写" in process.stdout.decode()


@pytest.mark.parametrize("arguments", ["rules", "--help", "check 通知.txt --plan pipeline.toml"])
def test_a_reader_that_stops_reading_costs_no_traceback(inputs: Path, arguments: str) -> None:
    for closing in ("| true", ">&-"):
        command = f"{sys.executable} -m pipeline {arguments} {closing}"
        process = subprocess.run(["sh", "-c", command], cwd=inputs, capture_output=True, check=False)
        assert b"Traceback" not in process.stderr
        assert b"Exception" not in process.stderr


def test_a_closed_stdout_is_not_taken_for_a_file(inputs: Path, tmp_path: Path) -> None:
    (inputs / "pipeline.toml").unlink()
    (tmp_path / "pipeline.toml").unlink()  # with a pool, whose processes get the streams too
    command = f"{sys.executable} -m pipeline run inputs -o out >&- 2>&- <&-"
    assert subprocess.run(["sh", "-c", command], cwd=tmp_path, check=False).returncode == 0
    assert (tmp_path / "out" / "inputs" / "通知.txt.json").read_bytes().startswith(b"{")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line() -> None:
    command = f"{sys.executable} -m pipeline rules > /dev/full"
    process = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert process.returncode == 2
    assert len(process.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("environment", "colours"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colours_on_a_terminal_that_wants_them(inputs: Path, environment: dict[str, str], colours: bool) -> None:
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "check",
        "通知.txt",
        "--plan",
        "pipeline.toml",
        "--select",
        "no-placeholder",
    ]
    with subprocess.Popen(
        command, cwd=inputs, env={**os.environ, "TERM": "xterm", **environment}, stdout=theirs, stderr=subprocess.PIPE
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # how a terminal says that the other side has closed
            pass
        os.close(ours)
        process.communicate()
    assert (b"\x1b[" in shown) is colours
    plain = re.sub("\x1b\\[[0-9;]*m", "", shown.decode())
    assert plain.startswith("通知.txt:4:3: 错误[no-placeholder 占位符未填]")
