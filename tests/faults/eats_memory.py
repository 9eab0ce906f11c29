"""Its reader takes memory until there is none: EAT in Python, GULP in C, which ends the process."""

import ctypes
import os

from pipeline import Document, Reader, Source, hookimpl


class EatingReader(Reader, frozen=True):
    """Eats on what it recognises."""

    kind = "eat"
    suffixes = (".eat",)

    def recognises(self, source: Source) -> bool:
        return source.data.startswith((b"EAT", b"GULP"))

    def read(self, source: Source) -> Document:
        hoard = []
        while source.data.startswith(b"EAT"):
            hoard.append(bytearray(1 << 26))
        allocate = ctypes.CDLL(None).malloc
        allocate.argtypes, allocate.restype = [ctypes.c_size_t], ctypes.c_void_p
        while allocate(1 << 26):
            pass
        os.abort()


@hookimpl
def readers() -> dict[str, type[Reader]]:
    return {"eat": EatingReader}
