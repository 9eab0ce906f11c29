"""Where the terms of a list stand in a text."""

from collections.abc import Iterable, Iterator

from pipeline.model.text import Span


class Terms:
    """A list of terms, any number of them, looked for in one pass.

    Of terms that overlap the leftmost counts, and of those the longest. Letters match in
    their case, and a term that begins or ends in a Latin letter or digit only as a whole
    word: ``AI`` not in ``AIDS``.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        import ahocorasick_rs

        self._automaton = ahocorasick_rs.AhoCorasick(terms)

    def find(self, text: str) -> Iterator[Span]:
        """The terms found, in order."""
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        free = 0
        for start, end in sorted(((start, end) for _, start, end in matches), key=lambda m: (m[0], -m[1])):
            if start >= free and not _in_latin_word(text, start) and not _in_latin_word(text, end):
                yield Span(start, end)
                free = end


def _in_latin_word(text: str, at: int) -> bool:
    """Whether Latin letters or digits stand on both sides of ``at``."""
    around = text[max(at - 1, 0) : at + 1]
    return len(around) == 2 and at > 0 and around.isascii() and around.isalnum()
