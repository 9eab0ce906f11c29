"""A pdf's text page by page, by each that can read it."""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pdfplumber
from pdfplumber.page import Page

from pipeline.builtin.readers.pdf.place import LinePlace
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError

MOST = 200
"""Pages of a file that are compared; the second engine needs a second for twenty."""
HEAD = 3
"""Rows of a table that may be its head, which pages repeat and a document has once."""
NEAR, WIDE = 0.12, 0.25
"""em; no letter, and no Chinese character, is as narrow, so that what is drawn again as near is the same one."""
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


class Ours(NamedTuple):
    """What our reader makes of a file."""

    pages: dict[int, str]
    """The text of the document's pieces, by page."""
    sheets: dict[int, str]
    """The characters that the engine found, by page."""
    flagged: dict[int, str]
    """Pages that ``not_checked`` names, with what it says."""
    refused: str
    """The reason code, when there is no document."""
    furniture: frozenset[str]
    """Headers, footers and heads of tables, without blanks: what repeats of them is written once."""


def ours(path: Path) -> Ours:
    """By our reader."""
    from pipeline.builtin.readers.pdf import reading

    source = Source(path.name, path.read_bytes())
    try:
        sheets = {sheet.number: sheet.text for sheet in reading.believed(source.data)[0]}
        document = PdfReader().read(source)
    except DocumentError as error:
        return Ours({}, {}, {}, f"{error.reason.code}: {error.reason.message.en}", frozenset())
    pages: defaultdict[int, str] = defaultdict(str)
    for piece in document.pieces:
        if isinstance(piece.place, LinePlace):
            pages[piece.place.page] += document.cut(piece.span)
    flagged: defaultdict[int, str] = defaultdict(str)
    for entry in document.not_checked:
        for number in _numbers(entry.reason.en):
            flagged[number] += entry.reason.en + "; "
    return Ours(dict(pages), sheets, dict(flagged), "", frozenset(_furniture(document)))


def peer(path: Path) -> dict[int, tuple[str, str]]:
    """By pdfplumber: what is seen on each page, and once; and what stands outside of it."""
    with pdfplumber.open(path, pages=list(range(1, MOST + 1))) as pdf:
        return {page.page_number: _seen(page) for page in pdf.pages}


def arbiter(path: Path) -> dict[int, str]:
    """By poppler's ``pdftotext``."""
    command = ["pdftotext", "-q", "-raw", "-enc", "UTF-8", "-l", str(MOST), str(path), "-"]
    run = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return dict(enumerate(run.stdout.decode("utf-8", "replace").split("\f")[:-1], 1))


def _seen(page: Page) -> tuple[str, str]:
    """The characters of which some part lies on the visible page, but for those drawn again nearly on themselves."""
    places: defaultdict[object, list[tuple[float, float]]] = defaultdict(list)
    inside, outside = "", ""
    left, top, right, bottom = page.cropbox
    for char in page.chars:
        text, x, y, size = str(char["text"]), char["x0"], char["top"], max(char["size"], 0.1)
        if char["x1"] <= left or x >= right or char["bottom"] <= top or y >= bottom:
            outside += text
            continue
        near = (round(x / size), round(y / size))
        around = [(text, near[0] + i, near[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        apart = size * (WIDE if text > "\u2e80" else NEAR)
        if not any(abs(x - a) < apart and abs(y - b) < apart for key in around for a, b in places[key]):
            places[text, *near].append((x, y))
            inside += text
    return inside, outside


def _numbers(sentence: str) -> Iterator[int]:
    """The pages that a sentence names: ``pages 2-3, 7 hold …``."""
    listed = re.match(r".*?pages? ([\d, -]*\d)", sentence)
    for low, high in _RANGE.findall(listed[1]) if listed else []:
        yield from range(int(low), int(high or low) + 1)


def _furniture(document: Document) -> Iterator[str]:
    spans = [paragraph.span for paragraph in document.paragraphs if paragraph.container in ("header", "footer")]
    heads = [mark.span for mark in document.marks if mark.name == "row" and int(mark.value) <= HEAD]
    for span in spans + heads:
        yield "".join(document.cut(span).split())
