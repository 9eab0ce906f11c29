"""Its rule raises on its own example."""

from collections.abc import Iterable

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Text, hookimpl


class Raising(Rule, frozen=True):
    """Raises on every document."""

    name = "raising"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        message = f"rule: {document.kind}"
        raise ZeroDivisionError(message)


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"raising": Raising}
