"""From bytes to a document, with a second opinion where the first cannot be trusted."""

import contextlib
import gc
from collections.abc import Collection, Iterator, Sequence

from pipeline.builtin.formats.pdf.assemble import assemble
from pipeline.builtin.formats.pdf.doubts import UNKNOWN, Doubts
from pipeline.builtin.formats.pdf.painted import settle
from pipeline.builtin.formats.pdf.pdfium import PdfiumFile, Unloadable
from pipeline.builtin.formats.pdf.sheet import Sheet, scaled
from pipeline.builtin.formats.pdf.structure import Structure, structure
from pipeline.builtin.formats.pdf.trust import SHARE, unmapped_fonts, unusual
from pipeline.errors import DocumentError
from pipeline.model import Document, Source, Text

CHARACTERS = 3_000_000
"""More characters than this are beyond the safety limit."""
SECOND_SIZE = 20 << 20
"""Bytes; larger files get no second opinion."""
COUNTED = 2_000
"""Pages; of longer files the second engine is not asked how many there are."""


def read(source: Source) -> Document:
    """The document in ``source``; see :class:`~pipeline.builtin.formats.pdf.reader.PdfReader`."""
    with _collecting_nothing():
        sheets, doubts = believed(source.data)
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


def believed(content: bytes) -> tuple[list[Sheet], Doubts]:
    """The pages by the engine that can be trusted with each, as they are seen, and what is wrong with them.

    Raises:
        DocumentError: ``password``, ``damaged`` or ``limit``.
    """
    doubts = Doubts()
    facts = structure(content)
    try:
        with PdfiumFile(content) as file:
            doubts.pages = file.pages
            sheets = _sheets(file, doubts)
    except Unloadable as error:
        sheets = _rescued(content, error.why)
        doubts.pages = len(sheets)
    else:
        sheets = _second_opinion(content, sheets, facts, doubts)
    doubts.cut = facts.cut
    if facts.units and len(content) <= SECOND_SIZE:
        _in_points(content, sheets)
    doubts.note(sheets)
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


def _second_opinion(content: bytes, sheets: list[Sheet], facts: Structure, doubts: Doubts) -> list[Sheet]:
    """The pages, each suspicious one as the engine reads it that knows more of its characters."""
    if len(content) > SECOND_SIZE:
        doubts.garbled.extend(sheet.number for sheet in sheets if _suspicious(sheet, frozenset()))
        return sheets
    unmapped = unmapped_fonts(content)
    empty = {sheet.number for sheet in sheets if not sheet.objects}
    suspects = {sheet.number for sheet in sheets if _suspicious(sheet, unmapped)} | set(doubts.lost)
    recount = doubts.pages < facts.pages <= COUNTED
    if not suspects and not empty and not recount:
        return sheets
    from pipeline.builtin.formats.pdf import pdfplumber_engine

    if recount:
        doubts.counted = pdfplumber_engine.count(content)
        if doubts.counted > doubts.pages and (more := _fuller(content, sheets)):
            doubts.pages = len(more)
            return more
    if empty:
        doubts.undecoded.extend(sorted(pdfplumber_engine.undecoded(content, empty)))
    others = _others(content, suspects)
    found = [_better(one, others.get(one.number), doubts) if one.number in suspects else one for one in sheets]
    regained = [others[number] for number in doubts.lost if number in others and others[number].fragments]
    doubts.lost = [number for number in doubts.lost if all(one.number != number for one in regained)]
    return sorted(found + regained, key=lambda sheet: sheet.number)


def _others(content: bytes, numbers: Collection[int]) -> dict[int, Sheet]:
    """These pages by the second engine, as far as it gets."""
    from pipeline.builtin.formats.pdf import pdfplumber_engine

    found: dict[int, Sheet] = {}
    if numbers:
        with contextlib.suppress(Exception):  # it raises anything on a bad file; the pages stay suspicious
            found.update((sheet.number, sheet) for sheet in pdfplumber_engine.sheets(content, numbers))
    return found


def _fuller(content: bytes, sheets: Sequence[Sheet]) -> list[Sheet]:
    """All pages by the second engine, when it finds more text on them; no page otherwise."""
    from pipeline.builtin.formats.pdf import pdfplumber_engine

    others = list(_others(content, range(1, pdfplumber_engine.PAGES + 1)).values())
    ours, theirs = (sum(len(sheet.text.split()) for sheet in some) for some in (sheets, others))
    return others if theirs > ours else []


def _in_points(content: bytes, sheets: list[Sheet]) -> None:
    """Turn lengths of pages with a unit of their own, which engines leave alone, into pt."""
    from pipeline.builtin.formats.pdf import pdfplumber_engine

    units = pdfplumber_engine.units(content)
    for index, sheet in enumerate(sheets):
        if sheet.number in units:
            sheets[index] = scaled(sheet, units[sheet.number])


def _suspicious(sheet: Sheet, unmapped: frozenset[str]) -> bool:
    text = sheet.text
    if not text.strip():
        return sheet.drawn_text > 0 and not text and not sheet.beyond and not sheet.invisible
    if unmapped and any(part.style.font in unmapped and part.text.strip() for part in sheet.fragments):
        return True
    return sheet.mute > 0 or unusual(text) > SHARE


def _better(first: Sheet, second: Sheet | None, doubts: Doubts) -> Sheet:
    """One of two readings of a page; noted as garbled when it still does not make sense."""
    mute = first.mute
    if second is not None and second.text.strip():
        for name in ("edges", "images", "paths", "fields", "notes", "cover", "recognised", "invisible"):
            setattr(second, name, getattr(first, name))
        honest = UNKNOWN in second.text
        if (not honest) if mute else honest or unusual(second.text) <= unusual(first.text):
            first, mute = second, 0
    lost = first.drawn_text and not first.images and not first.text.strip() and not (second and second.text)
    if mute or unusual(first.text) > SHARE or lost:
        doubts.garbled.append(first.number)
    return first
