"""Kills runs and their workers at random; in the end all must be as if nothing had happened.

``python tests/campaigns/kills.py --parents 50 --workers 50``
"""

import argparse
import json
import os
import random
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from pipeline.batch.ledger import decoded

SAMPLES = Path(__file__).parents[2] / "sample_inputs"
MARK = "PIPELINE_CAMPAIGN"
"""The variable by which a run's processes are known."""
TIMED = ("index.html", "findings.xlsx")
"""Reports in which times stand."""
KILLS_A_FOLDER = 5
SERVERS = 0.1
"""How often a server is hit and not a worker."""
ORPHANED = 300.0
"""Seconds after which it is clear that something of a killed run stays; it ends at once, when it has a turn."""


def main() -> None:
    """Run both campaigns and print what they came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parents", type=int, default=50, help="kills of the parent")
    parser.add_argument("--workers", type=int, default=50, help="kills of its other processes")
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    said = parser.parse_args()
    sys.stdout.write(f"seed {said.seed}\n")
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(Path(folder), said.files, said.seed)
        sys.stdout.write(f"undisturbed: {campaign.seconds:.1f} s\n")
        sys.stdout.write(f"parents: {campaign.kill_parents(said.parents)}\n")
        sys.stdout.write(f"workers: {campaign.kill_workers(said.workers)}\n")


class Campaign:
    """A batch, and what an undisturbed run makes of it."""

    def __init__(self, folder: Path, files: int, seed: int) -> None:
        self._folder, self._random = folder, random.Random(seed)  # noqa: S311 - chance, not secrets
        self._inputs = folder / "inputs"
        _fill(self._inputs, files)
        start = time.monotonic()
        self._run(folder / "calm").ended()
        self.seconds = time.monotonic() - start
        self._calm = state(folder / "calm")
        assert len(self._calm["ledger"]) == files

    def kill_parents(self, count: int) -> dict[str, float]:
        """Kill ``count`` runs with SIGKILL, anywhere from their start to their end, some again as they go on."""
        slowest, missed = 0.0, 0
        while count:
            out = self._folder / "killed"
            for _ in range(min(count, KILLS_A_FOLDER)):
                run = self._run(out)
                time.sleep(self._random.uniform(0, self.seconds))
                if run.poll() is not None:
                    missed += 1
                    run.ended()
                    break
                run.kill()
                run.wait()
                run.said.close()
                slowest = max(slowest, _alone(run.token))
                whole(out)
                count -= 1
            self._run(out).ended()
            assert state(out) == self._calm
            shutil.rmtree(out)
        return {"slowest end of what was left, s": round(slowest, 2), "runs that had ended by then": missed}

    def kill_workers(self, count: int) -> dict[str, float]:
        """Kill ``count`` processes of runs, workers and at times the server they come from; the run goes on."""
        runs, crashed = 0, 0
        while count:
            out = self._folder / "maimed"
            run = self._run(out)
            runs += 1
            while run.poll() is None and count:
                time.sleep(self._random.uniform(0.02, 0.3))
                servers = [pid for pid in processes(run.token) if _parent(pid) == run.pid]
                workers = [pid for pid in processes(run.token) if _parent(pid) in servers]
                if workers:
                    count -= _kill(self._random.choice(servers if self._random.random() < SERVERS else workers))
            run.ended()
            _alone(run.token)
            crashed += sum(row[1] == "crash" for row in state(out)["ledger"].values())
            self._run(out, "--retry-failed").ended()
            assert state(out) == self._calm
            shutil.rmtree(out)
        return {"runs": runs, "files hit twice": crashed}

    def _run(self, out: Path, *options: str) -> "Run":
        return Run([sys.executable, "-m", "pipeline", "run", self._inputs, "-o", out, "-q", "-j", "2", *options])


class Run(subprocess.Popen[bytes]):
    """A run whose processes can be found, and what it says."""

    def __init__(self, words: list[Any]) -> None:
        self.token = uuid.uuid4().hex
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the run is
        super().__init__(words, env={**os.environ, MARK: self.token}, stdout=self.said, stderr=self.said)

    def ended(self) -> None:
        """Wait until it ends in order."""
        with self.said:
            code = self.wait(timeout=600)
            self.said.seek(0)
            assert code in (0, 3), self.said.read().decode()


def _fill(folder: Path, files: int) -> None:
    """Copies of the samples, of their own content, and a few files that fail."""
    folder.mkdir()
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".docx", ".pdf", ".txt"))
    for number in range(files):
        if number % 30 == 7:
            (folder / f"{number:04}.pdf").write_bytes(b"%PDF-1.7 and no more: " + str(number).encode())
        else:
            sample = samples[number % len(samples)]
            shutil.copy(sample, folder / f"{number:04}-{sample.name}")


def processes(token: str) -> Iterator[int]:
    """The processes, still running, that have ``token`` in their environment."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                if f"{MARK}={token}".encode() in (folder / "environ").read_bytes():
                    yield int(folder.name)
            except OSError:
                continue


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
    except OSError:
        return None


def _kill(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _alone(token: str) -> float:
    """Seconds until nothing is left of a run that has ended."""
    start = time.monotonic()
    while left := list(processes(token)):
        assert time.monotonic() - start < ORPHANED, f"still there: {left}"
        time.sleep(0.02)
    return time.monotonic() - start


def whole(out: Path) -> None:
    """Raise :class:`AssertionError` when an output is torn."""
    for path in out.rglob("*"):
        if path.is_file() and ".pipeline" not in path.parts:
            content = path.read_bytes()
            if path.suffix == ".json":
                json.loads(content)
            elif path.suffix == ".html":
                assert content.rstrip().endswith(b"</html>"), path


def state(out: Path) -> dict[str, Any]:
    """The outputs but for the reports that tell times, and the ledger but for times."""
    whole(out)
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    paths = [json.loads(line)["path"] for line in lines]
    assert len(paths) == len(set(paths))
    database = sqlite3.connect(f"{(out / '.pipeline' / 'ledger.sqlite').as_uri()}?mode=ro", uri=True)
    rows = database.execute("select name, status, code, sha256, outcome from outcomes").fetchall()
    database.close()
    return {
        "outputs": {
            path.relative_to(out): path.read_bytes()
            for path in out.rglob("*")
            if path.is_file() and ".pipeline" not in path.parts and path.name not in TIMED
        },
        "results": lines,
        "ledger": {
            name: (status, code, sha256, msgspec.structs.replace(decoded(outcome), seconds=0))
            for name, status, code, sha256, outcome in rows
        },
    }


if __name__ == "__main__":
    main()
