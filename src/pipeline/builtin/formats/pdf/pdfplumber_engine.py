"""The second opinion: slow, and honest about characters that nothing in the file explains."""

import logging
import math
import re
import warnings
from collections.abc import Container, Iterator
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from pipeline.builtin.formats.pdf.sheet import Box, Fragment, Sheet, main_turn, measured_style, seen
from pipeline.model import Style

LARGEST = 20 << 20
"""Bytes; larger files get no second opinion."""
PAGES = 200
"""At most so many pages are read a second time."""
UNKNOWN = "\ufffd"
"""Stands for a character that the file does not explain."""
PICTURES = ("DCTDecode", "DCT", "JPXDecode", "CCITTFaxDecode", "CCF", "JBIG2Decode")
"""Filters of images."""
EMPTY = 20
"""Bytes that an empty stream takes up at most, packed."""
_SHOWS = re.compile(rb"[^(<\[\s]\s*[)>\]]\s*(?:T[jJ]|['\"])|/\S+\s+(?:Do|sh)\b|\sEI\b|\s(?:f\*?|F|S|s|[Bb]\*?)(?=\s|$)")
"""An operator that shows text, a picture or a shading, or paints a path."""

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def sheets(content: bytes, numbers: Container[int] | None = None) -> Iterator[Sheet]:
    """The pages with these numbers (all, when ``None``), at most :data:`PAGES`. Rules are not looked for.

    Raises:
        Exception: of any kind, when the file is too broken.
    """
    pages = list(range(1, PAGES + 2)) if numbers is None else [n for n in range(1, 20_001) if n in numbers][:PAGES]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pdfplumber.open(BytesIO(content), pages=pages) as pdf:
            for page in pdf.pages:
                yield _sheet(page)
                page.close()


def undecoded(content: bytes, numbers: Container[int]) -> set[int]:
    """Of pages on which nothing is drawn, those whose content is not empty; all, where that cannot be told."""
    try:
        pages = list(enumerate(PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(content)))), 1))
    except Exception:  # noqa: BLE001 - pdfminer raises anything on a bad file
        return {number for number in range(1, 20_001) if number in numbers}
    return {number for number, page in pages if number in numbers and any(map(_draws, page.contents))}


def _draws(stream: Any) -> bool:
    """Whether a content stream means to show something, or is packed as a picture, or cannot be unpacked."""
    try:
        stream = resolve1(stream)
        if any(getattr(name, "name", "") in PICTURES for name, _ in stream.get_filters()):
            return True
        packed, shown = len(stream.get_rawdata() or b""), stream.get_data()
        return _SHOWS.search(shown) is not None or (not shown and packed > EMPTY)
    except Exception:  # noqa: BLE001 - pdfminer raises anything on a bad file
        return True


def _sheet(page: Any) -> Sheet:
    media = tuple(map(float, page.page_obj.mediabox))
    crop = tuple(map(float, page.page_obj.cropbox or media))
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    rotation = int(page.page_obj.rotate or 0) % 360
    width, height = box[2] - box[0], box[3] - box[1]
    if rotation in (90, 270):
        width, height = height, width
    sheet = Sheet(page.page_number, width, height, box, rotation)
    for char in page.chars:
        _add(sheet.fragments, char, media, box, rotation)  # type: ignore[arg-type]  # four numbers
    sheet.turn = main_turn(sheet.fragments)
    sheet.images = len(page.images)
    return sheet


def _add(fragments: list[Fragment], char: dict[str, Any], media: Box, box: Box, rotation: int) -> None:
    """Put the character into the last fragment, or into a new one."""
    a, b, c, d, e, f = char["matrix"]
    angle = math.degrees(math.atan2(b, a))
    turn = (round(angle / 90) * 90 + rotation) % 360
    x, y = seen(box, turn, *_user(media, rotation, e, f))
    advance = float(char.get("adv") or 0.0) * math.hypot(a, b)
    text = UNKNOWN if char["text"].startswith("(cid:") else char["text"]
    style = _style(char, slanted=abs(a * c + b * d) > 0.1 * math.hypot(a, b) * math.hypot(c, d))
    last = fragments[-1] if fragments else None
    if last and last.turn == turn and last.style == style and abs(last.y - y) < 0.1 and abs(last.rights[-1] - x) < 1:
        style = last.style
    else:
        last = Fragment("", [], [], y, style, turn, abs(angle - round(angle / 90) * 90) > 10)
        fragments.append(last)
    step = advance / len(text) if text else 0.0
    for index, one in enumerate(text):
        last.text += one
        last.lefts.append(x + index * step)
        last.rights.append(x + (index + 1) * step)


def _user(media: Box, rotation: int, x: float, y: float) -> tuple[float, float]:
    """A point as pdfminer gives it, on the turned MediaBox, in user space."""
    x0, y0, x1, y1 = media
    if rotation == 90:
        return x1 - y, y0 + x
    if rotation == 180:
        return x1 - x, y1 - y
    if rotation == 270:
        return x0 + y, y1 - x
    return x0 + x, y0 + y


def _style(char: dict[str, Any], *, slanted: bool) -> Style:
    colour = char.get("non_stroking_color")
    if not isinstance(colour, (tuple, list)) or not all(isinstance(part, (int, float)) for part in colour):
        colour = ()
    rgb: tuple[int, int, int] | None = None
    if len(colour) == 1:
        rgb = (round(255 * colour[0]),) * 3
    elif len(colour) == 3:
        rgb = round(255 * colour[0]), round(255 * colour[1]), round(255 * colour[2])
    elif len(colour) == 4:
        white = 1 - colour[3]
        rgb = tuple(round(255 * (1 - ink) * white) for ink in colour[:3])
    return measured_style(str(char["fontname"]), float(char["size"]), stroked=False, slanted=slanted, colour=rgb)
