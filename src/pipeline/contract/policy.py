"""Which documents a rule is meant for, and when its findings are put together: facts on the rule, no code.

The stage ``check`` applies both, so that a rule only says what is wrong, place by place.
"""

from typing import Literal, get_args

import msgspec

from pipeline.model.finding import Scope
from pipeline.model.metadata import Situation

GROUPS = ("chinese", "official")
"""``chinese``: mainly in Chinese. ``official``: that, and of a kind that is laid out as a 公文."""


class AppliesTo(msgspec.Struct, frozen=True):
    """The documents that a rule judges; all of them, where nothing is said.

    A kind is a word that ``metadata.kind`` can have (``通知``, ``合同``, ``unknown``), or one of :data:`GROUPS`. A
    situation is a value of ``metadata.situation``.
    """

    kinds: tuple[str, ...] = ()
    """Documents of one of these kinds; of any, when empty."""
    when_title: tuple[str, ...] = ()
    """Documents whose title holds one of these words; all, when empty."""
    unless_title: tuple[str, ...] = ()
    """Not those whose title holds one of these."""
    said: bool = True
    """Whether a document that is of none of the kinds or in none of the situations is *not checked* by this rule, with
    the reason; ``False``: the rule has nothing to say of it, as of one with another title."""
    unless_kinds: tuple[str, ...] = ()
    """Not those of one of these kinds."""
    situations: tuple[Situation, ...] = ()
    """Documents in one of these situations; in any, when empty."""
    sure_in: tuple[Situation, ...] = ()
    """Situations in which a finding has the severity that the rule gives it. In others it is information. Any, when
    empty."""

    def __post_init__(self) -> None:
        for name in ("kinds", "when_title", "unless_title", "unless_kinds", "situations", "sure_in"):
            value = getattr(self, name)
            if isinstance(value, str):
                raise TypeError(f"{name} is a tuple of words; write {name}=({value!r},)")
        strange = sorted({*self.situations, *self.sure_in} - set(get_args(Situation)))
        if strange:
            raise ValueError(f"no situation: {', '.join(strange)}; there are {', '.join(get_args(Situation))}")


class Gather(msgspec.Struct, frozen=True):
    """When many findings of one rule become one, which holds every place and all the edits.

    The one stands where the first does. A fix that is safe and one that is not are never put together.
    """

    by: Literal["message", "kind"] = "message"
    """What is put together: findings of one message, or of one ``alike.kind`` (one without stays by itself)."""
    above: int | None = 20
    """Put together when there are more than so many: of the whole rule where ``by`` is ``message``, else of the kind.
    Up to twenty are of use one by one. ``None``: however many."""
    share: float | None = None
    """Put a kind together, too, when it weighs more than this share of all that was judged (``alike.of``)."""
    least: int = 2
    """Findings below which a kind that is common by ``share`` is left as it is."""
    most: int | None = None
    """When more findings than so many are left, put all kinds together (``alike.mixed``)."""
    scope: Scope = "document"
    """That of the one."""
