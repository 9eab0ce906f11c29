"""The whole run (read, split, tag, check, export, report) against a tool that only converts.

    python benchmarks/whole_run.py [FILE…] [--copies N] [--rounds N]

Each side is one process, imports and all (ours with the executor ``serial``, so that all its
work counts), over the same docx and pdf files (``sample_inputs/`` when none are given), taking
turns. Needs ``pip install -e '.[bench]'``. Prints the median CPU
seconds (user + system) of each and the ratio, then the same as one JSON line.
"""

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "sample_inputs"
CONVERT = """
import sys, pathlib, logging
logging.disable(logging.CRITICAL)
from markitdown import MarkItDown
convert = MarkItDown()
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    (pathlib.Path(sys.argv[2]) / (path.name + ".md")).write_text(convert.convert(path).text_content, encoding="utf-8")
"""


def cpu(command: list[str], allowed: tuple[int, ...] = (0,)) -> float:
    """User and system seconds of one command, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
    if code not in allowed:
        sys.exit(f"{command[:4]} ended with {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = options.files or sorted(path for path in SAMPLES.iterdir() if path.suffix in (".docx", ".pdf"))
    with tempfile.TemporaryDirectory() as name:
        inputs, ours, theirs = (Path(name) / part for part in ("inputs", "ours", "theirs"))
        for folder in (inputs, theirs):
            folder.mkdir()
        for copy in range(options.copies):
            for path in files:
                shutil.copy(path, inputs / f"{copy}-{path.name}")
        run = [sys.executable, "-m", "pipeline", "run", str(inputs), "-o", str(ours), "--force", "--executor", "serial"]
        convert = [sys.executable, "-c", CONVERT, str(inputs), str(theirs)]
        times = [(cpu(run), cpu(convert)) for _ in range(options.rounds)]
    a, b = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(two / one for one, two in times)
    count = len(files) * options.copies
    print(f"{count} files, {options.rounds} rounds, CPU seconds, medians")
    print(f"pipeline run  {a:7.2f}")
    print(f"markitdown    {b:7.2f}")
    print(f"ratio         {ratio:7.1f}")
    print(json.dumps({"files": count, "pipeline": round(a, 3), "markitdown": round(b, 3), "ratio": round(ratio, 2)}))


if __name__ == "__main__":
    main()
