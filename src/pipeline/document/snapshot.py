"""Inputs read without risk: one private copy of the bytes, or the reason why there is none."""

import hashlib
import os
import stat

from pipeline.model.errors import DocumentError
from pipeline.model.outcome import Input

HALF_LOADED = (".part", ".partial", ".crdownload", ".filepart", ".download", ".downloading", ".opdownload", ".xltd")
"""Endings, in lower case, that browsers and download programs give to a file until it is whole."""


LARGEST = 512 * 2**20
"""bytes; a larger file is not read."""


_AS_FOLDERS = (".download",)
"""Those that Safari gives to a folder in which it keeps the unfinished file under its own name."""


_CAREFULLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""How an input is opened: no link is followed and nothing waited for, whatever took the file's place a moment ago."""


def is_temporary(name: str) -> bool:
    """Whether a program or the system made this file for itself, or has not loaded the whole of it.

    ``name`` is that of the file and of the folders around it, with ``/``.
    """
    *folders, leaf = name.split("/")
    known, lower = (".ds_store", "thumbs.db", "desktop.ini"), leaf.lower()
    if leaf.startswith(("~$", "~WRL", ".~", "._")) or lower in known or lower.endswith(HALF_LOADED):
        return True
    return any(folder.lower().endswith(_AS_FOLDERS) for folder in folders)


def snapshot(item: Input) -> bytes:
    """The bytes of a regular file, unchanged while they were read.

    Raises:
        DocumentError: ``not-regular``, ``vanished``, ``unreadable``, ``limit`` or ``changing``.
    """
    try:
        before = os.lstat(item.path)
        if stat.S_ISDIR(before.st_mode):
            os.scandir(item.path).close()
        if not stat.S_ISREG(before.st_mode):
            raise DocumentError("not-regular", detail=_type(before.st_mode))
        if before.st_size > LARGEST:
            raise DocumentError("limit", detail=f"{before.st_size / 2**20:.0f} MB > {LARGEST // 2**20} MB")
        with open(os.open(item.path, _CAREFULLY), "rb") as file:
            opened = os.fstat(file.fileno())
            data = file.read(before.st_size + 1)
            after = os.fstat(file.fileno())
    except FileNotFoundError:
        raise DocumentError("vanished") from None
    except OSError as error:
        raise DocumentError("unreadable", detail=error.strerror or type(error).__name__) from None
    if not stat.S_ISREG(opened.st_mode) or _state(before) != _state(after) or len(data) != after.st_size:
        raise DocumentError("changing")
    return data


def digest(path: str) -> str | None:
    """SHA-256 of a regular file's content, hexadecimal; ``None`` when it cannot be had. Holds no more than a part."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        with open(os.open(path, _CAREFULLY), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _state(status: os.stat_result) -> tuple[int, ...]:
    """What changes when a file does; the last also where a program sets the time of change back."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _type(mode: int) -> str:
    names = {stat.S_IFLNK: "link", stat.S_IFIFO: "FIFO", stat.S_IFSOCK: "socket", stat.S_IFDIR: "folder"}
    return names.get(stat.S_IFMT(mode), "device")
