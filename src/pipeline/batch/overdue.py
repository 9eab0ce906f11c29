"""A deadline for the parts that run in the parent: reports, and exporters of what a dead worker left."""

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from pipeline.contract import breakage
from pipeline.contract.breakage import OverdueError

AGAIN = 1.0
"""Seconds after which a part that has swallowed its end is told of it once more."""
STEP = 5
"""A report may take so many times the limit of one document for one step: what it gives next, or the next outcome.
It sums up a whole batch; the last step of a workbook of a million rows packs them all."""
LEAST = 20.0
"""Seconds that any part may take for a step, however short the limit of a document: a busy machine is no fault."""


class Watch:
    """Ends parts that hang, where the system has an alarm (not on Windows); calls into C that heed no signal go on.

    ``seconds`` is asked for those of one document once a part runs; ``None``: there is no limit, as in a serial run.
    """

    def __init__(self, seconds: Callable[[], float | None]) -> None:
        self._seconds = seconds
        self._usable = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        self._part = ""

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Watch every part that runs within the block."""
        if not self._usable:
            yield
            return
        before = signal.signal(signal.SIGALRM, self._ring)
        breakage.listen(self._hear)
        try:
            yield
        finally:
            breakage.listen(None)
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL if before is None else before)

    def again(self) -> None:
        """The part at work shows a sign of life: its time begins anew."""
        if self._usable and self._part and self._seconds() is not None:
            signal.setitimer(signal.ITIMER_REAL, self.limit, AGAIN)

    @property
    def limit(self) -> float:
        """Seconds that the part at work may take for one step."""
        return max(LEAST, (self._seconds() or 0) * (STEP if self._part.startswith("reports.") else 1))

    def _hear(self, part: str, _since: float) -> None:
        self._part = part
        if self._seconds() is not None:
            signal.setitimer(signal.ITIMER_REAL, self.limit if part else 0, AGAIN)

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        if self._part:
            raise OverdueError(f"{self.limit:g}")
