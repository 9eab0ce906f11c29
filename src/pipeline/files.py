"""Inputs read without risk, outputs written whole."""

import contextlib
import hashlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.model import Input

FOLDER = ".pipeline"
"""Below an output folder: what we know of it, the lock, and files on their way."""
LEDGER = "ledger.sqlite"
"""In :data:`FOLDER`."""
NOT_DOCUMENTS = frozenset({FOLDER, ".git", ".hg", ".svn", ".bzr", ".jj"})
"""Folders in which programs keep their own account of what lies beside them; in lower case."""
HALF_LOADED = (".part", ".partial", ".crdownload", ".filepart", ".download", ".downloading", ".opdownload", ".xltd")
"""Endings, in lower case, that browsers and download programs give to a file until it is whole."""
LARGEST = 512 * 2**20
"""bytes; a larger file is not read."""
_AS_FOLDERS = (".download",)
"""Those that Safari gives to a folder in which it keeps the unfinished file under its own name."""
_CAREFULLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
"""How an input is opened: no link is followed and nothing waited for, whatever took the file's place a moment ago."""
_SHOWN = re.compile(r"\\\\|\\x([0-9a-f]{2})")
LONGEST_NAME = 255
"""bytes in one part of a path, on every system we know."""
_UNSHOWN = re.compile(r"[\\\ud800-\udfff]")
"""What :func:`display` shows otherwise than it is. Where ``\\`` parts folders, no name has it."""
_NOTHING = re.compile("(?!)")


def display(name: str) -> str:
    r"""``name`` with bytes that are not UTF-8 written as ``\xNN``, so that it can be encoded.

    A backslash is doubled (where it can stand in a name), so that two names never look alike.
    """
    if os.sep == "/":
        name = name.replace("\\", "\\\\")
    return name.encode("utf-8", sys.getfilesystemencodeerrors()).decode("utf-8", "backslashreplace")


def original(shown: str) -> str:
    """The name that :func:`display` shows so."""
    if os.sep != "/":
        return shown
    return _SHOWN.sub(lambda found: "\\" if found[1] is None else chr(0xDC00 + int(found[1], 16)), shown)


def is_temporary(name: str) -> bool:
    """Whether a program or the system made this file for itself, or has not loaded the whole of it.

    ``name`` is that of the file and of the folders around it, with ``/``.
    """
    *folders, leaf = name.split("/")
    known, lower = (".ds_store", "thumbs.db", "desktop.ini"), leaf.lower()
    if leaf.startswith(("~$", "~WRL", ".~", "._")) or lower in known or lower.endswith(HALF_LOADED):
        return True
    return any(folder.lower().endswith(_AS_FOLDERS) for folder in folders)


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


def has_ledger(folder: str | Path) -> bool:
    """Whether runs have written to ``folder``: a ledger of theirs, sound or set aside, lies there."""
    try:
        with os.scandir(os.path.join(folder, FOLDER)) as scan:
            return any(entry.name == LEDGER or entry.name.startswith(f"{LEDGER}.broken-") for entry in scan)
    except OSError:
        return False


def within(folder: Path, path: Path) -> bool:
    """Whether ``path`` lies below ``folder`` when all links on the way to it are followed, its own name apart."""
    top = os.path.realpath(folder)
    try:
        return os.path.commonpath((top, os.path.realpath(path.parent))) == top
    except ValueError:  # on another drive
        return False


def _identity(path: str) -> tuple[int, int] | None:
    """What tells a folder from all others; ``None`` when it cannot be had."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


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


def output_name(name: str, suffix: str, reserved: Container[str] = ()) -> str:
    """``name`` + ``suffix``, where the outputs of ``name`` go; :func:`display` shows it as it is.

    Every part of the path that cannot be shown or is too long for the file system, and a
    first part that is ``reserved`` (in lower case), is set apart with a digest. What cannot be
    shown (a backslash, bytes that are not UTF-8) becomes ``_``.
    """
    return _output(name, suffix, reserved, _UNSHOWN)


def earlier_name(name: str, suffix: str, reserved: Container[str] = ()) -> str:
    """Where the outputs of ``name`` went before names that cannot be shown were replaced."""
    return _output(name, suffix, reserved, _NOTHING)


def _output(name: str, suffix: str, reserved: Container[str], replaced: re.Pattern[str]) -> str:
    *folders, tail = name.split("/")
    parts = [
        _part(folder, "", folder, replaced, apart=not depth and folder.lower() in reserved)
        for depth, folder in enumerate(folders)
    ]
    parts.append(_part(tail, suffix, name, replaced, apart=not folders and (tail + suffix).lower() in reserved))
    return "/".join(parts)


def _part(part: str, suffix: str, told: str, replaced: re.Pattern[str], *, apart: bool) -> str:
    """One part of an output's path; a digest of ``told`` sets it apart where it is not ``part`` + ``suffix``."""
    shown = replaced.sub("_", part)
    room = LONGEST_NAME - len(os.fsencode(suffix))
    if shown == part and len(os.fsencode(part)) <= room and not apart:
        return part + suffix
    mark = "~" + hashlib.sha256(os.fsencode(told)).hexdigest()[:8]
    while len(os.fsencode(shown)) > room - len(mark):
        shown = shown[:-1]
    return shown + mark + suffix


def there(path: Path) -> bool:
    """Whether a regular file with something in it is at ``path``."""
    try:
        status = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size > 0


def write(path: Path, parts: Iterable[bytes], scratch: Path, *, sync: bool = False) -> None:
    """Put a file in place in one move: it is there whole or not at all.

    ``scratch`` is a folder on the same file system for the file until then. ``sync`` makes
    sure of it against a power cut too, which costs a disk's turn.

    Raises:
        OSError: the folder cannot be made or the file not written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=scratch)
    try:
        with open(descriptor, "wb") as file:
            file.writelines(parts)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        _allow(temporary)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _allow(path: str) -> None:
    """Give the file the rights a plain ``open`` would have given it; ``mkstemp`` allows the owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(path, 0o666 & ~mask)
