"""What became of one input, for programs."""

from typing import ClassVar

import msgspec

from pipeline.contract.parts import Exporter
from pipeline.model.document import Document, Source
from pipeline.model.outcome import Outcome, Status
from pipeline.model.record import encode


def moved(content: bytes, old: Outcome, new: Outcome) -> bytes:
    """The file of ``old``, as it is said of ``new``, the same outcome in another place."""
    try:
        made = msgspec.json.decode(content)
    except msgspec.DecodeError:
        return content
    if not isinstance(made, dict) or made.get("path") != old.path:
        return content
    return (
        msgspec.json.format(msgspec.json.encode({**made, "path": new.path, "outputs": new.outputs}), indent=2) + b"\n"
    )


class JsonRecord(Exporter, frozen=True):
    """One indented JSON object for every input, whatever became of it; UTF-8."""

    suffix: ClassVar[str] = ".json"
    statuses: ClassVar[tuple[Status, ...]] = ("done", "failed", "skipped")

    def render(
        self,
        outcome: Outcome,
        document: Document | None,  # noqa: ARG002 - the outcome says all
        source: Source | None,  # noqa: ARG002
        lang: str,
    ) -> bytes:
        """The record of ``outcome``, as ``pipeline schema`` describes it."""
        return msgspec.json.format(encode(outcome, lang), indent=2) + b"\n"
