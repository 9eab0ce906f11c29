"""``pipeline plugins list``."""

import typer

from pipeline.cli.options import PlanFile
from pipeline.model.errors import USAGE
from pipeline.model.language import language, say

HELP = say(
    "列出方案中的插件、版本、文件及其提供的内容；有用不了的，退出码为 2",
    "List the plan's plugins: version, file, and what they bring; exit code 2 when one is unusable",
)


def list_plugins(plan: PlanFile = None) -> None:
    """A paragraph for each plugin, or why it is broken; then what is installed beside them."""
    from pipeline.cli.plugins.targets import headline
    from pipeline.cli.unasked import without_files
    from pipeline.plan.discovery import installed, survey
    from pipeline.plan.kit import assemble

    chosen, held = without_files(plan)
    broken = False
    for brought in survey(chosen):
        if brought.error is not None:
            broken = True
            typer.echo(f"{brought.plugin}  {say('不可用：', 'unusable: ')}{brought.error.text.say(language())}")
            continue
        typer.echo(headline(brought))
        for kind, parts in brought.parts.items():
            typer.echo(f"  {kind}: {', '.join(parts)}")
    written = [name for tables in chosen.families.values() for name, table in tables.items() if table is not False]
    if written:
        typer.echo(f"{chosen.path}\n  rules: {', '.join(written)}")
    for name in sorted(installed().keys() - set(chosen.plugins)):
        typer.echo(f"{name}  {say('已安装，方案未采用', 'installed, not in the plan')}")
    if held is not None:
        typer.echo(f"pipeline: {held.text.say(language())}", err=True)
    elif not broken:
        assemble(chosen)
    raise typer.Exit(USAGE if broken else 0)
