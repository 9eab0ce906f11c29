"""What stands in the ledger."""

import os
import time

import msgspec

from pipeline.errors import BROKEN, FAILED, NOTHING, USAGE
from pipeline.model import Status

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
    current: bool
    """Whether the run that the ledger is at saw it or keeps it; before one has begun, that is the last."""
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


class Missing(msgspec.Struct, frozen=True):
    """An input none of which, or less than half, is there; what is not there is kept."""

    input: str
    """As it was named, fit for display."""
    lost: int
    """Documents that are not there."""
    of: int
    """Documents that were there before."""


class Counts(msgspec.Struct, frozen=True):
    """What a run came to, in numbers of inputs and of findings."""

    done: int
    failed: int
    skipped: int
    error: int
    warning: int
    info: int
    fresh: int
    """Inputs that this run worked on; the others are as they were."""
    failed_anew: int
    """Failures that no earlier run has told of."""
    not_seen: int = 0
    """Inputs that are kept, and counted above, though this run did not see them."""
    taken: int = 0
    """Inputs of which no output was written, since files that are not ours lie in its place; they failed."""


class Broken(msgspec.Struct, frozen=True):
    """A part that broke, in a run or as things stand."""

    part: str
    """With its kind: ``rules.no-shouting``."""
    documents: int
    """On so many; 0 for a report, which has to do with none."""
    message: str
    """What it said on the first of them, in the language of who asks."""


class Summary(msgspec.Struct, frozen=True):
    """What a run came to; the JSON of ``--summary``."""

    counts: Counts
    removed: int
    """Inputs of an earlier run that are no more; their outputs are removed."""
    seconds: float
    failed_anew: tuple[tuple[str, str], ...] = ()
    """Path and reason code of failures that no earlier run has told of, the first 20."""
    failed_why: tuple[str, ...] = ()
    """For each of ``failed_anew`` the sentence that says why, in the language of the run."""
    reports_failed: tuple[tuple[str, str], ...] = ()
    """Name of each report that could not be made, and why."""
    set_aside: str | None = None
    """Where the ledger is that was found damaged and begun anew."""
    not_fully_checked: int = 0
    """Inputs on which a part broke."""
    broken: tuple[Broken, ...] = ()
    """The parts that broke, on inputs that keep their outcome too, the most frequent first; reports last."""
    broken_anew: tuple[str, ...] = ()
    """Those of them that had not broken at the last run."""
    missing: tuple[Missing, ...] = ()
    """Inputs none of which, or less than half, is there; their documents are kept."""
    dropped: tuple[tuple[str, int], ...] = ()
    """Inputs of the last run that were not named to this one, and how many of ``removed`` were theirs."""

    def code(self, *, strict: bool = False) -> int:
        """The exit code, findings apart: the first of 2, 4, 5 and 3 that holds."""
        if self.counts.taken:
            return USAGE
        if self.missing:
            return NOTHING
        if self.broken_anew or (strict and self.broken):
            return BROKEN
        return FAILED if self.counts.failed_anew or (strict and self.counts.failed) else 0


class Footing(msgspec.Struct, frozen=True):
    """What a run rested on, by which the next can tell that nothing changed."""

    fingerprint: str
    """With the limits."""
    depends: tuple[str, ...]
    """Files of the plan, beside itself and its plugins."""
    exporters: tuple[tuple[str, tuple[Status, ...]], ...]
    """Suffix, and the outcomes that get such a file."""
    reports: tuple[str, ...]
    exporter_names: tuple[str, ...] = ()
    """In the order of ``exporters``."""
