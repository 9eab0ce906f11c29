"""The findings as lines of a table, for spreadsheets."""

from collections.abc import Iterator
from types import SimpleNamespace

import msgspec

from pipeline.builtin.output.html.environment import visible
from pipeline.builtin.output.html.headings import Headings
from pipeline.builtin.output.html.labels import labels
from pipeline.builtin.output.places import all_places
from pipeline.builtin.output.suggestions import suggestions
from pipeline.model.finding import Fix, Severity
from pipeline.model.outcome import Outcome
from pipeline.model.text import Span

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
LONGEST = 16_000
"""Characters of a cell; what a spreadsheet holds, counted in the worst way."""
_SHOWN_EDITS = 5


class Line(msgspec.Struct, frozen=True):
    """A finding. The names of the fields are those of the column heads in the labels."""

    document: str
    severity: str
    message: str
    excerpt: str
    fix: str
    where: str
    basis: str
    rule: str
    rule_name: str
    start: int
    end: int


def heads(lang: str) -> tuple[str, ...]:
    """What stands over the columns of :class:`Line`."""
    words = labels(lang)
    return tuple(getattr(words, f"column_{name}") for name in Line.__struct_fields__)


def lines(outcome: Outcome, lang: str) -> Iterator[tuple[Severity, Line]]:
    """The findings of one document, each with its severity."""
    words = labels(lang)
    headings = Headings(outcome.sections)
    for finding, excerpt in zip(outcome.findings, outcome.excerpts, strict=True):
        place = headings.over(finding.span.start) if finding.scope == "text" else words.whole_document
        several = all_places(finding)
        if several is not None:
            place = " · ".join(filter(None, (place, several.say(lang))))
        basis = finding.basis
        yield (
            finding.severity,
            Line(
                outcome.path,
                getattr(words, finding.severity),
                finding.message.say(lang),
                excerpt,
                _suggestion(finding.fix, finding.span, excerpt, words, lang) if finding.fix else "",
                place,
                " ".join(filter(None, (getattr(words, basis.kind), basis.source, basis.clause))),
                finding.rule,
                finding.called(lang),
                finding.span.start,
                finding.span.end,
            ),
        )


def plain(text: str) -> str:
    """What a cell shows: nothing invisible, and no more than it can hold."""
    shown = str(visible(text))
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def like_formula(text: str) -> bool:
    """Whether a spreadsheet may take a cell that begins like this for a formula."""
    return text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_FORMULA)


def _suggestion(fix: Fix, span: Span, excerpt: str, words: SimpleNamespace, lang: str) -> str:
    told = []
    for edit in fix.edits[:_SHOWN_EDITS]:
        known = span.start <= edit.start and edit.end - span.start <= len(excerpt)
        old = excerpt[edit.start - span.start : edit.end - span.start] if known else ""
        if edit.start == edit.end:
            told.append(f"{words.insert} {edit.text}")
        elif not edit.text:
            told.append(f"{words.delete} {old}")
        else:
            told.append(f"{old} → {edit.text}" if old else edit.text)
    layout = suggestions(fix)
    told += (text.say(lang) for text in layout[:_SHOWN_EDITS])
    more = max(0, len(fix.edits) - _SHOWN_EDITS) + max(0, len(layout) - _SHOWN_EDITS)
    if more:
        told.append(words.more_edits.format(n=more))
    return "; ".join(told)
