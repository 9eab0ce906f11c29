"""Compare the kind and the situation of documents with what somebody else said they are.

``python -m benchmarks.quality.kinds LABELS.tsv OUT``: the labels have the columns ``sha256``, ``source``, ``kind`` and
``situation``; ``OUT`` is the output folder of a run. Where two kinds are right, a label names both: ``通知|函``.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple, get_args

from benchmarks.quality.results import ResultsError, records

from pipeline.builtin.gongwen.kinds import KINDS_OF_DOCUMENT
from pipeline.model.metadata import Situation
from pipeline.model.record import Record

COLUMNS: Final = ("sha256", "source", "kind", "situation")
KNOWN: Final = {"kind": tuple(KINDS_OF_DOCUMENT), "situation": get_args(Situation)}


class Pair(NamedTuple):
    """What a document is by its label, and what the program says."""

    source: str
    label: str
    told: str

    @property
    def right(self) -> bool:
        """Whether the program says what the label says."""
        return self.told in self.label.split("|")


def labels(path: Path) -> list[dict[str, str]]:
    """The rows of a table of labels; a header is optional.

    Raises:
        ResultsError: a row has too few columns, or a word that is no kind or situation.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if any(row)]
    if rows and rows[0][0] == "sha256":
        rows = rows[1:]
    answer = []
    for row in rows:
        if len(row) < len(COLUMNS):
            raise ResultsError(f"{path}: a row needs {', '.join(COLUMNS)}: {row}")
        named = dict(zip(COLUMNS, (cell.strip() for cell in row), strict=False))
        for aspect, words in KNOWN.items():
            strange = [word for word in named[aspect].split("|") if word not in words]
            if strange:
                raise ResultsError(f"{path}: {named['source']}: no {aspect}: {', '.join(strange)}")
        answer.append(named)
    return answer


def compared(rows: Sequence[dict[str, str]], found: dict[str, Record], aspect: str) -> list[Pair]:
    """Label and answer of each document that the run could read."""
    return [
        Pair(row["source"], row[aspect], getattr(found[row["sha256"]].metadata, aspect))
        for row in rows
        if row["sha256"] in found
    ]


def confusion(pairs: Sequence[Pair]) -> str:
    """A table of what is what: a row for each label that occurs, and what the program said instead."""
    counts = Counter((pair.told if pair.right else pair.label, pair.told) for pair in pairs)
    lines = ["label\tright\tinstead"]
    for label in sorted({label for label, _ in counts}):
        others = {told: count for (was, told), count in counts.items() if was == label and told != label}
        instead = ", ".join(f"{told} {count}" for told, count in sorted(others.items(), key=lambda item: -item[1]))
        lines.append(f"{label}\t{counts[label, label]} of {counts[label, label] + sum(others.values())}\t{instead}")
    return "\n".join(lines)


def share(pairs: Sequence[Pair]) -> float:
    """Per cent of the documents of which the program says what the label says."""
    return 100.0 * sum(pair.right for pair in pairs) / len(pairs) if pairs else 0.0


def main() -> int:
    """Compare; 1 where a share is too small, 2 where the labels cannot be used."""
    parser = argparse.ArgumentParser(description="Compare kinds and situations with labels.")
    parser.add_argument("labels", type=Path, help="TSV: sha256, source, kind, situation")
    parser.add_argument("out", type=Path, help="the output folder of a run")
    parser.add_argument("--kind", type=float, default=93, help="per cent of kinds that must be right (93)")
    parser.add_argument("--situation", type=float, default=90, help="per cent of situations that must be right (90)")
    options = parser.parse_args()
    try:
        rows = labels(options.labels)
        found = {record.sha256 or "": record for record in records(options.out)}
    except ResultsError as error:
        print(error, file=sys.stderr)
        return 2
    missing = [row for row in rows if row["sha256"] not in found]
    for row in missing:
        print(f"not read in the run: {row['source']} ({row['sha256']})")
    if len(missing) == len(rows):
        print(f"none of the documents of {options.labels} was read in {options.out}", file=sys.stderr)
        return 2
    code = 0
    for aspect in KNOWN:
        pairs = compared(rows, found, aspect)
        print(f"{aspect}: {sum(pair.right for pair in pairs)} of {len(pairs)} right ({share(pairs):.1f} %)")
        print(confusion(pairs))
        for pair in pairs:
            if not pair.right:
                print(f"MISTAKE\t{aspect}\t{pair.source}\t{pair.label}\t{pair.told}")
        code |= share(pairs) < getattr(options, aspect)
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
