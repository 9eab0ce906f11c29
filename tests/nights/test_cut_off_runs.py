"""A run that is killed, or whose ledger or share is lost on the way, leaves nothing wrong for the next."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from measuring import CEILING
from night_runs import ALLOWED, files, ran, unmount, write
from pipeline.batch.keep import Choice
from pipeline.plan import plan as plans
from support import Command, records


def test_after_a_lost_ledger_what_has_the_name_of_an_output_is_ours(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    ran(received, sent)
    (tmp_path / "out" / ".pipeline" / "ledger.sqlite").write_bytes(b"no database " * 500)
    write(sent / "乙.txt", "关于乙事的通知\n")
    told = ran(received, sent)
    assert told.set_aside is not None
    assert (told.counts.taken, told.counts.done) == (0, 6)


def test_a_run_killed_between_a_file_and_its_record_goes_on(
    pipeline: Command, plan: Callable[..., Path], shares: tuple[Path, Path], tmp_path: Path
) -> None:
    _, sent = shares
    killed = subprocess.run(
        [
            *(sys.executable, "-m", "pipeline", "run", sent, "-o", tmp_path / "out"),
            *("--plan", plan("dies_after_writing", extra='executor = "dies-after-writing"')),
        ],
        capture_output=True,
        check=False,
        timeout=CEILING,
    )
    assert killed.returncode == -9, killed.stderr
    assert (tmp_path / "out" / "发文" / "甲.txt.json").exists()
    assert ran(sent).code() == 0
    assert records(tmp_path / "out", "")["发文/甲.txt"]["status"] == "done"


def test_what_a_killed_run_wrote_for_a_document_that_is_gone_is_removed(
    plan: Callable[..., Path], shares: tuple[Path, Path], tmp_path: Path
) -> None:
    _, sent = shares
    words: list[str | Path] = [
        "run",
        sent,
        "-o",
        tmp_path / "out",
        "--plan",
        plan("dies_after_writing", extra='executor = "dies-after-writing"'),
    ]
    subprocess.run([sys.executable, "-m", "pipeline", *words], capture_output=True, check=False, timeout=CEILING)
    assert files(tmp_path / "out")
    (sent / "甲.txt").rename(sent / "乙.txt")
    assert ran(sent).code() == 0
    assert set(files(tmp_path / "out")) == {"发文/乙.txt.json", "发文/乙.txt.html"}


def test_what_a_killed_run_wrote_for_a_document_that_cannot_be_read_now_is_removed(
    plan: Callable[..., Path], shares: tuple[Path, Path], tmp_path: Path
) -> None:
    _, sent = shares
    dying = plan("dies_after_writing", extra='executor = "dies-after-writing"')
    words: list[str | Path] = [sys.executable, "-m", "pipeline", "run", sent, "-o", tmp_path / "out", "--plan", dying]
    subprocess.run(words, capture_output=True, check=False, timeout=CEILING)
    assert set(files(tmp_path / "out")) == {"发文/甲.txt.json", "发文/甲.txt.html"}
    write(sent / "甲.txt", "……")
    assert ran(sent).code() == 3
    assert set(files(tmp_path / "out")) == {"发文/甲.txt.json"}


def test_a_share_that_goes_away_in_the_middle_of_a_run_keeps_its_results(
    plan: Callable[..., Path], shares: tuple[Path, Path], tmp_path: Path
) -> None:
    received, _ = shares
    assert ran(received).counts.done == 4
    before = files(tmp_path / "out")
    unmounting = plans.read(plan("unmounts_the_share", extra='executor = "unmounts-the-share"'))
    cut = ran(received, plan=unmounting, choice=Choice(force=True))
    assert (cut.code(), cut.counts.not_seen, cut.counts.failed_anew, cut.removed) == (4, 4, 0, 0)
    assert [(one.lost, one.of) for one in cut.missing] == [(4, 5)]
    assert files(tmp_path / "out").keys() == before.keys()
    (tmp_path / "away").rename(received)
    assert (ran(received).code(), ran(received).counts.not_seen) == (0, 0)


def test_links_that_come_to_lead_to_one_folder_are_one_input_and_the_ledger_is_sound(
    shares: tuple[Path, Path], tmp_path: Path
) -> None:
    first, second = tmp_path / "甲链", tmp_path / "乙链"
    for link, folder in zip((first, second), shares, strict=True):
        link.symlink_to(folder)
    ran(first, second)
    together = tmp_path / "合并"
    write(together / "丙.txt", "关于丙事的通知\n各单位：\n请按时报送。\n")
    for link in (first, second):
        link.unlink()
        link.symlink_to(together)
    both = ran(first, second, choice=Choice(force=True), plan=ALLOWED)
    assert (both.set_aside, both.counts.done) == (None, 1)
    assert set(files(tmp_path / "out")) == {"甲链/丙.txt.json", "甲链/丙.txt.html"}


def test_a_lost_ledger_makes_files_ours_for_one_run_and_no_longer(shares: tuple[Path, Path], tmp_path: Path) -> None:
    _, sent = shares
    ran(sent)
    (tmp_path / "out" / ".pipeline" / "ledger.sqlite").write_bytes(b"no database at all" * 100)
    assert ran(sent).code() == 0
    write(sent / "新.txt", "关于新事的通知\n各单位：\n请按时报送。\n")
    foreign = tmp_path / "out" / "发文" / "新.txt.json"
    foreign.write_text("mine", encoding="utf-8")
    assert ran(sent).code() == 2
    assert foreign.read_text(encoding="utf-8") == "mine"


def test_a_lost_ledger_and_a_missing_share_are_both_told_of_and_the_rest_is_done(
    shares: tuple[Path, Path], tmp_path: Path
) -> None:
    received, sent = shares
    ran(received, sent)
    (tmp_path / "out" / ".pipeline" / "ledger.sqlite").write_bytes(b"no database at all" * 100)
    unmount(received)
    told = ran(received, sent)
    assert (told.code(), told.counts.fresh) == (4, 1)
    assert told.set_aside is not None
    unmount(tmp_path / "share", to="收文")
    assert ran(received, sent).code() == 3, "the damaged document is news again; no file of ours counts as foreign"
