"""What the formats for people share: colours, the place, the line of a document that failed."""

from typing import Literal

import typer

from pipeline.cli.cells import visible
from pipeline.cli.formats.output import STATUSES, Medium
from pipeline.cli.formats.places import Places
from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import Outcome
from pipeline.model.severity import GRADES


def paint(text: str, medium: Medium, hue: str | None = None, *, bold: bool = False, dim: bool = False) -> str:
    """``text`` in colour, where there are colours."""
    if not medium.colour or not text:
        return text
    return typer.style(text, fg=hue, bold=bold or None, dim=dim or None)


def severity(level: Severity, text: str, medium: Medium) -> str:
    """``text`` in the colour of a severity."""
    return paint(text, medium, GRADES[level].terminal, bold=True)


def place(outcome: Outcome, places: Places, finding: Finding, medium: Medium) -> str:
    """``path:line:column:``; the path alone for a finding on the whole document."""
    path = paint(visible(outcome.path), medium, bold=True)
    if finding.scope == "document":
        return f"{path}:"
    return f"{path}:{places.line(finding.span.start)}:{places.column(finding.span.start)}:"


def failure(outcome: Outcome, medium: Medium) -> str:
    """The line of a document that could not be checked."""
    assert outcome.reason is not None
    kind: Literal["failed", "skipped"] = "failed" if outcome.status == "failed" else "skipped"
    label = paint(STATUSES[kind].say(medium.lang), medium, "red", bold=True)
    why = visible(outcome.reason.message.say(medium.lang))
    return f"{paint(visible(outcome.path), medium, bold=True)}: {label} {outcome.reason.code}: {why}\n"
