"""The whole batch, for programs."""

from collections.abc import Iterator
from typing import ClassVar

from pipeline.contract.parts import Batch, Report
from pipeline.model.record import encode


class Results(Report, frozen=True):
    """One JSON object a line for each input, as ``pipeline schema`` describes it."""

    filename: ClassVar[str] = "results.jsonl"
    lasting: ClassVar[bool] = True

    def render(self, batch: Batch) -> Iterator[bytes]:
        """The lines, in the order of the batch."""
        for outcome in batch.outcomes:
            yield encode(outcome, batch.lang) + b"\n"
