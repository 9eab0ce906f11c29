"""Process one file: read, stage, export."""

import hashlib
import os
import time
from pathlib import Path

import msgspec

from pipeline.contract.breakage import described
from pipeline.contract.parts import LimitedExecutor
from pipeline.document.export import desk, exported, failed
from pipeline.document.ingest import ingest
from pipeline.document.snapshot import is_temporary, snapshot
from pipeline.document.stages import advance
from pipeline.model.document import Document, Source
from pipeline.model.errors import DocumentError
from pipeline.model.names import display
from pipeline.model.outcome import Input, Outcome
from pipeline.plan.kit import load
from pipeline.plan.plan import Plan

EXCERPT = 60
"""characters of a finding's text that travel with it"""


GONE = frozenset({"vanished", "unreadable"})
"""Reasons for which the task writes no output: the parent knows what there was before."""


def process(plan: Plan, folder: str, item: Input) -> Outcome:
    """Read, stage and export one input; whatever happens to it is the outcome.

    Raises:
        OutputError: nothing can be written to ``folder`` any more.
    """
    start = time.perf_counter()
    outcome, document = examine(plan, item)
    if outcome.reason is None or outcome.reason.code not in GONE:
        outcome = exported(outcome, document, item, desk(plan, Path(folder)))
    return msgspec.structs.replace(outcome, seconds=time.perf_counter() - start)


def examine(plan: Plan, item: Input) -> tuple[Outcome, Document | None]:
    """Read and stage one input, and write nothing; the document is ``None`` unless it could be read."""
    blank = Outcome(display(item.name), "failed")
    document: Document | None = None
    kit = load(plan)
    try:
        if is_temporary(_below_root(item)):
            raise DocumentError("temporary")
        data = snapshot(item)
        blank = msgspec.structs.replace(blank, sha256=hashlib.sha256(data).hexdigest())
        document = advance(ingest(Source(blank.path, data), kit), kit)
        outcome = _done(blank, document, with_text=plan.with_text)
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
    return outcome, document if outcome.status == "done" else None


def _below_root(item: Input) -> str:
    """The name of an input below what was named to the run; its own where it was named itself."""
    below = os.path.relpath(item.path, item.root)
    return os.path.basename(item.path) if below == os.curdir else below.replace(os.sep, "/")


def _done(blank: Outcome, document: Document, *, with_text: bool) -> Outcome:
    return msgspec.structs.replace(
        blank,
        status="done",
        kind=document.kind,
        title=document.title,
        sections=document.sections,
        tags=document.tags,
        findings=document.findings,
        excerpts=tuple(
            document.cut(finding.span)[:EXCERPT] if finding.scope == "text" else "" for finding in document.findings
        ),
        not_checked=document.not_checked,
        text_length=len(document.text),
        text=document.text if with_text else None,
        pages=document.pages if with_text else (),
    )


def where(error: BaseException) -> str:
    """What was raised, and in which line."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return f"{described(error)}{place}"
