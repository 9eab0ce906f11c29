"""The house is as docs/architecture.md has it, and its files can be read at a sitting."""

import ast
import re
from pathlib import Path

from support import ROOT

SOURCE = ROOT / "src" / "pipeline"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60
"""Lines."""


def test_modules_and_functions_are_short() -> None:
    long = []
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_MODULE:
            long.append(path.name)
        long += [
            f"{path.name}: {node.name}"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
        ]
    assert not long


def test_every_folder_is_a_floor_of_the_page() -> None:
    floors = re.findall(r"^ ([a-z]+) {2,}", PAGE, re.MULTILINE)
    assert sorted(floors) == sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())


def test_each_question_is_answered_at_one_place_that_is_there() -> None:
    rows = re.findall(r"^\| [^|]+ \| (.*`src/pipeline/[^|]+) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 5
    for row in rows:
        (name,) = re.findall(r"`(src/pipeline/\S+)`", row)
        text = (Path(ROOT) / name).read_text(encoding="utf-8")
        for known in re.findall(r"`([A-Za-z_]+)`", row.split(";")[0]):
            assert re.search(rf"^(?:class |def )?{known}\b", text, re.MULTILINE), (name, known)
