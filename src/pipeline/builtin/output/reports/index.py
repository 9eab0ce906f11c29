"""The whole batch, for people."""

import heapq
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from pipeline.builtin.output.html.environment import environment
from pipeline.builtin.output.html.labels import labels
from pipeline.builtin.output.reports.advice import ADVICE
from pipeline.builtin.output.reports.totals import Totals
from pipeline.contract.parts import Batch, Report
from pipeline.model.errors import REASONS
from pipeline.model.severity import SEVERITIES

TEMPLATES = Path(__file__).parent / "templates"
_PART = 1 << 16
_COUNTED = ("done", "failed", "skipped", *SEVERITIES)


class Index(Report, frozen=True):
    """The overview: totals, news, what was not checked and what to do, rules, folders, documents.

    Where there are more documents than ``documents``, the failed ones and the worst are
    listed, and the page says so.
    """

    filename: ClassVar[str] = "index.html"

    documents: int = 2000
    """Most documents in the table."""
    rules: int = 20
    """Most rules in the table."""
    folders: int = 200
    """Most folders in the tree."""
    named: int = 10
    """Most documents named for one reason why they were not checked, and as the worst."""

    def render(self, batch: Batch) -> Iterator[bytes]:
        """The page in UTF-8, in parts; walks the outcomes once and keeps no more than it shows."""
        totals = Totals()
        rows = heapq.nsmallest(self.documents, totals.rows(batch, self.named), key=lambda row: row.place)
        codes = sorted(
            totals.troubles, key=lambda code: (totals.troubles[code].status == "skipped", [*REASONS, code].index(code))
        )
        rules = sorted(totals.rules.items(), key=lambda one: (-one[1].findings, -one[1].unchecked, one[0]))
        tree = totals.tree(self.folders)
        template = environment(TEMPLATES).get_template("index.html")
        return _joined(
            template.generate(
                lang=batch.lang,
                t=labels(batch.lang),
                batch=batch,
                totals=totals,
                changes=_changes(batch, totals),
                severities=SEVERITIES,
                rows=rows,
                troubles=[(code, totals.troubles[code], ADVICE.get(code)) for code in codes],
                named=self.named,
                rules=rules[: self.rules],
                numbers={rule: number for number, (rule, _) in enumerate(rules[: self.rules])},
                more_rules=max(0, len(rules) - self.rules),
                folders=tree if len(tree) > 1 else [],
                more_folders=len(totals.folders) - len(tree),
                tables=[name for name in batch.reports if name != self.filename],
            )
        )


def _joined(parts: Iterable[str]) -> Iterator[bytes]:
    held: list[str] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= _PART:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _changes(batch: Batch, totals: Totals) -> list[tuple[str, int]]:
    """By how much the counts differ from the run before, those that do."""
    if batch.before is None:
        return []
    now = {**totals.statuses, **totals.severities}
    changes = [(name, now.get(name, 0) - batch.before.counts.get(name, 0)) for name in _COUNTED]
    return [(name, by) for name, by in changes if by]
