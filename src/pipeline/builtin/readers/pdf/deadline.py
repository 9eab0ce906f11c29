"""An end to Python code that may never end."""

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

AGAIN, PATIENCE = 0.2, 2.0
"""Seconds between two attempts to stop the code, which may loop while it tidies up, and for all of them."""
_Answer = TypeVar("_Answer")


class TooLong(BaseException):
    """The time is over. No ``Exception``, which the code may swallow."""


def within(seconds: float, work: Callable[[], _Answer]) -> _Answer:
    """What ``work`` returns, or raises, in so many seconds of wall time.

    It runs in a thread of its own, in which :class:`TooLong` is raised when the time is over,
    again where that is swallowed or answered by another loop. The caller's thread is never
    interrupted. A call into C that does not end is left behind.

    Raises:
        TooLong: the time is over.
    """
    answers: list[_Answer] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(work())
        except BaseException as error:  # noqa: BLE001 - handed to the caller
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    left = PATIENCE
    while thread.is_alive() and left > 0:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(TooLong))
        thread.join(AGAIN)
        left -= AGAIN
    if answers:
        return answers[0]
    raise errors[0] if errors else TooLong
