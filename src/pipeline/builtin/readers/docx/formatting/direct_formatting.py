"""What a paragraph says of itself, whatever its style says: layout, style, list, its mark, tracked changes."""

from collections.abc import Callable
from typing import Any

from pipeline.builtin.readers.docx.formatting.paragraph_properties import PARAGRAPH_STYLE, list_of, paragraph_key
from pipeline.builtin.readers.docx.formatting.revisions import reformatted
from pipeline.builtin.readers.docx.package.ooxml import ADDED, NUMBERING, REMOVED, RUN_PROPERTIES, SECTION, VALUE, Key


class DirectFormatting:
    """What the ``w:pPr`` of a paragraph says."""

    __slots__ = ("added", "key", "numbered", "reformatted", "removed", "section", "shared", "style", "tracked", "typed")

    def __init__(self) -> None:
        self.key: Key = ()
        """Of its layout."""
        self.style: str | None = None
        self.numbered: tuple[str | None, str | None] | None = None
        self.typed: Key = ()
        """How the paragraph mark looks."""
        self.added = False
        """Whether a tracked change put the paragraph mark in."""
        self.removed = False
        """Whether a tracked change took the paragraph mark away."""
        self.reformatted = False
        """Whether a tracked change altered the formatting."""
        self.tracked = False
        """Whether any of these is so."""
        self.section: Any = None
        """The properties of the section that ends with the paragraph."""
        self.shared = False
        """Whether many paragraphs have them, so that it pays to remember what they come to."""


def direct_formatting(element: Any, run: Callable[[Any], Key]) -> DirectFormatting:
    """What a ``w:pPr`` says; ``run`` gives what matters of a ``w:rPr`` in it."""
    found = DirectFormatting()
    for child in element:
        tag = child.tag
        if tag == PARAGRAPH_STYLE:
            found.style = child.get(VALUE)
        elif tag == RUN_PROPERTIES:
            found.typed = run(child)
            found.removed = _has(child, REMOVED)
            found.added = _has(child, ADDED)
            found.reformatted |= reformatted(child)
        elif tag == NUMBERING:
            found.numbered = list_of(child)
        elif tag == SECTION:
            found.section = child
            found.reformatted |= reformatted(child)
    found.key = paragraph_key(element)
    found.reformatted |= reformatted(element)
    found.tracked = found.added or found.removed or found.reformatted
    return found


def _has(element: Any, tags: frozenset[str]) -> bool:
    return any(child.tag in tags for child in element)
