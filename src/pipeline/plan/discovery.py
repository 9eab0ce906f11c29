"""What each plugin brings, looked at alone. With ``hookspecs``, all that knows pluggy."""

import hashlib
import importlib
import importlib.metadata
import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pluggy

from pipeline.contract import hookspecs
from pipeline.contract.family import Family
from pipeline.contract.hookspecs import HOOKS
from pipeline.contract.parts import Executor, Exporter, Reader, Report, Splitter, Stage, Tagger
from pipeline.contract.rule import NAME, Part, Rule
from pipeline.model.errors import PipelineError, PluginError
from pipeline.model.language import did_you_mean
from pipeline.plan.plan import SETTINGS, Plan
from pipeline.version import __version__

BUILTIN = "builtin"
GROUP = "pipeline"
"""The entry point group of packaged plugins."""

CLASSES: dict[str, type[Part]] = {
    "readers": Reader,
    "stages": Stage,
    "splitters": Splitter,
    "taggers": Tagger,
    "rules": Rule,
    "families": Family,
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
    version: str = ""
    """Of a plugin that is an installed package."""
    path: str = ""
    """The file that has the hooks."""
    error: PipelineError | None = None


def survey(plan: Plan) -> Iterator[Brought]:
    """What each plugin of the plan brings, ours first, each looked at alone; never raises."""
    seen = set()
    for name in (BUILTIN, *plan.plugins):
        try:
            if name in seen:
                raise PluginError(f"插件 {name} 在方案中写了两次", f"the plan names the plugin {name} twice")
            seen.add(name)
            module, version = _module(name)
            yield Brought(name, _bring(name, module), version, getattr(module, "__file__", None) or "")
        except PipelineError as error:
            yield Brought(name, error=error)


def installed() -> dict[str, importlib.metadata.EntryPoint]:
    """The packaged plugins that a plan can name."""
    return {point.name: point for point in importlib.metadata.entry_points(group=GROUP)}


def _module(name: str) -> tuple[object, str]:
    """The module of a plugin, and its version."""
    try:
        if name == BUILTIN:
            from pipeline.builtin import plugin

            return plugin, __version__
        if name.endswith(".py"):
            return _file(Path(name)), ""
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
        beside = [file.name for file in path.parent.glob("*.py")]
        zh, en = did_you_mean(path.name, beside) if beside else ("", "")
        raise PluginError(f"没有这个插件文件：{path}{zh}", f"no such plugin file: {path}{en}")
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


def _entry_point(name: str) -> tuple[object, str]:
    points = installed()
    if name not in points:
        zh, en = did_you_mean(name, points) if points else ("；尚未安装任何插件", "; no plugin is installed")
        raise PluginError(
            f"没有安装名为 {name!r} 的插件{zh}（单个文件请写路径，如 './{name}.py'）",
            f"no plugin {name!r} is installed{en} (for a single file write its path, as './{name}.py')",
        )
    package = points[name].dist
    return points[name].load(), package.version if package else ""


def _bring(plugin: str, module: object) -> dict[str, dict[str, type[Part]]]:
    found = pluggy.PluginManager(hookspecs.PROJECT)
    found.add_hookspecs(hookspecs)
    try:
        found.register(module, plugin)
        found.check_pending()
    except pluggy.PluginValidationError as error:
        raise _misspelt(plugin, module, error) from error
    if not found.get_hookcallers(module):
        bare = [kind for kind in HOOKS if callable(getattr(module, kind, None))]
        raise PluginError(
            f"插件 {plugin} 什么也没有提供"
            + (f"：函数 {bare[0]} 上缺少 @hookimpl" if bare else "：没有带 @hookimpl 的函数"),
            f"the plugin {plugin} brings nothing"
            + (f": its function {bare[0]} lacks @hookimpl" if bare else ": it has no function with @hookimpl"),
        )
    parts = {}
    for kind in HOOKS:
        for implementation in getattr(found.hook, kind).get_hookimpls():
            parts[kind] = _classes(plugin, kind, implementation.function)
    return parts


def _misspelt(plugin: str, module: object, error: Exception) -> PluginError:
    for name in dir(module):
        if name not in HOOKS and hasattr(getattr(module, name), f"{hookspecs.PROJECT}_impl"):
            zh, en = did_you_mean(name, HOOKS)
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
        if kind == "rules" and getattr(cls, "name", None) != name:
            own = getattr(cls, "name", None)
            raise wrong(f"规则 {own!r} 登记成了 {name!r}", f"the rule {own!r} is brought as {name!r}")
        for fact, fit in FACTS.get(kind, {}).items():
            value = getattr(cls, fact, None)
            if not fit(value):
                raise wrong(f"{name!r} 的 {fact} 不可用：{value!r}", f"{fact} of {name!r} cannot be used: {value!r}")
        if kind == "families" and name in (*SETTINGS, *HOOKS):
            raise wrong(f"{name!r} 在方案中另有含义，请改名", f"{name!r} means something else in a plan; rename it")
    return classes
