"""Where findings stand, as a reader looks for them: the numbers of page, paragraph and section."""

import bisect

import msgspec

from pipeline.model.document import Document, SectionIndex
from pipeline.model.finding import Finding, FoundAt
from pipeline.model.text import Span


def located(document: Document) -> Document:
    """A copy of ``document`` in which every place of a finding has its numbers; numbers that are there stay."""
    if not document.findings:
        return document
    numbers = _Numbers(document)
    return msgspec.structs.replace(document, findings=tuple(numbers.within(finding) for finding in document.findings))


class _Numbers:
    """Answers for the text of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._paragraphs = [paragraph.span.start for paragraph in document.paragraphs]
        self._pages = [page for page in document.pages if page.number is not None]
        self._sections = SectionIndex(document.sections)

    def within(self, finding: Finding) -> Finding:
        """``finding`` with its places numbered."""
        places = tuple(map(self._numbered, finding.places))
        return finding if places == finding.places else msgspec.structs.replace(finding, places=places)

    def _numbered(self, place: FoundAt) -> FoundAt:
        at = place.start
        return FoundAt(
            at,
            place.end,
            self._page(at) if place.page is None else place.page,
            self._paragraph(at) if place.paragraph is None else place.paragraph,
            self._section(at) if place.section is None else place.section,
        )

    def _page(self, at: int) -> int | None:
        """By the piece that holds the character; by the pages where that says nothing."""
        piece = next(self._document.pieces_in(Span(at, at + 1)), None)
        if piece is not None and piece.place.on_page is not None:
            return piece.place.on_page
        index = bisect.bisect_right(self._pages, at, key=lambda page: page.span.start) - 1
        if index >= 0 and at <= self._pages[index].span.end:
            return self._pages[index].number
        return None

    def _paragraph(self, at: int) -> int | None:
        return bisect.bisect_right(self._paragraphs, at) or None

    def _section(self, at: int) -> int | None:
        index = next(self._sections.around(at), None)
        return None if index is None else index + 1
