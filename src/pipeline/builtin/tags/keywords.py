import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec

from pipeline.builtin.tags.prose import prose
from pipeline.builtin.tags.segment import idf, words
from pipeline.contract.parts import Tagger
from pipeline.model.document import Document, Tag
from pipeline.model.text import Span

_ENGLISH = (
    "the of is and to in that we for an are by be as on with can if from which you it this then at have all not one "
    "has or"
)
STOP_WORDS = frozenset(_ENGLISH.split())
"""jieba's stop words; Chinese function words are mostly one character long and never counted."""

_LONGEST = 3
"""Words in a phrase."""

_ONE = 2.0
"""What a word of one character adds to the IDF of a phrase."""

_PARTICLES = frozenset(
    "的了和与及或在对为是以中上下从向到由于被把将并且但而则也都还又很更最不未可能会应要等其该此这那之所有个种类项次"
    "年月日者时后前内外间各每某本我你他她它们着过地得就才只再已经使令让给因如若虽即至自同跟比按据用做作进行"
)
"""Words of one character that no phrase holds."""

_NUMBER = re.compile(r"[\d.,%]+")

_IN_PHRASE = re.compile(r"(?![\d.]+$)(?:[^\W_]|[+#&])+")


class Keywords(Tagger, frozen=True):
    """The words that stand out, by TF-IDF over jieba's dictionary and IDF table.

    Terms, weights and order are those of ``jieba.analyse.extract_tags``, bare numbers left out.
    With ``phrases`` words that stand together twice or more are one term (``全过程管理``); a
    phrase weighs its count times the sum of its words' IDF, over the number of words. Heaviest
    first; spans are the places where a term stands as whole words.
    """

    top: Annotated[int, msgspec.Meta(ge=0)] = 10
    """How many at most; 0 for all."""
    min_length: Annotated[int, msgspec.Meta(ge=2)] = 2
    """Characters a term has at least."""
    stop_words: tuple[str, ...] = ()
    """Words not to count, besides :data:`STOP_WORDS`; the case of letters does not matter."""
    numbers: bool = False
    """Whether a bare number (``2026``) may be a term, as it may in jieba; never with ``phrases``."""
    phrases: bool = False
    title_weight: Annotated[float, msgspec.Meta(gt=0)] = 1.0
    """A term that stands in the title weighs this many times as much."""

    def tag(self, document: Document) -> Iterator[Tag]:
        """At most ``top`` tags of the category ``keyword``."""
        stop = STOP_WORDS.union(word.lower() for word in self.stop_words)
        lines = [(start, words(text)) for start, text in prose(document)]
        starts = _places(lines, stop)
        weights = _word_weights(starts)
        if self.phrases:
            starts, weights = _phrases(lines, stop, sum(map(len, starts.values())))
        title = document.title if self.title_weight != 1 else ""
        weights = {
            term: weight * self.title_weight if term in title else weight
            for term, weight in weights.items()
            if len(term.strip()) >= self.min_length and (self.numbers or not _NUMBER.fullmatch(term))
        }
        ranked: Iterable[str] = sorted(weights, key=weights.__getitem__, reverse=True)
        if self.phrases:
            ranked = _without_parts(ranked, starts)
        for rank, term in enumerate(ranked, 1):
            yield Tag(term, weights[term], tuple(Span(at, at + len(term)) for at in starts[term]))
            if rank == self.top:
                return


def _places(lines: Iterable[tuple[int, list[str]]], stop: frozenset[str]) -> dict[str, list[int]]:
    """Where each word starts; words of one character and stop words are left out."""
    starts: dict[str, list[int]] = {}
    for start, line in lines:
        at = start
        for word in line:
            if len(word) > 1:
                if word in starts:
                    starts[word].append(at)
                elif len(word.strip()) > 1 and word.lower() not in stop:
                    starts[word] = [at]
            at += len(word)
    return starts


def _word_weights(starts: dict[str, list[int]]) -> dict[str, float]:
    table, median = idf()
    total = float(sum(map(len, starts.values())))
    return {word: len(places) * (table.get(word, median) / total) for word, places in starts.items()}


def _phrases(
    lines: Iterable[tuple[int, list[str]]], stop: frozenset[str], total: int
) -> tuple[dict[str, list[int]], dict[str, float]]:
    """Where each word, and each phrase that stands twice, starts; and what it weighs."""
    table, median = idf()
    starts: dict[str, list[int]] = defaultdict(list)
    sums: dict[str, float] = {}
    single = set()
    for run in _runs(lines, stop):
        for first, (at, word) in enumerate(run):
            if len(word) > 1:
                single.add(word)
            term, weight = "", 0.0
            for _, part in run[first : first + _LONGEST]:
                term += part
                weight += table.get(part, median) if len(part) > 1 else _ONE
                if len(term) > 1:
                    starts[term].append(at)
                    sums.setdefault(term, weight)
    kept = {term: places for term, places in starts.items() if len(places) > 1 or term in single}
    return kept, {term: len(places) * sums[term] / max(total, 1) for term, places in kept.items()}


def _runs(lines: Iterable[tuple[int, list[str]]], stop: frozenset[str]) -> Iterator[list[tuple[int, str]]]:
    """Words that stand side by side and may be parts of one phrase, with their starts."""
    fit: dict[str, bool] = {}
    for start, line in lines:
        at = start
        run: list[tuple[int, str]] = []
        for word in line:
            if word not in fit:
                fit[word] = word not in _PARTICLES and word.lower() not in stop and bool(_IN_PHRASE.fullmatch(word))
            if fit[word]:
                run.append((at, word))
            elif run:
                yield run
                run = []
            at += len(word)
        yield run


def _without_parts(ranked: Iterable[str], starts: dict[str, list[int]]) -> Iterator[str]:
    """The terms that do not stand only inside a heavier one."""
    given: list[str] = []
    for term in ranked:
        if not any(term in longer and len(starts[term]) <= len(starts[longer]) for longer in given):
            given.append(term)
            yield term
