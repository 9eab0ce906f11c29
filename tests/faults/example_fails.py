"""Its rule does not do what its example says."""

from collections.abc import Iterable

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Text, hookimpl


class Blind(Rule, frozen=True):
    """Finds nothing."""

    name = "blind"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        yield from ()


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"blind": Blind}
