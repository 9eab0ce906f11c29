"""Every part of it raises when it works."""

from collections.abc import Iterable

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Splitter, Tag, Tagger, Text, hookimpl


class RaisingRule(Rule, frozen=True):
    """Raises on every document."""

    name = "raising-rule"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        message = f"rule: {document.kind}"
        raise ZeroDivisionError(message)


class RaisingTagger(Tagger, frozen=True):
    """Raises on every document."""

    def tag(self, document: Document) -> Iterable[Tag]:
        message = f"tagger: {document.kind}"
        raise ZeroDivisionError(message)


class RaisingSplitter(Splitter, frozen=True):
    """Raises on every document."""

    def split(self, document: Document) -> Document:
        message = f"splitter: {document.kind}"
        raise ZeroDivisionError(message)


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"raising-rule": RaisingRule}


@hookimpl
def taggers() -> dict[str, type[Tagger]]:
    return {"raising-tagger": RaisingTagger}


@hookimpl
def splitters() -> dict[str, type[Splitter]]:
    return {"raising-splitter": RaisingSplitter}
