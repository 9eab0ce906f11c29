"""Styles that an earlier document had, byte for byte, are not parsed again: a whole part of them, or one by one."""

import hashlib
from typing import Any, Final

from pipeline.builtin.readers.docx.formatting.style_elements import Style, all_styles
from pipeline.builtin.readers.docx.formatting.style_sheet import StyleSheet, style_sheet_of
from pipeline.builtin.readers.docx.package.beginnings import OTHER_ENCODING, ROOT
from pipeline.builtin.readers.docx.package.ooxml import W
from pipeline.builtin.readers.docx.package.parts import Package, parse
from pipeline.model.errors import DocumentError

REMEMBERED: Final = 2048
"""How many styles are remembered before the memory is emptied."""
LARGEST: Final = 4096
"""The largest that are, in bytes of XML."""
SHARED: Final = 8
"""How many documents' definitions are remembered."""
SHARED_SIZE: Final = 4 * 1024 * 1024
"""The largest part whose definitions are, in bytes of XML."""
_LATENT: Final = (b"<w:latentStyles", b"</w:latentStyles>")
"""Around what Word's own menu shows: the largest stretch of most such parts, and of no use here."""
_BEGIN: Final = b"<w:style "
_END: Final = b"</w:style>"


_known: dict[tuple[bytes, bytes], Style] = {}
_shared: dict[bytes, StyleSheet] = {}


def known_style_sheet(package: Package, part: str) -> StyleSheet:
    """The definitions of ``part``; the same object for the same bytes, while it is remembered.

    Raises:
        DocumentError: ``damaged`` or ``limit``, as :meth:`Package.read` and :func:`style_sheet_of` do.
    """
    key = hashlib.blake2b(package.stored(part), digest_size=32).digest()
    found = _shared.get(key)
    if found is None:
        content = package.read(part)
        found = style_sheet_of(content, part, lambda content, name: styles_of(_shortened(content), name))
        if len(content) <= SHARED_SIZE:
            if len(_shared) >= SHARED:
                del _shared[next(iter(_shared))]
            _shared[key] = found
    return found


def styles_of(content: bytes, name: str) -> tuple[Any, list[Style]]:
    """The root of a part and its styles in order; the root may be without those that are known.

    Raises:
        DocumentError: as :func:`~pipeline.builtin.readers.docx.package.parts.parse` does.
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
        return all_styles(content, name)
    tag, end = begin[1], b"</%b>" % begin[2]
    new = [style for style in dict.fromkeys(styles) if (tag, style) not in _known]
    head, closing, tail = rest.rpartition(end)
    try:
        root = parse(b"".join((head, *new, closing, tail)), name)
    except DocumentError:
        return all_styles(content, name)
    elements = list(root.iterchildren(W + "style"))
    if len(elements) != len(new):
        return all_styles(content, name)
    if len(_known) + len(new) > REMEMBERED:
        _known.clear()
        return styles_of(content, name) if len(styles) <= REMEMBERED else all_styles(content, name)
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


def _shortened(content: bytes) -> bytes:
    begin, end = _LATENT
    head, found, rest = content.partition(begin)
    _, closed, tail = rest.partition(end)
    return head + tail if found and closed else content
