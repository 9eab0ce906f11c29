"""Reading pdf to a document, against pdfplumber's bare characters.

    python benchmarks/pdf_reading.py [FILE.pdf | FOLDER …]

Without files, documents are written with python-docx and turned to pdf by LibreOffice. Both
ways take turns in one process; medians of processor time and their ratio are printed as a
table and as one line of JSON, with the share of pages for which our reader itself had to ask
pdfplumber. Of the built documents, those of 11, 101 and 1,001 pages are read by our reader alone, each
in a fresh process: time a page, and the most memory (``VmHWM``, on Linux).
"""

import json
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pdfplumber
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from pipeline.builtin.readers.pdf import pdfplumber_engine
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Source
from pipeline.model.errors import DocumentError

ROUNDS = 5
LENGTHS = (8, 80, 800)
"""Sections of the documents that show how time and memory grow: 11, 101 and 1,001 pages."""
ALONE = """
import resource, sys, time
from pathlib import Path
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Source
PdfReader().read(Source("a.pdf", Path(sys.argv[1]).read_bytes()))
content = Path(sys.argv[2]).read_bytes()
start = time.process_time()
pages = len(PdfReader().read(Source("a.pdf", content)).pages)
seconds = time.process_time() - start
try:
    status = Path("/proc/self/status").read_text()
    memory = int(status.split("VmHWM:")[1].split()[0]) / 1024
except OSError:
    memory = 0
print(pages, 1000 * seconds / pages, memory)
"""
"""Read a short document, that imports are done, then the other; print its pages, ms for each, and MB at most."""
SENTENCE = "为进一步规范公文处理工作，提高运转效率，现就有关事项通知如下，请各单位结合实际认真贯彻执行。"


def write_sample(path: Path, sections: int) -> None:
    """A notice with headings, paragraphs and a table in each section."""
    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)

    def say(text: str, size: float = 16, indent: float = 32, *, centred: bool = False) -> None:
        paragraph = made.add_paragraph()
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        layout = paragraph.paragraph_format
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95)
        layout.space_after = layout.space_before = Pt(0)
        if centred:
            layout.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            layout.first_line_indent = Pt(indent)

    say("关于规范公文处理工作的通知", 22, centred=True)
    say("各处室、各直属单位：", indent=0)
    for number in range(sections):
        say(f"（{number + 1}）工作要求")
        for _ in range(4):
            say(SENTENCE * 3)
        table = made.add_table(4, 3, style="Table Grid")
        for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"项目{index}"
    made.save(str(path))


def samples(folder: Path, lengths: tuple[int, ...]) -> list[Path]:
    """Documents of so many sections, as pdf."""
    sources = []
    for sections in lengths:
        sources.append(folder / f"notice-{sections}.docx")
        write_sample(sources[-1], sections)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return [source.with_suffix(".pdf") for source in sources]


def ours(content: bytes) -> int:
    """Characters of the assembled document."""
    return len(PdfReader().read(Source("a.pdf", content)).text)


def peer(content: bytes) -> int:
    """Characters as pdfplumber lists them."""
    count = 0
    with pdfplumber.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            count += len(page.chars)
            page.close()
    return count


def seconds(work: Callable[[bytes], int], content: bytes) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work(content)
    return time.process_time() - start


class Asked:
    """Counts the pages for which our reader asks pdfplumber."""

    def __init__(self) -> None:
        self.pages = 0
        self._sheets = pdfplumber_engine.sheets
        pdfplumber_engine.sheets = self._counted  # type: ignore[assignment]  # the same, counted

    def _counted(self, *arguments: Any) -> Iterator[Any]:
        for sheet in self._sheets(*arguments):
            self.pages += 1
            yield sheet


def growth(files: list[Path]) -> list[dict[str, float]]:
    """Time a page and memory, by length."""
    found = []
    for file in files:
        run = subprocess.run(
            [sys.executable, "-c", ALONE, str(files[0]), str(file)], check=True, capture_output=True, text=True
        )
        pages, milliseconds, memory = map(float, run.stdout.split())
        found.append({"pages": pages, "ms_per_page": round(milliseconds, 2), "most_mb": round(memory)})
        print(f"alone: {pages:5.0f} pages {milliseconds:6.2f} ms/page {memory:6.0f} MB at most")
    return found


def main(files: list[Path], long: list[Path]) -> None:
    """Measure the files and print what came out."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    print(f"{'file':40} {'pages':>6} {'ours s':>8} {'peer s':>8} {'ratio':>6}")
    results = []
    asked = Asked()
    doubted = 0
    for file in files:
        content = file.read_bytes()
        before = asked.pages
        try:
            document = PdfReader().read(Source(file.name, content))
        except DocumentError as error:
            print(f"{file.name[:40]:40} {error.reason.code}")
            continue
        doubted += asked.pages - before
        pairs = [(seconds(ours, content), seconds(peer, content)) for _ in range(ROUNDS)]
        mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratio = statistics.median(b / a for a, b in pairs)
        results.append({"file": file.name, "pages": len(document.pages), "ours": mine, "peer": theirs, "ratio": ratio})
        print(f"{file.name[:40]:40} {len(document.pages):6} {mine:8.3f} {theirs:8.3f} {ratio:6.1f}")
    overall = sum(float(r["peer"]) for r in results) / sum(float(r["ours"]) for r in results)
    pages = sum(int(r["pages"]) for r in results)
    print(
        json.dumps(
            {
                "benchmark": "pdf_reading",
                "ratio": round(overall, 2),
                "median_ratio": round(statistics.median(float(r["ratio"]) for r in results), 2),
                "ms_per_page": round(1000 * sum(float(r["ours"]) for r in results) / pages, 2),
                "files": len(results),
                "pages": pages,
                "share_asked_pdfplumber": round(doubted / pages, 4),
                "growth": growth(long),
            }
        )
    )


def found(names: list[str]) -> list[Path]:
    """The files, and every pdf below the folders."""
    return [
        path
        for name in map(Path, names)
        for path in (sorted(p for p in name.rglob("*") if p.suffix.lower() == ".pdf") if name.is_dir() else [name])
    ]


if __name__ == "__main__":
    if sys.argv[1:]:
        main(found(sys.argv[1:]), [])
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(samples(Path(folder), (3, 10, 40)), samples(Path(folder), LENGTHS))
