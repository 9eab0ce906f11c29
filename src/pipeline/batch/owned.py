"""Which files in the output folder are ours, so that no other is overwritten or removed."""

import errno
import os
from collections.abc import Collection
from pathlib import Path

from pipeline.document.outputs import Places, within
from pipeline.model.names import display, original

NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP})
"""What the system says of a path where no file can be."""


def taken(places: Places, name: str, owned: Collection[str]) -> str | None:
    """The first place of an output of the input ``name`` where a file lies that ``owned``, our files, does not name."""
    for target in places.all(name):
        shown = shown_in(places.folder, target)
        if shown not in owned and os.path.lexists(target) and not _is_folder(target):
            return shown
        for folder in target.parents[: len(target.relative_to(places.folder).parts) - 1]:
            if os.path.lexists(folder) and not folder.is_dir():
                return shown_in(places.folder, folder)
    return None


def files_of(places: Places, name: str) -> list[str]:
    """How an outcome would name the files of the input ``name``, whatever became of it."""
    return [shown_in(places.folder, target) for target in places.all(name)]


def shown_in(folder: Path, path: Path) -> str:
    """How an outcome names a file of ours."""
    return display(path.relative_to(folder).as_posix())


def remove(folder: Path, outputs: Collection[str]) -> None:
    """Remove files of ours, by the names that outcomes give them, and the folders that they leave empty."""
    for shown in outputs:
        path = folder / original(shown)
        if not within(folder, path):
            continue
        try:
            if not _is_folder(path):
                path.unlink()
                tidy(path.parent, folder)
        except OSError as error:
            if error.errno not in NOWHERE:
                raise


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def tidy(folder: Path, top: Path) -> None:
    """Remove ``folder`` and those above it up to ``top`` as far as nothing is left in them."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
