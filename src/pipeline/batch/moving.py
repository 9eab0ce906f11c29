"""An output folder of the layout before this one, brought into it.

Until version 3 of the ledger, the outputs of a folder that was the only input stood at the
top, and those of several below the names of their folders. Now all stand below these names.
"""

import contextlib
import datetime
import functools
import math
import os
from pathlib import Path

import msgspec

from pipeline.batch.ledger import MOVED, OLD, Ledger, decoded
from pipeline.batch.owned import remove, shown_in, tidy
from pipeline.batch.session import Session
from pipeline.batch.summary import Footing
from pipeline.builtin.output.exporters import json_record, page
from pipeline.document.outputs import FOLDER, Places, earlier_name, output_name, within, write
from pipeline.model.errors import UsageError
from pipeline.model.names import display
from pipeline.model.outcome import Outcome
from pipeline.plan.plan import sources

_ROW = (
    "insert into outcomes select ?, ?, size, mtime, ctime, inode, sha256, ?, status, code,"  # noqa: S608 - a constant
    " errors, warnings, infos, announced, fresh, run, run, null, ?"
    f" from {OLD} where name = ?"
)
_CORRECT = {".json": json_record.moved, ".html": page.moved}
"""What makes a file that says where it lies say where it lies now, by its ending."""


def move_over(ledger: Ledger, places: Places) -> None:
    """Move every output to its new place and every row into the new table.

    Nothing is overwritten: where another file lies in the new place, ours is removed, to be
    made anew. A call that is cut off is gone on with by the next.

    Raises:
        OSError: a file cannot be moved.
        UsageError: a file of others lies where a folder of ours is to be.
    """
    database = ledger.database
    if OLD not in ledger.tables():
        ledger.make(f"alter table outcomes rename to {OLD}; drop index if exists outcomes_run;")
    mover = _Mover(ledger, places)
    names = database.execute(f"select name from {OLD} order by length(name) desc, run desc")  # noqa: S608 - a constant
    for (name,) in names.fetchall():  # each by itself, so that its files and its row never disagree for more than one
        database.execute("begin immediate")
        mover.move(name)
        database.execute("commit")
    ledger.claim_reports([*places.reports, *mover.reports])
    if database.execute("select ended from runs order by id desc limit 1").fetchone() == (None,):
        ledger.claim_all()
    database.execute(f"drop table {OLD}")


class _Mover:
    """Moves one input after another, those with the longest names first: where they lay may be others' new place."""

    def __init__(self, ledger: Ledger, places: Places) -> None:
        self._ledger, self._database, self._places = ledger, ledger.database, places
        found = self._database.execute("select footing from runs where footing is not null order by id desc")
        footings = [msgspec.json.decode(row[0], type=Footing) for row in found]
        self.reports = {name for footing in footings for name in footing.reports}
        known = (suffix for _, suffix, _ in places.exporters)
        self._suffixes = dict.fromkeys([*known, *(suffix for one in footings for suffix, _ in one.exporters)])
        before = {name.lower() for name in footings[0].reports} if footings else places.reserved
        self._reserved = frozenset({FOLDER, *before})
        self._alone: set[tuple[str, int]] = set()
        """Inputs, each with a run over it alone, of which names did not begin with the folder's."""
        self._roots = self._enter()
        for _, prefix in self._roots.values():
            place = places.folder / prefix
            if os.path.lexists(place) and not place.is_dir():
                raise UsageError(
                    f"{place} 不是本程序写的文件，它占了结果文件夹的位置；请移走它再运行",
                    f"{place} was written by no run and lies where a folder of results goes; move it and run again",
                )

    def _enter(self) -> dict[str, tuple[int, str]]:
        """Enter every input; gives its number and the name below which its outputs stand from now on."""
        runs = dict(self._database.execute("select id, inputs from runs"))
        layouts = f"select root, run, count(*), max(name) from {OLD} group by root, run"  # noqa: S608 - a constant
        found = self._database.execute(layouts).fetchall()
        wanted = []
        for root, run, count, name in sorted(found, key=lambda row: -row[1]):
            single = run not in runs or len(msgspec.json.decode(runs[run])) == 1
            if single and not (count == 1 and os.fsdecode(name) == os.path.basename(root) and not os.path.isdir(root)):
                self._alone.add((root, run))
                wanted.append((True, root, os.path.basename(root) or "root"))
            else:
                wanted.append((False, root, os.fsdecode(name).partition("/")[0]))
        roots = {
            os.fsdecode(path): (number, os.fsdecode(prefix))
            for number, path, prefix in self._database.execute("select id, path, prefix from roots")
        }
        for _, root, name in sorted(wanted, key=lambda one: one[0]):  # those that had such a name keep it
            if root not in roots:
                prefix = self._ledger.roots.free(name)
                roots[root] = self._ledger.roots.add(root, root, prefix)[0], prefix
        return roots

    def move(self, name: bytes) -> None:
        """Move one input over, files first."""
        root, run, fingerprint, content = self._database.execute(
            f"select root, run, fingerprint, outcome from {OLD} where name = ?",  # noqa: S608 - a constant
            (name,),
        ).fetchone()
        number, prefix = self._roots[root]
        old, outcome = os.fsdecode(name), decoded(content)
        below = old if (root, run) in self._alone else old.partition("/")[2]
        new = prefix if below in ("", ".") else f"{prefix}/{below}"
        key = os.fsencode(new)
        if self._database.execute("select 1 from outcomes where name = ?", (key,)).fetchone() is None:
            moved = self._carried(outcome, old, new)
            whole = len(moved.outputs) == len(outcome.outputs)  # else it is made anew
            cells = key, number, MOVED + fingerprint if whole else "", msgspec.msgpack.encode(moved), name
            self._database.execute(_ROW, cells)
        elif old != new:  # of a folder that was named twice, or that a run began to name otherwise
            remove(self._places.folder, outcome.outputs)
        self._database.execute(f"delete from {OLD} where name = ?", (name,))  # noqa: S608 - a constant

    def _carried(self, outcome: Outcome, old: str, new: str) -> Outcome:
        """The outcome with its files in their new places."""
        folder = self._places.folder
        carried = {}
        for suffix in self._suffixes:
            before = folder / earlier_name(old, suffix, self._reserved)
            after = folder / output_name(new, suffix, self._places.reserved)
            if shown_in(folder, before) in outcome.outputs and _carry(before, after, folder):
                carried[after] = suffix
        outputs = tuple(shown_in(folder, place) for place in carried)
        moved = msgspec.structs.replace(outcome, path=display(new), outputs=outputs)
        for place, suffix in carried.items():
            if suffix in _CORRECT and moved.path != outcome.path:
                content = place.read_bytes()
                corrected = _CORRECT[suffix](content, outcome, moved)
                if corrected != content:
                    write(place, [corrected], self._places.scratch)
        return moved


