"""Records, as ``pipeline schema`` describes them."""

from collections.abc import Iterable, Iterator

import msgspec

from pipeline.cli.formats.output import Medium
from pipeline.model.outcome import Outcome
from pipeline.model.record import encode


def render(outcomes: Iterable[Outcome], medium: Medium) -> Iterator[str]:
    """A JSON array, a record on each line."""
    lead = "[\n"
    for line in render_lines(outcomes, medium):
        yield lead + line.removesuffix("\n")
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def render_lines(outcomes: Iterable[Outcome], medium: Medium) -> Iterator[str]:
    """A record for each document, one a line, as soon as it is checked."""
    for outcome in outcomes:
        yield encode(msgspec.structs.replace(outcome, text=None), medium.lang).decode() + "\n"
