"""Tracked changes of every kind have their mark, and text stands as it will when all are accepted."""

import pytest

from built_docx import Read, Zipped
from pipeline.builtin.rules.no_revisions import NoRevisions
from support import found_by

BY = 'w:id="9" w:author="甲" w:date="2026-01-01T00:00:00Z"'
RUN = "<w:r><w:t>{}</w:t></w:r>"


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{RUN.format(text) if text else ''}</w:p>"


def end(change: str) -> str:
    """Properties of a paragraph whose mark was changed."""
    return f"<w:rPr><w:{change} {BY}/></w:rPr>"


def change(name: str, old: str) -> str:
    return f"<w:{name} {BY}><w:{old}/></w:{name}>"


def table(*, grid: str = "", tbl: str = "", row: str = "", exception: str = "", cell: str = "") -> str:
    one = f"<w:tc><w:tcPr>{cell}</w:tcPr>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc>"
    exception = exception and f"<w:tblPrEx>{exception}</w:tblPrEx>"
    rows = f"<w:tr>{exception}<w:trPr>{row}</w:trPr>{one}</w:tr>"
    return f"<w:tbl><w:tblPr>{tbl}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def fraction(sign: str, run: str = "") -> str:
    """A formula; what is said of the bar of its fraction, and of a run."""
    inner = f"<m:num><m:r>{run}<m:t>x</m:t></m:r></m:num>"
    formula = f"<m:oMath><m:f><m:fPr><m:ctrlPr>{sign}</m:ctrlPr></m:fPr>{inner}</m:f></m:oMath>"
    return f"<w:p>{RUN.format('比例为')}{formula}</w:p>"


def covered(inner: str, cell: str = "") -> str:
    """A table of two rows, the second covered by the first."""
    first = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("甲")}</w:tc>'
    second = f"<w:tc><w:tcPr><w:vMerge/>{cell}</w:tcPr>{inner}</w:tc>"
    return f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"


def control(inner: str) -> str:
    look = f"<w:rPr><w:b/>{change('rPrChange', 'rPr')}</w:rPr>"
    return f"<w:sdt><w:sdtPr>{look}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


