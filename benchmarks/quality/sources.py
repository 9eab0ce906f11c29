"""Where files came from: a table with a header, one row a file, known by its sha256."""

import csv
from pathlib import Path

from benchmarks.quality.results import ResultsError


def known(table: Path) -> dict[str, str]:
    """Each file's source by its sha256: the column ``source``, or ``repo``, ``commit`` and ``path in repo`` together.

    Raises:
        ResultsError: the table has no such columns.
    """
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    try:
        return {row["sha256"]: row.get("source") or "{repo}@{commit}:{path in repo}".format(**row) for row in rows}
    except KeyError as missing:
        raise ResultsError(f"{table} has no column {missing}") from missing
