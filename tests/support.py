"""What tests share."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import pytest

from measuring import CEILING
from pipeline.builtin.stages.check import judge
from pipeline.contract.rule import Rule
from pipeline.model.document import Document
from pipeline.model.finding import Finding, NotChecked

ROOT = Path(__file__).parent.parent


class Result(msgspec.Struct):
    """What a command came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Result]


def records(out: Path, folder: str = "inputs") -> dict[str, Any]:
    """The lines of ``results.jsonl`` by path; of what lies in the input ``folder``, by the path below it."""
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["path"].removeprefix(f"{folder}/"): record for record in map(json.loads, lines)}


def found_by(rule: Rule, document: Document) -> list[Finding]:
    """The findings of ``rule`` on a document that it can judge, as the stage ``check`` gives them."""
    answers = list(judge(rule, document))
    assert not [answer for answer in answers if isinstance(answer, NotChecked)]
    return [answer for answer in answers if isinstance(answer, Finding)]


def needs(program: str, *asked: str) -> str:
    """The path of a system program; :func:`lacking` where it is missing, or does not start."""
    path = shutil.which(program)
    if path is None:
        lacking(f"{program} is not installed")
    if asked:
        try:
            subprocess.run([path, *asked], stdin=subprocess.DEVNULL, capture_output=True, timeout=CEILING, check=True)
        except (OSError, subprocess.SubprocessError) as error:
            lacking(f"{program} does not start: {error}")
    return path


def lacking(reason: str) -> NoReturn:
    """Skip the test for what the machine has not; where nothing may be skipped, as in CI, a skip fails."""
    pytest.skip(reason)


def file_module(path: Path) -> Any:
    """A file of Python code that lies on no path, imported: a plugin of one file, a fault."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def offline_install(site: Path, *projects: Path) -> str:
    """A ``PYTHONPATH`` on which these source trees are as if they were installed; nothing is built or fetched."""
    paths = [str(site)]
    for project in projects:
        toml = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        version = toml.get("version", "0")
        folder = site / f"{toml['name'].replace('-', '_')}-{version}.dist-info"
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {toml['name']}\nVersion: {version}\n")
        groups = toml.get("entry-points", {}).items()
        lines = (line for group, names in groups for line in (f"[{group}]", *(f"{k} = {v}" for k, v in names.items())))
        (folder / "entry_points.txt").write_text("\n".join(lines))
        paths.append(str(project / "src"))
    return os.pathsep.join(paths)


def run_tests(folder: Path, python_path: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """``python -m pytest`` in ``folder``, as its owner would call it."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": python_path, "PIPELINE_LANG": "zh"},
        capture_output=True,
        text=True,
        check=False,
        timeout=CEILING,
    )
