"""Run today's program over documents that readers have judged, and say what became of each verdict.

``python -m benchmarks.quality.replay FOLDER VERDICTS.jsonl…``: the documents are looked up by their sha256 anywhere
below ``FOLDER``. What both readers called right must still be said; what both called wrong must not come back.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from benchmarks.quality.results import overlap, places, records
from benchmarks.quality.verdicts import Verdict, load

from pipeline.model.record import Record

RANK = {"gone": 0, "info": 1, "warning": 2, "error": 3}


class Fate(NamedTuple):
    """What became of a finding: its severity now, or ``gone``; ``unread`` where the document fails."""

    verdict: Verdict
    now: str


def located(folder: Path, wanted: set[str]) -> dict[str, Path]:
    """A file for each sha256 that is found below ``folder``."""
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            if sha256 in wanted:
                found.setdefault(sha256, path)
    return found


def run(files: dict[str, Path], options: Iterable[str] = ()) -> dict[str, Record]:
    """Today's records by sha256; of a document that fails there is none.

    Raises:
        subprocess.CalledProcessError: the program did not come to an end.
    """
    with tempfile.TemporaryDirectory() as scratch:
        inputs, out = Path(scratch, "inputs"), Path(scratch, "out")
        for sha256, path in files.items():
            copy = inputs / sha256 / path.name
            copy.parent.mkdir(parents=True)
            shutil.copyfile(path, copy)
        command = [sys.executable, "-m", "pipeline", "run", str(inputs), "-o", str(out), "--quiet", *options]
        subprocess.run(command, cwd=scratch, check=True, stdout=subprocess.DEVNULL)
        return {record.sha256 or "": record for record in records(out)}


def fate(verdict: Verdict, record: Record | None) -> Fate:
    """What became of a finding: the highest severity of the same rule at a place that overlaps with its own."""
    if record is None:
        return Fate(verdict, "unread")
    at = (verdict.start, verdict.end)
    now = [
        finding.severity
        for finding in record.findings
        if finding.rule == verdict.rule and any(overlap(at, place) for place in places(finding))
    ]
    return Fate(verdict, max(now, key=RANK.__getitem__, default="gone"))


def lost(one: Fate) -> bool:
    """Whether a finding is no longer said."""
    return one.now in {"gone", "unread"}


def back(one: Fate) -> bool:
    """Whether a finding is said at its old severity, or a higher one."""
    return not lost(one) and RANK[one.now] >= RANK[one.verdict.severity]


def report(fates: list[Fate]) -> str:
    """The counts of all verdicts, and a line for each right one that is lost and each wrong one that is back."""
    lines = []
    for judgement in ("right", "wrong", None):
        group = [one for one in fates if one.verdict.agreed == judgement]
        if group:
            said = Counter(f"{one.verdict.severity} → {one.now}" for one in group)
            counts = ", ".join(f"{change}: {count}" for change, count in sorted(said.items()))
            lines.append(f"{judgement or 'judged differently'}: {len(group)} ({counts})")
    for one in fates:
        if one.verdict.agreed == "right" and lost(one):
            lines.append(f"LOST\t{_told(one)}")
        elif one.verdict.agreed == "wrong" and back(one):
            lines.append(f"BACK\t{_told(one)}")
    return "\n".join(lines)


def _told(one: Fate) -> str:
    said = one.verdict
    return "\t".join(
        (said.rule, f"{said.severity} → {one.now}", said.source, f"{said.start}-{said.end}", repr(said.excerpt))
    )


def main() -> int:
    """Replay; 1 where too much is lost or something wrong is back, 2 where no document is found."""
    parser = argparse.ArgumentParser(description="Replay verdicts with today's program.")
    parser.add_argument("folder", type=Path, help="where the documents lie, at any depth")
    parser.add_argument("verdicts", type=Path, nargs="+", help="verdict files")
    parser.add_argument("--kept", type=float, default=97, help="per cent of the right ones that must stay said (97)")
    parser.add_argument("--back", type=int, default=0, help="wrong ones that may be said as loudly as before (0)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    options = parser.parse_args()
    verdicts = [one for path in options.verdicts for one in load(path)]
    files = located(options.folder, {one.sha256 for one in verdicts})
    for source, sha256 in sorted({(one.source, one.sha256) for one in verdicts if one.sha256 not in files}):
        print(f"not found: {source} ({sha256})")
    if not files:
        print(f"none of the documents lies below {options.folder}", file=sys.stderr)
        return 2
    today = run(files, ["--jobs", str(options.jobs)])
    fates = [fate(one, today.get(one.sha256)) for one in verdicts if one.sha256 in files]
    print(report(fates))
    right = [one for one in fates if one.verdict.agreed == "right"]
    wrong = [one for one in fates if one.verdict.agreed == "wrong"]
    kept = 100.0 * sum(not lost(one) for one in right) / len(right) if right else 100.0
    again = sum(map(back, wrong))
    gone = 100.0 * (len(wrong) - again) / len(wrong) if wrong else 100.0
    print(f"right ones still said: {kept:.1f} %; wrong ones gone or lowered: {gone:.1f} %; documents: {len(files)}")
    return 0 if kept >= options.kept and again <= options.back else 1


if __name__ == "__main__":
    sys.exit(main())
