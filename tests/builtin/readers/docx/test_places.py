"""Every piece leads back to the characters of its run."""

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import built_docx
from built_docx import P, Read, Zipped, members, saved
from pipeline.builtin.readers.docx.body.places import ChunkPlace, RunPlace
from pipeline.model.document import Document
from pipeline.model.layout import Generated

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def characters(run: etree._Element) -> str:
    """A run's characters, told without the reader's own function."""
    given = {W + "tab": "\t", W + "br": "\v", W + "cr": "\v", W + "noBreakHyphen": "-"}
    return "".join((child.text or "") if child.tag in (W + "t", M + "t") else given.get(child.tag, "") for child in run)


def assert_true_map(document: Document, data: bytes) -> None:
    parts = members(data)
    runs: dict[str, list[str]] = {}
    covered = 0
    for piece in document.pieces:
        covered += len(piece.span)
        if isinstance(piece.place, Generated):
            continue
        assert isinstance(piece.place, RunPlace)
        part, offset = piece.place.part, piece.place.offset
        if part not in runs:
            runs[part] = [characters(run) for run in etree.fromstring(parts[part]).iter(W + "r", M + "r")]
        assert runs[part][piece.place.run][offset : offset + len(piece.span)] == document.cut(piece.span)
    assert list(document.pieces) == sorted(document.pieces, key=lambda piece: piece.span)
    assert covered == sum(len(paragraph.span) for paragraph in document.paragraphs)


def test_runs_are_counted_through_everything_that_is_not_read(zipped: Zipped, read: Read) -> None:
    box = "<w:txbxContent>" + P.format("框") + "</w:txbxContent>"
    data = zipped(
        "<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:t>甲</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent><w:t>乙</w:t></w:r>"
        "<m:oMath><m:r><m:t>y</m:t></m:r></m:oMath><w:r><w:t>丙</w:t></w:r></w:p>" + P.format("丁"),
    )
    document = read(data)
    assert document.text == "甲乙y丙\n框\n丁"
    assert_true_map(document, data)


def test_notes_out_of_order_lead_back(zipped: Zipped, read: Read) -> None:
    notes = "".join(f'<w:footnote w:id="{number}">{P.format(number)}</w:footnote>' for number in (1, 2, 3))
    body = "".join(f'<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id="{number}"/></w:r></w:p>' for number in (3, 1, 2))
    data = zipped(body, footnotes=notes)
    assert_true_map(read(data), data)


def test_a_run_with_two_fonts_gives_pieces_that_together_are_the_run(zipped: Zipped, read: Read) -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="仿宋"/></w:rPr>'
    data = zipped(f"<w:p><w:r>{fonts}<w:t>2026年a“</w:t><w:tab/><w:t>末</w:t></w:r></w:p>")
    document = read(data)
    pieces = [(document.cut(piece.span), piece.place) for piece in document.pieces]
    offsets = {"2026": 0, "年": 4, "a“\t": 5, "末": 8}
    assert pieces == [(text, RunPlace("word/document.xml", 0, offset)) for text, offset in offsets.items()]
    assert_true_map(document, data)


def test_text_from_an_embedded_page_has_its_own_places(zipped: Zipped, read: Read) -> None:
    page = "<html><body><h1>标题</h1><p>正文<b>粗</b></p></body></html>".encode()
    document = read(zipped('<w:altChunk r:id="chunk"/>', chunk=("page.html", page)))
    assert [piece.place for piece in document.pieces] == [
        ChunkPlace("word/page.html", 0),
        ChunkPlace("word/page.html", 1),
    ]


TEXT = st.text(st.sampled_from("公文ab1 “”，—\t\n　①"), max_size=12)


@settings(max_examples=40)
@given(st.lists(st.lists(TEXT, max_size=4), min_size=1, max_size=5))
def test_whatever_is_written_is_read_and_leads_back(paragraphs: list[list[str]]) -> None:
    built = docx.Document()
    for runs in paragraphs:
        paragraph = built.add_paragraph()
        for text in runs:
            paragraph.add_run(text)
    built.add_paragraph("末")
    data = saved(built)
    document = built_docx.read(data)
    expected = [paragraph.text.replace("\n", "\v") for paragraph in built.paragraphs]
    assert document.text == "\n".join(expected)
    assert_true_map(document, data)
