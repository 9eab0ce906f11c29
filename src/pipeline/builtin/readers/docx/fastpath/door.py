"""The one door between the bytes of parts and whoever walks them, with the one switch of the fast path.

The fast path reads equal properties once and plain paragraphs before their part is parsed (``folding``,
``plain_paragraphs``), and does not parse again the styles of earlier documents (``known_styles``). What is read
comes out the same without it.
"""

from typing import Any

from pipeline.builtin.readers.docx.fastpath.folding import Folds, parse_folded
from pipeline.builtin.readers.docx.fastpath.known_styles import known_style_sheet
from pipeline.builtin.readers.docx.formatting.style_elements import all_styles
from pipeline.builtin.readers.docx.formatting.style_sheet import StyleSheet, style_sheet_of
from pipeline.builtin.readers.docx.package.parts import Package, parse


class Door:
    """Reads the parts of one document."""

    def __init__(self, *, fast: bool) -> None:
        """``fast`` is the switch."""
        self._fast = fast

    def text(self, content: bytes, name: str) -> tuple[Any, Folds]:
        """The root element of a part with text, and the properties in it.

        Raises:
            DocumentError: as :func:`~pipeline.builtin.readers.docx.package.parts.parse` does.
        """
        return parse_folded(content, name) if self._fast else (parse(content, name), Folds())

    def style_sheet(self, package: Package, part: str | None) -> StyleSheet:
        """What ``part`` defines of styles; nothing without one.

        Raises:
            DocumentError: ``damaged`` or ``limit``, as :meth:`Package.read`, :func:`parse` and :func:`rooted` do.
        """
        if part is None:
            return StyleSheet(None, ())
        return known_style_sheet(package, part) if self._fast else style_sheet_of(package.read(part), part, all_styles)
