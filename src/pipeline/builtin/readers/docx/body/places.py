"""Where text of a docx stands: how to find the very characters again."""

from typing import Any

from pipeline.builtin.gongwen.symbols import symbol
from pipeline.builtin.readers.docx.package.alternatives import shown_branch
from pipeline.builtin.readers.docx.package.ooxml import ALTERNATE, MATH_TEXT, TEXT, W
from pipeline.model.layout import Place

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ONE_CHARACTER = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\v",
    W + "noBreakHyphen": "-",
}
_EMOJI = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
UNSEEN = str.maketrans({"\n": " ", "\r": " ", **dict.fromkeys(map(chr, range(0x7F, 0xA0)), "\ufffd")})
"""Line ends are spaces; a control character, for which no font has a sign, is a character that nobody can read."""


class RunPlace(Place, frozen=True, gc=False):
    """Characters of one run.

    ``part`` is the name of the part in the zip (``word/document.xml``). ``run`` counts, from
    0 and in document order, all ``w:r`` and ``m:r`` elements of the part, at any depth, also
    those whose text is not read. ``offset`` counts characters, from 0, of :func:`run_text`. Characters
    in a font of symbols are letters there and the signs they show in the text, one for one.
    """

    part: str
    run: int
    offset: int = 0


class ChunkPlace(Place, frozen=True, gc=False):
    """The ``paragraph``-th paragraph (from 0) read from an embedded HTML part (``w:altChunk``)."""

    part: str
    paragraph: int


class WordArtPlace(Place, frozen=True, gc=False):
    """The ``string`` of the ``shape``-th (from 0) ``v:textpath`` of the part that has one."""

    part: str
    shape: int


def run_text(run: Any) -> str:
    """The text of a run element by which places count: that of its own children, in order.

    Of alternatives among them it is that of the children of the one that is shown.
    """
    return "".join([glyphs(child) for child in run])


def glyphs(child: Any) -> str:
    """The characters that a child of a run stands for; none for most children."""
    tag = child.tag
    if tag in (TEXT, MATH_TEXT):
        return shown(child)
    if tag == W + "br":
        return "\v" if child.get(W + "type", "textWrapping") == "textWrapping" else ""
    if tag == W + "sym":
        return symbol(child.get(W + "font", ""), child.get(W + "char", ""))
    if tag == _EMOJI + "symEx":
        return symbol(child.get(_EMOJI + "font", ""), child.get(_EMOJI + "char", ""))
    if tag == ALTERNATE:
        branch = shown_branch(child)
        return "" if branch is None else run_text(branch)
    return _ONE_CHARACTER.get(tag, "")


def shown(element: Any) -> str:
    """The text of a ``w:t`` as Word shows it: line ends are spaces, and outer space counts only where preserved."""
    text: str = element.text or ""
    if not text:
        return text
    if (text[0] in " \t\n\r" or text[-1] in " \t\n\r") and not _preserved(element):
        text = text.strip(" \t\n\r")
    return text if text.isprintable() else text.translate(UNSEEN)


def _preserved(element: Any) -> bool:
    while element is not None:
        value = element.get(_SPACE)
        if value is not None:
            return bool(value == "preserve")
        element = element.getparent()
    return False
