"""The paragraphs that say what a document is about."""

from collections.abc import Iterator

from pipeline.model.document import Document

_CONTAINERS = frozenset(("body", "table", "textbox"))


def prose(document: Document) -> Iterator[tuple[int, str]]:
    """Start and text of each paragraph of body, tables and text boxes, in order.

    Headers, footers, notes and lines of a table of contents would count a term twice and
    are left out; a line of contents comes as so many ``BLANK`` characters.
    """
    text = document.mask(("contents",))
    for paragraph in document.paragraphs:
        if paragraph.container in _CONTAINERS:
            yield paragraph.span.start, text[paragraph.span.start : paragraph.span.end]
