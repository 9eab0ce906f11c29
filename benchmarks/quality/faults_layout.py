"""Templates of faults in layout, made in a docx that is right otherwise."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import docx
from benchmarks.quality.papers import NUMBERS
from benchmarks.quality.planting import whole
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from tools.samples.blocks import Block

LONG: Final = 40
"""Characters of a paragraph that is running text."""
Choose = Callable[[Sequence[Block]], list[list[int]]]
"""The blocks that a fault changes together, one list for each way to make it; an empty list is the whole document."""
Change = Callable[[Any, list[Any]], None]


class Dress(NamedTuple):
    """A fault: what it is made of, and how. ``seen`` says whether it is seen at the blocks themselves."""

    rule: str
    kind: str
    choose: Choose
    change: Change
    seen: bool = True
    added: str = ""
    """Characters that the fault writes behind the paragraph, and at which it is seen."""


def paragraphs(document: Any, blocks: Sequence[Block], chosen: Sequence[int]) -> list[Any]:
    """The docx's paragraphs of the chosen blocks."""
    by_text = {paragraph.text.replace("\n", "\v"): paragraph for paragraph in document.paragraphs}
    return [by_text[whole(blocks[at])] for at in chosen]


def _before_attachments(blocks: Sequence[Block]) -> list[tuple[int, Block]]:
    end = next((at for at, block in enumerate(blocks) if block.role == "attachment"), len(blocks))
    return list(enumerate(blocks[:end]))


def _bodies(blocks: Sequence[Block]) -> list[int]:
    return [
        at
        for at, block in _before_attachments(blocks)
        if block.role == "body" and len(block.text) >= LONG and not any(form.match(block.text) for form in NUMBERS)
    ]


def each_body(blocks: Sequence[Block]) -> list[list[int]]:
    """One paragraph of running text."""
    return [[at] for at in _bodies(blocks)]


def all_bodies(blocks: Sequence[Block]) -> list[list[int]]:
    """All paragraphs of running text, where there are several."""
    return [_bodies(blocks)] if len(_bodies(blocks)) > 2 else []


def body_and_headings(blocks: Sequence[Block]) -> list[list[int]]:
    """Everything that is set as the text, before the attachments."""
    return [[at for at, block in _before_attachments(blocks) if block.role in {"body", "heading"}]]


def each_heading(level: int) -> Choose:
    """One heading of a level, where two and more stand."""

    def choose(blocks: Sequence[Block]) -> list[list[int]]:
        found = _headings(blocks, level)
        return [[at] for at in found] if len(found) > 1 else []

    return choose


def all_headings(level: int) -> Choose:
    """All headings of a level."""
    return lambda blocks: [_headings(blocks, level)] if len(_headings(blocks, level)) > 1 else []


def _headings(blocks: Sequence[Block], level: int) -> list[int]:
    return [at for at, block in _before_attachments(blocks) if block.role == "heading" and block.level == level]


def everywhere(_: Sequence[Block]) -> list[list[int]]:
    """The whole document."""
    return [[]]


def with_imprint(blocks: Sequence[Block]) -> list[list[int]]:
    """The whole document, where it has a 版记."""
    return [[]] if blocks[-1].role == "imprint" else []


def quoting(blocks: Sequence[Block]) -> list[list[int]]:
    """The paragraphs of the body that quote."""
    found = [
        at for at, block in _before_attachments(blocks) if block.role in {"body", "heading"} and "“" in whole(block)
    ]
    return [found] if found else []


def typeset(font: str | None = None, size: float | None = None, runs: int | None = None) -> Change:
    """Set the first ``runs`` runs (all of them without it) in another font or size."""

    def change(_: Any, chosen: list[Any]) -> None:
        for paragraph in chosen:
            for run in paragraph.runs[:runs]:
                if font:
                    run.font.name = font
                    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)  # noqa: SLF001 - the library has no other way
                if size:
                    run.font.size = Pt(size)

    return change


