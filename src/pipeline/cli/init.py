"""``pipeline init``."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import scaffold
from pipeline.model.language import language, say

HELP = say(
    "写出带说明的方案文件 pipeline.toml；不覆盖已有文件",
    "Write a plan with comments, pipeline.toml. Overwrites nothing",
)


def init(
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help=say("放在哪个文件夹", "The folder to put it in"))
    ] = Path(),
) -> None:
    """Write it and name it."""
    for path in scaffold.write(f"plan/{language()}", out, {}):
        typer.echo(path)
