"""Reports that break: by errors that look like the system's or the ledger's, by giving text, by giving nothing."""

import sqlite3
from collections.abc import Iterator

from pipeline import Report, hookimpl
from pipeline.contract.parts import Batch


class GoneReport(Report, frozen=True):
    """Looks for a file of its own that is not there, once it has begun."""

    filename = "gone.txt"

    def render(self, batch: Batch) -> Iterator[bytes]:
        yield b"begun"
        with open("/no/such/template"):
            pass


class FullReport(Report, frozen=True):
    """Fills a disk of its own."""

    filename = "full.txt"

    def render(self, batch: Batch) -> Iterator[bytes]:
        raise OSError(28, "No space left on device")


class DatabaseReport(Report, frozen=True):
    """Asks a database of its own."""

    filename = "database.txt"

    def render(self, batch: Batch) -> Iterator[bytes]:
        raise sqlite3.DatabaseError("file is not a database")


class EmptyReport(Report, frozen=True):
    """Forgets to return."""

    filename = "nothing.txt"

    def render(self, batch: Batch) -> Iterator[bytes]:
        return None  # type: ignore[return-value]


@hookimpl
def reports() -> dict[str, type[Report]]:
    return {"gone": GoneReport, "full": FullReport, "database": DatabaseReport, "empty": EmptyReport}
