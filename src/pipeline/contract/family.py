"""Rules without code: a family is a form of rule whose words stand in the plan.

Each table ``[family.name]`` of a plan becomes a rule of that name, which is then like any
other: chosen by ``select`` and ``ignore``, set by ``[rules.name]``, proved by its examples.
"""

import functools
from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec

from pipeline.contract.policy import AppliesTo
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.errors import PlanError
from pipeline.model.finding import Basis, Finding, NotChecked, Scope
from pipeline.model.text import Text
from pipeline.model.values import converted


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bad example of a table with what the fixes make of it."""

    text: str
    fixed: str


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a table says of its rule, the same in every family."""

    message: str | Text | None = None
    """One sentence, or ``{zh = "…", en = "…"}``; ``{name}`` places as the family has them."""
    why: str = ""
    source: str = ""
    """What the rule rests on, as people cite it."""
    clause: str = ""
    good: tuple[str, ...] = ()
    """Texts in which nothing is found; lines are paragraphs."""
    bad: tuple[str | Example, ...] = ()
    """Texts with ``⟦ ⟧`` around what must be found; with ``fixed`` where the rule offers a fix."""


class Family(Rule, frozen=True, dict=True):
    """Derive from this to bring a form of rule by the hook ``families``.

    Give a docstring, ``message``, :meth:`places` and :meth:`look`. Annotated fields are what
    a table can say beside :class:`Head`. A table that makes no sense is refused in
    ``__post_init__`` by :class:`~pipeline.model.errors.PlanError`, whose text need not name the table.
    """

    when_title: tuple[str, ...] = ()
    """Documents whose title holds one of these words; all documents when empty."""
    unless_title: tuple[str, ...] = ()
    """Not those whose title holds one of these."""

    basis = Basis("house", "本单位规定")
    message = Text("不合本单位规定", "against the rules of the house")
    examples = ()
    scope: ClassVar[Scope] = "text"
    """Of the findings."""

    @classmethod
    def lacking(cls) -> list[str]:
        """The name and the examples are the table's; it need give no examples."""
        return [] if cls.__doc__ else ["a docstring that says why"]

    def places(self) -> tuple[str, ...]:
        """The names that ``message`` may hold in braces."""
        return ()

    def meant_for(self) -> AppliesTo:
        """The documents whose titles the table says."""
        return AppliesTo(when_title=self.when_title, unless_title=self.unless_title, said=False)

    def check(self, document: Document) -> Iterable[Finding | NotChecked]:
        """What :meth:`look` finds."""
        return self.look(document)

    def look(self, document: Document) -> Iterable[Finding | NotChecked]:
        """Yield a finding for each fault."""
        raise NotImplementedError


HEAD = Head.__struct_fields__


def define(family: type[Family], name: str, table: dict[str, Any]) -> type[Family]:
    """The rule that ``table`` describes: a class of its own whose options default to the table's.

    Raises:
        WrongValueError: a value of the wrong kind.
        PlanError: the family does not accept it, or the message names a place that is not there.
    """
    head = converted({key: value for key, value in table.items() if key in HEAD}, Head)
    filled = converted({key: value for key, value in table.items() if key not in HEAD}, family)
    message = Text(head.message, head.message) if isinstance(head.message, str) else head.message or family.message
    try:
        message.fill(**dict.fromkeys(filled.places(), ""))
    except (LookupError, ValueError, AttributeError):
        places = "、".join(f"{{{place}}}" for place in filled.places())
        raise PlanError(
            f"message 中花括号里只能写 {places or '（无）'}；花括号本身请写两遍",
            f"in message only {places or 'nothing'} may stand in braces; write a brace itself twice",
        ) from None
    facts = {
        "__doc__": head.why or family.__doc__,
        "explained_zh": head.why or family.explained_zh,
        "name": name,
        "basis": Basis("house", head.source or family.basis.source, head.clause),
        "message": message,
        "examples": (*map(Good, head.good), *(_bad(example, family.scope) for example in head.bad)),
    }
    fields = [
        (field.name, field.type, msgspec.field(default_factory=functools.partial(getattr, filled, field.name)))
        for field in msgspec.structs.fields(family)
    ]
    title = "".join(word.title() for word in name.split("-"))
    made = msgspec.defstruct(title, fields, bases=(family,), namespace=facts, frozen=True, kw_only=True)
    assert issubclass(made, family)
    return made


def _bad(example: str | Example, scope: Scope) -> Bad:
    return Bad(example, scope=scope) if isinstance(example, str) else Bad(example.text, example.fixed, scope=scope)
