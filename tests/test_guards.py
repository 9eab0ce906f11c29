"""What stands in front of every reader: the same for docx, pdf, text and a plugin's format."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from built_docx import changed
from measuring import CEILING
from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.document.snapshot import LARGEST, digest, snapshot
from pipeline.model.document import Source
from pipeline.model.errors import DocumentError
from pipeline.model.outcome import Input
from pipeline.testing import docx, pdf
from support import ROOT, Command, records

SUFFIXES = (".docx", ".pdf", ".txt", ".md", ".html")
TEXT = "关于开展检查的通知"
GOOD = {
    ".docx": docx(TEXT),
    ".pdf": pdf(TEXT),
    ".txt": TEXT.encode(),
    ".md": TEXT.encode(),
    ".html": f"<p>{TEXT}".encode(),
}


def test_every_format_is_taken_in_with_the_same_care(pipeline: Command, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    outside = tmp_path / "outside"
    for suffix in SUFFIXES:
        (tmp_path / f"outside{suffix}").write_bytes(GOOD[suffix])
        (folder / f"good{suffix}").write_bytes(GOOD[suffix])
        (folder / f"empty{suffix}").touch()
        (folder / f"link{suffix}").symlink_to(f"{outside}{suffix}")
        (folder / f"zero{suffix}").symlink_to("/dev/zero")
        os.mkfifo(folder / f"fifo{suffix}")
        with (folder / f"large{suffix}").open("wb") as large:
            large.truncate(LARGEST + 1)
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(folder / f"s{suffix}"))
        (folder / f"folder{suffix}").mkdir()
        (folder / f"folder{suffix}" / "inner.txt").write_text(TEXT, encoding="utf-8")
    plan = f"plugins = ['{ROOT / 'plugins' / 'html_page.py'}']\n"
    (tmp_path / "pipeline.toml").write_text(plan, encoding="utf-8")
    assert pipeline("run", "in", "-o", "out", "--timeout", 20).code == 3
    reasons = {path: record["reason"] for path, record in records(tmp_path / "out", "in").items()}
    found = {path: reason and reason["code"] for path, reason in reasons.items()}
    expected = {
        "good": None,
        "empty": "empty",
        "link": "not-regular",
        "zero": "not-regular",
        "fifo": "not-regular",
        "large": "limit",
        "s": "not-regular",
    }
    assert found == {
        **{f"{name}{suffix}": code for name, code in expected.items() for suffix in SUFFIXES},
        **{f"folder{suffix}/inner.txt": None for suffix in SUFFIXES},
    }


@contextmanager
def changing(path: Path, change: Callable[[int], None]) -> Iterator[None]:
    """``change`` the file again and again, from another thread, its time set back each time."""
    before = path.stat()
    begun, over = threading.Event(), threading.Event()

    def work() -> None:
        with path.open("r+b") as file:
            while not over.is_set():
                change(file.fileno())
                os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
                begun.set()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        assert begun.wait(CEILING)
        yield
    finally:
        over.set()
        thread.join()


def refusal(path: Path) -> str | None:
    try:
        snapshot(Input(str(path), path.name))
    except DocumentError as error:
        return error.reason.code
    return None


@pytest.mark.parametrize(
    "change",
    [
        lambda file: os.pwrite(file, b"x", 1000),
        lambda file: os.ftruncate(file, os.fstat(file).st_size + 1),
        lambda file: os.ftruncate(file, max(os.fstat(file).st_size - 1, 0)),
    ],
    ids=["same size, same time", "growing", "shrinking"],
)
def test_a_file_that_changes_while_it_is_read_is_not_believed(change: Callable[[int], None], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(64 << 20)
    with changing(path, change):
        refusals = (refusal(path) for _ in range(1000))  # the other thread may have no turn while one is read
        assert next(filter(None, refusals), None) == "changing"
    assert len(snapshot(Input(str(path), "a.txt"))) == path.stat().st_size


def test_a_digest_waits_for_nothing_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "fifo.txt")
    assert digest(str(tmp_path / "a.txt")) is not None
    assert [digest(str(tmp_path / name)) for name in ("link.txt", "fifo.txt", "none.txt", "")] == [None] * 4


def test_a_library_that_fills_the_disk_is_stopped(
    pipeline: Command, plan: Callable[..., Path], inputs: Path, tmp_path: Path
) -> None:
    (inputs / "a.fill").write_text("FILL", encoding="utf-8")
    assert pipeline("run", inputs, "-o", "out", "--plan", plan("fills_the_disk")).code == 3
    found = records(tmp_path / "out")
    assert "File too large" in found["a.fill"]["reason"]["message"]
    assert found["通知.txt"]["reason"] is None


def _declaring(part: str, encoding: str) -> bytes:
    """A docx one of whose parts declares a DOCTYPE, in this encoding."""

    def declared(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
        return (head + content.decode().partition("?>")[2]).encode(encoding)

    return changed(docx(TEXT), declared)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "iso-8859-1"])
@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "_rels/.rels", "word/_rels/document.xml.rels"]
)
def test_a_doctype_is_refused_in_every_part_and_encoding(part: str, encoding: str) -> None:
    if encoding == "iso-8859-1" and part == "word/document.xml":
        encoding = "utf-32"  # Han cannot be written in the other
    with pytest.raises(DocumentError) as refused:
        DocxReader().read(Source("a.docx", _declaring(part, encoding)))
    assert refused.value.reason.code == "damaged"
