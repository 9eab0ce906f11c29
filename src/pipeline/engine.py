"""Process one file; run a plan over many."""

import datetime
import functools
import hashlib
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from pipeline import files, stages
from pipeline.errors import FAILED, DocumentError, MissingInputError, OutputError, UsageError
from pipeline.kinds import Batch
from pipeline.model import Document, Input, Outcome, Source
from pipeline.plan import Plan
from pipeline.plugins import load

EXCERPT = 60
"""characters of a finding's text that travel with it"""


def process(plan: Plan, folder: str, item: Input) -> Outcome:
    """Read, stage and export one input. Never raises; whatever happens is the outcome."""
    start = time.perf_counter()
    blank = Outcome(files.display(item.name), "failed")
    document: Document | None = None
    kit = load(plan)
    try:
        if files.is_temporary(item.name.rpartition("/")[2]):
            raise DocumentError("temporary")
        data = files.snapshot(item)
        blank = msgspec.structs.replace(blank, sha256=hashlib.sha256(data).hexdigest())
        document = stages.advance(stages.ingest(Source(blank.path, data), kit), kit)
        outcome = _done(blank, document, with_text=plan.with_text)
    except DocumentError as error:
        outcome = msgspec.structs.replace(blank, status=error.status, reason=error.reason)
    except MemoryError:
        outcome = stages.failed(blank, "limit", "memory")
    except (Exception, SystemExit) as error:  # noqa: BLE001 - no document may stop the batch
        outcome = stages.failed(blank, "internal", _where(error))
        document = None
    try:
        outcome = stages.export(outcome, document, kit, Path(folder), item.name, plan.lang)
    except OSError as error:
        outcome = stages.failed(outcome, "export", error.strerror or str(error))
    return msgspec.structs.replace(outcome, seconds=time.perf_counter() - start)


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
    )


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}{place}"


class Summary(msgspec.Struct, frozen=True):
    """What a run came to."""

    statuses: dict[str, int]
    severities: dict[str, int]
    seconds: float

    @property
    def code(self) -> int:
        """The exit code, findings apart."""
        return FAILED if self.statuses["failed"] else 0


def gather(inputs: list[Path], out: Path) -> Iterator[Input]:
    """Everything below ``inputs`` that is no folder, without what lies in ``out``.

    Names are those below the input folder; with several inputs the folder's own name
    stands in front, numbered where two are alike.
    """
    used: Counter[str] = Counter()
    without = os.path.abspath(out)
    for path in inputs:
        prefix = ""
        if len(inputs) > 1 or not path.is_dir():
            name = path.resolve().name or "root"
            used[name] += 1
            prefix = name if used[name] == 1 else f"{path.resolve().stem}-{used[name]}{path.resolve().suffix}"
        if not path.is_dir():
            yield Input(str(path.resolve()), prefix)
            continue
        for entry, name, error in files.walk(os.path.abspath(path), without):
            # A folder that cannot be listed is opened like a file: it fails with the system's own reason.
            yield Input(entry, "/".join(filter(None, (prefix, name or ("." if error else "")))))


def run(plan: Plan, inputs: list[Path], out: Path, watch: Callable[[Outcome], None] = lambda _: None) -> Summary:
    """Process everything below ``inputs`` and write outputs and reports below ``out``.

    ``watch`` is told every outcome as it comes.

    Raises:
        PlanError, PluginError: before the first document is read.
        MissingInputError, UsageError: an input does not exist or lies in ``out``.
        OutputError: ``out`` cannot be written.
    """
    kit = load(plan)
    _look(inputs, out)
    _prepare(out)
    start, started = time.monotonic(), datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    statuses, severities = Counter(done=0, failed=0, skipped=0), Counter(error=0, warning=0, info=0)
    task = functools.partial(process, plan, os.path.abspath(out))
    try:
        with tempfile.TemporaryFile(dir=out) as spool:
            for outcome in kit.executors[plan.executor].map(task, gather(inputs, out)):
                statuses[outcome.status] += 1
                severities.update(finding.severity for finding in outcome.findings)
                _put(spool, outcome)
                watch(outcome)
            seconds = time.monotonic() - start
            batch = Batch(
                _Spooled(spool), started, seconds, tuple(files.display(str(path)) for path in inputs), plan.lang
            )
            for report in kit.reports.values():
                files.write(out / report.filename, report.render(batch))
    except OSError as error:
        raise _unwritable(out, error) from error
    return Summary(dict(statuses), dict(severities), seconds)


def _look(inputs: list[Path], out: Path) -> None:
    for path in inputs:
        if not path.exists():
            raise MissingInputError(
                f"没有这个文件或文件夹：{path}，请检查路径", f"no such file or folder: {path}; check the path"
            )
        if path.resolve().is_relative_to(out.resolve()):
            raise UsageError(
                f"输入 {path} 在输出文件夹 {out} 之内，请用 -o 另选一个输出文件夹",
                f"the input {path} lies in the output folder {out}; choose another one with -o",
            )


def _prepare(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise _unwritable(out, error) from error


def _unwritable(out: Path, error: OSError) -> OutputError:
    why = error.strerror or str(error)
    return OutputError(
        f"无法写入输出文件夹 {out}：{why}；请换一个文件夹或检查权限和空间",
        f"cannot write to the output folder {out}: {why}; choose another one, or look at its rights and space",
    )


def _put(spool: IO[bytes], outcome: Outcome) -> None:
    content = msgspec.msgpack.encode(outcome)
    spool.write(len(content).to_bytes(8, "big") + content)


class _Spooled:
    """The outcomes of a run, in a file, for as many walks as reports want."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool

    def __iter__(self) -> Iterator[Outcome]:
        decoder = msgspec.msgpack.Decoder(Outcome)
        at = 0
        while True:
            self._spool.seek(at)
            head = self._spool.read(8)
            if not head:
                return
            content = self._spool.read(int.from_bytes(head, "big"))
            at = self._spool.tell()
            yield decoder.decode(content)
