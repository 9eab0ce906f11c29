"""Holds the readers to their contract on folders of files of any kind.

``python tests/campaigns/readers.py FOLDER… [--timeout SECONDS] [--damage]``: each file that a
reader recognises is read in a process of its own, which may take so many seconds of CPU time. What breaks
the contract is printed, and so is what could not be checked; exit code 1 if anything was
broken. A file that is refused with a ``DocumentError`` keeps the contract. ``--damage`` tries
damaged copies of each file, too. At the end all files are read again in processes with
another hash seed, and the documents compared.
"""

import argparse
import json
import math
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.builtin.readers.pdf.reader import PdfReader
from pipeline.builtin.readers.plain.reader import MarkdownReader, PlainReader
from pipeline.contract.parts import Reader
from pipeline.model.document import Source
from pipeline.model.errors import DocumentError
from pipeline.testing import DocxWitness, PdfWitness, PlainWitness, Witness, verdict
from pipeline.testing.reader_again import digest

READERS: tuple[tuple[Reader, type[Witness]], ...] = (
    (DocxReader(), DocxWitness),
    (PdfReader(), PdfWitness),
    (PlainReader(), PlainWitness),
    (MarkdownReader(), PlainWitness),
)
MEMORY = 3 << 30
"""bytes of address space for one file"""
PATIENCE = 20
"""How many times its CPU time a process may take by the clock, on a busy machine or when it only sleeps."""
WORKERS = 2
SEED = "20260508"


class Told(msgspec.Struct):
    """What came of one file."""

    path: str
    state: str
    """``kept``, ``broken``, ``refused: code``, ``not ours``, ``timeout`` or ``died``"""
    faults: list[str] = []
    unchecked: dict[str, str] = {}
    digest: str = ""
    seconds: float = 0.0
    """Of CPU time."""


def main() -> None:
    """Walk, print, and exit 1 if a contract was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--timeout", type=float, default=60.0)
    parser.add_argument("--damage", action="store_true")
    parser.add_argument("--digests", action="store_true", help="print a digest for each file, and nothing else")
    said = parser.parse_args()
    paths = sorted(path for folder in said.folders for path in folder.rglob("*") if path.is_file())
    if said.digests:
        found = {one.path: one.digest for one in _held(paths, said.timeout, damage=False, judged=False)}
        sys.stdout.write(json.dumps(found))
        return
    counts: Counter[str] = Counter()
    unchecked: Counter[str] = Counter()
    slow: list[tuple[float, str]] = []
    digests: dict[str, str] = {}
    for one in _held(paths, said.timeout, damage=said.damage):
        counts[one.state] += 1
        unchecked.update(one.unchecked.keys())
        digests[one.path] = one.digest
        slow.append((one.seconds, one.path))
        if one.state in ("broken", "timeout", "died"):
            sys.stdout.write(f"{one.state}: {one.path}\n" + "".join(f"    {fault}\n" for fault in one.faults[:8]))
            sys.stdout.flush()
    for path in _unlike(digests, said):
        counts["broken"] += 1
        sys.stdout.write(f"broken: {path}\n    not the same under another hash seed\n")
    sys.stdout.write(json.dumps({"files": len(paths), **counts, "unchecked": unchecked}) + "\n")
    sys.stdout.write("slowest: " + ", ".join(f"{path} {seconds:.1f} s" for seconds, path in sorted(slow)[-3:]) + "\n")
    sys.exit(bool(counts["broken"] or counts["timeout"] or counts["died"]))


def _unlike(digests: dict[str, str], said: argparse.Namespace) -> Iterator[str]:
    """Files that give another document under another hash seed."""
    command = [sys.executable, __file__, "--digests", "--timeout", str(said.timeout), *map(str, said.folders)]
    again = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": SEED}, capture_output=True, check=True)
    for path, found in json.loads(again.stdout).items():
        if found and digests[path] and found != digests[path]:
            yield path


def _held(paths: list[Path], timeout: float, *, damage: bool, judged: bool = True) -> Iterator[Told]:
    with ThreadPoolExecutor(WORKERS) as pool:
        yield from pool.map(lambda path: _apart(path, timeout, damage=damage, judged=judged), paths)


def _apart(path: Path, timeout: float, *, damage: bool, judged: bool) -> Told:
    """What comes of one file, in a process that can be killed."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__ if __name__ != "__main__" else "campaigns.readers"])
    theirs: Any
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(theirs, str(path), timeout, damage, judged), daemon=True)
    late = Told("", "timeout", seconds=timeout)
    worker.start()
    theirs.close()
    try:
        told: Told = msgspec.json.decode(ours.recv_bytes(), type=Told) if ours.poll(PATIENCE * timeout) else late
    except EOFError:
        told = Told("", "died")
    if told is late:
        worker.kill()
    worker.join()
    ours.close()
    if told.state == "died" and worker.exitcode == -signal.SIGXCPU:
        told = late
    return msgspec.structs.replace(told, path=str(path))


def _work(answers: Any, path: str, timeout: float, damage: bool, judged: bool) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    most = math.ceil(timeout)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    source = Source(os.path.basename(path), Path(path).read_bytes())
    try:
        told = _judged(source, damage=damage) if judged else Told("", "", digest=_digest(source))
    except MemoryError:
        told = Told("", "refused: memory")
    except Exception as error:  # noqa: BLE001 - a witness may stumble over a hostile file
        told = Told("", "witness failed", [f"{type(error).__name__}: {error}"])
    answers.send_bytes(msgspec.json.encode(msgspec.structs.replace(told, seconds=time.process_time())))


def _judged(source: Source, *, damage: bool) -> Told:
    for reader, witness in READERS:
        if not reader.recognises(source):
            continue
        try:
            reader.read(source)
        except DocumentError as error:
            return Told("", f"refused: {error.reason.code}", digest=digest(reader, source))
        found = verdict(reader, source, witness, damage=damage)
        state = "broken" if found.faults else "kept"
        unchecked = {str(check): why for check, why in found.unchecked.items()}
        return Told("", state, list(dict.fromkeys(found.faults)), unchecked, digest(reader, source))
    return Told("", "not ours")


def _digest(source: Source) -> str:
    reader = next((reader for reader, _ in READERS if reader.recognises(source)), None)
    return "" if reader is None else digest(reader, source)


if __name__ == "__main__":
    main()
