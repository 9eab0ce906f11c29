"""The running text of a document: paragraphs of the body outside tables and tables of contents, and their layout."""

import bisect
import itertools
import statistics
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from pipeline.builtin.splitters.protected import Protected
from pipeline.builtin.splitters.roles import Structure
from pipeline.kinds import Reader
from pipeline.model import Document, Generated, Paragraph, Source, Span

LONGEST = 20_000
"""Paragraphs; the rest of a longer document is not compared."""

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
    grid: float | None = None
    """The distance of lines on the document grid of a docx, where LibreOffice sets lines whatever their own is."""
    spread: bool = False
    """Whether the pdf shows its characters set apart, on a grid: there LibreOffice measures indents by the grid."""
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


def read(reader: Reader, path: Path) -> Flow:
    """Read and split a file."""
    document = Structure().split(Protected().split(reader.read(Source(path.name, path.read_bytes()))))
    contents = [mark.span for mark in document.marked("contents")]
    listed = {paragraph.span.start for span in contents if (paragraph := document.paragraph_at(span.start))}
    deleted = [mark.span.start for mark in document.marked("deleted")]
    body: list[Entry] = []
    elsewhere: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        name = "contents" if paragraph.span.start in listed else paragraph.container
        if name == "body":
            body += _entries(document, paragraph, deleted)
        else:
            elsewhere.setdefault(name, []).append(bare(document.cut(paragraph.span)))
    return Flow(
        body[:LONGEST],
        {name: "".join(texts) for name, texts in elsewhere.items()},
        "".join(bare(document.cut(mark.span)) for mark in document.marked("hidden")),
        [(str(part.level), bare(part.number), bare(part.title)) for part in document.sections],
    )


def bare(text: str) -> str:
    """The characters that people see."""
    return "".join(text.split()).translate(UNSEEN)


def _entries(document: Document, paragraph: Paragraph, deleted: list[int]) -> list[Entry]:
    found: list[Entry] = []
    first, last = (bisect.bisect_left(deleted, place) for place in (paragraph.span.start, paragraph.span.end + 1))
    deleted = deleted[first:last]
    at = paragraph.span.start
    for order, line in enumerate(document.cut(paragraph.span).split("\v")):
        text = bare(line)
        if text:
            size = _size(document, Span(at, at + len(line)))
            start = None if order else _start(document, paragraph, line, size)
            spread = document.kind == "pdf" and _spread(document, Span(at, at + len(line)))
            pitch = paragraph.line_pitch if paragraph.line_spacing is None else None
            measures = (size, start, paragraph.left_indent, paragraph.alignment, pitch)
            number = "" if order else _number(document, paragraph)
            changed = any(at <= place <= at + len(line) for place in deleted)
            found.append(Entry(text, number, *measures, _grid(document, at), spread, changed))
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


def _grid(document: Document, at: int) -> float | None:
    grids = (page.grid for page in document.pages if page.span.start <= at <= page.span.end)
    return next((grid.line_pitch for grid in grids if grid), None)


def _spread(document: Document, span: Span) -> bool:
    """Whether most of its Chinese characters stand more than a sixth of their size apart."""
    steps = []
    for piece in document.pieces_in(span):
        edges, text = getattr(piece.place, "edges", ()), document.cut(piece.span)
        pairs = zip(text, text[1:], edges, edges[1:], strict=False)
        steps += [(b - a) / (piece.style.size or 1.0) for one, two, a, b in pairs if min(one, two) > "\u3400"]
    return len(steps) > 2 and statistics.median(steps) > 1.15


def _start(document: Document, paragraph: Paragraph, line: str, size: float | None) -> float | None:
    """A typed U+3000 is as wide as the type; how wide other blanks are, only their font tells."""
    if paragraph.alignment in ("centre", "right") or "styles" not in document.provides:
        return None
    typed = line[: len(line) - len(line.lstrip())]
    if typed.strip("\u3000") or (typed and size is None):
        return None
    return (paragraph.left_indent or 0.0) + (paragraph.first_indent or 0.0) + len(typed) * (size or 0.0)
