"""A rule, an exporter and a report that break until ``BROKEN`` is false."""

from collections.abc import Iterable, Iterator

from pipeline import Bad, Basis, Document, Exporter, Finding, Good, Report, Rule, Source, Text, hookimpl
from pipeline.contract.parts import Batch
from pipeline.model.outcome import Outcome

BROKEN = True


def work(what: str) -> None:
    if BROKEN:
        raise ZeroDivisionError(what)


class LaterRule(Rule, frozen=True):
    """Finds nothing."""

    name = "later"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        work("rule")
        return ()


class LaterExporter(Exporter, frozen=True):
    """Writes a word."""

    suffix = ".later"

    def render(self, outcome: Outcome, document: Document | None, source: Source | None, lang: str) -> bytes:
        work("exporter")
        return b"exported"


class LaterReport(Report, frozen=True):
    """Writes a word."""

    filename = "later.txt"

    def render(self, batch: Batch) -> Iterator[bytes]:
        yield b"reported"
        work("report")


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"later": LaterRule}


@hookimpl
def exporters() -> dict[str, type[Exporter]]:
    return {"later": LaterExporter}


@hookimpl
def reports() -> dict[str, type[Report]]:
    return {"later": LaterReport}
