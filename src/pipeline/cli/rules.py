"""``pipeline rules [NAME]``."""

import inspect
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.cells import width
from pipeline.cli.options import PlanFile
from pipeline.cli.policies import gathering_of, scope_of
from pipeline.contract.drafts import Draft
from pipeline.contract.parts import Kit
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.finding import labelled
from pipeline.model.language import did_you_mean, language, say

HELP = say("列出规则；给出名称则说明一条规则", "List the rules, or explain one")


def rules(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=say("规则名称", "A rule's name"))] = None,
    plan: PlanFile = None,
) -> None:
    """List all, or explain one."""
    kit = _kit(plan)
    if name is None:
        typer.echo("\n".join(_listed(list(kit.rules.values()))))
        return
    if name not in kit.rules:
        zh, en = did_you_mean(name, kit.rules)
        raise typer.BadParameter(say(f"没有规则 {name!r}{zh}", f"there is no rule {name!r}{en}"), param_hint="NAME")
    typer.echo(_explained(kit.rules[name]))


def _listed(rules: Sequence[Rule]) -> Iterator[str]:
    """A line for each: identifier, Chinese name, severity, why it is there, basis, for which documents."""
    long = max((len(rule.name) for rule in rules), default=0)
    wide = max((width(say(rule.name_zh, "")) for rule in rules), default=0)
    for rule in rules:
        called = say(rule.name_zh, "")
        named = f"{rule.name:<{long}}" + (f"  {called}{' ' * (wide - width(called))}" if wide else "")
        basis = f"{rule.basis.source} {rule.basis.clause}".strip()
        meant = scope_of(rule.meant_for()).say(language())
        yield f"{named}  {rule.severity:<7}  {_first(explanation(type(rule)))}  [{basis}]  {meant}"


def _kit(plan: Path | None) -> Kit:
    from pipeline.cli.unasked import kit_without_files, without_files
    from pipeline.plan.kit import load

    chosen, held = without_files(plan)
    if held is None:
        return load(chosen)
    typer.echo(f"pipeline: {held.text.say(language())}", err=True)
    return kit_without_files(chosen)


def explanation(rule: type[Rule]) -> str:
    """Why the rule exists, in the language of this process."""
    return say(rule.explained_zh or inspect.getdoc(rule) or "", inspect.getdoc(rule) or "")


def _first(text: str) -> str:
    return re.split(r"(?<=。)|\n", text.strip())[0]


def _explained(rule: Rule) -> str:
    kinds = {
        "standard": say("标准", "standard"),
        "regulation": say("法规", "regulation"),
        "practice": say("实务", "practice"),
        "house": say("本单位", "house"),
    }
    lines = [
        f"{labelled(rule.name, rule.name_zh, language())} ({rule.severity})",
        "",
        explanation(type(rule)).strip(),
        "",
        say("依据：", "Basis: ") + f"{rule.basis.source} {rule.basis.clause}".strip() + f" ({kinds[rule.basis.kind]})",
        say("适用：", "Meant for: ") + scope_of(rule.meant_for()).say(language()),
        say("合并：", "Put together: ") + gathering_of(rule.gather).say(language()),
        "",
        say("选项：", "Options:"),
        *(f"  {option} = {getattr(rule, option)!r}" for option in rule.__struct_fields__),
        "",
        say("例：", "Examples:"),
    ]
    for example in rule.examples:
        lines.extend(_shown(example))
    return "\n".join(lines)


def _shown(example: Good | Bad) -> list[str]:
    text = example.text
    if isinstance(text, Draft):
        text = "\n".join(para.text for para in text.paragraphs)
    text = text.replace("\n", "\n    ")
    if isinstance(example, Good):
        return [f"  ✓ {text}"]
    return [f"  ✗ {text}"] + ([] if example.fixed is None else ["  → " + example.fixed.replace("\n", "\n    ")])
