"""Its rule ends its process where the text says so."""

import os
from collections.abc import Iterable

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Text, hookimpl


class DeadlyRule(Rule, frozen=True):
    """Ends the process."""

    name = "deadly-rule"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        if "DIE" in document.text:
            os._exit(7)
        return ()


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"deadly-rule": DeadlyRule}
