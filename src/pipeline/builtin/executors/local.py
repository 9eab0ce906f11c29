"""A pool of processes on this machine."""

import contextlib
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import Annotated

import msgspec

from pipeline.errors import PipelineError, reason
from pipeline.files import display
from pipeline.kinds import Executor
from pipeline.model import Input, Outcome

AHEAD = 4
"""Inputs given to the pool for each worker, so that none waits for the parent."""
WARM = ("pipeline.engine", "lxml.etree", "pypdfium2", "rjieba", "jinja2")
"""What nearly every document needs, imported once for all workers where they are forked."""
RECYCLED = 2000
"""Inputs after which a worker makes room for a new one, against leaks in native code."""


class Local(Executor, frozen=True):
    """Worker processes, one input at a time in each.

    An input beyond its deadline or its memory is ended, native code and all; it, or one that
    takes its worker down, costs itself alone. Workers end with their parent. Memory is
    limited where the system can (not on Windows).
    """

    jobs: Annotated[int, msgspec.Meta(ge=0)] = 0
    """Workers; 0: one for each processor we may use."""
    timeout: Annotated[float, msgspec.Meta(gt=0)] = 120.0
    """Seconds for one input."""
    memory: Annotated[int, msgspec.Meta(ge=256)] = 2048
    """MB of address space for one worker."""

    def map(self, task: Callable[[Input], Outcome], items: Iterable[Input]) -> Iterator[Outcome]:
        """One outcome for each input, as they come; closing the iterator ends the workers."""
        from pebble import ProcessPool

        pending = iter(items)
        jobs = self.jobs or _processors()
        first = list(islice(pending, jobs))
        if not first:
            return
        pool = ProcessPool(
            max_workers=len(first),
            max_tasks=RECYCLED,
            initializer=_prepare,
            initargs=(self.memory,),
            context=_context(),
        )
        running: dict[Future[bytes], Input] = {}

        def give(inputs: Iterable[Input]) -> None:
            for item in inputs:
                running[pool.schedule(_work, args=(task, item), timeout=self.timeout)] = item

        try:
            give(first)
            give(islice(pending, jobs * (AHEAD - 1)))
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    item = running.pop(future)
                    give(islice(pending, 1))
                    yield self._outcome(future, item)
        finally:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _outcome(self, future: "Future[bytes]", item: Input) -> Outcome:
        from pebble import ProcessExpired

        try:
            return msgspec.msgpack.decode(future.result(), type=Outcome)
        except PipelineError:
            raise
        except TimeoutError:
            why = reason("timeout", detail=f"{self.timeout:g}")
        except MemoryError:
            why = reason("memory", detail=f"{self.memory} MB")
        except ProcessExpired as error:
            why = reason("crash", detail=f"exit code {error.exitcode}")
        except Exception as error:  # noqa: BLE001 - whatever a plugin's code threw across the border
            why = reason("internal", detail=f"{type(error).__name__}: {error}")
        return Outcome(display(item.name), "failed", why)


def _work(task: Callable[[Input], Outcome], item: Input) -> bytes:
    return msgspec.msgpack.encode(task(item))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """How workers start: from a server that has the heavy libraries in it, where the system can fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(WARM))
    return context


def _prepare(memory: int) -> None:
    """In a new worker: end with the parent, keep to the limits, leave stdout to the parent."""
    os.dup2(2, 1)
    if sys.platform == "win32":
        return
    import resource
    import signal

    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() == 1:
            os._exit(1)
    limit = memory * 2**20
    for kind, value in ((resource.RLIMIT_AS, limit), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))
