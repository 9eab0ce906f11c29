"""What every test may use: the command as a user runs it, and plans that name fault plugins."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import hypothesis
import pytest

from measuring import CEILING
from support import Command, Result

# Without what goes by the clock on the wall.
hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("patient")

SKIP_NOTHING = "PIPELINE_TESTS_SKIP_NOTHING"
"""The variable that makes a failure of a skip: set where all that any test needs is installed."""
FAULTS = Path(__file__).parent / "faults"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skip, however it comes about, is a failure where nothing may be skipped."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get(SKIP_NOTHING):
        report.outcome = "failed"
        report.longrepr = f"nothing may be skipped here: {report.longrepr}"
    return report


@pytest.fixture
def pipeline(tmp_path: Path) -> Command:
    """``pipeline(*arguments)``, in Chinese, in a process of its own, in ``tmp_path``."""

    def call(*arguments: object, **environment: str) -> Result:
        process = subprocess.run(
            [sys.executable, "-m", "pipeline", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PIPELINE_LANG": "zh", "COLUMNS": "200", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=CEILING,
            check=False,
        )
        return Result(process.returncode, process.stdout.decode(), process.stderr.decode())

    return call


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., Path]:
    """``plan("raises_at_work", extra="…")``: a plan outside the inputs that names these fault plugins."""

    def write(*faults: str, extra: str = "") -> Path:
        folder = tmp_path / "plan"
        folder.mkdir(exist_ok=True)
        for fault in faults:
            shutil.copy(FAULTS / f"{fault}.py", folder)
        path = folder / "pipeline.toml"
        names = ", ".join(f'"./{fault}.py"' for fault in faults)
        path.write_text(f"plugins = [{names}]\n{extra}\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with one text that has a placeholder in it."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    text = "关于开展检查的通知\n各单位：\n一、总体要求\n请于xx月底前完成检查工作。\n二、工作安排\n请按时报送材料。\n"
    (folder / "通知.txt").write_text(text, encoding="utf-8")
    return folder
