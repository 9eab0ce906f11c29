"""Plugins as people name them on the command line, and as they are named there."""

from pathlib import Path

from pipeline.model.errors import UsageError
from pipeline.model.language import did_you_mean
from pipeline.plan.discovery import BUILTIN, Brought, installed
from pipeline.plan.plan import Plan


def plugin(name: str, plan: Plan) -> str:
    """The plugin as a plan names it: ours, one of ``plan`` by name or by the name of its file, a file, or installed.

    Raises:
        UsageError: it is none of these.
    """
    if name.endswith(".py"):
        return str(Path(name).resolve())
    files = {Path(one).stem: one for one in plan.plugins if one.endswith(".py")}
    if name in files:
        return files[name]
    known = {BUILTIN, *installed(), *plan.plugins}
    if name not in known:
        zh, en = did_you_mean(name, {*files, *(one for one in known if not one.endswith(".py"))})
        raise UsageError(f"没有名为 {name!r} 的插件{zh}", f"there is no plugin {name!r}{en}")
    return name


def alone(name: str) -> Plan:
    """A plan with this plugin and ours."""
    return Plan() if name == BUILTIN else Plan(plugins=(name,))


def headline(brought: Brought) -> str:
    """Name, version and file, as far as they say something new."""
    return "  ".join(dict.fromkeys(filter(None, (brought.plugin, brought.version, brought.path))))
