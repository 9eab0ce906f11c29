"""Typer in our two languages: help pages of our own, and unknown commands with the nearest."""

import inspect
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from pipeline.cli.cells import coloured, width, wrap
from pipeline.model.errors import USAGE, UsageError
from pipeline.model.language import did_you_mean, say

WIDEST = 100
"""Cells of the longest line of a help page."""
COLUMN = 30
"""Cells of the widest name that stands beside its explanation."""
_SENTENCE_END = re.compile(r"[。；]|\. |; ")


class Command(TyperCommand):
    """A command whose help page is ours."""

    def get_help(self, ctx: Any) -> str:
        """The page that ``--help`` prints."""
        return _page(self, ctx, say("[选项]", "[OPTIONS]"), {})

    def get_help_option(self, ctx: Any) -> Any:
        """``--help`` itself."""
        return _explained(super().get_help_option(ctx))


class Group(TyperGroup):
    """The same for a command that has commands; alone it prints its help and ends with code 2."""

    def get_help(self, ctx: Any) -> str:
        """The page that ``--help`` prints."""
        commands = {
            name: _SENTENCE_END.split(command.help or "")[0]
            for name, command in self.commands.items()
            if not command.hidden
        }
        return _page(self, ctx, say("[选项] 命令 [参数]...", "[OPTIONS] COMMAND [ARGS]..."), commands)

    def get_help_option(self, ctx: Any) -> Any:
        """``--help`` itself."""
        return _explained(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer does it, but for no arguments at all."""
        if not args:
            typer.echo(self.get_help(ctx), err=True)
            raise typer.Exit(USAGE)
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that ``args`` begin with; raises :class:`UsageError` with the nearest."""
        if args[0] not in self.commands:
            zh, en = did_you_mean(args[0], self.commands)
            raise UsageError(f"没有命令 {args[0]!r}{zh}", f"there is no command {args[0]!r}{en}")
        return super().resolve_command(ctx, args)


class App(typer.Typer):
    """A group of commands, all with help in the reader's language."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=Group, add_completion=False, pretty_exceptions_enable=False, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Any], Any]:
        """As :meth:`typer.Typer.command`, but a path that cannot be read is left to the command to tell of."""
        register = super().command(name, cls=Command, **settings)

        def command(function: Any) -> Any:
            for parameter in inspect.signature(function).parameters.values():
                for said in getattr(parameter.annotation, "__metadata__", ()):
                    said.readable = False
            return register(function)

        return command


def _explained(option: Any) -> Any:
    if option is not None:
        option.help = say("显示本说明", "Show this page")
    return option


def _page(command: Any, ctx: Any, usage: str, commands: dict[str, str]) -> str:
    room = min(shutil.get_terminal_size().columns, WIDEST)
    parameters = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
    arguments = [param for param in parameters if param.param_type_name == "argument"]
    options = [param for param in parameters if param.param_type_name == "option"]
    pieces = [ctx.command_path, usage, *(param.metavar or param.name.upper() for param in arguments)]
    lines = [_bold(say("用法：", "Usage: ")) + " ".join(pieces), ""]
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        lines += [*wrap(" ".join(paragraph.split("\n")), room), ""]
    for title, rows in (
        (say("参数：", "Arguments:"), [_row(param) for param in arguments]),
        (say("命令：", "Commands:"), list(commands.items())),
        (say("选项：", "Options:"), [_row(param) for param in options]),
    ):
        if rows:
            lines += [_bold(title), *_table(rows, room), ""]
    return "\n".join(lines).rstrip("\n")


def _bold(text: str) -> str:
    return typer.style(text, bold=True) if coloured() else text


def _row(param: Any) -> tuple[str, str]:
    """How a parameter is written, and what it is for."""
    metavar = param.metavar or param.name.upper()
    name = metavar
    if param.param_type_name == "option":
        name = ", ".join(sorted(param.opts, key=len)) + ("" if param.is_flag else f" {metavar}")
    more = ""
    if param.required:
        more = say("（必填）", " (required)")
    elif param.param_type_name == "option" and not param.is_flag and param.default is not None:
        more = say("（默认 {value}）", " (default: {value})").format(value=param.default)
    return name, (param.help or "") + more


def _table(rows: list[tuple[str, str]], room: int) -> Iterator[str]:
    column = min(max(width(name) for name, _ in rows), COLUMN)
    for name, text in rows:
        beside = width(name) <= column
        if not beside:
            yield f"  {name}"
        for number, line in enumerate(wrap(text, max(room - column - 4, 20))):
            head = name if beside and not number else ""
            yield f"  {head}{' ' * (column - width(head))}  {line}".rstrip()
