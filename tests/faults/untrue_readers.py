"""Readers that break their contract, each in one way; the harness must tell each of them."""

import time
from typing import Any, ClassVar

import msgspec

from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.builtin.readers.plain.reader import PlainReader
from pipeline.model.document import Document, Mark, Source
from pipeline.model.layout import Paragraph
from pipeline.model.text import Span


def _with(document: Document, **changes: Any) -> Document:
    return msgspec.structs.replace(document, **changes)


class LosesParagraph(PlainReader, frozen=True):
    """Leaves out the last line."""

    def read(self, source: Source) -> Document:
        lines = source.data.decode().splitlines()
        return super().read(Source(source.name, "\n".join(lines[:-1]).encode()))


class Shifts(PlainReader, frozen=True):
    """Says of its second line that it stands one column further on."""

    def read(self, source: Source) -> Document:
        document = super().read(source)
        first, second, *rest = document.pieces
        place: Any = second.place
        left = msgspec.structs.replace(place, column=place.column + 1)
        return _with(document, pieces=(first, msgspec.structs.replace(second, place=left), *rest))


class MakesUp(PlainReader, frozen=True):
    """Adds a letter."""

    def read(self, source: Source) -> Document:
        return super().read(Source(source.name, source.data.replace("：".encode(), "：们".encode(), 1)))


class TextInNoPiece(PlainReader, frozen=True):
    """Forgets where its second piece is from."""

    def read(self, source: Source) -> Document:
        document = super().read(source)
        return _with(document, pieces=(document.pieces[0], *document.pieces[2:]))


class Overlaps(PlainReader, frozen=True):
    """Gives its second piece twice."""

    def read(self, source: Source) -> Document:
        document = super().read(source)
        first, second, *rest = document.pieces
        return _with(document, pieces=(first, second, second, *rest))


class TwoParagraphsInOne(PlainReader, frozen=True):
    """Says that all is one paragraph."""

    def read(self, source: Source) -> Document:
        document = super().read(source)
        return _with(document, paragraphs=(Paragraph(Span(0, len(document.text))),))


class OutOfOrder(PlainReader, frozen=True):
    """Gives marks from the end."""

    def read(self, source: Source) -> Document:
        document = super().read(source)
        return _with(document, marks=(Mark(Span(5, 6), "code"), Mark(Span(1, 2), "code")))


class ClaimsStyles(PlainReader, frozen=True):
    """Promises what text does not have."""

    def read(self, source: Source) -> Document:
        return _with(super().read(source), provides=("text", "styles"))


class ByHash(PlainReader, frozen=True):
    """Orders by the hashes of words."""

    def read(self, source: Source) -> Document:
        names = [f"mark-{number}" for number in range(8)]
        return _with(super().read(source), marks=tuple(Mark(Span(0, 1), name) for name in set(names)))


class ByTheClock(PlainReader, frozen=True):
    """Writes down when it read."""

    def read(self, source: Source) -> Document:
        return _with(super().read(source), marks=(Mark(Span(0, 1), "read", str(time.monotonic_ns())),))


class TakesAll(PlainReader, frozen=True):
    """Takes everything for text."""

    def recognises(self, source: Source) -> bool:
        return True


class RaisesOnLooking(PlainReader, frozen=True):
    """Divides by the length."""

    def recognises(self, source: Source) -> bool:
        return 1 / len(source.data) > 0 and super().recognises(source)


class RaisesOnDamage(PlainReader, frozen=True):
    """Counts on the end of what it has begun."""

    def read(self, source: Source) -> Document:
        document = super().read(source)
        assert "关于" not in document.text or "材料" in document.text, "the end is missing"
        return document


class ReadsNothing(PlainReader, frozen=True):
    """Gives no document."""

    def read(self, source: Source) -> Document:
        return None  # type: ignore[return-value]


class _Pdf(PdfReader, frozen=True):
    """Changes the place of the first piece."""

    change: ClassVar[dict[str, float]] = {}

    def read(self, source: Source) -> Document:
        document = super().read(source)
        first, *rest = document.pieces
        place: Any = first.place
        moved = {name: getattr(place, name) + by for name, by in self.change.items() if name != "along"}
        if "along" in self.change:
            moved["edges"] = tuple(edge + self.change["along"] for edge in place.edges)
        return _with(
            document,
            pieces=(msgspec.structs.replace(first, place=msgspec.structs.replace(place, **moved)), *rest),
        )


class WrongPage(_Pdf, frozen=True):
    """One page too far."""

    change: ClassVar[dict[str, float]] = {"page": 1}


class NextLine(_Pdf, frozen=True):
    """One line too low."""

    change: ClassVar[dict[str, float]] = {"top": -28.8, "bottom": -28.8}


class BesideInk(_Pdf, frozen=True):
    """Above the first line, where there is nothing."""

    change: ClassVar[dict[str, float]] = {"top": 60, "bottom": 60}


class OneFurther(PdfReader, frozen=True):
    """Its line is one character ahead of its places."""

    def read(self, source: Source) -> Document:
        document = super().read(source)
        first = document.cut(document.pieces[0].span)
        return _with(document, text=document.text.replace(first, first[1:] + first[0], 1))


class LosesPage(PdfReader, frozen=True):
    """Says that all of the second page is on the first."""

    def read(self, source: Source) -> Document:
        document = super().read(source)
        pieces = [
            msgspec.structs.replace(piece, place=msgspec.structs.replace(piece.place, page=1))
            for piece in document.pieces
        ]
        return _with(document, pieces=tuple(pieces))
