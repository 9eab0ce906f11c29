"""How high a line is that is not given in pt: what rests on Word's practice and not on the standard.

ECMA-376 part 1, 17.3.1.33, leaves single spacing to the font. In Word a line of Chinese text
is 1.3 times its type size high in the fonts that come with Windows for 宋体, 仿宋, 楷体 and 黑体;
Latin letters in the fonts of :data:`LATIN` beside it are lower. Under a grid of lines
(17.6.5) a line takes whole lines of the grid. Nothing is said about other fonts.
"""

import functools
import math
import re
from collections.abc import Sequence
from typing import Final

from pipeline.model.layout import FontClass, Piece, Style

HIGH: Final = 1.3
"""The height of a Chinese line by its type size."""
CLASSES: Final[frozenset[FontClass]] = frozenset(("宋体", "仿宋", "楷体", "黑体"))
LATIN: Final = frozenset(("times new roman", "arial", "calibri", "cambria", "courier new", "verdana", "tahoma"))
"""Fonts whose own lines are less than :data:`HIGH` times as high as their type size."""
HIGHER: Final = re.compile("思源|source ?han|noto", re.IGNORECASE)
"""Fonts of these classes whose lines are higher, by how much depends on the program."""
LINE: Final = 12.0
"""A line in pt as a unit of space between paragraphs, where there is no grid (17.3.1.33: 240 twips)."""
_HAIR: Final = 0.02
"""How much of a grid line may be exceeded without another being taken."""


def natural(pieces: Sequence[Piece], first: int, mark: Style) -> float | None:
    """The height in pt of single-spaced lines of ``pieces`` from the ``first`` on; without any, that of the ``mark``.

    ``None`` where the fonts leave it open, or lines may differ.
    """
    last, found, latin = None, None, 0.0
    for index in range(first, len(pieces)):
        style = pieces[index].style
        if style is last:
            continue
        last = style
        height, size = _height(style)
        if size is None:
            return None
        if height is None:
            latin = max(latin, size)
        elif found is None:
            found = height
        elif height != found:
            return None
    if last is None:
        return _height(mark)[0]
    return found if found is not None and latin * HIGH <= found else None


@functools.lru_cache(maxsize=1024)
def _height(style: Style) -> tuple[float | None, float | None]:
    """The height of a line in this style and the type size; (``None``, ``None``) where they are not known."""
    if style.size is None:
        return None, None
    if style.font_class in CLASSES and not (style.font and HIGHER.search(style.font)):
        return style.size * HIGH, style.size
    return None, style.size if style.font and style.font.lower() in LATIN else None


def single(height: float | None, grid: float | None) -> float | None:
    """A single-spaced line in pt; ``grid`` is the pitch of the grid in pt, 0 without one, ``None`` where unknown."""
    if height is None or grid is None:
        return None
    return grid * math.ceil(height / grid - _HAIR) if grid else height
