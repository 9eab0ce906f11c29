"""Its exporter would write outside the output folder."""

from pipeline import Document, Exporter, Source, hookimpl
from pipeline.model.outcome import Outcome


class Escaping(Exporter, frozen=True):
    """Has a path for a suffix."""

    suffix = "/../../escaped.txt"

    def render(self, outcome: Outcome, document: Document | None, source: Source | None, lang: str) -> bytes:
        return b"outside"


@hookimpl
def exporters() -> dict[str, type[Exporter]]:
    return {"escaping": Escaping}
