"""The second engine's part in a reading: what it is asked, and which of two readings of a page is the better one."""

import time
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from pipeline.builtin.readers.pdf.deadline import TooLong, within
from pipeline.builtin.readers.pdf.doubts import UNKNOWN, Doubts
from pipeline.builtin.readers.pdf.sheet import Sheet, scaled
from pipeline.builtin.readers.pdf.spelling import MANY, doubtful, ill_spelt
from pipeline.builtin.readers.pdf.structure import Structure
from pipeline.builtin.readers.pdf.trust import SHARE, inline_unmapped, plainly_mapped, unmapped, unnamed_fonts, unusual
from pipeline.model.errors import DocumentError
from pipeline.model.text import Text

OVERSIZE = Text("内容解压后过大", "its content unpacks to more than the safety limit")
LARGEST = 20 << 20
"""Bytes; larger files get no second opinion."""
COUNTED = 2_000
"""Pages; of longer files the second engine is not asked how many there are."""
_Answer = TypeVar("_Answer")


class Second:
    """What the second engine is asked about one file, all of it within so many ``seconds`` of wall time."""

    def __init__(self, chunks: Sequence[bytes], seconds: float) -> None:
        """``chunks``: the file, and its dictionaries behind it."""
        self._content, self._chunks = chunks[0], chunks
        self._until = time.monotonic() + seconds
        self.late = False
        """Whether it was stopped before it had answered."""

    def rescued(self, why: Text, doubts: Doubts) -> list[Sheet]:
        """All pages that it can read, of a file that the first engine cannot open.

        Raises:
            DocumentError: ``damaged``, with the first one's complaint.
        """
        from pipeline.builtin.readers.pdf import pdfplumber_engine

        numbers = range(1, pdfplumber_engine.PAGES + 2)
        found = self._others(numbers, doubts) if len(self._content) <= LARGEST else {}
        last = max([*found, *doubts.unread, *doubts.large], default=0)
        if last > pdfplumber_engine.PAGES or not any(sheet.fragments for sheet in found.values()):
            if doubts.large:
                raise DocumentError("limit", detail=OVERSIZE)
            raise DocumentError("damaged", detail=why)
        doubts.pages, doubts.mended = last, True
        doubts.lost, doubts.unread = sorted(doubts.unread), []
        return list(found.values())

    def opinion(self, sheets: list[Sheet], facts: Structure, doubts: Doubts) -> list[Sheet]:
        """The pages, each suspicious one as the engine reads it that knows more of its characters."""
        if len(self._content) > LARGEST:
            doubts.garbled.extend(sheet.number for sheet in sheets if _suspicious(sheet, frozenset()))
            return sheets
        strange = self._unmapped()
        drawn = any(b"/Contents" in chunk for chunk in self._chunks)
        empty = {sheet.number for sheet in sheets if drawn and not sheet.objects}
        suspects = {sheet.number for sheet in sheets if _suspicious(sheet, strange)} | set(doubts.lost)
        recount = doubts.pages < facts.pages <= COUNTED
        spelt = {sheet.number for sheet in sheets if doubtful(sheet)} - suspects
        if not suspects and not spelt and not empty and not recount:
            return sheets
        from pipeline.builtin.readers.pdf import pdfplumber_engine

        if recount:
            doubts.counted = self._ask(lambda: pdfplumber_engine.count(self._content), 0)
            if doubts.counted > doubts.pages and (more := self._fuller(sheets)):
                doubts.pages = len(more)
                return more
        if empty:
            unknown: tuple[set[int], set[int]] = empty, set()
            undecoded, large = self._ask(lambda: pdfplumber_engine.undecoded(self._content, empty), unknown)
            doubts.undecoded.extend(sorted(undecoded))
            doubts.large.extend(sorted(large))
        others = self._others(suspects | spelt, doubts)
        found = [_better(one, others.get(one.number), doubts) if one.number in suspects else one for one in sheets]
        found = [_better_spelt(one, others.get(one.number), doubts) if one.number in spelt else one for one in found]
        regained = [others[number] for number in doubts.lost if number in others and others[number].fragments]
        doubts.lost = [number for number in doubts.lost if all(one.number != number for one in regained)]
        if self.late:
            doubts.unasked.extend(sorted(suspects - others.keys() - {*doubts.lost, *doubts.large}))
        return sorted(found + regained, key=lambda sheet: sheet.number)

    def in_points(self, sheets: list[Sheet]) -> None:
        """Turn lengths of pages with a unit of their own, which engines leave alone, into pt."""
        from pipeline.builtin.readers.pdf import pdfplumber_engine

        if len(self._content) > LARGEST:
            return
        units: dict[int, float] = self._ask(lambda: pdfplumber_engine.units(self._content), {})
        for index, sheet in enumerate(sheets):
            if sheet.number in units:
                sheets[index] = scaled(sheet, units[sheet.number])

    def _ask(self, work: Callable[[], _Answer], otherwise: _Answer) -> _Answer:
        """What ``work`` returns; ``otherwise`` where it fails or takes too long."""
        left = self._until - time.monotonic()
        try:
            if left > 0:
                return within(left, lambda: _bounded(work))
            self.late = True
        except TooLong:
            self.late = True
        except Exception:  # noqa: BLE001, S110 - pdfminer raises anything on a bad file; what it was asked stays doubtful
            pass
        return otherwise

    def _unmapped(self) -> frozenset[str]:
        """Names of fonts of which the first engine makes rubbish; of all that may be so, where there is no answer."""
        fonts = unnamed_fonts(self._chunks)
        fonts = {number: name for number, name in fonts.items() if not plainly_mapped(self._content, number)}
        inline = inline_unmapped(self._chunks)
        return (
            inline | self._ask(lambda: unmapped(self._content, fonts), frozenset(fonts.values())) if fonts else inline
        )

    def _others(self, numbers: Collection[int], doubts: Doubts) -> dict[int, Sheet]:
        """These pages, as far as it gets; those that it cannot read are noted, for whatever reason."""
        from pipeline.builtin.readers.pdf import pdfplumber_engine

        found: dict[int, Sheet] = {}
        missing: dict[int, bool] = {}

        def fill() -> None:
            for sheet in pdfplumber_engine.sheets(self._content, numbers):
                if isinstance(sheet, Sheet):
                    found[sheet.number] = sheet
                else:
                    missing[sheet.number] = sheet.large

        if numbers:
            self._ask(fill, None)
        doubts.large.extend(number for number, large in missing.items() if large and number not in doubts.large)
        doubts.unread.extend(number for number, large in missing.items() if not large)
        return dict(found)

    def _fuller(self, sheets: Sequence[Sheet]) -> list[Sheet]:
        """All pages, when it finds more text on them; no page otherwise."""
        from pipeline.builtin.readers.pdf import pdfplumber_engine

        others = list(self._others(range(1, pdfplumber_engine.PAGES + 1), Doubts()).values())
        ours, theirs = (sum(len(sheet.text.split()) for sheet in some) for some in (sheets, others))
        return others if theirs > ours else []


