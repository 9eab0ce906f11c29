"""What a run works on: the files below what was named to it, and what each is called."""

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from pipeline.batch.rows import Root
from pipeline.batch.walk import walk
from pipeline.document.outputs import FOLDER, LEDGER, has_ledger
from pipeline.document.snapshot import is_temporary
from pipeline.model.errors import MissingInputError, UsageError
from pipeline.model.names import display
from pipeline.model.outcome import Input

_BY_SYSTEMS = frozenset({"lost+found", "$recycle.bin", "system volume information"})
"""What a system puts into the top folder of a disk; in lower case."""
_OF_FOLDER = ("lock", "tmp", LEDGER)
"""How the names of all that we put into :data:`~pipeline.document.outputs.FOLDER` begin."""


def exist(inputs: Sequence[Path]) -> None:
    """Raise :class:`~pipeline.model.errors.MissingInputError` unless all of ``inputs`` are there."""
    for path in inputs:
        if not os.path.exists(path):
            raise missing(path)


def missing(path: Path) -> MissingInputError:
    """The error for an input that is not there and that no run has seen."""
    return MissingInputError(
        f"没有这个文件或文件夹：{path}，请检查路径", f"no such file or folder: {path}; check the path"
    )


def apart(inputs: Sequence[Path], out: Path) -> None:
    """Raise :class:`~pipeline.model.errors.UsageError` when one of ``inputs`` lies in ``out``."""
    try:
        folder = out.resolve()
    except (OSError, RuntimeError) as error:
        raise UsageError(
            f"输出文件夹 {out} 无法使用：{error}", f"the output folder {out} cannot be used: {error}"
        ) from error
    for path in inputs:
        if path.resolve().is_relative_to(folder):
            raise UsageError(
                f"输入 {path} 在输出文件夹 {out} 之内，请用 -o 另选一个输出文件夹",
                f"the input {path} lies in the output folder {out}; choose another one with -o",
            )


def ours(out: Path, besides: Collection[Path] = ()) -> None:
    """Raise :class:`~pipeline.model.errors.UsageError` unless ``out`` is new, empty or of earlier runs.

    ``besides`` are files that the caller itself puts there. No part of our own folder may
    lead out of it by a link.

    Raises:
        OSError: it cannot be listed.
    """
    for name in ("", LEDGER, "lock"):
        path = out / FOLDER / name
        if not os.path.realpath(path).startswith(os.path.join(os.path.realpath(out), "")):
            raise UsageError(
                f"{path} 是指向输出文件夹之外的链接，为安全起见已停止；请删除这个链接再运行",
                f"{path} is a link that leads out of the output folder; remove it and run again",
            )
    if not out.is_dir() or has_ledger(out):
        return
    written = {os.path.realpath(path) for path in besides}
    with os.scandir(out) as scan:
        for entry in scan:
            known = entry.name.lower() in _BY_SYSTEMS or is_temporary(entry.name)
            if known or os.path.realpath(entry.path) in written or _is_our_folder(entry):
                continue
            shown = display(entry.name)
            raise UsageError(
                f"输出文件夹 {out} 里已有别的文件（如 {shown}），却没有运行记录，为免覆盖已停止；"
                "请用 -o 另选一个新的或空的文件夹",
                f"the output folder {out} holds files that no run wrote (such as {shown}); "
                "choose a new or an empty folder with -o",
            )


def _is_our_folder(entry: "os.DirEntry[str]") -> bool:
    return (
        entry.name == FOLDER
        and entry.is_dir(follow_symlinks=False)
        and all(name.startswith(_OF_FOLDER) for name in os.listdir(entry.path))
    )


def gather(roots: Sequence[Root], out: Path) -> Iterator[Input]:
    """Everything below ``roots`` that is no folder, without what lies in ``out``.

    The name of an input is that of its root and what is below it. A folder that cannot be
    listed comes as an input itself: it fails with the system's own reason.
    """
    for root in roots:
        if not os.path.isdir(root.path):
            if root.there:
                yield Input(root.path, root.prefix, root.path)
            continue
        for entry, name, _ in walk(root.path, os.path.abspath(out)):
            yield Input(entry, f"{root.prefix}/{name}" if name else root.prefix, root.path)
