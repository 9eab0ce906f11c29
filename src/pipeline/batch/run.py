"""Run a plan over many files."""

import contextlib
import itertools
import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from pipeline.batch import owned
from pipeline.batch.aside import set_aside
from pipeline.batch.executing import PRELOAD, expect_work
from pipeline.batch.inputs import apart, exist, gather, missing, ours
from pipeline.batch.keep import LIMITS, Choice, Terms, may_keep
from pipeline.batch.ledger import MOVED, Ledger
from pipeline.batch.lock import locked
from pipeline.batch.moving import Obeyed, move_over
from pipeline.batch.overdue import Watch
from pipeline.batch.reporting import Lost, Outcomes, write_reports
from pipeline.batch.rows import TRANSIENT, Root, Row, Stat
from pipeline.batch.session import Session
from pipeline.batch.summary import Summary
from pipeline.batch.vanished import Vanished, settle
from pipeline.contract.parts import Batch
from pipeline.document.export import exported, unwritable
from pipeline.document.outputs import FOLDER, LEDGER
from pipeline.document.run import GONE, Process
from pipeline.document.snapshot import digest
from pipeline.model.errors import UsageError, reason
from pipeline.model.names import display
from pipeline.model.outcome import Input, Outcome
from pipeline.model.troubles import Broken
from pipeline.plan.plan import Plan

CLAIMED = 64
"""Inputs that are claimed in one transaction: enough that a disk's turn for each does not count."""


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
    known = os.path.exists(out / FOLDER / LEDGER)
    if not known:
        exist(inputs)
    apart(inputs, out)
    session = Session(plan, out)
    try:
        ours(out, besides)
        if not known:
            expect_work(plan)
            session.fingerprint  # noqa: B018 - a plan that is wrong leaves no folder behind
        (out / FOLDER).mkdir(parents=True, exist_ok=True)
        with locked(out, out / FOLDER / "lock"):
            try:
                return _Run(session, inputs, choice, watch).work()
            except (sqlite3.OperationalError, sqlite3.IntegrityError, sqlite3.ProgrammingError):
                raise  # the file is sound
            except sqlite3.DatabaseError:
                return _Run(session, inputs, choice, watch, set_aside(out)).work()
    except (OSError, sqlite3.DatabaseError) as error:
        raise unwritable(out, error) from error


