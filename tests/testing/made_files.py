"""Files for the readers' contract, each with what is hard in its format; made on the spot."""

import io
import re
import zipfile
from collections.abc import Iterator

from pipeline.contract.drafts import Draft, Para
from pipeline.model.document import Source
from pipeline.model.layout import Style
from pipeline.testing import docx, pdf
from pipeline.testing.pdf_font import font_objects

TEXT = "各单位要认真做好下列工作，按时报送有关材料，切实抓好落实，重要情况及时报告。"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{_W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


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
    "header1": f"<w:hdr {_NAMESPACES}><w:p>{_run('云泽市文件')}<w:r><w:pict>"
    "<v:shape><v:textpath string='草稿水印'/></v:shape></w:pict></w:r></w:p></w:hdr>",
    "header2": f"<w:hdr {_NAMESPACES}><w:p>{_run('没有页会显示')}</w:p></w:hdr>",
    "footnotes": f"<w:footnotes {_NAMESPACES}><w:footnote w:id='2'><w:p>{_run('脚注一条')}</w:p></w:footnote>"
    f"<w:footnote w:id='3'><w:p>{_run('无人提到')}</w:p></w:footnote></w:footnotes>",
    "numbering": f"<w:numbering {_NAMESPACES}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
    "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>",
}


def _package(body: str, parts: dict[str, str], extra: dict[str, tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    kinds = {name: name.rstrip("0123456789") for name in parts}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr("_rels/.rels", _related({"rId1": ("officeDocument", "word/document.xml")}))
        archive.writestr("word/document.xml", f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
        for name, (_, data) in extra.items():
            archive.writestr(f"word/{name}", data)
        related = {name: (kind, f"{name}.xml") for name, kind in kinds.items()}
        related |= {name: (kind, name) for name, (kind, _) in extra.items()}
        archive.writestr("word/_rels/document.xml.rels", _related(related))
    return stream.getvalue()


def _related(entries: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id, (kind, target) in entries.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def docx_files() -> Iterator[Source]:
    """Revisions, fields, a text box, WordArt, a table, automatic numbers, a header, a footnote, signs."""
    yield Source("hard.docx", _package(_HARD, _PARTS, {}))
    plain = Para(TEXT, Style(font="仿宋", size=16), alignment="justify", first_indent=32)
    yield Source("plain.docx", docx(Para("关于开展检查的通知", Style(size=22, bold=True)), plain, plain))


def embedded_files() -> Iterator[Source]:
    """A docx whose text lies in an HTML part."""
    page = f"<html><head><meta charset='utf-8'><title>不显示</title></head><body><p>{TEXT}</p><p>序号</p></body></html>"
    body = "<w:p/><w:altChunk r:id='chunk.html'/><w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>"
    yield Source("embedded.docx", _package(body, {}, {"chunk.html": ("aFChunk", page.encode())}))


_LATIN = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_NARROW = "llevar llamar 11 illicit"
_WIDTHS = {"l": 0.222, "i": 0.222, "r": 0.333, "v": 0.5, "c": 0.5, "t": 0.278, "m": 0.833, " ": 0.278}


def _letter_by_letter(x: float, y: float, text: str, size: float) -> str:
    """Every letter a text object of its own, as some programs write."""
    shown = []
    for char in text:
        shown.append(f"BT /L {size:g} Tf 1 0 0 1 {x:.3f} {y:g} Tm ({char}) Tj ET" if char != " " else "")
        x += size * _WIDTHS.get(char, 0.556)
    return "\n".join(shown)


def _show(x: float, y: float, text: str, size: float = 16) -> str:
    return f"BT /F {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm <{text.encode('utf-16-be').hex()}> Tj ET"


def _pages(*pages: tuple[str, str]) -> bytes:
    """A pdf of pages, each given by its boxes and its content."""
    shown = re.findall(r"<([0-9a-f]+)> Tj", "".join(content for _, content in pages))
    font = font_objects([char for code in shown for char in bytes.fromhex(code).decode("utf-16-be")], 3)
    first = 3 + len(font)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>", *font]
    for number, (boxes, content) in enumerate(pages):
        resources = f"/Resources<</Font<</F 3 0 R/L{_LATIN}>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{boxes}{resources}/Contents {first + 1 + 2 * number} 0 R>>")
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    written, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj{item}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("ascii")


def _prose(x: float, y: float, size: float = 16, lines: int = 12, width: int = 26) -> str:
    text = "".join(f"第{number}句：{TEXT}" for number in range(1, 40))
    return "\n".join(_show(x, y - 28 * row, text[row * width : (row + 1) * width], size) for row in range(lines))


def pdf_files() -> Iterator[Source]:
    """Turned pages, a page cut out of a larger one, two columns, a ruled table, running heads."""
    a4 = "/MediaBox[0 0 595 842]"
    for turn in (90, 180, 270):
        yield Source(f"turned-{turn}.pdf", _pages((f"{a4}/Rotate {turn}", _prose(80, 760))))
    yield Source("cut.pdf", _pages(("/MediaBox[-50 100 645 1042]/CropBox[20 160 600 1000]", _prose(80, 940))))
    columns = f"{_prose(60, 760, 10, 22, 22)}\n{_prose(320, 760, 10, 22, 22)}"
    yield Source("columns.pdf", _pages((a4, columns)))
    rules = "\n".join(f"0.5 w {x} 700 m {x} 600 l S" for x in (80, 250, 500))
    rules += "\n" + "\n".join(f"0.5 w 80 {y} m 500 {y} l S" for y in (600, 650, 700))
    cells = [_show(90, 668, "序号"), _show(260, 668, "材料名称"), _show(90, 618, "1"), _show(260, 618, "会议纪要")]
    yield Source("table.pdf", _pages((a4, "\n".join((rules, *cells, _prose(80, 560, lines=4))))))
    heads = [
        f"{_show(230, 800, '云泽市文件', 9)}\n{_prose(80, 740)}\n{_show(280, 40, f'— {n} —', 14)}" for n in range(1, 5)
    ]
    yield Source("heads.pdf", _pages(*((a4, head) for head in heads)))
    narrow = "\n".join(_letter_by_letter(80, 700 - 30 * row, _NARROW, size) for row, size in enumerate((8, 10, 16)))
    yield Source("narrow.pdf", _pages((a4, narrow)))
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
