"""Documents of anybody, as docx and as the pdf that LibreOffice makes of them: are they read as the same?

``python -m benchmarks.parity.round_trip FOLDER... [--keep DIR] [--worst N] [--json]`` takes every docx below the
folders. Compared is what LibreOffice laid out: what it does not print is left out, and counted.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.parity import flow, likeness
from benchmarks.parity.conversions import Pair, complaint, pairs
from benchmarks.parity.likeness import MEASURES, Likeness
from benchmarks.parity.reading import Share

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.errors import DocumentError

SUFFIXES = {".docx", ".docm", ".dotx", ".dotm"}
WANTED = {"body": 0.97, "outlines": 0.95}
"""Shares of all documents together: equal paragraphs, and documents with one outline."""


class Row(NamedTuple):
    """A document; ``found`` or ``why`` it was left out."""

    path: Path
    found: Likeness | None = None
    why: str = ""


def main() -> int:
    """Run it; 1 when less is equal than :data:`WANTED`."""
    parser = argparse.ArgumentParser(description="Compare docx with the pdf that LibreOffice makes of them.")
    parser.add_argument("folders", nargs="+", type=Path, help="folders or files")
    parser.add_argument("--keep", type=Path, help="keep each pdf in this folder and do not make it again")
    parser.add_argument("--worst", type=int, default=10, metavar="N", help="documents to show differences of")
    parser.add_argument("--lines", type=int, default=12, metavar="N", help="differences to show of each")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        rows = [_row(pair) for pair in pairs(_files(options.folders), options.keep or Path(scratch))]
    summary = total(rows)
    if options.json:
        print(json.dumps(summary | {"documents": list(map(_plain, rows))}, ensure_ascii=False, indent=2))
    else:
        show(summary, rows, options.worst, options.lines)
    return int(any(summary[name] < wanted for name, wanted in WANTED.items()))


def total(rows: Sequence[Row]) -> dict[str, Any]:
    """The shares of all together."""
    found = [row.found for row in rows if row.found]
    excluded: Counter[str] = sum((one.excluded for one in found), Counter())
    return {
        "compared": len(found),
        "left_out": len(rows) - len(found),
        "body": _ratio([one.body for one in found]),
        "paragraphs": str(_sum([one.body for one in found])),
        "outlines": sum(one.same_outline for one in found) / max(len(found), 1),
        "entries": _ratio([one.outline for one in found]),
        **{name: _ratio([one.measures[name] for one in found]) for name in MEASURES},
        "known": {name: _sum([one.measures[name] for one in found]).total for name in MEASURES},
        "excluded": dict(excluded),
    }


def show(summary: dict[str, Any], rows: Sequence[Row], worst: int, lines: int) -> None:
    """Totals, documents that were left out, and the worst ones with what differs first."""
    print(f"{summary['compared']} documents compared, {summary['left_out']} left out")
    print(f"paragraphs of the body   {summary['body']:.2%}  ({summary['paragraphs']})")
    print(f"documents of one outline {summary['outlines']:.2%}")
    print(f"entries of outlines      {summary['entries']:.2%}")
    for name in MEASURES:
        print(f"{name:24} {summary[name]:.2%}  (of {summary['known'][name]})")
    print("excluded:", ", ".join(f"{count} {why}" for why, count in summary["excluded"].items() if count) or "nothing")
    for row in rows:
        if not row.found:
            print(f"left out: {row.path}: {row.why}")
    for row in sorted((row for row in rows if row.found), key=_missing, reverse=True)[:worst]:
        assert row.found
        print(f"\n{row.path}: paragraphs {row.found.body}, outline {row.found.outline}")
        for line in row.found.differences[:lines]:
            print("   ", line[:110])


def _files(folders: Sequence[Path]) -> list[Path]:
    found: Iterator[Path] = (
        path for folder in folders for path in ([folder] if folder.is_file() else sorted(folder.rglob("*")))
    )
    return [path for path in found if path.suffix.lower() in SUFFIXES and not path.name.startswith("~$")]


def _row(pair: Pair) -> Row:
    try:
        docx = flow.read(DocxReader(), pair.docx)
    except DocumentError as error:
        return Row(pair.docx, why=f"docx: {error.reason.message.en}")
    if not pair.pdf.exists():
        return Row(pair.docx, why=complaint(pair))
    try:
        pdf = flow.read(PdfReader(), pair.pdf)
    except DocumentError as error:
        return Row(pair.docx, why=f"what LibreOffice prints: {error.reason.message.en}")
    return Row(pair.docx, likeness.compare(docx, pdf, _printed(pair.pdf)))


def _printed(path: Path) -> str:
    """All that the pdf shows, by pdfium's own extraction."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as file:
        return flow.bare("".join(page.get_textpage().get_text_range() for page in file))


def _missing(row: Row) -> tuple[float, float]:
    assert row.found
    body, outline = row.found.body, row.found.outline
    return body.total - body.equal + outline.total - outline.equal, -body.total


def _sum(shares: Sequence[Share]) -> Share:
    return Share(sum(share.equal for share in shares), sum(share.total for share in shares))


def _ratio(shares: Sequence[Share]) -> float:
    whole = _sum(shares)
    return whole.equal / whole.total if whole.total else 1.0


def _plain(row: Row) -> dict[str, Any]:
    if not row.found:
        return {"path": str(row.path), "left_out": row.why}
    return {
        "path": str(row.path),
        "body": row.found.body,
        "outline": row.found.outline,
        "measures": row.found.measures,
        "excluded": row.found.excluded,
        "differences": row.found.differences,
    }


if __name__ == "__main__":
    sys.exit(main())
