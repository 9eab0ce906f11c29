"""The tutorial is true: its files are written, its commands run, and each prints what the page says.

A block whose first line names a file (``python house.py``) is that file. In a ``console``
block a line with ``$`` is a command, and the lines below it must come in its output, in
order; ``…`` stands for anything.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from measuring import CEILING
from support import ROOT, Command, offline_install, records

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def test_the_page_does_what_it_says(tmp_path: Path) -> None:
    folder, site = tmp_path / "work", tmp_path / "site"
    python_path = [offline_install(site, ROOT)]
    ran = 0
    for kind, name, content in BLOCK.findall(PAGE):
        if name:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            continue
        assert kind == "console", f"a block that nobody runs: {content}"
        for command, expected in _commands(content):
            if command.startswith("pip install -e "):
                python_path.append(offline_install(site, folder / command.removeprefix("pip install -e ")))
                continue
            printed = _run(command, folder, os.pathsep.join(python_path))
            pattern = ".*".join(".*".join(map(re.escape, line.split("…"))) for line in expected)
            assert re.search(pattern, printed, re.DOTALL), f"$ {command}\n{printed}"
            ran += 1
    assert ran >= 8


def test_the_rule_of_the_readme_pasted_into_a_file_yields_its_finding(pipeline: Command, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme[readme.index("## Rules of your own") :]
    tables, named = (content for kind, _, content in BLOCK.findall(section) if kind == "toml")
    (code,) = (content for kind, _, content in BLOCK.findall(section) if kind == "python")
    (tmp_path / "house.py").write_text(code, encoding="utf-8")
    (tmp_path / "office.toml").write_text(tables, encoding="utf-8")
    (tmp_path / "pipeline.toml").write_text(named, encoding="utf-8")
    assert pipeline("plugins", "check", "pipeline.toml").code == 0
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "a.txt").write_text("请登陆系统按时报送！", encoding="utf-8")
    assert pipeline("run", "inputs", "-o", "out").code == 0
    findings = records(tmp_path / "out")["a.txt"]["findings"]
    assert [finding["rule"] for finding in findings if finding["rule"].startswith("house-")] == [
        "house-terms",
        "house-no-shouting",
    ]


def _commands(content: str) -> Iterator[tuple[str, list[str]]]:
    for part in content.split("$ ")[1:]:
        command, *expected = part.rstrip("\n").split("\n")
        yield command, expected


def _run(command: str, folder: Path, python_path: str) -> str:
    program, *arguments = shlex.split(command)
    program_arguments = ["-m", "pipeline", *arguments] if program == "pipeline" else arguments
    process = subprocess.run(
        [sys.executable, *program_arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": python_path, "PIPELINE_LANG": "zh", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=CEILING,
    )
    return process.stdout.decode()
