"""What a run of the program left in its output folder: the records, with their texts."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec

from pipeline.model.record import FindingRecord, Record


class ResultsError(ValueError):
    """An output folder does not hold what is needed of it."""


def records(out: Path) -> Iterator[Record]:
    """The records of all documents that could be read, in the order of the run.

    Raises:
        ResultsError: the folder is none that a run wrote.
    """
    table = out / "results.jsonl"
    if not table.exists():
        raise ResultsError(f"{out} holds no results.jsonl: it is not the output folder of a run")
    for line in table.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["status"] != "done":
            continue
        own = next(name for name in row["outputs"] if name.endswith(".json"))
        yield msgspec.json.decode((out / own).read_bytes(), type=Record)


def text_of(record: Record) -> str:
    """The text of the document.

    Raises:
        ResultsError: the run was made without ``--with-text``.
    """
    if isinstance(record.text, str):
        return record.text
    raise ResultsError(f"{record.path} was recorded without its text: run again with --with-text")


def places(finding: FindingRecord) -> list[tuple[int, int]]:
    """All places of a finding."""
    return [(place.start, place.end) for place in finding.places] or [(finding.start, finding.end)]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two places share a character, or one of them is empty and lies inside the other or at its edge."""
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return start < end or (start == end and (one[0] == one[1] or other[0] == other[1]))
