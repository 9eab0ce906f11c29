"""``pipeline plugins list``."""

import typer

from pipeline.cli.options import PlanFile
from pipeline.errors import USAGE
from pipeline.messages import language, say

app = typer.Typer(help=say("插件", "Plugins"), no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Commands about plugins."""


@app.command("list", help=say("列出方案中的插件及其提供的内容", "List the plan's plugins and what they bring"))
def show(plan: PlanFile = None) -> None:
    """One line a plugin, and why a broken one is broken; exit code 2 when one is."""
    from pipeline import plan as plans
    from pipeline import plugins

    broken = False
    for brought in plugins.survey(plans.find(plan, ())):
        if brought.error is None:
            what = "; ".join(f"{kind}: {', '.join(parts)}" for kind, parts in brought.parts.items())
            typer.echo(f"{brought.plugin}  {what}")
        else:
            broken = True
            typer.echo(f"{brought.plugin}  {say('不可用：', 'unusable: ')}{brought.error.text.say(language())}")
    if not broken:
        plugins.assemble(plans.find(plan, ()))
    raise typer.Exit(USAGE if broken else 0)
