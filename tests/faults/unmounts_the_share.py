"""Its executor has the share 收文, which lies beside the plan's folder, go away once the first input is done."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline import Executor, hookimpl
from pipeline.model.outcome import Input, Outcome

SHARE = Path(__file__).parent.parent / "收文"


class UnmountingExecutor(Executor, frozen=True):
    """One input after another; all are known before the first is done."""

    def map(self, task: Callable[[Input], Outcome], items: Iterable[Input]) -> Iterator[Outcome]:
        for item in list(items):
            yield task(item)
            if SHARE.exists():
                SHARE.rename(SHARE.with_name("away"))


@hookimpl
def executors() -> dict[str, type[Executor]]:
    return {"unmounts-the-share": UnmountingExecutor}
