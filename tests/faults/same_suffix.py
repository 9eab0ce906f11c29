"""Its exporter would write over our records."""

from pipeline import Document, Exporter, Source, hookimpl
from pipeline.model.outcome import Outcome


class Second(Exporter, frozen=True):
    """Has the suffix of another."""

    suffix = ".json"

    def render(self, outcome: Outcome, document: Document | None, source: Source | None, lang: str) -> bytes:
        return b"{}"


@hookimpl
def exporters() -> dict[str, type[Exporter]]:
    return {"second": Second}
