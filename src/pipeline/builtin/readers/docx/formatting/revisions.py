"""Tracked changes beside those of text (ECMA-376 part 1, 17.13.5): what in properties tells of one."""

import re
from typing import Any, Final

from pipeline.builtin.readers.docx.package.ooxml import ADDED, NUMBERING, REMOVED, W

REFORMATTED: Final = frozenset(
    W + name
    for name in (
        "rPrChange", "pPrChange", "sectPrChange", "numberingChange", "tblPrChange", "tblPrExChange", "tblGridChange",
        "trPrChange", "tcPrChange", "cellMerge",
    )
)  # fmt: skip
"""What stands in properties, and in the grid of a table, where their change is tracked."""
RANGES: Final = {
    W + "customXmlInsRangeStart": "inserted",
    W + "customXmlMoveToRangeStart": "inserted",
    W + "customXmlDelRangeStart": "deleted",
    W + "customXmlMoveFromRangeStart": "deleted",
}
"""Where a content control was put around text or taken away from it; the mark for each."""
PARAGRAPH_END: Final = "paragraph"
"""The value of a mark ``inserted`` or ``deleted`` that stands for the end of a paragraph."""
STYLES: Final = "styles"
"""The value of a mark ``reformatted`` that stands for the styles of the document."""
LISTS: Final = "lists"
"""The value of one that stands for the lists of the document."""
CONTROL: Final = "control"
"""The value of one that stands for a content control."""

TRACKED: Final = re.compile(rb"<(?:\w+:)?(?:\w+PrChange|numberingChange|ins|del)[\s/>]")
"""A tracked change in a part of definitions."""
CHANGES: Final = (
    dict.fromkeys((*ADDED, W + "cellIns"), "inserted")
    | dict.fromkeys((*REMOVED, W + "cellDel"), "deleted")
    | dict.fromkeys(REFORMATTED, "reformatted")
    | RANGES
)
"""The mark for each element that tells of a tracked change."""


def changes(element: Any) -> list[str]:
    """The names of the marks for what was tracked in ``element``, each once."""
    return sorted({CHANGES[one.tag] for one in element.iter(*CHANGES)})


def changes_of(properties: Any) -> set[str]:
    """The names of the marks for what ``properties`` of a run say of it, or of a sign of a formula."""
    return {name for child in properties if (name := CHANGES.get(child.tag)) is not None}


def reformatted(properties: Any) -> bool:
    """Whether ``properties`` say that they were changed; ``None`` are not."""
    return properties is not None and any(
        (tag := child.tag) in REFORMATTED
        or (tag == NUMBERING and any(one.tag in ADDED or one.tag in REFORMATTED for one in child))
        for child in properties
    )
