"""``pipeline run INPUT… -o OUT``."""

import contextlib
import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import typer

from pipeline.cli.cells import visible
from pipeline.cli.not_there import not_there
from pipeline.cli.options import EMPTY, LEVELS, FailOn, Ignore, PlanFile, Select, among, changed, in_english, reached
from pipeline.cli.progress import progress
from pipeline.cli.run_options import (
    AllowRemovals,
    ExecutorOption,
    Force,
    Inputs,
    JobsOption,
    Log,
    MemoryOption,
    Out,
    Quiet,
    RetryFailed,
    StableFor,
    Strict,
    SummaryFile,
    TimeoutOption,
    WithLayout,
    WithText,
)
from pipeline.model.errors import FINDINGS, BusyError, CutOffError, OutputError, PipelineError, UsageError
from pipeline.model.language import language, say

if TYPE_CHECKING:
    from pipeline.batch.keep import Choice
    from pipeline.batch.summary import Summary
    from pipeline.plan.plan import Plan

HELP = say(
    "检查文件和文件夹，结果写到 OUT：每个文件一份 .json，读得了的另有一页 .html；总表是 index.html 和 results.jsonl。"
    "没有变化的文件沿用上次的结果。",
    "Check files and folders and write to OUT: a .json for each, an .html for each that can be read, "
    "index.html and results.jsonl for all. What did not change keeps its result.",
)

PLANNED = ("executor", "select", "ignore", "with_text", "with_layout", "allow_removals")
LIMITS = ("jobs", "timeout", "memory")
"""Options that stand for settings of the plan, and for the limits of its executor."""


class _Order(msgspec.Struct, frozen=True):
    """What is to be run."""

    plan: "Plan"
    inputs: list[Path]
    out: Path
    choice: "Choice"
    besides: tuple[Path, ...]
    """Files that the command itself writes, which may lie in ``out``."""


def run(
    inputs: Inputs,
    out: Out,
    plan: PlanFile = None,
    select: Select = None,
    ignore: Ignore = None,
    jobs: JobsOption = None,
    timeout: TimeoutOption = None,
    memory: MemoryOption = None,
    executor: ExecutorOption = None,
    retry_failed: RetryFailed = False,
    force: Force = False,
    stable_for: StableFor = 0,
    allow_removals: AllowRemovals = False,
    with_text: WithText = False,
    with_layout: WithLayout = False,
    fail_on: FailOn = "never",
    strict: Strict = False,
    quiet: Quiet = False,
    summary: SummaryFile = None,
    log: Log = None,
) -> None:
    """Run the batch, then print one line."""
    from pipeline.batch.keep import Choice
    from pipeline.plan.plan import find

    among(fail_on, LEVELS, "--fail-on")
    tell = _teller(log)
    said = {
        "lang": language(),
        **dict(zip(PLANNED, (executor, select, ignore, with_text, with_layout, allow_removals), strict=True)),
    }
    limits = dict(zip(LIMITS, (jobs, timeout, memory), strict=True))
    choice = Choice(force=force, retry_failed=retry_failed, stable_for=stable_for)
    besides = tuple(path for path in (log, summary) if path)
    with _untimely(tell, quiet=quiet):
        done = _worked(_Order(changed(find(plan, inputs), said, limits), inputs, out, choice, besides), quiet=quiet)
    tell("\n".join(_told(done, out)))
    _print(done, out, summary, quiet=quiet)
    counts = msgspec.structs.asdict(done.counts)
    raise typer.Exit(done.code(strict=strict) or (FINDINGS if reached(fail_on, counts) else 0))


def _worked(order: _Order, *, quiet: bool) -> "Summary":
    """What the run comes to."""
    from pipeline.batch import run

    with progress(quiet=quiet) as watch:
        return run.run(order.plan, order.inputs, order.out, order.choice, watch, order.besides)


@contextlib.contextmanager
def _untimely(tell: Callable[[str], None], *, quiet: bool) -> Iterator[None]:
    """Have the log told of a run that does not end in order, too; ``quiet``: not a word of one that is at work."""
    try:
        yield
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


def _print(done: "Summary", out: Path, summary: Path | None, *, quiet: bool) -> None:
    """Say what the run came to, and write it to the file ``summary``."""
    for line in _amiss(done, quiet=quiet):
        typer.echo(f"pipeline: {line}", err=True)
    if not quiet or done.counts.failed_anew or done.broken_anew:
        typer.echo("\n".join(_told(done, out, quiet=quiet)), err=summary is not None and str(summary) == "-")
    if summary is not None:
        _put(summary, msgspec.json.encode(done))


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
    en = "{done} done, {failed} failed, {skipped} skipped ({fresh} worked on); {found}; {seconds:.1f} s -> {index}"
    counts, index = msgspec.structs.asdict(done.counts), out / "index.html"
    if not (done.counts.done or done.counts.failed or done.counts.skipped):
        zh, en = "{empty} → {index}", "{empty} -> {index}"
    if done.counts.not_seen:
        zh = zh.replace("）；", "，未见 {not_seen}）；", 1)
        en = en.replace("worked on)", "worked on, {not_seen} not seen)")
    found = in_english(counts)
    yield say(zh, en).format(**counts, found=found, seconds=done.seconds, index=index, empty=say(*EMPTY))
    broken = [one for one in done.broken if not quiet or one.part in done.broken_anew]
    yield from told(broken, done.not_fully_checked, done.broken_anew)
    yield from _failures(done, index)


def _failures(done: "Summary", index: Path) -> Iterator[str]:
    """What failed anew and why, a line for each file; this is what becomes of a night in somebody's mail."""
    if not done.failed_anew:
        return
    yield say("新的失败 {n} 个：", "new failures: {n}").format(n=done.counts.failed_anew)
    for (path, code), why in zip(done.failed_anew, done.failed_why, strict=True):
        yield f"  {visible(path)}  [{code}] {visible(why)}"
    more = done.counts.failed_anew - len(done.failed_anew)
    if more:
        yield say(f"  ……另有 {more} 个，见 {index}", f"  … and {more} more; see {index}")


def _put(path: Path, content: bytes) -> None:
    if str(path) == "-":
        typer.echo(content.decode())
        return
    from pipeline.document.outputs import write

    try:
        write(path, [content, b"\n"], path.absolute().parent)
    except OSError as error:
        raise OutputError(
            f"小结 {path} 写不了：{error.strerror}", f"cannot write the summary {path}: {error.strerror}"
        ) from error
