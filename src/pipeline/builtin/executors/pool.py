"""The parent's side of the worker processes: who is at work on what, and what became of it."""

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from multiprocessing.connection import wait

import msgspec

from pipeline.builtin.executors.safe_path import safe_path
from pipeline.builtin.executors.worker import ERROR, FAREWELL, LAST, Limits, Note, Task, work
from pipeline.model.errors import PipelineError
from pipeline.model.outcome import Input

GRACE = 1.0
"""Seconds past its deadline after which a worker that the system did not end is killed."""


PATIENCE = 3.0
"""Seconds to wait for a killed process; one that hangs in the system's own code (a dead network drive) is left."""

LONGEST_FOLDER = 70
"""bytes; a socket's whole name has 107 at most on Linux, 103 on macOS."""
TRIES = 5
"""To start a process."""


class Died(msgspec.Struct, frozen=True):
    """A worker ended without an answer."""

    late: bool
    """By its deadline."""
    how: str
    """``SIGSEGV``, ``exit code 3``."""
    seconds: float
    """It was at work."""
    part: str
    """The one that it ran, with its kind; empty where it ran none."""
    held: float
    """Seconds that it ran this part."""


class _Order(msgspec.Struct, frozen=True):
    """An input on its way."""

    item: Input
    again: bool = False
    """A worker has died over it before."""


class _Worker:
    """A process, what it is at work on, and until when."""

    def __init__(self, context: multiprocessing.context.BaseContext, task: Task, limits: Limits) -> None:
        theirs, self._orders = context.Pipe(duplex=False)
        self.answers, mine = context.Pipe(duplex=False)
        self._limits = limits
        self._parts: list[bytes] = []
        self._note = _shared_note(context)
        self._process = context.Process(  # type: ignore[attr-defined] # every context has it, their base has not
            target=work, args=(task, theirs, mine, limits, self._note), name="pipeline worker", daemon=True
        )
        with _without_main(), safe_path():
            self._process.start()
        self.ended: int = self._process.sentinel
        theirs.close()
        mine.close()

    def give(self, order: _Order) -> None:
        """Send it to work."""
        self.order = order
        self._since = time.monotonic()
        self.until = self._since + self._limits.timeout + GRACE
        with contextlib.suppress(OSError):  # it is dead; that shows when its answer is looked for
            self._orders.send(order.item)

    def answer(self) -> bytes | Died | None:
        """What it has to say; ``None``: nothing yet, or not all of it."""
        over = time.monotonic() >= self.until
        ended = wait([self.ended], timeout=0)
        while self.answers.poll():
            try:
                part = self.answers.recv_bytes()
            except (EOFError, OSError):
                ended = [self.ended]
                break
            self._parts.append(part[1:])
            if part[:1] == LAST:
                whole = b"".join(self._parts)
                self._parts.clear()
                return whole
        if not (ended or over):
            return None
        self.end()
        code = self._process.exitcode
        alarm = sys.platform != "win32" and code == -signal.SIGALRM
        ran, since = self._note.part.decode(errors="ignore"), max(self._since, self._note.since)
        now = time.monotonic()
        return Died(over or alarm, _named(code), now - self._since, ran, max(0.0, now - since))

    def end(self) -> None:
        """Kill it and what it has started."""
        if sys.platform != "win32" and self._process.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()  # it may not have come to lead its group yet
        self._process.join(PATIENCE)
        self._orders.close()
        self.answers.close()


def expect_work(module: str) -> None:
    """Start what workers come from, with ``module`` in it, beside whatever else is to be done."""
    context = _context()
    if context.get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        context.set_forkserver_preload([module])
        with safe_path():
            ensure_running()


def answers(
    task: Task, items: Iterable[Input], jobs: int, limits: Limits
) -> Generator[tuple[Input, bytes | Died], None, None]:
    """What became of each of ``items``, as it comes: an answer of :func:`~.worker.work`, or how its worker died.

    An input whose worker dies before its deadline is tried once more, in another worker: the
    death may have been meant for the process. Closing the iterator ends the workers.
    """
    context = _context()
    pending = iter(items)
    again: deque[Input] = deque()
    workers: list[_Worker] = []

    def following() -> _Order | None:
        item = next(pending, None)
        if item is not None:
            return _Order(item)
        return _Order(again.popleft(), again=True) if again else None

    try:
        while True:
            while len(workers) < jobs and (order := following()):
                workers.append(_started(context, task, limits))
                workers[-1].give(order)
            if not workers:
                return
            for worker in _speaking(workers):
                answer, order = worker.answer(), worker.order
                if answer is None:
                    continue
                gone = isinstance(answer, Died) or answer[:1] in (FAREWELL, ERROR)
                if not gone and (another := following()):
                    worker.give(another)
                else:
                    worker.end()
                    workers.remove(worker)
                if isinstance(answer, Died) and not (answer.late or order.again):
                    again.append(order.item)
                else:
                    yield order.item, answer
    finally:
        for worker in workers:
            worker.end()


def _shared_note(context: multiprocessing.context.BaseContext) -> Note:
    """One that a worker and we both see; one that only the worker sees where there is no shared memory."""
    try:
        return context.RawValue(Note)
    except OSError:
        return Note()


def _started(context: multiprocessing.context.BaseContext, task: Task, limits: Limits) -> _Worker:
    for _ in range(TRIES):
        try:
            return _Worker(context, task, limits)
        except (EOFError, ConnectionError):  # the server they come from is dead; the next try starts it anew
            time.sleep(0.1)
    raise PipelineError("无法启动工作进程", "no worker process can be started")


def _speaking(workers: list[_Worker]) -> list[_Worker]:
    """Those that have spoken, died or run out of time; waits until there is one."""
    first = min(worker.until for worker in workers)
    handles = [handle for worker in workers for handle in (worker.answers, worker.ended)]
    ready = wait(handles, timeout=max(0.0, first - time.monotonic()))
    now = time.monotonic()
    return [one for one in workers if one.answers in ready or one.ended in ready or now >= one.until]


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Spare a new process the import of the program's main file, which is slow and of no use to it."""
    main = vars(sys.modules["__main__"])
    kept = {"__file__": main.pop("__file__")} if "__file__" in main else {}
    try:
        yield
    finally:
        main.update(kept)


def _named(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _reachable() -> bool:
    """Whether the server's socket, which lies in the temporary folder, can have a name short enough."""
    try:
        return len(os.fsencode(tempfile.gettempdir())) < LONGEST_FOLDER
    except OSError:
        return False


def _context() -> multiprocessing.context.BaseContext:
    """How workers start: from a server that has the heavy libraries in it, where the system can fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods() or not _reachable():
        return multiprocessing.get_context("spawn")
    return multiprocessing.get_context("forkserver")
