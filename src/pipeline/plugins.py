"""Loads plugins into a Kit and binds the plan's options to it. With ``hookspecs``, all that knows pluggy."""

import functools
import hashlib
import importlib
import importlib.metadata
import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pluggy

from pipeline import hookspecs
from pipeline.errors import PipelineError, PlanError, PluginError
from pipeline.kinds import KINDS, Executor, Exporter, Kit, Reader, Report, Splitter, Stage, Tagger
from pipeline.plan import Plan, did_you_mean
from pipeline.rule import NAME, Part, Rule

BUILTIN = "builtin"
GROUP = "pipeline"
"""The entry point group of packaged plugins."""

CLASSES: dict[str, type[Part]] = {
    "readers": Reader,
    "stages": Stage,
    "splitters": Splitter,
    "taggers": Tagger,
    "rules": Rule,
    "exporters": Exporter,
    "reports": Report,
    "executors": Executor,
}


def _ending(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"(\.[\w-]+)+", value) is not None


FACTS: dict[str, dict[str, Callable[[object], bool]]] = {
    "readers": {
        "kind": lambda value: isinstance(value, str) and value != "",
        "suffixes": lambda value: isinstance(value, tuple) and all(map(_ending, value)),
    },
    "exporters": {
        "suffix": _ending,
        "statuses": lambda value: isinstance(value, tuple) and set(value) <= {"done", "failed", "skipped"},
    },
    "reports": {
        "filename": lambda value: isinstance(value, str) and re.fullmatch(r"[\w-]+(\.[\w-]+)+", value) is not None
    },
}
"""What a class of each kind says of itself, and what it may be: no path leads out of the output folder."""


class Brought(msgspec.Struct, frozen=True):
    """What one plugin brings: kind -> name -> class; or why it cannot be used."""

    plugin: str
    parts: dict[str, dict[str, type[Part]]] = {}
    error: PipelineError | None = None


@functools.lru_cache(maxsize=4)
def _load(plan: bytes) -> Kit:
    return assemble(msgspec.msgpack.decode(plan, type=Plan))


def load(plan: Plan) -> Kit:
    """The kit of ``plan``, made once in a process.

    Raises:
        PluginError: a plugin is missing, broken, misspelt, brings nothing or a name twice.
        PlanError: the plan names a part or option that does not exist.
    """
    try:
        key = msgspec.msgpack.encode(plan)
    except (OverflowError, UnicodeEncodeError) as error:
        raise PlanError(
            f"方案 {plan.path!a} 中的值无法使用：{error}", f"a value in the plan {plan.path!a} cannot be used: {error}"
        ) from None
    return _load(key)


def assemble(plan: Plan) -> Kit:
    """As :func:`load`, anew."""
    parts: dict[str, dict[str, type[Part]]] = {kind: {} for kind in KINDS}
    owner: dict[tuple[str, str], str] = {}
    for brought in survey(plan):
        if brought.error is not None:
            raise brought.error
        for kind, classes in brought.parts.items():
            for name, cls in classes.items():
                other = owner.setdefault((kind, name), brought.plugin)
                if other != brought.plugin:
                    raise PluginError(
                        f"插件 {brought.plugin} 和 {other} 都提供了 {kind} {name!r}，请改名",
                        f"the plugins {brought.plugin} and {other} both bring {name!r} in {kind}; rename one",
                    )
                parts[kind][name] = cls
    # An organisation's readers look first: they may know a kind of docx or pdf better.
    ours_last = sorted(parts["readers"].items(), key=lambda part: owner["readers", part[0]] == BUILTIN)
    parts["readers"] = dict(ours_last)
    return _bind(plan, parts)


def survey(plan: Plan) -> Iterator[Brought]:
    """What each plugin of the plan brings, ours first, each looked at alone; never raises."""
    seen = set()
    for name in (BUILTIN, *plan.plugins):
        try:
            if name in seen:
                raise PluginError(f"插件 {name} 在方案中写了两次", f"the plan names the plugin {name} twice")
            seen.add(name)
            yield Brought(name, _bring(name, _module(name)))
        except PipelineError as error:
            yield Brought(name, error=error)


