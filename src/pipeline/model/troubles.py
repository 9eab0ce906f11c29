"""What a run has to tell beside its outcomes: parts that broke, inputs that are not there."""

import msgspec


class Missing(msgspec.Struct, frozen=True):
    """An input none of which, or less than half, is there; what is not there is kept."""

    input: str
    """As it was named, fit for display."""
    lost: int
    """Documents that are not there."""
    of: int
    """Documents that were there before."""


class Broken(msgspec.Struct, frozen=True):
    """A part that broke, in a run or as things stand."""

    part: str
    """With its kind: ``rules.no-shouting``."""
    documents: int
    """On so many; 0 for a report, which has to do with none."""
    message: str
    """What it said on the first of them, in the language of who asks."""
