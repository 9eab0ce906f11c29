"""One line for each finding."""

from collections.abc import Iterable, Iterator

from pipeline.builtin.output.places import message_with_places
from pipeline.cli.cells import visible
from pipeline.cli.formats.output import Medium, severity_name
from pipeline.cli.formats.paint import failure, place, severity
from pipeline.cli.formats.places import Places
from pipeline.model.outcome import Outcome


def render(outcomes: Iterable[Outcome], medium: Medium) -> Iterator[str]:
    """``path:line:column: severity rule: message``, and a line for each document that failed.

    In Chinese the rule's name stands behind its identifier.
    """
    for outcome in outcomes:
        if outcome.status == "failed":
            yield failure(outcome, medium)
        places = Places(outcome)
        for finding in outcome.findings:
            level = severity(finding.severity, severity_name(finding.severity, medium.lang), medium)
            message = visible(message_with_places(finding, medium.lang))
            yield f"{place(outcome, places, finding, medium)} {level} {finding.labelled(medium.lang)}: {message}\n"
