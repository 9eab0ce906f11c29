"""What was done to which content by which plan: an SQLite file in the output folder.

One row an input, in the run that last saw it. A row is written with the outcome, in one
transaction, so that a run that is killed goes on where it was. Only the parent writes.
"""

import datetime
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from pipeline.model import Input, Outcome, Status

FOLDER = ".pipeline"
"""Below the output folder: the ledger, its lock, and files on their way."""

_SCHEMA = """
create table if not exists runs (
    id integer primary key, started text not null, ended text, inputs text not null, summary text
);
create table if not exists outcomes (
    name blob primary key, root text not null, size integer not null, mtime integer not null, inode integer not null,
    sha256 text, fingerprint text not null, status text not null, code text, errors integer not null,
    warnings integer not null, infos integer not null, announced integer not null,
    fresh integer not null, run integer not null, outcome blob not null
) without rowid;
create index if not exists outcomes_run on outcomes (run, root);
"""
_VERSION = 1
_SETTLED = 2 * 10**9
"""ns; a file changed this shortly before it was read may change again within the clock's step."""

KEPT_RUNS = 100
"""Runs whose summary is kept."""

TRANSIENT = frozenset({"changing", "vanished", "unreadable", "unsettled"})
"""Reasons that lie in the moment: never remembered."""


class Stat(msgspec.Struct, frozen=True):
    """What tells, without reading, that a file is the one seen before."""

    size: int
    mtime: int
    inode: int

    @classmethod
    def of(cls, path: str) -> "Stat | None":
        """The file's; ``None`` when it cannot be had."""
        try:
            status = os.lstat(path)
        except OSError:
            return None
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)


class Row(msgspec.Struct, frozen=True):
    """What the ledger knows of an input."""

    stat: Stat
    sha256: str | None
    fingerprint: str
    status: Status
    code: str | None
    announced: bool
    """Whether a run that ended in order has told of this outcome."""


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


class Ledger:
    """The ledger of one output folder, open for one run."""

    def __init__(self, folder: Path) -> None:
        """Open or make it; raises :class:`sqlite3.Error` when it cannot be."""
        self._database = sqlite3.connect(folder / FOLDER / "ledger.sqlite", isolation_level=None, timeout=5)
        self._database.execute("pragma journal_mode = wal")
        self._database.execute("pragma synchronous = normal")
        version = self._database.execute("pragma user_version").fetchone()[0]
        if version not in (0, _VERSION):
            self._database.executescript("drop table if exists outcomes; drop table if exists runs")
        self._database.executescript(_SCHEMA)
        self._database.execute(f"pragma user_version = {_VERSION}")
        self._run = 0

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def begin(self, inputs: tuple[str, ...]) -> str:
        """Start a run; gives the time, ISO 8601 with offset."""
        started = _now()
        cursor = self._database.execute(
            "insert into runs (started, inputs) values (?, ?)", (started, msgspec.json.encode(inputs).decode())
        )
        assert cursor.lastrowid is not None
        self._run = cursor.lastrowid
        return started

    def look(self, item: Input) -> Row | None:
        """What is known of ``item``."""
        found = self._database.execute(
            "select size, mtime, inode, sha256, fingerprint, status, code, announced from outcomes where name = ?",
            (os.fsencode(item.name),),
        ).fetchone()
        if found is None:
            return None
        size, mtime, inode, sha256, fingerprint, status, code, announced = found
        return Row(Stat(size, mtime, inode), sha256, fingerprint, status, code, bool(announced))

    def keep(self, item: Input, stat: Stat) -> None:
        """Say that ``item`` is there and its outcome holds. Written with the next :meth:`put` or :meth:`settle`."""
        if not self._database.in_transaction:
            self._database.execute("begin immediate")
        self._database.execute(
            "update outcomes set run = ?, root = ?, size = ?, mtime = ?, inode = ?, fresh = 0 where name = ?",
            (self._run, item.root, stat.size, stat.mtime, stat.inode, os.fsencode(item.name)),
        )

    def put(self, item: Input, stat: Stat | None, fingerprint: str, outcome: Outcome, *, announced: bool) -> None:
        """Record what became of ``item``, at once."""
        code = outcome.reason.code if outcome.reason else None
        if stat is None or code in TRANSIENT:
            stat = Stat(-1, -1, -1)
        elif time.time_ns() - stat.mtime < _SETTLED:
            stat = Stat(stat.size, -1, stat.inode)
        self._database.execute(
            "insert or replace into outcomes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                os.fsencode(item.name),
                item.root,
                stat.size,
                stat.mtime,
                stat.inode,
                outcome.sha256,
                fingerprint,
                outcome.status,
                code,
                *(outcome.count(severity) for severity in Outcome.SEVERITIES),
                announced,
                True,
                self._run,
                msgspec.msgpack.encode(outcome),
            ),
        )
        self.settle()

    def settle(self) -> None:
        """Write what is still to be written."""
        if self._database.in_transaction:
            self._database.execute("commit")

    def outcomes(self) -> Iterator[Outcome]:
        """The outcomes of this run, in order of path."""
        decode = msgspec.msgpack.Decoder(Outcome).decode
        rows = self._database.execute("select outcome from outcomes where run = ? order by name", (self._run,))
        return (decode(row[0]) for row in rows)

    def counts(self) -> Counts:
        """The numbers of this run so far."""
        found = self._database.execute(
            "select total(status = 'done'), total(status = 'failed'), total(status = 'skipped'), total(errors),"
            " total(warnings), total(infos), total(fresh), total(status = 'failed' and not announced)"
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
        return [msgspec.msgpack.decode(row[0], type=Outcome) for row in rows]

    def unseen(self, roots: Iterable[str]) -> list[str]:
        """Names of inputs below ``roots`` that an earlier run saw and this one did not."""
        query = "select name from outcomes where run != ? and root = ?"
        return [
            os.fsdecode(row[0]) for root in roots for row in self._database.execute(query, (self._run, root)).fetchall()
        ]

    def forget(self, name: str) -> None:
        """Drop an input that is no more."""
        self._database.execute("delete from outcomes where name = ?", (os.fsencode(name),))

    def end(self, summary: object) -> None:
        """End the run in order: its failures count as told of."""
        self.settle()
        self._database.execute("begin immediate")
        self._database.execute("update outcomes set announced = 1 where run = ? and announced = 0", (self._run,))
        self._database.execute(
            "update runs set ended = ?, summary = ? where id = ?",
            (_now(), msgspec.json.encode(summary).decode(), self._run),
        )
        self._database.execute("delete from runs where id <= ?", (self._run - KEPT_RUNS,))
        self._database.execute("commit")


def _now() -> str:
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")
