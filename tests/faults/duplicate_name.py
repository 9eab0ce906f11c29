"""Brings a rule with the name of one of ours."""

from collections.abc import Iterator

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Text, hookimpl


class NoPlaceholder(Rule, frozen=True):
    """A second rule of that name."""

    name = "no-placeholder"
    basis = Basis("house", "tests")
    message = Text("占位", "placeholder")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterator[Finding]:
        yield from ()


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"no-placeholder": NoPlaceholder}
