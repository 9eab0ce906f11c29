"""The tutorial is true, in both languages: its files are written, its commands run, and each prints what it says."""

from pathlib import Path

import pytest

from support import ROOT
from written import Desk, blocks

PAGES = {"zh": "tutorial.md", "en": "tutorial.en.md"}


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_does_what_it_says(lang: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "work", tmp_path / "site", lang)
    desk.do(blocks((ROOT / "docs" / PAGES[lang]).read_text(encoding="utf-8")))
    assert desk.ran >= 8


def test_both_pages_show_the_same_files_and_commands() -> None:
    zh, en = (blocks((ROOT / "docs" / name).read_text(encoding="utf-8")) for name in PAGES.values())
    assert [(block.kind, block.name) for block in zh] == [(block.kind, block.name) for block in en]
    assert [block.code() for block in zh] == [block.code() for block in en]
