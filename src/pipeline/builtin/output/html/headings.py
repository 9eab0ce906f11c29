"""Under which heading a place in the text stands."""

import bisect
from collections.abc import Iterable

from pipeline.model.document import Section

_LONGEST = 30


class Headings:
    """The headings of one document, to be asked often."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._sections = sorted(sections, key=lambda section: section.span.start)
        self._starts = [section.span.start for section in self._sections]

    def over(self, position: int) -> str:
        """The heading of the innermost section around a character, shortened; empty for none."""
        index = bisect.bisect_right(self._starts, position)
        if index and position <= self._sections[index - 1].span.end:
            section = self._sections[index - 1]
            return (section.number + section.title)[:_LONGEST]
        return ""
