"""A clue: one thing in a document that speaks for what it is."""

from collections.abc import Callable

import msgspec

from pipeline.builtin.structure.kind.view import View
from pipeline.model.metadata import Situation
from pipeline.model.text import Text


class Clue(msgspec.Struct, frozen=True):
    """One heuristic with the examples that prove it.

    ``speaks`` are texts in which it speaks, ``silent`` texts in which it does not; each line is a paragraph.
    """

    value: str
    """The kind or situation that it speaks for."""
    said: Text
    """What it has seen, for people."""
    sees: Callable[[View], bool]
    speaks: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def situation(self) -> Situation:
        """The value, of a clue that speaks for a situation."""
        situation: Situation = msgspec.convert(self.value, Situation)
        return situation


def first(clues: tuple[Clue, ...], view: View) -> Clue | None:
    """Return the first clue that speaks; their order is that of their weight."""
    return next((clue for clue in clues if clue.sees(view)), None)
