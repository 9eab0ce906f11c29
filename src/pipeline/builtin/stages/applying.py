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


def other_kind(policy: AppliesTo, document: Document) -> Text | None:
    """Why ``document`` is of none of the kinds that are meant; ``None`` when it is of one."""
    why: Text | None = None
    for kind in policy.kinds:
        why = _other(kind, document)
        if why is None:
            return None
    return why


def _other(kind: DocumentKind, document: Document) -> Text | None:
    if kind == "official":
        return not_judged(document)
    return None if mainly_chinese(document.text) else NOT_CHINESE
