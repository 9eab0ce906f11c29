"""From bytes to a document, with a second opinion where the first cannot be trusted."""

import contextlib
from collections.abc import Iterable, Sequence

import msgspec

from pipeline.builtin.formats.pdf.assemble import assemble
from pipeline.builtin.formats.pdf.pdfium import PdfiumFile, Unloadable
from pipeline.builtin.formats.pdf.sheet import Sheet
from pipeline.builtin.formats.pdf.trust import SHARE, unmapped_fonts, unusual
from pipeline.errors import DocumentError
from pipeline.model import Document, NotChecked, Source, Text

CHARACTERS = 3_000_000
"""More characters than this are beyond the safety limit."""
SECOND_SIZE = 20 << 20
"""Bytes; larger files get no second opinion."""
UNKNOWN = "\ufffd"


class _Doubts(msgspec.Struct):
    """Pages by what is wrong with them."""

    lost: list[int] = []
    """Cannot be loaded."""
    pictures: list[int] = []
    """Images and no text."""
    garbled: list[int] = []
    """With text that neither engine can decode."""
    fields: list[int] = []
    """With form fields, whose content is no page text."""


def read(source: Source) -> Document:
    """The document in ``source``; see :class:`~pipeline.builtin.formats.pdf.reader.PdfReader`."""
    doubts = _Doubts()
    try:
        with PdfiumFile(source.data) as file:
            sheets = _sheets(file, doubts)
    except Unloadable as error:
        sheets = _rescued(source.data, str(error))
    else:
        sheets = _second_opinion(source.data, sheets, doubts)
    for sheet in sheets:
        if sheet.images and not any(part.text.strip() for part in sheet.fragments):
            doubts.pictures.append(sheet.number)
        if UNKNOWN in _text(sheet) and sheet.number not in doubts.garbled:
            doubts.garbled.append(sheet.number)
        if sheet.fields:
            doubts.fields.append(sheet.number)
    _demand_text(sheets, doubts)
    document = assemble(source.name, sheets)
    return document.grown(not_checked=_said(doubts))


def _sheets(file: PdfiumFile, doubts: _Doubts) -> list[Sheet]:
    sheets: list[Sheet] = []
    total = 0
    for sheet in file.sheets():
        if isinstance(sheet, int):
            doubts.lost.append(sheet)
            continue
        total += sum(len(part.text) for part in sheet.fragments)
        if total > CHARACTERS:
            raise DocumentError("limit", detail=f"> {CHARACTERS} characters")
        sheets.append(sheet)
    return sheets


def _rescued(content: bytes, why: str) -> list[Sheet]:
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


def _second_opinion(content: bytes, sheets: Sequence[Sheet], doubts: _Doubts) -> list[Sheet]:
    """The pages, each suspicious one as the engine reads it that knows more of its characters."""
    unmapped = unmapped_fonts(content) if len(content) <= SECOND_SIZE else frozenset()
    suspects = {sheet.number for sheet in sheets if _suspicious(sheet, unmapped)}
    if not suspects:
        return list(sheets)
    others: dict[int, Sheet] = {}
    if len(content) <= SECOND_SIZE:
        from pipeline.builtin.formats.pdf import pdfplumber_engine

        with contextlib.suppress(Exception):  # it raises anything on a bad file; the pages stay suspicious
            others.update((sheet.number, sheet) for sheet in pdfplumber_engine.sheets(content, suspects))
    return [_better(sheet, others.get(sheet.number), doubts) if sheet.number in suspects else sheet for sheet in sheets]


def _suspicious(sheet: Sheet, unmapped: frozenset[str]) -> bool:
    text = _text(sheet)
    if not text.strip():
        return sheet.drawn_text > 0
    if unmapped and any(part.style.font in unmapped and part.text.strip() for part in sheet.fragments):
        return True
    return unusual(text) > SHARE


def _better(first: Sheet, second: Sheet | None, doubts: _Doubts) -> Sheet:
    """One of two readings of a page; noted as garbled when it still does not make sense."""
    if second is not None and _text(second).strip():
        second.edges, second.images, second.fields = first.edges, first.images, first.fields
        if UNKNOWN in _text(second) or unusual(_text(second)) <= unusual(_text(first)):
            first = second
    if unusual(_text(first)) > SHARE or (first.drawn_text and not first.images and not _text(first).strip()):
        doubts.garbled.append(first.number)
    return first


def _text(sheet: Sheet) -> str:
    return "".join([part.text for part in sheet.fragments])


def _demand_text(sheets: Iterable[Sheet], doubts: _Doubts) -> None:
    """Raise for a document with nothing to read in it."""
    whole = "".join(map(_text, sheets))
    if not whole.strip():
        if doubts.pictures:
            detail = "scan, pictures only / 扫描件，只有图像"
        elif doubts.garbled:
            detail = "undecodable fonts / 字体无法解码"
        elif doubts.lost:
            raise DocumentError("damaged", detail=f"pages cannot be loaded: {_list(doubts.lost)}")
        else:
            detail = "blank pages / 空白页"
        raise DocumentError("no-text", detail=detail)
    if doubts.garbled and unusual(whole) > 0.5:
        raise DocumentError("no-text", detail="undecodable fonts / 字体无法解码")


def _said(doubts: _Doubts) -> list[NotChecked]:
    sentences = (
        (doubts.lost, "第 {} 页无法读取", "pages {} cannot be loaded"),
        (doubts.pictures, "第 {} 页只有图像，没有文字", "pages {} are pictures without text"),
        (doubts.garbled, "第 {} 页有无法解码的文字", "pages {} hold text that cannot be decoded"),
        (doubts.fields, "第 {} 页有表单域，其内容未读取", "pages {} have form fields, whose content was not read"),
    )
    return [
        NotChecked("pdf-text", Text(zh.format(_list(pages)), en.format(_list(pages))))
        for pages, zh, en in sentences
        if pages
    ]


def _list(numbers: Sequence[int]) -> str:
    """``1-3, 7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in runs)
