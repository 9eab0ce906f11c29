"""Run a plan over inputs once: no ledger, no outputs, nothing kept."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from pipeline.batch.executing import PRELOAD
from pipeline.batch.inputs import exist
from pipeline.batch.walk import walk
from pipeline.document.run import Examine
from pipeline.model.errors import reason
from pipeline.model.names import display
from pipeline.model.outcome import Input, Outcome
from pipeline.plan.kit import load
from pipeline.plan.plan import Plan


def check(plan: Plan, inputs: list[Path], watch: Callable[[str], None] = lambda _: None) -> Iterator[Outcome]:
    """The outcomes of everything below ``inputs``, in their order, each with its text.

    An outcome's path is the one that leads to its file by way of ``inputs``. ``watch`` is
    told it as each is done, which may be in another order.

    Raises:
        PlanError, PluginError, MissingInputError: before the first document is read.
    """
    plan = msgspec.structs.replace(plan, with_text=True)
    exist(inputs)
    executor = load(plan).executor
    executor.expect(PRELOAD)
    order: deque[str] = deque()
    ready: dict[str, Outcome] = {}

    def given() -> Iterator[Input]:
        for item in _below(inputs):
            order.append(display(item.name))
            yield item

    with contextlib.ExitStack() as stack:
        outcomes = executor.map(Examine(plan), given())
        stack.callback(getattr(outcomes, "close", lambda: None))
        for outcome in outcomes:
            watch(outcome.path)
            ready[outcome.path] = outcome
            while order and order[0] in ready:
                yield ready.pop(order.popleft())
    for path in order:
        lost = reason("internal", detail=f"{plan.executor}: no outcome")
        yield ready[path] if path in ready else Outcome(path, "failed", lost)


def _below(inputs: list[Path]) -> Iterator[Input]:
    """Each file once, by the first path that leads to it."""
    seen: set[str] = set()
    for path in inputs:
        root = str(path.resolve())
        entries = walk(root, "") if path.is_dir() else ((root, "", None),)
        for entry, name, _ in entries:
            if entry not in seen:
                seen.add(entry)
                yield Input(entry, (path / name).as_posix(), root)
