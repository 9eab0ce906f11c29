"""What stands for the same character, and which characters two readings of a page do not share.

Nothing but what is listed here is forgiven:

- blanks and characters without width, which the page does not show;
- forms of one character: NFKC (Kangxi radicals, compatibility ideographs, ligatures, full width), and the
  radicals of U+2E80 that NFKC leaves alone;
- hyphens and dashes, which fonts name at will, and the soft hyphen, which is one where it is drawn;
- a character that no engine can name: ``(cid:7)``, control characters and U+FFFD are one unknown character;
- what is drawn again nearly on itself, to look bold or as a shadow, and what stands outside of the page
  (``readings.py``);
- letters as their base and accents, in whatever order they are drawn.
"""

import re
import unicodedata
from collections import Counter

from pipeline.builtin.readers.pdf.forms import unified

UNKNOWN = "\ufffd"
LIGATURE = 3
"""Characters that a glyph may stand for."""
_UNKNOWN = re.compile(r"\(cid:\d+\)|[\x00-\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_DASHES = dict.fromkeys(map(ord, "\x02\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\uff0d\ufffe\u02d7"), "-")
_BLANK = re.compile(r"[\s\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3164\ufeff\ufe00-\ufe0f]+")


def characters(text: str) -> Counter[str]:
    """The characters of a page, as often as each comes."""
    text = _UNKNOWN.sub(UNKNOWN, text).translate(_DASHES)
    return Counter(_BLANK.sub("", unicodedata.normalize("NFKD", unified(text))))


def difference(ours: Counter[str], theirs: Counter[str]) -> str:
    """What only one has: ``-`` the other engine, ``+`` ours; empty where they are equal."""
    less, more = theirs - ours, ours - theirs
    parts = [f"-{_shown(less)}" if less else "", f"+{_shown(more)}" if more else ""]
    return " ".join(part for part in parts if part)


def explained(ours: Counter[str], theirs: Counter[str], beyond: Counter[str]) -> str:
    """Why the two differ, when it is for one of these reasons; empty otherwise.

    ``unnamed``: all that the other has and we have not are characters that it cannot name.
    ``edge``: we keep in whole what runs over the edge of the page (``beyond``: what it has outside).
    """
    less, more = theirs - ours, ours - theirs
    if not less and not more - beyond:
        return "edge"
    unknown = less[UNKNOWN]
    return "unnamed" if less.total() == unknown and 0 < more.total() <= LIGATURE * unknown else ""


def _shown(some: Counter[str]) -> str:
    text = "".join(char * min(count, 4) for char, count in some.most_common(12))
    return f"{some.total()} {ascii(text) if not text.isprintable() else text}"
