"""A few rounds of the campaigns in ``campaigns/``, which take their numbers as arguments."""

import os
from pathlib import Path

from campaigns.attacks import attack
from campaigns.kills import Campaign


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
    told = attack(traps, tmp_path / "place", timeout=20)
    assert told.faults == []
    assert told.outcomes == {"done": len(names) + 1, "not-regular": 5}
