"""Time without a clock on the wall: how the CPU time of work grows with its size, and waiting for what must happen.

Neither changes its answer because other programs keep the machine busy.
"""

import time
from collections.abc import Callable
from typing import TypeVar

TIMES = 8
"""How many times as large the larger of two sizes is."""
MOST = TIMES**1.5
"""Work in proportion to its size takes 8 times as long, quadratic work 64 times; this is as far from both."""
ROUNDS = 4
"""Measurements of which the shortest counts: caches that others empty make the CPU time longer, never shorter."""
CEILING = 600.0
"""Seconds after which a test gives up waiting; far more than what is waited for takes on the busiest machine."""
_STEP = 0.02
"""Seconds between two looks."""
_Made = TypeVar("_Made")


def growth(make: Callable[[int], _Made], work: Callable[[_Made], object], size: int) -> float:
    """How many times as much CPU time ``work`` takes on ``make(size)`` as on one of an eighth of the size.

    What is measured again is made again. No more than ``MOST`` is measured once.
    """
    small = min(_cpu(make(size // TIMES), work) for _ in range(ROUNDS))
    large = found = _cpu(make(size), work)
    for _ in range(ROUNDS - 1):
        found = large / small
        if found < MOST:
            break
        large = min(large, _cpu(make(size), work))
        small = min(small, _cpu(make(size // TIMES), work))
    return found


def _cpu(made: _Made, work: Callable[[_Made], object]) -> float:
    start = time.process_time()
    work(made)
    return time.process_time() - start


def wait_for(happened: Callable[[], object], what: str) -> None:
    """Return as soon as ``happened`` gives something true.

    Raises:
        AssertionError: ``what`` did not happen.
    """
    until = time.monotonic() + CEILING
    while not happened():
        assert time.monotonic() < until, f"waited in vain: {what}"
        time.sleep(_STEP)
