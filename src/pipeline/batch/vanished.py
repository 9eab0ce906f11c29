"""What becomes of inputs that an earlier run saw and this one did not."""

import os
from collections.abc import Callable, Iterator, Sequence

import msgspec

from pipeline.batch.ledger import Ledger
from pipeline.batch.rows import Root
from pipeline.model.troubles import Missing


class Vanished(msgspec.Struct, frozen=True):
    """What was decided."""

    removed: int
    missing: tuple[Missing, ...]
    """Inputs that look as if they were not rightly there; all of theirs is kept."""
    dropped: tuple[tuple[str, int], ...]
    """Inputs that are not named any more, and how many of ``removed`` were theirs."""
    turned: int
    """Outcomes that were seen until now and are kept unseen."""


def settle(
    ledger: Ledger, roots: Sequence[Root], unlisted: Sequence[str], remove: Callable[[str], None], *, allow: bool
) -> Vanished:
    """Keep or ``remove`` what the run of ``ledger`` did not see.

    What lies in an input that is not there, or of which all or more than half vanished, is
    kept, unless removals are allowed (``allow``): a share may not be mounted. So is what lies
    in one of ``unlisted``, folders (by name) that could not be listed.
    """
    run = ledger.run
    held = [root for root in roots if not allow and (not root.there or ledger.roots.in_question(root, run))]
    kept = {root.id for root in held}
    removed = turned = 0
    for root in roots:
        ledger.roots.mark(root, held=root.id in kept)
        if root.id in kept:
            turned += ledger.roots.hold(root, run)
            continue
        for folder in (*unlisted, *_inside(root, held)):
            turned += ledger.roots.hold(root, run, folder)
        for name in ledger.roots.unseen(root, run):
            remove(name)
            removed += 1
    dropped = []
    for root in ledger.roots.unnamed(roots):
        count = 0
        for name in ledger.roots.unseen(root, run):
            remove(name)
            count += 1
        if count:
            dropped.append((root.named, count))
            removed += count
    missing = tuple(ledger.roots.missing(root, run) for root in held)
    return Vanished(removed, missing, tuple(dropped), turned)


def _inside(root: Root, held: Sequence[Root]) -> Iterator[str]:
    """The names of those ``held`` that lie in ``root``."""
    top = os.path.join(root.path, "")
    for other in held:
        if other.path.startswith(top):
            yield f"{root.prefix}/{other.path[len(top) :].replace(os.sep, '/')}"
