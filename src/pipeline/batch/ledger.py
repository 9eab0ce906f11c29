"""What was done to which content by which plan: an SQLite file in the output folder.

One row an input, in the run that last saw it or keeps it. A row is written with the outcome,
in one transaction, so that a run that is killed goes on where it was. What is about to be
written is claimed before, so that files of a killed run are known for ours. Only the parent
writes.
"""

import datetime
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.batch import roots
from pipeline.batch.rows import TRANSIENT, Root, Row, Stat
from pipeline.batch.summary import Counts, Footing, Summary
from pipeline.contract.parts import Before
from pipeline.document.outputs import FOLDER, LEDGER
from pipeline.model.names import display
from pipeline.model.outcome import Input, Outcome
from pipeline.model.severity import SEVERITIES
from pipeline.model.troubles import Broken

_Kind = TypeVar("_Kind")
_SCHEMA = f"""
{roots.SCHEMA}
create table if not exists runs (
    id integer primary key, started text not null, ended text, inputs text not null, summary text, footing text
);
create table if not exists outcomes (
    name blob primary key, root integer not null, size integer not null, mtime integer not null, ctime integer not null,
    inode integer not null,
    sha256 text, fingerprint text not null, status text not null, code text, errors integer not null,
    warnings integer not null, infos integer not null, announced integer not null,
    fresh integer not null, run integer not null, since integer not null, last_seen text, outcome blob not null
) without rowid;
create index if not exists outcomes_root on outcomes (root, run);
create table if not exists claims (name blob primary key, root integer not null) without rowid;
create table if not exists reports (filename text primary key) without rowid;
create table if not exists broken (name blob not null, part text not null, primary key (name, part)) without rowid;
"""
"""``since``: the run that saw it first. ``last_seen``: when a run saw it, for one that is kept unseen. ``claims``:
inputs that are being worked on, whose outputs may lie there though no row names them. ``reports``: files we made."""
VERSION, LAYOUT = 5, 4
"""Of a ledger, and of the first whose outputs stand where today's do. In 4 a finding has one place, which is read."""
OLD, MOVED = "outcomes_3", "moved:"
"""The table of an earlier layout while its rows are moved over; what stands before the fingerprint of such a row until
a run has ended in order."""
_ALL = b""
"""The claim that stands for all inputs: not all names of what a run wrote that was cut off are known."""
KEPT_RUNS = 100
"""Runs whose summary is kept."""


