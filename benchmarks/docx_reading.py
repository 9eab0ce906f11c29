"""Our docx reader against python-docx asked for the style of every paragraph and run.

``python benchmarks/docx_reading.py [FILES…]``: without files it builds some. Both read the
same bytes in one process, turn by turn; medians of several rounds, a JSON line at the end.
"""

import argparse
import gc
import io
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
from docx.shared import Pt

from pipeline.builtin.formats.docx.reader import DocxReader
from pipeline.errors import DocumentError
from pipeline.model import Source

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


def ours(data: bytes) -> int:
    """Characters read by our reader."""
    return len(DocxReader().read(Source("a.docx", data)).text)


def theirs(data: bytes) -> int:
    """Characters read by python-docx with fonts, sizes, alignment and indents as they apply."""
    document = docx.Document(io.BytesIO(data))
    length = 0
    for paragraph in _paragraphs(document):
        formats = [paragraph.paragraph_format, *(style.paragraph_format for style in _chain(paragraph.style))]
        for name in ("alignment", "first_line_indent", "left_indent", "line_spacing"):
            _first(formats, name)
        for run in paragraph.runs:
            length += len(run.text)
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


def _chain(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def _first(levels: list[Any], name: str) -> Any:
    return next((value for level in levels if (value := getattr(level, name)) is not None), None)


def seconds(task: Callable[[bytes], int], data: bytes) -> float:
    """Processor time of the task, once: other programs on the machine count little."""
    gc.collect()  # what the other left behind is not this one's cost
    start = time.process_time()
    task(data)
    return time.process_time() - start


def readable(path: Path) -> bytes | None:
    """The bytes of a file that both can read."""
    data = path.read_bytes()
    try:
        ours(data)
        theirs(data)
    except (DocumentError, KeyError, ValueError, OSError) as error:
        print(f"left out: {path.name}: {error}", file=sys.stderr)
        return None
    return data


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if options.files:
        found = [(path.name, readable(path)) for path in options.files]
        inputs = [(name, data) for name, data in found if data is not None]
    else:
        inputs = [(f"{count} paragraphs", built(count)) for count in (20, 60, 400)]
    print(f"{'document':40} {'ours ms':>9} {'python-docx ms':>15} {'ratio':>7}")
    totals = [0.0, 0.0]
    for name, data in inputs:
        rounds = [(seconds(ours, data), seconds(theirs, data)) for _ in range(options.rounds)]
        mine, other = (statistics.median(column) for column in zip(*rounds, strict=True))
        totals = [totals[0] + mine, totals[1] + other]
        print(f"{name[-40:]:40} {mine * 1000:9.2f} {other * 1000:15.2f} {other / mine:7.1f}")
    ratio = totals[1] / totals[0]
    print(f"{'all':40} {totals[0] * 1000:9.2f} {totals[1] * 1000:15.2f} {ratio:7.1f}")
    result = {"benchmark": "docx_reading", "documents": len(inputs), "ours_s": totals[0], "python_docx_s": totals[1]}
    print(json.dumps({**result, "ratio": round(ratio, 1)}))


if __name__ == "__main__":
    main()
