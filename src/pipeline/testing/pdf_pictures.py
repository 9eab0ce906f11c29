"""Pages of a pdf as pictures, and the ink on them."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.testing.pdf_glyphs import PATIENCE, Box, Frame

SCALE = 1.0
"""Pixels in a pt."""
PAGES = 30
"""Pages of one file that are looked at."""
_DARK = 160
_CONTRAST = 24


def pictures(data: bytes) -> Iterator[tuple[str, int, Any]]:
    """(program, page from 1, grey picture of the CropBox): by pdfium, and by poppler where it works.

    pdfium shows boxes for letters of fonts that are not in the file, whatever fonts the machine has.
    """
    import pypdfium2

    from pipeline.builtin.readers.pdf import stand_in

    stand_in.install(for_standard=True)
    file = pypdfium2.PdfDocument(data)
    try:
        for number in range(min(len(file), PAGES)):
            page = file[number]
            yield "pdfium", number + 1, page.render(scale=SCALE, grayscale=True).to_pil()
            page.close()
    finally:
        file.close()
    program = shutil.which("pdftoppm")
    if program:
        yield from _poppler(program, data)


def _poppler(program: str, data: bytes) -> Iterator[tuple[str, int, Any]]:
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.pdf").write_bytes(data)
        command = [program, "-r", str(round(72 * SCALE)), "-gray", "-cropbox", "-q", "-l", str(PAGES), "a.pdf", "p"]
        with contextlib.suppress(OSError):
            subprocess.run(command, cwd=folder, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
        for path in sorted(Path(folder).glob("p-*.pgm")):
            with Image.open(path) as picture:
                yield "poppler", int(path.stem.rpartition("-")[2]), picture.copy()


def has_ink(picture: Any, box: tuple[int, int, int, int]) -> bool:
    """Whether something can be told from its ground in these pixels."""
    low, high = picture.crop(box).getextrema()
    return bool(high - low >= _CONTRAST)


def ink(picture: Any) -> int:
    """How many pixels are dark."""
    return sum(picture.histogram()[:_DARK])


def without(picture: Any, boxes: list[tuple[int, int, int, int]]) -> Any:
    """A copy with these boxes painted white."""
    from PIL import ImageDraw

    copy = picture.copy()
    draw = ImageDraw.Draw(copy)
    for box in boxes:
        draw.rectangle(box, fill=255)
    return copy


def pixels(frame: Frame, box: Box, slack: float, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """The pixels of a box of user space with ``slack`` pt around it; ``None`` where it is not on the picture."""
    one, other = frame.shown(box[0], box[1]), frame.shown(box[2], box[3])
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    middle = (x0 + x1) / 2 * SCALE, (y0 + y1) / 2 * SCALE
    if not (0 <= middle[0] < size[0] and 0 <= middle[1] < size[1]):
        return None
    left, top = max(int((x0 - slack) * SCALE), 0), max(int((y0 - slack) * SCALE), 0)
    right, bottom = min(int((x1 + slack) * SCALE) + 1, size[0]), min(int((y1 + slack) * SCALE) + 1, size[1])
    return (left, top, right, bottom) if right > left and bottom > top else None