class Ledger:
    """The ledger of one output folder, open for one run.

    ``old`` is whether outputs still lie in the places of an earlier layout. Every method raises
    :class:`sqlite3.OperationalError` when the file cannot be read or written, and any other
    :class:`sqlite3.DatabaseError` when it is damaged.
    """

    def __init__(self, folder: Path) -> None:
        """Open or make it."""
        self._database = sqlite3.connect(folder / FOLDER / LEDGER, isolation_level=None, timeout=5)
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        version = self._database.execute("pragma user_version").fetchone()[0]
        if version not in (0, LAYOUT - 1, LAYOUT, VERSION):
            raise sqlite3.DatabaseError(f"of another version: {version}")
        self.old = version == LAYOUT - 1 or OLD in self.tables()
        if version != LAYOUT - 1:
            self.make()
        self.roots = roots.Roots(self._database)
        self._ids: dict[str, int] = {}
        self._run = self._before = 0

    @property
    def database(self) -> sqlite3.Connection:
        """For who moves an earlier layout over."""
        return self._database

    def tables(self) -> set[str]:
        """The names of the tables there are."""
        return {row[0] for row in self._database.execute("select name from sqlite_master where type = 'table'")}

    def make(self, first: str = "") -> None:
        """Make the tables that are not there, after these statements, all or nothing."""
        self._database.executescript(f"begin; {first} {_SCHEMA} pragma user_version = {VERSION}; commit")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def begin(self, inputs: tuple[str, ...], named: Iterable[Root]) -> str:
        """Start a run over ``named``; gives the time, ISO 8601 with offset."""
        self._ids = {root.path: root.id for root in named}
        started = _now()
        cursor = self._database.execute(
            "insert into runs (started, inputs) values (?, ?)", (started, msgspec.json.encode(inputs).decode())
        )
        assert cursor.lastrowid is not None
        self._before, self._run = self._run, cursor.lastrowid
        return started

    def footing(self, inputs: tuple[str, ...]) -> Footing | None:
        """That of the last run, if it was over these inputs, ended in order and left nothing to be mended."""
        found = self._database.execute(
            "select id, summary, footing from runs where ended is not null and inputs = ?"
            " and id = (select max(id) from runs)",
            (msgspec.json.encode(inputs).decode(),),
        ).fetchone()
        if found is None or _of_run(found[1], Summary).reports_failed:
            return None
        self._run = found[0]
        return _of_run(found[2], Footing)

    def repeat(self, seen: int) -> bool:
        """Keep all that the run before saw, at one stroke; ``False``, and nothing done, unless it saw ``seen`` inputs.

        Only where :meth:`footing` gave that of the run before.
        """
        (told,) = self._database.execute("select count(*) from outcomes where run = ?", (self._before,)).fetchone()
        if told != seen:
            return False
        self._database.execute("update outcomes set run = ?, fresh = 0 where run = ?", (self._run, self._before))
        return True

    def look(self, item: Input) -> Row | None:
        """What is known of ``item``."""
        found = self._database.execute(
            "select size, mtime, ctime, inode, sha256, fingerprint, status, code, announced, last_seen is null"
            " from outcomes where name = ?",
            (os.fsencode(item.name),),
        ).fetchone()
        if found is None:
            return None
        stat, (sha256, fingerprint, status, code), flags = Stat(*found[:4]), found[4:8], map(bool, found[8:])
        return Row(stat, sha256, fingerprint, status, code, *flags)

    def outputs(self, name: str) -> tuple[str, ...]:
        """The files that were written for an input, as its outcome names them."""
        row = self._database.execute("select outcome from outcomes where name = ?", (os.fsencode(name),)).fetchone()
        return decoded(row[0]).outputs if row else ()

    def claimed(self, name: str) -> bool:
        """Whether a run that was cut off may have written files for this input that no row names."""
        row = self._database.execute("select 1 from claims where name in (?, ?)", (os.fsencode(name), _ALL))
        return row.fetchone() is not None

    def claim(self, items: Iterable[Input]) -> None:
        """Say that these inputs are about to be worked on, so that it is known even after a power cut."""
        rows = [(os.fsencode(item.name), self._ids[item.root]) for item in items]
        if rows:
            self.settle()
            self._database.execute("pragma synchronous = full")
            self._database.execute("begin immediate")
            self._database.executemany("insert or ignore into claims values (?, ?)", rows)
            self._database.execute("commit")
            self._database.execute("pragma synchronous = normal")

    @property
    def new(self) -> bool:
        """Whether no run has ended in order yet."""
        return self._database.execute("select 1 from runs where ended is not null limit 1").fetchone() is None

    def claim_all(self) -> None:
        """Say that whatever has the name of an output is ours until a run has ended in order."""
        self._database.execute("insert or ignore into claims values (?, 0)", (_ALL,))

    def abandoned(self) -> list[str]:
        """Inputs that a run was at work on when it was cut off, of which nothing is recorded and which are gone."""
        rows = self._database.execute(
            "select name from claims where name != ? and root not in (select id from roots where held)"
            " and name not in (select name from outcomes)",
            (_ALL,),
        )
        return [os.fsdecode(row[0]) for row in rows.fetchall()]

    def unclaim(self, name: str) -> None:
        """Say that nothing is left of an input that a run was at work on."""
        self._database.execute("delete from claims where name = ?", (os.fsencode(name),))

    def reports(self) -> frozenset[str]:
        """Names of the reports that were written, or were to be."""
        return frozenset(row[0] for row in self._database.execute("select filename from reports"))

    def claim_reports(self, filenames: Iterable[str]) -> None:
        """Say that these reports are ours."""
        self._database.executemany("insert or ignore into reports values (?)", [(name,) for name in filenames])

    def keep(self, item: Input, stat: Stat) -> None:
        """Say that ``item`` is there and its outcome holds. Written with the next :meth:`put` or :meth:`settle`."""
        if not self._database.in_transaction:
            self._database.execute("begin immediate")
        self._database.execute(
            "update outcomes set run = ?, root = ?, size = ?, mtime = ?, ctime = ?, inode = ?, fresh = 0,"
            " last_seen = null where name = ?",
            (self._run, self._ids[item.root], *msgspec.structs.astuple(stat.settled()), os.fsencode(item.name)),
        )

    def put(self, item: Input, stat: Stat | None, fingerprint: str, outcome: Outcome, *, announced: bool) -> None:
        """Record what became of ``item``, at once; it is claimed no more."""
        code = outcome.reason.code if outcome.reason else None
        stat = Stat(-1, -1, -1, -1) if stat is None or code in TRANSIENT else stat.settled()
        name = os.fsencode(item.name)
        if not self._database.in_transaction:
            self._database.execute("begin immediate")
        self._break(item.name, {entry.broken for entry in outcome.not_checked if entry.broken})
        self._database.execute(
            "insert or replace into outcomes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " coalesce((select since from outcomes where name = ?), ?), null, ?)",
            (
                name,
                self._ids[item.root],
                *msgspec.structs.astuple(stat),
                outcome.sha256,
                fingerprint,
                outcome.status,
                code,
                *(outcome.count(severity) for severity in SEVERITIES),
                announced,
                True,
                self._run,
                name,
                self._run,
                msgspec.msgpack.encode(outcome),
            ),
        )
        self._database.execute("delete from claims where name = ?", (name,))
        self.settle()

    def _break(self, name: str, parts: set[str]) -> None:
        """Say which parts broke on an input, and no others."""
        row = os.fsencode(name)
        self._database.execute("delete from broken where name = ?", (row,))
        self._database.executemany("insert into broken values (?, ?)", [(row, part) for part in sorted(parts)])

    def broken_on(self, name: str) -> frozenset[str]:
        """The parts that broke on an input."""
        rows = self._database.execute("select part from broken where name = ?", (os.fsencode(name),))
        return frozenset(row[0] for row in rows)

    def broken(self, lang: str) -> tuple[int, tuple[Broken, ...]]:
        """On how many inputs of this run parts broke, and which."""
        return broken(self._database, lang, self._run)

    def broken_before(self) -> frozenset[str]:
        """The parts that broke at the last run that ended in order; over the same inputs, if there was one."""
        found = self._database.execute(
            "select summary from runs where id < ?1 and ended is not null"
            " order by inputs = (select inputs from runs where id = ?1) desc, id desc limit 1",
            (self._run,),
        ).fetchone()
        return frozenset(one.part for one in _of_run(found[0], Summary).broken) if found else frozenset()

    def settle(self) -> None:
        """Write what is still to be written."""
        if self._database.in_transaction:
            self._database.execute("commit")

    def outcomes(self) -> Iterator[Outcome]:
        """The outcomes of this run, those that it keeps among them, in order of path."""
        rows = self._database.execute(
            "select outcome, last_seen from outcomes where run = ? order by name", (self._run,)
        )
        for content, last_seen in rows:
            outcome = decoded(content)
            yield outcome if last_seen is None else msgspec.structs.replace(outcome, last_seen=last_seen)

    def counts(self) -> Counts:
        """The numbers of this run so far."""
        found = self._database.execute(
            "select total(status = 'done'), total(status = 'failed'), total(status = 'skipped'), total(errors),"
            " total(warnings), total(infos), total(fresh), total(status = 'failed' and not announced),"
            " total(last_seen is not null), total(code is 'taken' and last_seen is null)"
            " from outcomes where run = ?",
            (self._run,),
        ).fetchone()
        return Counts(*map(int, found))

    def anew(self, limit: int) -> list[Outcome]:
        """At most ``limit`` of the failures that no earlier run has told of, in order of path."""
        rows = self._database.execute(
            "select outcome from outcomes where run = ? and status = 'failed' and not announced order by name limit ?",
            (self._run, limit),
        )
        return [decoded(row[0]) for row in rows]

    def failed_anew(self) -> frozenset[str]:
        """Paths of the failures that no earlier run has told of."""
        rows = self._database.execute(
            "select name from outcomes where run = ? and status = 'failed' and not announced", (self._run,)
        )
        return frozenset(display(os.fsdecode(row[0])) for row in rows)

    def before(self) -> Before | None:
        """The last run over the same inputs that ended in order; ``None`` when this is the first."""
        found = self._database.execute(
            "select started, summary from runs where id < ? and ended is not null"
            " and inputs = (select inputs from runs where id = ?) order by id desc limit 1",
            (self._run, self._run),
        ).fetchone()
        return None if found is None else Before(found[0], msgspec.json.decode(found[1])["counts"])

    def as_before(self) -> bool:
        """Whether this run worked on nothing, and the one just before it told of the same outcomes in all reports."""
        found = self._database.execute(
            "select summary from runs where id = ? - 1 and ended is not null"
            " and inputs = (select inputs from runs where id = ?)",
            (self._run, self._run),
        ).fetchone()
        then = _of_run(found[0], Summary) if found else None
        if then is None or then.reports_failed:
            return False
        now = self.counts()
        names = ("done", "failed", "skipped", "not_seen", *SEVERITIES)
        return not now.fresh and all(getattr(now, name) == getattr(then.counts, name) for name in names)

    @property
    def run(self) -> int:
        """The number of the run that it is at."""
        return self._run

    def forget(self, name: str) -> None:
        """Drop an input that is no more."""
        self._database.execute("delete from outcomes where name = ?", (os.fsencode(name),))
        self._break(name, set())

    def end(self, summary: Summary, footing: Footing, *, moved: bool = False) -> None:
        """End the run in order: its failures count as told of, and ``moved`` rows as any other.

        What :meth:`claim_all` said ends with it, unless something is missing, whose files no row names yet.
        """
        self.settle()
        self._database.execute("begin immediate")
        self._database.execute("update outcomes set announced = 1 where run = ? and announced = 0", (self._run,))
        if not summary.missing:
            self._database.execute("delete from claims where name = ?", (_ALL,))
        if moved:
            self._database.execute(
                "update outcomes set fingerprint = substr(fingerprint, ?) where fingerprint like ?",
                (len(MOVED) + 1, f"{MOVED}%"),
            )
        self._database.execute(
            "update runs set ended = ?, summary = ?, footing = ? where id = ?",
            (_now(), msgspec.json.encode(summary).decode(), msgspec.json.encode(footing).decode(), self._run),
        )
        self._database.execute("delete from runs where id <= ?", (self._run - KEPT_RUNS,))
        self._database.execute("commit")


