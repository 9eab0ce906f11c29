"""Complex fields (ECMA-376 part 1, 17.16.18): begin, instruction, separator, result, end; they nest."""

LONGEST = 255
"""Characters of an instruction that are kept; only its first word is of use."""


class Field:
    """A field that has begun. ``start`` is where its result begins, ``None`` until the separator."""

    def __init__(self, start: int | None) -> None:
        self.instruction = ""
        self.start = start

    @property
    def name(self) -> str:
        """The first word of the instruction: ``PAGE``."""
        return first_word(self.instruction)


class Fields:
    """The fields that are open at a place of the text."""

    def __init__(self) -> None:
        self._open: list[Field] = []
        self.hidden = 0
        """How many instructions the place lies in; their text is not shown."""

    def begin(self, start: int | None) -> None:
        """Open a field; ``start`` where its text is shown from the beginning."""
        self._open.append(Field(start))
        self.hidden += start is None

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and self._open[-1].start is None:
            field = self._open[-1]
            field.instruction = (field.instruction + text)[:LONGEST]

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


def first_word(instruction: str) -> str:
    """The name of the field that ``instruction`` is for, in capitals."""
    words = instruction.split(maxsplit=1)
    return words[0].upper() if words else ""
