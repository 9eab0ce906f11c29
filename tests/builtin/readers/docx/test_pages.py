"""The set-up of pages, and the level lines on them."""

import pytest

from built_docx import P, Read, Zipped
from pipeline.model.layout import Grid

MARGINS = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:gutter="0"/>'
A4 = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{MARGINS}</w:sectPr>'
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
OFFICE = 'xmlns:o="urn:schemas-microsoft-com:office:office"'


def test_columns_grid_and_numbers(zipped: Zipped, read: Read) -> None:
    section = (
        '<w:sectPr><w:cols w:num="2"/><w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>'
        '<w:pgNumType w:fmt="numberInDash" w:start="3"/></w:sectPr>'
    )
    page = read(zipped(P.format("甲") + section, styles=NORMAL)).pages[0]
    assert (page.columns, page.number_form, page.number_start) == (2, "numberInDash", 3)
    assert page.grid == Grid(28.95, 15.793)


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        ('<w:docGrid w:type="lines" w:linePitch="312" w:charSpace="5"/>', Grid(15.6)),
        ('<w:docGrid w:linePitch="312"/>', None),
        ('<w:docGrid w:type="default" w:linePitch="312"/>', None),
        ('<w:docGrid w:type="lines"/>', None),
        ('<w:docGrid w:type="linesAndChars" w:linePitch="312"/>', Grid(15.6, 16.0)),
        ("", None),
    ],
)
def test_grids(zipped: Zipped, read: Read, grid: str, expected: Grid | None) -> None:
    page = read(zipped(f"{P.format('甲')}<w:sectPr>{grid}</w:sectPr>", styles=NORMAL)).pages[0]
    assert page.grid == expected
    assert (page.columns, page.number_form, page.number_start) == (1, "decimal", None)


def test_unequal_columns_are_counted(zipped: Zipped, read: Read) -> None:
    section = '<w:sectPr><w:cols w:equalWidth="0"><w:col/><w:col/><w:col/></w:cols></w:sectPr>'
    assert read(zipped(P.format("甲") + section)).pages[0].columns == 3


@pytest.mark.parametrize(
    ("inner", "settings", "expected"),
    [
        ("", "", (10, 10, 10, 15)),
        ("<w:rtlGutter/>", "", (10, 15, 10, 10)),
        ("", "<w:gutterAtTop/>", (15, 10, 10, 10)),
        ("", '<w:gutterAtTop w:val="0"/>', (10, 10, 10, 15)),
    ],
)
def test_the_gutter_counts_to_the_margin_on_its_side(
    zipped: Zipped, read: Read, inner: str, settings: str, expected: tuple[float, ...]
) -> None:
    section = (
        '<w:sectPr><w:pgSz w:w="297mm" w:h="210mm" w:orient="landscape"/><w:pgMar w:top="10mm" w:right="10mm" '
        f'w:bottom="10mm" w:left="10mm" w:gutter="5mm"/>{inner}</w:sectPr>'
    )
    page = read(zipped(P.format("甲") + section, settings=settings)).pages[0]
    margins = page.margins
    assert (margins.top, margins.right, margins.bottom, margins.left) == pytest.approx(expected)
    assert (page.width, page.height) == pytest.approx((297, 210))


def bordered(text: str, borders: str, more: str = "") -> str:
    return f"<w:p><w:pPr><w:pBdr>{borders}</w:pBdr>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


TOP = '<w:top w:val="single" w:sz="8" w:color="FF0000"/>'
BOTTOM = '<w:bottom w:val="single" w:sz="6" w:color="auto"/>'
BETWEEN = '<w:between w:val="single" w:sz="4"/>'


def test_paragraph_borders_are_lines_as_wide_as_their_paragraph(zipped: Zipped, read: Read) -> None:
    document = read(
        zipped(P.format("文号") + bordered("标题", TOP + BOTTOM, '<w:ind w:left="567"/>') + P.format("正文") + A4)
    )
    above, below = document.pages[0].lines
    assert (document.text[above.at :], document.text[below.at :]) == ("标题\n正文", "正文")
    assert (above.thickness, below.thickness) == pytest.approx((0.353, 0.265), abs=0.001)
    assert (above.colour, below.colour) == ("FF0000", None)
    assert (above.left, above.length) == pytest.approx((38.01, 145.99), abs=0.05)


def test_neighbours_with_equal_borders_are_framed_as_one(zipped: Zipped, read: Read) -> None:
    body = "".join(bordered(text, TOP + BETWEEN + BOTTOM) for text in "甲乙丙") + bordered("丁", BOTTOM)
    document = read(zipped(body + A4))
    text = document.text
    assert [text[line.at : line.at + 1] for line in document.pages[0].lines] == ["甲", "乙", "丙", "丁", ""]


def test_no_border_no_line(zipped: Zipped, read: Read) -> None:
    none = '<w:top w:val="none" w:sz="0"/><w:bottom w:val="nil"/>'
    assert read(zipped(bordered("甲", none) + A4)).pages[0].lines == ()


