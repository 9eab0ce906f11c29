"""Writes what fields show, and marks it."""

import re
from typing import Final

from pipeline.builtin.readers.docx.body.computed import shown
from pipeline.builtin.readers.docx.body.field_numbers import Around, FieldNumbers
from pipeline.builtin.readers.docx.body.fields import WORDED, Field, Fields
from pipeline.builtin.readers.docx.body.gathered import Gathered
from pipeline.builtin.readers.docx.body.numbering import Number
from pipeline.builtin.readers.docx.body.written_text import WrittenText, drawn
from pipeline.builtin.readers.docx.formatting.styles import Look
from pipeline.model.document import Mark
from pipeline.model.text import Span

PAGE: Final = "PAGE"
"""The field that shows the number of its page."""
_MERGED: Final = frozenset(("MERGEFIELD", "ADDRESSBLOCK", "GREETINGLINE"))
_UNMERGED: Final = re.compile("«[^«»]{1,200}»")
"""What such fields show before letters are merged."""


class FieldTexts:
    """Tells of the fields of one part as they end."""

    def __init__(self, written: WrittenText, gathered: Gathered, numbers: FieldNumbers, part: str) -> None:
        """``numbers`` counts for the fields of the document."""
        self.story = part
        """What is being read: the text boxes of a part count for themselves."""
        self.outline = ""
        """The level of the paragraph in the document's outline; empty for body text."""
        self.listed: Number | None = None
        """The automatic number of the paragraph."""
        self._written = written
        self._gathered = gathered
        self._numbers = numbers

    def tell(self, field: Field, start: int, around: Fields, plain: Look) -> None:
        """Mark a field whose stored result was written since ``start``; without one, write what Word makes of it.

        ``around`` are the fields that it stands in; ``plain`` is the look of a run that says nothing of its own.
        """
        written, name = self._written, field.name
        if written.at == start:
            self._compute(field, around, plain)
        self.number(start, name, around)
        if written.at > start:
            written.mark(start, "field", name)
            if name in _MERGED and _UNMERGED.search(written.since(start)):
                written.mark(start, "placeholder")

    def tell_left(self, around: Fields) -> None:
        """Take up the fields that have neither a result nor an end where the text of ``around`` ends."""
        for field in around.left():
            told = shown(field, self._numbers, self._place())
            if told is None or told.text:
                self._gathered.fields.add(field.name)

    def number(self, start: int, name: str, around: Fields) -> None:
        """Take up that the text since ``start`` is the number of its page, if the field ``name`` is for that."""
        if name == PAGE and not around.hidden:
            self._gathered.page_numbers.append((start, self._written.at))

    def _place(self) -> Around:
        listed = None if self.listed is None else self.listed.depth
        return Around(self.story, len(self._written.paragraphs), int(self.outline or 0), listed)

    def _compute(self, field: Field, around: Fields, plain: Look) -> None:
        told = shown(field, self._numbers, self._place())
        if around.hidden:  # it is part of the instruction of another
            around.told_inside("" if told is None else told.text)
            around.lack(field.lacking | {field.name} if told is None else field.lacking)
        elif told is None:
            self._gathered.fields.add(field.name)
            self._written.mark(self._written.at, "field", field.name)
        elif told.text:
            self._gathered.fields |= field.lacking
            start, look = self._written.at, field.look or plain
            text = told.text if field.name in WORDED else drawn(told.text, look)
            self._written.write_number(text, "", look)
            for first, last, reading in told.readings:
                self._written.add(Mark(Span(start + first, start + last), "ruby", reading))
            if told.prompt:
                self._written.mark(start, "placeholder")
