"""Headers and footers: which pages show them (ECMA-376 part 1, 17.10), and where they show the page number."""

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from pipeline.builtin.gongwen.blanks import BLANK
from pipeline.builtin.readers.docx.package.ooxml import RELATED, TYPE, W, has
from pipeline.model.document import Mark
from pipeline.model.layout import Container, Paragraph
from pipeline.model.text import Span

_REFERENCES: Final[dict[str, Container]] = {W + "headerReference": "header", W + "footerReference": "footer"}
_DASHES: Final = "-\u2010-\u2015\u2212\u2500\ufe58\ufe63\uff0d"
_BEFORE: Final = re.compile(rf"[{_DASHES}]+{BLANK}*\Z")
_AFTER: Final = re.compile(rf"{BLANK}*[{_DASHES}]+")


class Shown(NamedTuple):
    """A header or footer that is shown."""

    container: Container
    related: str
    """The relationship by which the main part names it."""
    pages: str
    """``odd``, ``even``, ``first``, or empty for all."""
    section: int
    """The number, from 0, of the first section that shows it."""


def shown_parts(sections: Sequence[Any], even: Callable[[], bool]) -> list[Shown]:
    """The headers and footers that the sections show, each once for each kind of page.

    A section without a reference shows that of the section before it; ``first`` counts
    where the section asks for a first page of its own, ``even`` where the document does; ``even()`` tells whether.
    """
    found: dict[tuple[Container, str, str], Shown] = {}
    current: dict[tuple[Container, str], str] = {}
    for number, section in enumerate(sections):
        for child in section:
            container = _REFERENCES.get(child.tag)
            if container is not None:
                current[container, child.get(TYPE, "default")] = child.get(RELATED, "")
        for (container, kind), related in current.items():
            if kind == "default":
                pages = "odd" if even() else ""
            elif has(section, "titlePg") if kind == "first" else (kind == "even" and even()):
                pages = kind
            else:
                continue
            found.setdefault((container, related, pages), Shown(container, related, pages, number))
    return list(found.values())


def pages_of(uses: Sequence[Shown]) -> str:
    """The pages on which a part used so stands."""
    pages = {shown.pages for shown in uses}
    if "" in pages or {"odd", "even"} <= pages:
        return ""
    return "odd" if "odd" in pages else uses[0].pages  # the first page is odd


def number_marks(text: str, paragraphs: Sequence[Paragraph], found: Sequence[tuple[int, int, str]]) -> Iterator[Mark]:
    """A mark for each page number: (start, end, the pages it stands on), widened to the dashes around it."""
    for start, end, pages in found:
        index = bisect.bisect_right(paragraphs, start, key=lambda paragraph: paragraph.span.start) - 1
        span = paragraphs[index].span
        before = _BEFORE.search(text[max(span.start, start - 20) : start])
        after = _AFTER.match(text, end, span.end)
        first = start - len(before[0]) if before else start
        yield Mark(Span(first, after.end() if after else end), "page-number", pages)
