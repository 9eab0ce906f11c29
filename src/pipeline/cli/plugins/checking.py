"""``pipeline plugins check [NAME|FILE…]``."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import PlanFile
from pipeline.contract.parts import Reader, Splitter
from pipeline.contract.rule import Part, Rule
from pipeline.model.errors import FINDINGS, USAGE, PipelineError
from pipeline.model.language import language, say
from pipeline.plan.plan import Plan

HELP = say(
    "检验插件：逐条规则运行其例子，看各格式会不会误认别的文件。不给名称则检验方案中的全部插件和规则；"
    "FILE 可以是 .py 插件，也可以是 .toml 方案或规则包。"
    "有例子不成立，退出码为 1；装不上，为 2",
    "Prove plugins: run every example of every rule, and see that formats take no other for their own. "
    "Without a name, of all that is in the plan; "
    "a file is a plugin (.py), or a plan or pack (.toml). "
    "Exit code 1 when an example fails, 2 when something does not load",
)


def check(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME|FILE]...", help=say("插件名称、.py 或 .toml 文件", "Plugins, .py or .toml files")
        ),
    ] = None,
    plan: PlanFile = None,
) -> None:
    """A line for each rule and format: ✓ proved, ✗ and what came instead, · without examples."""
    from pipeline.cli.unasked import without_files

    if not targets:
        chosen, held = without_files(plan)
        if held is not None:
            raise held
        raise typer.Exit(_proved(chosen, ours=True))
    raise typer.Exit(max([_proved(_planned(target, plan), ours=target == "builtin") for target in targets]))


def _planned(target: str, plan: Path | None) -> Plan:
    from pipeline.cli.plugins.targets import alone, plugin
    from pipeline.plan import plan as plans

    if target.endswith(".toml"):
        return plans.read(Path(target))
    return alone(plugin(target, Plan() if target.endswith(".py") else plans.find(plan, ())))


def _proved(plan: Plan, *, ours: bool) -> int:
    """Print the proof of what ``plan`` names and says; ``ours``: of the built-in plugin, too. The exit code."""
    from pipeline.plan.discovery import BUILTIN, survey
    from pipeline.plan.kit import assemble, written

    groups: list[tuple[str, Iterable[type[Part]], Iterable[str]]] = []
    known: dict[str, dict[str, type[Part]]] = {"rules": {}, "families": {}}
    try:
        for brought in survey(plan):
            if brought.error is not None:
                raise brought.error
            for kind, parts in known.items():
                parts.update(brought.parts.get(kind, {}))
            if ours or brought.plugin != BUILTIN:
                groups.append(
                    (brought.plugin, brought.parts.get("rules", {}).values(), brought.parts.get("readers", ()))
                )
        if plan.families:
            groups.append((plan.path or "", written(plan, known).values(), ()))
        kit = assemble(plan)
    except PipelineError as error:
        typer.echo(f"✗ {error.text.say(language())}")
        return USAGE
    hold = True
    for title, rules, readers in groups:
        typer.echo(title)
        for rule in rules:
            assert issubclass(rule, Rule)
            hold = _rule(rule, kit.splitters.values()) and hold
        for name in readers:
            if name in kit.readers:
                hold = _reader(name, kit.readers[name]) and hold
    return 0 if hold else FINDINGS


def _rule(rule: type[Rule], splitters: Iterable[Splitter]) -> bool:
    from pipeline.testing import examples_hold

    if not rule.examples:
        typer.echo(f"  · {rule.name}  {say('没有例子', 'no examples')}")
        return True
    told = say(f"{len(rule.examples)} 例", f"{len(rule.examples)} examples")
    return _line(rule.name, told, lambda: examples_hold(rule, splitters))


def _reader(name: str, reader: Reader) -> bool:
    from pipeline.testing import strangers_hold

    told = say("不误认其他格式（文件用 reader_test 检验）", "takes no other format (reader_test proves it on files)")
    return _line(name, told, lambda: strangers_hold(reader))


def _line(name: str, told: str, prove: Callable[[], None]) -> bool:
    try:
        prove()
    except Exception as error:  # noqa: BLE001 - a part is a plugin's code and may raise anything
        what = str(error) if isinstance(error, AssertionError) else f"{type(error).__name__}: {error}"
        typer.echo(f"  ✗ {name}\n" + "\n".join(f"      {line}" for line in what.splitlines()))
        return False
    typer.echo(f"  ✓ {name}  {told}")
    return True
