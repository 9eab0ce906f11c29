"""Run a plan over many files."""

import contextlib
import functools
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from pipeline import files, reporting
from pipeline.entries import TRANSIENT, Broken, Footing, Row, Stat, Summary
from pipeline.errors import reason
from pipeline.fingerprint import dependencies, fingerprint, limited
from pipeline.idle import repeated
from pipeline.inputs import apart, exist, gather
from pipeline.kinds import Batch
from pipeline.ledger import FILE, FOLDER, Ledger, set_aside
from pipeline.lock import locked
from pipeline.model import Input, Outcome
from pipeline.overdue import Watch
from pipeline.plan import Plan
from pipeline.plugins import load
from pipeline.process import desk, exported, process, unwritable
from pipeline.reporting import Lost, Outcomes

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


ALL_CHANGED = Choice()
"""What changed, and nothing else."""


def run(
    plan: Plan,
    inputs: list[Path],
    out: Path,
    choice: Choice = ALL_CHANGED,
    watch: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Process everything below ``inputs`` and write outputs and reports below ``out``.

    What did not change since an earlier run, by content and by all that can change its
    result, keeps its outcome. ``watch`` is told the name of every input as it is done.

    Raises:
        PlanError, PluginError: before the first document is read.
        MissingInputError, UsageError: an input does not exist or lies in ``out``.
        BusyError: another run is at work in ``out``.
        OutputError: ``out`` cannot be written.
    """
    exist(inputs)
    apart(inputs, out)
    try:
        if not (choice.force or choice.retry_failed) and (out / FOLDER / FILE).exists():
            with locked(out, out / FOLDER / "lock"), contextlib.suppress(sqlite3.DatabaseError):
                summary = repeated(plan, inputs, out, watch)
                if summary is not None:
                    return summary
        depends = dependencies(load(plan))
        (out / FOLDER).mkdir(parents=True, exist_ok=True)
        with locked(out, out / FOLDER / "lock"):
            try:
                return _Run(plan, inputs, out, choice, depends).work(watch)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                return _Run(plan, inputs, out, choice, depends, set_aside(out)).work(watch)
    except (OSError, sqlite3.DatabaseError) as error:
        raise unwritable(out, error) from error


class _Run:
    """One run, under lock."""

    def __init__(
        self,
        plan: Plan,
        inputs: list[Path],
        out: Path,
        choice: Choice,
        depends: tuple[str, ...],
        broken: Path | None = None,
    ) -> None:
        self._plan, self._inputs, self._out = plan, inputs, out
        self._choice, self._broken = choice, broken
        self._depends, self._fingerprint = depends, fingerprint(plan, depends)
        self._limited = limited(plan, self._fingerprint)
        self._desk = desk(plan, Path(os.path.abspath(out)))
        self._watch = Watch(getattr(self._desk.kit.executors[plan.executor], "timeout", None))
        self._at_work: dict[str, tuple[Input, Stat | None, Row | None]] = {}
        self._unlisted: list[str] = []

    def work(self, watch: Callable[[str], None]) -> Summary:
        start = time.monotonic()
        _sweep(self._desk.scratch)
        with contextlib.closing(Ledger(self._out)) as self._ledger, self._watch.kept():
            named = tuple(files.display(str(path)) for path in self._inputs)
            started = self._ledger.begin(named)
            self._map(watch)
            _sweep(self._desk.scratch)
            removed = self._remove()
            self._ledger.settle()
            counts, anew = self._ledger.counts(), self._ledger.anew(20)
            affected, broken = self._ledger.broken(self._plan.lang)
            batch = Batch(
                Outcomes(self._ledger, self._watch),
                started,
                time.monotonic() - start,
                named,
                self._plan.lang,
                reports=tuple(report.filename for report in self._desk.kit.reports.values()),
                fresh=counts.fresh,
                removed=removed,
                failed_anew=self._ledger.failed_anew(),
                before=self._ledger.before(),
                broken=broken,
                broken_before=self._ledger.broken_before(),
            )
            lost = self._report(batch)
            broken += tuple(Broken(f"reports.{one.name}", 0, one.entry.reason.say(batch.lang)) for one in lost)
            summary = Summary(
                counts,
                removed,
                round(batch.seconds, 3),
                failed_anew=tuple((one.path, one.reason.code) for one in anew if one.reason),
                failed_why=tuple(one.reason.message.say(self._plan.lang) for one in anew if one.reason),
                reports_failed=tuple((one.name, one.why) for one in lost),
                set_aside=None if self._broken is None else str(self._broken),
                not_fully_checked=affected,
                broken=broken,
                broken_anew=tuple(one.part for one in broken if one.part not in batch.broken_before),
            )
            self._ledger.end(summary, self._footing())
        return summary

    def _footing(self) -> Footing:
        kit = self._desk.kit
        return Footing(
            self._limited,
            self._depends,
            tuple((exporter.suffix, exporter.statuses) for exporter in kit.exporters.values()),
            tuple(report.filename for report in kit.reports.values()),
            tuple(kit.exporters),
        )

    def _map(self, watch: Callable[[str], None]) -> None:
        """Work on what is to be worked on, and record what comes of it."""
        task = functools.partial(process, self._plan, str(self._desk.folder))
        with contextlib.ExitStack() as stack:
            outcomes = self._desk.kit.executors[self._plan.executor].map(task, self._to_do(watch))
            stack.callback(getattr(outcomes, "close", lambda: None))
            for outcome in outcomes:
                self._record(outcome)
                watch(outcome.path)
        for path in list(self._at_work):
            why = reason("internal", detail=f"{self._plan.executor}: no outcome")
            self._record(Outcome(path, "failed", why))

    def _report(self, batch: Batch) -> list[Lost]:
        """Write the reports; gives those that broke."""
        unchanged = self._ledger.as_before()
        return reporting.write(self._desk.kit.reports, batch, self._out, self._desk.scratch, unchanged=unchanged)

    def _to_do(self, watch: Callable[[str], None]) -> Iterator[Input]:
        """The inputs to work on; the others are kept on the way."""
        for item in gather(self._inputs, self._out):
            stat, row = Stat.of(item.path), self._ledger.look(item)
            if row is not None and stat is not None and self._holds(item, stat, row):
                self._ledger.keep(item, stat)
                watch(files.display(item.name))
            elif stat is not None and 0 <= time.time_ns() - stat.mtime < self._choice.stable_for * 10**9:
                self._leave(item, stat, row)
                watch(files.display(item.name))
            else:
                self._at_work[files.display(item.name)] = (item, stat, row)
                yield item

    def _holds(self, item: Input, stat: Stat, row: Row) -> bool:
        """Whether the outcome in the ledger is what work would give."""
        if self._choice.force or row.code in TRANSIENT or row.fingerprint != self._made(row.code):
            return False
        if self._choice.retry_failed and (row.status == "failed" or self._ledger.broken_on(item.name)):
            return False
        if stat != row.stat and not (
            stat.size == row.stat.size and row.sha256 and row.sha256 == files.digest(item.path)
        ):
            return False
        return all(
            files.there(path) or f"exporters.{name}" in self._ledger.broken_on(item.name)
            for name, path in self._desk.targets(item.name, row.status).items()
        )

    def _made(self, code: str | None) -> str:
        """The fingerprint of an outcome with this reason."""
        return self._limited if code in LIMITS else self._fingerprint

    def _leave(self, item: Input, stat: Stat, row: Row | None) -> None:
        """Leave a file that may still be being written for the next run."""
        outcome = Outcome(files.display(item.name), "skipped", reason("unsettled"))
        outcome = exported(outcome, None, item, self._desk)
        self._ledger.put(item, stat, self._fingerprint, outcome, announced=row is None or row.announced)

    def _record(self, outcome: Outcome) -> None:
        item, stat, row = self._at_work.pop(outcome.path)
        code = outcome.reason.code if outcome.reason else None
        if code in (*LIMITS, "internal") and not outcome.outputs:  # said by the executor, not by the task
            same = stat is not None and stat == Stat.of(item.path)
            outcome = msgspec.structs.replace(outcome, sha256=files.digest(item.path) if same else None)
            outcome = exported(outcome, None, item, self._desk)
        if code == "unreadable" and os.path.isdir(item.path):
            self._unlisted.append(item.name)
        known = row is not None and row.announced and row.status == "failed" and outcome.status == "failed"
        self._ledger.put(item, stat, self._made(code), outcome, announced=known)

    def _remove(self) -> int:
        """Forget inputs that are no more; what lies in a folder that cannot be listed now may well be there."""
        gone = [
            name
            for name in self._ledger.unseen(str(path.resolve()) for path in self._inputs)
            if not any(folder.endswith(".") or name.startswith(f"{folder}/") for folder in self._unlisted)
        ]
        for name in gone:
            self._desk.clear(name)
            self._ledger.forget(name)
            _tidy(self._desk.folder / os.path.dirname(name), self._desk.folder)
        return len(gone)


def _tidy(folder: Path, top: Path) -> None:
    """Remove ``folder`` and those above it up to ``top`` as far as nothing is left in them."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _sweep(scratch: Path) -> None:
    """Remove what killed processes left on its way."""
    for path in scratch.glob("tmp*"):
        path.unlink(missing_ok=True)
