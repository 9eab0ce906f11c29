"""The numbers of a document that has been split, for rules."""

from typing import cast

import msgspec

from pipeline.builtin.gongwen.invisible import visible
from pipeline.builtin.structure.numbering import Form, Number, number_at, whole
from pipeline.model.document import Document


class Numbers:
    """The number at a place of ``document``: what the splitter found there, else what the text says beyond doubt."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._found = {mark.span.start: mark for mark in document.marked("number")}
        self._read = {mark.span.start: mark.value for mark in document.marked("number-read")}

    def at(self, position: int) -> Number | None:
        """The number that starts at this character; ``None`` if none does."""
        mark = self._found.get(position)
        if mark is None:
            return number_at(self._text, position)
        raw = visible(self._text[mark.span.start : mark.span.end])[0]
        if position in self._read:
            form, *ordinals = self._read[position].split()
            return Number(cast(Form, form), tuple(map(int, ordinals)), raw, mark.value, mark.span)
        number = whole(raw, lettered=True)
        return msgspec.structs.replace(number, span=mark.span, proper=mark.value) if number else None


def told(number: Number) -> bool:
    """Whether the characters of ``number`` alone tell what it is."""
    alone = whole(number.raw, lettered=True)
    return alone is not None and (alone.form, alone.ordinals) == (number.form, number.ordinals)


def written(number: Number) -> str:
    """The value of the mark ``number-read``, which stands on a number that its characters alone do not tell."""
    return " ".join((number.form, *map(str, number.ordinals)))
