"""Parts of WordprocessingML that python-docx has no words for. Lengths in twips (1/20 pt) unless said."""

from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

NORMAL = 16
"""pt; the type size of the default style in the samples."""
NUMBERING = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))


def add(parent: Any, tag: str, **attributes: object) -> Any:
    """A new last child ``tag`` (``w:sz``) of ``parent``; attributes are in the ``w`` namespace."""
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), str(value))
    parent.append(child)
    return child


def write(
    paragraph: Any, text: str, font: str, size: float, *, latin: str | None = None, colour: str = "", bold: bool = False
) -> None:
    """Add a run. Marks such as “ take the Chinese font; a vertical tab is a line break."""
    run = add(paragraph._p, "w:r")  # noqa: SLF001 - python-docx names its own XML so
    properties = add(run, "w:rPr")
    latin = latin or font
    add(properties, "w:rFonts", hint="eastAsia", ascii=latin, hAnsi=latin, eastAsia=font, cs=latin)
    if bold:
        add(properties, "w:b")
    if colour:
        add(properties, "w:color", val=colour)
    add(properties, "w:sz", val=round(size * 2))
    add(properties, "w:szCs", val=round(size * 2))
    part = ""
    for char in f"{text}\0":
        if char not in "\v\t\0":
            part += char
            continue
        if part:
            add(run, "w:t").text = part
            run[-1].set(qn("xml:space"), "preserve")
        if char != "\0":
            add(run, "w:br" if char == "\v" else "w:tab")
        part = ""


def field(paragraph: Any, instruction: str, font: str, size: float) -> None:
    """A field such as ``PAGE`` with the result 1."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("result", "1"), ("end", "")):
        if kind == "result":
            write(paragraph, text, font, size)
            continue
        write(paragraph, "", font, size)
        run = paragraph._p[-1]  # noqa: SLF001 - as above
        if kind:
            add(run, "w:fldChar", fldCharType=kind)
        else:
            add(run, "w:instrText").text = text


def set_layout(
    paragraph: Any,
    *,
    alignment: str = "both",
    first: int = 0,
    left: int = 0,
    right: int = 0,
    hanging: int = 0,
    line: float = 28.95,
    exact: bool = True,
    before: float = 0,
    new_page: bool = False,
    keep_with_next: bool = False,
    numbered: int | None = None,
    border: dict[str, tuple[int, int, str]] | None = None,
    right_tab: float | None = None,
    size: float = 16,
) -> None:
    """Fill ``w:pPr`` in the schema's order.

    Indents in hundredths of a character of ``size`` pt; line pitch, space and tab stop in pt.
    ``border`` maps a side to (eighths of a pt, distance in pt, colour). ``numbered`` is a list level from 0.
    """
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as above
    if keep_with_next:
        add(properties, "w:keepNext")
    if new_page:
        add(properties, "w:pageBreakBefore")
    if numbered is not None:
        number = add(properties, "w:numPr")
        add(number, "w:ilvl", val=numbered)
        add(number, "w:numId", val=1)
    if border:
        sides = add(properties, "w:pBdr")
        for side in ("top", "bottom"):
            if side in border:
                width, space, colour = border[side]
                add(sides, f"w:{side}", val="single", sz=width, space=space, color=colour)
    if right_tab is not None:
        add(add(properties, "w:tabs"), "w:tab", val="right", pos=round(right_tab * 20))
    rule = {"lineRule": "exact", "line": round(line * 20)} if exact else {"lineRule": "auto", "line": 240}
    add(properties, "w:spacing", before=round(before * 20), after=0, **rule)
    indents = {"firstLine": first, "left": left, "right": right, "hanging": hanging}
    chosen: dict[str, object] = {}
    for name, hundredths in indents.items():
        if hundredths:
            chosen[name] = round(hundredths * size / 5)
            beside = hundredths - hanging if name == "left" else hundredths  # up to a hanging first line
            chosen[f"{name}Chars"] = round(beside * size / NORMAL) if name in ("left", "right") else hundredths
    if chosen:
        add(properties, "w:ind", **chosen)
    add(properties, "w:jc", val=alignment)


def add_numbering(document: Any) -> None:
    """A list of four levels: 一、 （一） 1. （1）."""
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    abstract = add(numbering, "w:abstractNum", abstractNumId=0)
    add(abstract, "w:multiLevelType", val="multilevel")
    for level, (form, text) in enumerate(NUMBERING):
        entry = add(abstract, "w:lvl", ilvl=level)
        add(entry, "w:start", val=1)
        add(entry, "w:numFmt", val=form)
        add(entry, "w:suff", val="nothing")
        add(entry, "w:lvlText", val=text)
        add(entry, "w:lvlJc", val="left")
    add(add(numbering, "w:num", numId=1), "w:abstractNumId", val=0)


def add_text_box(paragraph: Any, width: float, height: float) -> Any:
    """A text box (mm) at the right of the paragraph that holds it; the answer takes ``w:p`` elements."""
    size = f'cx="{round(width * 36000)}" cy="{round(height * 36000)}"'
    run = parse_xml(
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2"'
        ' behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>76200</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:wrapTopAndBottom/><wp:docPr id="1" name="box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/>'
        "</a:solidFill></a:ln></wps:spPr><wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
    paragraph._p.append(run)  # noqa: SLF001 - as above
    return next(run.iter(qn("w:txbxContent")))
