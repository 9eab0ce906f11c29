"""From bytes to a document, with a second opinion where the first cannot be trusted."""

import contextlib
from collections.abc import Sequence

from pipeline.builtin.formats.pdf.assemble import assemble
from pipeline.builtin.formats.pdf.doubts import UNKNOWN, Doubts
from pipeline.builtin.formats.pdf.pdfium import PdfiumFile, Unloadable
from pipeline.builtin.formats.pdf.sheet import Sheet
from pipeline.builtin.formats.pdf.trust import SHARE, unmapped_fonts, unusual
from pipeline.errors import DocumentError
from pipeline.model import Document, Source, Text

CHARACTERS = 3_000_000
"""More characters than this are beyond the safety limit."""
SECOND_SIZE = 20 << 20
"""Bytes; larger files get no second opinion."""


def read(source: Source) -> Document:
    """The document in ``source``; see :class:`~pipeline.builtin.formats.pdf.reader.PdfReader`."""
    doubts = Doubts()
    try:
        with PdfiumFile(source.data) as file:
            sheets = _sheets(file, doubts)
    except Unloadable as error:
        sheets = _rescued(source.data, error.why)
    else:
        sheets = _second_opinion(source.data, sheets, doubts)
    doubts.note(sheets)
    doubts.demand_text(sheets)
    document = assemble(source.name, sheets)
    return document.grown(not_checked=doubts.said())


def _sheets(file: PdfiumFile, doubts: Doubts) -> list[Sheet]:
    sheets: list[Sheet] = []
    total = 0
    for sheet in file.sheets():
        if isinstance(sheet, int):
            doubts.lost.append(sheet)
            continue
        total += len(sheet.text)
        if total > CHARACTERS:
            raise DocumentError("limit", detail=Text(f"超过 {CHARACTERS} 字", f"more than {CHARACTERS} characters"))
        sheets.append(sheet)
    return sheets


def _rescued(content: bytes, why: Text) -> list[Sheet]:
    """All pages by the other engine, or the first one's complaint."""
    from pipeline.builtin.formats.pdf import pdfplumber_engine

    if len(content) <= pdfplumber_engine.LARGEST:
        try:
            sheets = list(pdfplumber_engine.sheets(content))
        except Exception as error:
            raise DocumentError("damaged", detail=why) from error
        if 0 < len(sheets) <= pdfplumber_engine.PAGES and any(sheet.fragments for sheet in sheets):
            return sheets
    raise DocumentError("damaged", detail=why)


def _second_opinion(content: bytes, sheets: Sequence[Sheet], doubts: Doubts) -> list[Sheet]:
    """The pages, each suspicious one as the engine reads it that knows more of its characters."""
    small = len(content) <= SECOND_SIZE
    unmapped = unmapped_fonts(content) if small else frozenset()
    empty = {sheet.number for sheet in sheets if not sheet.objects}
    suspects = {sheet.number for sheet in sheets if _suspicious(sheet, unmapped)}
    if not suspects and not empty:
        return list(sheets)
    others: dict[int, Sheet] = {}
    if small:
        from pipeline.builtin.formats.pdf import pdfplumber_engine

        if empty:
            doubts.undecoded.extend(sorted(pdfplumber_engine.undecoded(content, empty)))
        with contextlib.suppress(Exception):  # it raises anything on a bad file; the pages stay suspicious
            others.update((sheet.number, sheet) for sheet in pdfplumber_engine.sheets(content, suspects))
    return [_better(sheet, others.get(sheet.number), doubts) if sheet.number in suspects else sheet for sheet in sheets]


def _suspicious(sheet: Sheet, unmapped: frozenset[str]) -> bool:
    text = sheet.text
    if not text.strip():
        return sheet.drawn_text > 0 and not text
    if unmapped and any(part.style.font in unmapped and part.text.strip() for part in sheet.fragments):
        return True
    return unusual(text) > SHARE


def _better(first: Sheet, second: Sheet | None, doubts: Doubts) -> Sheet:
    """One of two readings of a page; noted as garbled when it still does not make sense."""
    if second is not None and second.text.strip():
        second.edges, second.images, second.paths = first.edges, first.images, first.paths
        second.fields = first.fields
        if UNKNOWN in second.text or unusual(second.text) <= unusual(first.text):
            first = second
    lost = first.drawn_text and not first.images and not first.text.strip() and not (second and second.text)
    if unusual(first.text) > SHARE or lost:
        doubts.garbled.append(first.number)
    return first
