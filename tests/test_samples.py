"""The samples, run as the README says: what was planted is found, and nothing else."""

import os
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from support import records

ROOT = Path(__file__).parent.parent
EXPECTED = tomllib.loads((ROOT / "tools" / "samples" / "expected.toml").read_text(encoding="utf-8"))["error"]
SAME = ("对照检查材料.docx", "对照检查材料.pdf", "对照检查材料.txt")
TEXT_RULES = {"heading-number-form", "heading-number-sequence", "no-placeholder", "no-doubled-punctuation"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "out"
    command = [sys.executable, "-m", "pipeline", "run", str(ROOT / "sample_inputs"), "-o", str(folder), "--with-text"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PIPELINE_LANG": "zh"})
    return folder


@pytest.fixture(scope="module")
def found(out: Path) -> dict[str, Any]:
    return {path: record for path, record in records(out, "sample_inputs").items() if path != "README.md"}


def test_all_are_read(found: dict[str, Any]) -> None:
    assert {record["status"] for record in found.values()} == {"done"}
    assert set(found) == {path.name for path in (ROOT / "sample_inputs").iterdir()} - {"README.md"}


def test_every_planted_error_is_found_where_it_was_planted_and_nothing_else(found: dict[str, Any]) -> None:
    planted = Counter((error["file"], error["rule"], error["excerpt"][:60]) for error in EXPECTED)
    reported = Counter(
        (path, finding["rule"], finding["excerpt"]) for path, record in found.items() for finding in record["findings"]
    )
    assert reported == planted


def test_findings_point_at_their_excerpt(found: dict[str, Any]) -> None:
    for record in found.values():
        for finding in record["findings"]:
            if finding["scope"] == "text":
                assert record["text"][finding["start"] : finding["end"]][:60] == finding["excerpt"]


def test_one_document_in_three_formats_has_one_outline_and_the_same_text_findings(found: dict[str, Any]) -> None:
    outlines, titles, findings = [], [], []
    for path in SAME:
        record = found[path]
        titles.append(record["title"])
        outlines.append(
            [
                (entry["level"], entry["number"], entry["title"], [item["number"] for item in entry["items"]])
                for entry in record["outline"]
            ]
        )
        findings.append(
            [(f["rule"], f["excerpt"], f["message"]) for f in record["findings"] if f["rule"] in TEXT_RULES]
        )
    assert len(outlines[0]) >= 12
    assert outlines[0] == outlines[1] == outlines[2]
    assert findings[0] == findings[1] == findings[2]
    assert len(findings[0]) == 4
    assert len(set(titles)) == 1


def test_a_notice_is_understood(found: dict[str, Any]) -> None:
    record = found["通知-规范.docx"]
    assert record["title"] == "云泽市人民政府办公室关于做好2026年度政务公开档案整理工作的通知"
    assert record["findings"] == []
    assert [(entry["level"], entry["number"]) for entry in record["outline"] if entry["level"] <= 1][:5] == [
        (1, "一、"),
        (1, "二、"),
        (1, "三、"),
        (0, "附件1"),
        (0, "附件2"),
    ]


def test_pages_open_without_a_network(out: Path) -> None:
    for page in out.rglob("*.html"):
        content = page.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in content
        assert not any(word in content for word in ("http://", "https://", "src=", "@import")), page.name
