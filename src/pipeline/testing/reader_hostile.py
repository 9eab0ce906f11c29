"""What a reader does with bytes that are not, or no longer, of its format."""

import random
import warnings
from collections.abc import Iterator

from pipeline.contract.parts import Reader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.testing.documents import docx, pdf
from pipeline.testing.reader_shape import misshapen

CUTS = (0.01, 0.1, 0.5, 0.9, 0.99)
FLIPS = 8
"""Files with a few bytes changed."""
SHOWN = 8
"""Faults that a message tells."""
LARGEST = 1 << 20
"""bytes; larger files are not damaged, for time's sake."""


def strangers_hold(reader: Reader) -> None:
    """Raise :class:`AssertionError`, in words, if ``reader`` takes bytes of no format or of another one, or stumbles.

    All of the contract that can be held without a file of the format.
    """
    faults = [*_strange(reader)]
    assert not faults, "\n  ".join((f"reader {reader.kind}: the contract is broken", *faults[:SHOWN]))


def gives_way(reader: Reader, source: Source) -> Iterator[str]:
    """Where ``reader`` takes what is not its own, or answers with anything but a document or a ``DocumentError``."""
    if _answer(reader, source) is not True:
        yield f"recognises() gives {_answer(reader, source)!r} for a file of its own"
    yield from _strange(reader)
    for what, data in _damaged(source):
        damaged = Source(source.name, data)
        given = _answer(reader, damaged)
        if not isinstance(given, bool):
            yield f"recognises() gives {given!r} for its file {what}"
        yield from (f"its file {what}: {fault}" for fault in _read(reader, damaged))


def _strange(reader: Reader) -> Iterator[str]:
    for name, what, data, foreign in _strangers(reader):
        given = _answer(reader, Source(name, data))
        if not isinstance(given, bool):
            yield f"recognises() gives {given!r} for {what}, called {name}"
        elif given and foreign:
            yield f"recognises() takes {what}, called {name}, for its own"
        if name.endswith(reader.suffixes):  # then the reader is asked what is wrong with it
            yield from (f"{what}, called {name}: {fault}" for fault in _read(reader, Source(name, data)))


def too_large(source: Source) -> bool:
    """Whether the file is too large to be damaged in many ways."""
    return len(source.data) > LARGEST


def _answer(reader: Reader, source: Source) -> object:
    try:
        return reader.recognises(source)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return error


def _read(reader: Reader, source: Source) -> Iterator[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            document: object = reader.read(source)
    except DocumentError:
        return
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        yield f"read() raises {type(error).__name__}: {error}; only DocumentError may be raised"
        return
    if isinstance(document, Document):
        yield from misshapen(document, reader, source)
    else:
        yield f"read() gives a {type(document).__name__}"


def _strangers(reader: Reader) -> Iterator[tuple[str, str, bytes, bool]]:
    """(name, what it is, bytes, whether the reader must not take them) of what is not the reader's.

    A promising name or signature may be enough for a reader to try.
    """
    noise = random.Random(5).randbytes(3000)  # noqa: S311 - the same at every run
    names = ["stranger.bin", *(f"stranger{suffix}" for suffix in reader.suffixes)]
    for what, data in (("no bytes", b""), ("zeros", bytes(3000)), ("noise", noise), ("angle brackets", b"<" * 3000)):
        yield from ((name, what, data, name == names[0]) for name in names)
    for what, magic in (("a zip", b"PK\x03\x04"), ("a pdf", b"%PDF-1.7\n")):
        yield from ((name, f"what only begins as {what}", magic + noise, False) for name in names)
    text = "关于开展检查的通知"
    for suffix, made in ((".docx", docx), (".pdf", pdf)):
        if suffix not in reader.suffixes:
            yield from ((name, f"a {suffix[1:]}", made(text), True) for name in names)


def _damaged(source: Source) -> Iterator[tuple[str, bytes]]:
    if too_large(source):
        return
    size = len(source.data)
    for share in CUTS:
        yield f"cut off at {share:.0%}", source.data[: int(size * share)]
    chance = random.Random(size)  # noqa: S311
    for number in range(1, FLIPS + 1):
        data = bytearray(source.data)
        for _ in range(number):
            data[chance.randrange(size)] ^= 1 << chance.randrange(8)
        yield f"with {number} bits changed", bytes(data)
