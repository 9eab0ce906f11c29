"""Page set-up of sections, and which headers and footers they show (ECMA-376 part 1, 17.6 and 17.10)."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from pipeline.builtin.formats.docx.ooxml import RELATED, TYPE, W, has, points
from pipeline.model import Container, Margins, Page, Span

MM: Final = 25.4 / 72
_REFERENCES: Final[dict[str, Container]] = {W + "headerReference": "header", W + "footerReference": "footer"}


def page(section: Any, span: Span) -> Page:
    """The page set-up of a ``w:sectPr``; the gutter counts to the left margin."""
    size, margins = section.find(W + "pgSz"), section.find(W + "pgMar")
    left, gutter = _mm(margins, "left"), _mm(margins, "gutter")
    return Page(
        span,
        width=_mm(size, "w"),
        height=_mm(size, "h"),
        margins=Margins(
            top=_mm(margins, "top"),
            right=_mm(margins, "right"),
            bottom=_mm(margins, "bottom"),
            left=left if left is None or gutter is None else round(left + gutter, 3),
        ),
    )


def _mm(element: Any, name: str) -> float | None:
    """A length in mm. Negative margins (which no header can push aside) count like positive ones."""
    length = None if element is None else points(element.get(W + name))
    return None if length is None else round(abs(length) * MM, 3)


def shown_parts(sections: Iterable[Any], even: Callable[[], bool]) -> list[tuple[Container, str]]:
    """The header and footer relationships that the sections show, each once: (container, id).

    A section without a reference shows that of the section before it; ``first`` counts
    where the section asks for a first page of its own, ``even`` where the document does; ``even()`` tells whether.
    """
    found: dict[tuple[Container, str], None] = {}
    current: dict[tuple[Container, str], str] = {}
    for section in sections:
        for child in section:
            container = _REFERENCES.get(child.tag)
            if container is not None:
                current[container, child.get(TYPE, "default")] = child.get(RELATED, "")
        for (container, kind), related in current.items():
            shown = kind == "default" or (has(section, "titlePg") if kind == "first" else kind == "even" and even())
            if shown and (container, related) not in found:
                found[container, related] = None
    return list(found)
