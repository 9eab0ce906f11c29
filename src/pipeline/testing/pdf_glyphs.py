"""Where another program than the reader's engine sees characters on the pages of a pdf."""

import contextlib
import html
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1; pt"""
PATIENCE = 60.0
"""Seconds for a program."""
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', re.DOTALL)


class Word(msgspec.Struct, frozen=True):
    """Characters, and the box around them in the page's own user space (y upwards)."""

    text: str
    box: Box


class Frame(msgspec.Struct, frozen=True):
    """How a page is shown: its MediaBox and CropBox in user space, and degrees clockwise."""

    media: Box
    crop: Box
    rotation: int

    def user(self, x: float, y: float) -> tuple[float, float]:
        """A point of the shown MediaBox (from its upper left, y downwards) in user space."""
        left, bottom, right, top = self.media
        return {
            0: (left + x, top - y),
            90: (left + y, bottom + x),
            180: (right - x, bottom + y),
            270: (right - y, top - x),
        }[self.rotation]

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space on the shown CropBox, from its upper left, y downwards."""
        left, bottom, right, top = self.crop
        return {
            0: (x - left, top - y),
            90: (y - bottom, x - left),
            180: (right - x, y - bottom),
            270: (top - y, right - x),
        }[self.rotation]


def frames(data: bytes) -> list[Frame]:
    """How each page is shown. pdfium tells the CropBox; a MediaBox that pages inherit, pdfminer alone."""
    import pdfplumber
    import pypdfium2

    inherited: list[Box] = []
    with contextlib.suppress(Exception), pdfplumber.open(io.BytesIO(data)) as plumbed:  # it raises anything
        inherited = [_upright(page.page_obj.mediabox) for page in plumbed.pages]
    found = []
    file = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(file):
            crop = page.get_bbox()
            media = inherited[number] if number < len(inherited) else crop
            found.append(Frame(media, crop, page.get_rotation()))
            page.close()
    finally:
        file.close()
    return found


def _upright(box: Any) -> Box:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def words(data: bytes, frames: list[Frame]) -> list[list[Word]]:
    """The words of each page as poppler's ``pdftotext`` sees them; where it does not work, pdfminer's characters."""
    program = shutil.which("pdftotext")
    said = _said(program, data) if program else ""
    if "<page" not in said:
        return characters(data, frames)
    pages: list[list[Word]] = []
    for frame, part in zip(frames, _PAGE.split(said)[3::3], strict=False):
        pages.append([_word(frame, *found) for found in _WORD.findall(part)])
    return pages + [[] for _ in frames[len(pages) :]]


def _said(program: str, data: bytes) -> str:
    """What ``pdftotext`` prints of the words and their boxes."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = [program, "-bbox", "-enc", "UTF-8", "-q", file.name, "-"]
        with contextlib.suppress(OSError):
            run = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - on a file of ours
            return run.stdout.decode(errors="replace")
    return ""


def _word(frame: Frame, x0: str, y0: str, x1: str, y1: str, text: str) -> Word:
    return Word(html.unescape(text), _around(frame.user(float(x0), float(y0)), frame.user(float(x1), float(y1))))


def characters(data: bytes, frames: list[Frame]) -> list[list[Word]]:
    """The characters of each page as pdfminer, which pdfplumber brings, sees them; slow."""
    import logging

    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages: list[list[Word]] = []
    with pdfplumber.open(io.BytesIO(data)) as file:
        for frame, page in zip(frames, file.pages, strict=False):
            pages.append(list(_once(_character(frame, char) for char in _leaves(page.layout))))
            page.close()
    return pages + [[] for _ in frames[len(pages) :]]


def _once(words: Iterable[Word]) -> Iterator[Word]:
    """Without characters drawn again where they stand or a hair's breadth off, to look bold or to throw a shadow."""
    drawn: set[tuple[str, float, int, int]] = set()
    for word in words:
        x0, y0, x1, y1 = word.box
        step = max(round(min(x1 - x0, y1 - y0) / 3, 1), 0.1)
        at = round(x0 / step), round(y0 / step)
        if not any((word.text, step, at[0] + x, at[1] + y) in drawn for x in (-1, 0, 1) for y in (-1, 0, 1)):
            yield word
        drawn.add((word.text, step, *at))


def _leaves(layout: Any) -> Iterator[Any]:
    """The characters of a page, those in forms too."""
    pending = [layout]
    while pending:
        for one in pending.pop():
            if hasattr(one, "get_text"):
                yield one
            elif isinstance(one, Iterable):
                pending.append(one)


def _character(frame: Frame, char: Any) -> Word:
    """Pdfminer counts from the lower left of the page as it is shown."""
    left, bottom, right, top = frame.media
    height = (top - bottom) if frame.rotation in (0, 180) else (right - left)
    return Word(char.get_text(), _around(frame.user(char.x0, height - char.y1), frame.user(char.x1, height - char.y0)))


def _around(one: tuple[float, float], other: tuple[float, float]) -> Box:
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return x0, y0, x1, y1


def near(words: list[Word], box: Box, tolerance: float) -> Iterator[Word]:
    """Those of ``words`` whose box comes within ``tolerance`` of ``box``."""
    x0, y0, x1, y1 = box
    for word in words:
        a0, b0, a1, b1 = word.box
        if a0 - tolerance <= x1 and x0 <= a1 + tolerance and b0 - tolerance <= y1 and y0 <= b1 + tolerance:
            yield word
