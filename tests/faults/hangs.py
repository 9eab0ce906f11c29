"""Its reader never comes back: HANG sleeps in C and lets nothing else run, STOP stops its process.

The file's second line, where it has one, says where it leaves a trace before that.
"""

import ctypes
import os
import signal
from pathlib import Path

from pipeline import Document, Reader, Source, hookimpl
from pipeline.contract.drafts import document


class HangingReader(Reader, frozen=True):
    """Hangs on what it recognises."""

    kind = "hang"
    suffixes = (".hang",)

    def recognises(self, source: Source) -> bool:
        return source.data.startswith((b"HANG", b"STOP"))

    def read(self, source: Source) -> Document:
        for trace in source.data.decode().splitlines()[1:]:
            Path(trace).touch()
        if source.data.startswith(b"HANG"):
            ctypes.PyDLL(None).sleep(600)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)
        return document("醒了。")


@hookimpl
def readers() -> dict[str, type[Reader]]:
    return {"hang": HangingReader}
