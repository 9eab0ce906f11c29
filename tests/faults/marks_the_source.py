"""An exporter that works on the source: it blots out in a docx, and boxes in a pdf, the characters of each finding."""

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline import Document, Exporter, Piece, Source, Span, hookimpl
from pipeline.builtin.readers.docx.body.places import RunPlace, glyphs
from pipeline.builtin.readers.pdf.place import LinePlace
from pipeline.model.outcome import Outcome

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BLOT = "■"


class Marked(Exporter, frozen=True):
    """The source with every place of every finding marked."""

    suffix = ".marked"
    statuses = ("done", "failed")

    def render(self, outcome: Outcome, document: Document | None, source: Source | None, lang: str) -> bytes:
        if source is None:
            return b"no source"
        if document is None:
            return f"{len(source.data)} bytes of {source.name}".encode()
        stretches = [stretch for span in _spans(outcome) for stretch in _stretches(document, span)]
        return blotted(source.data, stretches) if document.kind == "docx" else boxed(document, stretches)


def _spans(outcome: Outcome) -> Iterator[Span]:
    for finding in outcome.findings:
        yield from (Span(place.start, place.end) for place in finding.places)


def _stretches(document: Document, span: Span) -> Iterator[tuple[Piece, Span]]:
    """The pieces of ``span``, each with the part of it that is meant, counted from the piece's start."""
    for piece in document.pieces_in(span):
        start, end = max(span.start, piece.span.start), min(span.end, piece.span.end)
        yield piece, Span(start - piece.span.start, end - piece.span.start)


def blotted(data: bytes, stretches: list[tuple[Piece, Span]]) -> bytes:
    """The docx with other characters in these places; every other part is what it was."""
    parts: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for piece, span in stretches:
        if isinstance(piece.place, RunPlace):
            offset = piece.place.offset
            parts[piece.place.part][piece.place.run].update(range(offset + span.start, offset + span.end))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, _blotted(content, parts[info.filename]) if info.filename in parts else content)
    return made.getvalue()


def _blotted(content: bytes, runs: dict[int, set[int]]) -> bytes:
    root = etree.fromstring(content)
    for number, run in enumerate(root.iter(W + "r", M + "r")):
        at = 0
        for child in run if number in runs else ():
            shown = glyphs(child)
            if child.tag == W + "t":
                marks = [BLOT if at + index in runs[number] else char for index, char in enumerate(shown)]
                child.text = child.text.replace(shown, "".join(marks))
            at += len(shown)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def boxed(document: Document, stretches: list[tuple[Piece, Span]]) -> bytes:
    """The page and the box of each stretch, with its characters, as JSON."""
    boxes: list[dict[str, Any]] = []
    for piece, span in stretches:
        if isinstance(piece.place, LinePlace):
            text = document.cut(Span(piece.span.start + span.start, piece.span.start + span.end))
            boxes.append({"page": piece.place.page, "text": text, "box": piece.place.box(span.start, span.end)})
    return json.dumps(boxes, ensure_ascii=False).encode()


@hookimpl
def exporters() -> dict[str, type[Exporter]]:
    return {"marked": Marked}
