"""What the ledger of an output folder tells of its runs."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from pipeline.batch.ledger import LAYOUT, OLD, broken, decoded
from pipeline.batch.lock import held
from pipeline.batch.summary import Summary
from pipeline.document.outputs import FOLDER, LEDGER
from pipeline.model.errors import MissingInputError, OutputError
from pipeline.model.outcome import Status
from pipeline.model.troubles import Broken, Missing


class Run(msgspec.Struct, frozen=True):
    """One run over the folder."""

    started: str
    """ISO 8601, local time with offset."""
    ended: str | None
    """``None``: it is at work or was cut off."""
    inputs: tuple[str, ...]
    summary: Summary | None


class Failure(msgspec.Struct, frozen=True):
    """An input that failed."""

    path: str
    code: str
    message: str


class History(msgspec.Struct, frozen=True):
    """The JSON of ``pipeline status --json``."""

    out: str
    at_work: bool
    """Whether a run holds the folder now."""
    counts: dict[Status, int]
    """Inputs, as they stand."""
    failures: tuple[Failure, ...]
    """In order of path."""
    runs: tuple[Run, ...]
    """The last first."""
    not_fully_checked: int = 0
    """Inputs on which a part broke, as they stand."""
    broken: tuple[Broken, ...] = ()
    """The parts that broke on inputs as they stand, and the reports that broke at the last run."""
    not_seen: int = 0
    """Of those counted, inputs that are kept though the last run did not see them."""
    missing: tuple[Missing, ...] = ()
    """Inputs none of which, or less than half, the last run that ended found there."""

    @property
    def cut_off(self) -> bool:
        """Whether the last run neither ended nor goes on."""
        return not self.at_work and bool(self.runs) and self.runs[0].ended is None


def history(out: Path, lang: str, most: int) -> History:
    """What happened in ``out``, with its last runs, at ``most`` so many; changes nothing.

    Raises:
        MissingInputError: no run has ever been there.
        OutputError: the ledger cannot be read.
    """
    try:
        if not (out / FOLDER / LEDGER).exists():
            raise MissingInputError(
                f"{out} 不是输出文件夹：其中没有运行记录",
                f"{out} is no output folder: no run has left its record there",
            )
        with contextlib.closing(_opened(out / FOLDER / LEDGER)) as database:
            affected, parts = _broken(database, lang)
            ended = next(_runs(database, 1, "ended is not null"), None)
            return History(
                str(out),
                held(out / FOLDER / "lock"),
                _counts(database),
                tuple(_failures(database, lang)),
                tuple(_runs(database, most)),
                not_fully_checked=affected,
                broken=parts + _reports(database),
                not_seen=int(sum(row[0] for row in _rows(database, "total(last_seen is not null)", new=True))),
                missing=ended.summary.missing if ended and ended.summary else (),
            )
    except (OSError, sqlite3.DatabaseError) as error:
        raise OutputError(
            f"{out} 中的运行记录读不了：{error}", f"the record of the runs in {out} cannot be read: {error}"
        ) from error


def _opened(path: Path) -> sqlite3.Connection:
    """For reading alone; also where we may not write, which a ledger left in use would need."""
    address = path.absolute().as_uri()
    try:
        database = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=5)
        database.execute("select 1 from runs")
    except sqlite3.OperationalError:
        database = sqlite3.connect(f"{address}?immutable=1", uri=True)
    return database


def _counts(database: sqlite3.Connection) -> dict[Status, int]:
    names: tuple[Status, ...] = ("done", "failed", "skipped")
    totals = _rows(database, ", ".join(f"total(status = '{name}')" for name in names))
    return dict(zip(names, (int(sum(column)) for column in zip(*totals, strict=True)), strict=True))


def _rows(database: sqlite3.Connection, what: str, then: str = "", *, new: bool = False) -> Iterator[tuple[Any, ...]]:
    """What the rows of inputs tell, also those that are still to be moved over from an earlier layout."""
    version = database.execute("pragma user_version").fetchone()[0]
    tables = {row[0] for row in database.execute("select name from sqlite_master where type = 'table'")}
    for table in ("outcomes", OLD):
        if table in tables and not (new and (table == OLD or version < LAYOUT)):
            yield from database.execute(f"select {what} from {table} {then}")  # noqa: S608 - our own words


def _failures(database: sqlite3.Connection, lang: str) -> Iterator[Failure]:
    for (content,) in _rows(database, "outcome", "where status = 'failed' order by name"):
        outcome = decoded(content)
        if outcome.reason:
            yield Failure(outcome.path, outcome.reason.code, outcome.reason.message.say(lang))


def _broken(database: sqlite3.Connection, lang: str) -> tuple[int, tuple[Broken, ...]]:
    """Nothing where the ledger is of a version that did not keep it."""
    kept = database.execute("select 1 from sqlite_master where type = 'table' and name = 'broken'").fetchone()
    return broken(database, lang) if kept else (0, ())


def _reports(database: sqlite3.Connection) -> tuple[Broken, ...]:
    """Those that broke at the last run that ended."""
    found = database.execute("select summary from runs where ended is not null order by id desc limit 1").fetchone()
    told = msgspec.json.decode(found[0], type=Summary).broken if found else ()
    return tuple(one for one in told if one.part.startswith("reports."))


def _runs(database: sqlite3.Connection, most: int, which: str = "true") -> Iterator[Run]:
    rows = database.execute(
        f"select started, ended, inputs, summary from runs where {which} order by id desc limit ?",  # noqa: S608 - our own
        (most,),
    )
    for started, ended, inputs, summary in rows:
        yield Run(
            started,
            ended,
            msgspec.json.decode(inputs, type=tuple[str, ...]),
            None if summary is None else msgspec.json.decode(summary, type=Summary),
        )
