"""A pool of processes on this machine."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from pipeline.contract import breakage
from pipeline.contract.parts import LimitedExecutor
from pipeline.model import errors
from pipeline.model.finding import NotChecked
from pipeline.model.names import display
from pipeline.model.outcome import Input, Outcome, Reason
from pipeline.model.text import Text

if TYPE_CHECKING:
    from pipeline.builtin.executors.pool import Died

SHARE = 0.1
"""Of the time that a document took until its deadline, what a part must have had of it to be one that hangs; where
the reader took the rest, whatever ran last is not to blame."""


class Local(LimitedExecutor, frozen=True):
    """Worker processes, one input at a time in each.

    An input beyond its deadline or its memory is ended, native code and all; it, or one that
    twice takes its worker down, costs itself alone. Workers end with their parent (on Linux at
    once). Memory is limited where the system can (not on Windows).
    """

    def expect(self, module: str) -> None:
        """Start the server that workers are forked from, where the system can fork; it imports ``module``."""
        from pipeline.builtin.executors.pool import expect_work

        expect_work(module)

    def map(self, task: Callable[[Input], Outcome], items: Iterable[Input]) -> Iterator[Outcome]:
        """One outcome for each input, as they come; closing the iterator ends the workers."""
        from pipeline.builtin.executors.pool import Died, answers
        from pipeline.builtin.executors.worker import ERROR, Limits

        found = answers(task, items, self.jobs or _processors(), Limits(self.timeout, self.memory))
        with contextlib.closing(found):
            for item, answer in found:
                if isinstance(answer, Died):
                    yield self._lost(item, answer)
                elif answer[:1] == ERROR:
                    raise _error(answer[1:])
                else:
                    yield _outcome(item, answer[1:])

    def _lost(self, item: Input, died: "Died") -> Outcome:
        """What is said of an input whose worker died; the part that it ran is named."""
        limit = f"{self.timeout:g}"
        why = errors.reason("timeout", detail=limit) if died.late else errors.reason("crash", detail=died.how)
        if died.part:
            ran = Text("{why}（当时运行的是：{part}）", "{why} (at work was {part})")
            message = ran.fill(why=why.message, part=breakage.named(died.part))
            why = msgspec.structs.replace(why, message=message)
        lost: tuple[NotChecked, ...] = ()
        if _to_blame(died):
            hung = Text("没有在时限（{limit} 秒）内结束", "did not end within the time limit ({limit} s)")
            fatal = Text("使工作进程意外终止：{how}", "brought its process down: {how}")
            lost = (breakage.broken(died.part, hung.fill(limit=limit) if died.late else fatal.fill(how=died.how)),)
        return msgspec.structs.replace(_failed(item, why), not_checked=lost, seconds=died.seconds)


def _to_blame(died: "Died") -> bool:
    """Whether the part that a dead worker ran is broken; a reader is not, which had a file from anybody before it."""
    kind = died.part.partition(".")[0]
    return kind not in ("", "readers") and (not died.late or died.held >= SHARE * died.seconds)


def _outcome(item: Input, content: bytes) -> Outcome:
    try:
        return msgspec.msgpack.decode(content, type=Outcome)
    except msgspec.ValidationError as error:  # a part of a plugin put something else into it
        return _failed(item, errors.reason("internal", detail=str(error)))


def _failed(item: Input, why: Reason) -> Outcome:
    return Outcome(display(item.name), "failed", why)


def _error(content: bytes) -> errors.PipelineError:
    name, text = msgspec.msgpack.decode(content, type=tuple[str, Text])
    kind: type[errors.PipelineError] = getattr(errors, name, errors.PipelineError)
    return kind(text.zh, text.en)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
