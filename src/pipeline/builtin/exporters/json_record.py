"""What became of one input, for programs."""

from typing import ClassVar

import msgspec

from pipeline.kinds import Exporter
from pipeline.model import Document, Outcome, Status
from pipeline.record import encode


class JsonRecord(Exporter, frozen=True):
    """One indented JSON object for every input, whatever became of it; UTF-8."""

    suffix: ClassVar[str] = ".json"
    statuses: ClassVar[tuple[Status, ...]] = ("done", "failed", "skipped")

    def render(self, outcome: Outcome, document: Document | None, lang: str) -> bytes:  # noqa: ARG002 - the outcome says all
        """The record of ``outcome``, as ``pipeline schema`` describes it."""
        return msgspec.json.format(encode(outcome, lang), indent=2) + b"\n"
