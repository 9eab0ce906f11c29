"""Outputs: what they are called, where they go, and how each is put in place whole."""

import contextlib
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Container, Iterable
from pathlib import Path

import msgspec

from pipeline.model.outcome import Status

FOLDER = ".pipeline"
"""Below an output folder: what we know of it, the lock, and files on their way."""


LEDGER = "ledger.sqlite"
"""In :data:`FOLDER`."""


LONGEST_NAME = 255
"""bytes in one part of a path, on every system we know."""


_UNSHOWN = re.compile(r"[\\\ud800-\udfff]")
"""What :func:`display` shows otherwise than it is. Where ``\\`` parts folders, no name has it."""


_NOTHING = re.compile("(?!)")


class Places(msgspec.Struct, frozen=True):
    """Where the files of a run go: one for each input and exporter, and the reports at the top."""

    folder: Path
    """Absolute."""
    exporters: tuple[tuple[str, str, tuple[Status, ...]], ...]
    """Name, suffix, and the outcomes that get such a file."""
    reports: tuple[str, ...]

    @property
    def scratch(self) -> Path:
        """A folder on the same file system, for files on their way."""
        return self.folder / FOLDER

    @property
    def reserved(self) -> frozenset[str]:
        """Names at the top of the folder that no input's file may have, in lower case."""
        return frozenset({FOLDER, *(name.lower() for name in self.reports)})

    def targets(self, stem: str, status: Status) -> dict[str, Path]:
        """The files of an input with this outcome, by exporter. ``stem``: its name as the file system has it."""
        return {
            name: self.folder / output_name(stem, suffix, self.reserved)
            for name, suffix, statuses in self.exporters
            if status in statuses
        }

    def all(self, stem: str) -> list[Path]:
        """Where the files of an input may be, whatever its outcome."""
        return [self.folder / output_name(stem, suffix, self.reserved) for _, suffix, _ in self.exporters]


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
