"""The same document as docx and as pdf: is it read as the same?

``python -m benchmarks.parity.run [--json] [--differences] [--keep FOLDER] [--fonts FOLDER]`` builds ten official
documents, has LibreOffice make a pdf of each, reads both and compares outline, roles and text findings.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.parity import documents, reading
from benchmarks.parity.reading import ASPECTS, Share
from tools.samples import convert, official

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.builtin.readers.pdf.reader import PdfReader


def main() -> int:
    """Run the experiment; 1 when less than nine tenths of any aspect are equal."""
    parser = argparse.ArgumentParser(description="Compare what is read from docx and from pdf.")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--differences", action="store_true", help="print what differs after the table")
    parser.add_argument("--keep", type=Path, help="build the documents in this folder and leave them there")
    parser.add_argument("--fonts", type=Path, help="a folder with more fonts for the pdf")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        rows = compare(build(folder, options.fonts))
    totals = {aspect: total([row[aspect] for row in rows]) for aspect in ASPECTS}
    shares = {aspect: round(share.equal / share.total, 4) for aspect, share in totals.items() if share.total}
    if options.json:
        print(json.dumps({"documents": rows, "shares": shares}, ensure_ascii=False, indent=2))
    else:
        show(rows, totals)
    if options.differences:
        for row in rows:
            for line in row["differences"]:
                print(row["document"], line)
    return 0 if all(share >= 0.9 for share in shares.values()) else 1


def build(folder: Path, fonts: Path | None) -> list[Path]:
    """The docx files, each with its pdf beside it."""
    paths = []
    for name, blocks in documents.documents().items():
        paths.append(folder / f"{name}.docx")
        official.build(blocks, paths[-1])
    convert.convert(paths, folder, fonts)
    return paths


def compare(paths: list[Path]) -> list[dict[str, Any]]:
    """A row for each document."""
    rows = []
    for path in paths:
        first, second = reading.read(DocxReader(), path), reading.read(PdfReader(), path.with_suffix(".pdf"))
        rows.append(
            {
                "document": path.stem,
                "pages": second.pages,
                **{aspect: reading.share(aspect, first, second) for aspect in ASPECTS},
                "ms_per_page": round(1000 * second.seconds / second.pages, 1),
                "differences": [
                    f"{aspect} {line}" for aspect in ASPECTS for line in reading.differences(aspect, first, second)
                ],
            }
        )
    return rows


def total(shares: list[Share]) -> Share:
    """All together."""
    return Share(sum(share.equal for share in shares), sum(share.total for share in shares))


def show(rows: list[dict[str, Any]], totals: dict[str, Share]) -> None:
    """The table, as it stands in docs/formats/one-text.md."""
    print("| document | pages | outline | roles | findings | pdf ms/page |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for row in rows:
        print("|", " | ".join(str(row[key]) for key in ("document", "pages", *ASPECTS, "ms_per_page")), "|")
    pages = sum(row["pages"] for row in rows)
    mean = sum(row["ms_per_page"] * row["pages"] for row in rows) / pages
    print(f"| all | {pages} |", " | ".join(str(totals[aspect]) for aspect in ASPECTS), f"| {mean:.1f} |")
    print("| equal | |", " | ".join(f"{s.equal / s.total:.1%}" if s.total else "" for s in totals.values()), "| |")


if __name__ == "__main__":
    sys.exit(main())
