"""Every measure of a document is read as it was made."""

import itertools
from collections.abc import Callable

import pytest
from builtin.readers.measured import Measured, columns, official

from built_docx import Read, Zipped

SONG = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="21"/>'
CHANGE = '<w:rPrChange w:id="1"><w:rPr><w:b/></w:rPr></w:rPrChange>'
GRID = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'


@pytest.mark.parametrize("make", [official, columns])
def test_measures_of_a_made_document(make: Callable[[], Measured], read: Read) -> None:
    made = make()
    document = read(made.docx)
    (page,), sheet = document.pages, made.sheet
    assert (page.width, page.height) == pytest.approx((sheet.width, sheet.height), abs=0.5)
    margins = page.margins
    given = (margins.top, margins.right, margins.bottom, margins.left)
    assert given == pytest.approx((sheet.top, sheet.right, sheet.bottom, sheet.left), abs=0.05)
    assert page.columns == sheet.columns
    for paragraph, expected in zip(document.paragraphs, made.paragraphs, strict=True):
        assert document.cut(paragraph.span) == expected.text
        assert {piece.style.size for piece in document.pieces_in(paragraph.span)} == {expected.size}
        assert paragraph.alignment == expected.alignment
        indents = (paragraph.first_indent, paragraph.left_indent, paragraph.right_indent)
        wanted = (expected.first_indent, expected.left_indent, expected.right_indent)
        assert indents == pytest.approx(wanted, abs=0.1 * expected.size)
        assert paragraph.line_pitch == pytest.approx(expected.line_pitch, abs=0.2)
        assert paragraph.space_before == pytest.approx(expected.space_before, abs=0.2)
        assert (paragraph.space_after, paragraph.line_spacing) == (0, None)


def paragraph(spacing: str = "", run: str = SONG, more: str = "", text: str = "公文") -> str:
    spaced = f"<w:spacing {spacing}/>" if spacing else ""
    return f"<w:p><w:pPr>{spaced}{more}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("spacing", "grid", "multiple", "pitch"),
    [
        ("", "", 1.0, 13.65),  # 五号宋体: 1.3 times 10.5 pt
        ("", GRID, 1.0, 15.6),
        ('w:line="360" w:lineRule="auto"', "", 1.5, 20.48),
        ('w:line="360" w:lineRule="auto"', GRID, 1.5, 23.4),
        ('w:line="360"', GRID, 1.5, 23.4),
        ('w:line="560" w:lineRule="exact"', GRID, None, 28.0),
        ('w:line="200" w:lineRule="atLeast"', "", None, 13.65),
        ('w:line="560" w:lineRule="atLeast"', GRID, None, 28.0),
    ],
)
def test_pitch_of_spacing_under_a_grid_and_without(
    zipped: Zipped, read: Read, spacing: str, grid: str, multiple: float | None, pitch: float
) -> None:
    found = read(zipped(paragraph(spacing) + grid)).paragraphs[0]
    assert found.line_spacing == multiple
    assert found.line_pitch == pytest.approx(pitch, abs=0.01)


@pytest.mark.parametrize(
    ("size", "lines"),
    [(24, 1), (28, 2), (32, 2), (44, 2)],  # half points; 12 pt is 15.6 pt high: one line of the grid to a hair
)
def test_a_line_takes_whole_lines_of_the_grid(zipped: Zipped, read: Read, size: int, lines: int) -> None:
    run = SONG.replace('"21"', f'"{size}"')
    assert read(zipped(paragraph(run=run) + GRID)).paragraphs[0].line_pitch == pytest.approx(15.6 * lines)


@pytest.mark.parametrize(
    ("run", "more"),
    [
        ('<w:rFonts w:eastAsia="微软雅黑"/><w:sz w:val="21"/>', ""),
        ('<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>', ""),
        ('<w:rFonts w:eastAsia="宋体"/>', ""),
        ('<w:sz w:val="21"/>', ""),
    ],
)
def test_pitch_is_not_guessed_for_other_fonts(zipped: Zipped, read: Read, run: str, more: str) -> None:
    found = read(zipped(paragraph(run=run, more=more) + GRID)).paragraphs[0]
    assert (found.line_spacing, found.line_pitch) == (1.0, None)


def test_latin_letters_beside_chinese_do_not_heighten_a_line(zipped: Zipped, read: Read) -> None:
    run = SONG.replace('w:ascii="宋体" w:hAnsi="宋体"', 'w:ascii="Times New Roman" w:hAnsi="Times New Roman"')
    assert read(zipped(paragraph(run=run, text="公文2026") + GRID)).paragraphs[0].line_pitch == 15.6
    assert read(zipped(paragraph(run=run, text="2026") + GRID)).paragraphs[0].line_pitch is None


