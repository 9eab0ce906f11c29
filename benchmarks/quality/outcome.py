"""What the program said of planted documents: found at the right characters, found elsewhere, or missed."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.quality.results import overlap, places, records, text_of

from pipeline.model.record import FindingRecord, Record

TEXT_RULES: Final = (
    "heading-number-*",
    "no-placeholder",
    "no-doubled-punctuation",
    "no-halfwidth-punctuation",
    "brackets-balanced",
    "date-form",
    "issue-number-form",
    "title-present",
    "announced-count",
    "page-margins",
)
"""Rules for the pdf: those that do not ask which fonts this machine has."""
SEVERITIES: Final = ("error", "warning", "info")
LOOSE: Final = 4
"""Characters that a finding of the text may be longer on either side than the fault that was planted."""


class Expected(NamedTuple):
    """A fault that is to be found."""

    path: Path
    rule: str
    kind: str
    places: tuple[tuple[str, int, int], ...]
    """The paragraph, and the characters in it; none where the fault is one of the whole document."""


class Fate(NamedTuple):
    """What became of a fault: ``found``, ``elsewhere`` or ``missed``."""

    expected: Expected
    became: str
    severity: str
    said: str


def run(inputs: Path, out: Path, jobs: int, rules: Sequence[str] = ()) -> dict[str, Record]:
    """The records by the path of the file."""
    selected = [word for rule in rules for word in ("--select", rule)]
    words = ["run", str(inputs), "-o", str(out), "--with-text", "--quiet", "--jobs", str(jobs), *selected]
    subprocess.run([sys.executable, "-m", "pipeline", *words], cwd=inputs, check=True, stdout=subprocess.DEVNULL)
    return {str(inputs.parent / record.path): record for record in records(out)}


def fate(expected: Expected, results: dict[str, Record]) -> Fate:
    """What became of a fault."""
    record = results.get(str(expected.path))
    said = [finding for finding in record.findings if finding.rule == expected.rule] if record else []
    if record is None or not said:
        return Fate(expected, "missed", "", "")
    at = [
        place for paragraph, start, end in expected.places for place in located(text_of(record), paragraph, start, end)
    ]
    hits = [finding for finding in said if not expected.places or _hits(finding, at)]
    shown = min(hits or said, key=lambda finding: SEVERITIES.index(finding.severity))
    return Fate(expected, "found" if hits else "elsewhere", shown.severity, f"{shown.excerpt!r} {shown.message}")


def _hits(finding: FindingRecord, at: Iterable[tuple[int, int]]) -> bool:
    for start, end in at:
        for place in places(finding):
            tight = finding.scope != "text" or (place[0] >= start - LOOSE and place[1] <= end + LOOSE)
            if tight and overlap(place, (start, end)):
                return True
    return False


def located(text: str, paragraph: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where characters of a paragraph stand in a text whose lines may be broken elsewhere."""
    at = [number for number, char in enumerate(text) if not char.isspace()]
    packed = "".join(text[number] for number in at)
    wanted = "".join(paragraph.split())
    before, inside = "".join(paragraph[:start].split()), "".join(paragraph[start:end].split())
    found, begin = [], packed.find(wanted)
    while begin >= 0 and inside:
        first = begin + len(before)
        found.append((at[first], at[first + len(inside) - 1] + 1))
        begin = packed.find(wanted, begin + 1)
    return found


def loud(results: dict[str, Record], folder: Path) -> list[str]:
    """Lines for what is said above information of the documents in ``folder``."""
    return [
        f"{Path(path).name}\t{finding.severity}\t{finding.rule}\t{finding.excerpt!r}\t{finding.message}"
        for path, record in results.items()
        if Path(path).parent == folder
        for finding in record.findings
        if finding.severity != "info"
    ]


def beside(fates: Sequence[Fate], results: dict[str, Record]) -> list[str]:
    """Lines for what is said above information of the documents with faults, but of no rule whose fault is in them."""
    rules: dict[str, set[str]] = {}
    for one in fates:
        rules.setdefault(str(one.expected.path), set()).add(one.expected.rule)
    return [
        f"beside\t{Path(path).name}\t{finding.severity}\t{finding.rule}\t{finding.excerpt[:30]!r}\t{finding.message}"
        for path, planted in rules.items()
        for finding in (results[path].findings if path in results else [])
        if finding.severity != "info" and finding.rule not in planted
    ]


def table(fates: Sequence[Fate]) -> str:
    """A row for each rule and form of file."""
    lines = ["\t".join(("rule", "form", "planted", "found", "elsewhere", "missed", *SEVERITIES))]
    groups = sorted({(one.expected.rule, one.expected.path.suffix) for one in fates})
    for rule, form in groups:
        group = [one for one in fates if (one.expected.rule, one.expected.path.suffix) == (rule, form)]
        became = Counter(one.became for one in group)
        severities = Counter(one.severity for one in group if one.became == "found")
        counts = [
            len(group),
            became["found"],
            became["elsewhere"],
            became["missed"],
            *(severities[s] for s in SEVERITIES),
        ]
        lines.append("\t".join((rule, form, *map(str, counts))))
    return "\n".join(lines)


def misses(fates: Sequence[Fate]) -> str:
    """A line for each fault that is not found at its place."""
    return "\n".join(
        f"{one.became}\t{one.expected.rule}\t{one.expected.kind}\t{one.expected.path.name}\t"
        + " | ".join(
            f"{text[max(start - 12, 0) : start]}⟦{text[start:end][:30]}⟧{text[end : end + 12]}"
            for text, start, end in one.expected.places[:3]
        )
        + f"\t{one.said}"
        for one in fates
        if one.became != "found"
    )


def share(fates: Sequence[Fate]) -> float:
    """Per cent that is found at its place."""
    return 100.0 * sum(one.became == "found" for one in fates) / len(fates)


def worst(fates: Sequence[Fate]) -> float:
    """The share of the rule of which the least is found."""
    rules = {one.expected.rule for one in fates}
    return min(share([one for one in fates if one.expected.rule == rule]) for rule in rules)
