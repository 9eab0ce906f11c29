"""Runs over folders of hostile files, and sees that the run comes through.

``python tests/campaigns/attacks.py FOLDER… [--timeout SECONDS]``: for each folder, the run
ends; every file has exactly one outcome, none ``internal``; none that took longer than its
deadline has another outcome than that; the parent stays below 300 MB; nothing is written
outside the output folder.
"""

import argparse
import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from pipeline.batch.ledger import decoded
from pipeline.batch.walk import walk
from pipeline.document.outputs import FOLDER, LEDGER

LARGEST = 300
"""MB that the parent may take."""


class Told(msgspec.Struct):
    """What a run over one folder came to."""

    files: int
    seconds: float
    slowest: float
    """Seconds that one file took, at most."""
    parent: float
    """MB, at most."""
    outcomes: dict[str, int]
    faults: list[str]


def _most_memory(process: int) -> float:
    """MB that a process has taken so far, at most; unlike ``wait4``, without what its starter had taken."""
    with contextlib.suppress(OSError), open(f"/proc/{process}/status", encoding="ascii", errors="replace") as lines:
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)
    return 0.0


def main() -> None:
    """Attack, print what came of it, and exit 1 if anything is amiss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--timeout", type=float, default=20.0)
    said = parser.parse_args()
    faults = 0
    for folder in said.folders:
        with tempfile.TemporaryDirectory() as place:
            told = attack(folder, Path(place), said.timeout)
        faults += len(told.faults)
        sys.stdout.write(f"{folder}: {msgspec.json.encode(told).decode()}\n")
        sys.stdout.flush()
    sys.exit(bool(faults))


def attack(folder: Path, place: Path, timeout: float) -> Told:
    """Run over ``folder``, with ``place`` for the outputs and as home, temporary and working folder."""
    out, elsewhere = place / "out", place / "elsewhere"
    elsewhere.mkdir(parents=True)
    words = ["run", folder, "-o", out, "--timeout", timeout, "--log", place / "log", "-q"]
    start = time.monotonic()
    with (place / "said").open("wb") as said:
        run = subprocess.Popen(
            [sys.executable, "-m", "pipeline", *map(str, words)],
            cwd=elsewhere,
            env={**os.environ, "HOME": str(elsewhere), "TMPDIR": str(elsewhere)},
            stdout=said,
            stderr=said,
        )
        largest = 0.0
        while run.poll() is None:
            largest = max(largest, _most_memory(run.pid))
            time.sleep(0.02)
    seconds = time.monotonic() - start
    faults = []
    if run.returncode not in (0, 3):
        faults.append(f"exit code {run.returncode}: {(place / 'said').read_text(encoding='utf-8')[-2000:]}")
        return Told(0, seconds, 0, largest, {}, faults)
    with (out / "results.jsonl").open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    expected = sum(1 for _ in walk(str(folder), str(out)))
    paths = Counter(record["path"] for record in found)
    if len(found) != expected or len(paths) != expected:
        faults.append(f"{expected} files, {len(found)} outcomes of {len(paths)}")
    faults += [f"internal: {_shown(record)}" for record in found if _code(record) == "internal"]
    times = _times(out)
    slowest = max((seconds for _, _, seconds in times), default=0.0)
    faults += [f"not ended: {path}" for path, code, seconds in times if seconds > timeout and code != "timeout"]
    if largest > LARGEST:
        faults.append(f"the parent took {largest:.0f} MB")
    faults += [f"written: {path}" for path in elsewhere.rglob("*")]
    missing = [name for record in found for name in record["outputs"] if not (out / name).exists()]
    faults += [f"missing: {name}" for name in missing]
    outcomes = Counter(_code(record) or record["status"] for record in found)
    return Told(len(found), round(seconds, 1), round(slowest, 1), round(largest), dict(outcomes), faults)


def _times(out: Path) -> list[tuple[str, str | None, float]]:
    """Path, reason and seconds of each file, as the ledger has them."""
    database = sqlite3.connect(f"{(out / FOLDER / LEDGER).as_uri()}?mode=ro", uri=True)
    with contextlib.closing(database):
        found = [decoded(row[0]) for row in database.execute("select outcome from outcomes")]
    return [(one.path, one.reason.code if one.reason else None, one.seconds) for one in found]


def _code(record: dict[str, Any]) -> str | None:
    return record["reason"] and str(record["reason"]["code"])


def _shown(record: dict[str, Any]) -> str:
    return f"{record['path']!r}: {record['reason']['message']}"


if __name__ == "__main__":
    main()
