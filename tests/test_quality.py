"""Verdicts of readers: drawn, judged, kept without the documents' text, and replayed against today's program."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from benchmarks.quality.collect import AnswerError, answers
from benchmarks.quality.figures import kappa
from benchmarks.quality.results import overlap
from benchmarks.quality.verdicts import EXCERPT, load, own_words, save

from measuring import CEILING
from support import ROOT, Result

NOTICE = """\
云泽市档案局关于做好汛期档案保护工作的通知
各县（区）档案局：
为做好汛期档案保护工作，现将有关事项通知如下。
一、落实防护责任
各单位要明确专人负责,逐一排查库房隐患。。
各单位要建立台账,逐件登记,按月报送。
三、加强值班值守
联系人：×××，请于2026年6月31日前报送。
云泽市档案局
2026年5月8日
"""


def told(module: str, *words: Path | str, cwd: Path = ROOT) -> Result:
    run = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=CEILING,
        check=False,
    )
    return Result(run.returncode, run.stdout, run.stderr)


def quality(command: str, *words: Path | str) -> Result:
    return told(f"benchmarks.quality.{command}", *words)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents, the run over them, the sheets, and the answers of two readers."""
    folder = tmp_path_factory.mktemp("quality")
    inputs = folder / "inputs"
    inputs.mkdir()
    (inputs / "通知.txt").write_text(NOTICE, encoding="utf-8")
    (inputs / "通知-2.txt").write_text(NOTICE.replace("汛期", "冬季"), encoding="utf-8")
    (inputs / "通知-副本.txt").write_text(NOTICE, encoding="utf-8")
    run = told("pipeline", "run", inputs, "-o", folder / "out", "--with-text", "--executor", "serial", cwd=folder)
    assert run.code == 0, run.err
    said = quality("draw", folder / "out", folder / "sheets", "--errors", "9", "--warnings", "30", "--of-one-rule", "1")
    assert said.code == 0, said.err
    count = len(load(folder / "sheets" / "drawn.jsonl"))
    for reader in "ab":
        (folder / reader).mkdir()
        lines = [f"{number}\tright\t" for number in range(1, count + 1)]
        if reader == "b":
            lines[0] = "1\tdebatable\t原文“为做好汛期档案保护工作，现将有关事项”可以不改"
        (folder / reader / "sheet-01.tsv").write_text("\n".join(lines), encoding="utf-8")
    return folder


def collected(drawn: Path, out: Path) -> Result:
    return quality("collect", drawn / "sheets", drawn / "a", drawn / "b", "-o", out)


def test_a_draw_takes_no_more_of_a_rule_than_said_and_no_document_twice(drawn: Path) -> None:
    lines = load(drawn / "sheets" / "drawn.jsonl")
    assert {line.severity for line in lines} == {"error", "warning"}
    assert len({line.sha256 for line in lines}) == 2
    assert len({(line.sha256, line.rule) for line in lines}) == len(lines)


def test_the_same_seed_draws_the_same(drawn: Path, tmp_path: Path) -> None:
    words = ("--errors", "9", "--warnings", "30", "--of-one-rule", "1")
    assert quality("draw", drawn / "out", tmp_path / "again", *words).code == 0
    for name in ("drawn.jsonl", "sheet-01.txt"):
        assert (tmp_path / "again" / name).read_bytes() == (drawn / "sheets" / name).read_bytes()


def test_a_sheet_shows_the_message_and_the_place_but_no_rule(drawn: Path) -> None:
    sheet = (drawn / "sheets" / "sheet-01.txt").read_text(encoding="utf-8")
    assert "⟦×××⟧，请于2026年6月31日前报送" in sheet
    assert "级别：错误" in sheet
    assert "第 8 段" in sheet
    for line in load(drawn / "sheets" / "drawn.jsonl"):
        assert line.rule not in sheet


def test_a_draw_needs_the_texts(drawn: Path, tmp_path: Path) -> None:
    run = told("pipeline", "run", drawn / "inputs", "-o", tmp_path / "out", "--executor", "serial", cwd=tmp_path)
    assert run.code == 0, run.err
    said = quality("draw", tmp_path / "out", tmp_path / "sheets")
    assert (said.code, "--with-text" in said.err) == (2, True)


def test_verdicts_hold_no_text_of_the_document(drawn: Path, tmp_path: Path) -> None:
    assert collected(drawn, tmp_path / "verdicts.jsonl").code == 0
    kept = load(tmp_path / "verdicts.jsonl")
    assert all(len(line.excerpt) <= EXCERPT for line in kept)
    assert [line.reasons for line in kept if line.reasons] == [{"b": "原文“…”可以不改"}]


def test_collecting_tells_shares_and_agreement(drawn: Path, tmp_path: Path) -> None:
    said = collected(drawn, tmp_path / "verdicts.jsonl")
    count = len(load(tmp_path / "verdicts.jsonl"))
    assert f"all: {count - 1} of {count} judged alike" in said.out
    assert "1 judged differently" in said.out
    rows = [line.split("\t") for line in said.out.splitlines() if "\t(all)\t" in line]
    assert sum(int(row[3]) for row in rows) == count - 1
    assert sum(int(row[5]) for row in rows) == 1


