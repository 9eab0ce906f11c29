"""Process one file: read, stage, export."""

import errno
import hashlib
import os
import time
from pathlib import Path

import msgspec

from pipeline import files, stages
from pipeline.breakage import described
from pipeline.errors import DocumentError, OutputError
from pipeline.model import Document, Input, Outcome, Source
from pipeline.plan import Plan
from pipeline.plugins import load

EXCERPT = 60
"""characters of a finding's text that travel with it"""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.EMFILE})
"""What stops a whole run and not one document, when an output cannot be written."""


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
    blank = Outcome(files.display(item.name), "failed")
    document: Document | None = None
    kit = load(plan)
    try:
        if files.is_temporary(_below_root(item)):
            raise DocumentError("temporary")
        data = files.snapshot(item)
        blank = msgspec.structs.replace(blank, sha256=hashlib.sha256(data).hexdigest())
        document = stages.advance(stages.ingest(Source(blank.path, data), kit), kit)
        outcome = _done(blank, document, with_text=plan.with_text)
    except DocumentError as error:
        outcome = msgspec.structs.replace(blank, status=error.status, reason=error.reason)
    except MemoryError:
        limit = getattr(kit.executors[plan.executor], "memory", None)
        outcome = stages.failed(blank, "memory", f"{limit} MB" if limit else "MemoryError")
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - no document may stop the batch, nor a plugin's exit()
        outcome = stages.failed(blank, "internal", where(error))
    return outcome, document if outcome.status == "done" else None


def _below_root(item: Input) -> str:
    """The name of an input below what was named to the run; its own where it was named itself."""
    below = os.path.relpath(item.path, item.root)
    return os.path.basename(item.path) if below == os.curdir else below.replace(os.sep, "/")


def desk(plan: Plan, folder: Path) -> stages.Desk:
    """Where the outputs of a run go."""
    return stages.Desk(load(plan), folder, folder / files.FOLDER, plan.lang)


def exported(outcome: Outcome, document: Document | None, item: Input, place: stages.Desk) -> Outcome:
    """Write the files of one outcome; a failure to write them is one of the document.

    Raises:
        OutputError: nothing can be written any more.
    """
    try:
        return stages.export(outcome, document, item.name, place)
    except OSError as error:
        if error.errno in FULL:
            raise unwritable(place.folder, error) from error
        return stages.failed(outcome, "export", error.strerror or str(error))


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


def unwritable(out: Path, error: Exception) -> OutputError:
    """The error that ends a run when nothing can be written."""
    why = getattr(error, "strerror", None) or str(error)
    return OutputError(
        f"无法写入输出文件夹 {out}：{why}；请换一个文件夹或检查权限和空间",
        f"cannot write to the output folder {out}: {why}; choose another one, or look at its rights and space",
    )
