"""What could not be read, page by page, and when that is everything."""

from collections.abc import Iterable, Sequence

import msgspec

from pipeline.builtin.formats.pdf.sheet import Sheet
from pipeline.builtin.formats.pdf.trust import unusual
from pipeline.errors import DocumentError
from pipeline.model import NotChecked, Text

UNKNOWN = "\ufffd"
"""Stands for a character that nothing in the file explains."""
MANY_PATHS = 50
"""A page without text that draws as much as this may show text as outlines; a page with a line or a frame is blank."""


class Doubts(msgspec.Struct):
    """Pages by what is wrong with them."""

    lost: list[int] = []
    """Cannot be loaded."""
    undecoded: list[int] = []
    """With a content of which nothing can be drawn."""
    pictures: list[int] = []
    """Images and no text."""
    drawings: list[int] = []
    """Paths, many of them, and no text."""
    garbled: list[int] = []
    """With text that neither engine can decode."""
    fields: list[int] = []
    """With form fields, whose content is no page text."""

    def note(self, sheets: Iterable[Sheet]) -> None:
        """Note what the pages themselves show."""
        for sheet in sheets:
            text = sheet.text
            if not text.strip():
                if sheet.images:
                    self.pictures.append(sheet.number)
                elif sheet.paths >= MANY_PATHS:
                    self.drawings.append(sheet.number)
            if UNKNOWN in text and sheet.number not in self.garbled:
                self.garbled.append(sheet.number)
            if sheet.fields:
                self.fields.append(sheet.number)

    def said(self) -> list[NotChecked]:
        """A sentence for each kind of doubt."""
        sentences = (
            (self.lost, "第 {} 页无法读取", "pages {} cannot be loaded"),
            (self.undecoded, "第 {} 页的内容无法解码", "the content of pages {} cannot be decoded"),
            (self.pictures, "第 {} 页只有图像，没有文字", "pages {} are pictures without text"),
            (self.drawings, "第 {} 页只有图形，没有文字", "pages {} are drawings without text"),
            (self.garbled, "第 {} 页有无法解码的文字", "pages {} hold text that cannot be decoded"),
            (self.fields, "第 {} 页有表单域，其内容未读取", "pages {} have form fields, whose content was not read"),
        )
        return [
            NotChecked("pdf-text", Text(zh.format(_list(pages)), en.format(_list(pages))))
            for pages, zh, en in sentences
            if pages
        ]

    def demand_text(self, sheets: Sequence[Sheet]) -> None:
        """Raise for a document with nothing to read in it.

        Raises:
            DocumentError: ``no-text``; ``damaged`` where pages cannot be loaded.
        """
        whole = "".join(sheet.text for sheet in sheets)
        if whole.strip() and not (self.garbled and unusual(whole) > 0.5):
            return
        if self.garbled:
            raise DocumentError("no-text", detail=Text("字体无法解码", "its fonts cannot be decoded"))
        for code, pages, zh, en in (
            ("no-text", self.pictures, "扫描件，只有图像", "a scan, pictures only"),
            ("damaged", self.lost, "第 {} 页无法读取", "pages {} cannot be loaded"),
            ("no-text", self.undecoded, "第 {} 页的内容无法解码", "the content of pages {} cannot be decoded"),
        ):
            if pages:
                raise DocumentError(code, detail=Text(zh.format(_list(pages)), en.format(_list(pages))))
        if self.fields:
            raise DocumentError("no-text", detail=Text("只有表单域的内容", "what it shows is in form fields"))
        if any(sheet.paths for sheet in sheets):
            raise DocumentError(
                "no-text", detail=Text("只有图形，文字可能已转为轮廓", "drawings only; text may be there as outlines")
            )
        raise DocumentError("no-text", detail=Text("空白页", "blank pages"))


def _list(numbers: Sequence[int]) -> str:
    """``1-3, 7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in runs)
