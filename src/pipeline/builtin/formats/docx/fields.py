"""Complex fields (ECMA-376 part 1, 17.16.18): begin, instruction, separator, result, end; they nest."""

from typing import Any

LONGEST = 4096
"""Characters of an instruction that are kept. Most say all with their first word; some are the text that is shown."""


class Field:
    """A field that has begun. ``start`` is where its result begins, ``None`` until the separator."""

    def __init__(self, start: int | None, data: Any = None, look: Any = None) -> None:
        self.instruction = ""
        self.start = start
        self.data = data
        """The element that began it, which holds the state of form fields."""
        self.look = look
        """How the run looks that began it."""

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

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and self._open[-1].start is None:
            _add(self._open[-1], text)

    def told_inside(self, text: str) -> None:
        """Add what stands as text in an instruction: the result of a field inside it, too."""
        for field in reversed(self._open):
            if field.start is None:
                _add(field, text)
                return

    def separate(self, at: int) -> None:
        """The instruction of the innermost field is over."""
        if self._open and self._open[-1].start is None:
            self._open[-1].start = at
            self.hidden -= 1

    def end(self) -> Field | None:
        """Close the innermost field and return it."""
        if not self._open:
            return None
        field = self._open.pop()
        self.hidden -= field.start is None
        return field

    def end_paragraph(self, at: int) -> None:
        """An instruction ends with its paragraph at the latest: what follows is shown."""
        if self.hidden:
            for field in self._open:
                if field.start is None:
                    field.start = at
            self.hidden = 0


def _add(field: Field, text: str) -> None:
    if len(field.instruction) < LONGEST:
        field.instruction = (field.instruction + text)[:LONGEST]


def first_word(instruction: str) -> str:
    """The name of the field that ``instruction`` is for, in capitals."""
    words = instruction.split(maxsplit=1)
    return words[0].partition("\\")[0].upper() if words else ""
