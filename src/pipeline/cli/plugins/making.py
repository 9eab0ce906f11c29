"""``pipeline plugins new NAME``."""

import keyword
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import scaffold
from pipeline.contract.rule import NAME
from pipeline.model.errors import UsageError
from pipeline.model.language import say

HELP = say(
    "新建一个插件：默认是一个 .py 文件和它的测试；--package 则是一个可安装的包。不覆盖已有文件",
    "Make a plugin: one .py file and its test, or with --package a package to install. Overwrites nothing",
)


def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help=say("小写字母和连字符，如 house-style", "As house-style"))
    ],
    package: Annotated[bool, typer.Option("--package", help=say("建成可安装的包", "A package to install"))] = False,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help=say("放在哪个文件夹", "The folder to put it in"))
    ] = Path(),
) -> None:
    """Write the files, name them, and say how to go on."""
    name = name.removeprefix("pipeline-")
    module = name.replace("-", "_")
    if not NAME.fullmatch(name) or keyword.iskeyword(module) or module in sys.stdlib_module_names:
        raise UsageError(
            f"插件名 {name!r} 不能用：请用小写字母、数字和连字符，不与 Python 的模块同名，如 house-style",
            f"{name!r} cannot be a plugin's name: lower case, hyphens, no module of Python, as house-style",
        )
    values = {"name": name, "module": module}
    if package:
        folder = out / f"pipeline-{name}"
        written = scaffold.write("package", folder, values)
        steps = [f"pip install -e {folder}", f"python -m pytest {folder}", f'plugins = ["{name}"]']
    else:
        written = scaffold.write("file", out, values)
        steps = [f"pipeline plugins check {out / module}.py", f'plugins = ["./{module}.py"]']
    for path in written:
        typer.echo(path)
    *commands, line = steps
    typer.echo(say("接着：", "Next:"))
    for command in commands:
        typer.echo(f"  {command}")
    typer.echo(say(f"  在方案 pipeline.toml 中写上 {line}", f"  in the plan, pipeline.toml, write {line}"))
