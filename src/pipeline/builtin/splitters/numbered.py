"""The numbers of a document that has been split, for rules."""

import msgspec

from pipeline.builtin.invisible import visible
from pipeline.builtin.splitters.numbering import Number, number_at, whole
from pipeline.model import Document


class Numbers:
    """The number at a place of ``document``: what the splitter found there, else what the text says beyond doubt."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._found = {mark.span.start: mark for mark in document.marked("number")}

    def at(self, position: int) -> Number | None:
        """The number that starts at this character; ``None`` if none does."""
        mark = self._found.get(position)
        if mark is None:
            return number_at(self._text, position)
        number = whole(visible(self._text[mark.span.start : mark.span.end])[0], lettered=True)
        return msgspec.structs.replace(number, span=mark.span, proper=mark.value) if number else None