def _module(name: str) -> object:
    try:
        if name == BUILTIN:
            return importlib.import_module("pipeline.builtin.plugin")
        if name.endswith(".py"):
            return _file(Path(name))
        return _entry_point(name)
    except PipelineError:
        raise
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        raise PluginError(f"插件 {name} 无法加载：{what}", f"the plugin {name} cannot be loaded: {what}") from error


def _file(path: Path) -> ModuleType:
    if not path.is_file():
        raise PluginError(f"没有这个插件文件：{path}", f"no such plugin file: {path}")
    name = f"pipeline_plugin_{path.stem}_{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _entry_point(name: str) -> object:
    installed = {point.name: point for point in importlib.metadata.entry_points(group=GROUP)}
    if name not in installed:
        zh, en = did_you_mean(name, installed) if installed else ("；尚未安装任何插件", "; no plugin is installed")
        raise PluginError(
            f"没有安装名为 {name!r} 的插件{zh}（单个文件请写路径，如 './{name}.py'）",
            f"no plugin {name!r} is installed{en} (for a single file write its path, as './{name}.py')",
        )
    module: object = installed[name].load()
    return module


def _bring(plugin: str, module: object) -> dict[str, dict[str, type[Part]]]:
    found = pluggy.PluginManager(hookspecs.PROJECT)
    found.add_hookspecs(hookspecs)
    try:
        found.register(module, plugin)
        found.check_pending()
    except pluggy.PluginValidationError as error:
        raise _misspelt(plugin, module, error) from error
    if not found.get_hookcallers(module):
        bare = [kind for kind in KINDS if callable(getattr(module, kind, None))]
        raise PluginError(
            f"插件 {plugin} 什么也没有提供"
            + (f"：函数 {bare[0]} 上缺少 @hookimpl" if bare else "：没有带 @hookimpl 的函数"),
            f"the plugin {plugin} brings nothing"
            + (f": its function {bare[0]} lacks @hookimpl" if bare else ": it has no function with @hookimpl"),
        )
    parts = {}
    for kind in KINDS:
        for implementation in getattr(found.hook, kind).get_hookimpls():
            parts[kind] = _classes(plugin, kind, implementation.function)
    return parts


def _misspelt(plugin: str, module: object, error: Exception) -> PluginError:
    for name in dir(module):
        if name not in KINDS and hasattr(getattr(module, name), f"{hookspecs.PROJECT}_impl"):
            zh, en = did_you_mean(name, KINDS)
            return PluginError(
                f"插件 {plugin}：没有名为 {name!r} 的挂钩{zh}", f"plugin {plugin}: there is no hook {name!r}{en}"
            )
    return PluginError(f"插件 {plugin} 的挂钩有误：{error}", f"plugin {plugin}: {error}")


def _classes(plugin: str, kind: str, bring: Any) -> dict[str, type[Part]]:
    def wrong(zh: str, en: str) -> PluginError:
        return PluginError(f"插件 {plugin} 的 {kind}()：{zh}", f"plugin {plugin}, {kind}(): {en}")

    try:
        classes = bring()
    except (Exception, SystemExit) as error:
        what = f"{type(error).__name__}: {error}"
        raise wrong(f"运行出错：{what}", f"it raised {what}") from error
    if not isinstance(classes, dict) or not classes:
        raise wrong("应返回“名称 → 类”的字典，且不能为空", "it must return a dict of name to class that is not empty")
    wanted = CLASSES[kind]
    for name, cls in classes.items():
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise wrong(
                f"名称 {name!r} 应由小写字母和连字符组成",
                f"the name {name!r} must be lower-case words joined by hyphens",
            )
        if not (isinstance(cls, type) and issubclass(cls, wanted)):
            raise wrong(f"{name!r} 不是 {wanted.__name__} 的子类", f"{name!r} is no subclass of {wanted.__name__}")
        if issubclass(cls, Rule) and cls.name != name:
            raise wrong(f"规则 {cls.name!r} 登记成了 {name!r}", f"the rule {cls.name!r} is brought as {name!r}")
        for fact, fit in FACTS.get(kind, {}).items():
            value = getattr(cls, fact, None)
            if not fit(value):
                raise wrong(f"{name!r} 的 {fact} 不可用：{value!r}", f"{fact} of {name!r} cannot be used: {value!r}")
    return classes


