"""Its reader claims every file whose content begins with CRASH and raises."""

from pipeline import Document, Reader, Source, hookimpl


class CrashReader(Reader, frozen=True):
    """Raises on what it recognises."""

    kind = "crash"
    suffixes = (".crash",)

    def recognises(self, source: Source) -> bool:
        return source.data.startswith(b"CRASH")

    def read(self, source: Source) -> Document:
        message = f"cannot read {source.name}"
        raise ZeroDivisionError(message)


@hookimpl
def readers() -> dict[str, type[Reader]]:
    return {"crash": CrashReader}
