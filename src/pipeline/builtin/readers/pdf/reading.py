"""From bytes to a document, with a second opinion where the first cannot be trusted."""

import contextlib
import gc
from collections.abc import Iterator

from pipeline.builtin.readers.pdf.assemble import assemble
from pipeline.builtin.readers.pdf.doubts import Doubts
from pipeline.builtin.readers.pdf.mending import mended
from pipeline.builtin.readers.pdf.nothing import demand_text
from pipeline.builtin.readers.pdf.painted import settle
from pipeline.builtin.readers.pdf.pdfium import PdfiumFile, Unloadable
from pipeline.builtin.readers.pdf.second import Second
from pipeline.builtin.readers.pdf.sheet import Sheet
from pipeline.builtin.readers.pdf.structure import dictionaries, structure
from pipeline.builtin.readers.pdf.trust import coded_fonts, foreign
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.model.text import Text

CHARACTERS = 3_000_000
"""More characters than this are beyond the safety limit."""
SECONDS = 20.0
"""Wall time that the second engine has for a file. It reads some twenty pages a second, and loops on broken files."""


def read(source: Source, seconds: float = SECONDS) -> Document:
    """The document in ``source``; see :class:`~pipeline.builtin.readers.pdf.reader.PdfReader`."""
    with _collecting_nothing():
        sheets, doubts = believed(source.data, seconds)
        demand_text(sheets, doubts)
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
    chunks = list(dictionaries(content))
    facts = structure(chunks)
    try:
        doubts, sheets, chunks[0] = _opened(content, strange=foreign(chunks))
    except Unloadable as error:
        doubts, second = Doubts(), Second(chunks, seconds)
        sheets = second.rescued(error.why, doubts)
    else:
        second = Second(chunks, seconds)
        sheets = second.opinion(sheets, facts, doubts)
    doubts.cut = facts.cut
    if facts.units:
        second.in_points(sheets)
    doubts.late = second.late
    doubts.note(sheets, coded_fonts(chunks))
    return sheets, doubts


def _opened(content: bytes, *, strange: bool) -> tuple[Doubts, list[Sheet], bytes]:
    """What the first engine reads, and the file as it opens it: a broken one with an end put to it.

    ``strange``: the file names a standard font for letters that this has not.

    Raises:
        Unloadable: it cannot open the file, or finds no text when it has an end.
    """
    try:
        return *_by_first(content, strange=strange), content
    except Unloadable as error:
        whole = mended(content)
        if whole is not None:
            with contextlib.suppress(Unloadable):
                doubts, sheets = _by_first(whole, strange=strange)
                if any(sheet.text.strip() for sheet in sheets):
                    doubts.mended = True
                    return doubts, sheets, whole
        raise error from None


def _by_first(content: bytes, *, strange: bool) -> tuple[Doubts, list[Sheet]]:
    doubts = Doubts()
    with PdfiumFile(content, foreign=strange) as file:
        doubts.pages = file.pages
        return doubts, _sheets(file, doubts)


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
