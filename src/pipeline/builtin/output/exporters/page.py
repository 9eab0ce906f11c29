"""What became of one document, for people."""

import bisect
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import msgspec
from markupsafe import escape

from pipeline.builtin.gongwen.han import HAN
from pipeline.builtin.output.about import about, grounds
from pipeline.builtin.output.exporters.cuts import Cuts, Noted, spread
from pipeline.builtin.output.exporters.layout import blocks, paragraphs
from pipeline.builtin.output.html.environment import environment, visible
from pipeline.builtin.output.html.headings import Headings
from pipeline.builtin.output.html.labels import labels
from pipeline.builtin.output.places import all_places
from pipeline.builtin.output.suggestions import suggestions
from pipeline.contract.parts import Exporter
from pipeline.model.document import Document, Source
from pipeline.model.finding import Fix, Severity
from pipeline.model.outcome import Outcome
from pipeline.model.severity import SEVERITIES
from pipeline.model.text import Span, Text

TEMPLATES = Path(__file__).parent / "templates"
_SHOWN_EDITS = 5
_LONGEST = 120


def moved(content: bytes, old: Outcome, new: Outcome) -> bytes:
    """The page of ``old``, as it is said of ``new``, the same outcome in another place: its path and the way back."""
    before, begin, rest = content.partition(b'<p class="small trail">')
    trail, end, after = rest.partition(b"</p>")
    was, now = (f'<bdi class="soft">{escape(visible(one.path))}</bdi>'.encode() for one in (old, new))
    if was not in trail:
        return content
    up, higher = (b'<a href="' + b"../" * one.outputs[-1].count("/") for one in (old, new))
    return before + begin + trail.replace(was, now).replace(up, higher, 1) + end + after


class Change(msgspec.Struct, frozen=True):
    """What stands there, and what should."""

    old: str
    new: str


class Entry(msgspec.Struct, frozen=True):
    """A finding in the list."""

    note: Noted
    excerpt: str
    where: str
    marked: bool
    reach: int
    """How many paragraphs it reaches over, where only the first is marked."""
    changes: tuple[Change, ...]
    layout: tuple[Text, ...]
    """What is to look otherwise."""
    more_changes: int


class HtmlPage(Exporter, frozen=True):
    """A self-contained page: findings marked in the text, outline, tags, what was not checked.

    Where there are more findings than ``marked`` or ``listed``, the gravest are taken and
    the page says so.
    """

    suffix: ClassVar[str] = ".html"

    marked: int = 2000
    """Most findings marked in the text."""
    listed: int = 5000
    """Most findings in the list."""
    overview: str = "index.html"
    """The report that the page leads back to, on top of the output folder; empty for none."""

    def render(
        self,
        outcome: Outcome,
        document: Document | None,
        source: Source | None,  # noqa: ARG002 - the document shows all
        lang: str,
    ) -> bytes:
        """The page in UTF-8. Raises :class:`ValueError` when there is no document to show."""
        if document is None:
            raise ValueError(f"{outcome.path}: a page is made of a document that was read")
        words = labels(lang)
        notes, excerpts = _numbered(outcome, self.listed)
        text_notes = [note for note in notes if note.finding.scope == "text"]
        marked = sorted(text_notes, key=lambda note: note.gravity)[: self.marked]
        numbers = {note.number for note in marked}
        touches, wide = spread([paragraph.span for paragraph in paragraphs(document)], marked)
        places = _Places(document, outcome, words.page)
        entries = [
            Entry(
                note,
                _short(excerpt),
                places.where(note, words.whole_document, lang),
                note.number in numbers,
                wide.get(note.number, 0),
                _changes(document, note.finding.fix),
                suggestions(note.finding.fix)[:_SHOWN_EDITS] if note.finding.fix else (),
                _more(note.finding.fix),
            )
            for note, excerpt in zip(notes, excerpts, strict=True)
        ]
        cuts = Cuts(
            document.text,
            touches,
            sorted((section.heading.start, f"s{number}") for number, section in enumerate(outcome.sections, 1)),
            places.pages,
        )
        template = environment(TEMPLATES).get_template("document.html")
        page: str = template.render(
            lang=lang,
            t=words,
            outcome=outcome,
            name=outcome.path.rpartition("/")[2],
            back=self._back(outcome),
            about=about(outcome.metadata, lang),
            grounds=grounds(outcome.metadata, lang),
            chinese=HAN.search(document.text) is not None,
            blocks=blocks(document, cuts),
            entries=entries,
            marked=len(marked),
            text_total=sum(finding.scope == "text" for finding in outcome.findings),
            counts={severity: outcome.count(severity) for severity in SEVERITIES},
            tags=_by_category(outcome),
            broken=[entry for entry in outcome.not_checked if entry.broken],
            unchecked=[entry for entry in outcome.not_checked if not entry.broken],
        )
        return page.encode()

    def _back(self, outcome: Outcome) -> str:
        """The way from the page to the overview."""
        written = next((path for path in outcome.outputs if path.endswith(self.suffix)), outcome.path)
        return "../" * written.count("/") + self.overview if self.overview else ""


def _numbered(outcome: Outcome, most: int) -> tuple[list[Noted], list[str]]:
    """The gravest findings and their excerpts: first those on the whole, then along the text."""
    both = list(zip(outcome.findings, outcome.excerpts, strict=True))
    if len(both) > most:
        gravest = sorted(range(len(both)), key=lambda index: (_rank(both[index][0].severity), index))[:most]
        both = [both[index] for index in sorted(gravest)]
    both.sort(key=lambda pair: ("document", "page", "text").index(pair[0].scope))
    return [Noted(number, finding) for number, (finding, _) in enumerate(both, 1)], [excerpt for _, excerpt in both]


def _rank(severity: Severity) -> int:
    return SEVERITIES.index(severity)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _changes(document: Document, fix: Fix | None) -> tuple[Change, ...]:
    edits = fix.edits[:_SHOWN_EDITS] if fix else ()
    return tuple(Change(_short(document.cut(Span(edit.start, edit.end))), _short(edit.text)) for edit in edits)


def _more(fix: Fix | None) -> int:
    """How many changes there are that are not shown."""
    if fix is None:
        return 0
    return max(0, len(fix.edits) - _SHOWN_EDITS) + max(0, len(suggestions(fix)) - _SHOWN_EDITS)


def _by_category(outcome: Outcome) -> dict[str, list[object]]:
    tags: dict[str, list[object]] = {}
    for tag in outcome.tags:
        tags.setdefault(tag.category, []).append(tag)
    return tags


class _Places:
    """Says where a finding stands, as a reader would look for it."""

    def __init__(self, document: Document, outcome: Outcome, page: str) -> None:
        numbered = [(place.span.start, place.number) for place in document.pages if place.number is not None]
        self.pages: list[tuple[int, int]] = sorted(numbered) if len(numbered) > 1 else []
        self._headings = Headings(outcome.sections)
        self._page = page

    def where(self, note: Noted, whole: str, lang: str) -> str:
        """The page's number where known, and the section's heading; of one that stands for many, where those are."""
        finding = note.finding
        several = all_places(finding)
        many = "" if several is None else several.say(lang)
        if finding.scope == "document":
            return " · ".join(filter(None, (whole, many)))
        at = finding.span.start
        parts: list[str] = [many]
        index = bisect.bisect_right(self.pages, at, key=_start)
        if index:
            parts.append(self._page.format(n=self.pages[index - 1][1]))
        if finding.scope == "text":
            parts.append(self._headings.over(at))
        return " · ".join(filter(None, parts))


def _start(page: Sequence[int]) -> int:
    return page[0]
