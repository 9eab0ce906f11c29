"""What the clues look at: a document as somebody sees it who leafs through it."""

import functools
import itertools
import re

from pipeline.builtin.gongwen.blanks import joined
from pipeline.builtin.gongwen.invisible import visible
from pipeline.builtin.structure.kind.titles import bare_title
from pipeline.builtin.structure.numbered import Numbers
from pipeline.model.document import Document
from pipeline.model.metadata import UNKNOWN
from pipeline.model.text import Span

FRONT = 60
"""Lines that are read as the front of a document: a cover, a 版头, a title of several lines and the opening."""
OPENING = 3000
"""Characters in which a document says what it is."""
CLOSING = 600
"""Characters in which a text ends with its formula."""
TITLE_WITHIN = 14
"""Lines within which a title stands, a cover's too."""
SHORTEST = 4
"""Characters that a line below the title has at least if it names a kind: 说明 and 目录 head parts."""
LONGEST = 50
_TEXT = re.compile(
    r"[。；，！？].|[。；]\Z|^.{100}|^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|^第.{1,4}[章条节]|^[•·●○◆■\-]"
    r"|^目[\s　]*[录次]\Z"
)
"""A line of the text, not of what stands above it."""


class View:
    """A document with what the clues ask of it; each is worked out once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.kind = UNKNOWN
        """The kind of the document, once it has been told: what the clues of the situation ask."""

    @functools.cached_property
    def end(self) -> int:
        """Where the main text ends: at the first attachment, or with the text."""
        whole = len(self.document.text)
        return next(
            (part.span.start for part in self.document.sections if part.level == 0 and part.span.start > 0), whole
        )

    @functools.cached_property
    def name(self) -> str:
        """The name of the file without folder and ending."""
        return self.document.name.rpartition("/")[2].rpartition(".")[0]

    @functools.cached_property
    def lines(self) -> tuple[str, ...]:
        """The first lines that show anything, those of tables and text boxes too."""
        found: list[str] = []
        for paragraph in self.document.paragraphs:
            if paragraph.container in ("header", "footer", "footnote", "endnote"):
                continue
            for line in self.document.cut(paragraph.span).split("\v"):
                shown = visible(line)[0].strip()
                if shown:
                    found.append(shown)
            if len(found) >= FRONT:
                break
        return tuple(found[:FRONT])

    @functools.cached_property
    def titles(self) -> tuple[str, ...]:
        """What could be the title, the likeliest first, without what stands behind the kind.

        A sentence or a number in front of a line ends the search: the text has begun.
        """
        below = itertools.takewhile(lambda line: not _TEXT.search(line), self.lines[:TITLE_WITHIN])
        lines = [joined(line) for line in below]
        found = [self.document.title, *(line for line in lines if SHORTEST <= len(line) <= LONGEST)]
        bare = (bare_title(title) for title in found)
        return tuple(dict.fromkeys(title for title in bare if title))

    @functools.cached_property
    def opening(self) -> str:
        """The beginning of the text."""
        return self.document.text[:OPENING]

    @functools.cached_property
    def closing(self) -> str:
        """The end of the main text."""
        return self.document.text[max(0, self.end - CLOSING) : self.end]

    @functools.cached_property
    def roles(self) -> frozenset[str]:
        """The roles and other marks that the main text has."""
        return frozenset(mark.name for mark in self.document.marks if mark.span.start < self.end)

    @functools.cached_property
    def articles(self) -> int:
        """How many headings are 第×条."""
        numbers = Numbers(self.document)
        return sum(
            (number := numbers.at(mark.span.start)) is not None and number.form == "条"
            for mark in self.document.marked("heading")
        )

    @functools.cached_property
    def tabled(self) -> float:
        """The share of the characters that stands in tables."""
        cells = sum(len(mark.span) for mark in self.document.marked("table-text"))
        return cells / max(1, len("".join(self.document.text.split())))

    def short(self, pattern: re.Pattern[str], longest: int = 40) -> int:
        """How many different short lines hold the pattern, of which each counts once."""
        found: set[str] = set()
        for paragraph in self.document.paragraphs:
            if len(paragraph.span) <= longest and (match := pattern.search(self.document.cut(paragraph.span))):
                found.add(match.group())
        return len(found)

    def cut(self, span: Span) -> str:
        """The characters of ``span``."""
        return self.document.cut(span)
