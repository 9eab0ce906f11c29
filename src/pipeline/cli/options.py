"""Options that several commands share, and what their values come to."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from pipeline.model.errors import UsageError
from pipeline.model.language import did_you_mean, language, say
from pipeline.model.severity import SEVERITIES
from pipeline.model.text import counted
from pipeline.model.values import fault

LEVELS = (*SEVERITIES, "never")

EMPTY = "输入中没有任何文件，没有可检查的", "there are no files in what was named; nothing was checked"

PlanFile = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        metavar="FILE",
        help=say("方案文件，默认为当前文件夹的 pipeline.toml", "The plan; default: pipeline.toml here"),
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", metavar="RULE", help=say("只用这些规则（名称或通配）", "Only these rules, by name or pattern")
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE", help=say("不用这些规则（名称或通配）", "Not these rules")),
]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="LEVEL",
        help=say("有此级别以上的问题则退出码为 1：", "Exit 1 on findings this grave: ") + ", ".join(LEVELS),
    ),
]


def among(value: str, known: Collection[str], option: str) -> None:
    """Raise :class:`~pipeline.model.errors.UsageError` with the nearest unless ``value`` is one of ``known``."""
    if value not in known:
        zh, en = did_you_mean(value, known)
        raise UsageError(f"{option} 没有 {value!r} 这个值{zh}", f"{option} cannot be {value!r}{en}")


def fits(kind: Any) -> Callable[[Any], Any]:
    """A callback for an option whose value, if given, must be one of ``kind``: a number with its bounds."""

    def check(value: Any) -> Any:
        wrong = None if value is None else fault(value, kind)
        if wrong is not None:
            raise typer.BadParameter(wrong.sentence.say(language()))
        return value

    return check


def changed(plan: Any, said: dict[str, Any], limits: Mapping[str, Any] = {}) -> Any:
    """``plan`` with what the command line says in the place of its own; ``limits``: of its executor.

    Limits for an executor that has none are said to do nothing.
    """
    said = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items() if value}
    limits = {key: value for key, value in limits.items() if value is not None}
    plan = msgspec.structs.replace(plan, **said)
    if not limits:
        return plan
    from pipeline.plan.kit import takes_limits

    if not takes_limits(plan):
        given = ", ".join(f"--{name}" for name in limits)
        line = say(
            "执行方式 {name} 没有进程数和限额，{given} 不起作用",
            "the executor {name} has no workers and no limits; {given} does nothing",
        )
        typer.echo(f"pipeline: {line.format(name=plan.executor, given=given)}", err=True)
        return plan
    executors = plan.options.get("executors", {})
    own = {**(executors.get(plan.executor) or {}), **limits}
    return msgspec.structs.replace(plan, options={**plan.options, "executors": {**executors, plan.executor: own}})


def in_english(counts: Mapping[str, int]) -> str:
    """“1 error, 2 warnings, 0 infos”, from findings counted by severity."""
    return ", ".join(counted(counts[level], level) for level in SEVERITIES)


def reached(fail_on: str, counts: Mapping[str, int]) -> bool:
    """Whether there are findings, counted by severity, as grave as ``fail_on``."""
    return fail_on != "never" and any(counts.get(level) for level in LEVELS[: LEVELS.index(fail_on) + 1])
