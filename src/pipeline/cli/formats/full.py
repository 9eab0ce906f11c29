"""Each finding with its line, carets under it, its basis and what the fix would make of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from pipeline.builtin.output.places import all_places
from pipeline.builtin.output.suggestions import suggestions
from pipeline.cli.cells import head, visible, wrap
from pipeline.cli.formats.changes import changes
from pipeline.cli.formats.excerpt import excerpt
from pipeline.cli.formats.output import Medium, severity_name
from pipeline.cli.formats.paint import failure, paint, place, severity
from pipeline.cli.formats.places import Places
from pipeline.model.finding import Finding, Fix
from pipeline.model.outcome import Outcome
from pipeline.model.text import Text

SHOWN_CHANGES = 3
"""Lines of a fix that are shown; the others are counted."""
WIDEST = 120
"""Cells of the longest line, however wide the terminal; 60 of the shortest."""
_PAGE = Text("第 {n} 页", "page {n}")
_WHOLE_PAGE = Text("整页", "the whole page")
_WHOLE = Text("整篇", "the whole document")
_REACH = Text("直到 {line}:{column}", "up to {line}:{column}")
_BASIS = Text("依据：", "basis: ")
_FIX = {False: Text("建议：", "suggestion: "), True: Text("可自动修改：", "safe fix: ")}
_MORE = Text("另有 {n} 处要改", "more to change: {n}")
_BROKEN = Text("未完整检查", "not fully checked")
_UNCHECKED = Text("未检查 {rules}：{reason}", "not checked: {rules}: {reason}")


def render(outcomes: Iterable[Outcome], medium: Medium) -> Iterator[str]:
    """A block for each finding, with a blank line after it, and lines for what was not checked."""
    for outcome in outcomes:
        if outcome.status == "failed":
            yield failure(outcome, medium) + "\n"
        places = Places(outcome)
        for finding in outcome.findings:
            yield "".join(f"{line}\n" for line in _block(outcome, places, finding, medium)) + "\n"
        unchecked = [f"{line}\n" for line in _unchecked(outcome, medium)]
        if unchecked:
            yield "".join(unchecked) + "\n"


def _block(outcome: Outcome, places: Places, finding: Finding, medium: Medium) -> Iterator[str]:
    grade = f"{severity_name(finding.severity, medium.lang)}[{finding.labelled(medium.lang)}]"
    level = severity(finding.severity, grade, medium)
    message = paint(visible(finding.message.say(medium.lang)), medium, bold=True)
    yield f"{place(outcome, places, finding, medium)} {level} {message}"
    line = places.line(finding.span.start)
    gutter = " " * len(str(line))
    room = min(max(medium.columns, 60), WIDEST) - len(gutter) - 3
    where = " · ".join(_where(places, finding, medium.lang))
    if where:
        yield f"{gutter} {paint('>', medium, 'blue')} {paint(head(where, room), medium, dim=True)}"
    bar = paint("|", medium, "blue")
    if finding.scope == "text":
        extent = places.extent(line)
        start, end = finding.span.start - extent.start, min(finding.span.end, extent.end) - extent.start
        shown = excerpt(places.text[extent.start : extent.end], start, max(start, end), room)
        yield f"{gutter} {bar}"
        yield f"{paint(str(line), medium, 'blue')} {bar} {shown.before}{shown.core}{shown.after}"
        yield f"{gutter} {bar} {severity(finding.severity, shown.carets, medium).rstrip()}"
    mark = paint("=", medium, "blue")
    basis = f"{finding.basis.source} {finding.basis.clause}".strip()
    yield f"{gutter} {mark} {_BASIS.say(medium.lang)}{visible(basis)}"
    if finding.fix is not None:
        yield f"{gutter} {mark} {_FIX[finding.fix.safe].say(medium.lang)}".rstrip()
        yield from (f"{gutter}   {change}" for change in _changes(finding.fix, places, room - 2, medium))


def _where(places: Places, finding: Finding, lang: str) -> Iterator[str]:
    several = all_places(finding)
    if finding.scope == "document":
        yield _WHOLE.say(lang)
    if several is not None:
        yield several.say(lang)
    if finding.scope == "document":
        return
    at = finding.span.start
    page = places.page(at)
    if page is not None:
        yield _PAGE.fill(n=page).say(lang)
    if finding.scope == "page":
        yield _WHOLE_PAGE.say(lang)
        return
    heading = places.heading(at)
    if heading:
        yield heading
    last = max(at, finding.span.end - 1)
    if places.line(last) > places.line(at):
        yield _REACH.fill(line=places.line(last), column=places.column(last)).say(lang)


def _changes(fix: Fix, places: Places, room: int, medium: Medium) -> Iterator[str]:
    layout = [text.say(medium.lang) for text in suggestions(fix)]
    for text in layout[:SHOWN_CHANGES]:
        yield from wrap(visible(text), room)
    lines = changes(fix, places, room)
    for change in islice(lines, SHOWN_CHANGES):
        for sign, core, hue in (("-", change.old, "red"), ("+", change.new, "green")):
            yield f"{paint(sign, medium, hue)} {change.before}{paint(core, medium, hue)}{change.after}"
    more = sum(1 for _ in lines) + max(0, len(layout) - SHOWN_CHANGES)
    if more:
        yield _MORE.fill(n=more).say(medium.lang)


def _unchecked(outcome: Outcome, medium: Medium) -> Iterator[str]:
    """One line for each part that broke, and one for each other reason."""
    rules: dict[Text, list[str]] = defaultdict(list)
    path = paint(visible(outcome.path), medium, bold=True)
    for entry in outcome.not_checked:
        if entry.broken:
            label = paint(_BROKEN.say(medium.lang), medium, "red", bold=True)
            yield f"{path}: {label} {entry.broken}: {visible(entry.reason.say(medium.lang))}"
        else:
            rules[entry.reason].append(entry.labelled(medium.lang))
    for reason, names in rules.items():
        said = _UNCHECKED.fill(rules=Text("、".join(names), ", ".join(names)), reason=reason).say(medium.lang)
        yield f"{path}: {visible(said)}"
