"""A damaged ledger is kept beside the new one, for who wants to look into it."""

import contextlib
from pathlib import Path

from pipeline.document.outputs import FOLDER, LEDGER


def set_aside(folder: Path) -> Path:
    """Move the damaged ledger of an output folder to a new name beside it, and return its path."""
    path = folder / FOLDER / LEDGER
    number = 1
    while (aside := path.with_name(f"{LEDGER}.broken-{number}")).exists():
        number += 1
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(LEDGER + suffix).replace(aside.with_name(aside.name + suffix))
    return aside
