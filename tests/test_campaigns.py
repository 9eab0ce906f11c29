"""A few rounds of the campaigns in ``campaigns/``, which take their numbers as arguments."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from campaigns import readers
from campaigns.attacks import attack
from campaigns.kills import Campaign

from measuring import CEILING
from support import ROOT


def test_kills_leave_no_trace(tmp_path: Path) -> None:
    campaign = Campaign(tmp_path, files=40, seed=7)
    campaign.kill_parents(3)
    campaign.kill_workers(3)


def test_a_folder_of_traps_is_walked_through(tmp_path: Path) -> None:
    traps = tmp_path / "traps"
    (traps / "dir.pdf").mkdir(parents=True)
    (traps / "index.html").mkdir()
    (traps / "index.html" / "a.txt").write_text("你好，世界。", encoding="utf-8")
    for link, target in (("loop", "."), ("self.pdf", "self.pdf"), ("zero.txt", "/dev/zero"), ("root", "/")):
        (traps / link).symlink_to(target)
    os.mkfifo(traps / "fifo.docx")
    names = (
        b"bad\xff\xfe.txt",
        b"new\nline.txt",
        b"a\\b.txt",
        b"a\\xff.txt",
        b"a\xff.txt",
        b"$(touch x).txt",
        b"-rf.txt",
    )
    for name in names:
        (traps / os.fsdecode(name)).write_text("你好，世界。", encoding="utf-8")
    told = attack(traps, tmp_path / "place", timeout=60)
    assert told.faults == []
    assert told.outcomes == {"done": len(names) + 1, "not-regular": 5}


def test_readers_are_held_to_their_contract_file_by_file(tmp_path: Path) -> None:
    for name in ("通知-规范.docx", "函-gb18030.txt"):
        shutil.copy(ROOT / "sample_inputs" / name, tmp_path)
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / "图.png").write_bytes(b"\x89PNG")
    run = subprocess.run(
        [sys.executable, readers.__file__, tmp_path, "--damage"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        capture_output=True,
        text=True,
        timeout=CEILING,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    counts = json.loads(run.stdout.splitlines()[0])
    assert counts == {"files": 4, "kept": 2, "refused: damaged": 1, "not ours": 1, "unchecked": {"pages": 2}}