def broken(database: sqlite3.Connection, lang: str, run: int | None = None) -> tuple[int, tuple[Broken, ...]]:
    """On how many inputs parts broke, and which, the most frequent first; of one run, or of all as they stand."""
    where = "from broken cross join outcomes using (name) where ?1 is null or run = ?1"
    total = database.execute(f"select count(distinct name) {where}", (run,)).fetchone()[0]
    rows = database.execute(
        f"select part, count(*), min(name) {where} group by part order by count(*) desc, part", (run,)
    ).fetchall()
    return total, tuple(Broken(part, count, _said(database, name, part, lang)) for part, count, name in rows)


def _said(database: sqlite3.Connection, name: bytes, part: str, lang: str) -> str:
    """What the outcome of an input says of a part that broke."""
    (content,) = database.execute("select outcome from outcomes where name = ?", (name,)).fetchone()
    return next((entry.reason.say(lang) for entry in decoded(content).not_checked if entry.broken == part), "")


_DECODER = msgspec.msgpack.Decoder(Outcome)


def decoded(content: bytes) -> Outcome:
    """An outcome as the ledger holds it."""
    try:
        return _DECODER.decode(content)
    except msgspec.MsgspecError as error:
        raise sqlite3.DatabaseError(f"an outcome is damaged: {error}") from error


def _of_run(content: str, kind: type[_Kind]) -> _Kind:
    """A column of the table ``runs``, decoded. Raises :class:`sqlite3.DatabaseError` where it is damaged."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, TypeError) as error:
        raise sqlite3.DatabaseError(f"a run is damaged: {error}") from error


def _now() -> str:
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")
