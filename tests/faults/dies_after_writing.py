"""Its executor kills the run once the files of the first input are written, before their outcome is recorded."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator

from pipeline import Executor, hookimpl
from pipeline.model.outcome import Input, Outcome


class DyingExecutor(Executor, frozen=True):
    """Works on one input and dies."""

    def map(self, task: Callable[[Input], Outcome], items: Iterable[Input]) -> Iterator[Outcome]:
        for item in items:
            outcome = task(item)
            os.kill(os.getpid(), signal.SIGKILL)
            yield outcome


@hookimpl
def executors() -> dict[str, type[Executor]]:
    return {"dies-after-writing": DyingExecutor}
