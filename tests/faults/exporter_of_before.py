"""An exporter written for the contract before: it takes no source."""

from pipeline import Document, Exporter, hookimpl
from pipeline.model.outcome import Outcome


class Before(Exporter, frozen=True):
    """Writes a word."""

    suffix = ".word"

    def render(self, outcome: Outcome, document: Document | None, lang: str) -> bytes:  # type: ignore[override]
        return b"word"


@hookimpl
def exporters() -> dict[str, type[Exporter]]:
    return {"before": Before}
