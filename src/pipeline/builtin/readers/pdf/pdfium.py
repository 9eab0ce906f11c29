"""The fast engine: pdfium, asked for whole pages at a time.

A call through ctypes costs about as much as twenty Python operations, so what is needed of
every character (its text object and its box) is asked for by ``map`` over C functions that
write into one buffer, and everything else once for each text object.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, Self

import pypdfium2.raw as pdfium

from pipeline.builtin.readers.pdf import native, stand_in
from pipeline.builtin.readers.pdf.pdfium_annotations import shown
from pipeline.builtin.readers.pdf.pdfium_paths import Drawing
from pipeline.builtin.readers.pdf.pdfium_text import TextReader
from pipeline.builtin.readers.pdf.sheet import Sheet, main_turn
from pipeline.model.errors import DocumentError
from pipeline.model.text import Text

PAGES = 20_000
"""More pages than this are beyond the safety limit."""


class Unloadable(Exception):  # noqa: N818 - says what the file is
    """pdfium cannot open the file."""

    def __init__(self, why: Text) -> None:
        """``why``: what pdfium says."""
        super().__init__(why)
        self.why = why


class PdfiumFile:
    """An open file. Use it as a context; pages are read one by one by :meth:`sheets`."""

    def __init__(self, content: bytes, *, foreign: bool = False) -> None:
        """Open the file; ``foreign``: it names a standard font for letters that this has not.

        Raises:
            DocumentError: it has a password, or more than :data:`PAGES` pages.
            Unloadable: pdfium cannot read it.
        """
        stand_in.install(for_standard=foreign)
        self._content = content  # pdfium reads from it as long as the file is open
        self._document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
        if not self._document:
            code = pdfium.FPDF_GetLastError()
            if code == pdfium.FPDF_ERR_PASSWORD:
                raise DocumentError("password")
            raise Unloadable(_ERRORS.get(code, UNKNOWN_ERROR) if b"%PDF-" in content[:HEADER] else NO_HEADER)
        self.pages = int(pdfium.FPDF_GetPageCount(self._document))
        self._text = TextReader()
        if not 0 < self.pages <= PAGES:
            self.__exit__()
            if self.pages:
                raise DocumentError(
                    "limit", detail=Text(f"{self.pages} 页，多于 {PAGES} 页", f"{self.pages} pages, more than {PAGES}")
                )
            raise Unloadable(Text("没有页面", "it has no pages"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDF_CloseDocument(self._document)

    def sheets(self) -> Iterator[Sheet | int]:
        """The pages in order; of one that cannot be loaded, its number alone."""
        for index in range(self.pages):
            page = pdfium.FPDF_LoadPage(self._document, index)
            if not page:
                yield index + 1
                continue
            try:
                yield self._sheet(page, index + 1)
            finally:
                pdfium.FPDF_ClosePage(page)

    def _sheet(self, page: Any, number: int) -> Sheet:
        rect = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, rect)
        sheet = Sheet(
            number=number,
            width=pdfium.FPDF_GetPageWidthF(page),
            height=pdfium.FPDF_GetPageHeightF(page),
            box=(rect.left, rect.bottom, rect.right, rect.top),
            rotation=90 * pdfium.FPDFPage_GetRotation(page),
        )
        drawing = Drawing(ctypes.cast(page, native.Pointer).value, sheet.box)
        sheet.edges, sheet.images, sheet.drawn_text = drawing.edges, drawing.images, len(drawing.texts)
        sheet.paths, sheet.objects, sheet.cover = drawing.paths, drawing.objects, drawing.cover
        text_page = pdfium.FPDFText_LoadPage(page)
        if text_page:
            at = ctypes.cast(text_page, native.Pointer).value
            clipped = bool(drawing.paths or drawing.images)
            try:
                sheet.fragments = self._text.read(at, sheet.box, drawing.texts, clipped=clipped)
            finally:
                pdfium.FPDFText_ClosePage(text_page)
        sheet.turn = main_turn(sheet.fragments)
        sheet.downwards, sheet.mute = self._text.downwards, self._text.mute
        sheet.fields, sheet.notes = shown(page)
        return sheet


HEADER = 1024
"""So many bytes from the start the header may stand."""
NO_HEADER = Text("没有 PDF 文件头（%PDF）", "it has no pdf header (%PDF)")
UNKNOWN_ERROR = Text("PDF 无法打开，原因不明", "it cannot be opened, for a reason that pdfium does not say")
_ERRORS = {
    pdfium.FPDF_ERR_FILE: Text("文件不完整或无法打开", "it is cut short or cannot be opened"),
    pdfium.FPDF_ERR_FORMAT: Text("PDF 结构损坏", "the structure of the pdf is broken"),
    pdfium.FPDF_ERR_SECURITY: Text("加密方式未知", "an unknown kind of encryption"),
    pdfium.FPDF_ERR_PAGE: Text("找不到页面", "its pages cannot be found"),
}
