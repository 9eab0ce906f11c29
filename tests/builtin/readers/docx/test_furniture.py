"""Headers, footers and the page numbers in them."""

import pytest

from built_docx import P, Read, Zipped
from pipeline.model.document import Document

BODY = P.format("正文2026")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def page(result: str = "1") -> str:
    """A complex PAGE field."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    shown = run(result) if result else ""
    instruction = "<w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>"
    return char("begin") + instruction + char("separate") + shown + char("end")


def section(*references: str, first: bool = False) -> str:
    named = "".join(
        f'<w:{part[:6]}Reference w:type="{kind}" r:id="{part}"/>'
        for part, kind in (ref.split(":") for ref in references)
    )
    return f"<w:sectPr>{named}{'<w:titlePg/>' if first else ''}</w:sectPr>"


def told(document: Document, *names: str) -> list[tuple[str, str, str]]:
    return [(mark.name, mark.value, document.cut(mark.span)) for mark in document.marked(*names)]


def test_a_part_on_all_pages_has_no_value(zipped: Zipped, read: Read) -> None:
    document = read(zipped(BODY + section("footer1:default"), footer1=f"<w:p>{run('— ')}{page()}{run(' —')}</w:p>"))
    assert told(document, "header", "footer", "page-number") == [
        ("footer", "", "— 1 —"),
        ("page-number", "", "— 1 —"),
    ]


def test_odd_even_and_first_pages(zipped: Zipped, read: Read) -> None:
    document = read(
        zipped(
            BODY + section("footer1:default", "footer2:even", "header1:first", first=True),
            footer1=f"<w:p>{run('－')}{page('3')}{run('－')}</w:p>",
            footer2=f"<w:p>{run('第')}{page('2')}{run('页')}</w:p>",
            header1=P.format("内部"),
            settings="<w:evenAndOddHeaders/>",
        )
    )
    assert sorted(told(document, "header", "footer", "page-number")) == [
        ("footer", "even", "第2页"),
        ("footer", "odd", "－3－"),
        ("header", "first", "内部"),
        ("page-number", "even", "2"),
        ("page-number", "odd", "－3－"),
    ]


@pytest.mark.parametrize("switch", ["", '<w:evenAndOddHeaders w:val="0"/>', '<w:evenAndOddHeaders w:val="false"/>'])
def test_even_pages_are_not_told_apart_unless_asked(zipped: Zipped, read: Read, switch: str) -> None:
    sections = section("footer1:default", "footer2:even")
    document = read(zipped(BODY + sections, footer1=P.format("甲"), footer2=P.format("乙"), settings=switch))
    assert told(document, "footer") == [("footer", "", "甲")]


def test_one_part_for_odd_and_even_stands_on_all(zipped: Zipped, read: Read) -> None:
    sections = section("footer1:default", "footer1:even")
    document = read(zipped(BODY + sections, footer1=P.format("甲"), settings="<w:evenAndOddHeaders/>"))
    assert told(document, "footer") == [("footer", "", "甲")]


BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
CONTROL = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
SIMPLE = '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>'


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (f"<w:p>{BOX.format('<w:p>' + run('— ') + page() + run(' —') + '</w:p>')}</w:p>", "— 1 —"),
        (CONTROL.format(f"<w:p>{run('- ')}{page()}{run(' -')}</w:p>"), "- 1 -"),
        (f"<w:p>{CONTROL.format(page())}</w:p>", "1"),
        (f"<w:p>{run('—')}{SIMPLE.format(run('12'))}{run('—')}</w:p>", "—12—"),
        (f"<w:p>{run('— ')}{SIMPLE.format('')}{run(' —')}</w:p>", "—  —"),
        (f"<w:p>{run('— ')}{page('')}{run(' —')}</w:p>", "—  —"),
        (f"<w:p>{run('共')}{page()}{run('页—')}</w:p>", "1"),
        (f"<w:p>{run('—')}<w:r><w:pgNum/></w:r>{run('—')}</w:p>", "——"),
    ],
)
def test_where_editors_put_the_page_number(zipped: Zipped, read: Read, inner: str, shown: str) -> None:
    document = read(zipped(BODY + section("footer1:default"), footer1=inner))
    assert told(document, "page-number") == [("page-number", "", shown)]
    assert all(paragraph.container == "footer" for paragraph in document.paragraphs[1:])


@pytest.mark.parametrize("field", ["NUMPAGES", "PAGEREF x", "SECTIONPAGES"])
def test_other_fields_are_no_page_numbers(zipped: Zipped, read: Read, field: str) -> None:
    inner = f'<w:p><w:fldSimple w:instr="{field}">{run("1")}</w:fldSimple></w:p>'
    assert told(read(zipped(BODY + section("footer1:default"), footer1=inner)), "page-number") == []


def test_a_page_number_in_the_body_is_only_a_field(zipped: Zipped, read: Read) -> None:
    document = read(zipped(f"<w:p>{run('见第')}{page('5')}{run('页')}</w:p>"))
    assert told(document, "page-number", "field") == [("field", "PAGE", "5")]


def test_lists_in_a_header_count_for_themselves(zipped: Zipped, read: Read) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>'
    boxed = item.format(run("乙") + BOX.format(item.format(run("框")) * 2))
    body = item.format(run("甲")) + boxed + item.format(run("丙")) + section("header1:default")
    text = read(zipped(body, header1=item.format(run("眉")), numbering=numbering)).text
    assert text == "1. 甲\n2. 乙\n1. 框\n2. 框\n3. 丙\n1. 眉"


@pytest.mark.parametrize(
    ("references", "settings", "pages"),
    [
        (("footer1:first", "footer1:default"), "", ""),
        (("footer1:default", "footer1:even"), "<w:evenAndOddHeaders/>", ""),
        (("footer1:first", "footer1:default"), "<w:evenAndOddHeaders/>", "odd"),
    ],
)
def test_a_part_that_several_kinds_of_pages_show(
    zipped: Zipped, read: Read, references: tuple[str, ...], settings: str, pages: str
) -> None:
    body = BODY + section(*references, first=True)
    document = read(zipped(body, footer1=f"<w:p>{page()}</w:p>", settings=settings))
    assert told(document, "footer", "page-number") == [("footer", pages, "1"), ("page-number", pages, "1")]


@pytest.mark.parametrize(
    ("frame", "alignment"),
    [
        ('w:xAlign="outside"', None),
        ('w:x="200"', None),
        ('w:xAlign="center"', "centre"),
        ('w:xAlign="right"', "right"),
        ('w:xAlign="right" w:w="8000"', "justify"),
    ],
)
def test_a_number_in_a_frame_stands_where_the_frame_does(
    zipped: Zipped, read: Read, frame: str, alignment: str | None
) -> None:
    properties = f'<w:pPr><w:framePr w:hAnchor="margin" {frame}/><w:jc w:val="both"/></w:pPr>'
    footer = f"<w:p>{properties}{page()}</w:p>{P.format('办公室')}"
    document = read(zipped(BODY + section("footer1:default"), footer1=footer))
    assert [p.alignment for p in document.paragraphs if p.container == "footer"] == [alignment, "left"]
