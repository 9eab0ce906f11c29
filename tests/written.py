"""A page of the documentation, done as it says: its files are written, its commands run, its outputs compared.

A block whose first line names a file (``python house.py``) is that file. In a ``sh`` block each
line is a command, which must end with 0. In a ``console`` block a line with ``$`` is a command,
and the lines below it must come in its output, in order; ``…`` stands for anything.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from measuring import CEILING
from support import ROOT, offline_install

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(msgspec.Struct, frozen=True):
    """A fenced block of a page."""

    kind: str
    name: str
    content: str

    def code(self) -> str:
        """What is the same in every language: commands without outputs, files without comments and docstrings."""
        if self.kind == "console":
            return "\n".join(command for command, _ in commands(self.content))
        return re.sub(r'""".*?"""|[ \t]*(?<!\S)#.*', "", self.content)


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [Block(*match) for match in BLOCK.findall(page)]


def commands(content: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a ``console`` block, each with the lines that stand below it."""
    for part in content.split("$ ")[1:]:
        command, *expected = part.rstrip("\n").split("\n")
        yield command, expected


def shown(expected: list[str]) -> re.Pattern[str]:
    """What an output must hold."""
    return re.compile(".*".join(".*".join(map(re.escape, line.split("…"))) for line in expected), re.DOTALL)


class Desk(msgspec.Struct):
    """Where a page is done: a folder, an installation, a language."""

    folder: Path
    site: Path
    lang: str
    python_path: list[str] = []
    ran: int = 0

    def do(self, page: list[Block]) -> None:
        """Write and run all blocks; a block that nobody runs is an error."""
        self.python_path.append(offline_install(self.site, ROOT))
        for block in page:
            if block.name:
                path = self.folder / block.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.content, encoding="utf-8")
            elif block.kind == "console":
                for command, expected in commands(block.content):
                    _, printed = self.run(command)
                    assert shown(expected).search(printed), f"$ {command}\n{printed}"
            else:
                assert block.kind == "sh", f"a block that nobody runs: {block.content}"
                for command in block.content.splitlines():
                    code, printed = self.run(command)
                    assert code == 0, f"$ {command}\n{printed}"

    def run(self, command: str) -> tuple[int, str]:
        """The exit code and all that the command prints."""
        program, *arguments = shlex.split(command, comments=True)
        if program == "pip":
            assert arguments[:-1] == ["install", "-e"], command
            self.python_path.append(offline_install(self.site, self.folder / arguments[-1]))
            return 0, ""
        self.ran += 1
        if program == "cat":
            return 0, (self.folder / arguments[0]).read_text(encoding="utf-8")
        assert program in ("pipeline", "python"), command
        process = subprocess.run(
            [sys.executable, *(["-m", "pipeline"] if program == "pipeline" else []), *arguments],
            cwd=self.folder,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(self.python_path),
                "PIPELINE_LANG": self.lang,
                "NO_COLOR": "1",
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=CEILING,
        )
        return process.returncode, process.stdout.decode()
