"""What a run writes and prints is the same under every hash seed, the times in it apart."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import ROOT, Command

SEEDS = ("0", "1", "2")
TIMES = re.compile("<time .*?</time>|用时 [0-9,.]+ 秒".encode())
SAID = (
    ("check", "通知-有误.docx", "对照检查材料.pdf", "--output-format", "sarif"),
    ("check", "samples", "--statistics"),
    ("rules",),
    ("plugins", "list"),
    ("run", "samples", "-o", "x", "--select", "heading"),
)


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """The samples, one that cannot be read, and one of an unknown type."""
    folder = shutil.copytree(ROOT / "sample_inputs", tmp_path / "samples")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    (folder / "图.png").write_bytes(b"\x89PNG")
    return folder


def contents(out: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        name = path.relative_to(out).as_posix()
        if name.startswith(".pipeline/"):
            continue
        if name == "index.html":
            yield name, TIMES.sub(b"", path.read_bytes())
        elif name == "findings.xlsx":
            with zipfile.ZipFile(path) as book:
                yield from ((f"{name}/{part}", book.read(part)) for part in book.namelist() if "core.xml" not in part)
        else:
            yield name, path.read_bytes()


def test_every_file_of_a_run_is_the_same(pipeline: Command, samples: Path, tmp_path: Path) -> None:
    for seed in SEEDS:
        result = pipeline("run", samples, "-o", f"out-{seed}", "--summary", "-", PYTHONHASHSEED=seed)
        assert result.code == 3
    first, *others = (dict(contents(tmp_path / f"out-{seed}")) for seed in SEEDS)
    assert {"index.html", "results.jsonl", "findings.csv", "findings.xlsx/xl/workbook.xml"} <= first.keys()
    assert re.search(rb'data-rules="\d+ \d+ \d+ ', first["index.html"]), "a document with findings of several rules"
    for other in others:
        assert [name for name in first.keys() | other.keys() if first.get(name) != other.get(name)] == []


def test_a_run_under_another_seed_has_nothing_to_do(pipeline: Command, inputs: Path) -> None:
    told = [pipeline("run", inputs, "-o", "out", PYTHONHASHSEED=seed) for seed in SEEDS]
    assert ["本次处理 1" in one.out for one in told] == [True, False, False]
    assert [one.code for one in told] == [0, 0, 0]


@pytest.mark.parametrize("words", SAID, ids=" ".join)
def test_what_is_printed_is_the_same(pipeline: Command, samples: Path, words: tuple[str, ...]) -> None:
    told = [
        pipeline(*(samples / word if word.endswith((".docx", ".pdf")) else word for word in words), PYTHONHASHSEED=seed)
        for seed in SEEDS[:2]
    ]
    assert told[0].out + told[0].err
    assert told[0] == told[1]
