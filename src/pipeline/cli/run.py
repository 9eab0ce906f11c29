"""``pipeline run INPUT… -o OUT``."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from pipeline.cli.options import Ignore, PlanFile, Select
from pipeline.cli.progress import progress
from pipeline.errors import FINDINGS
from pipeline.messages import language, say
from pipeline.model import Outcome

HELP = say(
    "检查文件和文件夹，结果写到 OUT：每个文件一份 .json，读得了的另有一页 .html；总表是 index.html 和 results.jsonl。",
    "Check files and folders and write to OUT: a .json for each, an .html for each that can be read, "
    "index.html and results.jsonl for all.",
)
LEVELS = (*Outcome.SEVERITIES, "never")


def run(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help=say("文件或文件夹", "Files or folders"))],
    out: Annotated[Path, typer.Option("--out", "-o", help=say("输出文件夹", "The output folder"))],
    plan: PlanFile = None,
    select: Select = None,
    ignore: Ignore = None,
    executor: Annotated[str | None, typer.Option(help=say("执行方式，如 serial", "How to run: serial"))] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help=say("JSON 附上全文", "Text in the JSON too"))] = False,
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="LEVEL",
            help=say("有此级别以上的问题则退出码为 1：", "Exit 1 on findings this grave: ") + ", ".join(LEVELS),
        ),
    ] = "never",
) -> None:
    """Run the batch, then print one line."""
    from pipeline import engine
    from pipeline import plan as plans

    if fail_on not in LEVELS:
        raise typer.BadParameter(", ".join(LEVELS), param_hint="--fail-on")
    changes: dict[str, object] = {"lang": language()}
    changes |= {"select": tuple(select)} if select else {}
    changes |= {"ignore": tuple(ignore)} if ignore else {}
    changes |= {"executor": executor} if executor else {}
    chosen = msgspec.structs.replace(plans.find(plan, inputs), with_text=with_text, **changes)
    with progress() as watch:
        summary = engine.run(chosen, inputs, out, watch)
    typer.echo(_line(summary.statuses, summary.severities, summary.seconds, out))
    grave = any(summary.severities[level] for level in LEVELS[: LEVELS.index(fail_on) + 1] if level != "never")
    raise typer.Exit(summary.code or (FINDINGS if grave and fail_on != "never" else 0))


def _line(statuses: dict[str, int], severities: dict[str, int], seconds: float, out: Path) -> str:
    zh = (
        "完成 {done}，失败 {failed}，跳过 {skipped}；错误 {error}，警告 {warning}，提示 {info}；"
        "用时 {seconds:.1f} 秒 → {index}"
    )
    en = (
        "{done} done, {failed} failed, {skipped} skipped; {error} errors, {warning} warnings, {info} infos; "
        "{seconds:.1f} s -> {index}"
    )
    return say(zh, en).format(**statuses, **severities, seconds=seconds, index=out / "index.html")
