"""Reading pdf to a document, against pdfplumber's bare characters.

    python benchmarks/pdf_reading.py [FILE.pdf …]

Without files, documents are written with python-docx and turned to pdf by LibreOffice. Both
ways take turns in one process; medians of processor time and their ratio are printed as a
table and as one line of JSON.
"""

import json
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pdfplumber
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from pipeline.builtin.formats.pdf.reader import PdfReader
from pipeline.model import Source

ROUNDS = 5
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


def samples(folder: Path) -> list[Path]:
    """Three documents of different length, as pdf."""
    sources = []
    for sections in (3, 10, 40):
        sources.append(folder / f"notice-{sections}.docx")
        write_sample(sources[-1], sections)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=300)
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


def main(files: list[Path]) -> None:
    """Measure the files and print what came out."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    print(f"{'file':40} {'pages':>6} {'ours s':>8} {'peer s':>8} {'ratio':>6}")
    results = []
    for file in files:
        content = file.read_bytes()
        document = PdfReader().read(Source(file.name, content))
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
            }
        )
    )


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        main(given or samples(Path(folder)))
