"""Plain paragraphs, of runs that hold one text each and nothing else, are read before their part is parsed.

Most text of most documents stands in such paragraphs. Each becomes an empty ``w:p`` with a
number, so that its runs are neither parsed nor walked. A paragraph stays as it is where the
rules of XML would have to be applied to its text: references, control characters, outer
space that is not preserved.
"""

import re
from typing import Final, NamedTuple

NUMBER: Final = "folded"
"""The attribute that takes the place of what an element holds."""
Run = tuple[str, str, str]
"""What stands before its text but for the last character, that character, its text as in the file."""

_PROPERTIES: Final = rf'(?:<w:%s {NUMBER}="%s"/>)?+'
_DIGITS: Final = "[0-9]++"
_BEFORE_TEXT: Final = "(?:<w:lastRenderedPageBreak/>)?+"
_CHARACTERS: Final = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*+"
_TEXT: Final = rf'<w:t(?:>(?![ \t\n]){_CHARACTERS}(?<![ \t\n])| xml:space="preserve">{_CHARACTERS})</w:t>'
_ANY_RUN: Final = rf"<w:r(?:\s[^<>]*+)?+>{_PROPERTIES % ('rPr', _DIGITS)}{_BEFORE_TEXT}{_TEXT}</w:r>"
_PARAGRAPH: Final = re.compile(
    rf"<w:p((?:\s[^<>]*+)?+)>{_PROPERTIES % ('pPr', f'({_DIGITS})')}((?:{_ANY_RUN})++)</w:p>"
)
_RUN_END: Final = "</w:t></w:r>"
_BEGIN: Final = re.compile(rf"<w:r([^<>]*+)>{_PROPERTIES % ('rPr', f'({_DIGITS})')}")
_REDECLARED: Final = re.compile(r"xmlns:w\s*=")


class PlainParagraph(NamedTuple):
    """What stands in a plain paragraph."""

    properties: str | None
    """The number of its properties."""
    runs: list[Run]
    """One at least."""


def fold_paragraphs(text: str, begin: int) -> tuple[str, list[PlainParagraph]]:
    """The part with numbers in the place of what plain paragraphs hold, and that, by number.

    Plain properties are numbers already. ``begin`` is where the root's start tag ends.
    """
    found: list[PlainParagraph] = []
    if _REDECLARED.search(text, begin):
        return text, found

    def fold(match: re.Match[str]) -> str:
        attributes, properties, runs = match.groups()
        split = [run.rpartition(">") for run in runs[: -len(_RUN_END)].split(_RUN_END)]
        found.append(PlainParagraph(properties, split))
        return f'<w:p{attributes} {NUMBER}="{len(found) - 1}"/>'

    return _PARAGRAPH.sub(fold, text), found


def begun(head: str) -> tuple[str, str | None]:
    """What stands before the text of a run: the attributes in its start tag, the number of its properties."""
    match = _BEGIN.match(head)
    assert match is not None
    return match[1], match[2]
