"""May an outcome of an earlier run be kept? Everything that decides it is here."""

from collections.abc import Callable

import msgspec

from pipeline.batch.ledger import MOVED, Ledger
from pipeline.batch.rows import TRANSIENT, Row, Stat
from pipeline.document.outputs import Places, there
from pipeline.document.snapshot import digest
from pipeline.model.outcome import Input

LIMITS = ("timeout", "memory", "crash")
"""Reasons that depend on how and within what limits an input was worked on."""


class Choice(msgspec.Struct, frozen=True):
    """Which inputs a run works on, of those it could leave as they are."""

    force: bool = False
    """All."""
    retry_failed: bool = False
    """Those that failed, and those on which a part broke, too."""
    stable_for: float = 0.0
    """None that changed within so many seconds."""


class Terms(msgspec.Struct, frozen=True):
    """What an outcome must rest on to be kept."""

    fingerprint: str
    """A digest of all that can change a result."""
    limited: str
    """The fingerprint with the limits taken in, for outcomes that a limit gave."""
    places: Places
    choice: Choice
    obeyed: Callable[[str], bool]
    """Whether the outcome of this input, which an earlier layout kept, is by the plan of today."""

    def made(self, code: str | None) -> str:
        """The fingerprint of an outcome with this reason."""
        return self.limited if code in LIMITS else self.fingerprint


def may_keep(item: Input, stat: Stat, row: Row, terms: Terms, ledger: Ledger) -> bool:
    """Whether the outcome that the ledger has of ``item`` is what work would give, with its files in their places."""
    if terms.choice.force or row.code in TRANSIENT:
        return False
    moved = row.fingerprint.startswith(MOVED)
    if not (terms.obeyed(item.name) if moved else row.fingerprint == terms.made(row.code)):
        return False
    if terms.choice.retry_failed and (row.status == "failed" or ledger.broken_on(item.name)):
        return False
    if stat != row.stat and not (stat.size == row.stat.size and row.sha256 and row.sha256 == digest(item.path)):
        return False
    return all(
        there(path) or f"exporters.{name}" in ledger.broken_on(item.name)
        for name, path in terms.places.targets(item.name, row.status).items()
    )
