"""What the ledger keeps of an input: its state on the disk, its outcome, the folder it belongs to."""

import os
import time

import msgspec

from pipeline.model.outcome import Status

_SETTLED = 2 * 10**9
"""ns; a file changed this shortly ago may change again within the clock's step."""


TRANSIENT = frozenset({"changing", "vanished", "unreadable", "unsettled", "taken"})
"""Reasons that lie in the moment: never remembered."""


class Stat(msgspec.Struct, frozen=True):
    """What tells, without reading, that a file is the one seen before."""

    size: int
    mtime: int
    """ns; -1 where it tells nothing."""
    ctime: int
    inode: int

    @classmethod
    def of(cls, path: str) -> "Stat | None":
        """The file's; ``None`` when it cannot be had."""
        try:
            status = os.lstat(path)
        except OSError:
            return None
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def settled(self) -> "Stat":
        """As it may be kept: a time so near that the file may change again within it tells nothing."""
        near = time.time_ns() - max(self.mtime, self.ctime) < _SETTLED
        return msgspec.structs.replace(self, mtime=-1) if near else self


class Row(msgspec.Struct, frozen=True):
    """What the ledger knows of an input."""

    stat: Stat
    sha256: str | None
    fingerprint: str
    status: Status
    code: str | None
    announced: bool
    """Whether a run that ended in order has told of this outcome."""
    seen: bool
    """Whether the last run over its input saw it; it is kept otherwise."""


class Root(msgspec.Struct, frozen=True):
    """An input that was named to a run, and the name below which its outputs stand as long as the ledger lives."""

    id: int
    path: str
    """Absolute, links followed."""
    named: str
    """As it was named to this run, fit for display."""
    prefix: str
    """May hold lone surrogates."""
    there: bool
    """Whether it exists now."""
    held: bool
    """Whether the last run over it kept documents that it did not see."""
