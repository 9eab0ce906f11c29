"""The styles of a part one by one, as they stand there."""

from typing import Any

from pipeline.builtin.readers.docx.package.ooxml import TYPE, W, on
from pipeline.builtin.readers.docx.package.parts import parse


class Style:
    """A style as it stands in a part."""

    __slots__ = ("_content", "_element", "default", "definition", "kind", "name")

    def __init__(self, element: Any, content: bytes | None = None) -> None:
        """``content`` is a document of the style alone, which then is parsed anew when it is asked for."""
        self.kind: str = element.get(TYPE, "paragraph")
        self.name: str = element.get(W + "styleId", "")
        default = element.get(W + "default")
        self.default = default is not None and on(default)
        self.definition: Any = None
        """What it comes to; for whoever reads it."""
        self._content = content
        self._element = element if content is None else None

    @property
    def element(self) -> Any:
        """The ``w:style``."""
        return self._element if self._content is None else parse(self._content, "styles")[0]


def all_styles(content: bytes, name: str) -> tuple[Any, list[Style]]:
    """The root of a part and its styles in order.

    Raises:
        DocumentError: as :func:`~pipeline.builtin.readers.docx.package.parts.parse` does.
    """
    root = parse(content, name)
    return root, [Style(element) for element in root.iterchildren(W + "style")]
