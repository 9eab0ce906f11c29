"""What is not there one night, because a share is not mounted, is kept and said; what is not ours is left alone."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest

from measuring import CEILING
from pipeline.batch import run
from pipeline.batch.keep import Choice
from pipeline.batch.run import ALL_CHANGED
from pipeline.batch.summary import Summary
from pipeline.model.errors import MissingInputError, UsageError
from pipeline.model.record import schema
from pipeline.plan import plan as plans
from pipeline.plan.plan import Plan
from support import Command, needs, records

HERE = Plan(executor="serial")
ALLOWED = msgspec.structs.replace(HERE, allow_removals=True)
LONG_AGO = 1_600_000_000
"""s; a file that was changed then is known by its times."""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))


@pytest.fixture
def shares(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders: one of five documents, one of them damaged, and one of a single document."""
    received, sent = tmp_path / "收文", tmp_path / "发文"
    for number in range(4):
        write(received / f"{number}.txt", f"关于第{number}号事项的通知\n各单位：\n请于xx月底前完成。\n")
    write(received / "坏.pdf", "%PDF-1.7 and no more")
    write(sent / "甲.txt", "关于甲事的通知\n各单位：\n请按时报送。\n")
    return received, sent


def files(out: Path) -> dict[str, bytes]:
    """The outputs of documents."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".pipeline" not in path.parts and path.parent != out
    }


def ran(*inputs: Path, plan: Plan = HERE, choice: Choice = ALL_CHANGED) -> Summary:
    return run.run(plan, list(inputs), inputs[-1].parent / "out", choice)


def cut_off(folder: Path, *, after: int) -> None:
    """A run that is interrupted once so many inputs are done."""
    done: list[str] = []

    def cut(name: str) -> None:
        done.append(name)
        if len(done) == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.run(HERE, [folder], folder.parent / "out", watch=cut)


def unmount(folder: Path, *, to: str = "share") -> Path:
    return folder.rename(folder.parent / to)


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


@pytest.mark.parametrize("name", ["earlier", "out"])
def test_an_output_folder_inside_an_input_is_left_out(shares: tuple[Path, Path], name: str) -> None:
    received, sent = shares
    run.run(HERE, [sent], received / "旧" / name)
    summary = run.run(HERE, [received], received / "out2")
    assert summary.counts.done + summary.counts.failed == 5
    assert not any("旧" in path for path in records(received / "out2", "收文"))


def test_what_programs_keep_beside_documents_is_no_document(shares: tuple[Path, Path], tmp_path: Path) -> None:
    received, _ = shares
    for folder in (".git", ".svn", ".hg", ".pipeline", "子/.git"):
        write(received / folder / "a.txt", "不是公文。")
    half = ("a.docx.part", "b.docx.crdownload", "c.pdf.filepart", "d.docx.download", "E.DOCX.PART", "f.pdf.opdownload")
    for name in half:
        write(received / name, "PK\x03\x04 half of it")
    write(received / "part.txt", "一份文件，名称里有 part。")
    ran(received)
    found = records(tmp_path / "out", "收文")
    assert {path for path, record in found.items() if record["reason"] and record["reason"]["code"] == "temporary"} == {
        *half,
    }
    assert found["part.txt"]["status"] == "done"
    assert not any(".git" in path or ".svn" in path or ".hg" in path or ".pipeline" in path for path in found)


def test_a_download_that_is_kept_in_a_folder_is_temporary_until_it_is_whole(shares: tuple[Path, Path]) -> None:
    _, sent = shares
    half = sent / "通知.txt.download"
    for name in ("通知.txt", "Info.plist", "子/附件.txt"):
        write(half / name, "关于乙事的通知\n各单位：\n请按")
    write(sent / "更多.Download" / "丙.txt", "关于丙事的通知")
    write(sent / "下载.downloads" / "丁.txt", "关于丁事的通知\n各单位：\n请按时报送。\n")
    ran(sent)
    found = {
        path: (record["reason"] or {}).get("code") for path, record in records(sent.parent / "out", "发文").items()
    }
    temporary = ("通知.txt.download/通知.txt", "通知.txt.download/Info.plist", "通知.txt.download/子/附件.txt")
    assert found == {
        "甲.txt": None,
        "下载.downloads/丁.txt": None,
        "更多.Download/丙.txt": "temporary",
        **dict.fromkeys(temporary, "temporary"),
    }
    (half / "通知.txt").rename(sent / "通知.txt")
    shutil.rmtree(half)
    again = ran(sent)
    assert records(sent.parent / "out", "发文")["通知.txt"]["status"] == "done"
    assert again.code() == 0


def test_what_is_named_itself_is_worked_on_wherever_it_lies(tmp_path: Path) -> None:
    folder = tmp_path / "通知.download"
    write(folder / "甲.txt", "关于甲事的通知\n各单位：\n请按时报送。\n")
    assert ran(folder).counts.done == 1
    assert run.run(HERE, [folder / "甲.txt"], tmp_path / "other").counts.done == 1


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
