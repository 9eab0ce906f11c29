"""Streams unpacked by the second engine, up to a limit: a few bytes may stand for gigabytes.

pdfminer unpacks whole streams in memory, through as many filters as a file names. Within :func:`bounded` it does so by
the functions here, and stops. Elsewhere in the process it is as it was.
"""

import contextlib
import re
import threading
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pdfplumber.page
from pdfminer import pdftypes
from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdftypes import PDFStream, int_value
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

LARGEST, FONT = 8 << 20, 32 << 20
"""Bytes that a stream may be unpacked to, and one that is a font. Of a page of text they are some ten thousand."""
ALL = 64 << 20
"""Bytes that the streams of one file may be unpacked to in one go."""
ITEMS = 50_000
"""Characters and paths that are read of a page; a densely printed one has ten thousand."""
WIDEST = 1 << 20
"""Bytes of a row of which the next one may be foretold; widths are said by the file, and room for them is taken."""
_STEP = 16 << 10
_MAP, _GLUED = b"begincmap", re.compile(rb"(?:\d+\s+begin|end)(?:codespacerange|bfchar|bfrange|cidchar|cidrange)")
"""Words of a map from codes to characters, which some programs write without blanks between them."""


class TooMuch(Exception):  # noqa: N818 - says what the file holds
    """A stream, or a page, is beyond the limits."""


class Budget(msgspec.Struct):
    """What may be unpacked yet."""

    left: int = ALL
    items: int = ITEMS
    exceeded: bool = False
    """Whether something was beyond it."""

    def stop(self) -> TooMuch:
        """Note that something was, and say so."""
        self.exceeded = True
        return TooMuch()


class _Here(threading.local):
    budget: Budget | None = None


_here = _Here()


@contextlib.contextmanager
def bounded() -> Iterator[Budget]:
    """Within this, and in this thread, what is unpacked counts."""
    _here.budget = Budget()
    try:
        yield _here.budget
    finally:
        _here.budget = None


@contextlib.contextmanager
def new_page() -> Iterator[Budget]:
    """Within this, characters and paths count from the beginning, and so does what is beyond the limits."""
    budget = _here.budget or Budget()
    budget.items, budget.exceeded = ITEMS, False
    yield budget


def _decode(stream: PDFStream) -> None:
    """Unpack the stream, in place of pdfminer's own function.

    Raises:
        TooMuch: it is beyond the limits.
    """
    budget = _here.budget
    if budget is None or stream.rawdata is None:
        _DECODE(stream)
        return
    most = min(FONT if "Length1" in stream.attrs else LARGEST, budget.left)
    try:
        stream.data = _through_filters(stream, stream.rawdata, most)
    except (TooMuch, MemoryError):
        raise budget.stop() from None
    if _MAP in stream.data:
        stream.data = _GLUED.sub(rb" \g<0> ", stream.data)
    stream.rawdata = None
    budget.left -= len(stream.data)


def _through_filters(stream: PDFStream, data: bytes, most: int) -> bytes:
    if stream.decipher:
        data = stream.decipher(stream.objid or 0, stream.genno or 0, data, stream.attrs)
    for name, given in stream.get_filters():
        found = next((unpack for names, unpack in _FILTERS if name in names), None)
        if found is None:
            raise pdftypes.PDFNotImplementedError(f"Unsupported filter: {name!r}")
        data = found(data, most)
        parameters = given if isinstance(given, dict) else {}
        if len(data) > most or len(stream.get_filters()) > _CHAIN:
            raise TooMuch
        data = _predicted(data, parameters)
    return data


def _predicted(data: bytes, parameters: dict[str, Any]) -> bytes:
    """Rows of a picture, or of a cross-reference, from what they differ in from the one above."""
    predictor = int_value(parameters.get("Predictor", 1))
    if predictor == 1:
        return data
    colours, columns, bits = (
        int_value(parameters.get(key, usual)) for key, usual in (("Colors", 1), ("Columns", 1), ("BitsPerComponent", 8))
    )
    if not 0 < colours * columns * bits <= 8 * WIDEST:
        raise TooMuch
    if predictor == 2:
        return apply_tiff_predictor(colours, columns, bits, data)
    return apply_png_predictor(predictor, colours, columns, bits, data)


def _inflated(data: bytes, most: int) -> bytes:
    """What zlib makes of it, as far as it gets."""
    packed, out = zlib.decompressobj(), bytearray()
    for step in (_STEP, 1):
        packed, out = zlib.decompressobj(), bytearray()
        try:
            for at in range(0, len(data), step):
                out += packed.decompress(data[at : at + step], most + 1 - len(out))
                if len(out) > most:
                    raise TooMuch
                if packed.eof:
                    break
        except zlib.error:
            continue
        break
    return bytes(out)


def _lzw(data: bytes, most: int) -> bytes:
    from io import BytesIO

    out = bytearray()
    for part in LZWDecoder(BytesIO(data)).run():
        out += part
        if len(out) > most:
            raise TooMuch
    return bytes(out)


def _runs(data: bytes, most: int) -> bytes:
    """Runs of bytes: of 1 to 128 that follow, or of one that follows, 2 to 128 times; 128 ends them."""
    out, at = bytearray(), 0
    while at < len(data) and data[at] != 128:
        length = data[at]
        if length < 128:
            out += data[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            out += data[at + 1 : at + 2] * (257 - length)
            at += 2
        if len(out) > most:
            raise TooMuch
    return bytes(out)


def _alone(data: bytes, _: int) -> bytes:
    """Pictures stay packed."""
    return data


_FILTERS: tuple[tuple[Any, Callable[[bytes, int], bytes]], ...] = (
    (pdftypes.LITERALS_FLATE_DECODE, _inflated),
    (pdftypes.LITERALS_LZW_DECODE, _lzw),
    (pdftypes.LITERALS_RUNLENGTH_DECODE, _runs),
    (pdftypes.LITERALS_ASCII85_DECODE, lambda data, _: ascii85decode(data)),
    (pdftypes.LITERALS_ASCIIHEX_DECODE, lambda data, _: asciihexdecode(data)),
    (pdftypes.LITERALS_CCITTFAX_DECODE, _alone),
    (pdftypes.LITERALS_DCT_DECODE, _alone),
    (pdftypes.LITERALS_JBIG2_DECODE, _alone),
    (pdftypes.LITERALS_JPX_DECODE, _alone),
)
_CHAIN = 32
"""A stream goes through one filter, or two."""
_DECODE = PDFStream.decode


class _Counting(pdfplumber.page.PDFPageAggregatorWithMarkedContent):  # type: ignore[misc]  # untyped
    """Puts a page together, as long as it has no more than so many characters and paths."""

    def render_char(self, *arguments: Any, **named: Any) -> float:
        """Put a character."""
        _count()
        return float(super().render_char(*arguments, **named))

    def paint_path(self, *arguments: Any, **named: Any) -> None:
        """Put a path."""
        _count()
        super().paint_path(*arguments, **named)


def _count() -> None:
    budget = _here.budget
    if budget is not None:
        budget.items -= 1
        if budget.items < 0:
            raise budget.stop()


setattr(PDFStream, "decode", _decode)  # noqa: B010 - the engines have no setting for it
pdfplumber.page.PDFPageAggregatorWithMarkedContent = _Counting
