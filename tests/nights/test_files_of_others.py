"""No file that a run of ours did not write is overwritten or removed."""

from pathlib import Path

import msgspec
import pytest

from night_runs import ALLOWED, HERE, files, ran, unmount, write
from pipeline.batch import run
from pipeline.batch.keep import Choice
from pipeline.model.errors import UsageError
from support import Command, records


def test_a_folder_of_others_is_refused(shares: tuple[Path, Path], tmp_path: Path) -> None:
    _, sent = shares
    out = tmp_path / "out"
    write(out / "家信.txt", "mine")
    with pytest.raises(UsageError, match="家信"):
        ran(sent)
    assert sorted(path.name for path in out.iterdir()) == ["家信.txt"]
    (out / "家信.txt").unlink()
    write(out / ".pipeline" / "steps.yaml", "of another program")
    with pytest.raises(UsageError, match=r"\.pipeline"):
        ran(sent)


def test_what_the_system_and_we_ourselves_put_there_makes_no_folder_foreign(
    pipeline: Command, shares: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for folder in (out / "lost+found", out / ".pipeline"):
        folder.mkdir(parents=True)
    (out / ".pipeline" / "lock").touch()
    (out / ".DS_Store").touch()
    (out / "last.json").write_text("{}", encoding="utf-8")
    call = ("run", "发文", "-o", "out", "--executor", "serial", "--log", "out/log.txt", "--summary", "out/last.json")
    assert pipeline(*call).code == 0
    assert pipeline(*call).code == 0
    assert len((out / "log.txt").read_text(encoding="utf-8").splitlines()) == 2
    write(tmp_path / "other" / "log.txt", "not the log of this run")
    refused = pipeline("run", "发文", "-o", "other", "--log", "log.txt")
    assert refused.code == 2
    assert len(refused.err.splitlines()) == 1
    assert "-o" in refused.err


def test_a_file_that_no_run_wrote_is_never_overwritten(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    out = tmp_path / "out"
    ran(received, sent)
    write(sent / "乙.txt", "关于乙事的通知\n")
    write(sent / "丙.txt", "关于丙事的通知\n")
    mine = out / "发文" / "乙.txt.html"
    write(mine, "mine")
    for _ in range(2):
        told = ran(received, sent)
        assert (told.code(), told.counts.taken) == (2, 1)
        assert mine.read_text(encoding="utf-8") == "mine"
        assert not (out / "发文" / "乙.txt.json").exists()
        found = records(out, "发文")
        assert found["乙.txt"]["reason"]["code"] == "taken"
        assert "发文/乙.txt.html" in found["乙.txt"]["reason"]["message"]
        assert found["丙.txt"]["status"] == "done", "the others are worked on"
    mine.unlink()
    assert ran(received, sent).code() == 0
    assert mine.exists()
    write(sent / "甲.txt", "")
    write(out / "发文" / "丙.txt.html", "taken by hand from our own page")
    assert ran(received, sent).code() == 3
    assert ran(received, sent).counts.fresh == 0, "what lies in a place of ours is ours"
    write(out / "发文" / "甲.txt.html", "mine")
    write(sent / "甲.txt", "关于甲事的通知，改好了\n")
    assert ran(received, sent).code() == 2
    (sent / "甲.txt").unlink()
    (sent / "丙.txt").unlink()
    write(sent / "丁.txt", "丁")
    ran(received, sent, plan=ALLOWED)
    assert (out / "发文" / "甲.txt.html").read_text(encoding="utf-8") == "mine"
    assert not (out / "发文" / "丙.txt.html").exists()


def test_a_report_never_takes_the_place_of_another_file(shares: tuple[Path, Path], tmp_path: Path) -> None:
    _, sent = shares
    out = tmp_path / "out"
    run.run(msgspec.structs.replace(HERE, options={"reports": {"table": False}}), [sent], out)
    write(out / "findings.csv", "mine")
    write(sent / "乙.txt", "关于乙事的通知\n")
    with pytest.raises(UsageError, match=r"findings\.csv"):
        ran(sent)
    assert (out / "findings.csv").read_text(encoding="utf-8") == "mine"
    assert not (out / "发文" / "乙.txt.json").exists(), "it is seen before the first document"


def test_an_exporter_may_be_left_out_and_taken_in_again(shares: tuple[Path, Path], tmp_path: Path) -> None:
    _, sent = shares
    without = msgspec.structs.replace(HERE, options={"exporters": {"html": False}})
    page = tmp_path / "out" / "发文" / "甲.txt.html"
    for plan, there in ((HERE, True), (without, False), (HERE, True)):
        assert ran(sent, plan=plan).code() == 0
        assert page.exists() == there


def test_links_that_lead_out_are_not_followed(shares: tuple[Path, Path], tmp_path: Path) -> None:
    _, sent = shares
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    out.mkdir()
    (out / ".pipeline").symlink_to(elsewhere)
    with pytest.raises(UsageError, match=r"\.pipeline"):
        ran(sent)
    (out / ".pipeline").unlink()
    (out / ".pipeline").mkdir()
    (out / ".pipeline" / "ledger.sqlite").symlink_to(elsewhere / "ledger.sqlite")
    with pytest.raises(UsageError, match="ledger"):
        ran(sent)
    (out / ".pipeline" / "ledger.sqlite").unlink()
    ran(sent)
    (out / "发文").rename(elsewhere / "发文")
    (out / "发文").symlink_to(elsewhere / "发文")
    kept = files(elsewhere)
    write(sent / "甲.txt", "关于甲事的另一份通知\n")
    assert ran(sent).counts.failed == 1
    (sent / "甲.txt").unlink()
    write(sent / "乙.txt", "乙")
    ran(sent, plan=ALLOWED)
    assert files(elsewhere) == kept
    assert sorted(path.name for path in elsewhere.iterdir()) == ["发文"]


def test_a_place_that_is_free_again_is_no_trouble_while_its_input_is_away(
    shares: tuple[Path, Path], tmp_path: Path
) -> None:
    _, sent = shares
    ran(sent)
    write(sent / "乙.txt", "关于乙事的通知\n各单位：\n请按时报送。\n")
    foreign = tmp_path / "out" / "发文" / "乙.txt.json"
    foreign.write_text("mine", encoding="utf-8")
    assert ran(sent).code() == 2
    foreign.unlink()
    unmount(sent)
    assert ran(sent).code() == 4


def test_a_file_of_others_in_the_place_of_a_folder_is_named(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    ran(received)
    (tmp_path / "out" / "发文").write_text("mine", encoding="utf-8")
    told = ran(received, sent)
    assert (told.code(), told.counts.taken) == (2, 1)
    assert "发文" in records(tmp_path / "out", "")["发文/甲.txt"]["reason"]["message"]
    assert (tmp_path / "out" / "发文").read_text(encoding="utf-8") == "mine"


def test_a_result_that_cannot_be_written_leaves_nothing_that_counts_as_foreign_later(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt.html" / "b.txt", "关于甲事的通知\n各单位：\n请按时报送。\n")
    ran(tmp_path / "in")
    write(tmp_path / "in" / "a.txt", "关于乙事的通知\n各单位：\n请按时报送。\n")
    assert ran(tmp_path / "in").code() == 3
    assert ran(tmp_path / "in", choice=Choice(retry_failed=True)).counts.taken == 0
