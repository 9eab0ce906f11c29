"""What a run works on: the files below what was named to it, and what each is called."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline import files
from pipeline.errors import MissingInputError, UsageError
from pipeline.model import Input


def exist(inputs: Sequence[Path]) -> None:
    """Raise :class:`~pipeline.errors.MissingInputError` unless all of ``inputs`` are there."""
    for path in inputs:
        if not os.path.exists(path):
            raise MissingInputError(
                f"没有这个文件或文件夹：{path}，请检查路径", f"no such file or folder: {path}; check the path"
            )


def apart(inputs: Sequence[Path], out: Path) -> None:
    """Raise :class:`~pipeline.errors.UsageError` when one of ``inputs`` lies in ``out``."""
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


def gather(inputs: Sequence[Path], out: Path) -> Iterator[Input]:
    """Everything below ``inputs`` that is no folder, without what lies in ``out``.

    Names are those below the input folder; with several inputs the folder's own name
    stands in front, numbered where two are alike. A folder that cannot be listed comes as an
    input itself: it fails with the system's own reason.
    """
    alone = len(inputs) == 1 and inputs[0].is_dir()
    taken: set[str] = set()
    for path in inputs:
        root = path.resolve()
        prefix = "" if alone else _free(root, taken)
        taken.add(prefix)
        if not path.is_dir():
            yield Input(str(root), prefix, str(root))
            continue
        for entry, name, error in files.walk(os.path.abspath(path), os.path.abspath(out)):
            yield Input(entry, "/".join(filter(None, (prefix, name or ("." if error else "")))), str(root))


def _free(root: Path, taken: set[str]) -> str:
    name, number = root.name or "root", 1
    while name in taken:
        number += 1
        name = f"{root.stem}-{number}{root.suffix}"
    return name
