"""Fragments become entries of a version, again and again; the changelog tells of the version that the program says."""

import re
import subprocess
import sys
from pathlib import Path

from pipeline.version import __version__
from support import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def assemble(root: Path, **fragments: str) -> str:
    """What the tool makes of these fragments, in a project of their own."""
    (root / "changelog.d").mkdir(exist_ok=True)
    (root / "changelog.d" / "README.md").write_text("About fragments.", encoding="utf-8")
    for name, text in fragments.items():
        (root / "changelog.d" / f"{name}.md").write_text(text, encoding="utf-8")
    (root / "tools").mkdir(exist_ok=True)
    (root / "tools" / "changelog.py").write_bytes((ROOT / "tools" / "changelog.py").read_bytes())
    subprocess.run([sys.executable, "-m", "tools.changelog", "1.2"], cwd=root, check=True, capture_output=True)
    assert [path.name for path in (root / "changelog.d").iterdir()] == ["README.md"]
    return (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_fragments_are_ordered_by_topic_and_removed(tmp_path: Path) -> None:
    made = assemble(tmp_path, b="Fixed: a\nfault", a="Notes are read.\n\nAdded: 新规则 `x`。")
    topics = "### Added\n\n- 新规则 `x`。\n\n### Changed\n\n- Notes are read.\n\n### Fixed\n\n- a fault\n"
    assert made.endswith(f"## 1.2\n\n{topics}")


def test_later_fragments_go_to_the_same_version_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changelog\n\n## 1.2\n\nAbout it.\n\n### Fixed\n\n- One.\n\n## 1.1\n\n### Fixed\n\n- Old.\n", encoding="utf-8"
    )
    made = assemble(tmp_path, a="Fixed: Two.", b="Fixed: One.", c="Added: More.")
    assert made == (
        "# Changelog\n\n## 1.2\n\nAbout it.\n\n### Added\n\n- More.\n\n### Fixed\n\n- One.\n- Two.\n\n"
        "## 1.1\n\n### Fixed\n\n- Old.\n"
    )


def test_a_version_that_is_not_there_yet_comes_first(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## 1.1\n\n### Fixed\n\n- Old.\n", encoding="utf-8")
    assert re.findall("#+ .*", assemble(tmp_path, a="New.")) == [
        "# Changelog",
        "## 1.2",
        "### Changed",
        "## 1.1",
        "### Fixed",
    ]


def test_the_newest_section_is_of_the_version_that_the_program_says() -> None:
    assert re.findall(r"^## (.*)$", CHANGELOG, re.MULTILINE)[0] == __version__
