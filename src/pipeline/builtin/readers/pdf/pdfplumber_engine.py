"""The second opinion: slow, and honest about characters that nothing in the file explains."""

import contextlib
import logging
import math
import re
import warnings
from collections.abc import Container, Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import Any

import msgspec
import pdfplumber
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page

from pipeline.builtin.readers.pdf.doubles import nearness
from pipeline.builtin.readers.pdf.forms import normal
from pipeline.builtin.readers.pdf.painted import settle
from pipeline.builtin.readers.pdf.sheet import Box, Fragment, Sheet, main_turn, measured_style, seen
from pipeline.builtin.readers.pdf.spelling import unnamed
from pipeline.builtin.readers.pdf.unpacking import new_page
from pipeline.model.layout import Style

PAGES = 200
"""At most so many pages are read a second time."""
COUNTED = 20_000
"""At most so many pages are counted."""
UNKNOWN = "\ufffd"
"""Stands for a character that the file does not explain."""
PICTURES = ("DCTDecode", "DCT", "JPXDecode", "CCITTFaxDecode", "CCF", "JBIG2Decode")
"""Filters of images."""
EMPTY = 20
"""Bytes that an empty stream takes up at most, packed."""
_SHOWS = re.compile(rb"[^(<\[\s]\s*[)>\]]\s*(?:T[jJ]|['\"])|/\S+\s+(?:Do|sh)\b|\sEI\b|\s(?:f\*?|F|S|s|[Bb]\*?)(?=\s|$)")
"""An operator that shows text, a picture or a shading, or paints a path."""

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class Missing(msgspec.Struct):
    """A page that cannot be read."""

    number: int
    large: bool
    """Whether it is beyond what may be unpacked."""


def sheets(content: bytes, numbers: Container[int] | None = None) -> Iterator[Sheet | Missing]:
    """The pages with these numbers (all, when ``None``), at most :data:`PAGES`. Rules are not looked for.

    Raises:
        Exception: of any kind, when the file is too broken to find the next page.
    """
    left = PAGES + 1 if numbers is None else PAGES
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pdfplumber.open(BytesIO(content)) as pdf:
            for number, page in enumerate(islice(PDFPage.create_pages(pdf.doc), COUNTED), 1):
                if numbers is not None and number not in numbers:
                    continue
                if left == 0:
                    return
                left -= 1
                yield _read(pdf, page, number)


def _read(pdf: Any, page: Any, number: int) -> Sheet | Missing:
    with new_page() as budget:
        try:
            made = Page(pdf, page, page_number=number)
            sheet = _sheet(made)
            made.close()
        except Exception:  # noqa: BLE001 - pdfminer raises anything on a bad page; the others may be sound
            return Missing(number, budget.exceeded)
    return sheet


def count(content: bytes) -> int:
    """How many pages there are, at most :data:`COUNTED`; 0 when that cannot be told."""
    try:
        pages = PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(content))))
        return sum(1 for _ in islice(pages, COUNTED))
    except Exception:  # noqa: BLE001 - pdfminer raises anything on a bad file
        return 0


def units(content: bytes) -> dict[int, float]:
    """Pages whose user space has another unit than a point, with its length in pt."""
    found: dict[int, float] = {}
    with contextlib.suppress(Exception):  # pdfminer raises anything on a bad file
        pages = PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(content))))
        for number, page in enumerate(islice(pages, COUNTED), 1):
            unit = float(resolve1(page.attrs.get("UserUnit", 1)))
            if unit != 1 and 0 < unit < 1000:
                found[number] = unit
    return found


