"""Who is who: the role of every paragraph, the title, the section tree."""

import re

import msgspec

from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.kinds import title_ending
from pipeline.builtin.structure import attachments, closing, contents, outline, title
from pipeline.builtin.structure.blocks import Roles, read
from pipeline.contract.parts import Splitter
from pipeline.model.document import Document, Section
from pipeline.model.text import Span

_HAN = re.compile(f"[{HAN_RANGES}]")


class Structure(Splitter, frozen=True):
    """Finds the elements of GB/T 9704-2012: 版头, 标题, 主送机关, 层次, 附件说明, 署名, 成文日期, 附注, 附件, 版记.

    It goes by the text, so that a txt, a docx and a pdf of one document get one outline;
    alignment decides only where a line could be a name or not, and a heading that the file
    itself marks as one (Markdown) is a heading without a number too; the first of level 1 is the title.

    A heading whose text runs on in its paragraph is marked up to the end of its first
    sentence when that has at most 50 characters, else over its number alone; its title in
    the outline is the first sentence, whole. 第×条 without a caption goes by its first clause
    (at most 30 characters). A document that follows another without the label 附件 (通知 that
    issue a 办法) is a section of level 0 without a number.
    """

    title_endings: tuple[str, ...] = ()
    """More words that end a title in this organisation, beside the 15 文种 and the usual ones."""
    unnumbered_headings: tuple[str, ...] = (
        *("前言", "引言", "序言", "导语", "摘要", "结语", "结束语", "参考文献", "致谢", "后记", "附则"),
        *("Abstract", "Executive summary", "Summary", "Introduction", "Background", "Conclusion", "Conclusions"),
        *("References", "Recommendations", "Acknowledgements"),
    )
    """Lines that are headings of level 1 although no number stands before them."""

    def split(self, document: Document) -> Document:
        """The document with role marks, ``title`` and ``sections``."""
        roles = Roles(read(document))
        for index, block in enumerate(roles.blocks):
            if block.container != "body":
                roles.give(index, "table-text" if block.container == "table" else "other")
            elif block.code:
                roles.give(index, "body")
        contents.read(roles)
        labels = attachments.read(roles)
        starts = [0, *labels]
        endings = [*labels, len(roles.blocks)]
        found = _Found(self, document.text, roles, _latin(document.text))
        for order, (start, end) in enumerate(zip(starts, endings, strict=True)):
            found.part(start, end, labelled=order > 0)
        grown = document.grown(marks=(*roles.marks(), *roles.numbers()))
        return msgspec.structs.replace(
            grown, title=found.title, sections=tuple(sorted(found.sections, key=lambda section: section.span.start))
        )


class _Found:
    """What has been found in the parts so far."""

    def __init__(self, options: Structure, text: str, roles: Roles, latin: bool) -> None:
        self.title = ""
        self.sections: list[Section] = []
        self._text, self._roles, self._latin = text, roles, latin
        self._ending: re.Pattern[str] = title_ending(options.title_endings)
        self._unnumbered = frozenset(word.casefold() for word in options.unnumbered_headings)

    def part(self, start: int, end: int, *, labelled: bool) -> None:
        """Read the blocks ``start`` to ``end``: a main text or an attachment, and documents that follow in it."""
        roles, first = self._roles, not labelled
        while start < end:
            label = start if labelled else None
            titled = label is not None and "attachment-title" in roles.names(label)
            if titled:
                front = title.Front("", None, start + 1)
            else:
                front = title.read(
                    roles, start, end, self._ending, "title" if first else "attachment-title", headed=not labelled
                )
            following = closing.read(roles, front.end, end, self._ending)
            inner = outline.read(self._text, roles, start, following, latin=self._latin, unnumbered=self._unnumbered)
            if label is not None or not first:
                inner.insert(0, self._top(label, front, start, following))
            self.title = self.title or (front.title if first else inner[0].title)
            self.sections += inner
            start, labelled, first = following, False, False

    def _top(self, label: int | None, front: title.Front, start: int, end: int) -> Section:
        """The section of level 0 for an attachment, or for a document without a label."""
        blocks = self._roles.blocks
        number, behind = attachments.number_of(blocks[label].text) if label is not None else ("", "")
        heading_end = max(blocks[start].span.end if label is not None else 0, front.span.end if front.span else 0)
        heading = Span(blocks[start].span.start, heading_end)
        body = [block.span.end for block in blocks[start:end] if block.container in ("body", "table")]
        return Section(0, number, behind or front.title, Span(heading.start, max(body)), heading)


def _latin(text: str) -> bool:
    """Whether the text is written in Latin letters."""
    sample = text[:20000]
    return len(_HAN.findall(sample)) * 5 < len(re.findall("[A-Za-z]", sample))
