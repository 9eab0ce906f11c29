"""Family: sections that a kind of document must have."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from pipeline.builtin.families.looking import whole
from pipeline.contract.family import Family
from pipeline.model.document import Document
from pipeline.model.errors import PlanError
from pipeline.model.finding import Finding
from pipeline.model.text import Span, Text


class RequiredSections(Family, frozen=True, dict=True):
    """Documents of this kind have these sections.

    A section is there when a heading of one of ``levels`` holds one of its words. Say by
    ``when_title`` which documents are meant.
    """

    explained_zh = "这类文件应当包含这些部分；标题中含有所列词语之一即可。"
    message = Text("缺少“{section}”部分", "the section {section} is missing")
    scope = "document"

    sections: tuple[tuple[str, ...], ...] = ()
    """Of each section the words by which one knows it; the first is its name: ``[["问题", "不足"], ["措施"]]``."""
    levels: tuple[Annotated[int, msgspec.Meta(ge=1, le=9)], ...] = (1,)
    """Levels of the headings that count."""

    def __post_init__(self) -> None:
        """Refuse sections without words."""
        if not self.sections:
            raise PlanError("sections 不能为空", "sections must name at least one section")
        for words in self.sections:
            whole("sections", words)

    def places(self) -> tuple[str, ...]:
        """The missing section's name, and its words."""
        return ("section", "words")

    def look(self, document: Document) -> Iterator[Finding]:
        """One finding for the document for each section that is missing."""
        headings = [section.title for section in document.sections if section.level in self.levels]
        for words in self.sections:
            if not any(word in heading for heading in headings for word in words):
                whole_text = Span(0, len(document.text))
                yield self.found(whole_text, scope=self.scope, section=words[0], words="、".join(words))
