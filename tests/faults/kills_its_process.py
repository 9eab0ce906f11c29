"""Its reader ends its process, in as many ways as there are words."""

import ctypes
import os
import signal
import sys

from pipeline import Document, Reader, Source, hookimpl

WAYS = (b"KILL", b"SEGV", b"EXIT", b"LEAVE")


class KillingReader(Reader, frozen=True):
    """Dies on what it recognises."""

    kind = "kill"
    suffixes = (".kill",)

    def recognises(self, source: Source) -> bool:
        return source.data.startswith(WAYS)

    def read(self, source: Source) -> Document:
        if source.data.startswith(b"KILL"):
            os.kill(os.getpid(), signal.SIGKILL)
        if source.data.startswith(b"SEGV"):
            ctypes.string_at(0)
        if source.data.startswith(b"EXIT"):
            os._exit(3)
        sys.exit("leaving")


@hookimpl
def readers() -> dict[str, type[Reader]]:
    return {"kill": KillingReader}
