"""Why there is no text in a file: what its pages hold instead."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.builtin.readers.pdf.sheet import Sheet
from pipeline.builtin.readers.pdf.trust import unusual
from pipeline.model.errors import DocumentError
from pipeline.model.text import Text

if TYPE_CHECKING:
    from pipeline.builtin.readers.pdf.doubts import Doubts

_CAUSES = {
    "lost": Text("无法读取", "cannot be loaded"),
    "large": Text("的内容解压后过大", "unpack to more than the safety limit"),
    "undecoded": Text("的内容无法解码", "have a content that cannot be decoded"),
    "garbled": Text("的文字所用字体无法解码", "use fonts that cannot be decoded"),
    "scans": Text("是扫描件，只有图像", "are scans, pictures only"),
    "fields": Text("只有表单域的内容", "show form fields only"),
    "notes": Text("只有批注、图章或水印", "show notes or stamps only"),
    "beyond": Text("的文字都在页面之外", "have all of their text outside of the page"),
    "invisible": Text("的文字都不可见", "have invisible text only"),
    "marks": Text("只有标点和符号", "hold punctuation and signs only"),
    "mixed": Text("只有图像和图形，文字可能在其中", "are pictures and drawings, which text may be part of"),
    "pictures": Text("只有图像", "are pictures only"),
    "drawings": Text("只有图形，文字可能已转为轮廓", "are drawings only; text may be there as outlines"),
}
"""Why a page has no text, as the end of a sentence about it."""
_CODES = {"lost": "damaged", "large": "limit"}
COVERED = 0.7
"""A page of which pictures cover this share is a scan."""
RUBBISH = 0.5
"""A page with more than this share of characters that nobody writes cannot be read."""


def demand_text(sheets: Sequence[Sheet], doubts: "Doubts") -> None:
    """Raise for a document with nothing to read in it. A page that can be read is enough.

    Raises:
        DocumentError: ``no-text``; ``damaged`` where pages cannot be loaded, ``limit`` where they are too large.
    """
    if any(readable(sheet.text) for sheet in sheets):
        return
    pages: dict[str, list[int]] = {}
    for number in doubts.lost:
        pages.setdefault("lost", []).append(number)
    for sheet in sheets:
        cause = _cause(sheet, doubts)
        if cause:
            pages.setdefault(cause, []).append(sheet.number)
    if pages.keys() == {"marks"}:
        return  # as in a file of any other kind, which is judged where all kinds are
    if pages:
        code = next((_CODES[cause] for cause in pages if cause in _CODES), "no-text") if len(pages) == 1 else "no-text"
        raise DocumentError(code, detail=_said(pages))
    if doubts.cut:
        raise DocumentError("damaged", detail=Text("文件不完整，结尾缺失", "the file is cut short"))
    raise DocumentError("no-text", detail=Text("空白页", "blank pages"))


def readable(text: str) -> bool:
    """Whether there is something to read: letters or figures, and most of them such as people write."""
    return any(character.isalnum() for character in text) and unusual(text) <= RUBBISH


def _cause(sheet: Sheet, doubts: "Doubts") -> str:
    """Why the page has no text; nothing for a blank one."""
    for name in ("large", "undecoded", "garbled"):
        if sheet.number in getattr(doubts, name):
            return name
    found = (
        ("scans", sheet.cover >= COVERED),
        ("fields", sheet.fields),
        ("notes", sheet.notes),
        ("beyond", sheet.beyond),
        ("invisible", sheet.invisible),
        ("marks", sheet.text.strip()),
        ("mixed", sheet.images and sheet.paths),
        ("pictures", sheet.images),
        ("drawings", sheet.paths),
    )
    return next((name for name, there in found if there), "")


def _said(pages: Mapping[str, Sequence[int]]) -> Text:
    """A clause for each cause, in the order of pages."""
    found = sorted(pages.items(), key=lambda item: min(item[1]))
    return Text(
        "；".join(f"第 {runs(sorted(numbers))} 页{_CAUSES[cause].zh}" for cause, numbers in found),
        "; ".join(f"pages {runs(sorted(numbers))} {_CAUSES[cause].en}" for cause, numbers in found),
    )


def runs(numbers: Iterable[int]) -> str:
    """``1-3, 7``."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in found)
