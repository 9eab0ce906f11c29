"""A schedule: what is printed runs as it stands, unattended, and is heard of only when it matters."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from measuring import CEILING, wait_for
from pipeline.document.outputs import there
from support import Command, needs, records


def entry(printed: str) -> str:
    """The command of a crontab line, as cron gives it to the shell."""
    line = printed.splitlines()[-1]
    return line.split(maxsplit=5)[5].replace(r"\%", "%")


def unattended(command: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    """As cron runs it: hardly any environment, the shell, another folder."""
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd="/usr",
        env={"PATH": "/usr/bin:/bin", "HOME": "/"},
        capture_output=True,
        timeout=CEILING,
        check=False,
        **settings,
    )


def test_the_printed_line_runs_as_cron_runs_it(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "pipeline.toml").write_text('ignore = ["no-placeholder"]', encoding="utf-8")
    folder = inputs.rename(tmp_path / "in 100% 公文's $HOME")
    printed = pipeline("schedule", "cron", folder.name, "-o", "结果 100%", "--at", "7:05", "-j1", "--log", "a b.log")
    assert printed.code == 0
    lines = printed.out.splitlines()
    assert lines[0] == 'CONTENT_TYPE="text/plain; charset=UTF-8"'
    assert lines[1].startswith("5 7 * * * cd / && ")
    assert r"100\%" in lines[1]
    assert len(lines) == 2
    done = unattended(entry(printed.out), umask=0o077)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    found = records(tmp_path / "结果 100%", folder.name)
    assert found["通知.txt"]["findings"] == []
    assert "完成 1，失败 0" in (tmp_path / "a b.log").read_text(encoding="utf-8")
    assert (tmp_path / "结果 100%" / folder.name / "通知.txt.json").stat().st_mode & 0o777 == 0o600


def test_with_every_stream_closed_it_does_its_work(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    command = entry(pipeline("schedule", "cron", inputs, "-o", "out").out)
    assert unattended(f"({command}) <&- >&- 2>&-").returncode == 0
    assert set(records(tmp_path / "out")) == {"通知.txt"}


def test_a_new_failure_is_heard_of_once(pipeline: Command, inputs: Path) -> None:
    command = entry(pipeline("schedule", "cron", inputs, "-o", "out").out)
    assert unattended(command).returncode == 0
    (inputs / "坏.pdf").write_bytes(b"%PDF-1.7")
    heard = unattended(command)
    assert heard.returncode == 3
    assert "新的失败 1 个：\n  inputs/坏.pdf  [damaged] 文件已损坏：PDF" in heard.stdout.decode()
    assert heard.stderr == b""
    again = unattended(command)
    assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"")


def test_what_would_not_run_is_not_printed(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    for words in (
        ("gone", "-o", "out"),
        (inputs,),
        (inputs, "-o", "out", "--at", "25:00"),
        (inputs, "-o", "out", "--at", "60 * * * *"),
        (inputs, "-o", "out", "--at", "* * * *"),
        (inputs, "-o", "out", "--no-such-option"),
        (inputs, "-o", "out", "--select", "no-such-rule"),
        (inputs, "-o", "line\nbreak"),
    ):
        result = pipeline("schedule", "cron", *words)
        assert result.code in (2, 4), words
        assert result.out == ""
        assert len(result.err.splitlines()) == 1


def test_units_that_systemd_understands(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    analyze = needs("systemd-analyze", "--version")
    out = 'o "100%" $HOME \\ 公文'
    printed = pipeline("schedule", "systemd", inputs, "-o", out, "--at", "*/20 8-18 1,15 * mon-fri")
    assert printed.code == 0
    service, timer = printed.out.split("\n\n# ")
    assert service.startswith("# ~/.config/systemd/user/gongwen-pipeline.service\n")
    files = tmp_path / "gongwen-pipeline.service", tmp_path / "gongwen-pipeline.timer"
    for path, text in zip(files, (service, timer), strict=True):
        path.write_text("# " + text.removeprefix("# ") + "\n", encoding="utf-8")
    verified = subprocess.run([analyze, "verify", *files], capture_output=True, text=True, check=False)
    assert "gongwen-pipeline" not in verified.stderr
    events = [line.partition("=")[2] for line in timer.splitlines() if line.startswith("OnCalendar=")]
    assert len(events) == 2
    for event in events:
        subprocess.run([analyze, "calendar", event], capture_output=True, check=True)
    assert f'"{tmp_path}/o \\"100%%\\" $$HOME \\\\ 公文"' in service


@contextmanager
def heard(number: signal.Signals) -> Iterator[None]:
    """What is started here heeds the signal, also where a shell had whoever runs the tests ignore it."""
    before = signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_a_run_whatever_it_is_at_and_the_next_goes_on(
    number: signal.Signals, pipeline: Command, plan: Any, inputs: Path, tmp_path: Path
) -> None:
    trace = tmp_path / "at work"
    (inputs / "z.hang").write_text(f"HANG\n{trace}", encoding="utf-8")
    words = ["run", inputs, "-o", tmp_path / "out", "--plan", plan("hangs")]
    with heard(number):
        run = subprocess.Popen(
            [sys.executable, "-m", "pipeline", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env={**os.environ, "PIPELINE_LANG": "zh"},
        )
    wait_for(lambda: trace.exists() or run.poll() is not None, "the file that hangs is at work")
    run.send_signal(number)
    out, err = run.communicate(timeout=CEILING)
    assert (run.returncode, out) == (130, b"")
    assert err.decode() == "pipeline: 已中断；已经做完的都在，再运行一次同样的命令会接着做\n"
    assert "中断了" in pipeline("status", "out").out
    (inputs / "z.hang").unlink()
    assert pipeline("run", inputs, "-o", "out").code == 0


@pytest.mark.skipif(
    os.geteuid() != 0 or not os.environ.get("PIPELINE_TESTS_SKIP_NOTHING"),
    reason="takes a minute and changes root's crontab for it",
)
def test_a_real_cron_runs_the_line(pipeline: Command, inputs: Path, tmp_path: Path) -> None:
    cron, crontab = needs("cron"), needs("crontab")
    (inputs / "坏.pdf").write_bytes(b"%PDF-1.7")
    printed = pipeline("schedule", "cron", inputs, "-o", "out", "--at", "* * * * *", "--log", "log").out
    before = subprocess.run([crontab, "-l"], capture_output=True, check=False)
    log, mail = tmp_path / "log", tmp_path / "mail"
    line = f"{printed.rstrip()} >> {shlex.quote(str(mail))} 2>&1\n"
    subprocess.run([crontab, "-"], input=before.stdout + line.encode(), check=True)
    daemon = subprocess.Popen([cron, "-f"])
    try:
        wait_for(
            lambda: daemon.poll() is not None or all(there(path) for path in (log, mail)), "a run that cron has started"
        )
        assert daemon.poll() is None
    finally:
        daemon.terminate()
        daemon.wait(10)
        if before.returncode:
            subprocess.run([crontab, "-r"], check=True)
        else:
            subprocess.run([crontab, "-"], input=before.stdout, check=True)
    assert "失败 1" in log.read_text(encoding="utf-8")
    assert records(tmp_path / "out")["通知.txt"]["status"] == "done"
    assert "新的失败 1 个：\n  inputs/坏.pdf  [damaged] " in mail.read_text(encoding="utf-8")
