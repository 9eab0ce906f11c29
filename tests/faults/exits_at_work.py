"""A rule, a splitter and a stage that end the program, forget to return, or rewrite the text."""

import sys
from collections.abc import Iterable

import msgspec

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Splitter, Text, hookimpl


class ExitingRule(Rule, frozen=True):
    """Ends the program."""

    name = "exiting-rule"
    basis = Basis("house", "tests")
    message = Text("不对", "wrong")
    examples = (Good("好"), Bad("⟦坏⟧"))

    def check(self, document: Document) -> Iterable[Finding]:
        sys.exit(0)


class Forgetful(Splitter, frozen=True):
    """Returns nothing."""

    def split(self, document: Document) -> Document:
        return None  # type: ignore[return-value]


class Rewriting(Splitter, frozen=True):
    """Changes the text under everybody's feet."""

    def split(self, document: Document) -> Document:
        return msgspec.structs.replace(document, text="另一篇")


@hookimpl
def rules() -> dict[str, type[Rule]]:
    return {"exiting-rule": ExitingRule}


@hookimpl
def splitters() -> dict[str, type[Splitter]]:
    return {"forgetful": Forgetful, "rewriting": Rewriting}
