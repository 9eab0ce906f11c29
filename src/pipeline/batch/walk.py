"""Walks an input folder once: every entry below it that is a document's or may be one."""

import os
from collections.abc import Iterator

from pipeline.document.outputs import FOLDER, has_ledger

NOT_DOCUMENTS = frozenset({FOLDER, ".git", ".hg", ".svn", ".bzr", ".jj"})
"""Folders in which programs keep their own account of what lies beside them; in lower case."""


def walk(folder: str, without: str) -> Iterator[tuple[str, str, OSError | None]]:
    """All entries below ``folder`` that are no folders: (path, name, error), sorted.

    Links are not followed. ``without`` is a folder to leave out, by whatever path it is
    met; so are folders below that an earlier run wrote to, and :data:`NOT_DOCUMENTS`. A
    folder that cannot be listed, and what cannot be told to be one, comes as an entry with its error.
    """
    pending = [(folder, "")]
    barred = _identity(without)
    while pending:
        path, prefix = pending.pop()
        try:
            with os.scandir(path) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            yield path, prefix.rstrip("/"), error
            continue
        if prefix and any(entry.name == FOLDER for entry in entries) and has_ledger(path):
            continue
        folders = []
        for entry in entries:
            try:
                folder_there = entry.is_dir(follow_symlinks=False) and not getattr(entry, "is_junction", bool)()
            except OSError as error:  # on some network drives each entry is asked for anew
                yield entry.path, prefix + entry.name, error
                continue
            if folder_there:
                if entry.name.lower() in NOT_DOCUMENTS:
                    continue
                if barred is None or _identity(entry.path) != barred:
                    folders.append((entry.path, f"{prefix}{entry.name}/"))
            else:
                yield entry.path, prefix + entry.name, None
        pending.extend(reversed(folders))


def _identity(path: str) -> tuple[int, int] | None:
    """What tells a folder from all others; ``None`` when it cannot be had."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
