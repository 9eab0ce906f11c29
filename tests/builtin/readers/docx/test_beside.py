"""What stands beside the text: comments, WordArt, text boxes of Strict documents, pasted canvases."""

import pytest
from lxml import etree

from built_docx import P, Read, Zipped, members
from pipeline.builtin.readers.docx.body.places import RunPlace, WordArtPlace
from pipeline.model.document import Document, Mark
from pipeline.model.layout import Style
from pipeline.model.text import Span

WORD_2006 = "http://schemas.microsoft.com/office/word/2006/wordml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
BEGIN, END = '<w:commentRangeStart w:id="{}"/>', '<w:commentRangeEnd w:id="{}"/>'
REFERENCE = '<w:r><w:commentReference w:id="{}"/></w:r>'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def comment(number: int, *lines: str, author: str = "张三") -> str:
    inner = "".join(f"<w:p><w:r><w:annotationRef/></w:r>{line}</w:p>" for line in lines)
    return f'<w:comment w:id="{number}" w:author="{author}">{inner}</w:comment>'


def comments(document: Document) -> list[tuple[str, str]]:
    return [(document.cut(mark.span), mark.value) for mark in document.marked("comment")]


def test_a_comment_marks_what_it_is_about(zipped: Zipped, read: Read) -> None:
    body = (
        f"<w:p>{run('甲')}{BEGIN.format(0)}{run('乙')}{run('丙')}{END.format(0)}{REFERENCE.format(0)}{run('丁')}</w:p>"
    )
    said = run("请核") + "<w:del>" + run("删") + "</w:del>" + "<w:r><w:tab/></w:r>" + run("实")
    document = read(zipped(body, comments=comment(0, said, run("再议")) + comment(7, run("无处"))))
    assert document.text == "甲乙丙丁"
    assert comments(document) == [("乙丙", "张三: 请核\t实\n再议")]


def test_a_comment_over_paragraphs_and_tables(zipped: Zipped, read: Read) -> None:
    table = f"<w:tbl>{BEGIN.format(1)}<w:tr><w:tc>{P.format('格')}</w:tc></w:tr></w:tbl>"
    body = (
        P.format("首")
        + BEGIN.format(0)
        + P.format("甲")
        + table
        + END.format(1)
        + f"<w:p>{run('乙')}{END.format(0)}</w:p>"
    )
    document = read(zipped(body, comments=comment(0, run("一")) + comment(1, run("二"), author="")))
    assert comments(document) == [("甲\n格\n乙", "张三: 一"), ("格", ": 二")]


def test_a_comment_without_a_range_stands_where_it_is_referred_to(zipped: Zipped, read: Read) -> None:
    body = f"<w:p>{run('甲')}{REFERENCE.format(0)}{run('乙')}</w:p>"
    document = read(zipped(body, comments=comment(0, run("注"))))
    assert list(document.marked("comment")) == [Mark(Span(1, 1), "comment", "张三: 注")]


@pytest.mark.parametrize(
    "inner",
    [
        BEGIN.format(0) + run("甲") + REFERENCE.format(0),
        END.format(0) + run("甲") + BEGIN.format(0),
        BEGIN.format(5) + run("甲") + END.format(5) + REFERENCE.format(5),
    ],
)
def test_broken_ranges_do_no_harm(zipped: Zipped, read: Read, inner: str) -> None:
    document = read(zipped(f"<w:p>{inner}</w:p>", comments=comment(0, run("注"))))
    assert document.text == "甲"
    assert all(0 <= mark.span.start <= mark.span.end <= 1 for mark in document.marked("comment"))


WORDS = '<w:r><w:pict><v:shape fillcolor="{}"><v:textpath on="t" style="{}" string="{}"/></v:shape></w:pict></w:r>'


def test_word_art_is_text_of_a_box(zipped: Zipped, read: Read) -> None:
    art = WORDS.format("red", "font-family:&quot;方正小标宋简体&quot;;font-weight:bold", "石桥县&#10;人民政府")
    shapetype = '<w:r><w:pict><v:shapetype><v:textpath on="t"/></v:shapetype></w:pict></w:r>'
    document = read(zipped(f"<w:p>{shapetype}{art}{run('通知')}</w:p>"))
    assert document.text == "通知\n石桥县\v人民政府"
    (piece,) = document.pieces_in(Span(3, 11))
    assert piece.place == WordArtPlace("word/document.xml", 0)
    assert piece.style == Style("方正小标宋简体", "小标宋", None, True, False, "FF0000")
    assert document.paragraphs[1].container == "textbox"
    assert [document.cut(mark.span) for mark in document.marked("textbox")] == ["石桥县\v人民政府"]


def test_a_watermark_in_a_header_is_read(zipped: Zipped, read: Read) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    header = f"<w:p>{WORDS.format('silver', 'font-size:1pt', '草稿')}</w:p>"
    document = read(zipped(P.format("正文") + section, header1=header))
    assert document.text == "正文\n\n草稿"
    assert document.paragraphs[-1].container == "header"


def test_word_art_of_a_fallback_is_read_once(zipped: Zipped, read: Read) -> None:
    art = WORDS.format("red", "", "红头")
    options = f"<mc:Choice><w:drawing/></mc:Choice><mc:Fallback>{art}</mc:Fallback>"
    both = f"<mc:AlternateContent>{options}</mc:AlternateContent>"
    assert read(zipped(f"<w:p>{both}{run('甲')}</w:p>")).text == "甲\n红头"


def test_text_boxes_that_word_writes_into_strict_documents(zipped: Zipped, read: Read) -> None:
    box = f'<wne:txbxContent xmlns:wne="{WORD_2006}">{P.format("框")}</wne:txbxContent>'
    data = zipped(f"<w:p>{run('甲')}<w:r><w:drawing>{box}</w:drawing></w:r></w:p>{P.format('乙')}")
    assert read(data).text == "甲\n框\n乙"
    root = etree.fromstring(members(data)["word/document.xml"])
    runs = list(root.iter("{*}r"))
    found = read(data)
    places = [piece.place for piece in found.pieces if isinstance(piece.place, RunPlace)]
    assert ["".join(runs[place.run].itertext()) for place in places] == ["甲", "框", "乙"]


def test_a_pasted_canvas_is_said_to_be_unread(zipped: Zipped, read: Read) -> None:
    canvas = f'<a:graphicData uri="{DRAWING}/lockedCanvas"><a:t>画</a:t></a:graphicData>'
    document = read(zipped(f"<w:p>{run('甲')}<w:r><w:drawing>{canvas}</w:drawing></w:r></w:p>"))
    assert document.text == "甲"
    assert [said.reason.en for said in document.not_checked] == ["Text in a pasted canvas was not read"]
