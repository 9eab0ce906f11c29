"""``pipeline.toml`` -> one :class:`Plan` of plain values."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from pipeline.contract.parts import KINDS
from pipeline.model.errors import PlanError
from pipeline.model.language import did_you_mean
from pipeline.model.text import Text
from pipeline.model.values import WrongValueError, converted
from pipeline.plan.toml_file import line_of, parsed

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
    """Whether records hold the text."""
    with_layout: bool = False
    """Whether records hold how the document looks."""
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
    with_text: bool = False
    with_layout: bool = False
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
        with_text=settings.with_text,
        with_layout=settings.with_layout,
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
    table = parsed(path)
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


def _settings(path: Path, table: dict[str, Any]) -> _Toml:
    """What stands beside the tables, once the whole file has been seen to have the right shape."""
    settings = {}
    for key, value in table.items():
        if key in SETTINGS:
            settings[key] = value
        else:
            _is_table(path, key, value)
    try:
        found: _Toml = converted(settings, _Toml)
    except WrongValueError as error:
        at, told = place(str(path), str(error.fault.keys[0])), error.fault.sentence
        raise PlanError(f"{at.zh}：{told.zh}", f"{at.en}: {told.en}") from None
    return found


def _is_table(path: Path, key: str, value: object) -> None:
    """Raise :class:`~pipeline.model.errors.PlanError` unless what stands at ``key`` is a table of tables."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        at = place(str(path), key)
        raise PlanError(f"{at.zh}：请把 [[{key}]] 写成 [{key}.名称]", f"{at.en}: write [{key}.name] for [[{key}]]")
    if not isinstance(value, dict):
        from pipeline.builtin.families import FAMILIES

        at, tables = place(str(path), key), (*KINDS, *FAMILIES)
        if key in tables:
            raise PlanError(
                f"{at.zh}：{key} 应是表，请写成 [{key}.名称]", f"{at.en}: {key} must be a table; write [{key}.name]"
            )
        zh, en = did_you_mean(key, (*SETTINGS, *tables))
        raise PlanError(f"{at.zh}有不认识的键 {key!r}{zh}", f"{at.en}: unknown key {key!r}{en}")
    for name, part in value.items():
        if not (isinstance(part, dict) or part is False):
            at = place(str(path), key, name)
            raise PlanError(
                f"{at.zh}：[{key}] 下的 {name} 应是一张选项表，或 false（停用）",
                f"{at.en}: {name} below [{key}] must be a table of options, or false to leave it out",
            )


def place(plan: str | None, *keys: str) -> Text:
    """Where the plan, or that pack of it which has the last word, says what stands at ``keys``."""
    if plan is None:
        return Text("方案", "the plan")
    path, number = _said(Path(plan), keys) or (Path(plan), None)
    if number is None:
        return Text(f"方案 {path} ", f"the plan {path}")
    return Text(f"方案 {path} 第 {number} 行", f"the plan {path}, line {number}")


def _said(path: Path, keys: tuple[str, ...]) -> tuple[Path, int] | None:
    number = line_of(path, keys)
    if number is not None:
        return path, number
    packs = parsed(path).get("extends", ())
    return next(filter(None, (_said(path.resolve().parent / name, keys) for name in reversed(packs))), None)


def sources(plan: Plan) -> list[Path]:
    """The files that the plan comes from: itself, the packs that it extends, and its plugins of one file."""
    plugins = [Path(name) for name in plan.plugins if name.endswith(".py")]
    return [*(_packs(Path(plan.path)) if plan.path else ()), *plugins]


def _packs(path: Path) -> list[Path]:
    extended = parsed(path).get("extends", ())
    return [path, *(pack for name in extended for pack in _packs(path.resolve().parent / name))]


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
    for named in inputs:
        if _among(path, named):
            raise PlanError(
                f"{FILENAME} 与要检查的 {named} 在一处，为安全起见不自动采用；确要使用请加 --plan {FILENAME}",
                f"{FILENAME} lies where {named} is, among the documents, and is not used unasked; "
                f"add --plan {FILENAME} to use it",
            )
    return read(path)


def _among(plan: Path, named: Path) -> bool:
    """Whether the plan lies in or below the folder ``named``, or beside the file ``named``, by whatever path or link.

    What does not exist holds no documents.
    """
    homes = {Path(os.path.abspath(plan)).parent, Path(os.path.realpath(plan)).parent}
    if os.path.isdir(named):
        return any(_same(folder, named) for home in homes for folder in (home, *home.parents))
    if not os.path.lexists(named):
        return False
    beside = Path(os.path.abspath(named)).parent, Path(os.path.realpath(named)).parent
    return any(_same(home, folder) for home in homes for folder in beside)


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
