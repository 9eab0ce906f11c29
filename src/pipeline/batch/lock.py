"""One run at a time in an output folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.model.errors import BusyError

PATIENCE = 0.5
"""Seconds; as long as who only looks whether it is held may hold it."""


@contextmanager
def locked(out: Path, path: Path) -> Iterator[None]:
    """Hold the lock file at ``path``; the system lets go of it when the process ends, however it ends.

    Raises:
        BusyError: another process holds it.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        lock.acquire(timeout=PATIENCE, poll_interval=0.05)
    except Timeout:
        raise BusyError(
            f"另一次运行正在使用输出文件夹 {out}，请等它结束", f"another run is at work in {out}; wait until it ends"
        ) from None
    try:
        yield
    finally:
        lock.release()


def held(path: Path) -> bool:
    """Whether a process holds the lock file at ``path``, which need not be ours to write."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return _held_by_others(path)


def _held_by_others(path: Path) -> bool:
    """Whether a process holds a file that can only be read; where the system does not tell, none is said to."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
