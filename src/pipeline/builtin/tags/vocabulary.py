import functools
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pipeline.builtin.gongwen.terms import Terms
from pipeline.builtin.tags.prose import prose
from pipeline.contract.parts import Tagger
from pipeline.model.document import Document, Tag
from pipeline.model.errors import PlanError
from pipeline.model.text import Span


class Vocabulary(Tagger, frozen=True, dict=True):
    """The terms of a controlled vocabulary that stand in the text.

    They are matched as :class:`~pipeline.builtin.gongwen.terms.Terms` says. A term's weight is the number
    of its places; a term in two categories gives two tags.

    Raises :class:`~pipeline.model.errors.PlanError` when made with a blank term or a file that
    cannot be read.
    """

    terms: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Terms by category: ``[taggers.vocabulary.terms]``, then ``经济 = ["高质量发展", "营商环境"]``."""
    files: tuple[str, ...] = ()
    """Word lists in UTF-8: one term a line, or term, tab, category; else the category is the file's
    name without its suffix. Lines that begin with ``#`` are comments. Paths are absolute or
    relative to the current directory."""

    def __post_init__(self) -> None:
        """Read the lists now, so that a fault in them ends the run before the first document."""
        _ = self._categories

    @functools.cached_property
    def _categories(self) -> dict[str, tuple[str, ...]]:
        """The categories of each term."""
        found: dict[str, dict[str, None]] = {}
        for category, terms in self.terms.items():
            for term in terms:
                if not term.strip():
                    raise PlanError(
                        f"词表类别“{category}”中有空词，请删去",
                        f"the vocabulary's category {category!r} has a blank term; remove it",
                    )
                found.setdefault(term.strip(), {})[category] = None
        for name in self.files:
            for term, category in _listed(Path(name)):
                found.setdefault(term, {})[category] = None
        return {term: tuple(categories) for term, categories in found.items()}

    @functools.cached_property
    def _terms(self) -> Terms:
        return Terms(self._categories)

    def depends_on(self) -> tuple[str, ...]:
        """The word lists."""
        return self.files

    def tag(self, document: Document) -> Iterator[Tag]:
        """The terms found, in the order in which they first stand in the text."""
        if not self._categories:
            return
        spans: dict[str, list[Span]] = {}
        for start, text in prose(document):
            for found in self._terms.find(text):
                term = text[found.start : found.end]
                spans.setdefault(term, []).append(Span(start + found.start, start + found.end))
        for term, places in spans.items():
            for category in self._categories[term]:
                yield Tag(term, float(len(places)), tuple(places), category)


def _listed(path: Path) -> Iterator[tuple[str, str]]:
    """Term and category of each entry of a word list."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise PlanError(f"词表文件无法读取：{path}（{why}）", f"the word list {path} cannot be read: {why}") from error
    except UnicodeDecodeError as error:
        raise PlanError(
            f"词表文件不是 UTF-8 编码，请另存：{path}", f"the word list {path} is not UTF-8; save it as UTF-8"
        ) from error
    for line in text.splitlines():
        if not line.startswith("#"):
            term, _, category = line.partition("\t")
            if term.strip():
                yield term.strip(), category.strip() or path.stem
