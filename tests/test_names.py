"""Files of any name: what the records and the overview say of their outputs leads there."""

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
import pytest
from lxml import html

from pipeline.batch import run
from pipeline.batch.ledger import decoded
from pipeline.document.outputs import earlier_name
from pipeline.model.names import display
from pipeline.plan.plan import Plan
from support import Command, records

NAMES = (
    b"plain.txt",
    b"a\\b.txt",
    b"a_b.txt",
    b"a\\xff.txt",
    b"a\xff.txt",
    b"a\xfe.txt",
    b"\xc4\xe3\xba\xc3.txt",  # Chinese in GBK
    b"new\nline.txt",
    b"50% #1? &amp; \"'.txt",
    b"\\" * 120 + b"long.txt",
    "长".encode() * 81 + b"\\.txt",
    b"d\\\xff/in.txt",
    b"d_\xff/in.txt",
    b"\xff" * 255 + b"/in.txt",
    b"index.html/in\\.txt",
)

PATH_MAX = 4096
"""Bytes of a whole path on Linux, its end included."""
REPORTS = {"index.html", "findings.csv", "findings.xlsx", "results.jsonl"}


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A folder with a text for each of these names."""
    folder = tmp_path / "in"
    for name in NAMES:
        path = folder / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("关于开展检查的通知\n各单位：\n请于xx月底前完成。\n", encoding="utf-8")
    return folder


def on_disk(out: Path) -> set[str]:
    """The files of the documents, the reports apart."""
    below = [Path(folder, name).relative_to(out) for folder, _, names in os.walk(out) for name in names]
    return {path.as_posix() for path in below if path.parts[0] != ".pipeline"} - REPORTS


def said(out: Path) -> dict[str, list[str]]:
    return {path: record["outputs"] for path, record in records(out).items()}


def links(page: Path) -> Iterator[Path]:
    """Where the links of a page lead, by way of the bytes that a browser asks for."""
    tree: Any = html.document_fromstring(page.read_bytes().decode())
    for link in tree.xpath("//a/@href[not(starts-with(., '#'))]"):
        yield page.parent / unquote(link.partition("#")[0], errors="strict")


def test_what_is_said_of_outputs_leads_to_them(pipeline: Command, named: Path, tmp_path: Path) -> None:
    assert pipeline("run", named, "-o", "out").code == 0
    out = tmp_path / "out"
    outputs = [name for names in said(out).values() for name in names]
    assert len(outputs) == len(set(outputs)) == 2 * len(NAMES)
    assert set(outputs) == on_disk(out)
    for path, names in said(out).items():
        assert json.loads((out / names[0]).read_bytes())["path"] == path
        assert next(links(out / names[1])).resolve() == out / "index.html"
    led = list(links(out / "index.html"))
    assert {path.relative_to(out).as_posix() for path in led} >= {name for name in outputs if name.endswith(".html")}
    assert all(path.is_file() for path in led)


def test_nothing_is_done_twice_and_nothing_left_behind(named: Path, tmp_path: Path) -> None:
    out, here = tmp_path / "out", Plan(executor="serial")
    assert run.run(here, [named], out).counts.fresh == len(NAMES)
    before = said(out)
    assert run.run(here, [named], out).counts.fresh == 0
    assert said(out) == before
    for name in NAMES[1:]:
        (named / os.fsdecode(name)).unlink()
    gone = msgspec.structs.replace(here, allow_removals=True)
    assert run.run(gone, [named], out).removed == len(NAMES) - 1
    (left,) = said(out).values()
    assert on_disk(out) == set(left)


def test_files_that_an_earlier_version_wrote_under_the_raw_names_are_cleared(named: Path, tmp_path: Path) -> None:
    out, here = tmp_path / "out", Plan(executor="serial")
    run.run(here, [named], out)
    with sqlite3.connect(out / ".pipeline" / "ledger.sqlite") as database:
        for name, content in database.execute("select name, outcome from outcomes").fetchall():
            outcome, raw = decoded(content), os.fsdecode(name)
            places = [earlier_name(raw, suffix, {"index.html"}) for suffix in (".json", ".html")]
            for place, written in zip(places, outcome.outputs, strict=True):
                (out / place).parent.mkdir(exist_ok=True)
                (out / written).rename(out / place)
            outcome = msgspec.structs.replace(outcome, outputs=tuple(map(display, places)))
            row = ("of an earlier version", msgspec.msgpack.encode(outcome), name)
            database.execute("update outcomes set fingerprint = ?, outcome = ? where name = ?", row)
    database.close()
    assert any("\\" in name for name in on_disk(out))
    assert run.run(here, [named], out).counts.fresh == len(NAMES)
    assert on_disk(out) == {name for names in said(out).values() for name in names}


@pytest.mark.skipif(os.name == "nt", reason="other limits hold on Windows")
def test_a_path_too_long_for_its_outputs_costs_that_document(tmp_path: Path, pipeline: Command) -> None:
    """The system opens the input and refuses the longer name of the output: the others are worked on."""
    inputs, out = tmp_path / "in", tmp_path / "out-below-a-longer-name"
    room = PATH_MAX - len(os.fsencode(inputs)) - len("/a.txt") - 10
    deep = inputs.joinpath(*["d" * 200] * (room // 201), "d" * (room % 201))
    deep.mkdir(parents=True)
    for folder in (deep, inputs):
        (folder / "a.txt").write_text("关于开展检查的通知\n各单位：\n请认真检查。\n", encoding="utf-8")
    for _ in range(2):
        assert pipeline("run", inputs, "-o", out, "--executor", "serial").code in (0, 3)
        found = records(out, "in")
        assert found.pop("a.txt")["status"] == "done"
        ((record,),) = (found.values(),)
        assert record["reason"]["code"] == "export"
