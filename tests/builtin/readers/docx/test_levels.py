"""What a nearer level of formatting says takes the place of what a farther one says, and silence takes nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.model.document import Document

Zipped = Callable[..., bytes]
Read = Callable[[Any], Document]

STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='21'/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type='paragraph' w:styleId='P'><w:pPr><w:jc w:val='center'/><w:ind w:left='200' w:firstLine='640'/>"
    "<w:pBdr><w:top w:val='single' w:sz='8'/></w:pBdr></w:pPr>"
    "<w:rPr><w:b/><w:i/><w:color w:val='FF0000'/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Q'><w:basedOn w:val='P'/><w:rPr><w:b w:val='0'/></w:rPr></w:style>"
    "<w:style w:type='character' w:styleId='C'><w:rPr><w:b/></w:rPr></w:style>"
)


@pytest.mark.parametrize(
    ("style", "run", "look"),
    [
        ("P", "", (True, True, "FF0000", 10.5)),
        ("P", "<w:color w:val='auto'/>", (True, True, None, 10.5)),
        ("P", "<w:sz w:val='32'/><w:b w:val='0'/>", (False, True, "FF0000", 16)),
        ("P", "<w:rStyle w:val='C'/>", (False, True, "FF0000", 10.5)),
        ("P", "<w:rStyle w:val='C'/><w:b/>", (True, True, "FF0000", 10.5)),
        ("Q", "", (False, True, "FF0000", 10.5)),
        ("Q", "<w:rStyle w:val='C'/>", (True, True, "FF0000", 10.5)),
    ],
)
def test_runs(style: str, run: str, look: tuple[Any, ...], zipped: Zipped, read: Read) -> None:
    body = f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>甲</w:t></w:r></w:p>"
    (piece,) = read(zipped(body, styles=STYLES)).pieces
    assert (piece.style.bold, piece.style.italic, piece.style.colour, piece.style.size) == look


@pytest.mark.parametrize(
    ("own", "layout", "lines"),
    [
        ("", ("centre", 32, 10), 1),
        ("<w:ind w:left='0'/>", ("centre", 32, 0), 1),
        ("<w:ind w:hanging='320'/>", ("centre", -16, 10), 1),
        ("<w:jc w:val='unknown'/>", ("left", 32, 10), 1),
        ("<w:pBdr><w:top w:val='nil'/></w:pBdr>", ("centre", 32, 10), 0),
        ("<w:pBdr><w:bottom w:val='single' w:sz='8'/></w:pBdr>", ("centre", 32, 10), 2),
    ],
)
def test_paragraphs(own: str, layout: tuple[Any, ...], lines: int, zipped: Zipped, read: Read) -> None:
    body = f"<w:p><w:pPr><w:pStyle w:val='P'/>{own}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p><w:sectPr/>"
    document = read(zipped(body, styles=STYLES))
    (paragraph,) = document.paragraphs
    assert (paragraph.alignment, paragraph.first_indent, paragraph.left_indent) == layout
    assert len(document.pages[0].lines) == lines
