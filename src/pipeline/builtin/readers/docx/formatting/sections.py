"""Page set-up of sections (ECMA-376 part 1, 17.6)."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from pipeline.builtin.readers.docx.package.ooxml import SECTION, TYPE, W, points, whole
from pipeline.model.layout import Container, Grid, Margins, Page
from pipeline.model.text import Span

MM: Final = 25.4 / 72
_GRIDS: Final = frozenset(("lines", "linesAndChars", "snapToChars"))
_OF_A_POINT: Final = 4096
_COLUMNS: Final = 45
"""The most columns that Word has."""


def declared(body: Any) -> list[Any]:
    """The ``w:sectPr`` in force, in order; not those that a tracked change keeps."""
    return [section for section in body.iter(SECTION) if section.getparent().tag != W + "sectPrChange"]


def page(section: Any, span: Span, size: Callable[[], float | None], *, above: bool) -> Page:
    """The page set-up of a ``w:sectPr``.

    ``size`` gives the type size of the default paragraph style in pt; ``above`` tells whether the gutter is at
    the top. It counts to the margin on its side.
    """
    paper, margins, number = section.find(W + "pgSz"), section.find(W + "pgMar"), section.find(W + "pgNumType")
    gutter = _mm(margins, "gutter") or 0.0
    left, right = _mm(margins, "left"), _mm(margins, "right")
    if section.find(W + "rtlGutter") is None:
        left = _wider(left, 0.0 if above else gutter)
    else:
        right = _wider(right, 0.0 if above else gutter)
    return Page(
        span,
        width=_mm(paper, "w"),
        height=_mm(paper, "h"),
        margins=Margins(
            top=_wider(_mm(margins, "top"), gutter if above else 0.0),
            right=right,
            bottom=_mm(margins, "bottom"),
            left=left,
        ),
        columns=_columns(section.find(W + "cols")),
        grid=_grid(section, size),
        number_form="decimal" if number is None else number.get(W + "fmt", "decimal"),
        number_start=None if number is None else _start(number.get(W + "start")),
    )


def _start(value: str | None) -> int | None:
    number = whole(value, -1)
    return None if number < 0 else number


def _columns(element: Any) -> int:
    """How many columns ``w:cols`` asks for (17.6.4); unequal ones are counted."""
    if element is None:
        return 1
    unequal = sum(1 for _ in element.iterchildren(W + "col"))
    return whole(element.get(W + "num"), unequal or 1, 1, _COLUMNS)


def line_grid(section: Any) -> float:
    """The pitch in pt of the grid of lines of a section, 0 without one (17.6.5)."""
    grid = section.find(W + "docGrid")
    if grid is None or grid.get(TYPE) not in _GRIDS:
        return 0.0
    return max(points(grid.get(W + "linePitch")) or 0.0, 0.0)


def _grid(section: Any, size: Callable[[], float | None]) -> Grid | None:
    pitch = line_grid(section)
    if not pitch:
        return None
    grid = section.find(W + "docGrid")
    if grid.get(TYPE) == "lines":
        return Grid(pitch)
    normal, more = size(), points(grid.get(W + "charSpace", "0"), _OF_A_POINT)
    return Grid(pitch, None if normal is None or more is None else round(normal + more, 3))


def _wider(margin: float | None, gutter: float) -> float | None:
    return None if margin is None else round(margin + gutter, 3)


def _mm(element: Any, name: str) -> float | None:
    """A length in mm. Negative margins (which no header can push aside) count like positive ones."""
    length = None if element is None else points(element.get(W + name))
    return None if length is None else round(abs(length) * MM, 3)


class Grids:
    """The pitches in pt of the grids of lines of a document's sections, 0 where there is none."""

    def __init__(self, pitches: Sequence[float], tables: Callable[[], bool]) -> None:
        """``tables()`` tells whether text in tables keeps to the grid (17.15.3.1)."""
        self._pitches = pitches
        self._tables = tables
        self._any = any(pitches)

    def pitch(self, section: int, container: Container) -> float | None:
        """That of text in a section; ``None`` where it is not known whether text so placed keeps to it."""
        if not self._any:
            return 0.0
        pitch = self._pitches[min(section, len(self._pitches) - 1)]
        if container == "body" or not pitch:
            return pitch if container in ("body", "table", "textbox") else None
        return (pitch if self._tables() else 0.0) if container == "table" else None