class _Run:
    """One run, under lock."""

    def __init__(
        self,
        session: Session,
        inputs: list[Path],
        choice: Choice,
        watch: Callable[[str], None],
        broken: Path | None = None,
    ) -> None:
        self._session, self._inputs, self._choice = session, inputs, choice
        self._tell, self._broken = watch, broken
        self._named = tuple(display(str(path)) for path in inputs)
        self._watch = Watch(lambda: self._session.timeout)
        self._at_work: dict[str, _Order] = {}
        self._unlisted: list[str] = []
        self._trusting = False
        """Whether all that has the name of an output counts as ours, since a ledger that named them is lost."""
        self._busy = False
        """Whether there is anything to do beside keeping what is known."""
        self._same: list[tuple[Input, Stat]] = []
        """Inputs that are as they were, until it is known whether all are; then one stroke keeps them."""
        self._turned = 0
        """Outcomes that reports have to tell otherwise though they are what they were."""
        self._moved = self._stale = False
        """Whether outcomes of an earlier layout are kept; whether work would give others."""

    def work(self) -> Summary:
        """Keep what may be kept, work on the rest, settle what vanished, report."""
        start = time.monotonic()
        _sweep(self._session.folder / FOLDER)
        with contextlib.closing(Ledger(self._session.folder)) as self._ledger, self._watch.kept():
            roots = self._begin()
            self._map(gather(roots, self._session.folder))
            _sweep(self._session.folder / FOLDER)
            gone = settle(self._ledger, roots, self._unlisted, self._forget, allow=self._session.plan.allow_removals)
            self._turned += gone.turned
            for name in self._ledger.abandoned():
                self._busy = True
                owned.remove(self._session.folder, owned.files_of(self._session.places, name))
                self._ledger.unclaim(name)
            self._ledger.settle()
            held = tuple(root.named for root in roots if root.held) == tuple(one.input for one in gone.missing)
            if self._session.rests and held and not (self._busy or self._turned or gone.removed):
                summary = self._as_it_was(gone, start)
            else:
                summary = self._reported(gone, start)
            self._ledger.end(summary, self._session.footing(stale=self._stale), moved=self._moved)
        return summary

    def _begin(self) -> list[Root]:
        """Start the run in the ledger; gives its inputs.

        Raises:
            MissingInputError: one does not exist and no run has seen it.
            UsageError: a file that is not ours lies where a report or a folder of results goes.
        """
        session, ledger = self._session, self._ledger
        if ledger.old:
            move_over(ledger, session.places)
            self._turned = 1  # every report names the places
        elif not (self._choice.force or self._choice.retry_failed):
            self._session = session = session.resting_on(ledger.footing(self._named))
        if ledger.new and any((session.folder / FOLDER).glob(f"{LEDGER}.broken-*")):
            ledger.claim_all()
        self._trusting = ledger.claimed("")
        self._terms = Terms(
            session.fingerprint, session.limited, session.places, self._choice, Obeyed(ledger, session).holds
        )
        roots = self._roots()
        if not session.rests:
            self._claim_reports()
        self._started = ledger.begin(self._named, roots)
        return roots

    def _as_it_was(self, gone: Vanished, start: float) -> Summary:
        """What a run comes to that has nothing to do.

        Reports stay as they are: they tell of the run that last changed something. What is
        missing is missing as it was, and is said again.
        """
        affected, broken = self._ledger.broken(self._session.plan.lang)
        return Summary(
            self._ledger.counts(),
            0,
            round(time.monotonic() - start, 3),
            not_fully_checked=affected,
            broken=broken,
            missing=gone.missing,
        )

    def _reported(self, gone: Vanished, start: float) -> Summary:
        """What the run comes to; the reports tell of it."""
        ledger, lang = self._ledger, self._session.plan.lang
        counts, anew = ledger.counts(), ledger.anew(20)
        affected, broken = ledger.broken(lang)
        batch = Batch(
            Outcomes(ledger, self._watch),
            self._started,
            time.monotonic() - start,
            self._named,
            lang,
            reports=self._session.places.reports,
            fresh=counts.fresh,
            removed=gone.removed,
            failed_anew=ledger.failed_anew(),
            before=ledger.before(),
            broken=broken,
            broken_before=ledger.broken_before(),
            missing=gone.missing,
        )
        lost = self._report(batch)
        broken += tuple(Broken(f"reports.{one.name}", 0, one.entry.reason.say(lang)) for one in lost)
        return Summary(
            counts,
            gone.removed,
            round(batch.seconds, 3),
            failed_anew=tuple((one.path, one.reason.code) for one in anew if one.reason),
            failed_why=tuple(one.reason.message.say(lang) for one in anew if one.reason),
            reports_failed=tuple((one.name, one.why) for one in lost),
            set_aside=None if self._broken is None else str(self._broken),
            not_fully_checked=affected,
            broken=broken,
            broken_anew=tuple(one.part for one in broken if one.part not in batch.broken_before),
            missing=gone.missing,
            dropped=gone.dropped,
        )

    def _roots(self) -> list[Root]:
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
        names = self._session.places.reports
        known = self._ledger.reports()
        for name in names:
            place = self._session.folder / name
            if not self._trusting and name not in known and os.path.lexists(place):
                raise UsageError(
                    f"{place} 不是本程序写的文件，为免覆盖已停止；请移走它，或用 -o 另选输出文件夹",
                    f"{place} was written by no run; move it away, or choose another folder with -o",
                )
        self._ledger.claim_reports(names)

    def _map(self, items: Iterable[Input]) -> None:
        """Work on those ``items`` that are to be worked on, and record what comes of it."""
        to_do = self._to_do(items)
        first = next(to_do, None)
        if first is None:
            if self._ledger.repeat(len(self._same)):
                self._same.clear()
            self._keep()
            return
        executor, task = self._session.kit.executor, Process(self._session.plan, self._session.folder)
        executor.expect(PRELOAD)
        with contextlib.ExitStack() as stack:
            outcomes = executor.map(task, itertools.chain((first,), to_do))
            stack.callback(getattr(outcomes, "close", lambda: None))
            for outcome in outcomes:
                if outcome.path in self._at_work:  # else an executor gives it twice
                    self._record(outcome)
                    self._tell(outcome.path)
        for path in list(self._at_work):
            why = reason("internal", detail=f"{self._session.plan.executor}: no outcome")
            self._record(Outcome(path, "failed", why))

    def _report(self, batch: Batch) -> list[Lost]:
        """Write the reports; gives those that broke."""
        unchanged = not self._turned and self._ledger.as_before()
        folder = self._session.folder
        return write_reports(self._session.kit.reports, batch, folder, folder / FOLDER, unchanged=unchanged)

    def _to_do(self, items: Iterable[Input]) -> Iterator[Input]:
        """The inputs to work on, claimed; the others are kept on the way."""
        orders: list[_Order] = []
        for item in items:
            stat, row = Stat.of(item.path), self._ledger.look(item)
            if row is not None and not row.seen:
                self._turned += 1
            if row is not None and stat is not None and may_keep(item, stat, row, self._terms, self._ledger):
                self._same.append((item, stat))
                self._busy |= stat != row.stat  # it was read to know that it is the same
                if self._busy or not (self._session.rests and row.seen):
                    self._keep()
                self._moved |= row.fingerprint.startswith(MOVED)
                self._stale |= row.fingerprint.removeprefix(MOVED) != self._terms.made(row.code)
                self._tell(display(item.name))
                continue
            self._busy = True
            self._keep()
            orders.append(_Order(item, stat, row, self._ledger.outputs(item.name) if row else ()))
            if len(orders) == CLAIMED:
                yield from self._claimed(orders)
                orders.clear()
        yield from self._claimed(orders)

    def _keep(self) -> None:
        """Keep the inputs that are as they were, one by one."""
        for item, stat in self._same:
            self._ledger.keep(item, stat)
        self._same.clear()

    def _claimed(self, orders: list["_Order"]) -> Iterator[Input]:
        """Claim what is to be written; the inputs to work on, without those that must wait or have no place."""
        free = []
        for order in orders:
            name = order.item.name
            known = self._trusting or self._ledger.claimed(name)
            place = None if known else owned.taken(self._session.places, name, order.owned)
            if place is None:
                free.append(order)
            else:
                self._put(order, Outcome(display(name), "failed", reason("taken", detail=place)))
                self._tell(display(name))
        self._ledger.claim(order.item for order in free)
        for order in free:
            if order.stat and 0 <= time.time_ns() - order.stat.mtime < self._choice.stable_for * 10**9:
                self._leave(order)
                self._tell(display(order.item.name))
            else:
                self._at_work[display(order.item.name)] = order
                yield order.item

    def _leave(self, order: "_Order") -> None:
        """Leave a file that may still be being written for the next run."""
        outcome = Outcome(display(order.item.name), "skipped", reason("unsettled"))
        self._put(order, exported(outcome, None, None, order.item, self._session.desk))

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
            outcome = exported(outcome, None, None, item, self._session.desk)
        if code == "unreadable" and not os.path.isfile(item.path):  # a folder, or what may be one
            self._unlisted.append(item.name)
        self._put(order, outcome)

    def _put(self, order: "_Order", outcome: Outcome) -> None:
        """Put the outcome into the ledger, once files of ours that it has no more are gone.

        Those that a killed run wrote are in no row: unless others hold its places, all that lies there is ours.
        """
        code, row = outcome.reason.code if outcome.reason else None, order.row
        written = (
            order.owned if code == "taken" else {*order.owned, *owned.files_of(self._session.places, order.item.name)}
        )
        owned.remove(self._session.folder, set(written).difference(outcome.outputs))
        known = row is not None and row.announced and row.status == "failed" and outcome.status == "failed"
        self._ledger.put(order.item, order.stat, self._terms.made(code), outcome, announced=known)

    def _forget(self, name: str) -> None:
        """Remove the files and the row of an input that is no more."""
        owned.remove(self._session.folder, self._ledger.outputs(name))
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
