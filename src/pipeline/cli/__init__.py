"""The command ``pipeline``: one file a command; parse, call, print, exit code."""

import errno
import itertools
import os
import signal
import sys
from typing import Annotated

import typer

from pipeline.cli import check, complaints, init, plugins, rules, run, schedule, schema, status
from pipeline.cli.app import App
from pipeline.cli.cells import visible
from pipeline.model.errors import INTERRUPTED, USAGE, PipelineError
from pipeline.model.language import LANGUAGES, language, say
from pipeline.version import __version__

UNWRITABLE = frozenset({errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})
"""What can be wrong with stdout."""

app = App(
    help=say(
        "检查整个文件夹的公文（docx、pdf、txt、md）：划分章节、提取标签、按规则检查、输出报告。",
        "Checks a folder of official documents (docx, pdf, txt, md): sections, tags, rules, reports.",
    ),
)
app.command("run", help=run.HELP)(run.run)
app.command("check", help=check.HELP)(check.check)
app.command("status", help=status.HELP)(status.status)
app.add_typer(schedule.app, name="schedule")
app.command("rules", help=rules.HELP)(rules.rules)
app.add_typer(plugins.app, name="plugins")
app.command("init", help=init.HELP)(init.init)
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
    lang: Annotated[
        str, typer.Option("--lang", metavar="LANG", help=say("语言：zh 或 en", "Language: zh or en"))
    ] = language(),
) -> None:
    """Options of every command."""
    if lang not in LANGUAGES:
        raise typer.BadParameter(say("只有 zh 和 en", "there are zh and en"), param_hint="--lang")


def main() -> None:
    """Run the command line; expected errors become one line on stderr."""
    _open_streams()
    _heed_signals()
    try:
        code = app(_lang_first(sys.argv[1:]), prog_name="pipeline", standalone_mode=False) or 0
        if code == INTERRUPTED:
            _end(code, say("已中断", "interrupted"))
        sys.stdout.flush()
    except PipelineError as error:
        code = _end(error.code, error.text.say(language()))
    except typer.TyperException as error:
        code = _end(USAGE, complaints.sentence(error).say(language()))
    except OSError as error:
        if error.errno not in UNWRITABLE or error.filename is not None:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains on its way out
        code = (
            1 if error.errno == errno.EPIPE else _end(USAGE, say("无法输出：", "cannot print: ") + str(error.strerror))
        )
    sys.exit(code)


def _lang_first(arguments: list[str]) -> list[str]:
    """``arguments`` with ``--lang`` in front, so that it may stand behind the command too."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    first: list[str] = []
    rest: list[str] = []
    given = iter(arguments[:end])
    for argument in given:
        if argument == "--lang":
            first += [argument, *itertools.islice(given, 1)]
        else:
            (first if argument.startswith("--lang=") else rest).append(argument)
    return first + rest + arguments[end:]


def _open_streams() -> None:
    """Make sure of UTF-8, and that a stream the caller closed goes nowhere, not into the next file we open."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, "w" if number else "r", encoding="utf-8")  # noqa: SIM115 - stays open
            os.set_inheritable(nowhere.fileno(), True)  # it has the number of the one that was closed
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _heed_signals() -> None:
    """Have SIGTERM and SIGHUP end us as Ctrl-C does, unless our caller has them ignored (nohup)."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _end(code: int, sentence: str) -> int:
    typer.echo(f"pipeline: {visible(sentence)}", err=True)
    return code
