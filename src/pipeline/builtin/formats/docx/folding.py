"""Equal properties are read once: before a part is parsed, each plain ``w:rPr`` and ``w:pPr`` becomes a number.

A document repeats a few sets of properties thousands of times, so most of a part is neither
parsed nor walked. Properties with anything but empty elements and lists of such inside stay
as they are and are read where they stand.
"""

import re
from typing import Any, Final

from pipeline.builtin.formats.docx.ooxml import REMOVED, RUN_PROPERTIES, SECTION, VALUE
from pipeline.builtin.formats.docx.package import parse
from pipeline.builtin.formats.docx.properties import (
    NUMBERING,
    PARAGRAPH_STYLE,
    Key,
    list_of,
    paragraph_key,
    run_key,
)
from pipeline.errors import DocumentError

SMALLEST: Final = 16 * 1024
"""In smaller parts it does not pay."""
NUMBER: Final = "folded"
"""The attribute that takes the place of what properties hold."""
_EMPTY: Final = rb"(?:\s*<w:[^<>]*/>)*+\s*"
_PLAIN: Final = {
    b"rPr": re.compile(_EMPTY),
    b"pPr": re.compile(_EMPTY + rb"(?:<w:(numPr|tabs|pBdr)>" + _EMPTY + rb"</w:\1>" + _EMPTY + rb")*+"),
}
_ROOT: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*\?>)?\s*(<(w:\w+)(?:\s[^<>]*[^<>/])?>)")
_OTHER_ENCODING: Final = re.compile(rb"""\A[^<]*<\?xml[^<>]*encoding\s*=\s*["'](?!utf-8|us-ascii)""", re.IGNORECASE)


class Properties:
    """What a ``w:pPr`` says."""

    __slots__ = ("key", "numbered", "ready", "removed", "section", "style", "typed")

    def __init__(self) -> None:
        self.key: Key = ()
        """Of its layout."""
        self.style: str | None = None
        self.numbered: tuple[str | None, str | None] | None = None
        self.typed: Key = ()
        """How the paragraph mark looks."""
        self.removed = False
        """Whether a tracked change took the paragraph mark away."""
        self.section: Any = None
        """The properties of the section that ends with the paragraph."""
        self.ready: dict[Any, Any] = {}
        """Room for what they come to, by the table around; for whoever resolves them."""


class Folds:
    """The properties in one part."""

    def __init__(self) -> None:
        self._runs: dict[str | None, Key] = {}
        self._paragraphs: dict[str | None, Properties] = {}
        self._removing: frozenset[str] = frozenset()

    def run(self, element: Any) -> Key:
        """What a ``w:rPr`` of the part says."""
        return self._runs.get(element.get(NUMBER)) or run_key(element)

    def paragraph(self, element: Any) -> Properties:
        """What a ``w:pPr`` of the part says."""
        return self._paragraphs.get(element.get(NUMBER)) or self._properties(element)

    def load(self, runs: Any, paragraphs: Any) -> None:
        """Take up the elements in the order of their numbers."""
        self._runs = {str(number): run_key(element) for number, element in enumerate(runs)}
        self._removing = frozenset([str(number) for number, element in enumerate(runs) if _removes(element)])
        self._paragraphs = {str(number): self._properties(element) for number, element in enumerate(paragraphs)}

    def _properties(self, element: Any) -> Properties:
        found = Properties()
        for child in element:
            tag = child.tag
            if tag == PARAGRAPH_STYLE:
                found.style = child.get(VALUE)
            elif tag == RUN_PROPERTIES:
                found.typed = self.run(child)
                found.removed = child.get(NUMBER) in self._removing or _removes(child)
            elif tag == NUMBERING:
                found.numbered = list_of(child)
            elif tag == SECTION:
                found.section = child
        found.key = paragraph_key(element)
        return found


def _removes(element: Any) -> bool:
    return any(change.tag in REMOVED for change in element)


def parse_folded(content: bytes, name: str) -> tuple[Any, Folds]:
    """The root element of a part with text, and the properties in it.

    Raises:
        DocumentError: as :func:`~pipeline.builtin.formats.docx.package.parse` does.
    """
    folds = Folds()
    root = _ROOT.match(content)
    if (
        root is None
        or len(content) < SMALLEST
        or b"xmlns:w=" not in root[1]
        or b"<![CDATA[" in content
        or _OTHER_ENCODING.match(content)
    ):
        return parse(content, name), folds
    folded, runs = _folded(content, b"rPr")
    folded, paragraphs = _folded(folded, b"pPr")
    try:
        kept = parse(_gathered(root, runs, paragraphs), name)
    except DocumentError:  # a prefix declared further down, perhaps
        return parse(content, name), folds
    folds.load(kept[0], kept[1])
    return parse(folded, name), folds


def _folded(content: bytes, name: bytes) -> tuple[bytes, list[bytes]]:
    """The part with numbers in the place of plain properties, and what stands in those, by number."""
    begin, end, plain = b"<w:%b>" % name, b"</w:%b>" % name, _PLAIN[name]
    form = b'<w:%b %b="%%d"/>' % (name, NUMBER.encode())
    known: dict[bytes, bytes] = {}
    kept: list[bytes] = []
    first, *others = content.split(begin)
    parts = [first]
    for other in others:
        inner, closed, rest = other.partition(end)
        found = known.get(inner)
        if found is None:
            if closed and plain.fullmatch(inner):
                found = form % len(kept)
                kept.append(inner)
            else:
                found = begin + inner + closed
            known[inner] = found
        parts += (found, rest)
    return b"".join(parts), kept


def _gathered(root: re.Match[bytes], runs: list[bytes], paragraphs: list[bytes]) -> bytes:
    """A document of the properties alone: those of runs, then those of paragraphs, each in a holder."""
    parts = [root[1], b"<w:r>", *[b"<w:rPr>%b</w:rPr>" % inner for inner in runs], b"</w:r><w:p>"]
    parts += [b"<w:pPr>%b</w:pPr>" % inner for inner in paragraphs]
    return b"".join((*parts, b"</w:p></", root[2], b">"))
