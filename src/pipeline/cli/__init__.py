"""The command ``pipeline``: one file a command; parse, call, print, exit code."""

import os
import sys
from typing import Annotated

import typer

from pipeline.cli import plugins, rules, run, schema
from pipeline.errors import INTERRUPTED, PipelineError
from pipeline.messages import LANGUAGES, language, say
from pipeline.version import __version__

app = typer.Typer(
    help=say(
        "检查整个文件夹的公文（docx、pdf、txt）：划分章节、提取关键词、按规则检查、输出报告。",
        "Checks a folder of official documents (docx, pdf, txt): sections, keywords, rules, reports.",
    ),
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("run", help=run.HELP)(run.run)
app.command("rules", help=rules.HELP)(rules.rules)
app.add_typer(plugins.app, name="plugins")
app.command("schema", help=schema.HELP)(schema.schema)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pipeline {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[  # noqa: ARG001 - acted on by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help=say("显示版本", "Show the version"))
    ] = False,
    lang: Annotated[str, typer.Option("--lang", help=say("语言：zh 或 en", "Language: zh or en"))] = language(),
) -> None:
    """Options of every command."""
    if lang not in LANGUAGES:
        raise typer.BadParameter(say("只有 zh 和 en", "there are zh and en"), param_hint="--lang")


def main() -> None:
    """Run the command line; expected errors become one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(prog_name="pipeline")
    except PipelineError as error:
        typer.echo(f"pipeline: {error.text.say(language())}", err=True)
        sys.exit(error.code)
    except KeyboardInterrupt:
        typer.echo(say("pipeline: 已中断", "pipeline: interrupted"), err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
