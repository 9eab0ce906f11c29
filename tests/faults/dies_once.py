"""Its reader ends its process the first time it sees a file, and reads it the second time."""

import os
from pathlib import Path

from pipeline import Document, Reader, Source, hookimpl
from pipeline.contract.drafts import document


class DyingReader(Reader, frozen=True):
    """The file's second line says where it leaves its trace."""

    kind = "once"
    suffixes = (".once",)

    def recognises(self, source: Source) -> bool:
        return source.data.startswith(b"ONCE")

    def read(self, source: Source) -> Document:
        trace = Path(source.data.decode().splitlines()[1])
        if not trace.exists():
            trace.touch()
            os._exit(9)
        return document("第二次读到了。")


@hookimpl
def readers() -> dict[str, type[Reader]]:
    return {"once": DyingReader}
