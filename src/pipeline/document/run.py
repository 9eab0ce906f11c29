"""Process one file: read, stage, export."""

import functools
import hashlib
import os
import time
from pathlib import Path
from typing import Any

import msgspec

from pipeline.contract.breakage import described
from pipeline.contract.parts import Kit, LimitedExecutor
from pipeline.document.export import Desk, exported, failed
from pipeline.document.ingest import ingest
from pipeline.document.snapshot import is_temporary, snapshot
from pipeline.document.stages import advance
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.model.layout_record import layout_record
from pipeline.model.names import display
from pipeline.model.outcome import Input, Outcome
from pipeline.plan.kit import load
from pipeline.plan.plan import Plan

EXCERPT = 60
"""characters of a finding's text that travel with it"""


GONE = frozenset({"vanished", "unreadable"})
"""Reasons for which the task writes no output: the parent knows what there was before."""


class Examine:
    """Read and stage one input, and write nothing; an executor maps it over inputs.

    It travels to a worker as the plan alone. The worker binds the kit when its first input comes.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._plan,)

    @functools.cached_property
    def kit(self) -> Kit:
        """The parts that work on every input."""
        return load(self._plan)

    def __call__(self, item: Input) -> Outcome:
        """Whatever happens to the input is the outcome."""
        start = time.perf_counter()
        outcome, _, _ = examined(item, self.kit, self._plan)
        return msgspec.structs.replace(outcome, seconds=time.perf_counter() - start)


class Process(Examine):
    """Read, stage and export one input; the files go below ``folder``, which is absolute."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        super().__init__(plan)
        self._folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._plan, self._folder)

    @functools.cached_property
    def _desk(self) -> Desk:
        return Desk.of(self.kit, self._folder, self._plan.lang)

    def __call__(self, item: Input) -> Outcome:
        """Whatever happens to the input is the outcome.

        Raises:
            OutputError: nothing can be written to the folder any more.
        """
        start = time.perf_counter()
        outcome, document, source = examined(item, self.kit, self._plan)
        if outcome.reason is None or outcome.reason.code not in GONE:
            outcome = exported(outcome, document, source, item, self._desk)
        return msgspec.structs.replace(outcome, seconds=time.perf_counter() - start)


def examined(item: Input, kit: Kit, plan: Plan) -> tuple[Outcome, Document | None, Source | None]:
    """What becomes of one input, its document and its source.

    The document is ``None`` unless it could be read, and the source unless its bytes could be had. ``plan`` says
    whether the outcome has the text and the layout too; ``kit`` is that of the plan.
    """
    blank = Outcome(display(item.name), "failed")
    document: Document | None = None
    source: Source | None = None
    try:
        if is_temporary(_below_root(item)):
            raise DocumentError("temporary")
        data = snapshot(item)
        blank = msgspec.structs.replace(blank, sha256=hashlib.sha256(data).hexdigest())
        source = Source(blank.path, data)
        document = advance(ingest(source, kit), kit)
        outcome = _done(blank, document, plan)
    except DocumentError as error:
        outcome = msgspec.structs.replace(blank, status=error.status, reason=error.reason)
    except MemoryError:
        executor = kit.executor
        limit = f"{executor.memory} MB" if isinstance(executor, LimitedExecutor) else "MemoryError"
        outcome = failed(blank, "memory", limit)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - no document may stop the batch, nor a plugin's exit()
        outcome = failed(blank, "internal", where(error))
    return outcome, document if outcome.status == "done" else None, source


def _below_root(item: Input) -> str:
    """The name of an input below what was named to the run; its own where it was named itself."""
    below = os.path.relpath(item.path, item.root)
    return os.path.basename(item.path) if below == os.curdir else below.replace(os.sep, "/")


def _done(blank: Outcome, document: Document, plan: Plan) -> Outcome:
    return msgspec.structs.replace(
        blank,
        status="done",
        kind=document.kind,
        title=document.title,
        metadata=document.metadata,
        sections=document.sections,
        tags=document.tags,
        findings=document.findings,
        excerpts=tuple(
            document.cut(finding.span)[:EXCERPT] if finding.scope == "text" else "" for finding in document.findings
        ),
        not_checked=document.not_checked,
        text_length=len(document.text),
        text=document.text if plan.with_text else None,
        pages=document.pages if plan.with_text else (),
        layout=layout_record(document) if plan.with_layout else msgspec.UNSET,
    )


def where(error: BaseException) -> str:
    """What was raised, and in which line."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return f"{described(error)}{place}"
