"""The proof of a reader: its contract, held against files and against a second look at them.

PYTEST_DONT_REWRITE: the messages of the assertions say it all.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

import msgspec

from pipeline.contract.parts import Reader
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.model.layout import Generated, Piece
from pipeline.testing.letters import UNKNOWN, lost_or_made_up
from pipeline.testing.reader_again import digest, elsewhere
from pipeline.testing.reader_hostile import SHOWN, gives_way, too_large
from pipeline.testing.reader_shape import dishonest, misshapen

Check = Literal["letters", "places", "pages", "damage"]
"""Checks that cannot be done everywhere."""


class Witness:
    """A second look at one file, by other means than the reader's own.

    Derive one for a format and override what can be answered; what is not overridden is not
    checked, and the harness says so.
    """

    def __init__(self, source: Source) -> None:
        self.source = source

    def letters(self) -> str:
        """All text that the file shows, in any order; only letters and digits are compared.

        U+FFFC stands for one character that cannot be told.
        """
        raise NotImplementedError

    def at(self, piece: Piece, text: str) -> str | None:
        r"""What the file has at the place of ``piece``, where the reader found ``text``.

        ``None`` when it cannot be told; U+FFFC stands for one character that cannot. Never
        asked about :class:`~pipeline.model.layout.Generated` places.
        """
        raise NotImplementedError

    def amiss(self, document: Document) -> Iterator[str]:
        """What does not stand where the document says it does on the rendered pages, in words."""
        raise NotImplementedError


class Verdict(msgspec.Struct):
    """What came of holding a reader to its contract on one file."""

    faults: list[str] = []
    unchecked: dict[Check, str] = {}
    """What could not be checked, and why."""


def reader_holds(
    reader: Reader, source: Source, witness: type[Witness] | None = None, unchecked: Iterable[Check] = ()
) -> None:
    """Raise :class:`AssertionError`, in words, unless ``reader`` keeps the contract on this file of its own.

    The document is well formed: paragraphs, pieces, marks and pages are sorted and in bounds;
    all but blanks lies in pieces; ``provides`` is true. Bytes of other formats are not
    recognised; damaged ones give ``DocumentError`` or a well-formed document. The same bytes
    give the same document, also in fresh processes with other hash seeds. With a
    ``witness``: no letter is missing or made up, and every piece's text is what the file has
    at its place. What cannot be checked must be named in ``unchecked``: nothing passes
    because nobody looked.
    """
    found = verdict(reader, source, witness)
    if not found.faults:
        found.faults += _elsewhere(reader, [source])[0]
    _assert(reader, source, found, unchecked)


def reader_test(
    reader_class: type[Reader],
    files: Iterable[Path | Source],
    witness: type[Witness] | None = None,
    unchecked: Iterable[Check] = (),
) -> Callable[[int], None]:
    """A pytest test of the contract for each of ``files``; assign it to a name that starts with ``test_``.

    As :func:`reader_holds`, with the reader's default options.
    """
    import pytest

    sources = [file if isinstance(file, Source) else Source(file.name, file.read_bytes()) for file in files]
    assert sources, "a reader is tested on files"
    reader, allowed = reader_class(), tuple(unchecked)
    others: list[list[str]] = []

    @pytest.mark.parametrize("number", range(len(sources)), ids=[source.name for source in sources])
    def test(number: int) -> None:
        if not others:  # one process for all files
            others.extend(_elsewhere(reader, sources))
        found = verdict(reader, sources[number], witness)
        found.faults += others[number]
        _assert(reader, sources[number], found, allowed)

    return test


def verdict(reader: Reader, source: Source, witness: type[Witness] | None = None, *, damage: bool = True) -> Verdict:
    """What is amiss in this process; ``damage``: whether to try damaged copies and other formats, too."""
    found = Verdict()
    try:
        document: object = _quietly(reader, source)
    except DocumentError as error:
        found.faults.append(f"cannot be read: {error.reason.message.en}")
        return found
    if not isinstance(document, Document):
        found.faults.append(f"read() gives a {type(document).__name__}")
        return found
    found.faults += misshapen(document, reader, source)
    found.faults += dishonest(document)
    if digest(reader, source) != digest(reader, source):
        found.faults.append("read twice, the same bytes give two different documents")
    _witnessed(document, source, witness, found)
    if not damage:
        found.unchecked["damage"] = "not asked for"
    elif not found.faults:  # a damaged copy would only repeat them
        found.faults += gives_way(reader, source)
        if too_large(source):
            found.unchecked["damage"] = "the file is too large to be damaged in many ways"
    return found


def _quietly(reader: Reader, source: Source) -> Document:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return reader.read(source)


def _witnessed(document: Document, source: Source, witness: type[Witness] | None, found: Verdict) -> None:
    if witness is None:
        found.unchecked.update(dict.fromkeys(("letters", "places", "pages"), "there is no witness"))
        return
    second = witness(source)
    checks: dict[Check, Callable[[], Iterable[str]]] = {
        "letters": lambda: lost_or_made_up(document, second.letters()),
        "places": lambda: _misplaced(document, second, found),
        "pages": lambda: second.amiss(document),
    }
    for check, faults in checks.items():
        try:
            found.faults += faults()
        except NotImplementedError:
            found.unchecked[check] = f"{witness.__name__} cannot tell"


def _misplaced(document: Document, second: Witness, found: Verdict) -> Iterator[str]:
    blind = asked = 0
    for piece in document.pieces:
        if isinstance(piece.place, Generated):
            continue
        asked += 1
        text = document.cut(piece.span)
        there = second.at(piece, text)
        if there is None:
            blind += 1
        elif not _same(text, there):
            where = f"{piece.span.start}–{piece.span.end}"
            yield f"the map is not true at {where}, {text!r}: the file has {there!r} at {piece.place}"
    if blind:
        found.unchecked["places"] = f"{blind} of {asked} pieces lie where the witness cannot look"


def _same(text: str, there: str) -> bool:
    if UNKNOWN not in there:
        return text == there
    return len(text) == len(there) and all(other in (char, UNKNOWN) for char, other in zip(text, there, strict=True))


def _elsewhere(reader: Reader, sources: Sequence[Source]) -> list[list[str]]:
    """For each source what is amiss in a fresh process."""
    try:
        others = elsewhere(reader, sources)
    except AssertionError as error:
        return [[str(error)]] * len(sources)
    return [
        ["other processes, with other hash seeds, make another document of the same bytes"]
        if {digest(reader, source)} != set(found)
        else []
        for source, found in zip(sources, others, strict=True)
    ]


def _assert(reader: Reader, source: Source, found: Verdict, allowed: Iterable[Check]) -> None:
    unknown = set(allowed) - set(get_args(Check))
    assert not unknown, f"no such checks: {sorted(unknown)}; there are {get_args(Check)}"
    faults = list(dict.fromkeys(found.faults))
    more = [f"… and {len(faults) - SHOWN} more"] if len(faults) > SHOWN else []
    head = f"reader {reader.kind}, {source.name}"
    assert not faults, "\n  ".join((f"{head}: the contract is broken", *faults[:SHOWN], *more))
    left = {check: why for check, why in found.unchecked.items() if check not in allowed}
    told = "; ".join(f"{check} ({why})" for check, why in left.items())
    assert not left, f"{head}: not checked: {told}. Name them in `unchecked` if that is as it must be"
