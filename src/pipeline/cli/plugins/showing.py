"""``pipeline plugins show NAME``."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

import msgspec
import typer

from pipeline.cli.options import PlanFile
from pipeline.cli.rules import explanation
from pipeline.contract.rule import Part, Rule
from pipeline.model.language import say

HELP = say("说明一个插件：各部分、选项、默认值", "Explain a plugin: its parts, their options and defaults")


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("插件名称或 .py 文件", "A plugin, or a .py file"))],
    plan: PlanFile = None,
) -> None:
    """Everything the plugin brings."""
    from pipeline.cli.plugins.targets import alone, headline, plugin
    from pipeline.cli.unasked import without_files
    from pipeline.plan import plan as plans
    from pipeline.plan.discovery import survey

    wanted = plugin(name, plans.find(plan, ()))
    if wanted.endswith(".py") and not name.endswith(".py"):
        _, held = without_files(plan)
        if held is not None:
            raise held
    (brought,) = (one for one in survey(alone(wanted)) if one.plugin == wanted)
    if brought.error is not None:
        raise brought.error
    typer.echo(headline(brought))
    for kind, parts in brought.parts.items():
        typer.echo(f"\n{kind}")
        for part, cls in parts.items():
            typer.echo("\n".join(_explained(part, cls)))


def _explained(name: str, cls: type[Part]) -> Iterator[str]:
    why = explanation(cls) if issubclass(cls, Rule) else inspect.getdoc(cls) or ""
    yield f"  {name}  {_sentence(why)}"
    docs = _option_docs(cls)
    for field in msgspec.structs.fields(cls):
        default = field.default_factory() if callable(field.default_factory) else field.default
        told = f"    {field.name} = {default!r}"
        yield f"{told}  # {docs[field.name]}" if field.name in docs else told


def _option_docs(cls: type[Part]) -> dict[str, str]:
    """What stands below each option in the source, by name; nothing where there is no source."""
    docs: dict[str, str] = {}
    for owner in reversed(cls.__mro__[: cls.__mro__.index(Part)]):
        try:
            body = ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0]
        except (OSError, TypeError, SyntaxError):
            continue
        lines = body.body if isinstance(body, ast.ClassDef) else []
        for option, text in pairwise(lines):
            if (
                isinstance(option, ast.AnnAssign)
                and isinstance(option.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
            ):
                docs[option.target.id] = _sentence(str(text.value.value))
    return docs


def _sentence(text: str) -> str:
    """The first paragraph, in one line."""
    return " ".join(inspect.cleandoc(text).split("\n\n")[0].split())