def test_borders_of_a_style_can_be_taken_away(zipped: Zipped, read: Read) -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="h"><w:pPr><w:pBdr>{TOP}</w:pBdr></w:pPr></w:style>'
    style = '<w:pPr><w:pStyle w:val="h"/>{}</w:pPr>'
    plain, freed = style.format(""), style.format('<w:pBdr><w:top w:val="none"/></w:pBdr>')
    for properties, lines in ((plain, 1), (freed, 0)):
        body = f"<w:p>{properties}<w:r><w:t>甲</w:t></w:r></w:p>{A4}"
        assert len(read(zipped(body, styles=styles)).pages[0].lines) == lines


def drawing(shape: str, height: int, place: str) -> str:
    return (
        f'<w:drawing xmlns:wp="{WP}"><wp:anchor>{place}<wp:extent cx="5615940" cy="{height}"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:spPr>{shape}</wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


RED = '<a:solidFill><a:srgbClr val="ff0000"/></a:solidFill>'
LINE = f'<a:prstGeom prst="line"/><a:ln w="19050">{RED}</a:ln>'
ON_PAGE = (
    '<wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>4387850</wp:posOffset></wp:positionV>'
)
VML = "<w:pict {}><v:{} {}/></w:pict>"


@pytest.mark.parametrize(
    ("shape", "thickness", "colour", "left", "top"),
    [
        (drawing(LINE, 635, ON_PAGE), 0.53, "FF0000", 28.0, 121.9),
        (drawing(LINE.replace('"line"', '"straightConnector1"'), 0, ""), 0.53, "FF0000", None, None),
        (drawing(f'<a:prstGeom prst="rect"/>{RED}', 18000, ""), 0.5, "FF0000", None, None),
        (drawing('<a:prstGeom prst="line"/>', 0, ""), None, None, None, None),
        (
            VML.format("", "line", 'from="0,1pt" to="442.2pt,1pt" strokecolor="red" strokeweight="1.5pt"'),
            0.53, "FF0000", 28.0, None,
        ),
        (
            VML.format(
                "", "shape",
                'type="#_x0000_t32" strokecolor="#c00000" strokeweight="1mm" '
                'style="margin-left:10mm;margin-top:50mm;width:442.2pt;height:0;mso-position-vertical-relative:page"',
            ),
            1.0, "C00000", 38.0, 50.0,
        ),
        (
            VML.format(OFFICE, "rect", 'o:hr="t" style="width:442.2pt;height:1.5pt" fillcolor="#f00"'),
            0.53, "FF0000", None, None,
        ),
    ],
)  # fmt: skip
def test_lines_that_are_drawn(
    zipped: Zipped,
    read: Read,
    shape: str,
    thickness: float | None,
    colour: str | None,
    left: float | None,
    top: float | None,
) -> None:
    document = read(zipped(f"{P.format('文号')}<w:p><w:r>{shape}</w:r></w:p>{P.format('标题')}{A4}"))
    (line,) = document.pages[0].lines
    assert line.at == len("文号\n")
    assert (line.thickness, line.left, line.top) == (
        thickness and pytest.approx(thickness, abs=0.01),
        left and pytest.approx(left, abs=0.1),
        top and pytest.approx(top, abs=0.1),
    )
    assert line.colour == colour
    assert line.length == pytest.approx(156, abs=0.1)


@pytest.mark.parametrize(
    "shape",
    [
        drawing('<a:prstGeom prst="line"/>', 3000000, ""),
        drawing('<a:prstGeom prst="rect"/>' + RED, 3000000, ""),
        drawing('<a:prstGeom prst="line"/><a:ln><a:noFill/></a:ln>', 0, ""),
        VML.format("", "line", 'from="0,0" to="20pt,0"'),
        VML.format("", "line", 'from="0,0" to="442pt,300pt"'),
        VML.format("", "line", 'from="a,b" to="nonsense"'),
        VML.format("", "line", 'from="0,0" to="442pt,0" stroked="f"'),
        VML.format("", "shape", 'type="#_x0000_t75" style="width:442pt;height:0"'),
        '<w:pict><v:group><v:line from="0,0" to="442pt,0"/></v:group></w:pict>',
    ],
)
def test_other_shapes_are_no_lines(zipped: Zipped, read: Read, shape: str) -> None:
    assert read(zipped(f"<w:p><w:r><w:t>甲</w:t>{shape}</w:r></w:p>{A4}")).pages[0].lines == ()


def test_a_line_drawn_below_its_paragraph_stands_before_the_next(zipped: Zipped, read: Read) -> None:
    below = '<wp:positionV relativeFrom="paragraph"><wp:posOffset>358775</wp:posOffset></wp:positionV>'
    document = read(zipped(f"<w:p><w:r><w:t>文号</w:t>{drawing(LINE, 0, below)}</w:r></w:p>{P.format('标题')}{A4}"))
    assert document.text[document.pages[0].lines[0].at :] == "标题"


def table(borders: str, *rows: str) -> str:
    cells = "".join(f"<w:tr><w:tc>{P.format(row)}</w:tc></w:tr>" for row in rows)
    grid = '<w:tblGrid><w:gridCol w:w="8844"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>{grid}{cells}</w:tbl>"


LEVEL = TOP + '<w:bottom w:val="single" w:sz="8"/><w:insideH w:val="single" w:sz="6"/>'


def test_an_open_table_of_one_column_is_ruled(zipped: Zipped, read: Read) -> None:
    document = read(zipped(P.format("正文") + table(LEVEL, "抄送：甲。", "办公室") + P.format("尾") + A4))
    lines = document.pages[0].lines
    assert [document.text[line.at] for line in lines] == ["抄", "办", "尾"]
    assert [line.thickness for line in lines] == pytest.approx([0.353, 0.265, 0.353], abs=0.001)
    assert {line.length for line in lines} == {156.0}


def test_closed_tables_and_tables_of_columns_are_not_ruled(zipped: Zipped, read: Read) -> None:
    closed = table(LEVEL + '<w:left w:val="single" w:sz="4"/>', "甲")
    columns = f"<w:tbl><w:tblPr><w:tblBorders>{LEVEL}</w:tblBorders></w:tblPr><w:tr>" + (
        f"<w:tc>{P.format('乙')}</w:tc>" * 2 + "</w:tr></w:tbl>"
    )
    assert read(zipped(closed + columns + A4)).pages[0].lines == ()


def test_each_page_has_its_own_lines_and_those_of_its_header(zipped: Zipped, read: Read) -> None:
    first = f"<w:p><w:pPr>{A4.replace('<w:pgSz', HEADED + '<w:pgSz')}</w:pPr></w:p>"
    body = bordered("甲", TOP) + first + bordered("乙", BOTTOM) + A4
    document = read(zipped(body, header1=bordered("页眉", BOTTOM)))
    one, other = document.pages
    assert [line.at for line in one.lines] == [len(document.text), 0]
    assert [line.at for line in other.lines] == [other.span.end]


HEADED = '<w:headerReference w:type="default" r:id="header1"/>'


def test_a_line_below_the_last_of_a_page_stands_at_its_end(zipped: Zipped, read: Read) -> None:
    first = f"<w:pPr><w:pBdr>{BOTTOM}</w:pBdr>{A4}</w:pPr>"
    body = f"<w:p>{first}<w:r><w:t>甲</w:t></w:r></w:p>{bordered('乙', TOP)}{table(LEVEL, '丙')}{A4}"
    document = read(zipped(body))
    assert document.text == "甲\n乙\n丙"
    assert [[line.at for line in page.lines] for page in document.pages] == [[1], [2, 4, 5]]


def test_a_black_line_has_no_colour(zipped: Zipped, read: Read) -> None:
    black = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    drawn = f"<w:p><w:r><w:t>甲</w:t>{drawing(LINE.replace(RED, black), 0, '')}</w:r></w:p>"
    under = bordered("乙", '<w:bottom w:val="single" w:sz="8" w:color="000000"/>')
    document = read(zipped(drawn + under + table('<w:top w:val="single" w:sz="8" w:color="000000"/>', "丙") + A4))
    assert [line.colour for line in document.pages[0].lines] == [None] * 3


@pytest.mark.parametrize("side", ["left", "right", "start", "end"])
def test_a_table_closed_at_one_side_is_not_ruled(zipped: Zipped, read: Read, side: str) -> None:
    document = read(zipped(table(f'{LEVEL}<w:{side} w:val="single" w:sz="4"/>', "甲") + A4))
    assert document.pages[0].lines == ()


def test_an_open_table_in_a_header_rules_the_pages_that_show_it(zipped: Zipped, read: Read) -> None:
    body = P.format("正文") + A4.replace("<w:pgSz", HEADED + "<w:pgSz")
    document = read(zipped(body, header1=table('<w:bottom w:val="single" w:sz="16"/>', "某某县人民政府文件")))
    (line,) = document.pages[0].lines
    assert line.thickness == pytest.approx(0.706, abs=0.001)


@pytest.mark.parametrize(
    "borders",
    [
        '<w:top w:val="single" w:sz="abc" w:color="nonsense"/>',
        '<w:top w:val="single" w:sz="99999999999999999999"/>',
        '<w:top w:val="thickThinSmallGap"/>',
    ],
)
def test_a_border_of_unreadable_measures_is_a_line_all_the_same(zipped: Zipped, read: Read, borders: str) -> None:
    (line,) = read(zipped(bordered("甲", borders) + A4)).pages[0].lines
    assert (line.thickness, line.colour) == (None, None)


def test_a_border_of_no_kind_is_none(zipped: Zipped, read: Read) -> None:
    assert read(zipped(bordered("甲", '<w:top w:sz="8"/>') + A4)).pages[0].lines == ()
