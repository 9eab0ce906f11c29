"""Its report never ends, and swallows what would end it."""

import contextlib
import time
from collections.abc import Iterator

from pipeline import Report, hookimpl
from pipeline.contract.parts import Batch


class HangingReport(Report, frozen=True):
    """Waits for nothing."""

    filename = "hang.txt"

    def render(self, batch: Batch) -> Iterator[bytes]:
        yield b"begun"
        while batch.lang:
            with contextlib.suppress(Exception):  # what many parts do
                time.sleep(60)


@hookimpl
def reports() -> dict[str, type[Report]]:
    return {"hanging": HangingReport}
