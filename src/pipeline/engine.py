"""Process one file; run a plan over many."""

import contextlib
import errno
import functools
import hashlib
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from pipeline import files, stages
from pipeline.errors import FAILED, DocumentError, MissingInputError, OutputError, UsageError, reason
from pipeline.fingerprint import fingerprint
from pipeline.kinds import Batch
from pipeline.ledger import FOLDER, TRANSIENT, Counts, Ledger, Row, Stat
from pipeline.lock import locked
from pipeline.model import Document, Input, Outcome, Source
from pipeline.plan import Plan
from pipeline.plugins import load

EXCERPT = 60
"""characters of a finding's text that travel with it"""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.EMFILE})
"""What stops a whole run and not one document, when an output cannot be written."""


def process(plan: Plan, folder: str, item: Input) -> Outcome:
    """Read, stage and export one input; whatever happens to it is the outcome.

    Raises:
        OutputError: nothing can be written to ``folder`` any more.
    """
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
        outcome = stages.failed(blank, "memory", "MemoryError")
    except Exception as error:  # noqa: BLE001 - no document may stop the batch
        outcome = stages.failed(blank, "internal", _where(error))
        document = None
    outcome = _exported(outcome, document, item, desk(plan, Path(folder)))
    return msgspec.structs.replace(outcome, seconds=time.perf_counter() - start)


def desk(plan: Plan, folder: Path) -> stages.Desk:
    """Where the outputs of a run go."""
    return stages.Desk(load(plan), folder, folder / FOLDER, plan.lang)


def _exported(outcome: Outcome, document: Document | None, item: Input, place: stages.Desk) -> Outcome:
    try:
        return stages.export(outcome, document, item.name, place)
    except OSError as error:
        if error.errno in FULL:
            raise _unwritable(place.folder, error) from error
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
    )


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}: {error}{place}"


class Choice(msgspec.Struct, frozen=True):
    """Which inputs a run works on, of those it could leave as they are."""

    force: bool = False
    """All."""
    retry_failed: bool = False
    """Those that failed, too."""
    stable_for: float = 0.0
    """None that changed within so many seconds."""


ALL_CHANGED = Choice()
"""What changed, and nothing else."""


class Summary(msgspec.Struct, frozen=True):
    """What a run came to; the JSON of ``--summary``."""

    counts: Counts
    removed: int
    """Inputs of an earlier run that are no more; their outputs are removed."""
    seconds: float
    failed_anew: tuple[tuple[str, str], ...] = ()
    """Path and reason code of failures that no earlier run has told of, the first 20."""

    def code(self, *, strict: bool = False) -> int:
        """The exit code, findings apart."""
        return FAILED if self.counts.failed_anew or (strict and self.counts.failed) else 0


def gather(inputs: list[Path], out: Path) -> Iterator[Input]:
    """Everything below ``inputs`` that is no folder, without what lies in ``out``.

    Names are those below the input folder; with several inputs the folder's own name
    stands in front, numbered where two are alike.
    """
    used: Counter[str] = Counter()
    without = os.path.abspath(out)
    for path in inputs:
        prefix, root = "", str(path.resolve())
        if len(inputs) > 1 or not path.is_dir():
            name = path.resolve().name or "root"
            used[name] += 1
            prefix = name if used[name] == 1 else f"{path.resolve().stem}-{used[name]}{path.resolve().suffix}"
        if not path.is_dir():
            yield Input(root, prefix, root)
            continue
        for entry, name, error in files.walk(os.path.abspath(path), without):
            # A folder that cannot be listed is opened like a file: it fails with the system's own reason.
            yield Input(entry, "/".join(filter(None, (prefix, name or ("." if error else "")))), root)


