"""Faults planted in clean official documents are found; a small count of what ``benchmarks.quality.planted`` does."""

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.quality import outcome, planted
from benchmarks.quality.faults_drafting import DRAFTING
from benchmarks.quality.faults_layout import LAYOUT, Dress
from benchmarks.quality.faults_structure import STRUCTURE
from benchmarks.quality.faults_text import TEXT
from benchmarks.quality.outcome import Expected
from benchmarks.quality.planting import Shape, Swap, choose, together, unmarked

from measuring import CEILING
from pipeline.builtin.rules import RULES
from support import ROOT

LEAST = ("--found", "94", "--of-each", "40")
"""Per cent: of so few faults one weighs more than in the whole benchmark, which asks for 97 and 70."""


def test_planted_faults_are_found_and_clean_documents_are_quiet() -> None:
    command = [sys.executable, "-m", "benchmarks.quality.planted", "--each", "1", "--misses", *LEAST]
    run = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=CEILING,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "above information in clean documents: 0" in run.stdout


def test_every_rule_has_its_templates() -> None:
    kinds: dict[str, set[str]] = {rule.name: set() for rule in RULES}
    faults: list[Swap | Shape | Dress] = [*TEXT, *STRUCTURE, *LAYOUT, *DRAFTING]
    for fault in faults:
        assert fault.kind not in kinds[fault.rule], fault
        kinds[fault.rule].add(fault.kind)
    few = {rule: len(forms) for rule, forms in kinds.items() if len(forms) < 8}
    assert few.keys() <= {"heading-number-sequence", "heading-number-order", "title-present"}
    assert min(few.values()) >= 3


def test_every_template_finds_a_place() -> None:
    papers = list(planted.papers().values())
    templates: list[Swap | Shape] = [*TEXT, *STRUCTURE]
    for template in templates:
        assert choose([template], papers, 1, seed=1), template
    for dress in (*LAYOUT, *DRAFTING):
        assert any(dress.choose(blocks) for blocks in papers), dress


def test_faults_that_share_a_draft_touch_no_block_twice() -> None:
    plants = choose(TEXT, list(planted.papers().values()), 3, seed=1)
    groups = together(plants, 3, seed=1)
    assert sum(map(len, groups)) == len(plants)
    for group in groups:
        touched = [block for plant in group for block in plant.touched]
        assert len(touched) == len(set(touched))


def test_a_fault_that_is_not_said_is_missed_and_one_said_elsewhere_is_not_found(tmp_path: Path) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    paragraph = "各单位要抓好落实。。请于五月底前报送。"
    (inputs / "a.txt").write_text(f"{paragraph}\n各单位要加强领导。\n", encoding="utf-8")
    results = outcome.run(inputs, tmp_path / "out", 1)
    there = outcome.located(f"x\n{paragraph}", paragraph, 8, 10)
    assert there == [(10, 12)]
    became = [
        outcome.fate(Expected(inputs / "a.txt", rule, "", ((text, start, end),)), results).became
        for rule, text, start, end in (
            ("no-doubled-punctuation", paragraph, 8, 10),
            ("no-doubled-punctuation", "各单位要加强领导。", 8, 9),
            ("brackets-balanced", paragraph, 8, 10),
        )
    ]
    assert became == ["found", "elsewhere", "missed"]


@pytest.mark.parametrize(
    ("marked", "plain", "spots"),
    [("落实⟦。。⟧", "落实。。", [(2, 4)]), ("⟦×⟧月⟦×⟧日", "×月×日", [(0, 1), (2, 3)]), ("无", "无", [])],
)
def test_marks_are_taken_out(marked: str, plain: str, spots: list[tuple[int, int]]) -> None:
    assert unmarked(marked) == (plain, spots)
