"""What could not be read, page by page, and when that is everything."""

from collections.abc import Collection, Iterable

import msgspec

from pipeline.builtin.readers.pdf.forms import private
from pipeline.builtin.readers.pdf.nothing import COVERED, runs
from pipeline.builtin.readers.pdf.sheet import Sheet
from pipeline.model.finding import NotChecked
from pipeline.model.text import Text

UNKNOWN = "\ufffd"
"""Stands for a character that nothing in the file explains."""
MANY_PATHS = 50
"""A page without text that draws as much as this may show text as outlines; a page with a line or a frame is blank."""
FEW = 100
"""A scan with fewer characters of text has something added to it."""
PRIVATE = 5
"""Characters without a meaning that all programs share; a few are bullets or signs of a symbol font."""
DOWNWARDS = 0.3
"""The share of a page's characters that stand below each other from which on it is called vertical writing."""
_SENTENCES = (
    ("lost", "第 {} 页无法读取", "pages {} cannot be loaded"),
    ("undecoded", "第 {} 页的内容无法解码", "the content of pages {} cannot be decoded"),
    (
        "large",
        "第 {} 页的内容解压后过大，未经核对，文字可能有误或缺失",
        "the content of pages {} unpacks to more than the safety limit; it was not compared, and text may be missing",
    ),
    ("pictures", "第 {} 页只有图像，没有文字", "pages {} are pictures without text"),
    (
        "scans",
        "第 {} 页是整页图像，只有少量文字，图像中的内容未读取",
        "pages {} are pictures with little text; what the pictures show was not read",
    ),
    (
        "recognised",
        "第 {} 页是扫描件，文字来自文字识别，可能有误",
        "pages {} are scans; their text comes from recognition and may be wrong",
    ),
    (
        "unpainted",
        "第 {} 页的文字不可见，仍已读取",
        "pages {} show none of their text, which is invisible; it was read all the same",
    ),
    ("drawings", "第 {} 页只有图形，没有文字", "pages {} are drawings without text"),
    ("garbled", "第 {} 页有无法解码的文字", "pages {} hold text that cannot be decoded"),
    (
        "private",
        "第 {} 页有含义不明的字符（专用区）",
        "pages {} hold characters without a known meaning (private use)",
    ),
    (
        "misspelt",
        "第 {} 页有词语中夹杂符号，文字可能有误",
        "pages {} have signs inside of words; letters may be wrong",
    ),
    ("invisible", "第 {} 页有不可见的文字，未读取", "pages {} hold invisible text, which was not read"),
    ("beyond", "第 {} 页有位于页面之外的文字，未读取", "pages {} hold text outside of the page, which was not read"),
    (
        "vertical",
        "第 {} 页是竖排，文字的次序可能有误",
        "pages {} are set vertically; the order of their text may be wrong",
    ),
    ("fields", "第 {} 页有表单域，其内容未读取", "pages {} have form fields, whose content was not read"),
    ("notes", "第 {} 页有批注、图章或水印，其内容未读取", "pages {} have notes or stamps, whose content was not read"),
)


class Doubts(msgspec.Struct):
    """Pages by what is wrong with them."""

    pages: int = 0
    """How many were read, or tried."""
    counted: int = 0
    """How many the other engine finds; 0 where it was not asked."""
    cut: bool = False
    """Whether the file lost its end."""
    late: bool = False
    """Whether the other engine was stopped before it had answered."""
    lost: list[int] = []
    """Cannot be loaded."""
    undecoded: list[int] = []
    """With a content of which nothing can be drawn."""
    large: list[int] = []
    """Beyond what the other engine may unpack; it was not asked any further."""
    mended: bool = False
    """Whether the file could be opened only after an end was put to it."""
    pictures: list[int] = []
    """Images and no text."""
    scans: list[int] = []
    """Images from edge to edge, and a little text."""
    recognised: list[int] = []
    """With the text layer of a scan."""
    unpainted: list[int] = []
    """With invisible text alone, and no picture in front of it."""
    drawings: list[int] = []
    """Paths, many of them, and no text."""
    garbled: list[int] = []
    """With text that neither engine can decode."""
    unasked: list[int] = []
    """Suspicious, and the other engine did not get to them."""
    unread: list[int] = []
    """Suspicious, and the other engine cannot read them."""
    private: list[int] = []
    """With several characters of the private use area that are no known signs."""
    misspelt: list[int] = []
    """With signs where letters belong, in both readings."""
    invisible: list[int] = []
    """With text that is there and not painted, beside text that is."""
    beyond: list[int] = []
    """With text outside of the page's visible box."""
    vertical: list[int] = []
    """Where characters stand below each other."""
    fields: list[int] = []
    """With form fields, whose content is no page text."""
    notes: list[int] = []
    """With annotations that show something of their own."""

    def note(self, sheets: Iterable[Sheet], coded: Collection[str] = ()) -> None:
        """Note what the pages themselves show. ``coded``: fonts whose codes stand for glyphs alone."""
        for sheet in sheets:
            text, number = sheet.text, sheet.number
            if not text.strip():
                if sheet.images:
                    self.pictures.append(number)
                elif sheet.paths >= MANY_PATHS:
                    self.drawings.append(number)
            elif sheet.recognised:
                (self.recognised if sheet.cover >= COVERED else self.unpainted).append(number)
            elif sheet.cover >= COVERED and len(text) < FEW:
                self.scans.append(number)
            if UNKNOWN in text and number not in self.garbled:
                self.garbled.append(number)
            strange = sum(len(part.text) for part in sheet.fragments if part.style.font in coded) if coded else 0
            if strange + private(text) >= PRIVATE:
                self.private.append(number)
            if sheet.downwards > DOWNWARDS * len(text):
                self.vertical.append(number)
            for name in ("invisible", "beyond", "fields", "notes"):
                if getattr(sheet, name):
                    getattr(self, name).append(number)

    def said(self) -> list[NotChecked]:
        """A sentence for each kind of doubt."""
        texts = [
            Text(zh.format(runs(sorted(pages))), en.format(runs(sorted(pages))))
            for name, zh, en in _SENTENCES
            if (pages := getattr(self, name))
        ]
        return [NotChecked("pdf-text", text) for text in self._of_the_file() + texts]

    def _of_the_file(self) -> list[Text]:
        found = []
        if self.cut:
            found.append(
                Text(
                    f"文件不完整，结尾缺失：只读到 {self.pages} 页，其后可能还有",
                    f"the file is cut short: {self.pages} pages were read, and there may have been more",
                )
            )
        elif self.mended:
            found.append(
                Text(
                    "文件的结构已损坏，只读取了能找到的内容",
                    "the structure of the file is broken; what could be found in it was read",
                )
            )
        if self.late:
            pages = sorted(self.unasked)
            found.append(
                Text(
                    f"第二次读取超时，第 {runs(pages)} 页的文字可能有误" if pages else "第二次读取超时，文字未经核对",
                    f"the second reading took too long; the text of pages {runs(pages)} may be wrong"
                    if pages
                    else "the second reading took too long; the text was not compared",
                )
            )
        if self.counted > self.pages:
            found.append(
                Text(
                    f"文件对页数的说法不一：读到 {self.pages} 页，也可能有 {self.counted} 页",
                    f"the file is at odds on its pages: {self.pages} were read, and there may be {self.counted}",
                )
            )
        return found
