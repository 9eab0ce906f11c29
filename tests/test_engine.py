"""A batch: what did not change keeps its outcome, what failed is remembered, an interrupted run goes on."""

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from measuring import wait_for
from pipeline.batch import run
from pipeline.batch.history import history
from pipeline.batch.keep import Choice
from pipeline.batch.rows import Stat
from pipeline.batch.run import ALL_CHANGED
from pipeline.batch.summary import Summary
from pipeline.model.errors import MissingInputError, PlanError, UsageError
from pipeline.plan import plan as plans
from pipeline.plan.plan import Plan
from support import records

HERE = Plan(executor="serial")
LONG_AGO = 1_600_000_000


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """Three texts and one that fails, last changed long ago."""
    folder = tmp_path / "inputs"
    (folder / "子").mkdir(parents=True)
    for name in ("甲.txt", "乙.txt", "子/丙.txt"):
        write(folder / name, f"关于{name[:-4]}的通知\n各单位：\n请于xx月底前完成。\n")
    write(folder / "坏.pdf", "%PDF-1.7 and no more")
    return folder


def write(path: Path, text: str, when: float = LONG_AGO) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (when, when))


def ran(folder: Path, choice: Choice = ALL_CHANGED, plan: Plan = HERE) -> Summary:
    return run.run(plan, [folder], folder.parent / "out", choice)


def settled(path: Path) -> bool:
    stat = Stat.of(str(path))
    return stat is not None and stat == stat.settled()


def fresh(summary: Summary) -> int:
    return summary.counts.fresh


def outputs(folder: Path) -> dict[str, Any]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".pipeline" not in path.parts
    }


def test_nothing_is_done_twice(batch: Path, tmp_path: Path) -> None:
    first = ran(batch)
    before = outputs(tmp_path / "out")
    second = ran(batch)
    assert (fresh(first), fresh(second)) == (4, 0)
    assert msgspec.structs.replace(first.counts, fresh=0, failed_anew=0) == second.counts
    after = outputs(tmp_path / "out")
    assert {path: after[path] for path in after if path.endswith(".json")} == {
        path: before[path] for path in before if path.endswith(".json")
    }
    assert after["results.jsonl"] == before["results.jsonl"]


def test_a_run_with_nothing_to_do_touches_nothing_but_the_ledger(batch: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    wait_for(lambda: all(map(settled, batch.rglob("*"))), "their times can be trusted")

    def times() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in out.rglob("*") if ".pipeline" not in path.parts}

    ran(batch)
    before = times()
    told: list[str] = []
    summary = run.run(HERE, [batch], out, watch=told.append)
    assert times() == before
    assert sorted(told) == ["inputs/乙.txt", "inputs/坏.pdf", "inputs/子/丙.txt", "inputs/甲.txt"]
    assert (summary.counts.done, summary.counts.failed, summary.code(strict=True)) == (3, 1, 3)
    assert history(out, "zh", 9).counts == {"done": 3, "failed": 1, "skipped": 0}
    (out / "index.html").unlink()
    assert fresh(ran(batch)) == 0
    assert (out / "index.html").exists()
    (out / "inputs" / "甲.txt.html").unlink()
    assert fresh(ran(batch)) == 1
    (batch / "乙.txt").unlink()
    assert ran(batch).removed == 1
    assert fresh(ran(batch, plan=msgspec.structs.replace(HERE, ignore=("no-*",)))) == 3


def test_what_changed_is_done_anew_and_a_touch_is_no_change(batch: Path, tmp_path: Path) -> None:
    ran(batch)
    write(batch / "甲.txt", "关于新事的通知\n各单位：\n已经改好了。\n")
    (batch / "乙.txt").touch()
    os.utime(batch / "坏.pdf")
    write(batch / "丁.txt", "新来的。")
    assert fresh(ran(batch)) == 2
    assert records(tmp_path / "out")["甲.txt"]["findings"] == []


def test_a_change_of_the_same_size_and_time_is_seen(batch: Path, tmp_path: Path) -> None:
    ran(batch)
    old = (batch / "甲.txt").read_text(encoding="utf-8")
    write(batch / "甲.txt", old.replace("通知", "报告"))
    assert fresh(ran(batch)) == 1
    assert "报告" in records(tmp_path / "out")["甲.txt"]["title"]


def test_a_file_changed_a_moment_ago_is_read_again_before_it_is_trusted(batch: Path) -> None:
    write(batch / "甲.txt", "一一一", time.time())
    ran(batch)
    write(batch / "甲.txt", "二二二", (batch / "甲.txt").stat().st_mtime)
    assert fresh(ran(batch)) == 1


