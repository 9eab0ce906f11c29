"""Files for the readers' contract, each with what is hard in its format; made on the spot."""

from collections.abc import Iterator

from built_docx import package
from built_pdf import Paper
from built_pdf import pdf as bound
from pipeline.contract.drafts import Draft, Para
from pipeline.model.document import Source
from pipeline.model.layout import Style
from pipeline.testing import docx, pdf

TEXT = "各单位要认真做好下列工作，按时报送有关材料，切实抓好落实，重要情况及时报告。"


def _run(text: str) -> str:
    return f'<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


_HARD = (
    f"<w:p>{_run('关于开展检查的通知')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    f"<w:p>{_run(' 前后有空格 ')}<w:r><w:t> 不留 </w:t><w:tab/><w:t>制表</w:t><w:br/><w:t>换行</w:t></w:r></w:p>"
    f"<w:p><w:ins>{_run('增加的字')}</w:ins><w:del><w:r><w:delText>删去的字</w:delText></w:r></w:del>"
    f"<w:moveFrom>{_run('移走的字')}</w:moveFrom>{_run('留下的字')}</w:p>"
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
    f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{_run('2026年5月8日')}"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='x'><w:txbxContent><w:p>{_run('框中一次')}</w:p>"
    f"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>{_run('框中一次')}</w:p></w:txbxContent></mc:Fallback>"
    f"</mc:AlternateContent></w:r>{_run('框后的字')}</w:p>"
    f"<w:tbl><w:tr><w:tc><w:p>{_run('序号')}</w:p></w:tc><w:tc><w:p>{_run('名称')}</w:p></w:tc></w:tr>"
    f"<w:tr><w:tc><w:p/></w:tc><w:tc><w:p>{_run('材料')}</w:p></w:tc></w:tr></w:tbl>"
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>" + _run("自动编号的一段") + "</w:p>"
    "<w:p><w:r><w:ruby><w:rt><w:r><w:t>yun</w:t></w:r></w:rt><w:rubyBase>" + _run("云") + "</w:rubyBase></w:ruby></w:r>"
    "<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></w:p>"
    "<w:p><w:r><w:pict><v:shapetype><v:textpath on='t'/></v:shapetype>"
    "<v:shape><v:textpath string='艺术字&#10;两行'/></v:shape></w:pict></w:r></w:p>"
    "<w:sectPr><w:headerReference w:type='default' r:id='header1'/><w:headerReference w:type='first' r:id='header2'/>"
    "<w:pgSz w:w='11906' w:h='16838'/><w:pgMar w:top='2098' w:right='1474' w:bottom='1984' w:left='1588'/></w:sectPr>"
)
_PARTS = {
    "header1": f"<w:p>{_run('云泽市文件')}<w:r><w:pict>"
    "<v:shape><v:textpath string='草稿水印'/></v:shape></w:pict></w:r></w:p>",
    "header2": f"<w:p>{_run('没有页会显示')}</w:p>",
    "footnotes": f"<w:footnote w:id='2'><w:p>{_run('脚注一条')}</w:p></w:footnote>"
    f"<w:footnote w:id='3'><w:p>{_run('无人提到')}</w:p></w:footnote>",
    "numbering": "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>",
}


def docx_files() -> Iterator[Source]:
    """Revisions, fields, a text box, WordArt, a table, automatic numbers, a header, a footnote, signs."""
    yield Source("hard.docx", package(_HARD, chunk=None, **_PARTS))
    plain = Para(TEXT, Style(font="仿宋", size=16), alignment="justify", first_indent=32)
    yield Source("plain.docx", docx(Para("关于开展检查的通知", Style(size=22, bold=True)), plain, plain))


def embedded_files() -> Iterator[Source]:
    """A docx whose text lies in an HTML part."""
    page = f"<html><head><meta charset='utf-8'><title>不显示</title></head><body><p>{TEXT}</p><p>序号</p></body></html>"
    body = "<w:p/><w:altChunk r:id='chunk'/><w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>"
    yield Source("embedded.docx", package(body, chunk=("chunk.html", page.encode())))


_NARROW = "llevar llamar 11 illicit"
_WIDTHS = {"l": 0.222, "i": 0.222, "r": 0.333, "v": 0.5, "c": 0.5, "t": 0.278, "m": 0.833, " ": 0.278}
_A4 = "/MediaBox[0 0 595 842]"


def _letter_by_letter(paper: Paper, x: float, y: float, text: str, size: float) -> None:
    """Every letter a text object of its own, as some programs write."""
    for char in text:
        if char != " ":
            paper.text(x, y, char, size, font="latin")
        x += size * _WIDTHS.get(char, 0.556)


def _prose(paper: Paper, x: float, y: float, size: float = 16, lines: int = 12, width: int = 26) -> Paper:
    text = "".join(f"第{number}句：{TEXT}" for number in range(1, 40))
    rows = (text[row * width : (row + 1) * width] for row in range(lines))
    return paper.lines(x, y, *rows, pitch=28, size=size)


def pdf_files() -> Iterator[Source]:
    """Turned pages, a page cut out of a larger one, two columns, a ruled table, running heads."""
    for turn in (90, 180, 270):
        yield Source(f"turned-{turn}.pdf", bound(_prose(Paper(f"{_A4}/Rotate {turn}"), 80, 760)))
    cut = Paper("/MediaBox[-50 100 645 1042]/CropBox[20 160 600 1000]")
    yield Source("cut.pdf", bound(_prose(cut, 80, 940)))
    yield Source("columns.pdf", bound(_prose(_prose(Paper(_A4), 60, 760, 10, 22, 22), 320, 760, 10, 22, 22)))
    table = Paper(_A4).grid([80, 250, 500], [600, 650, 700])
    for x, y, text in ((90, 668, "序号"), (260, 668, "材料名称"), (90, 618, "1"), (260, 618, "会议纪要")):
        table.text(x, y, text)
    yield Source("table.pdf", bound(_prose(table, 80, 560, lines=4)))
    heads = (
        _prose(Paper(_A4).text(230, 800, "云泽市文件", 9), 80, 740).text(280, 40, f"— {number} —", 14)
        for number in range(1, 5)
    )
    yield Source("heads.pdf", bound(*heads))
    narrow = Paper(_A4)
    for row, size in enumerate((8, 10, 16)):
        _letter_by_letter(narrow, 80, 700 - 30 * row, _NARROW, size)
    yield Source("narrow.pdf", bound(narrow))
    yield Source("plain.pdf", pdf(Draft((Para("关于开展检查的通知", Style(size=22), alignment="centre"), Para(TEXT)))))


def text_files() -> Iterator[Source]:
    """Other encodings, other line ends."""
    text = f"关于开展检查的通知\n各处室：\n　　{TEXT}\n\n云泽市人民政府办公室\n"
    yield Source("utf-8.txt", text.encode())
    yield Source("gb18030.txt", (text + "䶮").replace("\n", "\r\n").encode("gb18030"))
    yield Source("utf-16.txt", text.replace("\n", "\f\n").encode("utf-16"))


def markdown_files() -> Iterator[Source]:
    """Headings, a fence, code in a line."""
    text = f"# 关于开展检查的通知 #\n\n{TEXT}\n\n## 一、要求\n\n```\n# 不是标题\n```\n\n运行 `pipeline run`。\n"
    yield Source("headings.md", text.encode())
