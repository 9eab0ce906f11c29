"""Collect what two readers answered into the verdict store, and say how right the program was.

``python -m benchmarks.quality.collect SHEETS A B -o VERDICTS.jsonl``: ``SHEETS`` is the folder of ``draw``, ``A`` and
``B`` are the readers' answers, each a file or a folder of ``sheet-*.tsv``.
"""

import argparse
import sys
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from benchmarks.quality import figures
from benchmarks.quality.verdicts import JUDGEMENTS, READERS, Judgement, Verdict, load, merged, own_words, save

WORDS: Final[dict[str, Judgement]] = {
    **{judgement: judgement for judgement in JUDGEMENTS},
    **{judgement[0]: judgement for judgement in JUDGEMENTS},
    "对": "right",
    "可商": "debatable",
    "错": "wrong",
}


class AnswerError(ValueError):
    """A reader's answers cannot be used as they are."""


class Answer(NamedTuple):
    """What a reader said of a finding."""

    judgement: Judgement
    reason: str


def answers(path: Path, count: int) -> dict[int, Answer]:
    """A reader's answers by number.

    Raises:
        AnswerError: a line is no answer, a number is unknown, or is answered twice, or is not answered.
    """
    files = sorted(path.glob("*.tsv")) if path.is_dir() else [path]
    given: dict[int, Answer] = {}
    for file in files:
        for at, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
            if line.strip():
                number, answer = _answer(line, f"{file}:{at}", count)
                if number in given:
                    raise AnswerError(f"{file}:{at}: number {number} is answered twice")
                given[number] = answer
    missing = [number for number in range(1, count + 1) if number not in given]
    if missing:
        raise AnswerError(f"{path}: not answered: {', '.join(map(str, missing[:20]))}")
    return given


def _answer(line: str, where: str, count: int) -> tuple[int, Answer]:
    number, word, reason = (*line.split("\t", 2), "", "")[:3]
    if not number.strip().isdecimal() or not 1 <= int(number) <= count:
        raise AnswerError(f"{where}: no number from 1 to {count}: {number!r}")
    judgement = WORDS.get(word.strip().lower())
    if judgement is None:
        raise AnswerError(f"{where}: {word!r} is none of {', '.join(JUDGEMENTS)}")
    return int(number), Answer(judgement, own_words(reason))


def judged(drawn: list[Verdict], readers: dict[str, dict[int, Answer]]) -> list[Verdict]:
    """The drawn findings with what the readers said."""
    return [
        msgspec.structs.replace(
            line,
            verdicts={reader: given[number].judgement for reader, given in readers.items()},
            reasons={reader: given[number].reason for reader, given in readers.items() if given[number].reason},
        )
        for number, line in enumerate(drawn, 1)
    ]


def main() -> int:
    """Collect and print; 2 where an answer cannot be used."""
    parser = argparse.ArgumentParser(description="Collect two readers' answers into the verdict store.")
    parser.add_argument("sheets", type=Path, help="the folder that draw wrote")
    for reader in READERS:
        parser.add_argument(reader, type=Path, help=f"the answers of reader {reader}: a file, or a folder of them")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the verdict file, which is added to")
    options = parser.parse_args()
    drawn = load(options.sheets / "drawn.jsonl")
    if not drawn:
        print(f"{options.sheets} holds no draw", file=sys.stderr)
        return 2
    try:
        readers = {reader: answers(getattr(options, reader), len(drawn)) for reader in READERS}
    except (AnswerError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    new = judged(drawn, readers)
    save(options.out, merged(load(options.out), new))
    print(figures.table(new))
    print(figures.agreement(new))
    print(figures.disagreements(new))
    return 0


if __name__ == "__main__":
    sys.exit(main())
