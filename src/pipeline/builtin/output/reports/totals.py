"""The batch in figures, counted along one walk over its outcomes."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from pipeline.builtin.output.about import about, grounds
from pipeline.contract.parts import Batch
from pipeline.model.finding import Severity
from pipeline.model.outcome import Outcome, Status
from pipeline.model.severity import SEVERITIES
from pipeline.model.text import Text

DEEPEST = 8
"""Folders below this level are counted with the one above them."""
_STATUSES: tuple[Status, ...] = ("failed", "skipped", "done")


class Row(msgspec.Struct, frozen=True):
    """A document as the tables show it."""

    path: str
    title: str
    page: str | None
    status: Status
    reason: str
    counts: tuple[int, ...]
    """By severity, gravest first."""
    unchecked: int
    """Entries for what the file does not give."""
    broken: int
    """Entries for parts that broke."""
    rules: tuple[str, ...]
    """Those that found something, in order of name."""
    anew: bool
    """Whether it failed and no earlier run has told of it."""
    last_seen: str | None
    """When a run last saw it, for one that is kept though this run did not see it."""
    about: str
    """Its kind and situation."""
    grounds: str
    """The evidence for both."""

    @property
    def place(self) -> tuple[int, bool, tuple[int, ...], tuple[int, int], str]:
        """Failed and skipped ones first, then the worst."""
        lost = -self.broken, -self.unchecked
        return _STATUSES.index(self.status), not self.anew, tuple(-n for n in self.counts), lost, self.path


class Trouble(msgspec.Struct):
    """The documents that were not checked for one reason."""

    status: Status
    total: int = 0
    anew: int = 0
    _new: list[Row] = []
    _known: list[Row] = []

    def add(self, row: Row, most: int) -> None:
        """Count ``row`` and name it, if there is room: new ones come first."""
        self.total += 1
        self.anew += row.anew
        named = self._new if row.anew else self._known
        if len(named) < most:
            named.append(row)

    def named(self, most: int) -> list[Row]:
        """At most ``most`` of them."""
        return [*self._new, *self._known][:most]


class Tally(msgspec.Struct):
    """How often a rule found something, and where it could not look."""

    findings: int = 0
    documents: int = 0
    unchecked: int = 0
    severity: Severity = "info"
    example: Text | None = None
    """The message of the first finding."""
    name_zh: str = ""
    """What the rule is called in Chinese."""


class Folder(msgspec.Struct):
    """What lies in a folder and below it."""

    documents: int = 0
    failed: int = 0
    counts: tuple[int, ...] = (0,) * len(SEVERITIES)

    def add(self, row: Row) -> None:
        """Count a document."""
        self.documents += 1
        self.failed += row.status == "failed"
        self.counts = tuple(a + b for a, b in zip(self.counts, row.counts, strict=True))


class Totals(msgspec.Struct):
    """The batch in figures."""

    documents: int = 0
    statuses: Counter[str] = msgspec.field(default_factory=Counter)
    severities: Counter[str] = msgspec.field(default_factory=Counter)
    kinds: Counter[str] = msgspec.field(default_factory=Counter)
    """Of documents done: ``with_errors``, ``with_findings``, ``clean``, ``partly``; of all ``broken``, ``not_seen``."""
    troubles: dict[str, Trouble] = {}
    """By the code of the reason."""
    rules: defaultdict[str, Tally] = msgspec.field(default_factory=lambda: defaultdict(Tally))
    folders: defaultdict[str, Folder] = msgspec.field(default_factory=lambda: defaultdict(Folder))
    """By path, with ``/`` behind it; the folder on top is empty."""
    worst: list[Row] = []

    def rows(self, batch: Batch, named: int) -> Iterator[Row]:
        """A row for each outcome, counted as it passes; of each trouble and of the worst, ``named`` are kept."""
        for outcome in batch.outcomes:
            row = _row(outcome, batch)
            self.documents += 1
            self.statuses[outcome.status] += 1
            if outcome.reason is not None and outcome.status != "done":
                self.troubles.setdefault(outcome.reason.code, Trouble(outcome.status)).add(row, named)
            for folder in _folders(row.path):
                self.folders[folder].add(row)
            self._count(outcome, row)
            if any(row.counts):
                self.worst.append(row)
                if len(self.worst) > 8 * named:
                    self._keep_worst(named)
            yield row
        self._keep_worst(named)

    def _keep_worst(self, most: int) -> None:
        self.worst = sorted(self.worst, key=lambda row: row.place)[:most]

    def _count(self, outcome: Outcome, row: Row) -> None:
        for severity, n in zip(SEVERITIES, row.counts, strict=True):
            self.severities[severity] += n
        self.kinds["broken"] += bool(row.broken)
        self.kinds["not_seen"] += outcome.last_seen is not None
        if outcome.status == "done":
            self.kinds["with_findings" if any(row.counts) else "clean"] += 1
            self.kinds["with_errors"] += bool(row.counts[0])
            self.kinds["partly"] += bool(row.unchecked)
        for finding in outcome.findings:
            tally = self.rules[finding.rule]
            tally.findings += 1
            tally.example = tally.example or finding.message
            tally.name_zh = tally.name_zh or finding.rule_zh
            tally.severity = min(tally.severity, finding.severity, key=SEVERITIES.index)
        for rule in row.rules:
            self.rules[rule].documents += 1
        unchecked = {entry.rule: entry.rule_zh for entry in outcome.not_checked if not entry.broken}
        for rule, name_zh in sorted(unchecked.items()):
            self.rules[rule].unchecked += 1
            self.rules[rule].name_zh = self.rules[rule].name_zh or name_zh

    def tree(self, most: int) -> list[tuple[str, Folder]]:
        """The folders as a tree from top to bottom; where there are more than ``most``, the upper and the worst."""
        kept = sorted(self.folders.items(), key=lambda one: (one[0].count("/"), *_gravity(one[1]), one[0]))[:most]
        return sorted(kept, key=lambda one: one[0].split("/"))


def _gravity(folder: Folder) -> tuple[int, ...]:
    return -folder.failed, *(-n for n in folder.counts)


def _folders(path: str) -> Iterator[str]:
    """The folders around a file, from the top one (empty) down."""
    yield ""
    at = 0
    for _ in range(DEEPEST):
        at = path.find("/", at) + 1
        if not at:
            return
        yield path[:at]


def _row(outcome: Outcome, batch: Batch) -> Row:
    broken = sum(bool(entry.broken) for entry in outcome.not_checked)
    return Row(
        outcome.path,
        outcome.title,
        next((path for path in outcome.outputs if path.endswith(".html")), None),
        outcome.status,
        "" if outcome.reason is None else outcome.reason.message.say(batch.lang),
        tuple(outcome.count(severity) for severity in SEVERITIES),
        len(outcome.not_checked) - broken,
        broken,
        tuple(sorted({finding.rule for finding in outcome.findings})),
        outcome.path in batch.failed_anew,
        outcome.last_seen,
        about(outcome.metadata, batch.lang),
        grounds(outcome.metadata, batch.lang),
    )
