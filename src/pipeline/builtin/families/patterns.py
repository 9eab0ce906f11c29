"""Family: what a regular expression finds."""

import functools
import re
from collections.abc import Iterator
from typing import Any

from pipeline.builtin.families.looking import Looking, known
from pipeline.model.document import BLANK, PROTECTED, Document
from pipeline.model.errors import PlanError
from pipeline.model.finding import Finding
from pipeline.model.text import Span, Text

TAKEN = frozenset({"span", "fix", "safe", "scope", "severity", "message", "alike"})
"""Names that a group cannot have, as they mean something else where its text fills the message."""


class Patterns(Looking, frozen=True, dict=True):
    r"""What the pattern describes may not stand in a document of the organisation.

    Patterns are Python's; ``^`` and ``$`` are the ends of a paragraph, and ``.`` goes no
    further. One that takes too long is ended with its document by the executor's deadline.
    """

    explained_zh = "符合此模式的文字不得出现在本单位的文件中。"
    message = Text("“{found}”不合本单位规定", "“{found}” is against the rules of the house")

    pattern: str = ""
    fix: str | None = None
    r"""What should stand there: ``\1`` and ``\g<name>`` are groups of the pattern."""
    safe: bool = False
    """Whether the fix may be applied unasked."""
    also_in: tuple[str, ...] = ()
    """Protected stretches (``phone``, ``date``, ``url`` …) in which the pattern is looked for, too."""

    def __post_init__(self) -> None:
        """Refuse what is no pattern, or finds nothing at all everywhere, or has a fix that does not go with it."""
        super().__post_init__()
        known("also_in", self.also_in, PROTECTED)
        try:
            empty = self._compiled.fullmatch("")
            self._compiled.sub(self.fix or "", "")
        except (re.error, IndexError, OverflowError, RecursionError) as error:
            pos = getattr(error, "pos", None)
            where = "" if pos is None else f"，错在第 {pos + 1} 个字符"
            raise PlanError(
                f"pattern 或 fix 不是正确的正则表达式{where}", f"pattern or fix is no regular expression: {error}"
            ) from None
        if empty:
            raise PlanError("pattern 不能为空或匹配空文字", "pattern may not be empty or match nothing at all")
        taken = sorted(TAKEN & self._compiled.groupindex.keys())
        if taken:
            raise PlanError(f"pattern 中的组请另取名：{taken[0]}", f"name this group of pattern otherwise: {taken[0]}")

    def places(self) -> tuple[str, ...]:
        """What was found, and the named groups."""
        return ("found", *self._compiled.groupindex)

    def unmasked(self) -> tuple[str, ...]:
        """As the table says."""
        return self.also_in

    @functools.cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.MULTILINE)

    def faults(self, document: Document, text: str) -> Iterator[Finding]:
        """Each match. A fix that would have to write a protected stretch anew is left out."""
        for match in self._compiled.finditer(text):
            span = Span(*match.span())
            fix = None if self.fix is None else match.expand(self.fix)
            if fix is not None and BLANK in fix:
                fix = None
            groups: dict[str, Any] = {name: document.cut(Span(*match.span(name))) for name in self._compiled.groupindex}
            yield self.found(span, fix=fix, safe=self.safe, **{**groups, "found": document.cut(span)})
