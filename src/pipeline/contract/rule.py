"""How a rule is written: one class in one file that carries its reason, its basis and its proof."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import msgspec

from pipeline.contract.drafts import Draft
from pipeline.contract.policy import AppliesTo, Gather
from pipeline.model.document import Ability, Document
from pipeline.model.finding import (
    Alike,
    Basis,
    Edit,
    Finding,
    Fix,
    NotChecked,
    PageEdit,
    ParagraphEdit,
    Scope,
    Severity,
    StyleEdit,
    TextEdit,
)
from pipeline.model.text import Span, Text

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every class that a plugin brings is: frozen, its annotated fields are its options.

    An option given anew without its annotation raises :class:`TypeError`: it would no longer
    be one.
    """

    def __init_subclass__(cls, **config: Any) -> None:
        super().__init_subclass__(**config)
        options = {name for parent in cls.__mro__[1:-2] for name in getattr(parent, "__struct_fields__", ())}
        for name in sorted(options & cls.__dict__.keys() - cls.__annotations__.keys()):
            raise TypeError(f"{cls.__name__}: write the type of {name} too, as in `{name}: … = {cls.__dict__[name]!r}`")

    def depends_on(self) -> tuple[str, ...]:
        """Paths of files, beside the code, whose content can change what this part does."""
        return ()


class Good(msgspec.Struct, frozen=True):
    """An example in which the rule finds nothing.

    ``text``: lines are paragraphs; a :class:`~pipeline.contract.drafts.Draft` gives layout too.
    ``options`` are the rule's, by name.
    """

    text: str | Draft
    options: dict[str, Any] = {}


class Bad(msgspec.Struct, frozen=True):
    """An example with ``⟦ ⟧`` around each stretch that the rule must find, and no other.

    ``fixed`` is the text after all fixes; leave it out when the rule offers none for the text. Fixes of the layout
    need not be written down: the rule must find nothing in the document as they leave it.
    ``scope``: ``page`` or ``document`` when one finding on the whole is expected, without marks.
    """

    text: str | Draft
    fixed: str | None = None
    options: dict[str, Any] = {}
    scope: Scope = "text"


class Rule(Part, frozen=True):
    """Derive from this, one rule a file; the docstring says why the rule exists.

    Give ``name`` (what is demanded: ``no-placeholder``), ``basis``, ``message`` (both
    languages, ``{name}`` places are filled by :meth:`found`), ``examples`` and
    :meth:`check`. Annotated fields are options that a plan can set; ``severity`` is one.
    ``needs`` lists what the format must provide; where it does not, the rule is reported as
    not checked. ``applies_to`` says which documents the rule is meant for, and ``gather`` when many of its
    findings become one; the stage ``check`` applies both, and :meth:`check` yields each finding by itself.
    ``name_zh`` is what the rule is called in Chinese, ``explained_zh`` the docstring for readers of Chinese.

    A class without a docstring, a Good and a Bad raises :class:`TypeError`.
    """

    severity: Severity = "warning"

    name: ClassVar[str]
    basis: ClassVar[Basis]
    message: ClassVar[Text]
    examples: ClassVar[tuple[Good | Bad, ...]]
    needs: ClassVar[tuple[Ability, ...]] = ("text",)
    applies_to: ClassVar[AppliesTo] = AppliesTo()
    gather: ClassVar[Gather | None] = None
    """``None``: every finding stands by itself."""
    name_zh: ClassVar[str] = ""
    """What the rule is called in Chinese, a few characters: ``占位符未填``."""
    explained_zh: ClassVar[str] = ""

    def __init_subclass__(cls, **config: Any) -> None:
        super().__init_subclass__(**config)
        lacking = cls.lacking()
        if lacking:
            raise TypeError(f"rule {cls.__name__} lacks {', '.join(lacking)}")
        if hasattr(cls, "name") and not NAME.fullmatch(cls.name):
            raise TypeError(f"rule name {cls.name!r}: use lower-case words joined by hyphens")

    @classmethod
    def lacking(cls) -> list[str]:
        """What is not there that a rule must have."""
        lacking = [what for what in ("name", "basis", "message", "examples") if not hasattr(cls, what)]
        if not (cls.__doc__ or "").strip() or cls.__doc__ == Rule.__doc__:
            lacking.append("a docstring that says why")
        return lacking + [
            f"an example {kind.__name__}(…)"
            for kind in (Good, Bad)
            if not any(isinstance(example, kind) for example in getattr(cls, "examples", ()))
        ]

    def meant_for(self) -> AppliesTo:
        """The documents that this rule judges: :attr:`applies_to`, unless its options say more."""
        return self.applies_to

    def check(self, document: Document) -> Iterable[Finding | NotChecked]:
        """Yield a finding for each fault. Keep nothing, change nothing."""
        raise NotImplementedError

    def found(
        self,
        span: Span,
        *,
        fix: str | Iterable[Edit] | None = None,
        safe: bool = False,
        scope: Scope = "text",
        severity: Severity | None = None,
        message: Text | None = None,
        alike: Alike | None = None,
        **values: object,
    ) -> Finding:
        """A finding at ``span``; ``fix`` is the text to stand there instead, or edits of any kind.

        ``message`` takes the place of the rule's own; ``values`` fill it. ``alike`` tells how the finding is put
        together with others, where ``gather`` goes by kinds.
        """
        return Finding(
            rule=self.name,
            severity=severity or self.severity,
            span=span,
            message=(message or self.message).fill(**values) if values else message or self.message,
            basis=self.basis,
            fix=None if fix is None else _fix(span, fix, safe=safe),
            scope=scope,
            rule_zh=self.name_zh,
            alike=alike,
        )

    def unchecked(self, zh: str, en: str) -> NotChecked:
        """Say that this document cannot be judged, and why."""
        return NotChecked(self.name, Text(zh, en), rule_zh=self.name_zh)

    def matches(self, pattern: re.Pattern[str] | str, text: str) -> Iterator[Span]:
        """The spans of all matches of ``pattern`` in ``text``."""
        return (Span(*match.span()) for match in re.finditer(pattern, text))


def _fix(span: Span, fix: str | Iterable[Edit], *, safe: bool) -> Fix:
    """``fix`` with its edits told apart by kind; a text is one edit of ``span``."""
    edits: tuple[object, ...] = (TextEdit(span.start, span.end, fix),) if isinstance(fix, str) else tuple(fix)
    strange = next((edit for edit in edits if not isinstance(edit, Edit)), None)
    if strange is not None:
        raise TypeError(f"a fix is made of edits, not {type(strange).__name__}")
    return Fix(
        tuple(edit for edit in edits if isinstance(edit, TextEdit)),
        safe,
        tuple(edit for edit in edits if isinstance(edit, StyleEdit)),
        tuple(edit for edit in edits if isinstance(edit, ParagraphEdit)),
        tuple(edit for edit in edits if isinstance(edit, PageEdit)),
    )
