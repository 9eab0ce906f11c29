"""A second look at a pdf: another program's characters, and the pages as pictures."""

import contextlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from pipeline.model.document import Document
from pipeline.model.layout import Generated, Piece
from pipeline.model.text import Span
from pipeline.testing.letters import normal
from pipeline.testing.pdf_glyphs import Box, Frame, Word, characters, frames, near, words
from pipeline.testing.pdf_pictures import PAGES, has_ink, ink, pictures, pixels, without
from pipeline.testing.reader_contract import Witness

NEAR = 1.0
"""pt by which two programs may differ on where a character stands."""
SLACK = 0.25
"""em by which they may differ on how far a line's letters reach up and down."""
UNKNOWN_SHARE = 0.05
"""Share of a page's characters that pdfminer may fail to name and still be asked for places."""
SMALLEST = 6
"""Pixels of a box in which ink is looked for."""
LEFT_OVER = 0.03
"""Share of a page's ink that may lie in no piece's box."""
_FEW = 60
"""Dark pixels that are no fault whatever their share."""


class PdfWitness(Witness):
    """Finds letters with poppler's ``pdftotext``, characters with pdfminer, ink with pdfium and ``pdftoppm``.

    The text found must stand where each character's box says; a piece's box must have ink in
    it; on a page of text alone all ink must lie in boxes. Without poppler, pdfminer and pdfium
    are asked alone. Behind the 30th page, and where pdfminer cannot name the characters,
    places are known to the word only.
    """

    def letters(self) -> str:
        """The words of all pages; of each, as the program tells them that knows more of its letters."""
        pages = zip(self._words, self._placed, strict=True)
        return "\n".join(max((_told(one), _told(other)), key=_letters) for one, other in pages)

    def at(self, piece: Piece, text: str) -> str | None:
        """``text``, with what another program sees in a character's box where that is not the same."""
        place: Any = piece.place
        if not 1 <= place.page <= len(self._frames):
            return f"(there are {len(self._frames)} pages)"
        x0, y0, x1, y1 = _box(place, 0, len(text))
        reach = min(x1 - x0, y1 - y0)
        whole = (x0 - reach, y0 - reach, x1 + reach, y1 + reach)
        views = [list(near(view[place.page - 1], whole, NEAR)) for view in (self._placed, self._words)]
        parts = []
        for index, char in enumerate(text):
            core = _core(place, index)
            there = next(filter(_letters, (_told(near(view, core, NEAR)) for view in views)), "")
            alike = not char.isalnum() or not set(normal(char)).isdisjoint(normal(there))
            parts.append(char if alike else f"({there or 'nothing'})")
        return "".join(parts)

    def amiss(self, document: Document) -> Iterator[str]:
        """Boxes without ink in any picture, and ink without boxes."""
        pages: dict[int, list[Piece]] = {}
        for piece in document.pieces:
            if not isinstance(piece.place, Generated):
                pages.setdefault(piece.place.page, []).append(piece)  # type: ignore[attr-defined]
        bands = _bands(document)
        without_ink: dict[Span, bool] = {}
        for program, number, picture in pictures(self.source.data):
            frame = self._frames[number - 1]
            boxes = []
            for piece in pages.get(number, []):
                text = document.cut(piece.span)
                box = _box(piece.place, 0, len(text))
                at = pixels(frame, box, 1.0, picture.size)
                if at is None:
                    continue
                boxes.append(box)
                if any(map(str.isalnum, text)) and min(at[2] - at[0], at[3] - at[1]) >= SMALLEST:
                    without_ink.setdefault(piece.span, True)
                    without_ink[piece.span] &= not has_ink(picture, at)
            if number in self._plain and not document.not_checked:
                yield from _left_over(program, number, picture, frame, [*boxes, *bands])
        for span in (span for span, bare in without_ink.items() if bare):
            (piece,) = document.pieces_in(span)
            yield f"no ink where {document.cut(span)[:30]!r} should be, {piece.place}"

    @cached_property
    def _frames(self) -> list[Frame]:
        return frames(self.source.data)

    @cached_property
    def _words(self) -> list[list[Word]]:
        return words(self.source.data, self._frames)

    @cached_property
    def _placed(self) -> list[list[Word]]:
        """As :attr:`_words`, but single characters where they can be had."""
        exact: list[list[Word]] = []
        with contextlib.suppress(Exception):  # pdfminer raises anything on a bad file
            exact = characters(self.source.data, self._frames[:PAGES])
        return [
            page if sum(one.text.startswith("(cid:") for one in page) <= UNKNOWN_SHARE * len(page) else rough
            for page, rough in zip(exact, self._words, strict=False)
        ] + self._words[len(exact) :]

    @cached_property
    def _plain(self) -> frozenset[int]:
        """Pages on which there is nothing but text."""
        import pypdfium2
        from pypdfium2 import raw

        file = pypdfium2.PdfDocument(self.source.data)
        try:
            found = set()
            for number, page in enumerate(file, 1):
                kinds = {one.type for one in page.get_objects(max_depth=1)}
                if kinds <= {raw.FPDF_PAGEOBJ_TEXT} and raw.FPDFPage_GetAnnotCount(page) == 0:
                    found.add(number)
                page.close()
            return frozenset(found)
        finally:
            file.close()


def _left_over(program: str, number: int, picture: Any, frame: Frame, boxes: list[Box]) -> Iterator[str]:
    painted = []
    for box in boxes:
        slack = 1.5 + 0.2 * min(box[2] - box[0], box[3] - box[1])
        at = pixels(frame, box, slack, picture.size)
        if at is not None:
            painted.append(at)
    rest = without(picture, painted)
    left, whole = ink(rest), ink(picture)
    if left > _FEW and left > LEFT_OVER * whole:
        where = rest.point(lambda grey: 255 * (grey < 160)).getbbox()
        told = f"{left / whole:.0%} of the ink by {program} is in no piece"
        yield f"page {number}: {told}, within {where} pt from the upper left"


def _bands(document: Document) -> list[Box]:
    """Level stretches at the height of headers and footers, which are written once for all pages."""
    spans = [p.span for p in document.paragraphs if p.container in ("header", "footer")]
    places: list[Any] = [piece.place for span in spans for piece in document.pieces_in(span)]
    return [(-1e4, place.bottom, 1e4, place.top) for place in places if not isinstance(place, Generated)]


def _told(words: Iterable[Word]) -> str:
    return "\n".join(word.text for word in words)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text.replace("(cid:", "")))


def _box(place: Any, start: int, end: int) -> Box:
    x0, top, x1, bottom = place.box(start, end)
    return x0, bottom, x1, top


def _core(place: Any, index: int) -> Box:
    """Where a character must be met: across the line, in its middle.

    A box reaches to where the next character begins, over white too; and how far a font's
    letters reach above and below the line is told in many ways.
    """
    level = place.turn in (0, 180)
    em = place.top - place.bottom if level else place.x1 - place.x0
    begin, end = place.edges[index], place.edges[index + 1]
    along = begin + max(-em, min(em, end - begin)) / 2
    low, high = (place.bottom, place.top) if level else (place.x0, place.x1)
    low, high = low - SLACK * em, high + SLACK * em
    return (along, low, along, high) if level else (low, along, high, along)