def indented(points: float, typed: str = "", left: float = 0) -> Change:
    """Give other indents, of the first line and of all lines; ``typed`` characters stand before the text."""

    def change(_: Any, chosen: list[Any]) -> None:
        for paragraph in chosen:
            indent = paragraph._p.pPr.ind  # noqa: SLF001 - as above
            if indent is not None:
                paragraph._p.pPr.remove(indent)  # noqa: SLF001 - as above
            paragraph.paragraph_format.first_line_indent = Pt(points)
            paragraph.paragraph_format.left_indent = Pt(left)
            if typed:
                paragraph.runs[0].text = typed + paragraph.runs[0].text

    return change


def margins(**sides: float) -> Change:
    """Set margins, mm."""

    def change(document: Any, _: list[Any]) -> None:
        for name, millimetres in sides.items():
            setattr(document.sections[0], f"{name}_margin", Mm(millimetres))

    return change


def pitched(points: float | None = None, multiple: float | None = None) -> Change:
    """Set the line pitch of the body."""

    def change(_: Any, chosen: list[Any]) -> None:
        for paragraph in chosen:
            paragraph.paragraph_format.line_spacing = Pt(points) if points else multiple

    return change


def page_number(text: str = "", font: str = "", size: float = 0, alignment: str = "") -> Change:
    """Write the page numbers otherwise: ``text`` for the dash, a font, a size, a side."""

    def change(document: Any, _: list[Any]) -> None:
        section = document.sections[0]
        for footer in (section.footer, section.even_page_footer):
            paragraph = footer.paragraphs[0]
            for run in paragraph.runs:
                if text and "—" in run.text:
                    run.text = run.text.replace("—", text.strip("0"))
                if size:
                    run.font.size = Pt(size)
            if font:
                typeset(font)(document, [paragraph])
            if alignment:
                paragraph._p.pPr.find(qn("w:jc")).set(qn("w:val"), alignment)  # noqa: SLF001 - as above

    return change


def imprint_line(which: int, eighths: int | None = None, shorter: int = 0) -> Change:
    """Give one line of the 版记 another thickness (eighths of a pt), or make it shorter (twips)."""

    def change(document: Any, _: list[Any]) -> None:
        ruled = [one for one in document.paragraphs if not one.text and _border(one) is not None]
        line = ruled[which]
        if eighths:
            _border(line)[0].set(qn("w:sz"), str(eighths))
        if shorter:
            line.paragraph_format.right_indent = Pt(shorter / 20)

    return change


def _border(paragraph: Any) -> Any:
    return paragraph._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")  # noqa: SLF001 - as above


def latin(font: str) -> Change:
    """Set letters and marks in a Latin font, as selecting everything and choosing one does."""

    def change(_: Any, chosen: list[Any]) -> None:
        for paragraph in chosen:
            for run in paragraph.runs:
                fonts = run._element.rPr.rFonts  # noqa: SLF001 - as above
                fonts.attrib.pop(qn("w:hint"), None)
                for side in ("ascii", "hAnsi", "cs"):
                    fonts.set(qn(f"w:{side}"), font)

    return change


def _font(choose: Choose, rule: str, kind: str, *looks: tuple[str | None, float | None]) -> list[Dress]:
    runs = 1 if rule == "heading-font" else None
    return [
        Dress(rule, f"{kind}{font or ''} {size or ''}".strip(), choose, typeset(font, size, runs))
        for font, size in looks
    ]


