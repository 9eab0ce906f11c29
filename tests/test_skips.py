"""A test that cannot run here says why to whoever runs the suite, and is a failure where nothing may be skipped."""

import os
import subprocess
import sys

import pytest

from measuring import CEILING
from support import ROOT

NEEDS_A_PROGRAM = "tests/test_schedule.py::test_units_that_systemd_understands"


def suite(words: list[str], **environment: str) -> "subprocess.CompletedProcess[str]":
    """``pytest`` on a machine that has no program but Python."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PIPELINE_TESTS"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--numprocesses=0", "-p", "no:cacheprovider", *words],
        cwd=ROOT,
        env={**clean, "PATH": "", **environment},
        capture_output=True,
        text=True,
        timeout=CEILING,
        check=False,
    )


@pytest.mark.parametrize("quiet", [[], ["-q"]])
def test_the_reason_of_a_skip_is_printed(quiet: list[str]) -> None:
    told = suite([*quiet, NEEDS_A_PROGRAM])
    assert told.returncode == 0, told.stdout + told.stderr
    (line,) = (line for line in told.stdout.splitlines() if line.startswith("SKIPPED"))
    assert line.endswith("systemd-analyze is not installed")


def test_where_nothing_may_be_skipped_a_skip_fails_whatever_it_comes_from() -> None:
    marked = "tests/test_schedule.py::test_a_real_cron_runs_the_line"
    told = suite([NEEDS_A_PROGRAM, marked], PIPELINE_TESTS_SKIP_NOTHING="1")
    assert told.returncode == 1, told.stdout + told.stderr
    assert "2 failed" in told.stdout or "1 failed, 1 error" in told.stdout
    assert "skipped" not in told.stdout.splitlines()[-1]
