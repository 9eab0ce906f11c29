"""Writing the reports: one that breaks loses its own file, and the others tell of it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from pipeline.batch import owned
from pipeline.batch.ledger import Ledger
from pipeline.batch.overdue import Watch
from pipeline.contract import breakage
from pipeline.contract.breakage import OverdueError
from pipeline.contract.parts import Batch, Report
from pipeline.document.outputs import there, write
from pipeline.document.run import where
from pipeline.model.finding import NotChecked
from pipeline.model.names import display
from pipeline.model.outcome import Outcome
from pipeline.model.troubles import Broken


class Outcomes:
    """The outcomes of a run, for as many walks as reports want; each is a sign that the report lives."""

    def __init__(self, ledger: Ledger, watch: Watch) -> None:
        self._ledger, self._watch = ledger, watch
        self.error: Exception | None = None
        """What went wrong with the ledger, for which no report is to blame."""

    def __iter__(self) -> Iterator[Outcome]:
        try:
            for outcome in self._ledger.outcomes():
                self._watch.again()
                yield outcome
        except Exception as error:
            self.error = error
            raise


class Lost(msgspec.Struct, frozen=True):
    """A report that broke."""

    name: str
    entry: NotChecked
    why: str
    """The error and the line that raised it, or the limit that it passed, for who mends the report."""


class _BrokeError(Exception):
    """A report broke; apart from what goes wrong with its file."""

    def __init__(self, lost: Lost) -> None:
        super().__init__(lost)
        self.lost = lost


def write_reports(reports: dict[str, Report], batch: Batch, out: Path, scratch: Path, *, unchanged: bool) -> list[Lost]:
    """Write the files of ``reports`` below ``out``; gives those that broke.

    Those that last are left as they are when the outcomes are ``unchanged``. When one breaks,
    its file of an earlier run is removed, and those that tell of the run are made once more
    to tell of it too.

    Raises:
        OSError: a file could not be written.
        sqlite3.DatabaseError: the outcomes cannot be read.
    """
    lost: list[Lost] = []
    names = [
        name for name, report in reports.items() if not (unchanged and report.lasting and there(out / report.filename))
    ]
    while names:
        found = list(_written({name: reports[name] for name in names}, batch, out, scratch))
        if not found:
            break
        lost += found
        gone = {one.name for one in found}
        batch = _telling(batch, found, {reports[name].filename for name in gone})
        names = [name for name in reports if name not in {one.name for one in lost} and not reports[name].lasting]
    return lost


def _written(reports: dict[str, Report], batch: Batch, out: Path, scratch: Path) -> Iterator[Lost]:
    for name, report in reports.items():
        try:
            write(out / report.filename, _parts(name, report, batch), scratch, sync=True)
        except _BrokeError as error:
            owned.remove(out, (display(report.filename),))
            yield error.lost


def _parts(name: str, report: Report, batch: Batch) -> Iterator[bytes]:
    """What ``report`` gives, while it does so; what it raises becomes one kind of error."""
    rest: Iterator[bytes] | None = None
    ours = batch.outcomes if isinstance(batch.outcomes, Outcomes) else None
    while True:
        try:
            with breakage.at_work("reports", name):
                rest = iter(report.render(batch)) if rest is None else rest
                part: object = next(rest, None)
            if part is not None and not isinstance(part, bytes):
                raise TypeError(f"a report gives bytes, not {type(part).__name__}")
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            if ours is not None and ours.error is not None:
                raise ours.error from None
            raise _BrokeError(_lost(name, error, batch.lang)) from error
        if ours is not None and ours.error is not None:
            raise ours.error
        if part is None:
            return
        yield part


def _lost(name: str, error: BaseException, lang: str) -> Lost:
    late = isinstance(error, OverdueError)
    why = breakage.LATE.fill(limit=error).say(lang) if late else where(error)
    return Lost(name, breakage.failure("reports", name, error), why)


def _telling(batch: Batch, lost: list[Lost], files_lost: set[str]) -> Batch:
    """``batch`` with these reports among the parts that broke, and without their files."""
    more = tuple(Broken(f"reports.{one.name}", 0, one.entry.reason.say(batch.lang)) for one in lost)
    return msgspec.structs.replace(
        batch,
        reports=tuple(name for name in batch.reports if name not in files_lost),
        broken=batch.broken + more,
    )
