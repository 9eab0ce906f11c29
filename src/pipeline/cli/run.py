"""``pipeline run INPUT… -o OUT``."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from pipeline.cli.options import Ignore, PlanFile, Select
from pipeline.cli.progress import progress
from pipeline.errors import FINDINGS
from pipeline.messages import language, say
from pipeline.model import Outcome

HELP = say(
    "检查文件和文件夹，结果写到 OUT：每个文件一份 .json，读得了的另有一页 .html；总表是 index.html 和 results.jsonl。"
    "没有变化的文件沿用上次的结果。",
    "Check files and folders and write to OUT: a .json for each, an .html for each that can be read, "
    "index.html and results.jsonl for all. What did not change keeps its result.",
)
LEVELS = (*Outcome.SEVERITIES, "never")


def run(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help=say("文件或文件夹", "Files or folders"))],
    out: Annotated[Path, typer.Option("--out", "-o", help=say("输出文件夹", "The output folder"))],
    plan: PlanFile = None,
    select: Select = None,
    ignore: Ignore = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", help=say("进程数，默认为可用的处理器数", "Workers; default: all processors")),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(metavar="SECONDS", help=say("每个文件的时限，默认 120 秒", "Limit for a file; default 120")),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option(metavar="MB", help=say("每个进程的内存上限，默认 2048", "Limit for a worker; default 2048")),
    ] = None,
    executor: Annotated[
        str | None, typer.Option(help=say("执行方式：local、serial", "How to run: local, serial"))
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help=say("上次失败的文件再试一次", "Try failed files again"))
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=say("全部重做", "Do all anew"))] = False,
    stable_for: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", help=say("最近这么多秒内改动过的文件留到下次", "Leave files changed this recently")
        ),
    ] = 0,
    with_text: Annotated[bool, typer.Option("--with-text", help=say("JSON 附上全文", "Text in the JSON too"))] = False,
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="LEVEL",
            help=say("有此级别以上的问题则退出码为 1：", "Exit 1 on findings this grave: ") + ", ".join(LEVELS),
        ),
    ] = "never",
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help=say("有任何失败则退出码为 3，不限新的", "Exit 3 on any failure, not new ones alone")
        ),
    ] = False,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help=say("没有新的失败就不输出", "Print nothing unless something failed anew")),
    ] = False,
    summary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=say("把本次运行的小结写成 JSON（- 为标准输出）", "Summary as JSON (- for stdout)")
        ),
    ] = None,
) -> None:
    """Run the batch, then print one line."""
    from pipeline import engine
    from pipeline import plan as plans

    if fail_on not in LEVELS:
        raise typer.BadParameter(", ".join(LEVELS), param_hint="--fail-on")
    chosen = _changed(
        plans.find(plan, inputs),
        {"lang": language(), "with_text": with_text, "executor": executor, "select": select, "ignore": ignore},
        {"jobs": jobs, "timeout": timeout, "memory": memory},
    )
    choice = engine.Choice(force=force, retry_failed=retry_failed, stable_for=stable_for)
    with progress(quiet=quiet) as watch:
        done = engine.run(chosen, inputs, out, choice, watch)
    if summary is not None:
        _put(summary, msgspec.json.encode(done))
    if not quiet or done.counts.failed_anew:
        typer.echo(_told(done, out), err=summary is not None and str(summary) == "-")
    grave = fail_on != "never" and any(getattr(done.counts, level) for level in LEVELS[: LEVELS.index(fail_on) + 1])
    raise typer.Exit(done.code(strict=strict) or (FINDINGS if grave else 0))


def _changed(plan: Any, said: dict[str, Any], local: dict[str, Any]) -> Any:
    """``plan`` with what the command line says in the place of its own."""
    said = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items() if value}
    local = {key: value for key, value in local.items() if value is not None}
    if local:
        own = plan.options.get("executors", {})
        executors = {**own, "local": {**own.get("local", {}), **local}}
        said["options"] = {**plan.options, "executors": executors}
    return msgspec.structs.replace(plan, **said)


def _told(done: Any, out: Path) -> str:
    zh = (
        "完成 {done}，失败 {failed}，跳过 {skipped}（本次处理 {fresh}）；错误 {error}，警告 {warning}，提示 {info}；"
        "用时 {seconds:.1f} 秒 → {index}"
    )
    en = (
        "{done} done, {failed} failed, {skipped} skipped ({fresh} worked on); {error} errors, {warning} warnings, "
        "{info} infos; {seconds:.1f} s -> {index}"
    )
    counts = msgspec.structs.asdict(done.counts)
    lines = [say(zh, en).format(**counts, seconds=done.seconds, index=out / "index.html")]
    if done.failed_anew:
        lines.append(say("新的失败 {n} 个：", "{n} new failures:").format(n=done.counts.failed_anew))
        lines += [
            f"  {''.join(c if c.isprintable() else '�' for c in path)}  [{code}]" for path, code in done.failed_anew
        ]
        more = done.counts.failed_anew - len(done.failed_anew)
        lines += [say(f"  ……另有 {more} 个", f"  … and {more} more")] if more else []
    return "\n".join(lines)


def _put(path: Path, content: bytes) -> None:
    if str(path) == "-":
        typer.echo(content.decode())
        return
    from pipeline import files

    files.write(path, [content, b"\n"], path.absolute().parent)
