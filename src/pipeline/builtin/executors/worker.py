"""What runs in a worker process: the task, on one input after another."""

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import msgspec

from pipeline.builtin.executors.safe_path import hand_on_nothing
from pipeline.contract import breakage
from pipeline.model.errors import PipelineError, reason
from pipeline.model.names import display
from pipeline.model.outcome import Input, Outcome

Task = Callable[[Input], Outcome]

OUTCOME, FAREWELL, ERROR = b"o", b"f", b"e"
"""First byte of an answer: an outcome; an outcome after which the worker ends; what ends the run."""
MORE, LAST = b"+", b"."
"""First byte of a part of an answer."""
PART = 4000
"""Bytes sent at once. A pipe takes so few whole or not at all (POSIX: ``PIPE_BUF``), so that
a worker that is stopped in the middle of an answer never holds up who reads it."""
LARGEST = 2**30
"""Bytes of one file that a worker may write: a library that fills the disk is stopped."""
RECYCLED = 2000
"""Inputs after which a worker makes room for a new one, against leaks in native code."""


class Limits(msgspec.Struct, frozen=True):
    """What one input may cost."""

    timeout: float
    """Seconds."""
    memory: int
    """MB of address space."""


class Note(ctypes.Structure):
    """Which part a worker runs: memory that it shares with its parent, to be read when it is dead."""

    _fields_ = (("since", ctypes.c_double), ("part", ctypes.c_char * 200))

    since: float
    """Seconds, by :func:`time.monotonic`, which all processes of a machine share."""
    part: bytes
    """UTF-8, cut where it does not fit; empty where none runs."""

    def put(self, part: str, since: float) -> None:
        """Write down that ``part`` runs."""
        self.since = since
        self.part = part.encode(errors="replace")[: Note.part.size - 1]  # type: ignore[attr-defined] # a field of ctypes


def work(
    task: Task, orders: "Connection[Any, Any]", answers: "Connection[Any, Any]", limits: Limits, note: Note
) -> None:
    """Answer orders until there are no more, and write into ``note`` which part is at work.

    After a failure for want of memory the process ends: what is left of it may be in pieces.
    """
    _prepare(limits)
    breakage.listen(note.put)
    for left in reversed(range(RECYCLED)):
        try:
            item: Input = orders.recv()
        except (EOFError, OSError):
            return
        _alarm(limits.timeout)
        try:
            answer, ends = _answer(task, item, last=not left)
        finally:
            _alarm(0)
        _send(answers, answer)
        if ends:
            return


def _answer(task: Task, item: Input, *, last: bool) -> tuple[bytes, bool]:
    try:
        outcome = task(item)
        content = msgspec.msgpack.encode(outcome)
    except PipelineError as error:
        return ERROR + msgspec.msgpack.encode((type(error).__name__, error.text)), True
    except MemoryError:
        outcome = Outcome(display(item.name), "failed", reason("memory", detail="MemoryError"))
    except BaseException as error:  # noqa: BLE001 - a plugin's code may throw anything, SystemExit too
        what = breakage.described(error)
        outcome = Outcome(display(item.name), "failed", reason("internal", detail=what))
    else:
        ends = last or (outcome.reason is not None and outcome.reason.code == "memory")
        return (FAREWELL if ends else OUTCOME) + content, ends
    return FAREWELL + msgspec.msgpack.encode(outcome), True


def _send(answers: "Connection[Any, Any]", answer: bytes) -> None:
    with contextlib.suppress(OSError):  # nobody reads any more: the next order ends us
        for start in range(0, len(answer), PART):
            answers.send_bytes((MORE if start + PART < len(answer) else LAST) + answer[start : start + PART])


def _alarm(seconds: float) -> None:
    """Have the system end this process after so many seconds, whatever it is doing by then; 0: no more."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _prepare(limits: Limits) -> None:
    """End with the parent, keep to the limits, leave stdout to the parent."""
    hand_on_nothing()
    os.dup2(2, 1)
    if sys.platform == "win32":
        return
    import resource

    end_with_parent()
    os.setsid()  # so that what a plugin starts ends with us
    limit = limits.memory * 2**20
    kept = ((resource.RLIMIT_AS, limit), (resource.RLIMIT_FSIZE, LARGEST), (resource.RLIMIT_CORE, 0))
    for kind, value in kept:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


def end_with_parent() -> None:
    """Have the system end this process when its parent ends (Linux; elsewhere it ends when it next looks for work)."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
