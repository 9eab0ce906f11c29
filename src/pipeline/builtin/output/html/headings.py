"""Under which heading a place in the text stands."""

from collections.abc import Sequence

from pipeline.model.document import Section, SectionIndex

_LONGEST = 30


class Headings:
    """The headings of one document, to be asked often."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = SectionIndex(sections)

    def over(self, position: int) -> str:
        """The heading of the innermost section around a character, shortened; empty for none."""
        section = self._sections.at(position)
        return "" if section is None else (section.number + section.title)[:_LONGEST]
