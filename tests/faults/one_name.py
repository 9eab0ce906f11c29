"""Its parts of every kind have one name, and break."""

from collections.abc import Iterable, Iterator

from pipeline import (
    Bad,
    Basis,
    Document,
    Exporter,
    Finding,
    Good,
    Reader,
    Report,
    Rule,
    Source,
    Splitter,
    Stage,
    Tag,
    Tagger,
    Text,
    hookimpl,
)
from pipeline.contract.parts import Batch, Kit
from pipeline.model.outcome import Outcome


class SameReader(Reader, frozen=True):
    """Raises as it looks at a file."""

    kind = "same"
    suffixes = (".same",)

    def recognises(self, source: Source) -> bool:
        raise ZeroDivisionError("reader")


class SameSplitter(Splitter, frozen=True):
    """Raises."""

    def split(self, document: Document) -> Document:
        raise ZeroDivisionError("splitter")


class SameTagger(Tagger, frozen=True):
    """Raises."""

    def tag(self, document: Document) -> Iterable[Tag]:
        raise ZeroDivisionError("tagger")


class SameRule(Rule, frozen=True):
    """Raises."""

    name = "same"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        raise ZeroDivisionError("rule")


class SameStage(Stage, frozen=True):
    """Raises."""

    def advance(self, document: Document, kit: Kit) -> Document:
        raise ZeroDivisionError("stage")


class SameExporter(Exporter, frozen=True):
    """Raises."""

    suffix = ".same"

    def render(self, outcome: Outcome, document: Document | None, source: Source | None, lang: str) -> bytes:
        raise ZeroDivisionError("exporter")


class SameReport(Report, frozen=True):
    """Raises."""

    filename = "same.txt"

    def render(self, batch: Batch) -> Iterator[bytes]:
        raise ZeroDivisionError("report")


@hookimpl
def readers() -> dict[str, type[Reader]]:
    return {"same": SameReader}


@hookimpl
def splitters() -> dict[str, type[Splitter]]:
    return {"same": SameSplitter}


@hookimpl
def taggers() -> dict[str, type[Tagger]]:
    return {"same": SameTagger}


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"same": SameRule}


@hookimpl
def stages() -> dict[str, type[Stage]]:
    return {"same": SameStage}


@hookimpl
def exporters() -> dict[str, type[Exporter]]:
    return {"same": SameExporter}


@hookimpl
def reports() -> dict[str, type[Report]]:
    return {"same": SameReport}
