"""What lies in an input and is no document: earlier outputs, what programs keep, half of a download."""

import shutil
from pathlib import Path

import pytest

from night_runs import HERE, ran, write
from pipeline.batch import run
from support import records


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
