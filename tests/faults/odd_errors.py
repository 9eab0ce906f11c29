"""Its rules break in ways that are hard to tell of: errors that cannot be shown, cancellation, a message cut short."""

import asyncio
from collections.abc import Iterable

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Span, Text, hookimpl


class Mute(Exception):  # noqa: N818 - a name as anybody gives it
    """Cannot be shown."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


class _Odd(Rule, frozen=True):
    """What the rules below share."""

    name = "odd"
    basis = Basis("house", "tests")
    message = Text("不用“{mark}”", "no “{mark}”")
    examples = (Good("好"), Bad("⟦坏⟧"))


class MuteRule(_Odd, frozen=True):
    """Raises what cannot be shown."""

    name = "mute-rule"

    def check(self, document: Document) -> Iterable[Finding]:
        raise Mute


class HalfRule(_Odd, frozen=True):
    """Raises half a character."""

    name = "half-rule"

    def check(self, document: Document) -> Iterable[Finding]:
        raise ValueError("no file \udcff\n" + "x" * 10_000)


class CancelledRule(_Odd, frozen=True):
    """Is cancelled by its own event loop."""

    name = "cancelled-rule"

    def check(self, document: Document) -> Iterable[Finding]:
        raise asyncio.CancelledError


class PlacelessRule(_Odd, frozen=True):
    """Fills another place than its message has."""

    name = "placeless-rule"

    def check(self, document: Document) -> Iterable[Finding]:
        yield self.found(Span(0, 1), sign="！")


class HalfMessageRule(_Odd, frozen=True):
    """Finds half a character."""

    name = "half-message-rule"

    def check(self, document: Document) -> Iterable[Finding]:
        yield self.found(Span(0, 1), mark="\ud800")


@hookimpl
def rules() -> dict[str, type[Rule]]:
    odd = (MuteRule, HalfRule, CancelledRule, PlacelessRule, HalfMessageRule)
    return {rule.name: rule for rule in odd}
