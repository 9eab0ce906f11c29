"""Paragraphs of plain runs, which are read before their part is parsed, read as XML has it."""

import pytest

from built_docx import Read, Zipped
from pipeline.builtin.readers.docx.body.places import RunPlace
from pipeline.model.errors import DocumentError


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:t>甲&amp;乙</w:t>", "甲&乙"),
        ("<w:t>甲&#x4E59;</w:t>", "甲乙"),
        ("<w:t> 甲 </w:t>", "甲"),
        ('<w:t xml:space="preserve"> 甲 </w:t>', " 甲 "),
        ('<w:t xml:space="preserve">甲\n乙</w:t>', "甲 乙"),
        ("<w:t>甲\r\n乙</w:t>", "甲 乙"),
        ("<w:t>甲<!-- 丙 -->乙</w:t>", "甲乙"),
        ("<w:t><![CDATA[<w:t>]]></w:t>", "<w:t>"),
        ("<w:lastRenderedPageBreak/><w:t>甲</w:t>", "甲"),
        ("<w:t>folded=</w:t>", "folded="),
        ("<w:t>甲</w:t><w:t>乙</w:t>", "甲乙"),
    ],
)
def test_text_is_what_xml_says(run: str, text: str, zipped: Zipped, read: Read) -> None:
    document = read(zipped(f"<w:p><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r>{run}</w:r></w:p>"))
    assert document.text == f"前\n{text}"
    assert document.pieces[-1].place == RunPlace("word/document.xml", 1)


def test_each_run_looks_as_it_says(zipped: Zipped, read: Read) -> None:
    bold, italic = "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/></w:rPr>"
    runs = "".join(f"<w:r>{looks}<w:t>甲</w:t></w:r>" for looks in (bold, "", italic))
    centred = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    document = read(zipped(f"<w:p>{runs}</w:p><w:p>{centred}{runs}</w:p>"))
    looks = [(piece.style.bold, piece.style.italic) for piece in document.pieces]
    assert looks == [(True, False), (False, False), (False, True)] * 2
    assert [paragraph.alignment for paragraph in document.paragraphs] == ["left", "centre"]


def test_a_list_item_whose_mark_is_deleted_goes_on_in_the_next(zipped: Zipped, read: Read) -> None:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1、"/></w:lvl>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    lists = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{number}'
    deleted = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    item = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = f"<w:p>{deleted}<w:r><w:t>甲</w:t></w:r></w:p><w:p>{deleted}</w:p><w:p>{item}<w:r><w:t>乙</w:t></w:r></w:p>"
    assert read(zipped(body, numbering=lists)).text == "1、甲乙"


@pytest.mark.parametrize(
    "run",
    [
        "<w:r w14:x='1'><w:t>甲</w:t></w:r>",
        "<w:r w:rsidR='1' w:rsidR='2'><w:t>甲</w:t></w:r>",
        "<w:r><w:t>甲\x01</w:t></w:r>",
        "<w:r><w:t>甲]]></w:t></w:r>",
        "<w:r><w:t>甲\ufffe</w:t></w:r>",
    ],
)
def test_what_is_no_xml_is_damaged(run: str, zipped: Zipped, read: Read) -> None:
    with pytest.raises(DocumentError) as caught:
        read(zipped(f"<w:p>{run}</w:p>"))
    assert caught.value.args[0] == "damaged"


def test_properties_inside_properties_are_no_damage(zipped: Zipped, read: Read) -> None:
    nested = "<w:rPr><w:b/><w:rPr><w:i/></w:rPr></w:rPr>"
    document = read(zipped(f"<w:p><w:r>{nested}<w:t>甲</w:t></w:r></w:p>"))
    assert (document.text, document.pieces[0].style.bold) == ("甲", True)


def test_documents_that_share_a_footer_look_as_their_own_styles_say(zipped: Zipped, read: Read) -> None:
    body = (
        '<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:sectPr><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    for half_points in (32, 44):
        styles = (
            f'<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="{half_points}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        )
        document = read(zipped(body, styles=styles, footer1="<w:p><w:r><w:t>页脚</w:t></w:r></w:p>"))
        assert [piece.style.size for piece in document.pieces] == [half_points / 2] * 2
