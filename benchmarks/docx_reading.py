"""Our docx reader against python-docx asked for the formatting of every paragraph and run.

``python benchmarks/docx_reading.py [FILES…]``: without files it builds some. Both open the
same files by path in one process. In a round one goes through all files, then the other,
as programs go through folders; so what ours remembers of styles serves it no better than
there. Medians of several rounds, a JSON line at the end.
"""

import argparse
import gc
import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
from docx.shared import Pt

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.model.document import Source
from pipeline.model.errors import DocumentError

_SENTENCE = "各单位要提高认识，加强领导，认真落实2026年度重点工作任务。"


def built(paragraphs: int) -> bytes:
    """A notice of so many paragraphs: headings, runs in several fonts, a table."""
    document = docx.Document()
    document.add_heading("关于做好年度工作的通知", level=1)
    for number in range(paragraphs):
        if number % 8 == 0:
            document.add_heading(f"（{number // 8 + 1}）工作安排", level=2)
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(32)
        for part, bold in (("要点。", True), (_SENTENCE, None), ("2026", None), (_SENTENCE, None)):
            run = paragraph.add_run(part)
            run.font.name, run.font.size, run.bold = "FangSong", Pt(16), bold
    table = document.add_table(rows=8, cols=4)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "数据"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def ours(path: Path) -> int:
    """Characters read by our reader."""
    return len(DocxReader().read(Source(path.name, path.read_bytes())).text)


def theirs(path: Path) -> int:
    """Characters read by python-docx with style, font, size, boldness, alignment and indents as they apply.

    Text boxes, numbers and notes, which our reader gives as well, are not to be had from it.
    """
    document = docx.Document(str(path))
    length = 0
    for paragraph in _paragraphs(document):
        formats = [paragraph.paragraph_format, *(style.paragraph_format for style in _chain(paragraph.style))]
        for name in ("alignment", "first_line_indent", "left_indent", "right_indent", "line_spacing"):
            _first(formats, name)
        for run in paragraph.runs:
            length += len(run.text) + int(run.style is not None and run.style.name is None)
            fonts = [run.font, *(style.font for style in (*_chain(run.style), *_chain(paragraph.style)))]
            for name in ("name", "size", "bold"):
                _first(fonts, name)
    for section in document.sections:
        length += int(bool(section.page_width)) + int(bool(section.left_margin))
    return length


def _paragraphs(document: Any) -> Iterator[Any]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        else:
            yield block
    for section in document.sections:
        for kind in ("", "first_page_", "even_page_"):
            for margin in (getattr(section, f"{kind}header"), getattr(section, f"{kind}footer")):
                if not margin.is_linked_to_previous:
                    yield from margin.paragraphs


def _chain(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def _first(levels: list[Any], name: str) -> Any:
    return next((value for level in levels if (value := getattr(level, name)) is not None), None)


def seconds(task: Callable[[Path], int], path: Path) -> float:
    """Processor time of the task, once: other programs on the machine count little."""
    start = time.process_time()
    task(path)
    return time.process_time() - start


def readable(path: Path) -> bool:
    """Whether both can read the file."""
    try:
        ours(path)
        theirs(path)
    except (DocumentError, KeyError, ValueError, OSError) as error:
        print(f"left out: {path.name}: {error}", file=sys.stderr)
        return False
    return True


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = options.files
        for count in () if paths else (20, 60, 400):
            (built_file := Path(folder) / f"{count} paragraphs.docx").write_bytes(built(count))
            paths = [*paths, built_file]
        report([path for path in paths if readable(path)], options.rounds)


def report(paths: list[Path], rounds: int) -> None:
    """Read the files in turns and print a line for each, and one for all."""
    measured: dict[Callable[[Path], int], list[list[float]]] = {ours: [], theirs: []}
    for _ in range(rounds):
        for task, times in measured.items():
            gc.collect()  # what the other left behind is not this one's cost
            times.append([seconds(task, path) for path in paths])
    print(f"{'document':40} {'ours ms':>9} {'python-docx ms':>15} {'ratio':>7}")
    totals, ratios = [0.0, 0.0], []
    both = [map(statistics.median, zip(*times, strict=True)) for times in measured.values()]
    for path, mine, other in zip(paths, *both, strict=True):
        totals = [totals[0] + mine, totals[1] + other]
        ratios.append(other / mine)
        print(f"{path.stem[-40:]:40} {mine * 1000:9.2f} {other * 1000:15.2f} {other / mine:7.1f}")
    ratio = totals[1] / totals[0]
    print(f"{'all':40} {totals[0] * 1000:9.2f} {totals[1] * 1000:15.2f} {ratio:7.1f}")
    median = statistics.median(ratios)
    result = {"benchmark": "docx_reading", "documents": len(paths), "ours_s": totals[0], "python_docx_s": totals[1]}
    print(json.dumps({**result, "ratio": round(ratio, 1), "median_ratio": round(median, 1)}))


if __name__ == "__main__":
    main()