def test_force_and_retry(batch: Path) -> None:
    ran(batch)
    assert fresh(ran(batch, Choice(retry_failed=True))) == 1
    assert fresh(ran(batch, Choice(force=True))) == 4
    assert fresh(ran(batch)) == 0


def test_a_failure_is_told_of_once(batch: Path) -> None:
    first = ran(batch)
    assert (first.code(), first.failed_anew) == (3, (("inputs/坏.pdf", "damaged"),))
    second = ran(batch)
    assert (second.code(), second.code(strict=True), second.failed_anew) == (0, 3, ())
    assert second.counts.failed == 1
    write(batch / "坏.pdf", "%PDF-1.7 and other rubbish")
    assert ran(batch).code() == 0
    write(batch / "坏.pdf", "%PDF-1.7 and yet other rubbish")
    write(batch / "又坏.pdf", "%PDF-1.7")
    assert ran(batch).failed_anew == (("inputs/又坏.pdf", "damaged"),)
    shutil.copy(batch / "甲.txt", batch / "坏.pdf")
    assert ran(batch).counts.failed == 2


def test_what_is_gone_leaves_nothing_behind(batch: Path, tmp_path: Path) -> None:
    ran(batch)
    (batch / "子").rename(batch / "新")
    (batch / "坏.pdf").unlink()
    summary = ran(batch)
    assert (fresh(summary), summary.removed) == (1, 2)
    out = tmp_path / "out"
    assert set(records(out)) == {"甲.txt", "乙.txt", "新/丙.txt"}
    assert not (out / "inputs" / "子").exists()
    assert not (out / "inputs" / "坏.pdf.json").exists()
    assert (out / "inputs" / "新" / "丙.txt.html").exists()


def test_an_output_that_is_gone_is_made_again(batch: Path, tmp_path: Path) -> None:
    ran(batch)
    (tmp_path / "out" / "inputs" / "甲.txt.html").unlink()
    (tmp_path / "out" / "inputs" / "乙.txt.json").write_bytes(b"")
    assert fresh(ran(batch)) == 2
    assert (tmp_path / "out" / "inputs" / "甲.txt.html").exists()


def test_what_fails_after_it_was_read_loses_its_page(batch: Path, tmp_path: Path) -> None:
    ran(batch)
    assert (tmp_path / "out" / "inputs" / "甲.txt.html").exists()
    write(batch / "甲.txt", "")
    ran(batch)
    assert not (tmp_path / "out" / "inputs" / "甲.txt.html").exists()
    assert b'"empty"' in (tmp_path / "out" / "inputs" / "甲.txt.json").read_bytes()


def test_a_file_that_is_still_changing_waits_for_the_next_run(batch: Path, tmp_path: Path) -> None:
    write(batch / "新.txt", "还在写", time.time())
    write(batch / "将来.txt", "时钟不准", time.time() + 86400)
    waiting = Choice(stable_for=600)
    assert ran(batch, waiting).counts.skipped == 1
    found = records(tmp_path / "out")
    assert found["新.txt"]["reason"]["code"] == "unsettled"
    assert found["将来.txt"]["status"] == "done"
    os.utime(batch / "新.txt", (LONG_AGO, LONG_AGO))
    assert ran(batch, waiting).counts.skipped == 0
    os.utime(batch / "新.txt")
    assert ran(batch, waiting).counts.skipped == 0  # its content is known


def test_a_run_that_is_cut_off_goes_on(batch: Path, tmp_path: Path) -> None:
    done = []

    def cut(name: str) -> None:
        done.append(name)
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.run(HERE, [batch], tmp_path / "out", watch=cut)
    assert not (tmp_path / "out" / "index.html").exists()
    summary = ran(batch)
    assert fresh(summary) == 2
    assert summary.failed_anew == (("inputs/坏.pdf", "damaged"),)
    assert len(records(tmp_path / "out")) == 4


def test_whatever_can_change_a_result_works_all_anew(batch: Path, tmp_path: Path, plan: Callable[..., Path]) -> None:
    words = tmp_path / "plan" / "词.txt"
    path = plan("reader_raises", extra='executor = "serial"\n[taggers.vocabulary]\nfiles = ["词.txt"]')
    words.write_text("通知\n", encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("词.txt", str(words)), encoding="utf-8")

    def again() -> int:
        return fresh(ran(batch, plan=plans.read(path)))

    assert (again(), again()) == (4, 0)
    words.write_text("通知\n完成\n", encoding="utf-8")
    assert (again(), again()) == (4, 0)
    plugin = tmp_path / "plan" / "reader_raises.py"
    plugin.touch()
    assert again() == 0
    plugin.write_text(plugin.read_text(encoding="utf-8") + "\n# another version\n", encoding="utf-8")
    assert (again(), again()) == (4, 0)
    with path.open("a", encoding="utf-8") as file:
        file.write("[taggers.keywords]\ntop = 3\n")
    assert (again(), again()) == (4, 0)
    with path.open("a", encoding="utf-8") as file:
        file.write("[executors.local]\njobs = 1\n")
    assert again() == 0
    words.unlink()
    with pytest.raises(PlanError, match=r"词\.txt"):
        again()


