"""What ``styles.xml`` defines (ECMA-376 part 1, 17.7), read style by style as they are asked for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from pipeline.builtin.readers.docx.formatting.paragraph_properties import (
    NOTHING,
    ParagraphProperties,
    numbering_of,
    paragraph_key,
    paragraph_properties,
)
from pipeline.builtin.readers.docx.formatting.revisions import TRACKED
from pipeline.builtin.readers.docx.formatting.run_properties import run_key
from pipeline.builtin.readers.docx.formatting.style_elements import Style
from pipeline.builtin.readers.docx.formatting.table_conditions import Bands
from pipeline.builtin.readers.docx.package.ooxml import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TYPE,
    VALUE,
    Key,
    W,
    child_value,
    whole,
)
from pipeline.builtin.readers.docx.package.parts import limit
from pipeline.builtin.readers.docx.package.roots import rooted

STYLES: Final = 10_000
"""More than twice as many as Word can hold."""
DEEPEST: Final = 64
"""How many styles based on each other are followed."""
_BASE, _CONDITION, _TABLE_PROPERTIES = W + "basedOn", W + "tblStylePr", W + "tblPr"


class Definition(NamedTuple):
    """What one style says by itself."""

    parent: str | None
    run: Key
    paragraph: ParagraphProperties
    numbering: tuple[str | None, str | None] | None
    conditions: dict[str, tuple[Key, ParagraphProperties]]
    """What a table style says of a part of the table (``firstRow``), of its runs and of its paragraphs."""
    bands: tuple[int | None, int | None]
    """How many rows and columns of a table make a band."""


class StyleSheet:
    """The styles of one part."""

    def __init__(self, root: Any, styles: Sequence[Style]) -> None:
        """``root`` is the part's root element, or ``None`` for a document without one; ``styles`` are its styles."""
        self.run_defaults: Key = ()
        """What ``w:docDefaults`` says of runs."""
        self.paragraph_defaults = NOTHING
        """What it says of paragraphs."""
        self.reformatted = False
        """Whether a tracked change altered a style."""
        self._styles: dict[tuple[str, str], Style] = {}
        self._chains: dict[tuple[str, str | None], tuple[tuple[str, Definition], ...]] = {}
        self._default: dict[str, str] = {}
        self._bands: dict[str, Bands] = {}
        self._numbered: dict[tuple[str, str | None], tuple[str | None, str | None, tuple[str, ...]]] = {}
        if root is not None:
            self._load(root, styles)

    def _load(self, root: Any, styles: Sequence[Style]) -> None:
        for properties in root.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr"):
            self.run_defaults = run_key(properties)
        for properties in root.iterfind(f"{W}docDefaults/{W}pPrDefault/{W}pPr"):
            self.paragraph_defaults = paragraph_properties(paragraph_key(properties))
        for style in styles:
            if len(self._styles) >= STYLES:
                raise limit(f"超过 {STYLES} 个样式", f"more than {STYLES} styles")
            self._styles[style.kind, style.name] = style
            if style.default:
                self._default.setdefault(style.kind, style.name)

    def _definition(self, kind: str, name: str) -> Definition | None:
        style = self._styles.get((kind, name))
        if style is None:
            return None
        found: Definition | None = style.definition
        if found is None:
            found = style.definition = _definition(style.element)
        return found

    def name(self, kind: str, name: str | None) -> str | None:
        """``name`` where there is such a style, else the default of its kind, if any."""
        return name if name is not None and (kind, name) in self._styles else self._default.get(kind)

    def chain(self, kind: str, name: str | None) -> tuple[tuple[str, Definition], ...]:
        """The definitions that a style, or the default of its kind, is based on, farthest first, and its own."""
        name = self.name(kind, name)
        found = self._chains.get((kind, name))
        if found is None:
            found = self._chains[kind, name] = tuple(self._ancestors(kind, name))[::-1]
        return found

    def _ancestors(self, kind: str, name: str | None) -> Iterator[tuple[str, Definition]]:
        seen: set[str] = set()
        while name is not None and name not in seen and len(seen) < DEEPEST:
            definition = self._definition(kind, name)
            if definition is None:
                return
            seen.add(name)
            yield name, definition
            name = definition.parent

    def bands(self, table: str) -> Bands:
        """What a table style has conditional formats for."""
        found = self._bands.get(table)
        if found is None:
            found = self._bands[table] = self._read_bands(table)
        return found

    def _read_bands(self, table: str) -> Bands:
        chain = self.chain("table", table)
        kinds: frozenset[str] = frozenset().union(*[definition.conditions for _, definition in chain])
        if not kinds:
            return Bands(kinds)
        rows, columns = (
            next((size for _, definition in reversed(chain) if (size := definition.bands[axis])), 1) for axis in (0, 1)
        )
        return Bands(kinds, rows, columns)

    def numbering(self, kind: str, name: str | None) -> tuple[str | None, str | None, tuple[str, ...]]:
        """What a style says of numbering: (list, level, names of the styles from it to the one that says so)."""
        found = self._numbered.get((kind, name))
        if found is None:
            found = self._numbered[kind, name] = self._numbering(kind, name)
        return found

    def _numbering(self, kind: str, name: str | None) -> tuple[str | None, str | None, tuple[str, ...]]:
        number, level, names = None, None, []
        for style, definition in reversed(self.chain(kind, name)):
            names.append(style)
            if definition.numbering is not None:
                number = number or definition.numbering[0]
                level = level or definition.numbering[1]
                if number is not None:
                    return number, level, tuple(names)
        return None, level, ()


def _definition(style: Any) -> Definition:
    parent = numbering = None
    run: Key = ()
    paragraph = NOTHING
    conditions: dict[str, tuple[Key, ParagraphProperties]] = {}
    bands: tuple[int | None, int | None] = (None, None)
    for child in style:
        if child.tag == _BASE:
            parent = child.get(VALUE)
        elif child.tag == RUN_PROPERTIES:
            run = run_key(child)
        elif child.tag == PARAGRAPH_PROPERTIES:
            paragraph, numbering = paragraph_properties(paragraph_key(child)), numbering_of(child)
        elif child.tag == _CONDITION:
            conditions[child.get(TYPE, "")] = _condition(child)
        elif child.tag == _TABLE_PROPERTIES:
            bands = _size(child, "tblStyleRowBandSize"), _size(child, "tblStyleColBandSize")
    return Definition(parent, run, paragraph, numbering, conditions, bands)


def _condition(element: Any) -> tuple[Key, ParagraphProperties]:
    run, paragraph = element.find(RUN_PROPERTIES), element.find(PARAGRAPH_PROPERTIES)
    return (
        () if run is None else run_key(run),
        NOTHING if paragraph is None else paragraph_properties(paragraph_key(paragraph)),
    )


def _size(properties: Any, name: str) -> int | None:
    return whole(child_value(properties, name), 0, 1, 1000) or None


def style_sheet_of(
    content: bytes, part: str, styles_of: Callable[[bytes, str], tuple[Any, Sequence[Style]]]
) -> StyleSheet:
    """The definitions in ``content``, which is that of ``part``; ``styles_of`` gives its root and its styles.

    Raises:
        DocumentError: ``damaged`` or ``limit``, as ``styles_of`` and :func:`rooted` do.
    """
    root, styles = styles_of(content, part)
    found = StyleSheet(rooted("styles", root, part), styles)
    found.reformatted = TRACKED.search(content) is not None
    return found