RUBY = f"<w:r><w:ruby><w:rt>{{}}</w:rt><w:rubyBase>{RUN.format('甲')}</w:rubyBase></w:ruby></w:r>"
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{}</w:numPr>'
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
FORMAT, INSERTED, DELETED = "格式的修订没有接受", "插入的", "删除的"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (p("甲", end("ins")) + p("乙"), INSERTED + "段落标记"),
        (p("甲", end("moveTo")) + p("乙"), INSERTED + "段落标记"),
        (p("甲", end("del")) + p("乙"), DELETED + "段落标记"),
        (p("甲", end("moveFrom")) + p("乙"), DELETED + "段落标记"),
        (p("甲", end("del")) + table(), DELETED + "段落标记"),
        (f"<w:p><w:r><w:rPr><w:b/>{change('rPrChange', 'rPr')}</w:rPr><w:t>甲</w:t></w:r></w:p>", FORMAT),
        (f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {BY}/></w:rPr><w:t>甲</w:t></w:r></w:p>", FORMAT),
        (p("甲", f'<w:jc w:val="center"/>{change("pPrChange", "pPr")}'), FORMAT),
        (p("甲", f"<w:rPr><w:b/>{change('rPrChange', 'rPr')}</w:rPr>"), FORMAT),
        (p("甲", NUMBERED.format(f"<w:ins {BY}/>")), FORMAT),
        (p("甲", NUMBERED.format(f'<w:numberingChange {BY} w:original="1"/>')), FORMAT),
        (p("甲", f"<w:sectPr>{change('sectPrChange', 'sectPr')}</w:sectPr>"), FORMAT),
        (p("甲") + f"<w:sectPr>{change('sectPrChange', 'sectPr')}</w:sectPr>", FORMAT),
        (table(tbl=change("tblPrChange", "tblPr")), FORMAT),
        (table(grid='<w:tblGridChange w:id="1"><w:tblGrid/></w:tblGridChange>'), FORMAT),
        (table(exception=change("tblPrExChange", "tblPrEx")), FORMAT),
        (table(row=change("trPrChange", "trPr")), FORMAT),
        (table(cell=change("tcPrChange", "tcPr")), FORMAT),
        (table(cell=f'<w:cellMerge {BY} w:vMerge="rest"/>'), FORMAT),
        (table(row=f"<w:ins {BY}/>"), INSERTED + "文字"),
        (table(cell=f"<w:cellIns {BY}/>"), INSERTED + "文字"),
        (table(row=f"<w:del {BY}/>") + p("末"), DELETED + "文字"),
        (table(cell=f"<w:cellDel {BY}/>"), DELETED + "文字"),
        (f"<w:p>{RUN.format('甲')}<w:ins {BY}><w:r><w:drawing/></w:r></w:ins></w:p>", INSERTED + "文字"),
        (f"<w:p><w:customXmlInsRangeStart {BY}/>{RUN.format('甲')}</w:p>", INSERTED + "内容控件"),
        (f"<w:customXmlDelRangeStart {BY}/>{p('甲')}", DELETED + "内容控件"),
        (fraction(f"<w:ins {BY}/>"), INSERTED + "文字"),
        (fraction(f"<w:ins {BY}><w:rPr><w:b/></w:rPr></w:ins>"), INSERTED + "文字"),
        (fraction(f"<w:del {BY}/>"), DELETED + "文字"),
        (fraction(f"<w:rPr><w:ins {BY}/></w:rPr>"), INSERTED + "文字"),
        (fraction(f"<w:rPr><w:del {BY}/></w:rPr>"), DELETED + "文字"),
        (fraction(f"<w:rPr><w:b/>{change('rPrChange', 'rPr')}</w:rPr>"), FORMAT),
        (fraction("", f"<w:rPr><w:ins {BY}/></w:rPr>"), INSERTED + "文字"),
        (fraction("", f"<w:rPr><w:del {BY}/></w:rPr>"), DELETED + "文字"),
        (fraction("", f"<w:rPr>{change('rPrChange', 'rPr')}</w:rPr>"), FORMAT),
        (fraction("", f"<w:ins {BY}><w:rPr/></w:ins>"), INSERTED + "文字"),
        (fraction("", f"<w:del {BY}/>"), DELETED + "文字"),
        (covered(f"<w:p><w:ins {BY}>{RUN.format('旧')}</w:ins></w:p>"), INSERTED + "文字"),
        (covered(f"<w:p><w:del {BY}><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"), DELETED + "文字"),
        (covered(p("旧", change("pPrChange", "pPr"))), FORMAT),
        (covered(p("旧", end("moveTo"))), INSERTED + "文字"),
        (covered(p("旧"), f'<w:cellMerge {BY} w:vMerge="cont"/>'), FORMAT),
        (covered(p("旧"), change("tcPrChange", "tcPr")), FORMAT),
        (covered(p("旧"), f"<w:cellIns {BY}/>"), INSERTED + "文字"),
        (covered(table(row=f"<w:del {BY}/>")), DELETED + "文字"),
        (f"<w:p><w:r><w:rPr><w:ins {BY}/></w:rPr><w:t>甲</w:t></w:r></w:p>", INSERTED + "文字"),
        ("<w:p>" + RUBY.format(f"<w:ins {BY}>{RUN.format('jiǎ')}</w:ins>") + "</w:p>", INSERTED + "文字"),
        (control(p("甲")), FORMAT),
        (f"<w:tbl>{control('<w:tr><w:tc>' + p('甲') + '</w:tc></w:tr>')}</w:tbl>", FORMAT),
        (f"<w:p>{control(RUN.format('甲'))}</w:p>", FORMAT),
    ],
)
@pytest.mark.parametrize("folded", [True, False])
def test_each_kind_of_tracked_change_is_found(body: str, said: str, folded: bool, zipped: Zipped, read: Read) -> None:
    apart = "" if folded else "<!-- folded -->"  # a part that speaks so of itself is parsed as it is
    findings = found_by(NoRevisions(), read(zipped(p("前文。") + body + apart, numbering=LIST)))
    assert [said in finding.message.zh for finding in findings] == [True]


