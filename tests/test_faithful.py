"""The benchmarks of faithful reading, over the samples; they take folders of anybody's documents as well."""

import re
import subprocess
import sys
from pathlib import Path

from measuring import CEILING
from support import ROOT, needs

SAMPLES = ROOT / "sample_inputs"


def told(module: str, *words: Path | str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=CEILING,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_no_letter_of_a_docx_is_lost() -> None:
    assert "9 of 9 equal (100.00%)" in told("benchmarks.faithful.docx", SAMPLES)


def test_no_letter_of_a_pdf_is_lost() -> None:
    said = told("benchmarks.faithful.pdf", SAMPLES)
    assert '"share_equal": 1.0' in said
    assert '"dropped": 0' in said


def test_a_docx_and_the_pdf_of_it_are_read_as_the_same(tmp_path: Path) -> None:
    needs("soffice", "--version")
    said = told("benchmarks.parity.round_trip", SAMPLES, "--keep", tmp_path)
    shares = dict(re.findall(r"(\w[\w ]*?) +([\d.]+)%", said))
    assert "9 documents compared, 0 left out" in said
    assert shares["paragraphs of the body"] == shares["documents of one outline"] == "100.00"
    assert "excluded: 1 deletion printed, 1 lines that an indent puts in the middle\n" in said
    for measure in ("size", "start", "left", "alignment", "pitch"):
        assert shares[measure] == "100.00", said
