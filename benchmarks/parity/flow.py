"""The running text of a document: paragraphs of the body outside tables and tables of contents, and their layout."""

import bisect
import itertools
import statistics
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from pipeline.builtin.readers.pdf.place import LinePlace
from pipeline.builtin.structure.protected import Protected
from pipeline.builtin.structure.roles import Structure
from pipeline.contract.parts import Reader
from pipeline.model.document import Document, Source
from pipeline.model.layout import Generated, Grid, Page, Paragraph
from pipeline.model.text import Span

LONGEST = 20_000
"""Paragraphs; the rest of a longer document is not compared."""
SPREAD = 1.15
"""Sizes from one Chinese character to the next, above which they are set apart."""
MM = 72 / 25.4
"""pt."""
FEW = 2
"""So few characters do not show how far they stand apart."""

UNSEEN = dict.fromkeys([0x200B, 0xFEFF, *range(0xFE00, 0xFE10)])
"""Characters without a glyph of their own: blanks of no width, and what chooses the look of the sign before."""


class Entry(NamedTuple):
    """A line that its author ended: a paragraph, or its part up to a typed line break. Lengths in pt."""

    text: str
    """Without blanks."""
    number: str = ""
    """What the editor made at its start; without blanks."""
    size: float | None = None
    """Of most characters."""
    start: float | None = None
    """From the edge of the text to the first character; ``None`` also where spaces or tabs are typed before it."""
    left: float | None = None
    """From the edge of the text to the lines below the first."""
    alignment: str | None = None
    pitch: float | None = None
    """``None`` also for multiples: they go by the font, and LibreOffice puts others in its place."""
    grid: Grid | None = None
    """The document grid of a docx, where LibreOffice sets lines whatever their own pitch is."""
    edge: float | None = None
    """Where the edge of the text stands: from the left of the page."""
    page: int | None = None
    """Of a pdf, where it begins."""
    x0: float | None = None
    """Where it begins in a pdf, from the left of the page."""
    middle: float | None = None
    """Of a single line in a pdf, and of the room between the margins in a docx; from the left of the page."""
    apart: float | None = None
    """How far Chinese characters stand from each other in the pdf where they are set apart, on a grid."""
    changed: bool = False
    """Whether the docx holds a tracked deletion in it, which LibreOffice prints."""


class Flow(NamedTuple):
    """What is compared of a reading."""

    body: list[Entry]
    elsewhere: dict[str, str]
    """All text of other containers, by the container's name, and that of the table of contents; without blanks."""
    hidden: str
    """What the file says is not shown; without blanks."""
    outline: list[tuple[str, str, str]]
    """Level, number and title of each section; without blanks."""
    begins: dict[int, list[float]]
    """Where stretches of the body begin on each page of a pdf, pt from its left; sorted."""


def read(reader: Reader, path: Path) -> Flow:
    """Read and split a file."""
    document = Structure().split(Protected().split(reader.read(Source(path.name, path.read_bytes()))))
    contents = [mark.span for mark in document.marked("contents")]
    listed = {paragraph.span.start for span in contents if (paragraph := document.paragraph_at(span.start))}
    deleted = [mark.span.start for mark in document.marked("deleted")]
    sheets = _sheets(document)
    body: list[Entry] = []
    elsewhere: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        name = "contents" if paragraph.span.start in listed else paragraph.container
        if name == "body":
            body += _entries(document, paragraph, deleted, sheets)
        else:
            elsewhere.setdefault(name, []).append(bare(document.cut(paragraph.span)))
    return Flow(
        body[:LONGEST],
        {name: "".join(texts) for name, texts in elsewhere.items()},
        "".join(bare(document.cut(mark.span)) for mark in document.marked("hidden")),
        [(str(part.level), bare(part.number), bare(part.title)) for part in document.sections],
        {number: sheet.begins for number, sheet in sheets.items()},
    )


def bare(text: str) -> str:
    """The characters that people see."""
    return "".join(text.split()).translate(UNSEEN)


def _entries(document: Document, paragraph: Paragraph, deleted: list[int], sheets: dict[int, "Sheet"]) -> list[Entry]:
    found: list[Entry] = []
    first, last = (bisect.bisect_left(deleted, place) for place in (paragraph.span.start, paragraph.span.end + 1))
    deleted = deleted[first:last]
    at = paragraph.span.start
    for order, line in enumerate(document.cut(paragraph.span).split("\v")):
        text = bare(line)
        if text:
            size = _size(document, Span(at, at + len(line)))
            start = None if order else _start(document, paragraph, line, size)
            edge, page, x0, middle = _where(document, paragraph)
            apart = _apart(_steps(document, Span(at, at + len(line))), sheets[page].steps) if page in sheets else None
            pitch = paragraph.line_pitch if paragraph.line_spacing is None else None
            measures = (size, start, paragraph.left_indent, paragraph.alignment, pitch)
            number = "" if order else _number(document, paragraph)
            changed = any(at <= place <= at + len(line) for place in deleted)
            found.append(Entry(text, number, *measures, _grid(document, at), edge, page, x0, middle, apart, changed))
        at += len(line) + 1
    return found


