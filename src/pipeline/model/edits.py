"""Choosing among fixes, and applying them to a text."""

import bisect
from collections.abc import Iterable
from itertools import pairwise

from pipeline.model.finding import Fix, TextEdit


def choose(fixes: Iterable[Fix]) -> tuple[TextEdit, ...]:
    """The edits of as many fixes as fit together, sorted.

    Fixes are taken in the order of their edits, so the result does not depend on the order
    of ``fixes``. One that touches an edit already taken is left out, whole.
    """
    taken: list[TextEdit] = []
    for fix in sorted(set(fixes), key=lambda fix: (sorted(fix.edits), not fix.safe)):
        edits = sorted(fix.edits)
        if any(_clash(one, two) for one, two in pairwise(edits)):
            continue
        if any(_clash(edit, other) for edit in edits for other in _neighbours(edit, taken)):
            continue
        for edit in edits:
            bisect.insort(taken, edit)
    return tuple(taken)


def _neighbours(edit: TextEdit, taken: list[TextEdit]) -> list[TextEdit]:
    """The ones that ``edit`` would stand between; as ``taken`` are apart, it can touch no other."""
    at = bisect.bisect_left(taken, edit)
    return taken[max(at - 1, 0) : at + 1]


def _clash(one: TextEdit, two: TextEdit) -> bool:
    if one.start == one.end or two.start == two.end:
        return one.start <= two.end and two.start <= one.end
    return one.start < two.end and two.start < one.end


def apply(text: str, edits: Iterable[TextEdit]) -> str:
    """``text`` after ``edits``, which must be sorted and apart, as :func:`choose` gives them."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += text[at : edit.start], edit.text
        at = edit.end
    return "".join((*parts, text[at:]))
