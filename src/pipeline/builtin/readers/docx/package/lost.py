"""Parts of a docx that are damaged or missing: each costs what it holds and is named, not the document."""

from collections.abc import Callable
from typing import Final, TypeVar

from pipeline.builtin.readers.docx.package.parts import tolerated
from pipeline.model.errors import DocumentError
from pipeline.model.text import Text

Part = TypeVar("Part")
Other = TypeVar("Other")

_HOLD: Final = {
    "afchunk": Text("嵌入的文档", "An embedded document"),
    "comments": Text("批注", "The comments"),
    "endnotes": Text("尾注", "The endnotes"),
    "footer": Text("页脚", "A footer"),
    "footnotes": Text("脚注", "The footnotes"),
    "header": Text("页眉", "A header"),
    "numbering": Text("自动编号", "The automatic numbers"),
    "settings": Text("文档设置", "The settings"),
    "styles": Text("样式（字体、字号、缩进等）", "The styles (fonts, sizes, indents …)"),
    "theme": Text("主题字体", "The fonts of the theme"),
}
"""What the parts of each kind hold; the kinds are those of relationships."""
_TEXTS: Final = frozenset(("afchunk", "endnotes", "footer", "footnotes", "header"))
"""Kinds of parts without which a document may seem to have no text."""


class Lost:
    """The parts of one document that were not read."""

    def __init__(self) -> None:
        self._details: dict[tuple[str, Text], None] = {}

    def safely(self, kind: str, reading: Callable[[], Part], otherwise: Other) -> Part | Other:
        """What ``reading`` a part of this kind gives, or ``otherwise`` where the part is damaged.

        Raises:
            DocumentError: of any other kind, such as ``limit``, and where the part declares a DOCTYPE.
        """
        try:
            return reading()
        except DocumentError as error:
            self.take(kind, tolerated(error))
            return otherwise

    def take(self, kind: str, detail: Text) -> None:
        """Take up that a part of this kind, which the document refers to, is not read, and why."""
        self._details[kind, detail] = None

    def __contains__(self, kind: str) -> bool:
        return any(found == kind for found, _ in self._details)

    def said(self) -> list[Text]:
        """A sentence for each part."""
        return [
            Text(
                f"{_HOLD[kind].zh}没有读取：{detail.zh}",
                f"{_HOLD[kind].en} could not be read: {detail.en}",
            )
            for kind, detail in self._details
        ]

    def texts(self) -> list[Text]:
        """What is known of the parts that may have held text, each detail once."""
        return list(dict.fromkeys([detail for kind, detail in self._details if kind in _TEXTS]))
