"""``pipeline schedule cron|systemd INPUT… -o OUT``."""

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli import timing
from pipeline.cli.app import App
from pipeline.cli.options import LEVELS, among, changed
from pipeline.cli.run import LIMITS, PLANNED, run
from pipeline.model.errors import UsageError
from pipeline.model.language import language, say

HELP = say(
    "打印定时运行的条目，选项与 pipeline run 相同。没有新情况时不输出，因此只在需要时有邮件；日志用 --log。",
    "Print an entry for running at set times, with any option of pipeline run. "
    "It is quiet when nothing is new, so that mail comes when it matters; --log keeps a log.",
)
NAME = "gongwen-pipeline"
ANYTHING = {"ignore_unknown_options": True, "allow_extra_args": True}

app = App(help=HELP)

At = Annotated[
    str,
    typer.Option(
        "--at", metavar="TIME", help=say("时刻（02:30）或 cron 的五个字段", "A time (02:30) or the five fields of cron")
    ),
]


@app.command("cron", context_settings=ANYTHING, help=say("crontab 的条目。", "Lines for a crontab."))
def cron(ctx: typer.Context, at: At = "02:30") -> None:
    """Print lines for a crontab."""
    when, words = timing.cron(at), _words(ctx.args)
    settings = " ".join(f"{name}={shlex.quote(value)}" for name, value in _environment())
    line = f"{when} cd / && {settings} {shlex.join(words)}"
    typer.echo('CONTENT_TYPE="text/plain; charset=UTF-8"')
    typer.echo(line.replace("%", r"\%"))
    typer.echo(say("用 crontab -e 加入以上两行", "add these two lines with crontab -e"), err=True)


@app.command("systemd", context_settings=ANYTHING, help=say("systemd 的服务和定时器。", "A service and a timer."))
def systemd(ctx: typer.Context, at: At = "02:30") -> None:
    """Print a service and a timer."""
    when, words = timing.calendar(timing.cron(at)), _words(ctx.args)
    settings = " ".join(_quoted(f"{name}={value}") for name, value in _environment())
    folder = "~/.config/systemd/user"
    lines = (
        f"# {folder}/{NAME}.service",
        "[Unit]",
        f"Description={say('检查公文', 'Check official documents')}",
        "",
        "[Service]",
        "Type=oneshot",
        "WorkingDirectory=/",
        f"Environment={settings}",
        f"ExecStart={' '.join(_quoted(word, dollars=True) for word in words)}",
        "SuccessExitStatus=75",
        "Nice=10",
        "",
        f"# {folder}/{NAME}.timer",
        "[Unit]",
        f"Description={say('定时检查公文', 'Check official documents at set times')}",
        "",
        "[Timer]",
        *(f"OnCalendar={event}" for event in when),
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    )
    typer.echo("\n".join(lines))
    hint = f"systemctl --user enable --now {NAME}.timer"
    typer.echo(say(f"存成两个文件，然后：{hint}", f"save as two files, then: {hint}"), err=True)


def _words(arguments: Sequence[str]) -> list[str]:
    """The command to run, with every path absolute; what it says is tried first.

    Raises:
        PipelineError: it would not run.
    """
    from pipeline.batch.inputs import apart, exist
    from pipeline.plan import plan as plans
    from pipeline.plan.kit import load

    command: Any = typer.main.get_command(_alone(run))
    said = command.make_context("pipeline run", list(arguments)).params
    inputs, out = [Path(path) for path in said["inputs"]], Path(said["out"])
    exist(inputs)
    apart(inputs, out)
    among(said["fail_on"], LEVELS, "--fail-on")
    plan = plans.find(said["plan"], inputs)
    load(changed(plan, {name: said[name] for name in PLANNED}, {name: said[name] for name in LIMITS}))
    said |= {"plan": plan.path and Path(plan.path), "quiet": True}
    words = [*_program(), "run", *(os.path.abspath(path) for path in inputs)]
    for option in command.params:
        if option.param_type_name == "option" and option.name != "help":
            words += _option(option, said[option.name])
    if any("\n" in word or "\r" in word for word in words):
        raise UsageError("路径中有换行，定时条目写不下", "a path holds a line break, which no entry can")
    return words


def _alone(command: Callable[..., None]) -> typer.Typer:
    app = typer.Typer(add_completion=False)
    app.command()(command)
    return app


def _program() -> list[str]:
    """The installed command; without one, what does the same and leaves the working folder off the path as it does."""
    script = Path(sys.executable).with_name("pipeline")
    return [str(script)] if os.access(script, os.X_OK) else [sys.executable, "-P", "-m", "pipeline"]


def _option(option: Any, value: Any) -> Iterator[str]:
    name = max(option.opts, key=len)
    if value is None or value == option.default:
        return
    for one in value if isinstance(value, (list, tuple)) else [value]:
        if one is True:
            yield name
        elif isinstance(one, Path) and str(one) != "-":
            yield from (name, os.path.abspath(one))
        else:
            yield from (name, str(one))


def _environment() -> Iterator[tuple[str, str]]:
    """What the command needs that no scheduler gives."""
    yield "PYTHONUTF8", "1"
    yield "PIPELINE_LANG", language()
    if "PYTHONPATH" in os.environ:
        yield "PYTHONPATH", os.environ["PYTHONPATH"]


def _quoted(word: str, *, dollars: bool = False) -> str:
    """A word as systemd reads it."""
    word = word.replace("\\", r"\\").replace('"', r"\"").replace("%", "%%")
    return '"' + (word.replace("$", "$$") if dollars else word) + '"'
