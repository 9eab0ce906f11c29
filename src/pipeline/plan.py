"""``pipeline.toml`` -> one :class:`Plan` of plain values."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from pipeline.errors import PlanError
from pipeline.kinds import KINDS
from pipeline.messages import did_you_mean

FILENAME = "pipeline.toml"


class Plan(msgspec.Struct, frozen=True):
    """What a run does. Plain values only, so that it can travel to a worker."""

    path: str | None = None
    """Where it was read from; ``None`` for the plan we ship."""
    plugins: tuple[str, ...] = ()
    """Names of installed plugins, or absolute paths of Python files."""
    stages: tuple[str, ...] = ("split", "tag", "check")
    executor: str = "local"
    select: tuple[str, ...] = ("*",)
    """Rules that run, by name or pattern (``heading-*``)."""
    ignore: tuple[str, ...] = ()
    """Rules that do not run, whatever ``select`` says."""
    lang: str = "zh"
    with_text: bool = False
    allow_removals: bool = False
    """Whether results are removed when all, or more than half, of an input is gone."""
    options: dict[str, dict[str, Any]] = {}
    """Kind -> part -> its options by name, or ``False`` to leave the part out."""
    families: dict[str, dict[str, Any]] = {}
    """Family -> rule -> what its table says, or ``False`` to leave the rule out."""

    def options_of(self, kind: str, name: str) -> dict[str, Any] | bool:
        """The options of one part; ``False`` when the plan leaves it out."""
        found: dict[str, Any] | bool = self.options.get(kind, {}).get(name, {})
        return found


class _Toml(msgspec.Struct, forbid_unknown_fields=True):
    """The keys of a file, beside its tables, and what they hold."""

    extends: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    stages: tuple[str, ...] = Plan().stages
    executor: str = Plan().executor
    select: tuple[str, ...] = Plan().select
    ignore: tuple[str, ...] = ()
    allow_removals: bool = False


SETTINGS = _Toml.__struct_fields__


def read(path: Path) -> Plan:
    """The plan in the file at ``path``, with the packs that it extends.

    What a file says wins over what it extends, and a later pack over an earlier one:
    tables are merged by key, anything else is replaced; plugins alone add up.

    Raises:
        PlanError: no such file, no TOML, packs that extend each other, an unknown key or a
            value of the wrong kind.
    """
    merged = _gathered(path, ())
    settings = msgspec.convert({key: value for key, value in merged.items() if key in SETTINGS}, _Toml)
    tables = {key: value for key, value in merged.items() if key not in SETTINGS}
    return Plan(
        path=str(path),
        plugins=settings.plugins,
        stages=settings.stages,
        executor=settings.executor,
        select=settings.select,
        ignore=settings.ignore,
        allow_removals=settings.allow_removals,
        options={key: table for key, table in tables.items() if key in KINDS},
        families={key: table for key, table in tables.items() if key not in KINDS},
    )


def _gathered(path: Path, extending: tuple[Path, ...]) -> dict[str, Any]:
    """What the file says, and what it extends; ``extending`` are the files that led here."""
    here = path.resolve()
    if here in extending:
        circle = " → ".join(file.name for file in (*extending[extending.index(here) :], here))
        raise PlanError(f"方案互相引用，成了循环：{circle}", f"plans extend each other in a circle: {circle}")
    table = _parsed(path)
    settings = _settings(path, table)
    merged: dict[str, Any] = {}
    for name in settings.extends:
        merged = _over(merged, _gathered(here.parent / name, (*extending, here)))
    own = [str(here.parent / name) if name.endswith(".py") else name for name in settings.plugins]
    return _over(merged, {**{key: value for key, value in table.items() if key != "extends"}, "plugins": own})


def _over(lower: dict[str, Any], upper: dict[str, Any]) -> dict[str, Any]:
    """Both, with what ``upper`` says in the place of what ``lower`` says; a plugin that both name counts once."""
    known = lower.get("plugins", [])
    plugins = [*known, *(name for name in upper["plugins"] if name not in known)]
    return {**_merged(lower, upper), "plugins": plugins}


def _merged(lower: dict[str, Any], upper: dict[str, Any]) -> dict[str, Any]:
    merged = dict(lower)
    for key, value in upper.items():
        below = lower.get(key)
        merged[key] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
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


def _settings(path: Path, table: dict[str, Any]) -> _Toml:
    """What stands beside the tables, once the whole file has been seen to have the right shape."""
    settings = {}
    for key, value in table.items():
        if key in SETTINGS:
            settings[key] = value
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            raise PlanError(
                f"方案 {path}：请把 [[{key}]] 写成 [{key}.名称]", f"plan {path}: write [{key}.name] for [[{key}]]"
            )
        if not isinstance(value, dict):
            zh, en = did_you_mean(key, (*SETTINGS, *KINDS))
            raise PlanError(f"方案 {path} 中有不认识的键 {key!r}{zh}", f"unknown key {key!r} in the plan {path}{en}")
        for name, part in value.items():
            if not (isinstance(part, dict) or part is False):
                raise PlanError(
                    f"方案 {path}：[{key}] 下的 {name} 应是一张选项表，或 false（停用）",
                    f"plan {path}: {name} below [{key}] must be a table of options, or false to leave it out",
                )
    try:
        return msgspec.convert(settings, _Toml)
    except msgspec.ValidationError as error:
        raise PlanError(f"方案 {path} 的值有误：{error}", f"wrong value in the plan {path}: {error}") from None


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
