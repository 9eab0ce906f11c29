"""Are the characters of a pdf all there, and no others?

``python -m benchmarks.faithful.pdf [--arbiter] [--seconds N] FOLDER …`` compares, page by page, what our reader
gives with what pdfplumber finds, as multisets of characters, but for what ``characters.py`` lists. A page that
differs is printed with the difference and with what the document's ``not_checked`` says of it. The text is compared
twice: as the engine finds it (``page``), and as it stands in the document (``text``), where a header or the head of
a table that repeats is written once, and the sign of a symbol font that begins a line is a bullet. With ``--arbiter``,
poppler says which of two that differ is right. Each file is read in processes that are stopped after ``--seconds``.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.faithful.characters import characters, difference, explained
from benchmarks.faithful.limited import limited
from benchmarks.faithful.readings import Ours, arbiter, ours, peer


def main() -> int:
    """Compare, print, and return 1 if a page differs and nothing says so."""
    parser = argparse.ArgumentParser(description="Compare the characters of pdfs with another engine's.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--arbiter", action="store_true", help="ask poppler where the engines differ")
    parser.add_argument("--seconds", type=float, default=30.0, help="the time that each reading of a file may take")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    for path in files(options.folders):
        for line in compared(path, options.seconds, total, ask=options.arbiter):
            print(path.name, line, flush=True)
    print(json.dumps(shares(total)))
    return 1 if total["unsaid"] or total["dropped"] else 0


def files(folders: list[Path]) -> Iterator[Path]:
    """Every pdf below the folders."""
    for folder in folders:
        yield from [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.suffix.lower() == ".pdf")


def compared(path: Path, seconds: float, total: Counter[str], *, ask: bool) -> Iterator[str]:
    """A line for each page that differs; counts go into ``total``."""
    total["files"] += 1
    mine, theirs = limited(ours, path, seconds), limited(peer, path, seconds)
    if not isinstance(mine, Ours):
        total["no outcome"] += 1
        yield f"NO OUTCOME: {mine}"
        return
    if mine.refused:
        total["refused"] += 1
        if isinstance(theirs, dict) and any(text.strip() for text, _ in theirs.values()):
            total["refused, with text"] += 1
            yield f"refused: {mine.refused}; the other has {sum(len(text) for text, _ in theirs.values())} characters"
        return
    if not isinstance(theirs, dict):
        total["no second reading"] += 1
        return
    poppler = None
    for number in sorted(theirs):
        wanted, beyond = map(characters, theirs[number])
        if not wanted:
            total["pages without text"] += 1
            continue
        total["pages"] += 1
        found = characters(mine.sheets.get(number, ""))
        total["dropped"] += bool(lost := _lost(found, mine, number))
        if lost:
            yield f"text {number}: {lost}"
        told = difference(found, wanted)
        if not told:
            total["equal"] += 1
            continue
        said = mine.flagged.get(number, "")
        why = explained(found, wanted, beyond)
        if ask and poppler is None:
            poppler = limited(arbiter, path, seconds)
        verdict = _verdict(poppler, number, found, wanted) if ask else ""
        total["flagged" if said else why or ("poppler agrees" if verdict == "ours" else "unsaid")] += 1
        yield f"page {number}: {told}{' | poppler: ' + verdict if verdict else ''} | {said or why or 'NOT SAID'}"


def _lost(found: Counter[str], mine: Ours, number: int) -> str:
    """What the engine found and the document does not hold, though nothing is said; bullets and what repeats aside."""
    there = characters(mine.pages.get(number, ""))
    missing = found - there
    if not missing or number in mine.flagged:
        return ""
    bullets = (there - found)["•"]
    for char in [char for char in missing if "\ue000" <= char <= "\uf8ff"]:
        less = min(missing[char], bullets)
        missing[char] -= less
        bullets -= less
    missing = +missing
    for line in sorted(mine.furniture, key=len, reverse=True):
        part = characters(line)
        if part and part <= missing:
            missing -= part
    return difference(Counter(), missing)


def _verdict(poppler: Any, number: int, found: Counter[str], wanted: Counter[str]) -> str:
    """Which of the two has what poppler has; nobody, where all three differ."""
    if not isinstance(poppler, dict) or number not in poppler:
        return "no answer"
    third = characters(poppler[number])
    near, far = ((third - one).total() + (one - third).total() for one in (found, wanted))
    if near == 0:
        return "ours"
    return "the other" if far == 0 else f"nobody ({near} off ours, {far} off the other)"


def shares(total: Counter[str]) -> dict[str, Any]:
    """The last line: of pages on which the other engine finds text, how many are equal, and how many are said."""
    pages = max(total["pages"], 1)
    return {
        "benchmark": "faithful_pdf",
        "share_equal": round(total["equal"] / pages, 4),
        "share_flagged": round(total["flagged"] / pages, 4),
        **{key: total[key] for key in sorted(total)},
    }


if __name__ == "__main__":
    sys.exit(main())
