"""What the families that look for words or patterns share."""

from collections.abc import Iterable, Iterator

from pipeline.contract.family import Family
from pipeline.model.document import BLANK, PROTECTED, ROLES, Document
from pipeline.model.errors import PlanError
from pipeline.model.finding import Finding, NotChecked
from pipeline.model.language import did_you_mean


class Looking(Family, frozen=True, dict=True):
    """A family that looks for something in the text, outside protected stretches."""

    only_in: tuple[str, ...] = ()
    """Roles (``title``, ``heading``, ``body``, ``signature`` …) outside which nothing is looked for."""

    def __post_init__(self) -> None:
        """Refuse roles that there are not."""
        known("only_in", self.only_in, ROLES)

    def look(self, document: Document) -> Iterator[Finding | NotChecked]:
        """What :meth:`faults` finds."""
        if self.only_in and next(document.marked(*ROLES), None) is None:
            yield self.unchecked("未划分正文、标题等部分", "the parts of the document were not told apart")
        else:
            yield from self.faults(document, self._within(document))

    def unmasked(self) -> tuple[str, ...]:
        """Protected stretches that are looked at all the same."""
        return ()

    def faults(self, document: Document, text: str) -> Iterator[Finding]:
        """Yield a finding for each fault in ``text``: the document's, blank where nothing is looked for."""
        raise NotImplementedError

    def _within(self, document: Document) -> str:
        seen = {*self.unmasked(), *self.only_in}
        text = document.mask(name for name in PROTECTED if name not in seen)
        if not self.only_in:
            return text
        parts: list[str] = []
        at = 0
        for mark in document.marked(*self.only_in):
            start, end = max(mark.span.start, at), mark.span.end
            if end > start:
                parts += BLANK * (start - at), text[start:end]
                at = end
        return "".join((*parts, BLANK * (len(text) - at)))


def known(option: str, names: Iterable[str], among: tuple[str, ...]) -> None:
    """Raise :class:`~pipeline.model.errors.PlanError` for the first name that is not ``among`` these."""
    for name in names:
        if name not in among:
            zh, en = did_you_mean(name, among)
            raise PlanError(f"{option} 中的 {name!r} 不存在{zh}", f"{option}: there is no {name!r}{en}")


def whole(option: str, words: Iterable[str]) -> None:
    """Raise :class:`~pipeline.model.errors.PlanError` when there is no word, or a blank one."""
    words = tuple(words)
    if not words or not all(word.strip() for word in words):
        raise PlanError(f"{option} 不能为空，也不能含空词", f"{option} must hold words, none of them blank")
