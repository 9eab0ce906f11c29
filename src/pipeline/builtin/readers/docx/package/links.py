"""The relationships of a part: the parts that it names, and why one of them cannot be had."""

import functools
import posixpath
import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import unquote

from pipeline.builtin.readers.docx.package.parts import (
    REMEMBERED,
    SMALL,
    USUAL_MAIN,
    Package,
    missing,
    parse,
    tolerated,
)
from pipeline.builtin.readers.docx.package.roots import MAIN, RELATIONSHIPS, rooted
from pipeline.model.errors import DocumentError
from pipeline.model.text import Text

_USUAL: Final = {MAIN: USUAL_MAIN, "theme": "theme/theme1.xml"}
"""Where a part of each kind lies as a rule, seen from the part that names it; others are called as their kind is."""
_PLAIN: Final = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*")
_LONGEST: Final = 100
"""Characters of an address outside of the file that are shown."""


class Target(NamedTuple):
    """What one relationship leads to."""

    kind: str
    """The last word of the type, in lower case."""
    name: str
    """The full path of a part; as it is written where it lies outside of the file."""
    outside: bool


class Links:
    """What one part is related to.

    A part of a kind that no relationship states, since the list of them is missing or damaged, is looked for under its
    usual name.
    """

    def __init__(self, package: Package, part: str) -> None:
        """``part`` is the full name of the part, ``""`` for the package itself.

        Raises:
            DocumentError: ``limit``, or ``damaged`` where the list declares a DOCTYPE.
        """
        self._package = package
        self._folder, leaf = posixpath.split(part)
        source = posixpath.join(self._folder, "_rels", f"{leaf}.rels")
        self._targets: Mapping[str, Target] = {}
        self._fault: Text | None = None
        """What is wrong with the list."""
        if source not in package:  # as most headers and notes have none
            self._fault = missing(source)
            return
        try:
            content = package.read(source)
            self._targets = (_remembered if len(content) <= SMALL else _read)(content, source)
        except DocumentError as error:
            self._fault = tolerated(error)

    def target(self, number: str) -> str:
        """What the relationship ``number`` leads to, ``""`` where there is none."""
        found = self._targets.get(number)
        return "" if found is None else found.name

    def part(self, number: str) -> str | None:
        """The part that the relationship ``number`` leads to, if it is there."""
        found = self._targets.get(number)
        return found.name if found is not None and self._holds(found) else None

    def of_kind(self, kind: str) -> str | None:
        """The part that is related as ``kind``, if it is there."""
        named, usual = self._named(kind), self._usual(kind)
        if not named:
            return usual if usual in self._package else None
        return next((found.name for found in named if self._holds(found)), None)

    def names(self, kind: str) -> bool:
        """Whether a relationship of this kind is stated, be the part there or not."""
        return bool(self._named(kind))

    def why(self, number: str) -> Text:
        """Why :meth:`part` gives none."""
        return self._absent(self._targets.get(number), number)

    def why_none(self, kind: str) -> Text:
        """Why :meth:`of_kind` gives none."""
        return self._absent(next(iter(self._named(kind)), None), self._usual(kind))

    def _absent(self, found: Target | None, otherwise: str) -> Text:
        if self._fault is not None:
            return self._fault
        if found is not None and found.outside:
            address = found.name[:_LONGEST]
            return Text(f"它在文件之外（{address}）", f"it lies outside of the file ({address})")
        return missing(otherwise if found is None else found.name)

    def _holds(self, found: Target) -> bool:
        return not found.outside and found.name in self._package

    def _named(self, kind: str) -> list[Target]:
        return [target for target in self._targets.values() if target.kind == kind]

    def _usual(self, kind: str) -> str:
        return posixpath.join(self._folder, _USUAL.get(kind, f"{kind}.xml"))


def _read(content: bytes, source: str) -> Mapping[str, Target]:
    folder = posixpath.dirname(posixpath.dirname(source))
    found = {}
    for entry in rooted(RELATIONSHIPS, parse(content, source), source):
        target = entry.get("Target")
        if not target:
            continue
        outside = entry.get("TargetMode", "").lower() == "external"
        kind = entry.get("Type", "").rpartition("/")[2].lower()
        found[entry.get("Id", "")] = Target(kind, target if outside else _full(folder, target), outside)
    return found


_remembered = functools.lru_cache(maxsize=REMEMBERED)(_read)


def _full(folder: str, target: str) -> str:
    """The full name of the part that a part in ``folder`` calls ``target``."""
    if _PLAIN.fullmatch(target):
        return f"{folder}/{target}" if folder else target
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
