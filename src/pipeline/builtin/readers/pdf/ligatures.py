"""Letters of one glyph, each with its share of the glyph's width."""

import operator
from array import array
from collections.abc import Sequence
from itertools import compress, islice, pairwise


def share(lefts: list[float], rights: list[float], boxes: "array[float]", objects: Sequence[int | None]) -> None:
    """Part the box that pdfium gives to each letter of a ligature among all of them, in place.

    ``boxes``: four numbers of each character. Letters of one glyph follow each other in one
    text object and have one box. Two halves of a surrogate pair do so as well; they are put
    together later.
    """
    done = 0
    for index in compress(range(len(lefts)), map(operator.eq, lefts, islice(lefts, 1, None))):
        if index < done or rights[index] <= lefts[index]:
            continue
        end, left, right, box = index + 1, lefts[index], rights[index], boxes[4 * index : 4 * index + 4]
        while end < len(lefts) and objects[end] == objects[index] and boxes[4 * end : 4 * end + 4] == box:
            end += 1
        done = end
        if end < len(lefts) and objects[end] == objects[index] and left < lefts[end] < right:
            right = lefts[end]  # what is drawn of a glyph may be wider than its room
        step = (right - left) / (end - index)
        for letter in range(index + 1, end):
            lefts[letter] = rights[letter - 1] = left + (letter - index) * step


def parted(starts: Sequence[float], end: float) -> list[float]:
    """Where letters begin, those that begin at one place spread up to the next one, or to ``end``."""
    found: list[float] = []
    at = [0, *(index for index, (one, two) in enumerate(pairwise(starts), 1) if one != two), len(starts)]
    for first, last in pairwise(at):
        width = (starts[last] if last < len(starts) else end) - starts[first]
        found += [starts[first] + number * width / (last - first) for number in range(last - first)]
    return found
