"""Plant faults of every rule in clean official documents, and see which are found and what else is said.

``python -m benchmarks.quality.planted [--each 3] [--pdf] [--keep FOLDER] [--misses]`` builds the documents as docx, txt
and (``--pdf``, which takes LibreOffice) pdf, clean and with faults, runs the program over them and prints a table.
It ends with 1 where less than 97 % is found, or anything above information is said of a clean document.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.quality import outcome, papers_orders, papers_reports
from benchmarks.quality.faults_drafting import DRAFTING
from benchmarks.quality.faults_layout import LAYOUT, Dress, dressed
from benchmarks.quality.faults_structure import STRUCTURE
from benchmarks.quality.faults_text import TEXT
from benchmarks.quality.outcome import Expected
from benchmarks.quality.planting import Plant, choose, planted, together, whole
from tools.samples import convert, official
from tools.samples.blocks import Block, plain

FOUND = 97.0
"""Per cent that must be found."""
TOGETHER = 3
"""Faults in one careless draft, at most."""


def papers() -> dict[str, list[Block]]:
    """The clean documents by name."""
    everything = (*papers_orders.ALL, *papers_reports.ALL)
    return {f"{number:02}-{paper.kind}": paper.blocks() for number, paper in enumerate(everything)}


def build_clean(folder: Path) -> None:
    """Write every clean document as docx and txt."""
    folder.mkdir(parents=True)
    for name, blocks in papers().items():
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


def as_pdf(folder: Path, target: Path) -> None:
    """The folder's docx as pdf."""
    target.mkdir(parents=True)
    convert.convert(sorted(folder.glob("*.docx")), target)


def main() -> int:
    """Build, run and print."""
    parser = argparse.ArgumentParser(description="Plant faults of every rule and see which are found.")
    parser.add_argument("--each", type=int, default=3, help="places of each template (3)")
    parser.add_argument("--seed", type=int, default=1, help="another seed chooses other places (1)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    parser.add_argument("--pdf", action="store_true", help="judge the text faults in pdf too (LibreOffice)")
    parser.add_argument("--keep", type=Path, help="a new folder for the documents and the results")
    parser.add_argument("--misses", action="store_true", help="list what is not found at its place")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch, "planted")
        inputs = folder / "inputs"
        build_clean(inputs / "clean")
        expected = [
            *build_text_faults(inputs / "text", options.each, options.seed),
            *build_layout_faults(inputs / "layout", options.each, options.seed),
        ]
        results = outcome.run(inputs, folder / "out", options.jobs)
        fates = [outcome.fate(one, results) for one in expected]
        clean = outcome.loud(results, inputs / "clean")
        if options.pdf:
            pdf = folder / "pdf"
            as_pdf(inputs / "clean", pdf / "clean")
            as_pdf(inputs / "text", pdf / "text")
            results = outcome.run(pdf, folder / "out-pdf", options.jobs, outcome.TEXT_RULES)
            printed = [
                one._replace(path=pdf / "text" / f"{one.path.stem}.pdf")
                for one in expected
                if one.path.parent.name == "text"
            ]
            fates += [outcome.fate(one, results) for one in printed[::2]]
            clean += outcome.loud(results, pdf / "clean")
        if options.keep is None:
            shutil.rmtree(folder)
    print(outcome.table(fates))
    if options.misses:
        print(outcome.misses(fates))
    print(f"above information in clean documents: {len(clean)}")
    print("\n".join(clean), end="\n" if clean else "")
    share = outcome.share(fates)
    print(f"found at the right characters: {share:.1f} %")
    return 0 if share >= FOUND and not clean else 1


if __name__ == "__main__":
    sys.exit(main())
