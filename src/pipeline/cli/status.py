"""``pipeline status OUT``."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from pipeline.cli.breakages import told
from pipeline.cli.cells import visible
from pipeline.cli.not_there import not_there
from pipeline.cli.options import fits
from pipeline.model.language import language, say

if TYPE_CHECKING:
    from pipeline.batch.history import History, Run

HELP = say(
    "查看输出文件夹的运行情况：正在运行还是中断了、最近几次的结果、哪些文件失败及原因。",
    "Tell what happened in an output folder: whether a run is at work or was cut off, the last runs, "
    "what failed and why.",
)


def status(
    out: Annotated[Path, typer.Argument(metavar="OUT", help=say("输出文件夹", "The output folder"))],
    runs: Annotated[
        int,
        typer.Option(
            metavar="N",
            callback=fits(Annotated[int, msgspec.Meta(ge=1, le=10**6)]),
            help=say("列出最近几次运行", "How many runs to list"),
        ),
    ] = 5,
    json: Annotated[bool, typer.Option("--json", help=say("输出 JSON", "Print JSON"))] = False,
) -> None:
    """Print what the ledger tells."""
    from pipeline.batch.history import history

    found = history(out, language(), runs)
    typer.echo(msgspec.json.encode(found).decode() if json else "\n".join(_lines(found)))


def _lines(found: "History") -> Iterator[str]:
    yield _now(found)
    counts = say("完成 {done}，失败 {failed}，跳过 {skipped}", "{done} done, {failed} failed, {skipped} skipped")
    seen = say("，其中未见 {n}", " ({n} of them not seen)").format(n=found.not_seen) if found.not_seen else ""
    yield counts.format(**found.counts) + seen
    for missing in found.missing:
        yield visible(not_there(missing))
    if found.failures:
        yield say("失败的文件：", "failed:")
    for failure in found.failures:
        yield f"  {visible(failure.path)}  [{failure.code}] {visible(failure.message)}"
    yield from told(found.broken, found.not_fully_checked)
    yield say("最近的运行：", "last runs:")
    for run in found.runs:
        yield f"  {run.started}  {_came_to(run, going=found.at_work and run is found.runs[0])}"


def _now(found: "History") -> str:
    since = found.runs[0].started if found.runs else ""
    if found.at_work:
        return say(f"正在运行（{since} 开始）", f"a run is at work (since {since})")
    if found.cut_off:
        return say(
            f"上次运行（{since} 开始）中断了，再次运行会接着做",
            f"the last run (of {since}) was cut off; the next one goes on where it was",
        )
    return say("没有正在进行的运行", "no run is at work")


def _came_to(run: "Run", *, going: bool) -> str:
    if run.summary is None:
        return say("正在运行", "at work") if going else say("中断", "cut off")
    came_to = say(
        "完成 {done}，失败 {failed}（新 {failed_anew}），跳过 {skipped}，本次处理 {fresh}",
        "{done} done, {failed} failed ({failed_anew} new), {skipped} skipped, {fresh} worked on",
    )
    counts = run.summary.counts
    if run.summary.not_fully_checked:
        came_to += say("，部件出错 {n}", ", a part broke on {n}").format(n=run.summary.not_fully_checked)
    came_to += say("；{seconds:.1f} 秒", "; {seconds:.1f} s")
    return came_to.format(
        done=counts.done,
        failed=counts.failed,
        failed_anew=counts.failed_anew,
        skipped=counts.skipped,
        fresh=counts.fresh,
        seconds=run.summary.seconds,
    )
