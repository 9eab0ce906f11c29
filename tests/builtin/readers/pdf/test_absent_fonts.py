"""Fonts that a file names and does not hold: what is read does not depend on those of the machine."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from builtin.readers.pdf.conftest import Desk

from built_pdf import Paper
from support import lacking, needs, records

LINES = (
    "关于做好①防汛工作的通知",
    "各县（市、区）、各单位：",
    "一、请于→5月底前报送“材料”。",
    "云泽市人民政府——办公室",
)
ABSENT = ("absent", "gbk-codes", "arial", "yahei")
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts", "~/.fonts", "~/.local/share/fonts")
"""Where a machine keeps its fonts."""
HIDDEN = 'for one; do [ "$one" = -- ] && break; shift; [ ! -d "$one" ] || mount -t tmpfs none "$one" || exit 77; done; '
"""A line of shell: each folder up to ``--`` is empty from here on."""


def one_by_one(desk: Desk, font: str) -> Paper:
    """Every character a text object of its own, as many converters write."""
    paper = desk.paper()
    for row, line in enumerate(LINES):
        for column, char in enumerate(line):
            paper.text(100 + 16 * column, 700 - 30 * row, char, font=font)
    return paper


@pytest.mark.parametrize("font", ABSENT)
def test_characters_that_stand_alone_are_read(desk: Desk, font: str) -> None:
    document = desk.read(one_by_one(desk, font))
    assert document.text.split() == list(LINES)
    assert not document.not_checked
    for piece in document.pieces:
        place: Any = piece.place
        widths = [after - before for before, after in zip(place.edges, place.edges[1:], strict=False)]
        assert widths == pytest.approx([16.0] * len(widths), abs=0.01)


def test_a_character_alone_is_as_one_among_others(desk: Desk) -> None:
    whole = desk.paper().lines(100, 700, *LINES, pitch=30)
    read = {font: desk.read(one_by_one(desk, font)) for font in ABSENT} | {"song": desk.read(whole)}
    assert {document.text for document in read.values()} == {read["song"].text}
    assert {document.paragraphs for document in read.values()} == {read["song"].paragraphs}


def test_codes_that_nothing_explains_are_not_taken_for_letters(desk: Desk) -> None:
    paper = desk.paper().lines(100, 700, *LINES).text(100, 500, "①", font="unknown")
    (doubt,) = desk.read(paper).not_checked
    assert "无法解码" in doubt.reason.zh


def test_blanks_that_stand_alone_are_not_read(desk: Desk) -> None:
    paper = desk.paper().text(100, 700, "各单位要认真", font="absent").text(196, 700, "\u3000", font="absent")
    assert desk.read(paper.text(212, 700, "落实", font="absent")).text.split() == ["各单位要认真", "落实"]


def test_a_machine_without_fonts_says_the_same(desk: Desk, tmp_path: Path) -> None:
    inputs = tmp_path / "收文"
    inputs.mkdir()
    for font in (*ABSENT, "song", "upright"):
        (inputs / f"{font}.pdf").write_bytes(desk.pdf(one_by_one(desk, font), desk.paper().lines(100, 700, *LINES)))
    command = [sys.executable, "-m", "pipeline", "run", str(inputs), "--with-text", "-o"]
    subprocess.run([*command, str(tmp_path / "with")], check=True, capture_output=True, cwd=tmp_path)
    folders = [os.path.expanduser(folder) for folder in FOLDERS]
    bare = [needs("unshare"), "--mount", "sh", "-c", f'{HIDDEN} shift; exec "$@"', "sh", *folders, "--"]
    allowed = subprocess.run([*bare, "true"], capture_output=True, text=True, check=False)
    if allowed.returncode:
        lacking(f"the fonts of this machine cannot be hidden: {allowed.stderr.strip()}")
    subprocess.run([*bare, *command, str(tmp_path / "without")], check=True, capture_output=True, cwd=tmp_path)
    found, same = (records(tmp_path / out) for out in ("with", "without"))
    assert found == same
    assert len(found) == len(ABSENT) + 2
