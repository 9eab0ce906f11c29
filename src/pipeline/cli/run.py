"""``pipeline run INPUT… -o OUT``."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from pipeline.builtin.executors.local import Jobs, Memory, Timeout
from pipeline.cli.cells import visible
from pipeline.cli.not_there import not_there
from pipeline.cli.options import (
    EMPTY,
    LEVELS,
    FailOn,
    Ignore,
    PlanFile,
    Select,
    among,
    changed,
    expect_work,
    fits,
    reached,
)
from pipeline.cli.progress import progress
from pipeline.errors import FINDINGS, BusyError, CutOffError, OutputError, PipelineError, UsageError
from pipeline.messages import language, say

if TYPE_CHECKING:
    from pipeline.entries import Summary

HELP = say(
    "检查文件和文件夹，结果写到 OUT：每个文件一份 .json，读得了的另有一页 .html；总表是 index.html 和 results.jsonl。"
    "没有变化的文件沿用上次的结果。",
    "Check files and folders and write to OUT: a .json for each, an .html for each that can be read, "
    "index.html and results.jsonl for all. What did not change keeps its result.",
)

PLANNED = ("executor", "select", "ignore", "with_text", "allow_removals")
LOCAL = ("jobs", "timeout", "memory")
"""Options that stand for settings of the plan, and for those of its executor."""


def run(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help=say("文件或文件夹", "Files or folders"))],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help=say("输出文件夹", "The output folder"))],
    plan: PlanFile = None,
    select: Select = None,
    ignore: Ignore = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            callback=fits(Jobs),
            help=say("进程数，默认为可用的处理器数", "Workers; default: all processors"),
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            callback=fits(Timeout),
            help=say("每个文件的时限，默认 120 秒", "Limit for a file; default 120"),
        ),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option(
            metavar="MB",
            callback=fits(Memory),
            help=say("每个进程的内存上限，默认 2048", "Limit for a worker; default 2048"),
        ),
    ] = None,
    executor: Annotated[
        str | None, typer.Option(metavar="NAME", help=say("执行方式：local、serial", "How to run: local, serial"))
    ] = None,
    retry_failed: Annotated[
        bool,
        typer.Option(
            "--retry-failed",
            help=say("上次失败、或有部件出错的文件再试一次", "Try files again that failed or on which a part broke"),
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=say("全部重做", "Do all anew"))] = False,
    stable_for: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            callback=fits(Annotated[float, msgspec.Meta(ge=0)]),
            help=say("最近这么多秒内改动过的文件留到下次", "Leave files changed this recently"),
        ),
    ] = 0,
    allow_removals: Annotated[
        bool,
        typer.Option(
            "--allow-removals",
            help=say(
                "输入整个不见或不见了超过一半时，也移除不见的文件的结果",
                "Remove results also when all, or more than half, of an input is gone",
            ),
        ),
    ] = False,
    with_text: Annotated[bool, typer.Option("--with-text", help=say("JSON 附上全文", "Text in the JSON too"))] = False,
    fail_on: FailOn = "never",
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help=say(
                "有任何失败则退出码为 3，有任何部件出错则为 5，不限新的",
                "Exit 3 on any failure, 5 on any broken part, not new ones alone",
            ),
        ),
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            "-q",
            help=say("没有新的失败、没有部件新出错，就不输出", "Print nothing unless something failed or broke anew"),
        ),
    ] = False,
    summary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=say("把本次运行的小结写成 JSON（- 为标准输出）", "Summary as JSON (- for stdout)")
        ),
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=say("每次运行在此文件末尾记一行", "Add a line to this file at every run")),
    ] = None,
) -> None:
    """Run the batch, then print one line."""
    from pipeline import engine
    from pipeline import plan as plans
    from pipeline.files import FOLDER, LEDGER

    among(fail_on, LEVELS, "--fail-on")
    tell = _teller(log)
    try:
        chosen = changed(
            plans.find(plan, inputs),
            {
                "lang": language(),
                **dict(zip(PLANNED, (executor, select, ignore, with_text, allow_removals), strict=True)),
            },
            dict(zip(LOCAL, (jobs, timeout, memory), strict=True)),
        )
        if not (out / FOLDER / LEDGER).exists():
            expect_work(chosen)
        choice = engine.Choice(force=force, retry_failed=retry_failed, stable_for=stable_for)
        with progress(quiet=quiet) as watch:
            done = engine.run(chosen, inputs, out, choice, watch, [path for path in (log, summary) if path])
    except PipelineError as error:
        tell(error.text.say(language()))
        if quiet and isinstance(error, BusyError):
            raise typer.Exit(error.code) from None
        raise
    except KeyboardInterrupt:
        cut_off = CutOffError(
            "已中断；已经做完的都在，再运行一次同样的命令会接着做",
            "interrupted; what was done is kept, and the same command, run again, goes on from there",
        )
        tell(cut_off.text.say(language()))
        raise cut_off from None
    tell("\n".join(_told(done, out)))
    for line in _amiss(done, quiet=quiet):
        typer.echo(f"pipeline: {line}", err=True)
    if not quiet or done.counts.failed_anew or done.broken_anew:
        typer.echo("\n".join(_told(done, out, quiet=quiet)), err=summary is not None and str(summary) == "-")
    if summary is not None:
        _put(summary, msgspec.json.encode(done))
    counts = msgspec.structs.asdict(done.counts)
    raise typer.Exit(done.code(strict=strict) or (FINDINGS if reached(fail_on, counts) else 0))


def _teller(log: Path | None) -> Callable[[str], None]:
    """What writes a sentence with the time into the log, if there is one."""
    if log is None:
        return lambda _: None
    try:
        file = log.open("a", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(
            f"日志 {log} 写不了：{error.strerror}", f"cannot write to the log {log}: {error.strerror}"
        ) from error

    def tell(sentence: str) -> None:
        with file:
            file.write(f"{datetime.datetime.now().astimezone().isoformat(timespec='seconds')} {sentence}\n")

    return tell


def _amiss(done: "Summary", *, quiet: bool) -> Iterator[str]:
    """What an administrator should know, whether or not documents failed; ``quiet``: of reports, the news alone."""
    if done.set_aside is not None:
        yield say(
            f"运行记录已损坏，移到 {done.set_aside}，全部文件重新处理",
            f"the record of earlier runs was damaged; it is now {done.set_aside}, and all files were done anew",
        )
    for missing in done.missing:
        yield not_there(missing)
    for path, count in done.dropped:
        yield say(
            f"{path} 这次没有列为输入，上次的 {count} 个文件的结果已移除",
            f"{path} was not named as an input this time; the results of its {count} files are removed",
        )
    if done.counts.taken:
        yield say(
            f"有 {done.counts.taken} 个文件未处理：结果的位置上已有别的文件（见 results.jsonl），请移走后再运行",
            f"{done.counts.taken} files were not worked on: files that are not ours lie where their results go "
            "(see results.jsonl); move them away and run again",
        )
    for name, why in done.reports_failed:
        if quiet and f"reports.{name}" not in done.broken_anew:
            continue
        yield say(f"报告 {name} 未能生成：{why}", f"the report {name} could not be made: {why}")


def _told(done: "Summary", out: Path, *, quiet: bool = False) -> Iterator[str]:
    """What the run came to, line by line; ``quiet``: of the parts that broke, those alone that are news."""
    from pipeline.cli.breakages import told

    zh = (
        "完成 {done}，失败 {failed}，跳过 {skipped}（本次处理 {fresh}）；错误 {error}，警告 {warning}，提示 {info}；"
        "用时 {seconds:.1f} 秒 → {index}"
    )
    en = (
        "{done} done, {failed} failed, {skipped} skipped ({fresh} worked on); {error} errors, {warning} warnings, "
        "{info} infos; {seconds:.1f} s -> {index}"
    )
    counts, index = msgspec.structs.asdict(done.counts), out / "index.html"
    if not (done.counts.done or done.counts.failed or done.counts.skipped):
        zh, en = "{empty} → {index}", "{empty} -> {index}"
    if done.counts.not_seen:
        zh = zh.replace("）；", "，未见 {not_seen}）；", 1)
        en = en.replace("worked on)", "worked on, {not_seen} not seen)")
    yield say(zh, en).format(**counts, seconds=done.seconds, index=index, empty=say(*EMPTY))
    broken = [one for one in done.broken if not quiet or one.part in done.broken_anew]
    yield from told(broken, done.not_fully_checked, done.broken_anew)
    yield from _failures(done, index)


def _failures(done: "Summary", index: Path) -> Iterator[str]:
    """What failed anew and why, a line for each file; this is what becomes of a night in somebody's mail."""
    if not done.failed_anew:
        return
    yield say("新的失败 {n} 个：", "{n} new failures:").format(n=done.counts.failed_anew)
    for (path, code), why in zip(done.failed_anew, done.failed_why, strict=True):
        yield f"  {visible(path)}  [{code}] {visible(why)}"
    more = done.counts.failed_anew - len(done.failed_anew)
    if more:
        yield say(f"  ……另有 {more} 个，见 {index}", f"  … and {more} more; see {index}")


def _put(path: Path, content: bytes) -> None:
    if str(path) == "-":
        typer.echo(content.decode())
        return
    from pipeline import files

    try:
        files.write(path, [content, b"\n"], path.absolute().parent)
    except OSError as error:
        raise OutputError(
            f"小结 {path} 写不了：{error.strerror}", f"cannot write the summary {path}: {error.strerror}"
        ) from error
