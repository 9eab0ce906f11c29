"""Real files in a few lines."""

import io
from typing import Any

from pipeline.contract.drafts import Draft, Para
from pipeline.model.layout import Margins
from pipeline.testing.pdf_file import pdf_file
from pipeline.testing.pdf_font import font_objects

A4 = (210.0, 297.0)
MARGINS = Margins(37, 26, 35, 28)
MM = 72 / 25.4
"""pt in a mm"""
SIZE = 16.0
"""pt, where the style says nothing"""


def drafted(content: "Draft | str | Para", *more: "str | Para") -> Draft:
    """A draft as it is, or one of these paragraphs."""
    if isinstance(content, Draft):
        return content
    return Draft(tuple(Para(para) if isinstance(para, str) else para for para in (content, *more)))


def _demand_plain(draft: Draft, *, numbers: bool) -> None:
    """Raise :class:`ValueError` for what a file cannot be given here; ``numbers``: automatic ones are typed."""
    if draft.ruled:
        raise ValueError("no lines below the last paragraph can be built")
    for para in draft.paragraphs:
        if (para.number and not numbers) or para.container != "body" or para.marks or para.ruled:
            raise ValueError(f"only plain paragraphs of the body can be built: {para.text!r}")


def docx(content: "Draft | str | Para", *more: "str | Para") -> bytes:
    """A docx with these paragraphs and their layout; on A4 as official documents are, unless the draft says.

    Raises:
        ValueError: a paragraph with an automatic number, marks or lines, or outside the body; lines below the last.
    """
    import docx as library
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    draft = drafted(content, *more)
    _demand_plain(draft, numbers=False)
    file = library.Document()
    section = file.sections[0]
    section.page_width, section.page_height = (Mm(mm) for mm in _page(draft))
    margins = draft.margins or MARGINS
    for side in ("top", "right", "bottom", "left"):
        setattr(section, f"{side}_margin", Mm(getattr(margins, side) or 0))
    alignments = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "centre": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
        "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    }
    for para in draft.paragraphs:
        made = file.add_paragraph()
        made.alignment = alignments[para.alignment] if para.alignment else None
        made.paragraph_format.first_line_indent = Pt(para.first_indent) if para.first_indent is not None else None
        made.paragraph_format.line_spacing = Pt(para.line_pitch) if para.line_pitch is not None else None
        _dress(made.add_run(para.text), para)
    content_out = io.BytesIO()
    file.save(content_out)
    return content_out.getvalue()


def _dress(run: Any, para: Para) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style = para.style
    run.bold, run.italic = style.bold, style.italic
    run.font.size = Pt(style.size) if style.size is not None else None
    if style.colour is not None:
        run.font.color.rgb = RGBColor.from_string(style.colour)
    if style.font is not None:
        run.font.name = style.font
        run._element.rPr.rFonts.set(qn("w:eastAsia"), style.font)  # noqa: SLF001 - the library has no other way


def pdf(content: "Draft | str | Para", *more: "str | Para") -> bytes:
    """A pdf with these paragraphs, each wrapped at the margin, in one font of boxes; sizes alone differ.

    Raises:
        ValueError: a paragraph with marks or lines, or outside the body; lines below the last; a character
            beyond the basic plane.
    """
    draft = drafted(content, *more)
    _demand_plain(draft, numbers=True)
    width, height = (mm * MM for mm in _page(draft))
    margins = draft.margins or MARGINS
    top, right, bottom, left = ((getattr(margins, side) or 0) * MM for side in ("top", "right", "bottom", "left"))
    pages: list[list[str]] = [[]]
    y = height - top
    for para in draft.paragraphs:
        size = para.style.size or SIZE
        pitch = para.line_pitch or size * 1.8
        for number, line in enumerate(_wrapped(para, size, width - left - right)):
            if y - pitch < bottom:
                pages.append([])
                y = height - top
            y -= pitch
            room = width - left - right - len(line) * size
            x = left + {"centre": room / 2, "right": room}.get(para.alignment or "", 0)
            x += (para.first_indent or 0) if number == 0 else 0
            if any(char > "\uffff" for char in line):
                raise ValueError(f"no character beyond U+FFFF can be written: {line!r}")
            code = line.encode("utf-16-be").hex()
            pages[-1].append(
                f"BT /F {size:g} Tf 1 0 0 1 {x:.2f} {y + (pitch - size) / 2 + size * 0.12:.2f} Tm <{code}> Tj ET"
            )
    text = "".join(para.number + para.text for para in draft.paragraphs)
    entries = f"/MediaBox[0 0 {width:.2f} {height:.2f}]/Resources<</Font<</F 3 0 R>>>>"
    return pdf_file([(entries, "\n".join(page).encode("ascii")) for page in pages], font_objects(text, 3))


def _page(draft: Draft) -> tuple[float, float]:
    return draft.width or A4[0], draft.height or A4[1]


def _wrapped(para: Para, size: float, width: float) -> list[str]:
    """The lines of a paragraph, every character as wide as it is high."""
    first = max(int((width - (para.first_indent or 0)) / size), 1)
    rest = max(int(width / size), 1)
    text = para.number + para.text
    return [text[:first], *(text[at : at + rest] for at in range(first, len(text), rest))]
