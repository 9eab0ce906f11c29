"""A program that was edited or updated does its work anew: another version may say other things."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT


@pytest.mark.parametrize("edited", ["model/text.py", "builtin/structure/title.py"])
def test_any_file_of_the_program_counts(edited: str, tmp_path: Path) -> None:
    """What was done by other code is done anew, on whatever floor the code was changed; else it is kept."""
    source, inputs = tmp_path / "src", tmp_path / "inputs"
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
    inputs.mkdir()
    (inputs / "a.txt").write_text("关于开展检查的通知\n各单位：\n请认真检查。\n", encoding="utf-8")

    def fresh() -> int:
        command = [sys.executable, "-m", "pipeline", "run", str(inputs), "-o", str(tmp_path / "out"), "--summary", "-"]
        done = subprocess.run(
            command, cwd=source, env={**os.environ, "PYTHONPATH": str(source)}, capture_output=True, check=True
        )
        return int(json.loads(done.stdout)["counts"]["fresh"])

    assert (fresh(), fresh()) == (1, 0)
    with (source / "pipeline" / edited).open("a", encoding="utf-8") as file:
        file.write("\n# another version\n")
    assert fresh() == 1
