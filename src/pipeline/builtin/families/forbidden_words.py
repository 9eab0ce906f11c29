"""Family: words that must not go out."""

import functools
from collections.abc import Iterator

from pipeline.builtin.families.looking import Looking, whole
from pipeline.builtin.gongwen.terms import Terms
from pipeline.model.document import Document
from pipeline.model.finding import Finding
from pipeline.model.text import Text


class ForbiddenWords(Looking, frozen=True, dict=True):
    """These words may not stand in a document of the organisation."""

    explained_zh = "这些词语不得出现在本单位的文件中。"
    message = Text("不得使用“{found}”", "“{found}” may not be used")

    words: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    """Phrases that hold such a word and are right all the same."""

    def __post_init__(self) -> None:
        """Refuse blank words."""
        super().__post_init__()
        whole("words", self.words)

    def places(self) -> tuple[str, ...]:
        """The word."""
        return ("found",)

    @functools.cached_property
    def _terms(self) -> Terms:
        return Terms({*self.words, *self.allowed})

    def faults(self, document: Document, text: str) -> Iterator[Finding]:
        """Each place of each word."""
        for span in self._terms.find(text):
            word = document.cut(span)
            if word not in self.allowed:
                yield self.found(span, found=word)
