"""The whole batch, for people."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import ClassVar

import msgspec

from pipeline.builtin.html.environment import environment
from pipeline.builtin.html.labels import labels
from pipeline.builtin.reports.advice import ADVICE
from pipeline.errors import REASONS
from pipeline.kinds import Batch, Report
from pipeline.model import Outcome, Severity, Status, Text

_STATUSES: tuple[Status, ...] = ("failed", "skipped", "done")
_PART = 1 << 16


class Row(msgspec.Struct, frozen=True):
    """A document as the table shows it."""

    path: str
    title: str
    page: str | None
    status: Status
    reason: str
    counts: tuple[int, ...]
    """By severity, gravest first."""
    unchecked: int

    @property
    def place(self) -> tuple[int, tuple[int, ...], int, str]:
        """Failed and skipped ones first, then the worst."""
        return _STATUSES.index(self.status), tuple(-n for n in self.counts), -self.unchecked, self.path


class Trouble(msgspec.Struct):
    """The documents that were not checked for one reason."""

    status: Status
    total: int = 0
    rows: list[Row] = []


class Tally(msgspec.Struct):
    """How often a rule found something, and where it could not look."""

    findings: int = 0
    documents: int = 0
    unchecked: int = 0
    severity: Severity = "info"
    example: Text | None = None
    """The message of the first finding."""


class Totals(msgspec.Struct):
    """The batch in figures, counted along one walk over its outcomes."""

    documents: int = 0
    statuses: Counter[str] = msgspec.field(default_factory=Counter)
    severities: Counter[str] = msgspec.field(default_factory=Counter)
    kinds: Counter[str] = msgspec.field(default_factory=Counter)
    """Of the documents done: ``with_errors``, ``with_findings``, ``clean``, ``partly``."""
    troubles: dict[str, Trouble] = {}
    rules: defaultdict[str, Tally] = msgspec.field(default_factory=lambda: defaultdict(Tally))

    def rows(self, batch: Batch, most: int) -> Iterator[Row]:
        """A row for each outcome, counted as it passes; at most ``most`` are kept for each trouble."""
        for outcome in batch.outcomes:
            row = _row(outcome, batch.lang)
            self.documents += 1
            self.statuses[outcome.status] += 1
            if outcome.reason is not None and outcome.status != "done":
                trouble = self.troubles.setdefault(outcome.reason.code, Trouble(outcome.status))
                trouble.total += 1
                if len(trouble.rows) < most:
                    trouble.rows.append(row)
            self._count(outcome, row)
            yield row

    def _count(self, outcome: Outcome, row: Row) -> None:
        for severity, n in zip(Outcome.SEVERITIES, row.counts, strict=True):
            self.severities[severity] += n
        if outcome.status == "done":
            self.kinds["with_findings" if any(row.counts) else "clean"] += 1
            self.kinds["with_errors"] += bool(row.counts[0])
            self.kinds["partly"] += bool(row.unchecked)
        for rule, n in Counter(finding.rule for finding in outcome.findings).items():
            self.rules[rule].findings += n
            self.rules[rule].documents += 1
        for finding in outcome.findings:
            tally = self.rules[finding.rule]
            tally.example = tally.example or finding.message
            tally.severity = min(tally.severity, finding.severity, key=Outcome.SEVERITIES.index)
        for rule in {entry.rule for entry in outcome.not_checked}:
            self.rules[rule].unchecked += 1


class Index(Report, frozen=True):
    """The overview: totals, what was not checked and what to do, frequent rules, every document.

    Where there are more documents than ``documents``, the failed ones and the worst are
    listed, and the page says so.
    """

    filename: ClassVar[str] = "index.html"

    documents: int = 2000
    """Most documents in the table."""
    rules: int = 20
    """Most rules in the table."""
    named: int = 10
    """Most documents named for one reason why they were not checked."""

    def render(self, batch: Batch) -> Iterator[bytes]:
        """The page in UTF-8, in parts; walks the outcomes once and keeps no more than it shows."""
        totals = Totals()
        rows = heapq.nsmallest(self.documents, totals.rows(batch, self.named), key=lambda row: row.place)
        codes = sorted(
            totals.troubles, key=lambda code: (totals.troubles[code].status == "skipped", [*REASONS, code].index(code))
        )
        rules = sorted(totals.rules.items(), key=lambda one: (-one[1].findings, -one[1].unchecked, one[0]))
        template = environment("pipeline.builtin.reports").get_template("index.html")
        parts = template.generate(
            lang=batch.lang,
            t=labels(batch.lang),
            batch=batch,
            totals=totals,
            severities=Outcome.SEVERITIES,
            rows=rows,
            troubles=[(code, totals.troubles[code], ADVICE.get(code)) for code in codes],
            rules=rules[: self.rules],
            more_rules=max(0, len(rules) - self.rules),
        )
        held: list[str] = []
        size = 0
        for part in parts:
            held.append(part)
            size += len(part)
            if size >= _PART:
                yield "".join(held).encode()
                held, size = [], 0
        yield "".join(held).encode()


def _row(outcome: Outcome, lang: str) -> Row:
    return Row(
        outcome.path,
        outcome.title,
        next((path for path in outcome.outputs if path.endswith(".html")), None),
        outcome.status,
        "" if outcome.reason is None else outcome.reason.message.say(lang),
        tuple(outcome.count(severity) for severity in Outcome.SEVERITIES),
        len(outcome.not_checked),
    )
