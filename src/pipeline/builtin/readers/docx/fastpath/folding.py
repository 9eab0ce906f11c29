"""Equal properties are read once: before a part is parsed, each plain ``w:rPr`` and ``w:pPr`` becomes a number.

A document repeats a few sets of properties thousands of times. DirectFormatting with anything but
empty elements and lists of such inside stay as they are and are read where they stand. What
is left of plain paragraphs becomes a number too, so most of a part is neither parsed nor
walked.
"""

import functools
import re
from typing import Any, Final

from pipeline.builtin.readers.docx.fastpath.plain_paragraphs import NUMBER, PlainParagraph, Run, begun, fold_paragraphs
from pipeline.builtin.readers.docx.formatting.direct_formatting import DirectFormatting, direct_formatting
from pipeline.builtin.readers.docx.formatting.run_properties import run_key
from pipeline.builtin.readers.docx.package.beginnings import OTHER_ENCODING, ROOT
from pipeline.builtin.readers.docx.package.ooxml import (
    MATH_RUN,
    MATH_TEXT,
    PARAGRAPH,
    RUN,
    TEXT,
    WORD_ART,
    Key,
)
from pipeline.builtin.readers.docx.package.parts import REMEMBERED, SMALL, parse
from pipeline.model.errors import DocumentError

_EMPTY: Final = rb"(?:\s*<w:(?!r[\s/]|[rp]PrChange|(?:ins|del|moveTo|moveFrom)[\s/])[^<>]*/>)*+\s*"
"""No runs, which count wherever they stand, and no tracked changes, which are told of each."""
_PLAIN: Final = {
    b"rPr": re.compile(_EMPTY),
    b"pPr": re.compile(_EMPTY + rb"(?:<w:(numPr|tabs|pBdr)>" + _EMPTY + rb"</w:\1>" + _EMPTY + rb")*+"),
}


class Folds:
    """The properties in one part."""

    def __init__(self) -> None:
        self._runs: dict[str | None, Key] = {}
        self._paragraphs: dict[str | None, DirectFormatting] = {}
        self._plain: dict[str | None, PlainParagraph] = {}
        self.nothing = DirectFormatting()
        """What a paragraph without a ``w:pPr`` says."""
        self.nothing.shared = True

    def run(self, element: Any) -> Key:
        """What a ``w:rPr`` of the part says."""
        return self._runs.get(element.get(NUMBER)) or run_key(element)

    def numbered(self, number: str | None) -> Key:
        """What the ``w:rPr`` with that number says; nothing without one."""
        return self._runs.get(number, ())

    def paragraph(self, element: Any) -> DirectFormatting:
        """What a ``w:pPr`` of the part says."""
        return self._paragraphs.get(element.get(NUMBER)) or direct_formatting(element, self.run)

    def plain(self, paragraph: Any) -> tuple[DirectFormatting, list[Run]] | None:
        """What a plain ``w:p`` of the part says and holds; ``None`` for another."""
        found = self._plain.get(paragraph.get(NUMBER))
        return None if found is None else (self._paragraphs.get(found.properties) or self.nothing, found.runs)

    def count(self, element: Any) -> int:
        """How many runs there are in an element of the part."""
        if not self._plain:
            return sum(1 for _ in element.iter(RUN, MATH_RUN))
        found = element.iter(RUN, MATH_RUN, PARAGRAPH)
        return sum([1 if one.tag != PARAGRAPH else self._runs_of(one) for one in found])

    def _runs_of(self, paragraph: Any) -> int:
        found = self._plain.get(paragraph.get(NUMBER))
        return 0 if found is None else len(found.runs)

    def shows_text(self, element: Any) -> bool:
        """Whether there is text in an element of the part, WordArt included."""
        found = element.iter(TEXT, MATH_TEXT, WORD_ART, PARAGRAPH)
        return any(
            one.get("string") if (tag := one.tag) == WORD_ART else tag != PARAGRAPH or one.get(NUMBER) in self._plain
            for one in found
        )

    def load(self, runs: Any, paragraphs: Any, plain: list[PlainParagraph]) -> None:
        """Take up what was folded, in the order of the numbers."""
        self._plain = {str(number): paragraph for number, paragraph in enumerate(plain)}
        self._runs = {str(number): run_key(element) for number, element in enumerate(runs)}
        self._paragraphs = {
            str(number): direct_formatting(element, self.run) for number, element in enumerate(paragraphs)
        }
        for properties in self._paragraphs.values():
            properties.shared = True


def parse_folded(content: bytes, name: str) -> tuple[Any, Folds]:
    """The root element of a part with text, and the properties in it.

    Raises:
        DocumentError: as :func:`~pipeline.builtin.readers.docx.package.parts.parse` does.
    """
    return (_remembered if len(content) <= SMALL else _parse_folded)(content, name)


def _parse_folded(content: bytes, name: str) -> tuple[Any, Folds]:
    folds = Folds()
    root = ROOT.match(content)
    if (
        root is None
        or b"xmlns:w=" not in root[1]
        or b"<![CDATA[" in content
        or NUMBER.encode() in content
        or OTHER_ENCODING.match(content)
    ):
        return parse(content, name), folds
    folded, runs = _folded(content, b"rPr")
    folded, paragraphs = _folded(folded, b"pPr")
    try:
        text, plain = fold_paragraphs(folded.decode(), root.end())
        kept = parse(_gathered(root, runs, paragraphs, plain), name)
        folded_root = parse(text.encode(), name)
    except (DocumentError, UnicodeDecodeError):  # a prefix declared further down, perhaps, or properties in properties
        return parse(content, name), folds
    folds.load(kept[0], kept[1], plain)
    return folded_root, folds


_remembered = functools.lru_cache(maxsize=REMEMBERED)(_parse_folded)


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
        if not closed:  # not well-formed, which is for the parser to say
            parts += (begin, inner)
            continue
        found = known.get(inner)
        if found is None:
            if plain.fullmatch(inner):
                found = form % len(kept)
                kept.append(inner)
            else:
                found = begin + inner + closed
            known[inner] = found
        parts += (found, rest)
    return b"".join(parts), kept


def _gathered(root: re.Match[bytes], runs: list[bytes], paragraphs: list[bytes], plain: list[PlainParagraph]) -> bytes:
    """A document of the properties alone: those of runs, then those of paragraphs, each in a holder.

    Then the start tags of the runs of ``plain``, for nothing but that XML finds them right.
    """
    tags = {begun(head)[0] for head in {head for paragraph in plain for head, _, _ in paragraph.runs}} - {""}
    parts = [root[1], b"<w:r>", *[b"<w:rPr>%b</w:rPr>" % inner for inner in runs], b"</w:r><w:p>"]
    parts += [b"<w:pPr>%b</w:pPr>" % inner for inner in paragraphs]
    parts += [b"</w:p>", *[f"<w:r{tag}/>".encode() for tag in sorted(tags)]]
    return b"".join((*parts, b"</", root[2], b">"))
