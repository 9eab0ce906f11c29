"""Its exporter raises for every document that was read."""

from pipeline import Document, Exporter, Source, hookimpl
from pipeline.model.outcome import Outcome


class RaisingExporter(Exporter, frozen=True):
    """Writes nothing, ever."""

    suffix = ".raise"

    def render(self, outcome: Outcome, document: Document | None, source: Source | None, lang: str) -> bytes:
        message = f"no {lang} page for {outcome.path}"
        raise ZeroDivisionError(message)


@hookimpl
def exporters() -> dict[str, type[Exporter]]:
    return {"raising": RaisingExporter}
