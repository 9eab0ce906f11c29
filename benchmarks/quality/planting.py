"""Planting faults: where a template fits, what it writes there, and which characters are then at fault."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from tools.samples.blocks import Block

OPEN, CLOSE = "⟦⟧"
BODY: Final = ("body", "heading")
ANYWHERE: Final = ("body", "heading", "addressee", "attachment-note", "note")
STRUCTURAL: Final = frozenset(
    ("heading-number-form", "heading-number-sequence", "heading-number-order", "announced-count", "title-present")
)
"""Rules that look at several paragraphs together: a document takes one fault of them, or one would hide another."""


class Mark(NamedTuple):
    """Characters at fault, in a block's whole text."""

    block: int
    start: int
    end: int


class Plant(NamedTuple):
    """A fault in a document."""

    rule: str
    kind: str
    document: int
    changes: dict[int, Block | None]
    """Blocks that change; ``None`` takes one out."""
    marks: tuple[Mark, ...]
    """Where the fault is seen; nothing where it is one of the whole document."""

    @property
    def touched(self) -> set[int]:
        """The blocks that no other fault may change."""
        return {*self.changes, *(mark.block for mark in self.marks)}


class Swap(NamedTuple):
    """Faults that change some characters: what ``pattern`` matches becomes ``wrong``, with its fault in ⟦⟧."""

    rule: str
    kind: str
    pattern: str
    wrong: str
    roles: Sequence[str] = BODY

    def places(self, document: int, blocks: Sequence[Block]) -> Iterator[Plant]:
        """Every place where the fault can be made."""
        for number, block in enumerate(blocks):
            if block.role in self.roles:
                for match in re.finditer(self.pattern, whole(block)):
                    yield self._plant(document, number, block, match)

    def _plant(self, document: int, number: int, block: Block, match: re.Match[str]) -> Plant:
        before, after = match.string[: match.start()], match.string[match.end() :]
        plain, spots = unmarked(match.expand(self.wrong))
        changed = rewritten(block, before + plain + after)
        marks = tuple(Mark(number, len(before) + start, len(before) + end) for start, end in spots)
        return Plant(self.rule, self.kind, document, {number: changed}, marks)


class Shape(NamedTuple):
    """Faults that change the structure: ``places`` gives what changes and where it is seen."""

    rule: str
    kind: str
    find: Callable[[Sequence[Block]], Iterator[tuple[dict[int, Block | None], tuple[Mark, ...]]]]

    def places(self, document: int, blocks: Sequence[Block]) -> Iterator[Plant]:
        """Every place where the fault can be made."""
        for changes, marks in self.find(blocks):
            yield Plant(self.rule, self.kind, document, changes, marks)


def whole(block: Block) -> str:
    """The text of a paragraph."""
    return block.text + block.run_on


def rewritten(block: Block, text: str) -> Block:
    """The block with another text; where a heading runs on, its first sentence stays the heading."""
    if not block.run_on:
        return block._replace(text=text)
    kept = len(block.text)
    if text.endswith(block.run_on):
        kept = len(text) - len(block.run_on)
    return block._replace(text=text[:kept], run_on=text[kept:])


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without ⟦⟧, and the places that stood in them."""
    plain, spots = "", []
    for part in re.split(rf"({OPEN}[^{CLOSE}]*{CLOSE})", text):
        inner = part.strip(OPEN + CLOSE)
        if part.startswith(OPEN):
            spots.append((len(plain), len(plain) + len(inner)))
        plain += inner
    return plain, spots


def choose(templates: Sequence[Swap | Shape], papers: Sequence[Sequence[Block]], each: int, seed: int) -> list[Plant]:
    """``each`` places for every template, in as many documents as there are; all of them where there are fewer."""
    chosen: list[Plant] = []
    for template in templates:
        pools = [list(template.places(number, blocks)) for number, blocks in enumerate(papers)]
        dice = random.Random(f"{seed}/{template.rule}/{template.kind}")  # noqa: S311 - a draw that can be repeated
        for pool in pools:
            dice.shuffle(pool)
        dice.shuffle(pools)
        rounds = [pool[turn] for turn in range(max(map(len, pools))) for pool in pools if turn < len(pool)]
        chosen += rounds[:each]
    return chosen


def together(plants: Sequence[Plant], most: int, seed: int) -> list[list[Plant]]:
    """The faults in groups, each for one copy of its document: careless drafts have several faults, apart."""
    groups: list[list[Plant]] = []
    shuffled = list(plants)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - as above
    for plant in shuffled:
        home = next((group for group in groups if len(group) < most and _fits(plant, group)), None)
        if home is None:
            groups.append([plant])
        else:
            home.append(plant)
    return groups


def _fits(plant: Plant, group: Sequence[Plant]) -> bool:
    return all(
        other.document == plant.document
        and other.rule != plant.rule
        and not other.touched & plant.touched
        and not (other.rule in STRUCTURAL and plant.rule in STRUCTURAL)
        for other in group
    )


def planted(blocks: Sequence[Block], group: Sequence[Plant]) -> list[Block]:
    """The document with the faults of a group in."""
    changes = {number: block for plant in group for number, block in plant.changes.items()}
    answer = []
    for number, old in enumerate(blocks):
        new = changes.get(number, old)
        if new is not None:
            answer.append(new)
    return answer
