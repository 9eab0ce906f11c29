"""The one door between the bytes of parts and whoever walks them, with the one switch of the fast path.

The fast path reads equal properties once and plain paragraphs before their part is parsed (``folding``,
``plain_paragraphs``), and does not parse again the styles of earlier documents (``known_styles``). What is read
comes out the same without it.
"""

from typing import Any

from pipeline.builtin.readers.docx.definitions import Definitions, definitions_of
from pipeline.builtin.readers.docx.folding import Folds, parse_folded
from pipeline.builtin.readers.docx.known_styles import known_definitions
from pipeline.builtin.readers.docx.package import Package, parse
from pipeline.builtin.readers.docx.style_elements import all_styles


class Door:
    """Reads the parts of one document."""

    def __init__(self, *, fast: bool) -> None:
        """``fast`` is the switch."""
        self._fast = fast

    def text(self, content: bytes, name: str) -> tuple[Any, Folds]:
        """The root element of a part with text, and the properties in it.

        Raises:
            DocumentError: as :func:`~pipeline.builtin.readers.docx.package.parse` does.
        """
        return parse_folded(content, name) if self._fast else (parse(content, name), Folds())

    def definitions(self, package: Package, part: str | None) -> Definitions:
        """What ``part`` defines of styles; nothing without one.

        Raises:
            DocumentError: ``damaged`` or ``limit``, as :meth:`Package.read`, :func:`parse` and :func:`rooted` do.
        """
        if part is None:
            return Definitions(None, ())
        return known_definitions(package, part) if self._fast else definitions_of(package.read(part), part, all_styles)
