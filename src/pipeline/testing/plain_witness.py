"""A second look at a plain text."""

import re
from functools import cached_property
from typing import Any

from pipeline.model.layout import Piece
from pipeline.testing.reader_contract import Witness

_ENCODINGS = ("utf-8-sig", "gb18030", "big5")


class PlainWitness(Witness):
    """Finds a line by its number. Encodings are told by byte order mark, else the first of three that fits."""

    def letters(self) -> str:
        """The whole file."""
        return self._text

    def at(self, piece: Piece, text: str) -> str | None:
        """The characters of the line, from the column on, as many as ``text`` has."""
        place: Any = piece.place
        if not 1 <= place.number <= len(self._lines):
            return f"(there are {len(self._lines)} lines)"
        line: str = self._lines[place.number - 1]
        return line[place.column : place.column + len(text)]

    @cached_property
    def _text(self) -> str:
        data = self.source.data
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16")
        for name in _ENCODINGS:
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                continue
        return data.decode("latin-1")

    @cached_property
    def _lines(self) -> list[str]:
        return re.split("\r\n|[\n\r\u2028\u2029]", self._text)
