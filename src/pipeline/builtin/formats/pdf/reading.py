"""From bytes to a document, with a second opinion where the first cannot be trusted."""

import contextlib
import gc
from collections.abc import Iterator

from pipeline.builtin.formats.pdf.assemble import assemble
from pipeline.builtin.formats.pdf.doubts import Doubts
from pipeline.builtin.formats.pdf.painted import settle
from pipeline.builtin.formats.pdf.pdfium import PdfiumFile, Unloadable
from pipeline.builtin.formats.pdf.second import Second
from pipeline.builtin.formats.pdf.sheet import Sheet
from pipeline.builtin.formats.pdf.structure import dictionaries, structure
from pipeline.builtin.formats.pdf.trust import coded_fonts, foreign
from pipeline.errors import DocumentError
from pipeline.model import Document, Source, Text

CHARACTERS = 3_000_000
"""More characters than this are beyond the safety limit."""
SECONDS = 20.0
"""Wall time that the second engine has for a file. It reads some twenty pages a second, and loops on broken files."""


def read(source: Source, seconds: float = SECONDS) -> Document:
    """The document in ``source``; see :class:`~pipeline.builtin.formats.pdf.reader.PdfReader`."""
    with _collecting_nothing():
        sheets, doubts = believed(source.data, seconds)
        doubts.demand_text(sheets)
        document = assemble(source.name, sheets)
    return document.grown(not_checked=doubts.said())


@contextlib.contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Keep the garbage collector from going through a long document's lists again and again: a sixth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def believed(content: bytes, seconds: float = SECONDS) -> tuple[list[Sheet], Doubts]:
    """The pages by the engine that can be trusted with each, as they are seen, and what is wrong with them.

    ``seconds``: wall time for the second engine, in all.

    Raises:
        DocumentError: ``password``, ``damaged`` or ``limit``.
    """
    doubts = Doubts()
    chunks = list(dictionaries(content))
    facts = structure(chunks)
    try:
        with PdfiumFile(content, foreign=foreign(chunks)) as file:
            doubts.pages = file.pages
            sheets = _sheets(file, doubts)
    except Unloadable as error:
        second = Second(chunks, seconds)
        sheets = second.rescued(error.why)
        doubts.pages = len(sheets)
    else:
        second = Second(chunks, seconds)
        sheets = second.opinion(sheets, facts, doubts)
    doubts.cut = facts.cut
    if facts.units:
        second.in_points(sheets)
    doubts.late = second.late
    doubts.note(sheets, coded_fonts(chunks))
    return sheets, doubts


def _sheets(file: PdfiumFile, doubts: Doubts) -> list[Sheet]:
    sheets: list[Sheet] = []
    total = 0
    for sheet in file.sheets():
        if isinstance(sheet, int):
            doubts.lost.append(sheet)
            continue
        settle(sheet)
        total += sum(len(part.text) for part in sheet.fragments)
        if total > CHARACTERS:
            raise DocumentError("limit", detail=Text(f"超过 {CHARACTERS} 字", f"more than {CHARACTERS} characters"))
        sheets.append(sheet)
    return sheets
