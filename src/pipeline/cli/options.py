"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.messages import say

PlanFile = Annotated[
    Path | None,
    typer.Option(
        "--plan", help=say("方案文件，默认为当前文件夹的 pipeline.toml", "The plan; default: pipeline.toml here")
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", help=say("只用这些规则（名称或通配）", "Only these rules, by name or pattern")),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", help=say("不用这些规则（名称或通配）", "Not these rules, by name or pattern")),
]