class Obeyed:
    """Which outcomes of an earlier layout are by the plan of today.

    What the version before kept of its plan is one digest with its own code in it, which no
    other version can make again. So an outcome counts as of this plan unless the plan's files
    are younger than the run that judged it, or it has findings or files that this plan does
    not give.
    """

    def __init__(self, ledger: Ledger, session: Session) -> None:
        self._ledger, self._session = ledger, session

    def holds(self, name: str) -> bool:
        """Whether the outcome of the input ``name`` may be kept."""
        content, judged = self._ledger.database.execute(
            "select outcome, coalesce(last_seen, (select started from runs where id = run)) from outcomes"
            " where name = ?",
            (os.fsencode(name),),
        ).fetchone()
        outcome = decoded(content)
        if judged is not None and datetime.datetime.fromisoformat(judged).timestamp() < self._changed:
            return False
        plan, holds = self._session.plan, (outcome.text is not None, outcome.layout is not msgspec.UNSET)
        if outcome.status == "done" and holds != (plan.with_text, plan.with_layout):
            return False
        targets = self._session.places.targets(name, outcome.status).values()
        return self._parts.issuperset(finding.rule for finding in outcome.findings) and set(outcome.outputs) <= {
            shown_in(self._session.folder, target) for target in targets
        }

    @functools.cached_property
    def _changed(self) -> float:
        """When a file of the plan was changed last, in whole seconds, as runs tell when they began."""
        paths = [*map(str, sources(self._session.plan)), *self._session.depends]
        return max((math.floor(os.stat(path).st_mtime) for path in paths), default=0)

    @functools.cached_property
    def _parts(self) -> frozenset[str]:
        """Names of what may give findings."""
        kit = self._session.kit
        return frozenset((*kit.rules, *kit.stages, *kit.splitters, *kit.taggers, *kit.readers))


def _carry(before: Path, after: Path, folder: Path) -> bool:
    """Move a file of ours, unless an earlier call did; whether it is in its new place."""
    if not (within(folder, before) and within(folder, after)):
        return False
    if before == after or not os.path.lexists(before):
        return after.is_file()
    with contextlib.suppress(FileExistsError, NotADirectoryError):
        after.parent.mkdir(parents=True, exist_ok=True)
    free = not os.path.lexists(after) and after.parent.is_dir()
    if free:
        before.rename(after)
    else:
        before.unlink()
    tidy(before.parent, folder)
    return free