def _bind(plan: Plan, parts: dict[str, dict[str, type[Part]]]) -> Kit:
    for kind, options in plan.options.items():
        for name in options:
            _known(name, parts[kind], kind)
    for name in plan.stages:
        _known(name, parts["stages"], "stages")
    _known(plan.executor, parts["executors"], "executors")
    if plan.options_of("executors", plan.executor) is False:
        raise PlanError(
            f"方案停用了它要用的执行方式 {plan.executor!r}",
            f"the plan leaves out {plan.executor!r}, the executor that it names",
        )
    parts["stages"] = {name: parts["stages"][name] for name in plan.stages}
    parts["executors"] = {plan.executor: parts["executors"][plan.executor]}
    parts["rules"] = {name: parts["rules"][name] for name in selected(plan, parts["rules"])}
    bound: dict[str, dict[str, Any]] = {
        kind: {
            name: _option(plan, kind, name, cls)
            for name, cls in classes.items()
            if plan.options_of(kind, name) is not False
        }
        for kind, classes in parts.items()
    }
    for kind, fact in (("exporters", "suffix"), ("reports", "filename")):
        _apart(kind, fact, bound[kind])
    return Kit(**bound)


def _apart(kind: str, fact: str, parts: dict[str, Any]) -> None:
    """Two parts must not write the same file."""
    writer: dict[str, str] = {}
    for name, part in parts.items():
        other = writer.setdefault(getattr(part, fact).casefold(), name)
        if other != name:
            raise PlanError(
                f"{kind} {other!r} 和 {name!r} 会写同一个文件（{getattr(part, fact)}），请停用其一",
                f"the {kind} {other!r} and {name!r} would write the same file ({getattr(part, fact)}); leave one out",
            )


def selected(plan: Plan, rules: dict[str, type[Part]]) -> list[str]:
    """The names of the rules that run, sorted.

    Raises:
        PlanError: an entry of ``select`` or ``ignore`` fits no rule.
    """
    for pattern in (*plan.select, *plan.ignore):
        if not any(fnmatchcase(name, pattern) for name in rules):
            _known(pattern, rules, "rules")
    return sorted(
        name
        for name in rules
        if any(fnmatchcase(name, pattern) for pattern in plan.select)
        and not any(fnmatchcase(name, pattern) for pattern in plan.ignore)
    )


def _known(name: str, parts: dict[str, type[Part]], kind: str) -> None:
    if name not in parts:
        zh, en = did_you_mean(name, parts)
        raise PlanError(
            f"方案中的 {name!r} 不在 {kind} 之列{zh}", f"the plan names {name!r}, which is not among the {kind}{en}"
        )


def _option(plan: Plan, kind: str, name: str, cls: type[Part]) -> Part:
    options = plan.options_of(kind, name)
    assert isinstance(options, dict)
    for key in options:
        if key not in cls.__struct_fields__:
            known = cls.__struct_fields__
            zh, en = did_you_mean(key, known) if known else ("；它没有选项", "; it has no options")
            raise PlanError(
                f"方案 [{kind}.{name}] 中没有选项 {key!r}{zh}", f"[{kind}.{name}] has no option {key!r}{en}"
            )
    try:
        return msgspec.convert(options, cls)
    except msgspec.ValidationError as error:
        raise PlanError(
            f"方案 [{kind}.{name}] 的选项有误：{error}", f"wrong option in [{kind}.{name}]: {error}"
        ) from None