def _number(document: Document, paragraph: Paragraph) -> str:
    pieces = document.pieces_in(paragraph.span)
    made = itertools.takewhile(lambda piece: isinstance(piece.place, Generated), pieces)
    return bare("".join(document.cut(piece.span) for piece in made))


def _size(document: Document, span: Span) -> float | None:
    sizes: Counter[float | None] = Counter()
    for piece in document.pieces_in(span):
        text = document.text[max(piece.span.start, span.start) : min(piece.span.end, span.end)]
        sizes[piece.style.size] += len(bare(text))
    return sizes.most_common(1)[0][0] if sizes else None


def _grid(document: Document, at: int) -> Grid | None:
    grids = (page.grid for page in document.pages if page.span.start <= at <= page.span.end)
    return next((grid for grid in grids if grid), None)


class Sheet(NamedTuple):
    """What stands where on a page of a pdf."""

    begins: list[float]
    steps: list[tuple[float, float]]
    """Of the body, as :func:`_steps` gives them."""


def _sheets(document: Document) -> dict[int, Sheet]:
    found: dict[int, Sheet] = {}
    for paragraph in document.paragraphs if document.kind == "pdf" else ():
        if paragraph.container != "body":
            continue
        for piece in document.pieces_in(paragraph.span):
            if isinstance(piece.place, LinePlace) and piece.place.turn == 0:
                sheet = found.setdefault(piece.place.page, Sheet([], []))
                bisect.insort(sheet.begins, piece.place.x0)
                sheet.steps.extend(_steps(document, piece.span))
    return found


def _where(document: Document, paragraph: Paragraph) -> tuple[float | None, int | None, float | None, float | None]:
    """Edge, page, x0 and middle, as :class:`Entry` has them."""
    if document.kind != "pdf":
        pages = (page for page in document.pages if page.span.start <= paragraph.span.start <= page.span.end)
        page = next(pages, Page(paragraph.span))
        left, right, width = page.margins.left, page.margins.right, page.width
        if left is None:
            return None, None, None, None
        return left * MM, None, None, None if right is None or width is None else (width + left - right) * MM / 2
    places = [piece.place for piece in document.pieces_in(paragraph.span) if isinstance(piece.place, LinePlace)]
    if not places:
        return None, None, None, None
    first, last = places[0], places[-1]
    middle = (first.x0 + last.x1) / 2 if abs(first.bottom - last.bottom) < 2 else None
    edge = None
    if paragraph.first_indent is not None:
        edge = first.x0 - paragraph.first_indent - (paragraph.left_indent or 0.0)
    return edge, first.page, first.x0, middle


def _steps(document: Document, span: Span) -> list[tuple[float, float]]:
    """From each Chinese character to the next, pt, and its size."""
    steps = []
    for piece in document.pieces_in(span):
        edges, text = getattr(piece.place, "edges", ()), document.cut(piece.span)
        pairs = zip(text, text[1:], edges, edges[1:], strict=False)
        steps += [(b - a, piece.style.size or 1.0) for one, two, a, b in pairs if min(one, two) > "\u3400"]
    return steps


def _apart(own: list[tuple[float, float]], page: list[tuple[float, float]]) -> float | None:
    """How far the page's characters stand apart, where they do and its own, if enough to show it, do as well.

    As the closer of them stand: those of a stretched line stand farther.
    """
    for steps in (own, page):
        if len(steps) > FEW and statistics.median(step / size for step, size in steps) <= SPREAD:
            return None
    return statistics.quantiles(step for step, _ in page)[0] if len(page) > FEW else None


def _start(document: Document, paragraph: Paragraph, line: str, size: float | None) -> float | None:
    """A typed U+3000 is as wide as the type; how wide other blanks are, only their font tells."""
    if paragraph.alignment in ("centre", "right") or "styles" not in document.provides:
        return None
    typed = line[: len(line) - len(line.lstrip())]
    if typed.strip("\u3000") or (typed and size is None):
        return None
    return (paragraph.left_indent or 0.0) + (paragraph.first_indent or 0.0) + len(typed) * (size or 0.0)
