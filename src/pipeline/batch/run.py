"""Run a plan over many files."""

import contextlib
import functools
import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from pipeline.batch import owned
from pipeline.batch.fingerprint import dependencies, fingerprint, limited
from pipeline.batch.inputs import apart, exist, gather, missing, ours
from pipeline.batch.keep import repeated
from pipeline.batch.ledger import MOVED, Ledger, set_aside
from pipeline.batch.lock import locked
from pipeline.batch.moving import Obeyed, move_over
from pipeline.batch.overdue import Watch
from pipeline.batch.reporting import Lost, Outcomes, write_reports
from pipeline.batch.rows import TRANSIENT, Root, Row, Stat
from pipeline.batch.summary import Footing, Summary
from pipeline.batch.vanished import settle
from pipeline.contract.parts import Batch
from pipeline.document.export import desk, exported, unwritable
from pipeline.document.outputs import FOLDER, LEDGER, there
from pipeline.document.run import GONE, process
from pipeline.document.snapshot import digest
from pipeline.model.errors import UsageError, reason
from pipeline.model.names import display
from pipeline.model.outcome import Input, Outcome
from pipeline.model.troubles import Broken
from pipeline.plan.kit import load
from pipeline.plan.plan import Plan

LIMITS = ("timeout", "memory", "crash")
"""Reasons that depend on how and within what limits an input was worked on."""
CLAIMED = 64
"""Inputs that are claimed in one transaction: enough that a disk's turn for each does not count."""


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
    besides: Collection[Path] = (),
) -> Summary:
    """Process everything below ``inputs`` and write outputs and reports below ``out``.

    What did not change since an earlier run, by content and by all that can change its
    result, keeps its outcome; so does what vanished in a way that looks like a share that is
    not mounted. ``watch`` is told the name of every input as it is done. ``besides`` are
    files that the caller itself writes into ``out``.

    Raises:
        PlanError, PluginError: before the first document is read.
        MissingInputError: an input does not exist and no run has seen it.
        UsageError: an input lies in ``out``; or ``out`` holds files that are not of our runs.
        BusyError: another run is at work in ``out``.
        OutputError: ``out`` cannot be written.
    """
    if not os.path.exists(out / FOLDER / LEDGER):
        exist(inputs)
    apart(inputs, out)
    try:
        ours(out, besides)
        if not (choice.force or choice.retry_failed) and (out / FOLDER / LEDGER).exists():
            with locked(out, out / FOLDER / "lock"), contextlib.suppress(sqlite3.DatabaseError):
                summary = repeated(plan, inputs, out, watch)
                if summary is not None:
                    return summary
        depends = dependencies(load(plan))
        (out / FOLDER).mkdir(parents=True, exist_ok=True)
        with locked(out, out / FOLDER / "lock"):
            try:
                return _Run(plan, inputs, out, choice, depends).work(watch)
            except (sqlite3.OperationalError, sqlite3.IntegrityError, sqlite3.ProgrammingError):
                raise  # the file is sound
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
        self._at_work: dict[str, _Order] = {}
        self._unlisted: list[str] = []
        self._trusting = False
        """Whether all that has the name of an output counts as ours, since a ledger that named them is lost."""
        self._turned = 0
        """Outcomes that reports have to tell otherwise though they are what they were."""
        self._moved = self._stale = False
        """Whether outcomes of an earlier layout are kept; whether work would give others."""

    def work(self, watch: Callable[[str], None]) -> Summary:
        start = time.monotonic()
        _sweep(self._desk.scratch)
        with contextlib.closing(Ledger(self._out)) as self._ledger, self._watch.kept():
            if self._ledger.old:
                move_over(self._ledger, self._desk)
                self._turned = 1  # every report names the places
            if self._ledger.new and any(self._desk.scratch.glob(f"{LEDGER}.broken-*")):
                self._ledger.claim_all()
            self._trusting = self._ledger.claimed("")
            self._obeyed = Obeyed(self._ledger, self._desk, self._plan, self._depends)
            roots = self._named()
            self._claim_reports()
            named = tuple(display(str(path)) for path in self._inputs)
            started = self._ledger.begin(named, roots)
            self._map(gather(roots, self._out), watch)
            _sweep(self._desk.scratch)
            gone = settle(self._ledger, roots, self._unlisted, self._forget, allow=self._plan.allow_removals)
            self._turned += gone.turned
            for name in self._ledger.abandoned():
                owned.remove(self._desk.folder, owned.places(self._desk, name))
                self._ledger.unclaim(name)
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
                removed=gone.removed,
                failed_anew=self._ledger.failed_anew(),
                before=self._ledger.before(),
                broken=broken,
                broken_before=self._ledger.broken_before(),
                missing=gone.missing,
            )
            lost = self._report(batch)
            broken += tuple(Broken(f"reports.{one.name}", 0, one.entry.reason.say(batch.lang)) for one in lost)
            summary = Summary(
                counts,
                gone.removed,
                round(batch.seconds, 3),
                failed_anew=tuple((one.path, one.reason.code) for one in anew if one.reason),
                failed_why=tuple(one.reason.message.say(self._plan.lang) for one in anew if one.reason),
                reports_failed=tuple((one.name, one.why) for one in lost),
                set_aside=None if self._broken is None else str(self._broken),
                not_fully_checked=affected,
                broken=broken,
                broken_anew=tuple(one.part for one in broken if one.part not in batch.broken_before),
                missing=gone.missing,
                dropped=gone.dropped,
            )
            self._ledger.end(summary, self._footing(), moved=self._moved)
        return summary

    def _named(self) -> list[Root]:
        """The inputs with the names of their outputs.

        Raises:
            MissingInputError: one does not exist, and no run has seen it; where the ledger that
                would know is lost, none exists.
        """
        known = self._ledger.roots.known(self._inputs)
        unknown = [path for path in self._inputs if str(path) not in known and not os.path.exists(path)]
        if unknown and not (self._broken and any(map(os.path.exists, self._inputs))):
            raise missing(unknown[0])
        return self._ledger.roots.enter(self._inputs)

    def _claim_reports(self) -> None:
        """Make sure that no report takes the place of a file that is not ours.

        Raises:
            UsageError: one would.
        """
        names = [report.filename for report in self._desk.kit.reports.values()]
        known = self._ledger.reports()
        for name in names:
            if not self._trusting and name not in known and os.path.lexists(self._out / name):
                raise UsageError(
                    f"{self._out / name} 不是本程序写的文件，为免覆盖已停止；请移走它，或用 -o 另选输出文件夹",
                    f"{self._out / name} was written by no run; move it away, or choose another folder with -o",
                )
        self._ledger.claim_reports(names)

    def _footing(self) -> Footing:
        kit = self._desk.kit
        return Footing(
            "" if self._stale else self._limited,
            self._depends,
            tuple((exporter.suffix, exporter.statuses) for exporter in kit.exporters.values()),
            tuple(report.filename for report in kit.reports.values()),
            tuple(kit.exporters),
        )

    def _map(self, items: Iterable[Input], watch: Callable[[str], None]) -> None:
        """Work on those ``items`` that are to be worked on, and record what comes of it."""
        task = functools.partial(process, self._plan, str(self._desk.folder))
        with contextlib.ExitStack() as stack:
            outcomes = self._desk.kit.executors[self._plan.executor].map(task, self._to_do(items, watch))
            stack.callback(getattr(outcomes, "close", lambda: None))
            for outcome in outcomes:
                self._record(outcome)
                watch(outcome.path)
        for path in list(self._at_work):
            why = reason("internal", detail=f"{self._plan.executor}: no outcome")
            self._record(Outcome(path, "failed", why))

    def _report(self, batch: Batch) -> list[Lost]:
        """Write the reports; gives those that broke."""
        unchanged = not self._turned and self._ledger.as_before()
        return write_reports(self._desk.kit.reports, batch, self._out, self._desk.scratch, unchanged=unchanged)

    def _to_do(self, items: Iterable[Input], watch: Callable[[str], None]) -> Iterator[Input]:
        """The inputs to work on, claimed; the others are kept on the way."""
        orders: list[_Order] = []
        for item in items:
            stat, row = Stat.of(item.path), self._ledger.look(item)
            if row is not None and not row.seen:
                self._turned += 1
            if row is not None and stat is not None and self._holds(item, stat, row):
                self._ledger.keep(item, stat)
                self._moved |= row.fingerprint.startswith(MOVED)
                self._stale |= row.fingerprint.removeprefix(MOVED) != self._made(row.code)
                watch(display(item.name))
                continue
            orders.append(_Order(item, stat, row, self._ledger.outputs(item.name) if row else ()))
            if len(orders) == CLAIMED:
                yield from self._claimed(orders, watch)
                orders.clear()
        yield from self._claimed(orders, watch)

    def _claimed(self, orders: list["_Order"], watch: Callable[[str], None]) -> Iterator[Input]:
        """Claim what is to be written; the inputs to work on, without those that must wait or have no place."""
        free = []
        for order in orders:
            name = order.item.name
            known = self._trusting or self._ledger.claimed(name)
            place = None if known else owned.taken(self._desk, name, order.owned)
            if place is None:
                free.append(order)
            else:
                self._put(order, Outcome(display(name), "failed", reason("taken", detail=place)))
                watch(display(name))
        self._ledger.claim(order.item for order in free)
        for order in free:
            if order.stat and 0 <= time.time_ns() - order.stat.mtime < self._choice.stable_for * 10**9:
                self._leave(order)
                watch(display(order.item.name))
            else:
                self._at_work[display(order.item.name)] = order
                yield order.item

    def _holds(self, item: Input, stat: Stat, row: Row) -> bool:
        """Whether the outcome in the ledger is what work would give."""
        if self._choice.force or row.code in TRANSIENT:
            return False
        moved = row.fingerprint.startswith(MOVED)
        if not (self._obeyed.holds(item.name) if moved else row.fingerprint == self._made(row.code)):
            return False
        if self._choice.retry_failed and (row.status == "failed" or self._ledger.broken_on(item.name)):
            return False
        if stat != row.stat and not (stat.size == row.stat.size and row.sha256 and row.sha256 == digest(item.path)):
            return False
        return all(
            there(path) or f"exporters.{name}" in self._ledger.broken_on(item.name)
            for name, path in self._desk.targets(item.name, row.status).items()
        )

    def _made(self, code: str | None) -> str:
        """The fingerprint of an outcome with this reason."""
        return self._limited if code in LIMITS else self._fingerprint

    def _leave(self, order: "_Order") -> None:
        """Leave a file that may still be being written for the next run."""
        outcome = Outcome(display(order.item.name), "skipped", reason("unsettled"))
        self._put(order, exported(outcome, None, order.item, self._desk))

    def _record(self, outcome: Outcome) -> None:
        order = self._at_work.pop(outcome.path)
        item, stat = order.item, order.stat
        code = outcome.reason.code if outcome.reason else None
        if (
            code in GONE
            and order.row is not None
            and order.row.code not in TRANSIENT
            and not os.path.lexists(item.path)
        ):
            self._ledger.unclaim(item.name)  # what is known of it stays, as of what vanished before the run
            return
        if code in (*LIMITS, *GONE, "internal") and not outcome.outputs:  # said by the executor, or left by the task
            same = stat is not None and stat == Stat.of(item.path)
            outcome = msgspec.structs.replace(outcome, sha256=digest(item.path) if same else None)
            outcome = exported(outcome, None, item, self._desk)
        if code == "unreadable" and not os.path.isfile(item.path):  # a folder, or what may be one
            self._unlisted.append(item.name)
        self._put(order, outcome)

    def _put(self, order: "_Order", outcome: Outcome) -> None:
        """Put the outcome into the ledger, once files of ours that it has no more are gone.

        Those that a killed run wrote are in no row: unless others hold its places, all that lies there is ours.
        """
        code, row = outcome.reason.code if outcome.reason else None, order.row
        written = order.owned if code == "taken" else {*order.owned, *owned.places(self._desk, order.item.name)}
        owned.remove(self._desk.folder, set(written).difference(outcome.outputs))
        known = row is not None and row.announced and row.status == "failed" and outcome.status == "failed"
        self._ledger.put(order.item, order.stat, self._made(code), outcome, announced=known)

    def _forget(self, name: str) -> None:
        """Remove the files and the row of an input that is no more."""
        owned.remove(self._desk.folder, self._ledger.outputs(name))
        self._ledger.forget(name)


class _Order(msgspec.Struct, frozen=True):
    """An input to work on, and what is known of it."""

    item: Input
    stat: Stat | None
    row: Row | None
    owned: tuple[str, ...]
    """Files of ours that were written for it."""


def _sweep(scratch: Path) -> None:
    """Remove what killed processes left on its way."""
    for path in scratch.glob("tmp*"):
        path.unlink(missing_ok=True)
