"""Draw findings at random and write sheets on which readers judge them.

``python -m benchmarks.quality.draw OUT SHEETS`` reads the output folder of a run with ``--with-text`` (and
``--with-layout``, for findings of layout) and writes the sheets and ``drawn.jsonl``, which ``collect`` wants again.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.quality import sheets, sources
from benchmarks.quality.results import ResultsError, records
from benchmarks.quality.verdicts import EXCERPT, Level, Verdict

from pipeline.model.record import FindingRecord, Record

LAWS: Final = "法律法规"
BATCH: Final = 25
"""Findings on a sheet: half an hour's reading."""


class Drawn(NamedTuple):
    """A finding, with its document."""

    record: Record
    finding: FindingRecord


class Bounds(NamedTuple):
    """How even the draw is."""

    of_one_rule: int = 3
    """Findings of one rule in one document, at most: a hundred of a kind in one place are not a hundred proofs."""
    laws: float = 0.2
    """Share of the draw that laws may have."""


def draw(records: Iterable[Record], severity: Level, count: int, seed: int, bounds: Bounds) -> list[Drawn]:
    """At most ``count`` findings of ``severity``; the same records and seed give the same ones.

    A document that lies in the folder twice counts once.
    """
    documents = {record.sha256: record for record in sorted(records, key=lambda record: record.path, reverse=True)}
    pool = [
        Drawn(record, finding)
        for record in sorted(documents.values(), key=lambda record: record.sha256 or "")
        for finding in record.findings
        if finding.severity == severity
    ]
    random.Random(f"{seed}/{severity}").shuffle(pool)  # noqa: S311 - a draw that can be repeated
    taken: list[Drawn] = []
    alike: Counter[tuple[str | None, str]] = Counter()
    laws = 0
    for one in pool:
        law = one.record.metadata.kind == LAWS
        if alike[one.record.sha256, one.finding.rule] >= bounds.of_one_rule or (law and laws >= count * bounds.laws):
            continue
        taken.append(one)
        alike[one.record.sha256, one.finding.rule] += 1
        laws += law
        if len(taken) == count:
            break
    return taken


def verdict(drawn: Drawn, known: dict[str, str]) -> Verdict:
    """The line of the store for a finding, still without verdicts."""
    record, finding = drawn
    sha256 = record.sha256 or ""
    return Verdict(
        source=known.get(sha256, record.path),
        sha256=sha256,
        rule=finding.rule,
        severity=finding.severity,
        start=finding.start,
        end=finding.end,
        excerpt=finding.excerpt[:EXCERPT],
    )


def main() -> int:
    """Draw and write; 2 where the folder does not hold what is needed."""
    parser = argparse.ArgumentParser(description="Draw findings at random and write sheets for readers.")
    parser.add_argument("out", type=Path, help="the output folder of a run with --with-text")
    parser.add_argument("sheets", type=Path, help="a new folder for the sheets")
    parser.add_argument("--errors", type=int, default=150, help="how many errors (150)")
    parser.add_argument("--warnings", type=int, default=250, help="how many warnings (250)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws others (1)")
    parser.add_argument("--of-one-rule", type=int, default=3, help="at most so many of a rule in a document (3)")
    parser.add_argument("--laws", type=float, default=0.2, help="share that laws may have (0.2)")
    parser.add_argument("--sources", type=Path, help="a table (TSV) that says where each file came from, by its sha256")
    options = parser.parse_args()
    if (options.sheets / "drawn.jsonl").exists():
        print(f"{options.sheets} holds a draw already: name a new folder", file=sys.stderr)
        return 2
    bounds = Bounds(options.of_one_rule, options.laws)
    try:
        found = list(records(options.out))
        known = sources.known(options.sources) if options.sources else {}
        drawn = [
            *draw(found, "error", options.errors, options.seed, bounds),
            *draw(found, "warning", options.warnings, options.seed, bounds),
        ]
        random.Random(options.seed).shuffle(drawn)  # noqa: S311 - so that no sheet is of one severity
        sheets.write(options.sheets, [(one.record, one.finding) for one in drawn], BATCH)
    except ResultsError as error:
        print(error, file=sys.stderr)
        return 2
    lines = [verdict(one, known) for one in drawn]
    sheets.write_drawn(options.sheets, lines)
    for severity, wanted in (("error", options.errors), ("warning", options.warnings)):
        count = sum(line.severity == severity for line in lines)
        print(f"{severity}: {count} drawn" + ("" if count == wanted else f" of {wanted} wanted: there are no more"))
    laws = sum(one.record.metadata.kind == LAWS for one in drawn)
    print(f"{len({line.sha256 for line in lines})} documents, {laws} findings in laws")
    return 0


if __name__ == "__main__":
    sys.exit(main())
