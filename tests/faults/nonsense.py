"""Its rule yields things that are no findings, and findings outside the text."""

from collections.abc import Iterable

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Span, Text, hookimpl


class OutsideTheText(Rule, frozen=True):
    """Points behind the end."""

    name = "outside-the-text"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        yield self.found(Span(len(document.text), len(document.text) + 9))


class NoFinding(Rule, frozen=True):
    """Yields a word."""

    name = "no-finding"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        yield document.kind  # type: ignore[misc]


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"outside-the-text": OutsideTheText, "no-finding": NoFinding}
