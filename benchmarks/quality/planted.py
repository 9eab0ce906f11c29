"""Plant faults of every rule in clean official documents, and see which are found and what else is said.

``python -m benchmarks.quality.planted [--each 3] [--pdf] [--keep FOLDER] [--misses]`` builds the documents as docx, txt
and (``--pdf``, which takes LibreOffice) pdf, clean and with faults, runs the program over them and prints a table.
It ends with 1 where less than 97 % is found, or less than 70 % of any rule, or where anything above information is
said of a clean document.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.quality import outcome, papers_orders, papers_reports
from benchmarks.quality.faults_drafting import DRAFTING
from benchmarks.quality.faults_layout import LAYOUT, Dress, dressed
from benchmarks.quality.faults_structure import STRUCTURE
from benchmarks.quality.faults_text import TEXT
from benchmarks.quality.outcome import Expected, Fate
from benchmarks.quality.planting import Plant, choose, planted, together, whole
from tools.samples import convert, minutes, notice, official, report, request
from tools.samples.blocks import Block, plain

from pipeline.model.record import Record

SAMPLES = (notice, request, report, minutes)
TOGETHER = 3
"""Faults in one careless draft, at most."""


def papers() -> dict[str, list[Block]]:
    """The clean documents by name."""
    everything = (*papers_orders.ALL, *papers_reports.ALL)
    return {f"{number:02}-{paper.kind}": paper.blocks() for number, paper in enumerate(everything)}


def build_clean(folder: Path) -> None:
    """Write every clean document, and the clean samples, as docx and txt."""
    folder.mkdir(parents=True)
    samples = {f"sample-{sample.__name__.rpartition('.')[2]}": sample.clean() for sample in SAMPLES}
    for name, blocks in {**papers(), **samples}.items():
        official.build(blocks, folder / f"{name}.docx")
        (folder / f"{name}.txt").write_text(plain(blocks), encoding="utf-8")


def build_text_faults(folder: Path, each: int, seed: int) -> Iterator[Expected]:
    """Write documents with faults in their text, as docx and txt; what is to be found in them."""
    folder.mkdir(parents=True)
    clean = papers()
    plants = choose((*TEXT, *STRUCTURE), list(clean.values()), each, seed)
    for number, group in enumerate(together(plants, TOGETHER, seed)):
        document = group[0].document
        name, blocks = list(clean.items())[document]
        spoilt = planted(blocks, group)
        path = folder / f"{number:03}-{name.partition('-')[2]}.docx"
        official.build(spoilt, path)
        path.with_suffix(".txt").write_text(plain(spoilt), encoding="utf-8")
        for plant in group:
            for form in (".docx", ".txt"):
                yield Expected(path.with_suffix(form), plant.rule, plant.kind, _places(blocks, plant))


def _places(blocks: Sequence[Block], plant: Plant) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (whole(plant.changes.get(mark.block) or blocks[mark.block]), mark.start, mark.end) for mark in plant.marks
    )


def build_layout_faults(folder: Path, each: int, seed: int) -> Iterator[Expected]:
    """Write docx with one fault of layout each; what is to be found in them."""
    folder.mkdir(parents=True)
    clean = papers()
    for number, fault in enumerate((*LAYOUT, *DRAFTING)):
        for turn, (name, blocks, chosen) in enumerate(_ways(fault, clean, seed)[:each]):
            path = folder / f"{number:03}-{turn}-{name.partition('-')[2]}.docx"
            official.build(blocks, path)
            dressed(path, fault, blocks, chosen)
            texts = [whole(blocks[at]) + fault.added for at in chosen] if fault.seen else []
            begin = len(fault.added)
            places = tuple((text, len(text) - begin if begin else 0, len(text)) for text in texts)
            yield Expected(path, fault.rule, fault.kind, places)


def _ways(fault: Dress, clean: dict[str, list[Block]], seed: int) -> list[tuple[str, list[Block], list[int]]]:
    """The ways to make the fault, in a random order that changes the document first."""
    dice = random.Random(f"{seed}/{fault.rule}/{fault.kind}")  # noqa: S311 - a draw that can be repeated
    first, more = [], []
    for name, blocks in clean.items():
        ways = fault.choose(blocks)
        dice.shuffle(ways)
        first += [(name, blocks, way) for way in ways[:1]]
        more += [(name, blocks, way) for way in ways[1:]]
    dice.shuffle(first)
    return first + more


class Judged(NamedTuple):
    """What one run of the program comes to."""

    fates: list[Fate]
    clean: list[str]
    """What is said above information of clean documents."""
    beside: list[str]
    """What is said above information of documents with faults, at other places."""


def judge(folder: Path, each: int, seed: int, jobs: int) -> list[Judged]:
    """Build docx and txt below ``folder`` and run the program over them."""
    inputs = folder / "inputs"
    build_clean(inputs / "clean")
    expected = [*build_text_faults(inputs / "text", each, seed), *build_layout_faults(inputs / "layout", each, seed)]
    return [_judged(expected, outcome.run(inputs, folder / "out", jobs), inputs / "clean")]


def judge_pdf(folder: Path, docx: Sequence[Judged], jobs: int) -> list[Judged]:
    """Make pdf of the clean docx and of those with faults in their text, and run the program over them."""
    inputs = folder / "pdf"
    for part in ("clean", "text"):
        (inputs / part).mkdir(parents=True)
        convert.convert(sorted((folder / "inputs" / part).glob("*.docx")), inputs / part)
    expected = [
        fate.expected._replace(path=inputs / "text" / f"{fate.expected.path.stem}.pdf")
        for one in docx
        for fate in one.fates
        if fate.expected.path.parent.name == "text" and fate.expected.path.suffix == ".docx"
    ]
    return [_judged(expected, outcome.run(inputs, folder / "out-pdf", jobs, outcome.TEXT_RULES), inputs / "clean")]


def _judged(expected: Sequence[Expected], results: dict[str, Record], clean: Path) -> Judged:
    fates = [outcome.fate(one, results) for one in expected]
    return Judged(fates, outcome.loud(results, clean), outcome.beside(fates, results))


def main() -> int:
    """Build, run and print."""
    parser = argparse.ArgumentParser(description="Plant faults of every rule and see which are found.")
    parser.add_argument("--each", type=int, default=3, help="places of each template (3)")
    parser.add_argument("--seed", type=int, default=1, help="another seed chooses other places (1)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    parser.add_argument("--pdf", action="store_true", help="judge the text faults in pdf too (LibreOffice)")
    parser.add_argument("--keep", type=Path, help="a new folder for the documents and the results")
    parser.add_argument("--found", type=float, default=97, help="per cent that must be found (97)")
    parser.add_argument("--of-each", type=float, default=70, help="per cent that must be found of each rule (70)")
    parser.add_argument("--misses", action="store_true", help="list what is not found at its place")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch, "planted")
        judged = judge(folder, options.each, options.seed, options.jobs)
        if options.pdf:
            judged += judge_pdf(folder, judged, options.jobs)
    fates = [fate for one in judged for fate in one.fates]
    clean = [line for one in judged for line in one.clean]
    beside = [line for one in judged for line in one.beside]
    print(outcome.table(fates))
    if options.misses:
        print(outcome.misses(fates))
        print("\n".join(beside))
    print(f"above information in documents with faults, but not of the faults: {len(beside)}")
    print(f"above information in clean documents: {len(clean)}")
    print("\n".join(clean), end="\n" if clean else "")
    share, worst = outcome.share(fates), outcome.worst(fates)
    print(f"found at the right characters: {share:.1f} %; of the rule that is found least: {worst:.1f} %")
    return 0 if share >= options.found and worst >= options.of_each and not clean else 1


if __name__ == "__main__":
    sys.exit(main())
