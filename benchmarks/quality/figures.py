"""What verdicts come to: shares that are right, and how far two readers agree."""

from collections import Counter
from collections.abc import Sequence

from benchmarks.quality.verdicts import JUDGEMENTS, READERS, Verdict

COLUMNS = (
    "findings",
    "both right",
    "share",
    "one right, none wrong",
    "none wrong",
    "one wrong",
    "both wrong",
    "a r/d/w",
    "b r/d/w",
)


def table(verdicts: Sequence[Verdict]) -> str:
    """A row for each severity as a whole, and for each rule in it.

    ``share`` counts a finding as right only if both readers say so. Looser: ``one right, none wrong`` are those of
    which one reader doubts, ``none wrong`` all of which nobody says that they are wrong.
    """
    lines = ["\t".join(("severity", "rule", *COLUMNS))]
    for severity in ("error", "warning", "info"):
        group = [one for one in verdicts if one.severity == severity]
        if not group:
            continue
        lines.append("\t".join((severity, "(all)", *_row(group))))
        lines.extend(
            "\t".join((severity, rule, *_row([one for one in group if one.rule == rule])))
            for rule in sorted({one.rule for one in group})
        )
    return "\n".join(lines)


def _row(group: Sequence[Verdict]) -> list[str]:
    said = [set(one.verdicts.values()) for one in group]
    right = said.count({"right"})
    counts = [
        len(group),
        right,
        f"{right / len(group):.1%}",
        said.count({"right", "debatable"}),
        sum("wrong" not in both for both in said),
        sum("wrong" in both and len(both) > 1 for both in said),
        said.count({"wrong"}),
    ]
    for reader in READERS:
        of = Counter(one.verdicts.get(reader) for one in group)
        counts.append("/".join(str(of[judgement]) for judgement in JUDGEMENTS))
    return [str(count) for count in counts]


def agreement(verdicts: Sequence[Verdict]) -> str:
    """How many findings the readers judge alike, with Cohen's kappa, as a whole and for each severity."""
    lines = []
    for name in ("all", "error", "warning", "info"):
        group = [one for one in verdicts if name in {"all", one.severity}]
        if group:
            alike = sum(one.agreed is not None for one in group)
            lines.append(f"{name}: {alike} of {len(group)} judged alike ({alike / len(group):.1%}), {_kappa(group)}")
    return "\n".join(lines)


def _kappa(group: Sequence[Verdict]) -> str:
    value = kappa([(one.verdicts[READERS[0]], one.verdicts[READERS[1]]) for one in group])
    return "kappa undefined" if value is None else f"kappa {value:.2f}"


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two readers; ``None`` where both use one and the same word throughout."""
    alike = sum(one == other for one, other in pairs) / len(pairs)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[word] * others[word] for word in ones) / len(pairs) ** 2
    return None if chance == 1 else (alike - chance) / (1 - chance)


def disagreements(verdicts: Sequence[Verdict]) -> str:
    """A line for each finding that the readers judge differently."""
    lines = [
        "\t".join(
            (
                one.severity,
                one.rule,
                one.source,
                f"{one.start}-{one.end}",
                one.excerpt.replace("\n", " "),
                *(f"{reader}: {one.verdicts[reader]} {one.reasons.get(reader, '')}".strip() for reader in READERS),
            )
        )
        for one in verdicts
        if one.agreed is None
    ]
    return "\n".join([f"{len(lines)} judged differently", *lines])
