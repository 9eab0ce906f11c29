"""Each of its parts hangs on the document that names its kind, its exporter whatever became of the document."""

import time
from collections.abc import Iterable
from typing import ClassVar

from pipeline import (
    Bad,
    Basis,
    Document,
    Exporter,
    Finding,
    Good,
    Rule,
    Source,
    Splitter,
    Stage,
    Tag,
    Tagger,
    Text,
    hookimpl,
)
from pipeline.contract.parts import Kit
from pipeline.model.outcome import Outcome, Status


def wait(text: str, word: str) -> None:
    while word in text:
        time.sleep(1)


class HangingRule(Rule, frozen=True):
    """Waits for nothing."""

    name = "hanging"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        wait(document.text, "RULE")
        return ()


class HangingTagger(Tagger, frozen=True):
    """Waits for nothing."""

    def tag(self, document: Document) -> Iterable[Tag]:
        wait(document.text, "TAGGER")
        return ()


class HangingSplitter(Splitter, frozen=True):
    """Waits for nothing."""

    def split(self, document: Document) -> Document:
        wait(document.text, "SPLITTER")
        return document


class HangingStage(Stage, frozen=True):
    """Waits for nothing."""

    def advance(self, document: Document, kit: Kit) -> Document:
        wait(document.text, "STAGE")
        return document


class HangingExporter(Exporter, frozen=True):
    """Waits for nothing, by the name of the file."""

    suffix = ".hang"
    statuses: ClassVar[tuple[Status, ...]] = ("done", "failed", "skipped")

    def render(self, outcome: Outcome, document: Document | None, source: Source | None, lang: str) -> bytes:
        wait(outcome.path, "EXPORTER")
        return b"whole"


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"hanging": HangingRule}


@hookimpl
def taggers() -> dict[str, type[Tagger]]:
    return {"hanging": HangingTagger}


@hookimpl
def splitters() -> dict[str, type[Splitter]]:
    return {"hanging": HangingSplitter}


@hookimpl
def stages() -> dict[str, type[Stage]]:
    return {"hanging": HangingStage}


@hookimpl
def exporters() -> dict[str, type[Exporter]]:
    return {"hanging": HangingExporter}
