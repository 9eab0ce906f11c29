"""Which documents a rule is meant for."""

from pipeline.builtin.gongwen.han import mainly_chinese
from pipeline.builtin.rules.official import NOT_CHINESE, not_judged
from pipeline.contract.policy import AppliesTo, DocumentKind
from pipeline.model.document import Document
from pipeline.model.text import Text


def titled(policy: AppliesTo, document: Document) -> bool:
    """Whether the title is one of those that are meant."""
    wanted = not policy.when_title or any(word in document.title for word in policy.when_title)
    return wanted and not any(word in document.title for word in policy.unless_title)


class Kinds:
    """The kinds that a document is of. Each kind is judged once, however many rules ask for it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._reasons: dict[DocumentKind, Text | None] = {}

    def missing(self, policy: AppliesTo) -> Text | None:
        """The reason why the document is of none of the kinds of ``policy``; ``None`` when it is of one of them."""
        reason: Text | None = None
        for kind in policy.kinds:
            reason = self._reason(kind)
            if reason is None:
                return None
        return reason

    def _reason(self, kind: DocumentKind) -> Text | None:
        if kind not in self._reasons:
            chinese = None if mainly_chinese(self._document.text) else NOT_CHINESE
            self._reasons[kind] = not_judged(self._document) if kind == "official" else chinese
        return self._reasons[kind]