def test_names_stay_apart(batch: Path, tmp_path: Path) -> None:
    others = [tmp_path / "a" / "inputs", tmp_path / "inputs-2", tmp_path / "inputs-2" / "inputs-2"]
    for other in others:
        other.mkdir(parents=True)
        write(other / "甲.txt", f"{other}，你好。")
    run.run(HERE, [batch, *others], tmp_path / "out")
    found = records(tmp_path / "out", "")
    assert len(found) == 4 + 1 + 2 + 1
    assert len({path.partition("/")[0] for path in found}) == 4
    assert all((tmp_path / "out" / f"{path}.json").exists() for path in found)


def test_documents_never_take_the_place_of_our_own_files(batch: Path, tmp_path: Path) -> None:
    folders = [batch / name for name in ("index.html", ".pipeline", "Results.jsonl")]
    for folder in folders:
        folder.mkdir()
        write(folder / "ledger.sqlite.txt", "你好，世界。")
    write(batch / "index", "你好，世界。")
    out = tmp_path / "out"
    assert run.run(HERE, [*folders, batch / "index"], out).counts.done == 3
    assert run.run(HERE, [*folders, batch / "index"], out).counts.fresh == 0
    assert b"<html" in (out / "index.html").read_bytes()
    found = records(out)
    assert found["index"]["outputs"][0].startswith("index.json")
    assert found["index.html/ledger.sqlite.txt"]["outputs"][0].startswith("index.html~")
    assert found[".pipeline/ledger.sqlite.txt"]["outputs"][0].startswith(".pipeline~")
    assert all((out / name).is_file() for record in found.values() for name in record["outputs"])


def test_the_output_folder_is_never_read_by_whatever_path(batch: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(batch)
    for _ in range(2):
        run.run(HERE, [batch], tmp_path / "link" / "out")
    assert len(records(batch / "out")) == 4
    with pytest.raises(UsageError):
        run.run(HERE, [batch / "out" / "inputs" / "子"], tmp_path / "link" / "out")
    with pytest.raises(MissingInputError):
        run.run(HERE, [tmp_path / "gone"], tmp_path / "other")


def test_a_folder_that_cannot_be_listed_now_keeps_what_is_known_of_it(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran(batch)
    listed = os.scandir

    def refused(path: str) -> Any:
        if str(path).endswith("子"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refused)
        summary = ran(batch)
    assert (summary.removed, summary.counts.not_seen, summary.missing) == (0, 1, ())
    assert "last_seen" in records(tmp_path / "out")["子/丙.txt"]
    assert summary.failed_anew == (("inputs/子", "unreadable"),)
    assert (tmp_path / "out" / "inputs" / "子" / "丙.txt.json").exists()
    assert fresh(ran(batch)) == 0
    assert set(records(tmp_path / "out")) == {"甲.txt", "乙.txt", "子/丙.txt", "坏.pdf"}


class Unsettled:
    """An entry of a folder on a drive that answers no question about it."""

    def __init__(self, entry: "os.DirEntry[str]") -> None:
        self.name, self.path = entry.name, entry.path

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        raise OSError(116, "Stale file handle", self.path)


def test_what_cannot_be_told_to_be_a_folder_fails_alone_and_keeps_what_is_known_below(
    batch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran(batch)
    listed = os.scandir

    @contextlib.contextmanager
    def unsettled(path: str) -> Iterator[Iterator[Any]]:
        with listed(path) as scan:
            yield iter([Unsettled(entry) if entry.name == "子" else entry for entry in scan])

    def stale(status: Callable[..., os.stat_result]) -> Callable[..., os.stat_result]:
        def asked(path: Any, **more: Any) -> os.stat_result:
            if str(path).endswith("子"):
                raise OSError(116, "Stale file handle", path)
            return status(path, **more)

        return asked

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", unsettled)
        patch.setattr(os, "lstat", stale(os.lstat))
        patch.setattr(os, "stat", stale(os.stat))
        summary = ran(batch)
    assert (summary.removed, summary.counts.not_seen, summary.missing) == (0, 1, ())
    assert summary.failed_anew == (("inputs/子", "unreadable"),)
    assert (tmp_path / "out" / "inputs" / "子" / "丙.txt.json").exists()
    assert fresh(ran(batch)) == 0
    assert set(records(tmp_path / "out")) == {"甲.txt", "乙.txt", "子/丙.txt", "坏.pdf"}