def test_what_does_not_keep_to_the_grid(zipped: Zipped, read: Read) -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph()}</w:tc></w:tr></w:tbl>"
    free = paragraph(more='<w:snapToGrid w:val="0"/>')
    kept = "<w:compat><w:adjustLineHeightInTable/></w:compat>"
    pitches = [
        [found.line_pitch for found in read(zipped(free + cell + GRID, settings=settings)).paragraphs]
        for settings in ("", kept)
    ]
    assert pitches == [[13.65, 13.65], [13.65, 15.6]]


def test_each_section_has_its_own_grid(zipped: Zipped, read: Read) -> None:
    ends = f"<w:p><w:pPr>{GRID}</w:pPr><w:r><w:rPr>{SONG}</w:rPr><w:t>甲</w:t></w:r></w:p>"
    last = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    document = read(zipped(paragraph() + ends + paragraph() + last))
    assert [found.line_pitch for found in document.paragraphs] == [15.6, 15.6, 28.95]


@pytest.mark.parametrize(
    ("spacing", "grid", "before"),
    [
        ('w:beforeLines="100"', "", 12),
        ('w:beforeLines="100"', GRID, 15.6),
        ('w:beforeLines="50" w:before="156"', GRID, 7.8),
        ('w:beforeLines="0" w:before="156"', GRID, 7.8),
        ('w:before="156"', GRID, 7.8),
    ],
)
def test_space_in_lines(zipped: Zipped, read: Read, spacing: str, grid: str, before: float) -> None:
    assert read(zipped(paragraph(spacing) + grid)).paragraphs[0].space_before == pytest.approx(before)


@pytest.mark.parametrize(
    ("indent", "first", "left"),
    [
        ('w:firstLineChars="200" w:firstLine="640"', 32, 0),
        ('w:firstLine="640"', 32, 0),
        ('w:hanging="640" w:left="640"', -32, 32),
    ],
)
def test_indents_in_characters_and_in_twips(zipped: Zipped, read: Read, indent: str, first: float, left: float) -> None:
    run = SONG.replace('"21"', '"32"')
    found = read(zipped(paragraph(run=run, more=f"<w:ind {indent}/>"))).paragraphs[0]
    assert (found.first_indent, found.left_indent) == pytest.approx((first, left), abs=1.6)


def test_a_character_is_as_wide_as_the_type_at_the_first_line_and_as_the_default_style_at_the_sides(
    zipped: Zipped, read: Read
) -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:sz w:val="21"/></w:rPr></w:style>'
    run = SONG.replace('"21"', '"32"')
    indent = '<w:ind w:leftChars="300" w:left="630" w:rightChars="200" w:right="420" w:firstLineChars="150"/>'
    found = read(zipped(paragraph(run=run, more=indent), styles=styles)).paragraphs[0]
    assert (found.first_indent, found.left_indent, found.right_indent) == (24, 31.5, 21)


@pytest.mark.parametrize(
    "hanging", ['w:hangingChars="150" w:hanging="480"', 'w:hanging="480"', 'w:hanging="480" w:hangingChars="0"']
)
def test_characters_at_the_left_reach_to_where_a_hanging_first_line_begins(
    zipped: Zipped, read: Read, hanging: str
) -> None:
    """As the length that Word writes beside them has it: 3 characters of 10.5 pt and the 24 pt that hang."""
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:sz w:val="21"/></w:rPr></w:style>'
    indent = f'<w:ind w:leftChars="300" w:left="1110" {hanging}/>'
    found = read(zipped(paragraph(run=SONG.replace('"21"', '"32"'), more=indent), styles=styles)).paragraphs[0]
    assert (found.first_indent, found.left_indent) == (-24, 55.5)


def test_equal_properties_read_once_say_the_same(zipped: Zipped, read: Read) -> None:
    """A part large enough to be folded reads as its paragraphs do alone."""
    kinds = [
        paragraph('w:line="560" w:lineRule="exact"', more='<w:ind w:firstLineChars="200"/><w:jc w:val="both"/>'),
        paragraph(run=SONG + "<w:b/>", more="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"),
        paragraph(more='<w:pBdr><w:top w:val="single" w:sz="8"/></w:pBdr><w:rPr><w:i/></w:rPr>'),
        f"<w:p><w:pPr><w:rPr>{CHANGE}</w:rPr></w:pPr><w:r><w:rPr><w:vanish/>{CHANGE}</w:rPr><w:t>隐</w:t></w:r></w:p>",
    ]
    whole = read(zipped("".join(kinds) * 40))
    alone = [read(zipped(kind)) for kind in kinds]
    assert len(whole.paragraphs) == 160
    for found, kind in zip(whole.paragraphs, itertools.cycle(alone)):
        first = kind.paragraphs[0]
        for name in ("alignment", "first_indent", "line_pitch", "line_spacing", "left_indent"):
            assert getattr(found, name) == getattr(first, name)
        styles = [piece.style for piece in whole.pieces_in(found.span)]
        assert styles == [piece.style for piece in kind.pieces]
    assert len(list(whole.marked("hidden"))) == 40
    assert len(whole.pages) == 0
