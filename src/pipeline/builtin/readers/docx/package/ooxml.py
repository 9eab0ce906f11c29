"""Names and simple values of WordprocessingML (ECMA-376 part 1, 17 and 22.9)."""

import re
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

STRICT: Final = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP[1:-1].encode(),
}
"""The namespaces of Strict documents (ISO/IEC 29500), and the common ones that stand for them."""

PARAGRAPH, RUN, TEXT, TABLE = W + "p", W + "r", W + "t", W + "tbl"
PARAGRAPH_PROPERTIES, RUN_PROPERTIES = W + "pPr", W + "rPr"
MATH_RUN, MATH_TEXT = M + "r", M + "t"
TEXT_BOXES = frozenset((W + "txbxContent", "{http://schemas.microsoft.com/office/word/2006/wordml}txbxContent"))
"""Holders of the blocks of a text box; Word writes the second into Strict documents."""
WORD_ART = V + "textpath"
CONTROLS: Final = W + "sdt"
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
VALUE = W + "val"
TYPE = W + "type"
ID = W + "id"
RELATED = R + "id"

SECTION = W + "sectPr"
NUMBERING = W + "numPr"

LEVELS: Final = 9
"""Levels of a list, and of headings."""

REMOVED = frozenset((W + "del", W + "moveFrom"))
"""Holders of text that a tracked change took away."""
ADDED = frozenset((W + "ins", W + "moveTo"))
"""Holders of text that a tracked change put in."""

Key = tuple[Any, ...]
"""What matters of an element of properties, fit to look up what it comes to."""

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_MEASURE = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)(mm|cm|in|pt|pc|pi)?")
_POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}


def points(value: str | None, unit: float = 20.0) -> float | None:
    """A measure in pt: plain numbers count ``unit`` to the point, others carry their unit. ``None`` if it is none."""
    if value is None:
        return None
    match = _MEASURE.fullmatch(value.strip())
    if match is None:
        return None
    number = float(match[1])
    return number * _POINTS[match[2]] if match[2] else number / unit


def whole(value: str | None, otherwise: int, low: int = 0, high: int = 1_000_000) -> int:
    """The whole number that ``value`` states, or ``otherwise`` where it states none between ``low`` and ``high``."""
    if value is None or len(value) > 12:
        return otherwise
    try:
        number = int(value)
    except ValueError:
        return otherwise
    return number if low <= number <= high else otherwise


def on(value: str | None) -> bool:
    """Whether an on-off property with this ``w:val`` is on; without a value it is."""
    return value not in ("0", "false", "off")


def hexadecimal(colour: str | None) -> str | None:
    """``colour`` as ``RRGGBB``; ``None`` for automatic and whatever else is none."""
    return colour.upper() if colour and _HEX.fullmatch(colour) else None


def prompts(control: Any) -> bool:
    """Whether a ``w:sdt`` shows the prompt that stands in it until somebody fills it in."""
    return has(control.find(W + "sdtPr"), "showingPlcHdr")


def child_value(element: Any, name: str) -> str | None:
    """``w:val`` of the child ``w:name``, if there is one."""
    child = element.find(W + name) if element is not None else None
    return None if child is None else child.get(VALUE)


def has(element: Any, name: str) -> bool:
    """Whether the on-off property ``w:name`` stands in ``element`` and is on."""
    child = element.find(W + name) if element is not None else None
    return child is not None and on(child.get(VALUE))
