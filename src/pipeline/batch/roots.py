"""The inputs that the ledger of an output folder knows, and what of them is not there any more."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.batch.rows import TRANSIENT, Root
from pipeline.model.names import display
from pipeline.model.troubles import Missing

SCHEMA = """
create table if not exists roots (
    id integer primary key, path blob not null unique, named blob not null, prefix blob not null unique,
    held integer not null default 0
);
create index if not exists roots_named on roots (named);
"""
_DOCUMENT = f"(status = 'done' or status = 'failed' and code not in {tuple(sorted(TRANSIENT))})"
"""What counts as a document that was there: it was read, or could not be for what it is itself."""
_VANISHED = f"""
with ended as (select coalesce(max(id), 0) as id from runs where ended is not null and id < :run),
new as (
    select sha256 from outcomes, ended where root = :root and run = :run and since > ended.id and sha256 is not null
)
select since <= ended.id, total(run < :run and coalesce(sha256, '') not in new), count(*)
from outcomes, ended where root = :root and {_DOCUMENT} and (run < :run or since < :run) group by 1
"""  # noqa: S608 - our own
"""Documents that were there before: whether the last run that ended in order knew them, how many are gone, and of how
many."""


class Roots:
    """The table of inputs, and the rows below each. Raises as the ledger does."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._prefixes: set[str] | None = None
        """Those given away, in lower case, once one was asked for."""

    def known(self, inputs: Sequence[Path]) -> dict[str, Root]:
        """The roots of those ``inputs`` that are known, by the input's path: the same folder, or named the same way.

        The latter holds while a link on the way leads nowhere or elsewhere.
        """
        found: dict[str, Root] = {}
        taken: set[int] = set()
        for column, spelt in (("path", os.path.realpath), ("named", os.path.abspath)):
            for path in map(str, inputs):
                if path not in found:
                    row = self._database.execute(
                        f"select id, path, prefix, held from roots where {column} = ?",  # noqa: S608 - one of two
                        (os.fsencode(spelt(path)),),
                    ).fetchone()
                    if row is not None and (column == "path" or row[0] not in taken):
                        found[path] = _root(path, *row)
                        taken.add(row[0])
        return found

    def enter(self, inputs: Sequence[Path]) -> list[Root]:
        """The roots of ``inputs``, each once, in their order; new ones get a name that no other has."""
        known = self.known(inputs)
        roots: dict[int, Root] = {}
        for path in map(str, inputs):
            root = known.get(path) or self._new(path)
            root = self._at(path, root.path) or root  # a link may lead now where another input is
            if root.id not in roots:
                self._database.execute(
                    "update roots set path = ?, named = ? where id = ?",
                    (os.fsencode(root.path), os.fsencode(os.path.abspath(path)), root.id),
                )
                roots[root.id] = root
        return list(roots.values())

    def _new(self, path: str) -> Root:
        real = os.path.realpath(path)
        found = self._at(path, real)  # named in another way to this same run
        return found or _root(path, *self.add(real, os.path.abspath(path), self.free(_name(path))))

    def _at(self, given: str, real: str) -> Root | None:
        """The root entered for a real path."""
        query = "select id, path, prefix, held from roots where path = ?"
        row = self._database.execute(query, (os.fsencode(real),)).fetchone()
        return None if row is None else _root(given, *row)

    def add(self, path: str, named: str, prefix: str) -> tuple[int, bytes, bytes, bool]:
        """Enter one."""
        cells = (os.fsencode(path), os.fsencode(named), os.fsencode(prefix))
        cursor = self._database.execute("insert into roots (path, named, prefix) values (?, ?, ?)", cells)
        assert cursor.lastrowid is not None
        if self._prefixes is not None:
            self._prefixes.add(prefix.lower())
        return cursor.lastrowid, cells[0], cells[2], False

    def free(self, name: str) -> str:
        """``name``, numbered where another root has it; the case of letters does not set two apart."""
        if self._prefixes is None:
            rows = self._database.execute("select prefix from roots")
            self._prefixes = {os.fsdecode(row[0]).lower() for row in rows}
        taken = self._prefixes
        head, dot, tail = name.rpartition(".")
        stem, suffix = (head, dot + tail) if head else (name, "")
        free, number = name, 1
        while free.lower() in taken:
            number += 1
            free = f"{stem}-{number}{suffix}"
        return free

    def in_question(self, root: Root, run: int) -> bool:
        """Whether it looks as if ``root`` were not rightly there, rather than tidied.

        It does when more than half of its documents vanished: of those that the last run that
        ended in order knew, or of all that were known before ``run``. What a run that was cut
        off saw first is no older than ``run`` itself; content that it or ``run`` saw first under
        another name has moved.
        """
        lost = f"select 1 from outcomes where root = ? and run < ? and {_DOCUMENT} limit 1"  # noqa: S608 - our own
        if self._database.execute(lost, (root.id, run)).fetchone() is None:
            return False
        rows = self._database.execute(_VANISHED, {"root": root.id, "run": run}).fetchall()
        groups = [[row for row in rows if row[0]], rows]
        vanished = [(sum(row[1] for row in group), sum(row[2] for row in group)) for group in groups]
        return any(documents and (root.held or 2 * documents > of) for documents, of in vanished)

    def hold(self, root: Root, run: int, under: str = "") -> int:
        """Keep what ``run`` did not see, in ``root`` or below one of its folders; gives what was seen until now."""
        below, values = _below(under)
        turned = self._database.execute(
            f"select count(*) from outcomes where root = ? and run < ? and last_seen is null{below}",  # noqa: S608 - our own
            (root.id, run, *values),
        ).fetchone()[0]
        self._database.execute(
            "update outcomes set fresh = 0, last_seen = coalesce(last_seen,"  # noqa: S608 - our own
            " (select started from runs where id = outcomes.run), (select started from runs where id = ?)), run = ?"
            f" where root = ? and run < ?{below}",
            (run, run, root.id, run, *values),
        )
        return int(turned)

    def mark(self, root: Root, *, held: bool) -> None:
        """Remember whether something of ``root`` is kept that was not seen."""
        self._database.execute("update roots set held = ? where id = ?", (held, root.id))

    def missing(self, root: Root, run: int) -> Missing:
        """How it stands with a root whose documents are kept."""
        lost, of = self._database.execute(
            f"select total(last_seen is not null), count(*) from outcomes where root = ? and run = ? and {_DOCUMENT}",  # noqa: S608 - our own
            (root.id, run),
        ).fetchone()
        return Missing(root.named, int(lost), of)

    def unnamed(self, roots: Iterable[Root]) -> list[Root]:
        """The roots, beside these, of which something is recorded."""
        kept = {root.id for root in roots}
        rows = self._database.execute(
            "select named, id, path, prefix, held from roots"
            " where exists (select 1 from outcomes where root = roots.id)"
        )
        return [_root(os.fsdecode(named), *row) for named, *row in rows.fetchall() if row[0] not in kept]

    def unseen(self, root: Root, run: int) -> Iterator[str]:
        """Names of what lies in ``root`` and ``run`` did not see; they may be forgotten on the way."""
        last = (0, b"")
        while found := self._database.execute(
            "select run, name from outcomes where root = ? and run < ? and (run, name) > (?, ?) order by run, name"
            " limit 1000",
            (root.id, run, *last),
        ).fetchall():
            for last in found:
                yield os.fsdecode(last[1])


def _name(path: str) -> str:
    """What the outputs of an input stand below: its name as it was given, else the real one."""
    name = os.path.basename(path.rstrip("/" if os.sep == "/" else "/\\"))
    if name in ("", ".", ".."):
        name = os.path.basename(os.path.realpath(path))
    return name or "root"


def _root(given: str, number: int, path: bytes, prefix: bytes, held: bool) -> Root:
    now = os.path.realpath(given)
    there = os.path.exists(given)
    return Root(number, now if there else os.fsdecode(path), display(given), os.fsdecode(prefix), there, bool(held))


def _below(folder: str) -> tuple[str, tuple[bytes, ...]]:
    """The condition that a name lies below ``folder``, if there is one, and its values."""
    if not folder:
        return "", ()
    return " and name > ? and name < ?", (os.fsencode(f"{folder}/"), os.fsencode(f"{folder}0"))
