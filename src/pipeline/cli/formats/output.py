"""What a format is, and what it may know."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from pipeline.contract.rule import Rule
from pipeline.model.finding import Severity
from pipeline.model.outcome import Outcome
from pipeline.model.severity import GRADES
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


def severity_name(severity: Severity, lang: str) -> str:
    """What a severity is called; in English by its value, as plans and options have it."""
    return GRADES[severity].name.zh if lang == "zh" else severity


STATUSES = {"failed": Text("未能检查", "failed"), "skipped": Text("已跳过", "skipped")}