def run(
    plan: Plan,
    inputs: list[Path],
    out: Path,
    choice: Choice = ALL_CHANGED,
    watch: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Process everything below ``inputs`` and write outputs and reports below ``out``.

    What did not change since an earlier run, by content and by all that can change its
    result, keeps its outcome. ``watch`` is told the name of every input as it is done.

    Raises:
        PlanError, PluginError: before the first document is read.
        MissingInputError, UsageError: an input does not exist or lies in ``out``.
        BusyError: another run is at work in ``out``.
        OutputError: ``out`` cannot be written.
    """
    kit = load(plan)
    _look(inputs, out)
    try:
        (out / FOLDER).mkdir(parents=True, exist_ok=True)
        with locked(out, out / FOLDER / "lock"):
            _sweep(out / FOLDER)
            ledger = Ledger(out)
            try:
                return _Run(plan, inputs, out, choice, ledger, fingerprint(plan, kit)).work(watch)
            finally:
                ledger.close()
    except (OSError, sqlite3.OperationalError) as error:
        raise _unwritable(out, error) from error


class _Run:
    """One run, under lock, with its ledger open."""

    def __init__(
        self, plan: Plan, inputs: list[Path], out: Path, choice: Choice, ledger: Ledger, fingerprint: str
    ) -> None:
        self._plan, self._inputs, self._out = plan, inputs, out
        self._choice, self._ledger, self._fingerprint = choice, ledger, fingerprint
        self._desk = desk(plan, Path(os.path.abspath(out)))
        self._at_work: dict[str, tuple[Input, Stat | None, Row | None]] = {}

    def work(self, watch: Callable[[str], None]) -> Summary:
        start = time.monotonic()
        named = tuple(files.display(str(path)) for path in self._inputs)
        started = self._ledger.begin(named)
        task = functools.partial(process, self._plan, str(self._desk.folder))
        executor = self._desk.kit.executors[self._plan.executor]
        with contextlib.ExitStack() as stack:
            outcomes = executor.map(task, self._to_do(watch))
            stack.callback(getattr(outcomes, "close", lambda: None))
            for outcome in outcomes:
                self._record(outcome)
                watch(outcome.path)
        removed = self._remove()
        self._ledger.settle()
        seconds = time.monotonic() - start
        batch = Batch(_Outcomes(self._ledger), started, seconds, named, self._plan.lang)
        for report in self._desk.kit.reports.values():
            files.write(self._out / report.filename, report.render(batch), self._desk.scratch, sync=True)
        anew = tuple((one.path, one.reason.code) for one in self._ledger.anew(20) if one.reason)
        summary = Summary(self._ledger.counts(), removed, round(seconds, 3), anew)
        self._ledger.end(summary)
        return summary

    def _to_do(self, watch: Callable[[str], None]) -> Iterator[Input]:
        """The inputs to work on; the others are kept on the way."""
        now = time.time_ns()
        for item in gather(self._inputs, self._out):
            stat, row = Stat.of(item.path), self._ledger.look(item)
            if stat is not None and self._choice.stable_for and now - stat.mtime < self._choice.stable_for * 10**9:
                self._leave(item, stat, row)
            elif row is not None and stat is not None and self._holds(item, stat, row):
                self._ledger.keep(item, stat)
                watch(files.display(item.name))
            else:
                self._at_work[files.display(item.name)] = (item, stat, row)
                yield item

    def _holds(self, item: Input, stat: Stat, row: Row) -> bool:
        """Whether the outcome in the ledger is what work would give."""
        if self._choice.force or row.fingerprint != self._fingerprint or row.code in TRANSIENT:
            return False
        if self._choice.retry_failed and row.status == "failed":
            return False
        if stat != row.stat and not (stat.size == row.stat.size and row.sha256 and row.sha256 == _digest(item)):
            return False
        return all(_there(path) for path in self._desk.targets(item.name, row.status).values())

    def _leave(self, item: Input, stat: Stat, row: Row | None) -> None:
        """Leave a file that may still be being written for the next run."""
        outcome = Outcome(files.display(item.name), "skipped", reason("unsettled"))
        outcome = _exported(outcome, None, item, self._desk)
        self._ledger.put(item, stat, self._fingerprint, outcome, announced=row is None or row.announced)

    def _record(self, outcome: Outcome) -> None:
        item, stat, row = self._at_work.pop(outcome.path)
        if outcome.reason and outcome.reason.code in ("timeout", "crash", "memory") and not outcome.outputs:
            outcome = msgspec.structs.replace(outcome, sha256=_digest(item))
            outcome = _exported(outcome, None, item, self._desk)
        known = row is not None and row.announced and row.status == "failed" and outcome.status == "failed"
        self._ledger.put(item, stat, self._fingerprint, outcome, announced=known)

    def _remove(self) -> int:
        gone = self._ledger.unseen(str(path.resolve()) for path in self._inputs)
        for name in gone:
            self._desk.clear(name)
            self._ledger.forget(name)
        return len(gone)


class _Outcomes:
    """The outcomes of a run, for as many walks as reports want."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __iter__(self) -> Iterator[Outcome]:
        return self._ledger.outcomes()


def _there(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _digest(item: Input) -> str | None:
    try:
        return hashlib.sha256(files.snapshot(item)).hexdigest()
    except DocumentError:
        return None


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


def _sweep(scratch: Path) -> None:
    """Remove what a killed run left on its way."""
    for path in scratch.glob("tmp*"):
        path.unlink(missing_ok=True)


def _unwritable(out: Path, error: Exception) -> OutputError:
    why = getattr(error, "strerror", None) or str(error)
    return OutputError(
        f"无法写入输出文件夹 {out}：{why}；请换一个文件夹或检查权限和空间",
        f"cannot write to the output folder {out}: {why}; choose another one, or look at its rights and space",
    )
