"""Work that may hang, or take all memory: in a process of its own."""

import contextlib
import multiprocessing
import os
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

MEMORY = 2 << 30
"""Bytes of address space."""


def limited(work: Callable[[Path], Any], path: Path, seconds: float) -> Any:
    """What ``work`` returns, or a sentence on why there is nothing: it took too long, crashed, or raised."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_inside, args=(sender, work, path, seconds))
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            return f"killed after {seconds:g} s"
        return receiver.recv()
    except EOFError:
        process.join()
        return f"died ({process.exitcode})"
    finally:
        process.kill()
        process.join()
        receiver.close()


def _inside(sender: Connection, work: Callable[[Path], Any], path: Path, seconds: float) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        result = work(path)
    except BaseException as error:  # noqa: BLE001 - a bad file makes an engine raise anything
        result = f"{type(error).__name__}: {error}"[:200]
    sender.send(result)
    sender.close()
    os._exit(0)
