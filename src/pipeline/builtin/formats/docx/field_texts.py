"""Writes what fields show, and marks it."""

import re
from typing import Final

from pipeline.builtin.formats.docx.computed import shown
from pipeline.builtin.formats.docx.field_numbers import Around, FieldNumbers
from pipeline.builtin.formats.docx.fields import Field, Fields
from pipeline.builtin.formats.docx.gathered import Gathered
from pipeline.builtin.formats.docx.numbering import Number
from pipeline.builtin.formats.docx.sheet import Sheet, drawn
from pipeline.builtin.formats.docx.styles import Look
from pipeline.model import Mark, Span

PAGE: Final = "PAGE"
"""The field that shows the number of its page."""
_MERGED: Final = frozenset(("MERGEFIELD", "ADDRESSBLOCK", "GREETINGLINE"))
_UNMERGED: Final = re.compile("«[^«»]{1,200}»")
"""What such fields show before letters are merged."""


class FieldTexts:
    """Tells of the fields of one part as they end."""

    def __init__(self, sheet: Sheet, gathered: Gathered, numbers: FieldNumbers, part: str) -> None:
        """``numbers`` counts for the fields of the document."""
        self.story = part
        """What is being read: the text boxes of a part count for themselves."""
        self.outline = ""
        """The level of the paragraph in the document's outline; empty for body text."""
        self.listed: Number | None = None
        """The automatic number of the paragraph."""
        self._sheet = sheet
        self._gathered = gathered
        self._numbers = numbers

    def tell(self, field: Field, start: int, around: Fields, plain: Look) -> None:
        """Mark a field whose stored result was written since ``start``; without one, write what Word makes of it.

        ``around`` are the fields that it stands in; ``plain`` is the look of a run that says nothing of its own.
        """
        sheet, name = self._sheet, field.name
        if sheet.at == start:
            self._compute(field, around, plain)
        self.number(start, name, around)
        if sheet.at > start:
            sheet.mark(start, "field", name)
            if name in _MERGED and _UNMERGED.search(sheet.since(start)):
                sheet.mark(start, "placeholder")

    def number(self, start: int, name: str, around: Fields) -> None:
        """Take up that the text since ``start`` is the number of its page, if the field ``name`` is for that."""
        if name == PAGE and not around.hidden:
            self._gathered.page_numbers.append((start, self._sheet.at))

    def _compute(self, field: Field, around: Fields, plain: Look) -> None:
        listed = None if self.listed is None else self.listed.depth
        place = Around(self.story, len(self._sheet.paragraphs), int(self.outline or 0), listed)
        told = shown(field, self._numbers, place)
        if around.hidden:  # it is part of the instruction of another
            around.told_inside("" if told is None else told.text)
        elif told is None:
            self._gathered.fields.add(field.name)
        elif told.text:
            start, look = self._sheet.at, field.look or plain
            self._sheet.write_number(drawn(told.text, look), "", look)
            for first, last, reading in told.readings:
                self._sheet.add(Mark(Span(start + first, start + last), "ruby", reading))
            if told.prompt:
                self._sheet.mark(start, "placeholder")