def _suspicious(sheet: Sheet, strange: frozenset[str]) -> bool:
    text = sheet.text
    if not text.strip():
        return sheet.drawn_text > 0 and not text and not sheet.beyond and not sheet.invisible
    if strange and any(part.style.font in strange and part.text.strip() for part in sheet.fragments):
        return True
    return sheet.mute > 0 or unusual(text) > SHARE


def _bounded(work: Callable[[], _Answer]) -> _Answer:
    """What ``work`` returns, with an end to what it may unpack."""
    from pipeline.builtin.readers.pdf.unpacking import bounded

    with bounded():
        return work()


def _better(first: Sheet, second: Sheet | None, doubts: Doubts) -> Sheet:
    """One of two readings of a page; noted as garbled when it still does not make sense."""
    mute = first.mute
    if second is not None and second.text.strip():
        honest = UNKNOWN in second.text
        if (not honest) if mute else honest or unusual(second.text) <= unusual(first.text):
            first, mute = _in_place_of(first, second), 0
    if second is None and first.number in doubts.unread and first.text.strip():
        doubts.garbled.append(first.number)
        return first
    lost = first.drawn_text and not first.images and not first.text.strip() and not (second and second.text)
    if mute or unusual(first.text) > SHARE or lost:
        doubts.garbled.append(first.number)
    return first


def _better_spelt(first: Sheet, second: Sheet | None, doubts: Doubts) -> Sheet:
    """One of two readings of a page whose letters do not fit; noted when they still do not."""
    wrong = ill_spelt(first)
    if second is not None and (UNKNOWN in second.text or ill_spelt(second) < wrong):
        first = _in_place_of(first, second)
        wrong = ill_spelt(first)
    if wrong >= MANY:
        doubts.misspelt.append(first.number)
    return first


def _in_place_of(first: Sheet, second: Sheet) -> Sheet:
    """The second reading, with what only the first one knows."""
    for name in ("edges", "images", "paths", "fields", "notes", "cover", "recognised", "invisible"):
        setattr(second, name, getattr(first, name))
    return second
