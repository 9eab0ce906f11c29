"""The plugins in ``plugins/``: their rules prove themselves, and a run with them finds what it should."""

from pathlib import Path

import pytest

from pipeline.plan import Plan
from pipeline.plugins import survey
from pipeline.rule import Rule
from pipeline.testing import examples_hold
from support import Command, records

FOLDER = Path(__file__).parent.parent / "plugins"
FILES = sorted(FOLDER.glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_examples_hold(path: Path) -> None:
    _, brought = survey(Plan(plugins=(str(path),)))
    assert brought.error is None
    for rule in brought.parts["rules"].values():
        assert issubclass(rule, Rule)
        examples_hold(rule)


def test_a_missing_part_is_a_finding_of_the_whole_document(pipeline: Command, tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    text = "李某2025年度民主生活会对照检查材料\n一、存在的问题\n学习不够。\n二、原因剖析\n认识不足。\n"
    (tmp_path / "inputs" / "材料.txt").write_text(text, encoding="utf-8")
    (tmp_path / "pipeline.toml").write_text(f"plugins = ['{FOLDER / 'duizhao.py'}']\n", encoding="utf-8")
    assert pipeline("run", "inputs", "-o", "out").code == 0
    (finding,) = records(tmp_path / "out")["材料.txt"]["findings"]
    assert (finding["rule"], finding["scope"]) == ("duizhao-parts", "document")
    assert "措施" in finding["message"]
