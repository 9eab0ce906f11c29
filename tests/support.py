"""What tests share."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest


class Result(msgspec.Struct):
    """What a command came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Result]


def records(out: Path) -> dict[str, Any]:
    """The lines of ``results.jsonl`` by path."""
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["path"]: record for record in map(json.loads, lines)}


def needs(program: str) -> str:
    """The path of a system program; skips the test with the reason where it is missing, fails in CI."""
    path = shutil.which(program)
    if path is None:
        reason = f"{program} is not installed"
        if os.environ.get("PIPELINE_TESTS_SKIP_NOTHING"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
