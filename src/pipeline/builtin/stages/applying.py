"""Which documents a rule is meant for, and how sure it may be of them."""

import msgspec

from pipeline.builtin.gongwen.han import mainly_chinese
from pipeline.builtin.gongwen.situations import SITUATIONS
from pipeline.builtin.rules.official import NOT_CHINESE, NOT_OFFICIAL, looks_official
from pipeline.contract.policy import AppliesTo
from pipeline.model.document import Document
from pipeline.model.finding import Finding
from pipeline.model.text import Text


def titled(policy: AppliesTo, document: Document) -> bool:
    """Whether the title is one of those that are meant."""
    wanted = not policy.when_title or any(word in document.title for word in policy.when_title)
    return wanted and not any(word in document.title for word in policy.unless_title)


def as_sure(finding: Finding, policy: AppliesTo, document: Document) -> Finding:
    """Return ``finding``, as information where the document's situation does not let the rule be surer."""
    if not policy.sure_in or document.metadata.situation in policy.sure_in or finding.severity == "info":
        return finding
    return msgspec.structs.replace(finding, severity="info")


class Kinds:
    """The kinds that a document is of. Each is judged once, however many rules ask for it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._groups: dict[str, Text | None] = {}

    def missing(self, policy: AppliesTo) -> Text | None:
        """The reason why ``policy`` does not mean the document; ``None`` when it does."""
        reason: Text | None = None
        for kind in policy.kinds:
            reason = self._not(kind)
            if reason is None:
                break
        unwanted = next((kind for kind in policy.unless_kinds if self._not(kind) is None), None)
        if reason is None and unwanted is not None:
            reason = Text("本规则不适用于这一文种", "the rule is not meant for documents of this kind")
        situation = self._document.metadata.situation
        if reason is None and policy.situations and situation not in policy.situations:
            said = SITUATIONS[situation]
            reason = Text(f"本规则不适用于{said.zh}的文件", f"the rule is not meant for a document that is {said.en}")
        return reason

    def _not(self, kind: str) -> Text | None:
        """Return why the document is not of ``kind``; ``None`` when it is."""
        if kind not in self._groups:
            self._groups[kind] = self._reason(kind)
        return self._groups[kind]

    def _reason(self, kind: str) -> Text | None:
        document = self._document
        if kind in ("chinese", "official") and not mainly_chinese(document.text):
            return NOT_CHINESE
        if kind == "official":
            return None if looks_official(document) else NOT_OFFICIAL
        if kind in ("chinese", document.metadata.kind):
            return None
        return Text(f"不是{kind}", f"not of the kind {kind}")
