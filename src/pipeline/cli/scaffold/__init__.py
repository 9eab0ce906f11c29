"""Files to begin with: copies of what lies below this folder, with names filled in."""

from pathlib import Path
from string import Template

from pipeline.model.errors import UsageError

SUFFIX = ".template"
"""Taken off a file's name, so that no tool takes a template for the real thing."""


def write(kind: str, folder: Path, values: dict[str, str]) -> list[Path]:
    """Write the files of ``kind`` below ``folder``, and return their paths.

    ``${name}`` in a file is replaced by its value; so is a part of a path that is spelt
    ``_name_``.

    Raises:
        UsageError: one of them is there already, or cannot be written; none is overwritten.
    """
    source = Path(__file__).parent / kind
    files: dict[Path, str] = {}
    for template in sorted(source.rglob(f"*{SUFFIX}")):
        name = str(template.relative_to(source)).removesuffix(SUFFIX)
        for key, value in values.items():
            name = name.replace(f"_{key}_", value)
        files[folder / name] = Template(template.read_text(encoding="utf-8")).substitute(values)
    there = [path for path in files if path.exists()]
    if there:
        raise UsageError(f"已有 {there[0]}，不覆盖", f"{there[0]} is there already and is not overwritten")
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise UsageError(f"无法写入 {path}：{error.strerror}", f"cannot write {path}: {error.strerror}") from None
    return list(files)