def test_collecting_again_keeps_one_line_a_finding(drawn: Path, tmp_path: Path) -> None:
    collected(drawn, tmp_path / "verdicts.jsonl")
    first = (tmp_path / "verdicts.jsonl").read_bytes()
    collected(drawn, tmp_path / "verdicts.jsonl")
    assert (tmp_path / "verdicts.jsonl").read_bytes() == first


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("1\tright\n2\tmaybe\n", "'maybe' is none of"),
        ("1\tright\n", "not answered: 2"),
        ("1\tright\n1\twrong\n2\tright\n", "answered twice"),
        ("1\tright\n3\tright\n", "no number from 1 to 2"),
    ],
)
def test_answers_that_are_none_are_refused(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "a.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(AnswerError, match=complaint):
        answers(tmp_path / "a.tsv", 2)


def test_today_s_program_still_says_what_it_said(drawn: Path, tmp_path: Path) -> None:
    collected(drawn, tmp_path / "verdicts.jsonl")
    said = quality("replay", drawn, tmp_path / "verdicts.jsonl")
    assert said.code == 0, said.out + said.err
    assert "right ones still said: 100.0 %" in said.out


def test_a_right_finding_that_is_lost_is_noticed(drawn: Path, tmp_path: Path) -> None:
    collected(drawn, tmp_path / "verdicts.jsonl")
    elsewhere = [
        line if line.rule != "date-form" else msgspec.structs.replace(line, start=0, end=4, excerpt="云泽市档")
        for line in load(tmp_path / "verdicts.jsonl")
    ]
    save(tmp_path / "verdicts.jsonl", elsewhere)
    said = quality("replay", drawn, tmp_path / "verdicts.jsonl")
    assert said.code == 1
    assert "LOST\tdate-form\terror → gone" in said.out


def test_a_wrong_finding_that_is_back_is_noticed(drawn: Path, tmp_path: Path) -> None:
    collected(drawn, tmp_path / "verdicts.jsonl")
    lines = load(tmp_path / "verdicts.jsonl")
    wrong = msgspec.structs.replace(lines[0], verdicts={"a": "wrong", "b": "wrong"})
    save(tmp_path / "verdicts.jsonl", [wrong, *lines[1:]])
    said = quality("replay", drawn, tmp_path / "verdicts.jsonl")
    assert (said.code, said.out.count("BACK\t")) == (1, 1)
    assert quality("replay", drawn, tmp_path / "verdicts.jsonl", "--back", "1").code == 0


def test_a_document_that_is_not_there_is_named(drawn: Path, tmp_path: Path) -> None:
    collected(drawn, tmp_path / "verdicts.jsonl")
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "a.txt").write_bytes((drawn / "inputs" / "通知-2.txt").read_bytes())
    said = quality("replay", tmp_path / "some", tmp_path / "verdicts.jsonl")
    assert said.code == 0
    assert said.out.count("not found: ") == 1
    (tmp_path / "none").mkdir()
    assert quality("replay", tmp_path / "none", tmp_path / "verdicts.jsonl").code == 2


def test_kinds_are_compared_with_labels(drawn: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (drawn / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    told_kind = {row["sha256"]: row["metadata"] for row in rows}
    first, second = sorted(told_kind)
    label = f"{first}\t甲\t{told_kind[first]['kind']}|函\t{told_kind[first]['situation']}\n"
    (tmp_path / "labels.tsv").write_text(f"{label}{second}\t乙\t合同\tissued\n", encoding="utf-8")
    said = quality("kinds", tmp_path / "labels.tsv", drawn / "out")
    assert said.code == 1
    assert "kind: 1 of 2 right (50.0 %)" in said.out
    assert f"MISTAKE\tkind\t乙\t合同\t{told_kind[second]['kind']}" in said.out
    (tmp_path / "labels.tsv").write_text(label, encoding="utf-8")
    assert quality("kinds", tmp_path / "labels.tsv", drawn / "out").code == 0
    (tmp_path / "labels.tsv").write_text(label.replace("函", "信件"), encoding="utf-8")
    assert "no kind: 信件" in quality("kinds", tmp_path / "labels.tsv", drawn / "out").err


def test_kappa_is_cohens() -> None:
    pairs = [("right", "right")] * 20 + [("right", "wrong")] * 5 + [("wrong", "right")] * 10 + [("wrong", "wrong")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("right", "right")] * 3) is None


def test_places_overlap_by_characters_and_empty_ones_by_lying_inside() -> None:
    assert overlap((2, 5), (4, 9))
    assert not overlap((2, 5), (5, 9))
    assert overlap((5, 5), (2, 5))
    assert not overlap((1, 1), (2, 5))


def test_a_reason_is_a_line_of_its_own() -> None:
    assert own_words(" 此处\t是\n引文 ") == "此处 是 引文"
    assert own_words("“四个意识”不改") == "“四个意识”不改"
