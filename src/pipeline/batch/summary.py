"""What a run came to, for the command line, for ``--summary`` and for the next run."""

import msgspec

from pipeline.model.errors import BROKEN, FAILED, NOTHING, USAGE
from pipeline.model.outcome import Status
from pipeline.model.troubles import Broken, Missing


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