LAYOUT: Final = (
    *_font(
        each_body,
        "body-font",
        "a paragraph in ",
        ("宋体", None),
        ("黑体", None),
        ("楷体_GB2312", None),
        ("微软雅黑", None),
        ("宋体", 12),
        (None, 14),
        (None, 15),
        (None, 12),
        (None, 18),
    ),
    *_font(all_bodies, "body-font", "all in ", ("宋体", None), ("宋体", 14), (None, 14), ("仿宋", 15)),
    *_font(
        each_heading(1),
        "heading-font",
        "一、 in ",
        ("仿宋_GB2312", None),
        ("宋体", None),
        ("楷体_GB2312", None),
        (None, 18),
    ),
    *_font(
        each_heading(2), "heading-font", "（一） in ", ("仿宋_GB2312", None), ("黑体", None), ("宋体", None), (None, 14)
    ),
    *_font(each_heading(3), "heading-font", "1. in ", ("黑体", None), ("宋体", None)),
    *_font(all_headings(1), "heading-font", "all 一、 in ", ("宋体", None), (None, 15)),
    *_font(all_headings(2), "heading-font", "all （一） in ", ("黑体", None)),
    Dress("first-line-indent", "none", each_body, indented(0)),
    Dress("first-line-indent", "1 character", each_body, indented(16)),
    Dress("first-line-indent", "3 characters", each_body, indented(48)),
    Dress("first-line-indent", "4 characters", each_body, indented(64)),
    Dress("first-line-indent", "hanging", each_body, indented(-32, left=32)),
    Dress("first-line-indent", "all lines indented", each_body, indented(0, left=32)),
    Dress("first-line-indent", "none in all", all_bodies, indented(0)),
    Dress("first-line-indent", "1 character in all", all_bodies, indented(16)),
    Dress("first-line-indent", "typed blanks", each_body, indented(0, "　　")),
    Dress(
        "page-margins",
        "as the word processor has them",
        everywhere,
        margins(top=25.4, bottom=25.4, left=31.8, right=31.8),
        seen=False,
    ),
    Dress("page-margins", "top 25.4", everywhere, margins(top=25.4), seen=False),
    Dress("page-margins", "left 31.8", everywhere, margins(left=31.8, right=31.8), seen=False),
    Dress("page-margins", "20 around", everywhere, margins(top=20, bottom=20, left=20, right=20), seen=False),
    Dress("page-margins", "top 30", everywhere, margins(top=30), seen=False),
    Dress("page-margins", "bottom 25.4", everywhere, margins(bottom=25.4), seen=False),
    Dress("page-margins", "left 25, right 25", everywhere, margins(left=25, right=25), seen=False),
    Dress("page-margins", "right 20", everywhere, margins(right=20), seen=False),
    *(
        Dress("line-pitch", f"{points} pt", body_and_headings, pitched(points), seen=False)
        for points in (18, 20, 22, 25, 26, 32, 36, 40)
    ),
    Dress("page-number-form", "hyphens", everywhere, page_number("-"), seen=False),
    Dress("page-number-form", "points", everywhere, page_number("·"), seen=False),
    Dress("page-number-form", "no dashes", everywhere, page_number("0"), seen=False),
    Dress("page-number-form", "in the middle", everywhere, page_number(alignment="center"), seen=False),
    Dress("page-number-form", "小五", everywhere, page_number(size=9), seen=False),
    Dress("page-number-form", "小四", everywhere, page_number(size=12), seen=False),
    Dress("page-number-form", "仿宋", everywhere, page_number(font="仿宋_GB2312"), seen=False),
    Dress("page-number-form", "Times New Roman", everywhere, page_number(font="Times New Roman"), seen=False),
    *(
        Dress("imprint-lines", f"the first {size / 8} pt", with_imprint, imprint_line(0, size), seen=False)
        for size in (4, 6, 12)
    ),
    *(
        Dress("imprint-lines", f"between {size / 8} pt", with_imprint, imprint_line(1, size), seen=False)
        for size in (8, 12, 2)
    ),
    *(
        Dress("imprint-lines", f"the last {size / 8} pt", with_imprint, imprint_line(2, size), seen=False)
        for size in (4, 16)
    ),
    Dress("imprint-lines", "the first too short", with_imprint, imprint_line(0, shorter=1000), seen=False),
    Dress("imprint-lines", "the last too short", with_imprint, imprint_line(2, shorter=2000), seen=False),
    *(
        Dress("no-latin-marks", font, quoting, latin(font))
        for font in ("Times New Roman", "Arial", "Calibri", "Cambria", "Verdana", "Tahoma", "Georgia", "Courier New")
    ),
)


def dressed(path: Any, fault: Dress, blocks: Sequence[Block], chosen: Sequence[int]) -> None:
    """Make the fault in the docx at ``path``."""
    document = docx.Document(path)
    fault.change(document, paragraphs(document, blocks, chosen))
    document.save(path)
