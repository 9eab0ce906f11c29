"""Which reports a run writes anew."""

import os
from pathlib import Path

from pipeline.batch import run
from pipeline.plan.plan import Plan

LASTING = {"findings.csv", "findings.xlsx", "results.jsonl"}
ALL = LASTING | {"index.html"}


def test_tables_of_unchanged_outcomes_are_left_as_they_are(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def written() -> set[str]:
        """The reports that a run wrote."""
        for path in out.glob("*.*"):
            if path.name in ALL:
                os.utime(path, (0, 0))
        run.run(Plan(executor="serial"), [inputs], out)
        return {name for name in ALL if (out / name).stat().st_mtime}

    assert written() == ALL
    assert written() == {"index.html"}
    (out / "findings.xlsx").unlink()
    assert written() == {"index.html", "findings.xlsx"}
    (inputs / "新来.txt").write_text("关于检查的通知\n由××负责。\n", encoding="utf-8")
    assert written() == ALL
    (inputs / "新来.txt").unlink()
    assert written() == ALL
    assert written() == {"index.html"}
