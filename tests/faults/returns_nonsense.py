"""Each of its parts gives something else than it should; the reader for what begins with ODD, the others always."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from pipeline import Document, Exporter, Reader, Report, Source, Splitter, Tag, Tagger, hookimpl
from pipeline.contract.parts import Batch
from pipeline.model.outcome import Outcome, Status


class OddReader(Reader, frozen=True):
    """Gives a word."""

    kind = "odd"
    suffixes = (".odd",)

    def recognises(self, source: Source) -> bool:
        return source.data.startswith(b"ODD")

    def read(self, source: Source) -> Document:
        return source.name  # type: ignore[return-value]


class OddSplitter(Splitter, frozen=True):
    """Gives nothing."""

    def split(self, document: Document) -> Document:
        return None  # type: ignore[return-value]


class OddTagger(Tagger, frozen=True):
    """Gives numbers."""

    def tag(self, document: Document) -> Iterable[Tag]:
        return [1, 2]  # type: ignore[list-item]


class OddExporter(Exporter, frozen=True):
    """Gives text for bytes where the input was skipped."""

    suffix = ".odd"
    statuses: ClassVar[tuple[Status, ...]] = ("skipped",)

    def render(self, outcome: Outcome, document: Document | None, source: Source | None, lang: str) -> bytes:
        return "text"  # type: ignore[return-value]


class OddReport(Report, frozen=True):
    """Gives text for bytes."""

    filename = "odd.txt"

    def render(self, batch: Batch) -> Iterator[bytes]:
        yield "text"  # type: ignore[misc]


@hookimpl
def readers() -> dict[str, type[Reader]]:
    return {"odd": OddReader}


@hookimpl
def splitters() -> dict[str, type[Splitter]]:
    return {"odd": OddSplitter}


@hookimpl
def taggers() -> dict[str, type[Tagger]]:
    return {"odd": OddTagger}


@hookimpl
def exporters() -> dict[str, type[Exporter]]:
    return {"odd": OddExporter}


@hookimpl
def reports() -> dict[str, type[Report]]:
    return {"odd": OddReport}
