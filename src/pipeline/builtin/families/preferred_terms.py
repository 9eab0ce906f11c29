"""Family: one word for one thing."""

import functools
from collections.abc import Iterator

import msgspec

from pipeline.builtin.families.looking import Looking, whole
from pipeline.builtin.gongwen.terms import Terms
from pipeline.model.document import Document
from pipeline.model.errors import PlanError
from pipeline.model.finding import Finding
from pipeline.model.text import Text


class PreferredTerms(Looking, frozen=True, dict=True):
    """These words have a form that the organisation prefers.

    A form of ``prefer`` may stand inside its preferred one: with ``"泽市府" = "云泽市府"``
    the right form is left alone.
    """

    explained_zh = "这些词语有规定的写法。"
    message = Text("“{found}”应写作“{better}”", "write “{better}”, not “{found}”")

    prefer: dict[str, str] = msgspec.field(default_factory=dict)
    """What is found = what should stand there."""
    allowed: tuple[str, ...] = ()
    """Phrases that hold such a word and are right all the same."""
    safe: bool = False
    """Whether the fix may be applied unasked."""

    def __post_init__(self) -> None:
        """Refuse blank words, and a word preferred to itself."""
        super().__post_init__()
        whole("prefer", (*self.prefer, *self.prefer.values()))
        for word, better in self.prefer.items():
            if word == better:
                raise PlanError(f"prefer 中“{word}”改成了它自己", f"prefer: {word!r} is preferred to itself")

    def places(self) -> tuple[str, ...]:
        """The word and its preferred form."""
        return ("found", "better")

    @functools.cached_property
    def _terms(self) -> Terms:
        return Terms({*self.prefer, *self.prefer.values(), *self.allowed})

    def faults(self, document: Document, text: str) -> Iterator[Finding]:
        """Each word that stands there instead of its preferred form."""
        right = {*self.prefer.values(), *self.allowed}
        for span in self._terms.find(text):
            word = document.cut(span)
            if word in self.prefer and word not in right:
                better = self.prefer[word]
                yield self.found(span, fix=better, safe=self.safe, found=word, better=better)
