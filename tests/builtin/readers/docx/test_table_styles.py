"""Conditional formats of table styles (ECMA-376 part 1, 17.7.6)."""

import pytest

from built_docx import Read, Zipped
from pipeline.model.document import Document

SIZES = {
    "band1Vert": 21, "band2Vert": 22, "band1Horz": 31, "band2Horz": 32, "firstRow": 41, "lastRow": 42,
    "firstCol": 51, "lastCol": 52, "nwCell": 61, "neCell": 62, "swCell": 63, "seCell": 64,
}  # fmt: skip


def style(kinds: list[str], more: str = "", inner: str = "") -> str:
    """A table style whose formats each have a type size of their own, in half points."""
    formats = "".join(
        f'<w:tblStylePr w:type="{kind}"><w:rPr><w:sz w:val="{2 * SIZES[kind]}"/></w:rPr>{inner}</w:tblStylePr>'
        for kind in kinds
    )
    sized = '<w:rPr><w:sz w:val="20"/></w:rPr>'
    return f'<w:style w:type="table" w:styleId="t">{more}{sized}{formats}</w:style>'


def table(rows: int, columns: int, look: str) -> str:
    cells = "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>" * columns
    properties = f'<w:tblPr><w:tblStyle w:val="t"/>{look}</w:tblPr>'
    return f"<w:tbl>{properties}{f'<w:tr>{cells}</w:tr>' * rows}</w:tbl>"


def sizes(document: Document, columns: int) -> list[list[float | None]]:
    found = [piece.style.size for piece in document.pieces]
    return [found[start : start + columns] for start in range(0, len(found), columns)]


ALL = '<w:tblLook w:firstRow="1" w:lastRow="1" w:firstColumn="1" w:lastColumn="1" w:noHBand="0" w:noVBand="0"/>'


def test_corners_win_over_columns_over_rows_over_bands(zipped: Zipped, read: Read) -> None:
    document = read(zipped(table(4, 4, ALL), styles=style(list(SIZES))))
    assert sizes(document, 4) == [
        [61, 41, 41, 62],
        [51, 31, 31, 52],
        [51, 32, 32, 52],
        [63, 42, 42, 64],
    ]


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ("", [[31, 31], [32, 32]]),
        ('<w:tblLook w:val="0000"/>', [[31, 31], [32, 32]]),
        ('<w:tblLook w:val="0620"/>', [[41, 41], [10, 10]]),
        ('<w:tblLook w:val="0600"/>', [[10, 10], [10, 10]]),
        ('<w:tblLook w:val="0620" w:firstRow="0" w:noHBand="1" w:noVBand="1"/>', [[10, 10], [10, 10]]),
        ('<w:tblLook w:val="04A0"/>', [[51, 41], [51, 31]]),
        ('<w:tblLook w:val="zz"/>', [[31, 31], [32, 32]]),
    ],
)
def test_what_the_table_asks_for(zipped: Zipped, read: Read, look: str, expected: list[list[float]]) -> None:
    kinds = ["firstRow", "firstCol", "band1Horz", "band2Horz"]
    assert sizes(read(zipped(table(2, 2, look), styles=style(kinds))), 2) == expected


def test_bands_may_be_wider(zipped: Zipped, read: Read) -> None:
    wide = '<w:tblPr><w:tblStyleRowBandSize w:val="2"/></w:tblPr>'
    look = '<w:tblLook w:firstRow="1"/>'
    document = read(zipped(table(6, 1, look), styles=style(["firstRow", "band1Horz", "band2Horz"], wide)))
    assert sizes(document, 1) == [[41], [31], [31], [32], [32], [31]]


def test_paragraph_styles_and_direct_formatting_win(zipped: Zipped, read: Read) -> None:
    own = '<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:sz w:val="30"/></w:rPr></w:style>'
    inner = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    styles = style(["firstRow"], inner=inner) + own
    cells = (
        "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
        '<w:tc><w:p><w:pPr><w:pStyle w:val="p"/><w:jc w:val="right"/></w:pPr><w:r><w:t>乙</w:t></w:r></w:p></w:tc>'
    )
    look = '<w:tblPr><w:tblStyle w:val="t"/><w:tblLook w:val="0620"/></w:tblPr>'
    document = read(zipped(f"<w:tbl>{look}<w:tr>{cells}</w:tr></w:tbl>", styles=styles))
    assert sizes(document, 2) == [[41, 15]]
    assert [paragraph.alignment for paragraph in document.paragraphs] == ["centre", "right"]


def test_formats_are_inherited_from_the_style_below(zipped: Zipped, read: Read) -> None:
    base = style(["firstRow", "lastRow"]).replace('w:styleId="t"', 'w:styleId="base"')
    derived = (
        '<w:style w:type="table" w:styleId="t"><w:basedOn w:val="base"/>'
        '<w:tblStylePr w:type="lastRow"><w:rPr><w:sz w:val="66"/></w:rPr></w:tblStylePr></w:style>'
    )
    document = read(zipped(table(3, 1, '<w:tblLook w:val="0660"/>'), styles=base + derived))
    assert sizes(document, 1) == [[41], [10], [33]]


def test_a_table_within_takes_its_own_style(zipped: Zipped, read: Read) -> None:
    within = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    look = '<w:tblPr><w:tblStyle w:val="t"/><w:tblLook w:val="0620"/></w:tblPr>'
    after = "<w:p><w:r><w:t>后</w:t></w:r></w:p>"
    body = f"<w:tbl>{look}<w:tr><w:tc>{within}{after}</w:tc></w:tr></w:tbl>{after}"
    document = read(zipped(body, styles=style(["firstRow"])))
    assert [piece.style.size for piece in document.pieces] == [None, 41, None]
