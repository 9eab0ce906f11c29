"""Where a finding stands, in the words of an editor: line, column, page, heading."""

import bisect
import re

from pipeline.model.document import SectionIndex
from pipeline.model.outcome import Outcome
from pipeline.model.text import Span


class Places:
    """Answers for the text of one outcome. Lines are paragraphs; lines and columns count from 1."""

    def __init__(self, outcome: Outcome) -> None:
        self.text = outcome.text or ""
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self._pages = sorted((page.span.start, page.number) for page in outcome.pages if page.number is not None)
        self._sections = outcome.sections
        self._index = SectionIndex(outcome.sections)

    def line(self, position: int) -> int:
        """The number of the line that holds the character at ``position``."""
        return bisect.bisect_right(self._starts, position)

    def column(self, position: int) -> int:
        """In characters."""
        return position - self._starts[self.line(position) - 1] + 1

    def extent(self, line: int) -> Span:
        """The characters of a line, without its end."""
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return Span(self._starts[line - 1], end)

    def page(self, position: int) -> int | None:
        """The number of the page, where the format has pages."""
        index = bisect.bisect_right(self._pages, (position, 1 << 62))
        return self._pages[index - 1][1] if index else None

    def heading(self, position: int) -> str:
        """The nearest heading that the character stands under, not in: number and title; empty for none."""
        for index in self._index.around(position):
            section = self._sections[index]
            if not section.heading.start <= position < section.heading.end:
                return section.number + section.title
        return ""