def undecoded(content: bytes, numbers: Container[int]) -> tuple[set[int], set[int]]:
    """Of pages on which nothing is drawn, those whose content is not empty, and those that are too large to unpack.

    They are all of the former kind, where that cannot be told.
    """
    found: set[int] = set()
    large: set[int] = set()
    try:
        pages = list(enumerate(PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(content)))), 1))
    except Exception:  # noqa: BLE001 - pdfminer raises anything on a bad file
        return {number for number in range(1, 20_001) if number in numbers}, large
    for number, page in pages:
        if number in numbers:
            with new_page() as budget:
                if any(map(_draws, page.contents)):
                    (large if budget.exceeded else found).add(number)
    return found, large


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
    chars, twice = _once(page.chars)
    nameless = _nameless(page.page_obj.resources)
    for index, char in enumerate(chars):
        if char["fontname"] in nameless:
            char["text"] = UNKNOWN
        _add(sheet.fragments, char, media, box, rotation, twice=index in twice)  # type: ignore[arg-type]  # four numbers
    sheet.turn = main_turn(sheet.fragments)
    sheet.images = len(page.images)
    settle(sheet)
    return sheet


def _nameless(resources: Any) -> set[str]:
    """Names of those fonts whose glyphs bear names without a meaning."""
    found: set[str] = set()
    with contextlib.suppress(Exception):  # pdfminer raises anything on a bad file
        for font in resolve1(resolve1(resources).get("Font", {})).values():
            described = resolve1(font)
            if unnamed(described):
                found.add(resolve1(resolve1(described["FontDescriptor"])["FontName"]).name)
    return found


def _once(chars: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], set[int]]:
    """The characters but for those drawn again a hair's breadth off, and which of them are bold by it."""
    places: dict[tuple[str, int, int], list[int]] = {}
    kept: list[dict[str, Any]] = []
    twice: set[int] = set()
    for char in chars:
        x, y, size = float(char["matrix"][4]), float(char["matrix"][5]), float(char["size"]) or 1.0
        column, row = round(x / size), round(y / size)
        around = [(char["text"], column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        near = nearness(char["text"]) * size
        for index in (index for key in around for index in places.get(key, ())[-20:]):
            other = kept[index]
            left, bottom = other["matrix"][4:6]
            if index == len(kept) - 1 and not other["adv"] and (left, bottom) == (x, y):
                continue  # a doubled letter of a font without widths
            if abs(left - x) < near and abs(bottom - y) < 0.2 * size:
                if (left, bottom) != (x, y) and other["non_stroking_color"] == char["non_stroking_color"]:
                    twice.add(index)
                break
        else:
            places.setdefault((char["text"], column, row), []).append(len(kept))
            kept.append(char)
    return kept, twice


def _add(fragments: list[Fragment], char: dict[str, Any], media: Box, box: Box, rotation: int, *, twice: bool) -> None:
    """Put the character into the last fragment, or into a new one."""
    a, b, c, d, e, f = char["matrix"]
    angle = math.degrees(math.atan2(b, a))
    turn = (round(angle / 90) * 90 + rotation) % 360
    x, y = seen(box, turn, *_user(media, rotation, e, f))
    advance = float(char.get("adv") or 0.0) * math.hypot(a, b)
    text = UNKNOWN if char["text"].startswith("(cid:") else normal(char["text"])
    slanted = abs(a * c + b * d) > 0.1 * math.hypot(a, b) * math.hypot(c, d)
    style = _style(char, slanted=slanted, stroked=twice or None)
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
    if not last.text:
        fragments.pop()


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


def _style(char: dict[str, Any], *, slanted: bool, stroked: bool | None) -> Style:
    """The style; whether text is filled and outlined is not known here."""
    colour = char.get("non_stroking_color")
    if not isinstance(colour, (tuple, list)) or not all(isinstance(part, (int, float)) for part in colour):
        colour = ()
    rgb: tuple[int, int, int] | None = None
    space = str(char.get("ncs") or "")
    if len(colour) == 1 and "Separation" not in space and "Indexed" not in space:
        rgb = (round(255 * colour[0]),) * 3
    elif len(colour) == 3 and "Lab" not in space:
        rgb = round(255 * colour[0]), round(255 * colour[1]), round(255 * colour[2])
    elif len(colour) == 4 and "DeviceN" not in space:
        white = 1 - colour[3]
        rgb = tuple(round(255 * (1 - ink) * white) for ink in colour[:3])
    return measured_style(str(char["fontname"]), float(char["size"]), stroked=stroked, slanted=slanted, colour=rgb)
