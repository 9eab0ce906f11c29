"""One run at a time in an output folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import BusyError


@contextmanager
def locked(out: Path, path: Path) -> Iterator[None]:
    """Hold the lock file at ``path``; the system lets go of it when the process ends, however it ends.

    Raises:
        BusyError: another process holds it.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BusyError(
            f"另一次运行正在使用输出文件夹 {out}，请等它结束", f"another run is at work in {out}; wait until it ends"
        ) from None
    try:
        yield
    finally:
        lock.release()
