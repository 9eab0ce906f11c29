"""What a format is, and what it may know."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from pipeline.contract.rule import Rule
from pipeline.model.finding import Severity
from pipeline.model.outcome import Outcome
from pipeline.model.text import Text


class Medium(msgspec.Struct, frozen=True):
    """What is written to, and for whom."""

    lang: str
    colour: bool
    columns: int
    """Cells in a line."""
    rules: tuple[Rule, ...] = ()
    """All that ran."""


Format = Callable[[Iterable[Outcome], Medium], Iterator[str]]
"""The text to write for these outcomes, in parts, each as soon as it is known."""

SEVERITIES: dict[Severity, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}
STATUSES = {"failed": Text("未能检查", "failed"), "skipped": Text("已跳过", "skipped")}
