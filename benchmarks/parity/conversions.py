"""Documents and the pdf that LibreOffice makes of each, kept so that a second run need not convert again."""

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tools.samples import convert

TOGETHER = 8
"""Files a call: LibreOffice takes seconds to start."""
SECONDS = 180.0
"""The longest call for files together; a file that stops it is tried alone."""


class Pair(NamedTuple):
    """A docx and its pdf; ``pdf`` does not exist where LibreOffice made none."""

    docx: Path
    pdf: Path


def pairs(sources: Sequence[Path], folder: Path, fonts: Path | None = None) -> list[Pair]:
    """Each docx with its pdf in ``folder``, made now where it is not there yet.

    What LibreOffice has failed on before is not tried again; files of one content share one pdf.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = [Pair(source, folder / f"{_name(source)}.pdf") for source in sources]
    waiting = {pair.pdf.stem: pair.docx for pair in found if not _done(pair.pdf)}
    with tempfile.TemporaryDirectory() as scratch:
        copies = [Path(scratch, f"{name}{source.suffix}") for name, source in waiting.items()]
        for copy, source in zip(copies, waiting.values(), strict=True):
            shutil.copyfile(source, copy)
        for start in range(0, len(copies), TOGETHER):
            some = copies[start : start + TOGETHER]
            convert.attempt(some, folder, fonts, SECONDS)
            for copy in some:
                _alone(copy, folder, fonts)
    return found


def complaint(pair: Pair) -> str:
    """Why there is no pdf."""
    return _note(pair.pdf).read_text(encoding="utf-8") or "LibreOffice made no pdf"


def _alone(copy: Path, folder: Path, fonts: Path | None) -> None:
    made = folder / f"{copy.stem}.pdf"
    if made.exists():
        return
    said = convert.attempt([copy], folder, fonts, SECONDS)
    if not made.exists():
        _note(made).write_text(said, encoding="utf-8")


def _name(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()[:16]


def _done(pdf: Path) -> bool:
    return pdf.exists() or _note(pdf).exists()


def _note(pdf: Path) -> Path:
    return pdf.with_suffix(".failed")
