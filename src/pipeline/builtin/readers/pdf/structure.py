"""What the bytes of a file say of its pages, without an engine."""

import contextlib
import re
import zlib
from collections.abc import Iterator, Sequence

import msgspec

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_STREAM = re.compile(rb"stream\r?\n")
_ENDS = (b"startxref", b"%%EOF")
_REACH = 4096
_LARGEST = 8 << 20
"""Bytes that an object stream may be unpacked to."""
_STEP = 16 << 10
"""Bytes that are unpacked at once: a copy of all that follows, for each of many streams, would take minutes."""
_ALL = 64 << 20
"""Bytes that all of them may be unpacked to, together."""


class Structure(msgspec.Struct):
    """Facts for which no page is opened."""

    pages: int = 0
    """Dictionaries that say they are a page; those that a later version of the file replaced count too."""
    cut: bool = False
    """Whether the file ends before its last cross-reference or end mark: it was not copied or sent in whole."""
    units: bool = False
    """Whether a page has a unit of its own (``/UserUnit``)."""


def structure(chunks: Sequence[bytes]) -> Structure:
    """What the bytes say: those of the file, and its :func:`dictionaries` behind them."""
    content = chunks[0]
    found = Structure(cut=content.rfind(b"endobj") > max(map(content.rfind, _ENDS)))
    for chunk in chunks:
        found.pages += len(_PAGE.findall(chunk))
        found.units = found.units or b"/UserUnit" in chunk
    return found


def dictionaries(content: bytes) -> Iterator[bytes]:
    """The file's bytes, then its compressed object streams, unpacked."""
    yield content
    total = 0
    at = content.find(b"/ObjStm")
    while at >= 0 and total < _ALL:
        start = _STREAM.search(content, at, at + _REACH)
        if start:
            with contextlib.suppress(zlib.error):  # encrypted, or packed in another way
                chunk = _unpacked(content, start.end())
                total += len(chunk)
                yield chunk
        at = content.find(b"/ObjStm", at + 7)


def _unpacked(content: bytes, start: int) -> bytes:
    packed, parts, size = zlib.decompressobj(), list[bytes](), 0
    for at in range(start, len(content), _STEP):
        parts.append(packed.decompress(content[at : at + _STEP], _LARGEST - size))
        size += len(parts[-1])
        if packed.eof or size >= _LARGEST:
            break
    return b"".join(parts)
