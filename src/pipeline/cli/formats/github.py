"""Commands that GitHub Actions turns into annotations of the files."""

from collections.abc import Iterable, Iterator

from pipeline.builtin.output.places import message_with_places
from pipeline.cli.formats.output import Medium
from pipeline.cli.formats.places import Places
from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import Outcome

COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(outcomes: Iterable[Outcome], medium: Medium) -> Iterator[str]:
    """A command for each finding, each document that failed and each part that broke."""
    for outcome in outcomes:
        if outcome.status == "failed" and outcome.reason is not None:
            where = {"file": outcome.path, "title": outcome.reason.code}
            yield _command("error", where, f"{outcome.path}: {outcome.reason.message.say(medium.lang)}")
        for entry in outcome.not_checked:
            if entry.broken:
                where = {"file": outcome.path, "title": entry.broken}
                yield _command("error", where, f"{outcome.path}: {entry.reason.say(medium.lang)}")
        places = Places(outcome)
        for finding in outcome.findings:
            where = {"file": outcome.path, **_region(finding, places), "title": finding.labelled(medium.lang)}
            basis = f"{finding.basis.source} {finding.basis.clause}".strip()
            message = f"{message_with_places(finding, medium.lang)} [{basis}]"
            yield _command(COMMANDS[finding.severity], where, message)


def _region(finding: Finding, places: Places) -> dict[str, str]:
    """Columns count only where the finding begins and ends in one line."""
    if finding.scope != "text":
        return {}
    span = finding.span
    first, last = places.line(span.start), places.line(max(span.start, span.end - 1))
    region = {"line": str(first), "endLine": str(last)}
    if first == last:
        region |= {"col": str(places.column(span.start)), "endColumn": str(places.column(span.start) + len(span))}
    return region


def _command(name: str, properties: dict[str, str], message: str) -> str:
    said = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::{name} {said}::{_escaped(message)}\n"


def _escaped(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
