"""A run that finds everything as the last one left it: told without loading a single part."""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.batch.fingerprint import fingerprint, limited
from pipeline.batch.inputs import gather
from pipeline.batch.ledger import Ledger
from pipeline.batch.rows import TRANSIENT, Root, Row, Stat
from pipeline.batch.summary import Footing, Summary
from pipeline.document.outputs import FOLDER, output_name, there
from pipeline.model.errors import PipelineError
from pipeline.model.names import display
from pipeline.plan.plan import Plan


def repeated(plan: Plan, inputs: list[Path], out: Path, watch: Callable[[str], None]) -> Summary | None:
    """What a run comes to that has nothing to do; ``None``, and nothing done, when there is something.

    Reports stay as they are: they tell of the run that last changed something. What is
    missing is missing as it was, and is said again.
    """
    start = time.monotonic()
    named = tuple(display(str(path)) for path in inputs)
    with contextlib.closing(Ledger(out)) as ledger:
        footing = None if ledger.old else ledger.footing(named)
        if footing is None or not _firm(footing, plan, out):
            return None
        roots = _as_before(ledger, plan, inputs)
        if roots is None:
            return None
        reserved = frozenset({FOLDER, *(name.lower() for name in footing.reports)})
        names = []
        for item in gather(roots, out):
            stat, row = Stat.of(item.path), ledger.look(item)
            if row is None or stat != row.stat or not _stands(row, item.name, out, footing, reserved, ledger):
                return None
            names.append(display(item.name))
        if not ledger.repeat(named, roots, len(names)):
            return None
        for name in names:
            watch(name)
        affected, broken = ledger.broken(plan.lang)
        missing = tuple(ledger.roots.missing(root, ledger.run) for root in roots if root.held)
        seconds = round(time.monotonic() - start, 3)
        summary = Summary(ledger.counts(), 0, seconds, not_fully_checked=affected, broken=broken, missing=missing)
        ledger.end(summary, footing)
    return summary


def _as_before(ledger: Ledger, plan: Plan, inputs: list[Path]) -> list[Root] | None:
    """The inputs, when each is there, or not, as it was."""
    known = ledger.roots.known(inputs)
    if any(str(path) not in known for path in inputs):
        return None
    roots = ledger.roots.enter(inputs)
    for root in roots:
        if root.held and (plan.allow_removals or (root.there and not ledger.roots.missing(root, ledger.run).lost)):
            return None
        if not (root.held or root.there):
            return None
    return roots


def _firm(footing: Footing, plan: Plan, out: Path) -> bool:
    """Whether plan, code and reports are what they were."""
    try:
        made = limited(plan, fingerprint(plan, footing.depends))
    except PipelineError:
        return False
    return made == footing.fingerprint and all(there(out / name) for name in footing.reports)


def _stands(row: Row, name: str, out: Path, footing: Footing, reserved: frozenset[str], ledger: Ledger) -> bool:
    """Whether the outcome may be kept, and its files are there, but those of exporters that broke on it."""
    if not (row.current and row.seen) or row.code in TRANSIENT:
        return False
    return all(
        there(out / output_name(name, suffix, reserved)) or f"exporters.{exporter}" in ledger.broken_on(name)
        for exporter, (suffix, statuses) in zip(footing.exporter_names, footing.exporters, strict=True)
        if row.status in statuses
    )
