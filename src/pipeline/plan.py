"""``pipeline.toml`` -> one :class:`Plan` of plain values."""

import difflib
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import PlanError
from pipeline.kinds import KINDS

FILENAME = "pipeline.toml"


class Plan(msgspec.Struct, frozen=True):
    """What a run does. Plain values only, so that it can travel to a worker."""

    path: str | None = None
    """Where it was read from; ``None`` for the plan we ship."""
    plugins: tuple[str, ...] = ()
    """Names of installed plugins, or absolute paths of Python files."""
    stages: tuple[str, ...] = ("split", "tag", "check")
    executor: str = "serial"
    select: tuple[str, ...] = ("*",)
    """Rules that run, by name or pattern (``heading-*``)."""
    ignore: tuple[str, ...] = ()
    """Rules that do not run, whatever ``select`` says."""
    lang: str = "zh"
    with_text: bool = False
    options: dict[str, dict[str, Any]] = {}
    """Kind -> part -> its options by name, or ``False`` to leave the part out."""

    def options_of(self, kind: str, name: str) -> dict[str, Any] | bool:
        """The options of one part; ``False`` when the plan leaves it out."""
        found: dict[str, Any] | bool = self.options.get(kind, {}).get(name, {})
        return found


class _Toml(msgspec.Struct, forbid_unknown_fields=True):
    """The keys of the file and what they hold."""

    plugins: tuple[str, ...] = ()
    stages: tuple[str, ...] = Plan().stages
    executor: str = Plan().executor
    select: tuple[str, ...] = Plan().select
    ignore: tuple[str, ...] = ()


KEYS = tuple(dict.fromkeys((*_Toml.__struct_fields__, *KINDS)))


def read(path: Path) -> Plan:
    """The plan in the file at ``path``.

    Raises:
        PlanError: no such file, no TOML, an unknown key or a value of the wrong kind.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise PlanError(f"没有这个方案文件：{path}", f"no such plan: {path}") from None
    except OSError as error:
        raise PlanError(
            f"方案文件打不开：{path}（{error.strerror}）", f"cannot open the plan {path}: {error.strerror}"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlanError(
            f"方案文件 {path} 不是正确的 TOML：{error}", f"the plan {path} is no valid TOML: {error}"
        ) from None
    options: dict[str, dict[str, Any]] = {}
    for key in list(table):
        if key not in KEYS:
            hint_zh, hint_en = did_you_mean(key, KEYS)
            raise PlanError(
                f"方案 {path} 中有不认识的键 {key!r}{hint_zh}", f"unknown key {key!r} in the plan {path}{hint_en}"
            )
        if key in KINDS and isinstance(table[key], dict):
            options[key] = table.pop(key)
    for kind, parts in options.items():
        for name, value in parts.items():
            if not (isinstance(value, dict) or value is False):
                raise PlanError(
                    f"方案 {path}：[{kind}] 下的 {name} 应是一张选项表，或 false（停用）",
                    f"plan {path}: {name} below [{kind}] must be a table of options, or false to leave it out",
                )
    try:
        toml = msgspec.convert(table, _Toml)
    except msgspec.ValidationError as error:
        raise PlanError(f"方案 {path} 的值有误：{error}", f"wrong value in the plan {path}: {error}") from None
    folder = path.resolve().parent
    return Plan(
        path=str(path),
        plugins=tuple(str(folder / name) if name.endswith(".py") else name for name in toml.plugins),
        stages=toml.stages,
        executor=toml.executor,
        select=toml.select,
        ignore=toml.ignore,
        options=options,
    )


def find(given: Path | None, inputs: Iterable[Path]) -> Plan:
    """The plan to use: the one given, else ``pipeline.toml`` in the current folder, else the one we ship.

    Raises:
        PlanError: as :func:`read`; or the plan found lies among the documents, which must
            not bring code.
    """
    if given is not None:
        return read(given)
    path = Path(FILENAME)
    if not path.exists():
        return Plan()
    places = path.absolute(), path.resolve()
    for folder in inputs:
        if any(place.is_relative_to(at) for place in places for at in (folder.absolute(), folder.resolve())):
            raise PlanError(
                f"{FILENAME} 位于输入文件夹 {folder} 之内，为安全起见不自动采用；确要使用请加 --plan {FILENAME}",
                f"{FILENAME} lies inside the input folder {folder} and is not used unasked; "
                f"add --plan {FILENAME} to use it",
            )
    return read(path)


def did_you_mean(name: str, known: Iterable[str]) -> tuple[str, str]:
    """What to add, in both languages, to an error about ``name``: the nearest known name, or all."""
    known = sorted(known)
    near = difflib.get_close_matches(name, known, 1, 0.6)
    if near:
        return f"，是否想写 {near[0]!r}？", f"; did you mean {near[0]!r}?"
    listed = ", ".join(known)
    return f"；可用的有：{listed}", f"; there are: {listed}"
