"""The two shared folders over which unattended runs go."""

from pathlib import Path

import pytest

from night_runs import write


@pytest.fixture
def shares(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders: one of five documents, one of them damaged, and one of a single document."""
    received, sent = tmp_path / "收文", tmp_path / "发文"
    for number in range(4):
        write(received / f"{number}.txt", f"关于第{number}号事项的通知\n各单位：\n请于xx月底前完成。\n")
    write(received / "坏.pdf", "%PDF-1.7 and no more")
    write(sent / "甲.txt", "关于甲事的通知\n各单位：\n请按时报送。\n")
    return received, sent
