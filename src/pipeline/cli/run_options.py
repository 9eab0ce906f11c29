"""The options of ``pipeline run`` that no other command has."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from pipeline.cli.options import fits
from pipeline.contract.parts import Jobs, Memory, Timeout
from pipeline.model.language import say

Inputs = Annotated[list[Path], typer.Argument(metavar="INPUT...", help=say("文件或文件夹", "Files or folders"))]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help=say("输出文件夹", "The output folder"))]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        callback=fits(Jobs),
        help=say("进程数，默认为可用的处理器数", "Workers; default: all processors"),
    ),
]
TimeoutOption = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS",
        callback=fits(Timeout),
        help=say("每个文件的时限，默认 120 秒", "Limit for a file; default 120"),
    ),
]
MemoryOption = Annotated[
    int | None,
    typer.Option(
        metavar="MB",
        callback=fits(Memory),
        help=say("每个进程的内存上限，默认 2048", "Limit for a worker; default 2048"),
    ),
]
ExecutorOption = Annotated[
    str | None, typer.Option(metavar="NAME", help=say("执行方式：local、serial", "How to run: local, serial"))
]
RetryFailed = Annotated[
    bool,
    typer.Option(
        "--retry-failed",
        help=say("上次失败、或有部件出错的文件再试一次", "Try files again that failed or on which a part broke"),
    ),
]
Force = Annotated[bool, typer.Option("--force", help=say("全部重做", "Do all anew"))]
StableFor = Annotated[
    float,
    typer.Option(
        metavar="SECONDS",
        callback=fits(Annotated[float, msgspec.Meta(ge=0)]),
        help=say("最近这么多秒内改动过的文件留到下次", "Leave files changed this recently"),
    ),
]
AllowRemovals = Annotated[
    bool,
    typer.Option(
        "--allow-removals",
        help=say(
            "输入整个不见或不见了超过一半时，也移除不见的文件的结果",
            "Remove results also when all, or more than half, of an input is gone",
        ),
    ),
]
WithText = Annotated[bool, typer.Option("--with-text", help=say("JSON 附上全文", "Text in the JSON too"))]
WithLayout = Annotated[
    bool,
    typer.Option(
        "--with-layout", help=say("JSON 附上版式（页面、段落、字体）", "Pages, paragraphs, fonts in the JSON too")
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help=say(
            "有任何失败则退出码为 3，有任何部件出错则为 5，不限新的",
            "Exit 3 on any failure, 5 on any broken part, not new ones alone",
        ),
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help=say("没有新的失败、没有部件新出错，就不输出", "Print nothing unless something failed or broke anew"),
    ),
]
SummaryFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help=say("把本次运行的小结写成 JSON（- 为标准输出）", "Summary as JSON (- for stdout)")
    ),
]
Log = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help=say("每次运行在此文件末尾记一行", "Add a line to this file at every run")),
]
