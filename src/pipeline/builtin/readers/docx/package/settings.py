"""The settings of a document (ECMA-376 part 1, 17.15), parsed only where they speak of what is asked."""

import functools
import re
from typing import Any, Final

from pipeline.builtin.readers.docx.package.beginnings import OTHER_ENCODING, ROOT
from pipeline.builtin.readers.docx.package.lost import Lost
from pipeline.builtin.readers.docx.package.ooxml import VALUE, W, on
from pipeline.builtin.readers.docx.package.parts import Package, parse
from pipeline.builtin.readers.docx.package.roots import rooted

_SWITCHES: Final = ("evenAndOddHeaders", "adjustLineHeightInTable", "gutterAtTop")
_SWITCH: Final = re.compile(rb"""<w:(%b)\s*(?:w:val\s*=\s*["'](\w+)["'])?\s*/>""" % "|".join(_SWITCHES).encode())
"""A switch in the settings as most programs write it: its name and value."""


class Settings:
    """What the settings of one document say; nothing where they cannot be read."""

    def __init__(self, package: Package, part: str | None, lost: Lost) -> None:
        """``part`` is the name of their part; ``lost`` takes up that it is damaged."""
        self._part = part or ""
        self._lost = lost
        self._content: bytes = b""
        if part is not None:
            self._content = lost.safely("settings", lambda: _sound(package.read(part), part), b"")

    @functools.cached_property
    def _root(self) -> Any:
        return self._lost.safely("settings", lambda: parse(self._content, self._part), None)

    def find(self, name: str) -> Any:
        """The element ``w:name``, or ``None``."""
        if name.encode() not in self._content or self._root is None:
            return None
        return self._root.find(W + name)

    @functools.cached_property
    def _switches(self) -> frozenset[str]:
        """Those of :data:`_SWITCHES` that are on."""
        named = sum([self._content.count(name.encode()) for name in _SWITCHES])
        plain = _SWITCH.findall(self._content) if named else []
        if len(plain) == named:
            return frozenset([name.decode() for name, value in plain if on(value.decode())])
        found = () if self._root is None else self._root.iter(*[W + name for name in _SWITCHES])
        return frozenset([switch.tag[len(W) :] for switch in found if on(switch.get(VALUE))])

    @property
    def even_pages(self) -> bool:
        """Whether even pages have headers and footers of their own."""
        return "evenAndOddHeaders" in self._switches

    @property
    def grid_in_tables(self) -> bool:
        """Whether lines in tables keep to the grid of lines."""
        return "adjustLineHeightInTable" in self._switches

    @property
    def gutter_at_top(self) -> bool:
        """Whether the gutter is at the top of the pages."""
        return "gutterAtTop" in self._switches


def _sound(content: bytes, part: str) -> bytes:
    """``content``, or the same in UTF-8; parsed for that only where it does not begin and end as most programs write.

    Raises:
        DocumentError: as :func:`~pipeline.builtin.readers.docx.package.parts.parse` and
            :func:`~pipeline.builtin.readers.docx.package.roots.rooted` do.
    """
    begin = ROOT.match(content)
    if (
        begin is not None
        and begin[2] == b"w:settings"
        and W[1:-1].encode() in begin[1]
        and content.rstrip().endswith(b"</w:settings>")
        and not OTHER_ENCODING.match(content)
    ):
        return content
    from lxml import etree

    whole: bytes = etree.tostring(rooted("settings", parse(content, part), part))
    return whole
