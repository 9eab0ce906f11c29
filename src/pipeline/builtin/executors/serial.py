"""The plainest executor."""

from collections.abc import Callable, Iterable, Iterator

from pipeline.contract.parts import Executor
from pipeline.model.outcome import Input, Outcome


class Serial(Executor, frozen=True):
    """One input after another, in this process."""

    def map(self, task: Callable[[Input], Outcome], items: Iterable[Input]) -> Iterator[Outcome]:
        """As the built-in :func:`map`."""
        return map(task, items)
