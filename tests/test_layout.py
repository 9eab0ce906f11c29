"""Outputs of a folder stand below its name, whatever else is named; those of the layout before are moved over."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from old_layout import make_of_version_4, make_old
from pipeline.batch import run
from pipeline.batch.history import history
from pipeline.batch.summary import Summary
from pipeline.plan import plan as plans
from pipeline.plan.plan import Plan
from support import ROOT, Command, records

HERE = Plan(executor="serial")
LONG_AGO = 1_600_000_000
"""s; a file that was changed then is known by its times."""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """A folder with folders of its own name and of a report's, and one document that fails."""
    folder = tmp_path / "收文"
    for name in (
        "甲.txt",
        "收文/甲.txt",
        "收文/收文/甲.txt",
        "index.html/甲&乙.txt",
        "县区/丙.txt",
        "长" * 83 + ".txt",
    ):
        write(folder / name, f"关于{name[:20]}的通知\n各单位：\n请于xx月底前完成。\n")
    write(folder / "坏.pdf", "%PDF-1.7 and no more")
    return folder


def ran(*inputs: Path) -> Summary:
    return run.run(HERE, list(inputs), out_of(inputs[0]))


def out_of(path: Path) -> Path:
    """The output folder beside the test's inputs."""
    return next(above for above in path.parents if above.name.startswith("test_")) / "out"


