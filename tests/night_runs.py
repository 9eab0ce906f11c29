"""What the tests of unattended runs share: documents that changed long ago, runs over them, an interrupted run."""

import os
from pathlib import Path

import msgspec
import pytest

from pipeline.batch import run
from pipeline.batch.keep import Choice
from pipeline.batch.run import ALL_CHANGED
from pipeline.batch.summary import Summary
from pipeline.plan.plan import Plan

HERE = Plan(executor="serial")
ALLOWED = msgspec.structs.replace(HERE, allow_removals=True)
LONG_AGO = 1_600_000_000
"""s; a file that was changed then is known by its times."""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))


def files(out: Path) -> dict[str, bytes]:
    """The outputs of documents."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".pipeline" not in path.parts and path.parent != out
    }


def ran(*inputs: Path, plan: Plan = HERE, choice: Choice = ALL_CHANGED) -> Summary:
    return run.run(plan, list(inputs), inputs[-1].parent / "out", choice)


def cut_off(folder: Path, *, after: int) -> None:
    """A run that is interrupted once so many inputs are done."""
    done: list[str] = []

    def cut(name: str) -> None:
        done.append(name)
        if len(done) == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.run(HERE, [folder], folder.parent / "out", watch=cut)


def unmount(folder: Path, *, to: str = "share") -> Path:
    return folder.rename(folder.parent / to)
