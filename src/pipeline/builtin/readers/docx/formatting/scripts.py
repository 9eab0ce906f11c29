"""Which of a run's fonts a character takes (ECMA-376 part 1, 17.3.2.26).

ASCII takes ``w:ascii``; Han, kana and full-width forms take ``w:eastAsia``; everything else
takes ``w:hAnsi``, or ``w:eastAsia`` where the run says ``w:hint="eastAsia"``. So “ ” … —
are drawn in the Latin font of a run without the hint.
"""

import re
from collections.abc import Iterator
from typing import Final

_EAST: Final = (
    "\u1100-\u11ff\u2e80-\u2fff\u3000-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef"
    "\U00010000-\U0010ffff"
)
_SCRIPTS: Final = re.compile(f"([\0-\x7f]+)|([{_EAST}\t\v]+)|([^\0-\x7f{_EAST}]+)")

LATIN, EAST, OTHER = 1, 2, 3


def scripts(text: str) -> Iterator[tuple[int, int, int]]:
    """Stretches of ``text``: (start, end, :data:`LATIN`, :data:`EAST` or :data:`OTHER`)."""
    for match in _SCRIPTS.finditer(text):
        yield match.start(), match.end(), match.lastindex or LATIN