def files(out: Path) -> dict[str, bytes]:
    """All outputs but the reports that tell times."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".pipeline" not in path.parts and path.name not in ("index.html", "findings.xlsx")
    }


def documents(out: Path) -> set[str]:
    return {path.removesuffix(".json") for path in files(out) if path.endswith(".json")}


def test_inputs_come_and_go_and_nothing_is_left_behind_or_done_twice(batch: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "别处" / "收文" / "乙.txt", "关于乙事的通知\n").parent
    single = write(tmp_path / "单.txt", "单独一份。")
    out = tmp_path / "out"
    ran(batch)
    alone = files(out)
    assert ran(batch, other, single).counts.fresh == 2
    both = files(out)
    assert {path for path in both if path not in alone} == {
        *("收文-2/乙.txt.json", "收文-2/乙.txt.html", "单.txt.json", "单.txt.html")
    }
    again = ran(batch)
    assert (again.counts.fresh, again.removed, again.code()) == (0, 2, 0)
    assert again.dropped == ((str(other), 1), (str(single), 1))
    assert files(out) == alone
    assert ran(single, other, batch).counts.fresh == 2
    assert files(out) == both, "in whatever order"
    ran(other)
    assert documents(out) == {"收文-2/乙.txt"}, "each keeps its number while the ledger lives"
    ran(other, batch)
    assert "收文/甲.txt" in documents(out)


def test_what_is_not_named_any_more_is_said(pipeline: Command, batch: Path, tmp_path: Path) -> None:
    write(tmp_path / "发文" / "乙.txt", "关于乙事的通知\n")
    pipeline("run", "收文", "发文", "-o", "out", "--executor", "serial")
    told = pipeline("run", "收文", "-o", "out", "--executor", "serial", "-q")
    assert told.code == 0
    (line,) = told.err.splitlines()
    assert "发文" in line
    assert "1 个文件的结果已移除" in line


@pytest.mark.parametrize("named", [".", "..", "县区/..", "../收文", "./"])
def test_a_folder_is_known_by_its_name_however_it_is_named(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    ran(batch)
    before = files(tmp_path / "out")
    monkeypatch.chdir(batch / "县区" if named == ".." else batch)
    summary = run.run(HERE, [Path(named)], tmp_path / "out")
    assert (summary.counts.fresh, summary.removed) == (0, 0)
    assert files(tmp_path / "out") == before
    assert all(path.startswith("收文/") for path in records(tmp_path / "out", ""))


def test_an_input_named_twice_counts_once(batch: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(batch)
    summary = ran(batch, tmp_path / "link", batch / "甲.txt", batch / "甲.txt")
    assert summary.counts.done == 6 + 1
    assert {path.partition("/")[0] for path in records(tmp_path / "out", "")} == {"收文", "甲.txt"}


def test_a_link_that_leads_elsewhere_is_the_same_input(batch: Path, tmp_path: Path) -> None:
    link = tmp_path / "当月"
    link.symlink_to(batch)
    ran(link)
    assert documents(tmp_path / "out") >= {"当月/甲.txt", "当月/坏.pdf"}
    write(tmp_path / "十二月" / "新.txt", "关于新事的通知\n")
    link.unlink()
    assert ran(link).code() == 4, "it leads nowhere"
    link.symlink_to(tmp_path / "十二月")
    assert ran(link).code() == 4, "all that was there before is gone"
    assert documents(tmp_path / "out") >= {"当月/甲.txt", "当月/新.txt"}


def test_one_that_is_named_like_a_folder_of_another_case_stands_apart(batch: Path, tmp_path: Path) -> None:
    for name in ("a/In", "b/in", "c/in.txt", "d/IN.TXT"):
        write(tmp_path / name / "甲.txt", f"你好，{name}。")
    ran(*(tmp_path / name for name in ("a/In", "b/in", "c/in.txt", "d/IN.TXT")))
    assert documents(tmp_path / "out") == {"In/甲.txt", "in-2/甲.txt", "in.txt/甲.txt", "IN-2.TXT/甲.txt"}


@pytest.mark.parametrize("alone", [True, False])
def test_an_output_folder_of_the_layout_before_is_moved_over(batch: Path, tmp_path: Path, *, alone: bool) -> None:
    out = tmp_path / "out"
    inputs = [batch] if alone else [batch, write(tmp_path / "单.txt", "单独一份。")]
    ran(*inputs)
    before, counts = files(out), ran(*inputs).counts
    make_old(out, alone=alone)
    assert (out / "甲.txt.html").exists() == alone
    assert history(out, "zh", 1).counts == {"done": counts.done, "failed": 1, "skipped": 0}
    moved = ran(*inputs)
    assert (moved.counts, moved.removed, moved.failed_anew, moved.code()) == (counts, 0, (), 0)
    assert files(out) == before
    assert not (out / "县区").exists(), "no folder is left empty"
    assert ran(*inputs).counts.fresh == 0
    assert history(out, "zh", 1).counts == {"done": counts.done, "failed": 1, "skipped": 0}
    assert ran(*inputs, write(tmp_path / "又.txt", "又一份。")).counts.fresh == 1


def test_outcomes_of_another_version_are_kept_by_the_run_that_moves_them_and_made_anew_by_the_next(
    batch: Path, tmp_path: Path
) -> None:
    ran(batch)
    make_old(tmp_path / "out", alone=True)
    with sqlite3.connect(tmp_path / "out" / ".pipeline" / "ledger.sqlite") as database:
        database.execute("update outcomes set fingerprint = 'of the version before'")
    database.close()
    first = ran(batch)
    assert (first.counts.fresh, first.code()) == (0, 0)
    second = ran(batch)
    assert (second.counts.fresh, second.code()) == (7, 0)
    assert ran(batch).counts.fresh == 0


PACK, PLUGIN, WORDS = "house.toml", "duizhao.py", "words.txt"
CODE = (ROOT / "plugins" / "duizhao.py").read_text(encoding="utf-8")
"""A plugin that has nothing to say of these documents."""
CHANGES = {
    "pipeline.toml": """extends = ["house.toml"]\nignore = ["no-placeholder"]""",
    PACK: """[rules.no-placeholder]\nseverity = "info" """,
    PLUGIN: CODE + "# another version\n",
    WORDS: "报送\n",
}


@pytest.mark.parametrize("changed", [None, *CHANGES])
def test_the_run_that_moves_over_obeys_a_plan_that_was_changed_and_redoes_nothing_else(
    batch: Path, tmp_path: Path, *, changed: str | None
) -> None:
    house = tmp_path / "plan"
    path = write(house / "pipeline.toml", f"executor = 'serial'\nextends = ['{PACK}']\nplugins = ['./{PLUGIN}']\n")
    write(house / PACK, f"[taggers.vocabulary]\nfiles = ['{house / WORDS}']\n")
    write(house / PLUGIN, CODE)
    write(house / WORDS, "通知\n")
    before = run.run(plans.read(path), [batch], tmp_path / "out")
    assert before.counts.failed_anew == 1
    make_old(tmp_path / "out", alone=True)
    if changed is not None:
        (house / changed).write_text(CHANGES[changed], encoding="utf-8")
        os.utime(house / changed, (time.time() + 60, time.time() + 60))
    moved = run.run(plans.read(path), [batch], tmp_path / "out")
    assert (moved.counts.fresh, moved.code(), moved.removed) == (7 if changed else 0, 0, 0)
    found = [finding["rule"] for record in records(tmp_path / "out", "").values() for finding in record["findings"]]
    assert ("no-placeholder" in found) == (changed != "pipeline.toml")
    assert run.run(plans.read(path), [batch], tmp_path / "out").counts.fresh == 0


@pytest.mark.parametrize("changed", [True, False])
def test_a_share_that_is_away_when_all_is_moved_over_is_judged_when_it_is_back(
    batch: Path, tmp_path: Path, *, changed: bool
) -> None:
    other = write(tmp_path / "发文" / "乙.txt", "关于乙事的通知\n").parent
    path = write(tmp_path / "plan" / "pipeline.toml", "executor = 'serial'\n")
    run.run(plans.read(path), [batch, other], tmp_path / "out")
    make_old(tmp_path / "out", alone=False)
    with sqlite3.connect(tmp_path / "out" / ".pipeline" / "ledger.sqlite") as database:
        database.execute("update runs set started = '2020-10-01T00:00:00+08:00'")  # a while after all was written
    database.close()
    batch.rename(tmp_path / "away")
    (other / "乙.txt").write_text("关于乙事的另一份通知\n", encoding="utf-8")
    if changed:
        path.write_text("executor = 'serial'\nignore = ['no-placeholder']\n", encoding="utf-8")
        os.utime(path, (LONG_AGO + 10**7, LONG_AGO + 10**7))  # months after that run
    assert run.run(plans.read(path), [batch, other], tmp_path / "out").code() == 4
    (tmp_path / "away").rename(batch)
    back = run.run(plans.read(path), [batch, other], tmp_path / "out")
    assert (back.code(), back.counts.fresh - 7 * changed) == (0, 0)


def test_the_run_that_moves_over_obeys_what_the_command_line_changes_in_the_plan(batch: Path, tmp_path: Path) -> None:
    write(batch / "净.txt", "关于净事的通知\n各单位：\n请按时报送。\n")
    out = tmp_path / "out"
    for change, fresh in (
        ({"ignore": ("no-placeholder",)}, 6),
        ({"with_text": True}, 7),
        ({"options": {"exporters": {"html": False}}}, 7),
        ({"options": {"reports": {"table": False}}}, 0),
    ):
        ran(batch)
        make_old(out, alone=True)
        moved = run.run(msgspec.structs.replace(HERE, **change), [batch], out)
        assert (moved.counts.fresh, moved.code()) == (fresh, 0), change
        if "ignore" in change:
            assert not any(record["findings"] for record in records(out, "").values())


def test_moving_over_ends_well_when_it_is_killed(tmp_path: Path) -> None:
    folder, out = tmp_path / "inputs", tmp_path / "out"
    for number in range(300):
        write(folder / f"{number % 7}" / f"{number}.txt", f"第{number}号，你好。")
    ran(folder)
    before = files(out)
    make_old(out, alone=True)
    words: list[str | Path] = [sys.executable, "-m", "pipeline", "run", folder, "-o", out, "-q", "--executor", "serial"]
    killed = 0
    for waiting in (1, 40, 160):
        run = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        while run.poll() is None:
            if sum(1 for _ in (out / "inputs").rglob("*.json")) >= waiting:
                run.send_signal(signal.SIGKILL)
                killed += run.wait() == -signal.SIGKILL
            time.sleep(0.001)
    assert killed
    summary = ran(folder)
    assert (summary.counts.fresh, summary.code()) == (0, 0)
    assert files(out) == before


def test_moving_over_touches_no_file_of_others(batch: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran(batch)
    make_old(out, alone=True)
    for name in ("县区/丙.txt.html", "县区/别人的.txt"):
        write(out / "收文" / name, "mine")
    told = ran(batch)
    assert (told.code(), told.counts.taken) == (2, 1)
    for name in ("县区/丙.txt.html", "县区/别人的.txt"):
        assert (out / "收文" / name).read_text(encoding="utf-8") == "mine"
    assert not (out / "县区").exists(), "ours is not left behind"


def test_what_was_moved_over_and_is_not_named_any_more_is_removed(batch: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "发文" / "乙.txt", "关于乙事的通知\n").parent
    ran(batch)
    make_old(tmp_path / "out", alone=True)
    assert ran(other).dropped == ((str(batch), 7),)
    assert documents(tmp_path / "out") == {"发文/乙.txt"}


def test_an_output_folder_of_the_version_before_is_taken_over_and_made_anew_once(batch: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    other = write(tmp_path / "发文" / "乙.txt", "关于xx事的通知\n").parent
    ran(batch, other)
    before, counts = files(out), ran(batch, other).counts
    make_of_version_4(out)
    assert json.loads((out / "收文" / "甲.txt.json").read_text(encoding="utf-8")).get("schema") is None
    assert history(out, "zh", 1).counts == {"done": counts.done, "failed": 1, "skipped": 0}
    shutil.rmtree(other)
    taken = ran(batch, other)
    assert (taken.counts.fresh, taken.removed, taken.failed_anew) == (7, 0, ()), "all that is there, and no failure new"
    assert files(out) == {
        **before,
        "results.jsonl": files(out)["results.jsonl"],
        "发文/乙.txt.json": files(out)["发文/乙.txt.json"],
    }
    kept = records(out, "发文")["乙.txt"]
    assert kept["last_seen"], "what is not there is kept as it was known"
    assert [[(place["start"], place["end"]) for place in one["places"]] for one in kept["findings"]] == [
        [(one["start"], one["end"])] for one in kept["findings"]
    ]
    assert kept["findings"]
    write(other / "乙.txt", "关于xx事的通知\n")
    assert ran(batch, other).counts.fresh == 1
    assert files(out) == before
    assert ran(batch, other).counts.fresh == 0
