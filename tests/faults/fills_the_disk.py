"""Its reader claims every file whose content begins with FILL and writes a very large file."""

import tempfile

from pipeline import Document, Reader, Source, hookimpl


class FillReader(Reader, frozen=True):
    """Writes a byte far out, which takes no room on the disk."""

    kind = "fill"
    suffixes = (".fill",)

    def recognises(self, source: Source) -> bool:
        return source.data.startswith(b"FILL")

    def read(self, source: Source) -> Document:
        with tempfile.TemporaryFile(buffering=0) as file:
            file.seek(2**31)
            file.write(b"x")
        return Document(source.name, self.kind, "written")


@hookimpl
def readers() -> dict[str, type[Reader]]:
    return {"fill": FillReader}
