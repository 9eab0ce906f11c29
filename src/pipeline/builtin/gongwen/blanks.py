"""White space inside a line, as typed text has it: space, tab, ideographic space, no-break space.

Offices set words apart with it (``附　件``, ``抄　送：``), so patterns let it stand between the characters of a word.
How many may stand there is up to each pattern. Practice; no standard speaks of it.
"""

import re
from typing import Final

BLANK: Final = r"[ \t\u3000\xa0]"
"""One of them, for patterns."""
GAP: Final = rf"{BLANK}{{0,4}}"
"""None to four of them: a gap inside a word or behind a number; more of them set parts of a line apart."""

_INNER_SPACE: Final = re.compile(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])")


def joined(*lines: str) -> str:
    """Lines as one: white space next to Chinese characters falls away, between Latin words one space stays."""
    return " ".join(_INNER_SPACE.sub("", " ".join(lines)).split())
