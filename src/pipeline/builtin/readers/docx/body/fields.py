"""Complex fields (ECMA-376 part 1, 17.16.18): begin, instruction, separator, result, end; they nest."""

import re
from typing import Any, Final

from pipeline.builtin.readers.docx.body.written_text import drawn
from pipeline.builtin.readers.docx.formatting.styles import Look

LONGEST = 4096
"""Characters of an instruction that are kept. Most say all with their first word; some are the text that is shown."""

FORMULA: Final = "="
"""The name of a field that calculates: ``=SUM(ABOVE)``."""
WORDED: Final = frozenset(("EQ", "MACROBUTTON", "GOTOBUTTON"))
"""The fields that show words of their instruction, in the fonts that these have there."""
_SYNTAX: Final = re.compile(r"[\\(),;]")
"""Beside such a character, letters in a font of symbols may be of the instruction itself, and stay letters."""


class Field:
    """A field that has begun. ``start`` is where its text is shown from, ``None`` as long as it is not."""

    def __init__(self, start: int | None, data: Any = None, look: Any = None) -> None:
        self.instruction = ""
        self.start = start
        self.shown = start is not None
        """Whether all is shown that stands in it, since nobody knows where its instruction ends."""
        self.data = data
        """The element that began it, which holds the state of form fields."""
        self.look = look
        """How the run looks that began it."""
        self.lacking: set[str] = set()
        """The names of the fields in its instruction whose text is not known."""
        self.parted = False
        """Whether its separator has been met."""

    @property
    def name(self) -> str:
        """The first word of the instruction: ``PAGE``."""
        return first_word(self.instruction)

    @property
    def operands(self) -> str:
        """What stands behind the first word."""
        return self.instruction.strip()[len(self.name) :]


class Fields:
    """The fields that are open at a place of the text."""

    def __init__(self) -> None:
        self._open: list[Field] = []
        self.hidden = 0
        """How many instructions the place lies in; their text is not shown."""

    def begin(self, start: int | None, data: Any, look: Any) -> None:
        """Open a field; ``start`` where its text is shown from the beginning."""
        self._open.append(Field(start, data, look))
        self.hidden += start is None

    def instruct(self, text: str, look: Look) -> None:
        """Add to the instruction of the innermost field what stands there as ``text`` that looks so."""
        if self._open and not self._open[-1].parted:
            _add(self._open[-1], text, look)

    def told_inside(self, text: str, look: Look | None = None) -> None:
        """Add what stands as text in an instruction: the result of a field inside it, too."""
        for field in reversed(self._open):
            if field.start is None:
                _add(field, text, look)
                return

    def lack(self, names: set[str]) -> None:
        """Take up that fields of these names in an instruction have no known text."""
        for field in reversed(self._open):
            if field.start is None:
                field.lacking |= names
                return

    def separate(self, at: int) -> None:
        """The instruction of the innermost field is over."""
        if self._open and not self._open[-1].parted:
            field = self._open[-1]
            self.hidden -= field.start is None
            field.start, field.parted = at, True

    def end(self, at: int) -> Field | None:
        """Close the innermost field and return it; its ``start`` is ``None`` where it has no result."""
        if not self._open:
            return None
        field = self._open.pop()
        self.hidden -= field.start is None
        if not field.parted and not (field.shown and field.start != at):
            field.start = None
        return field

    def left(self) -> list[Field]:
        """Those that have no end and no result either."""
        return [field for field in self._open if not field.parted]

    def end_paragraph(self, at: int) -> None:
        """An instruction ends with its paragraph at the latest: what follows is shown."""
        if self.hidden:
            for field in self._open:
                if field.start is None:
                    field.start = at
            self.hidden = 0


def _add(field: Field, text: str, look: Look | None) -> None:
    if len(field.instruction) < LONGEST:
        if look is not None and look.signs is not None:
            worded = field.name in WORDED and not _SYNTAX.search(text)
            text = drawn(text, look) if worded else "".join([c if c.isascii() else drawn(c, look) for c in text])
        field.instruction = (field.instruction + text)[:LONGEST]


def first_word(instruction: str) -> str:
    """The name of the field that ``instruction`` is for, in capitals."""
    words = instruction.split(maxsplit=1)
    name = words[0].partition("\\")[0].upper() if words else ""
    return FORMULA if name.startswith(FORMULA) else name
