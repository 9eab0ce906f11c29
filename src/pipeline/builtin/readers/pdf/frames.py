"""The edges between which text stands, found from where lines begin and end."""

import bisect
import statistics
from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec

from pipeline.builtin.readers.pdf.lines import Line

HANGING = "，。、；：．！？,.;:"
"""What may stand beyond the right edge at the end of a full line (标点悬挂)."""
KEPT = 3
"""Lines that a paragraph goes on in; a page with so many at one edge shows it."""

ENOUGH = 5
"""So many lines that reach from edge to edge outweigh what other pages keep to."""


class Frame(msgspec.Struct, frozen=True):
    """The left and right edge of the text around a line, pt."""

    left: float
    right: float


def frame(lines: Sequence[Line]) -> Frame:
    """The edges at which lines begin and end: the outermost that more than one keeps to.

    One line is enough where all others are indented by two characters, as in a short letter,
    or where hardly any lines are full.
    """
    size = statistics.median(line.size for line in lines)
    lefts = sorted(line.x0 for line in lines)
    rights = sorted((line.x1 for line in lines), reverse=True)
    many = max(2, round(0.06 * len(lines)))
    left = next((x for x, far in zip(lefts, lefts[many - 1 :], strict=False) if far - x <= 0.3 * size), lefts[0])
    right = _edge(rights, many, size, rights[0])
    left = next((x for x in lefts if abs(left - x - 2 * size) < 0.2 * size), left)
    if sum(right - x <= 0.6 * size for x in rights if x <= right) <= many:
        wide_ones = (line for line in lines if line.x1 - line.x0 > 0.6 * (rights[0] - lefts[0]))
        body = (line.x1 for line in wide_ones if abs(line.size - size) < 0.1 * size and sum(line.spaced) < 3)
        right = max([right, *body])
    return Frame(left, max(_without_hanging(lines, right, many, size), left))


def _edge(rights: Sequence[float], many: int, size: float, otherwise: float) -> float:
    """The outermost end that as ``many`` lines share; given from the right."""
    return next((x for x, far in zip(rights, rights[many - 1 :], strict=False) if x - far <= 0.6 * size), otherwise)


def _without_hanging(lines: Sequence[Line], right: float, many: int, size: float) -> float:
    """The edge, where all that stands beyond it are marks that hang there."""
    inner = sorted((line.x1 for line in lines if line.text[-1] not in HANGING), reverse=True)
    edge = _edge(inner, many, size, right)
    beyond = [line for line in lines if line.x1 > edge + 0.3 * size]
    hang = all(line.text[-1] in HANGING and line.x1 - edge < 1.1 * line.em for line in beyond)
    kept = sum(abs(x - edge) <= 0.6 * size for x in inner)
    return edge if edge < right and hang and kept >= len(beyond) else right


def filled(lines: Sequence[Line], around: Frame) -> bool:
    """Whether most lines reach from edge to edge, so that nothing need be learnt from other pages."""
    full = sum(line.x1 - line.x0 > 0.85 * (around.right - around.left) for line in lines)
    return len(lines) >= 12 and 2 * full > len(lines)


def shown(lines: Sequence[Line], around: Frame) -> bool:
    """Whether enough lines, different ones, reach from edge to edge to tell where the text of this very page stands."""
    return len({line.text for line in lines if line.x1 - line.x0 > 0.85 * (around.right - around.left)}) >= ENOUGH


def likely(around: Frame, width: float) -> Frame:
    """The frame; of a page with short lines only, as wide as margins that are alike leave it (pt)."""
    if around.right - around.left > 0.6 * width:
        return around
    return Frame(max(min(around.left, width - around.right), 0.0), min(max(around.right, width - around.left), width))


def kept(lines: Sequence[Line], around: Frame) -> int:
    """How many lines begin at the left edge below a full line of their type: those that a paragraph goes on in."""
    return sum(
        abs(below.x0 - around.left) <= 0.3 * below.size
        and abs(above.size - below.size) < 0.5
        and -1.1 * above.em < around.right - above.x1 <= 1.1 * above.em
        for above, below in pairwise(lines)
    )


def settled(frames: dict[int, Frame], sizes: dict[int, float], sure: Collection[int]) -> dict[int, Frame]:
    """The frames of the pages in ``sizes``, which have little text, widened to what other pages keep to.

    The ``sure`` pages show their left edge; the others learn it from the nearest of those, of
    which the two sides of a sheet may have different ones. Without any, edges that a fifth of
    the pages keep to count, as they do for the right.
    """
    if len(frames) < 2:
        return {page: frames[page] for page in sizes if page in frames}
    many = max(2, round(0.2 * len(frames)))
    lefts = sorted(one.left for one in frames.values())
    rights = sorted((one.right for one in frames.values()), reverse=True)
    left = next((x for x, far in zip(lefts, lefts[many - 1 :], strict=False) if far - x <= 3), None)
    right = next((x for x, far in zip(rights, rights[many - 1 :], strict=False) if x - far <= 3), None)
    sides = [sorted(page for page in sure if page % 2 == side) for side in (0, 1)]
    result = {}
    for page in sorted(sizes.keys() & frames.keys()):
        one, near = frames[page], 0.5 * sizes[page]
        shown = [frames[other].left for other in _nearest(sides, page)]
        edge = one.left if page in sure else _shown(one.left, shown, near) if shown else left
        wider_left = edge if edge is not None and one.left - edge > near else one.left
        wider_right = right if right is not None and right - one.right > near else one.right
        result[page] = Frame(wider_left, wider_right)
    return result


def _nearest(sides: Sequence[Sequence[int]], page: int) -> list[int]:
    """The pages before and after, of the same side of a sheet first."""
    found = []
    for pages in (sides[page % 2], sides[1 - page % 2]):
        at = bisect.bisect_left(pages, page)
        found += sorted(pages[max(at - 1, 0) : at + 1], key=lambda other: abs(other - page))
    return found


def _shown(own: float, edges: Sequence[float], near: float) -> float:
    """The page's own edge where others nearby have it, else the first to the left of it."""
    if any(abs(own - edge) <= near for edge in edges):
        return own
    return next((edge for edge in edges if edge < own), own)
