"""What is not there one night, because a share is not mounted, is kept and said."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from measuring import CEILING
from night_runs import ALLOWED, HERE, cut_off, files, ran, unmount, write
from pipeline.batch import run
from pipeline.batch.keep import Choice
from pipeline.model.errors import MissingInputError
from pipeline.model.record import schema
from pipeline.plan import plan as plans
from support import Command, needs, records


@pytest.mark.parametrize("mount_point", [True, False], ids=["empty", "gone"])
def test_an_input_that_is_not_mounted_keeps_all_that_is_known_of_it(
    shares: tuple[Path, Path], tmp_path: Path, *, mount_point: bool
) -> None:
    received, sent = shares
    out = tmp_path / "out"
    write(received / "~$锁.docx", "lock")
    assert ran(received, sent).code() == 3
    before, told = files(out), records(out, "")
    share = unmount(received)
    if mount_point:
        received.mkdir()
    write(sent / "乙.txt", "关于乙事的通知\n各单位：\n请按时报送。\n")
    first = ran(received, sent)
    assert first.code() == 4
    assert first.counts.fresh == 1, "all others are worked on"
    assert [(one.input, one.lost, one.of) for one in first.missing] == [(str(received), 5, 5)]
    assert (first.removed, first.counts.not_seen, first.counts.failed_anew) == (0, 6, 0)
    after = records(out, "")
    assert {path: files(out)[path] for path in before} == before
    assert {path: record for path, record in after.items() if "last_seen" not in record} == {
        path: record for path, record in after.items() if path.startswith("发文/")
    }
    validator = jsonschema.Draft202012Validator(schema())
    for path, record in told.items():
        validator.validate(after[path])
        assert {**after[path], "last_seen": None} == {**record, "last_seen": None}
    index = (out / "index.html").read_text(encoding="utf-8")
    assert "5 个文件中有 5 个不见了" in index
    assert len(re.findall(r'<tr data-path="收文/[^"]*" data-kinds="[^"]* not_seen"', index)) == 6
    again = ran(received, sent)
    assert (again.code(), again.counts.fresh, again.missing) == (4, 0, first.missing), "every night"
    assert ran(received, sent, choice=Choice(force=True)).code() == 4
    assert {path: files(out)[path] for path in before} == before
    if mount_point:
        received.rmdir()
    share.rename(received)
    back = ran(received, sent)
    assert (back.code(), back.counts.not_seen, back.missing) == (0, 0, ())
    assert not any("last_seen" in record for record in records(out, "").values())
    assert "未见</span>" not in (out / "index.html").read_text(encoding="utf-8")


def test_removals_are_made_when_they_are_allowed(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    ran(received, sent)
    unmount(received)
    assert ran(received, sent).code() == 4
    allowed = ran(received, sent, plan=ALLOWED)
    assert (allowed.code(), allowed.removed, allowed.missing) == (0, 5, ())
    assert set(files(tmp_path / "out")) == {"发文/甲.txt.json", "发文/甲.txt.html"}
    assert set(records(tmp_path / "out", "")) == {"发文/甲.txt"}
    assert ran(received, sent, plan=ALLOWED).code() == 0
    received.mkdir()
    assert ran(received, sent).code() == 0, "it is not said for ever"


def test_the_plan_allows_removals_for_an_inbox_that_is_emptied_by_habit(
    shares: tuple[Path, Path], tmp_path: Path
) -> None:
    received, sent = shares
    path = tmp_path / "plan.toml"
    path.write_text('executor = "serial"\nallow_removals = true\n', encoding="utf-8")
    plan = plans.read(path)
    ran(received, sent)
    assert ran(received, sent, plan=plan).counts.fresh == 0, "the key changes no result"
    shutil.rmtree(received)
    received.mkdir()
    assert ran(received, sent, plan=plan).code() == 0
    assert set(records(tmp_path / "out", "")) == {"发文/甲.txt"}


def test_more_than_half_that_vanishes_is_kept_and_less_is_tidied(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    out = tmp_path / "out"
    ran(received, sent)
    for name in ("0.txt", "1.txt"):
        (received / name).unlink()
    two_of_five = ran(received, sent)
    assert (two_of_five.code(), two_of_five.removed) == (0, 2)
    kept = [(received / name, (received / name).read_bytes()) for name in ("2.txt", "坏.pdf")]
    for path, _ in kept:
        path.unlink()
    two_of_three = ran(received, sent)
    assert (two_of_three.code(), two_of_three.removed) == (4, 0)
    assert {path for path, record in records(out, "").items() if "last_seen" in record} == {"收文/2.txt", "收文/坏.pdf"}
    path, content = kept[0]
    path.write_bytes(content)
    one_of_three = ran(received, sent)
    assert (one_of_three.code(), one_of_three.counts.not_seen) == (4, 1), "until all are back"
    assert (out / "收文" / "坏.pdf.json").exists()
    path, content = kept[1]
    path.write_bytes(content)
    assert ran(received, sent).code() == 0
    path.unlink()
    assert (ran(received, sent).code(), (out / "收文" / "坏.pdf.json").exists()) == (0, False)


def test_documents_that_only_moved_have_not_vanished(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    ran(received, sent)
    (received / "二月").mkdir()
    for path in received.glob("*.*"):
        path.rename(received / "二月" / path.name)
    moved = ran(received, sent)
    assert (moved.code(), moved.removed, moved.missing) == (3, 5, ()), "坏.pdf fails under its new name"
    assert not (tmp_path / "out" / "收文" / "0.txt.html").exists()
    for path in (received / "二月").glob("*.txt"):
        path.write_text(f"别的文件，替换了{path.name}。", encoding="utf-8")
        path.rename(received / path.name)
    assert ran(received, sent).code() == 4, "other documents in their place are no move"


def test_a_file_that_was_named_and_is_gone_is_an_input_that_is_not_there(
    shares: tuple[Path, Path], tmp_path: Path
) -> None:
    received, sent = shares
    named = sent / "甲.txt"
    ran(received, named)
    content = named.read_bytes()
    named.unlink()
    for _ in range(2):
        gone = ran(received, named)
        assert (gone.code(), [(one.lost, one.of) for one in gone.missing]) == (4, [(1, 1)])
        assert "last_seen" in records(sent / "out", "")["甲.txt"]
    assert (sent / "out" / "甲.txt.html").exists()
    named.write_bytes(content)
    assert ran(received, named).code() == 0


def test_an_input_inside_another_does_not_lose_its_documents_to_it(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    write(received / "县区" / "县.txt", "关于县事的通知\n各单位：\n请按时报送。\n")
    ran(received, received / "县区", sent)
    before = files(tmp_path / "out")
    shutil.rmtree(received / "县区")
    assert ran(received, received / "县区", sent).code() == 4
    assert files(tmp_path / "out") == before
    kept = {path for path, record in records(tmp_path / "out", "").items() if "last_seen" in record}
    assert kept == {"收文/县区/县.txt", "县区/县.txt"}


def test_only_documents_count_and_only_those_that_were_there_before(shares: tuple[Path, Path]) -> None:
    received, _ = shares
    for path in received.glob("*.*"):
        path.unlink()
    write(received / "~$锁.docx", "lock")
    write(received / "图.png", "\x89PNG")
    write(received / "文.txt", "你好，世界。")
    assert ran(received).counts.skipped == 2
    for name in ("~$锁.docx", "图.png"):
        (received / name).unlink()
    assert (ran(received).code(), ran(received).code()) == (0, 0)
    (received / "文.txt").unlink()
    for number in range(9):
        write(received / f"新{number}.txt", f"新来的第{number}份。")
    assert ran(received).code() == 4, "none of those that were there is there"


def test_a_path_that_no_run_has_seen_ends_the_run_before_anything(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    ran(received, sent)
    before = files(tmp_path / "out")
    (sent / "甲.txt").unlink()
    with pytest.raises(MissingInputError):
        ran(received, tmp_path / "没有", sent)
    assert files(tmp_path / "out") == before


def test_a_run_cut_off_while_a_share_is_away_loses_nothing(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    ran(received, sent)
    before = files(tmp_path / "out")
    share = unmount(received)
    write(sent / "甲.txt", "关于甲事的另一份通知\n")

    def cut(name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.run(HERE, [received, sent], tmp_path / "out", watch=cut)
    assert ran(received, sent).code() == 4
    assert {path: content for path, content in files(tmp_path / "out").items() if path.startswith("收文/")} == {
        path: content for path, content in before.items() if path.startswith("收文/")
    }
    share.rename(received)
    assert ran(received, sent).code() == 0


def test_what_a_run_that_was_cut_off_saw_first_does_not_stand_for_what_vanished(shares: tuple[Path, Path]) -> None:
    received, _ = shares
    ran(received)
    share = unmount(received)
    for number in range(6):
        write(received / f"新{number}.txt", f"新来的第{number}份。")
    cut_off(received, after=6)
    told = ran(received)
    assert (told.code(), told.removed, told.counts.not_seen) == (4, 0, 5)
    assert [(one.lost, one.of) for one in told.missing] == [(5, 11)]
    for path in share.iterdir():
        path.rename(received / path.name)
    assert (ran(received).code(), ran(received).counts.done) == (0, 10)


@pytest.mark.parametrize("after", [1, 2, 4])
def test_documents_that_a_run_that_was_cut_off_saw_first_under_new_names_have_moved(
    shares: tuple[Path, Path], tmp_path: Path, *, after: int
) -> None:
    received, _ = shares
    ran(received)
    (received / "二月").mkdir()
    for path in received.glob("*.*"):
        path.rename(received / "二月" / path.name)
    cut_off(received, after=after)
    (received / "二月" / "0.txt").unlink()
    told = ran(received)
    assert (told.code(), told.removed, told.missing) == (3, 5 + 1, ())
    assert len(files(tmp_path / "out")) == 3 * 2 + 1


def test_what_a_first_run_that_was_cut_off_saw_may_be_tidied(shares: tuple[Path, Path]) -> None:
    received, _ = shares
    cut_off(received, after=4)
    (received / "0.txt").unlink()
    assert (ran(received).code(), ran(received).missing) == (3, ())
    for name in ("1.txt", "2.txt", "3.txt"):
        (received / name).unlink()
    assert ran(received).code() == 4


def test_what_is_missing_is_said_on_stderr_in_the_summary_and_by_status(pipeline: Command, tmp_path: Path) -> None:
    for name in ("收文", "发文"):
        write(tmp_path / name / f"{name}.txt", f"关于{name}的通知\n")
    call = ("run", "收文", "发文", "-o", "out", "--executor", "serial")
    assert pipeline(*call).code == 0
    shutil.rmtree(tmp_path / "收文")
    told = pipeline(*call, "--summary", "summary.json")
    assert told.code == 4
    assert "（本次处理 0，未见 1）" in told.out
    quiet = pipeline(*call, "-q")
    assert (quiet.code, quiet.out) == (4, "")
    for said in (told.err, quiet.err):
        (line,) = said.splitlines()
        assert "收文" in line
        assert "--allow-removals" in line
        assert "1 个文件中有 1 个不见了" in line
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert summary["missing"] == [{"input": "收文", "lost": 1, "of": 1}]
    assert summary["counts"]["not_seen"] == 1
    status = pipeline("status", "out").out
    assert "其中未见 1" in status
    assert "输入 收文 的 1 个文件中有 1 个不见了" in status
    found = json.loads(pipeline("status", "out", "--json").out)
    assert (found["not_seen"], found["missing"][0]["input"]) == (1, "收文")
    assert "are not there" in pipeline(*call, "-q", PIPELINE_LANG="en").err
    assert pipeline(*call, "--allow-removals").code == 0
    assert "未见" not in pipeline("status", "out").out


def unprivileged(folder: Path, *words: str) -> tuple[int, str]:
    """What the command comes to for somebody who may not read all; root may, unless it is taken from it."""
    flags = [f"--{kind}=-dac_override,-dac_read_search" for kind in ("bounding-set", "inh-caps")]
    prefix = [needs("setpriv", *flags, "true"), *flags] if os.geteuid() == 0 else []
    told = subprocess.run(
        [*prefix, sys.executable, "-m", "pipeline", *words],
        cwd=folder,
        env={**os.environ, "PIPELINE_LANG": "zh"},
        capture_output=True,
        check=False,
        timeout=CEILING,
    )
    return told.returncode, told.stderr.decode()


def test_an_input_that_may_not_be_read_is_one_that_is_not_there(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    call = ("run", "收文", "发文", "-o", "out", "--executor", "serial")
    assert unprivileged(tmp_path, *call)[0] == 3
    before = files(tmp_path / "out")
    write(sent / "乙.txt", "关于乙事的通知\n")
    received.chmod(0)
    try:
        code, said = unprivileged(tmp_path, *call)
    finally:
        received.chmod(0o755)
    assert (code, len(said.splitlines())) == (4, 1)
    assert "5 个文件中有 5 个不见了" in said
    assert {path: content for path, content in files(tmp_path / "out").items() if path in before} == before
    assert records(tmp_path / "out", "")["发文/乙.txt"]["status"] == "done"
    assert unprivileged(tmp_path, *call) == (0, "")
    (tmp_path / "out").chmod(0)
    try:
        for words in (call, ("status", "out")):
            code, said = unprivileged(tmp_path, *words)
            assert (code, len(said.splitlines()), "Permission denied" in said) == (2, 1, True)
    finally:
        (tmp_path / "out").chmod(0o755)


def test_of_several_codes_the_gravest_wins(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, sent = shares
    ran(received, sent)
    shutil.rmtree(received)
    write(sent / "坏.pdf", "%PDF-1.7")
    told = ran(received, sent)
    assert (told.code(), told.failed_anew) == (4, (("发文/坏.pdf", "damaged"),))
    write(sent / "新.txt", "你好，世界。")
    write(tmp_path / "out" / "发文" / "新.txt.html", "mine")
    assert ran(received, sent).code() == 2
