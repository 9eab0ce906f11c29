"""``pipeline check FILE…``."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.breakages import told
from pipeline.cli.cells import coloured, visible, width
from pipeline.cli.formats import FORMATS
from pipeline.cli.formats.output import Medium, severity_name
from pipeline.cli.options import EMPTY, LEVELS, FailOn, Ignore, PlanFile, Select, among, changed, in_english, reached
from pipeline.cli.progress import progress
from pipeline.model.errors import BROKEN, FAILED, FINDINGS, NOTHING, UsageError
from pipeline.model.language import language, say
from pipeline.model.outcome import Outcome
from pipeline.model.troubles import Broken

HELP = say(
    "检查文件和文件夹，把问题显示在终端上，不写任何文件",
    "Check files and folders and show what is found here; writes no file",
)


def check(
    inputs: Annotated[list[Path], typer.Argument(metavar="FILE...", help=say("文件或文件夹", "Files or folders"))],
    plan: PlanFile = None,
    select: Select = None,
    ignore: Ignore = None,
    output_format: Annotated[
        str,
        typer.Option("--output-format", metavar="FORMAT", help=say("输出形式：", "One of: ") + ", ".join(FORMATS)),
    ] = "full",
    fail_on: FailOn = "error",
    statistics: Annotated[
        bool,
        typer.Option("--statistics", help=say("只列出每条规则的次数", "Only how often each rule found something")),
    ] = False,
) -> None:
    """Print the findings, then one line on stderr."""
    among(fail_on, LEVELS, "--fail-on")
    among(output_format, FORMATS, "--output-format")
    if statistics and output_format not in ("full", "concise"):
        raise UsageError(
            "--statistics 不能与 --output-format 的这种形式同用", f"--statistics does not go with {output_format}"
        )
    from pipeline.batch import check
    from pipeline.batch.executing import expect_work
    from pipeline.batch.inputs import exist
    from pipeline.plan import kit
    from pipeline.plan import plan as plans

    exist(inputs)
    said = {"lang": language(), "select": select, "ignore": ignore}
    chosen = changed(plans.find(plan, inputs), said)
    expect_work(chosen)
    rules = tuple(kit.load(chosen).rules.values())
    medium = Medium(chosen.lang, coloured(), shutil.get_terminal_size().columns, rules)
    tally = _Tally(inputs)
    with progress(quiet=sys.stdout.isatty()) as watch:
        outcomes = tally.over(check.check(chosen, inputs, watch))
        written = tally.table(outcomes) if statistics else FORMATS[output_format](outcomes, medium)
        for part in written:
            typer.echo(part, nl=False, color=medium.colour)
    typer.echo("\n".join(tally.told()), err=True)
    raise typer.Exit(tally.code(fail_on))


class _Tally:
    """Counts outcomes as they pass."""

    def __init__(self, inputs: Iterable[Path]) -> None:
        self._named = {path.as_posix() for path in inputs}
        self._statuses: Counter[str] = Counter()
        self._severities: Counter[str] = Counter()
        self._partly = 0
        self._passed_over: list[Outcome] = []
        self._broken: dict[str, Broken] = {}
        self._affected = 0

    def over(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """``outcomes``, counted."""
        for outcome in outcomes:
            self._statuses[outcome.status] += 1
            self._severities.update(finding.severity for finding in outcome.findings)
            self._partly += bool(outcome.not_checked)
            self._count(outcome)
            if outcome.status == "skipped" and outcome.path in self._named:
                self._passed_over.append(outcome)
            yield outcome

    def _count(self, outcome: Outcome) -> None:
        """Count the parts that broke on it."""
        parts = {entry.broken: entry.reason.say(language()) for entry in outcome.not_checked if entry.broken}
        self._affected += bool(parts)
        for part, message in parts.items():
            known = self._broken.get(part, Broken(part, 0, message))
            self._broken[part] = Broken(part, known.documents + 1, known.message)

    def table(self, outcomes: Iterable[Outcome]) -> Iterator[str]:
        """How often each rule found something, the most frequent first."""
        lang = language()
        findings = (finding for outcome in outcomes for finding in outcome.findings)
        times = Counter((finding.labelled(lang), finding.severity) for finding in findings)
        for (rule, severity), count in sorted(times.items(), key=lambda entry: (-entry[1], entry[0])):
            label = severity_name(severity, lang)
            yield f"{count:>7}  {label}{' ' * (7 - width(label))}  {rule}\n"

    def told(self) -> list[str]:
        """The last words."""
        counts = {**dict.fromkeys(("done", "failed", "skipped", *LEVELS), 0), **self._statuses, **self._severities}
        zh = "已检查 {done}，失败 {failed}，跳过 {skipped}；错误 {error}，警告 {warning}，提示 {info}"
        en = "{done} checked, {failed} failed, {skipped} skipped; {found}"
        line = say(zh, en).format(**counts, found=in_english(counts)) if self._statuses else say(*EMPTY)
        if self._partly:
            line += say("；{n} 个有规则不能检查", "; some rules could not judge {n}").format(n=self._partly)
        lines = [line, *told(self._broken.values(), self._affected)]
        for outcome in self._passed_over:
            assert outcome.reason is not None
            why = outcome.reason.message.say(language())
            passed = say("pipeline: {path} 没有检查：{why}", "pipeline: {path} was not checked: {why}")
            lines.append(visible(passed.format(path=outcome.path, why=why)))
        return lines

    def code(self, fail_on: str) -> int:
        """The exit code: a named document passed over, a part that broke, a document that failed, findings."""
        if self._passed_over:
            return NOTHING
        if self._broken:
            return BROKEN
        if self._statuses["failed"]:
            return FAILED
        return FINDINGS if reached(fail_on, self._severities) else 0