def test_changes_in_headers_text_boxes_and_styles_are_found(zipped: Zipped, read: Read) -> None:
    changed = p("页眉", change("pPrChange", "pPr"))
    body = p("甲") + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    assert [mark.name for mark in read(zipped(body, header1=changed)).marked("reformatted")] == ["reformatted"]
    box = f"<w:p><w:r><w:t>甲</w:t><w:pict><w:txbxContent>{changed}</w:txbxContent></w:pict></w:r></w:p>"
    document = read(zipped(box))
    assert [document.cut(mark.span) for mark in document.marked("reformatted")] == ["页眉"]
    gone = f"<w:p><w:del {BY}><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    assert [mark.name for mark in read(zipped(body, header1=gone)).marked("deleted")] == ["deleted"]
    styles = f'<w:style w:type="paragraph" w:styleId="a"><w:pPr>{change("pPrChange", "pPr")}</w:pPr></w:style>'
    assert [answer.message.zh for answer in found_by(NoRevisions(), read(zipped(p("甲"), styles=styles)))] == [
        "尚未清稿：样式的修订没有接受"
    ]


@pytest.mark.parametrize(
    "tracked",
    [
        f"<w:rPr><w:b/>{change('rPrChange', 'rPr')}</w:rPr>",
        f"<w:pPr>{change('pPrChange', 'pPr')}</w:pPr>",
        f"<w:pPr><w:numPr><w:ins {BY}/></w:numPr></w:pPr>",
        f'<w:numberingChange {BY} w:original="%1:1:0:."/>',
    ],
)
@pytest.mark.parametrize("used", [True, False])
def test_a_change_of_a_list_is_found(tracked: str, used: bool, zipped: Zipped, read: Read) -> None:
    lists = LIST.replace("</w:lvl>", f"{tracked}</w:lvl>")
    document = read(zipped(p("甲", NUMBERED.format("") if used else ""), numbering=lists))
    assert document.text == ("一、甲" if used else "甲")
    assert [answer.message.zh for answer in NoRevisions().check(document)] == ["尚未清稿：自动编号的修订没有接受"]


def test_a_change_in_an_empty_header_is_found(zipped: Zipped, read: Read) -> None:
    body = p("甲") + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    for changed in (p("", change("pPrChange", "pPr")), p("", end("ins"))):
        assert len(list(NoRevisions().check(read(zipped(body, header1=changed))))) == 1
    assert read(zipped(body, header1=p(""))).text == "甲"


def test_a_clean_document_has_no_mark(zipped: Zipped, read: Read) -> None:
    body = p("甲", '<w:jc w:val="center"/>' + NUMBERED.format("")) + table() + "<w:sectPr/>"
    body += fraction("<w:rPr><w:b/></w:rPr>", "<w:rPr><w:b/></w:rPr>") + covered(p("旧"))
    assert not list(read(zipped(body, numbering=LIST)).marked("inserted", "deleted", "reformatted"))


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next(zipped: Zipped, read: Read) -> None:
    item = NUMBERED.format("")
    body = p("甲项", item) + p("乙项前半", item + end("del")) + p("后半", item) + p("丙项", item)
    assert read(zipped(body, numbering=LIST)).text == "一、甲项\n二、乙项前半后半\n三、丙项"
    three = (
        p("甲", end("del")) + '<w:bookmarkStart w:id="1"/>' + p("乙", end("del")) + p("丙", '<w:jc w:val="center"/>')
    )
    document = read(zipped(three))
    assert (document.text, document.paragraphs[0].alignment) == ("甲乙丙", "centre")
    assert [mark.span.start for mark in document.marked("deleted")] == [1, 2]


def test_the_end_before_a_table_or_at_the_end_of_a_cell_stays(zipped: Zipped, read: Read) -> None:
    assert read(zipped(p("甲", end("del")) + table())).text == "甲\n甲\n乙"
    cell = f"<w:tbl><w:tr><w:tc>{p('甲', end('del'))}</w:tc><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>"
    assert read(zipped(cell)).text == "甲\n乙"


def test_a_deleted_cell_is_not_read(zipped: Zipped, read: Read) -> None:
    document = read(zipped(table(cell=f"<w:cellDel {BY}/>")))
    assert document.text == "乙"
    assert [mark.value for mark in document.marked("cell")] == ["1,2"]
