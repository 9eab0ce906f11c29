"""Its rule prints, by Python and past it."""

import os
import sys
from collections.abc import Iterable

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Text, hookimpl


class PrintingRule(Rule, frozen=True):
    """Prints on every document."""

    name = "printing-rule"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        sys.stdout.write("FROM PYTHON\n")
        sys.stdout.flush()
        os.write(1, b"FROM BELOW\n")
        return ()


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"printing-rule": PrintingRule}
