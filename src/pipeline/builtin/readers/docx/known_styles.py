"""The styles of a part one by one, so that one that an earlier document had, byte for byte, is not parsed again."""

from typing import Any, Final

from pipeline.builtin.readers.docx.folding import OTHER_ENCODING, ROOT
from pipeline.builtin.readers.docx.ooxml import TYPE, W, on
from pipeline.builtin.readers.docx.package import parse
from pipeline.model.errors import DocumentError

REMEMBERED: Final = 2048
"""How many styles are remembered before the memory is emptied."""
LARGEST: Final = 4096
"""The largest that are, in bytes of XML."""
_BEGIN: Final = b"<w:style "
_END: Final = b"</w:style>"


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


_known: dict[tuple[bytes, bytes], Style] = {}


def styles_of(content: bytes, name: str) -> tuple[Any, list[Style]]:
    """The root of a part and its styles in order; the root may be without those that are known.

    Raises:
        DocumentError: as :func:`~pipeline.builtin.readers.docx.package.parse` does.
    """
    begin, (styles, rest) = ROOT.match(content), _split(content)
    if (
        begin is None
        or not styles
        or begin[1].count(b"xmlns:w=") != content.count(b"xmlns:w=")
        or b"<!" in content
        or _BEGIN in rest
        or b"w:style>" in rest
        or OTHER_ENCODING.match(content)
    ):
        return _whole(content, name)
    tag, end = begin[1], b"</%b>" % begin[2]
    new = [style for style in dict.fromkeys(styles) if (tag, style) not in _known]
    head, closing, tail = rest.rpartition(end)
    try:
        root = parse(b"".join((head, *new, closing, tail)), name)
    except DocumentError:
        return _whole(content, name)
    elements = list(root.iterchildren(W + "style"))
    if len(elements) != len(new):
        return _whole(content, name)
    if len(_known) + len(new) > REMEMBERED:
        _known.clear()
        return styles_of(content, name) if len(styles) <= REMEMBERED else _whole(content, name)
    found = dict(
        zip(new, [Style(element, tag + style + end) for style, element in zip(new, elements, strict=True)], strict=True)
    )
    result = [found.get(style) or _known[tag, style] for style in styles]
    _known.update({(tag, style): one for style, one in found.items() if len(style) <= LARGEST})
    return root, result


def _split(content: bytes) -> tuple[list[bytes], bytes]:
    """The styles in a part, and the part without them."""
    styles, rest = [], []
    *parts, last = content.split(_END)
    for part in parts:
        head, begin, inner = part.partition(_BEGIN)
        rest.append(head if begin else part + _END)
        if begin:
            styles.append(begin + inner + _END)
    return styles, b"".join((*rest, last))


def _whole(content: bytes, name: str) -> tuple[Any, list[Style]]:
    root = parse(content, name)
    return root, [Style(element) for element in root.iterchildren(W + "style")]
