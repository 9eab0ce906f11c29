"""Characters that nobody sees: zero-width blanks and joiners, soft hyphens, marks of the direction of writing.

They come with text copied from web pages. They stay in the text, and count as nothing wherever structure is read.
"""

import re

ANY = "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
"""The class of these characters, for patterns."""
_INVISIBLE = re.compile(ANY)


def visible(text: str) -> tuple[str, tuple[int, ...] | None]:
    """``text`` without them, and where each character that is left stood; ``None`` where none was left out."""
    if text.isascii() or _INVISIBLE.search(text) is None:
        return text, None
    places = tuple(at for at, char in enumerate(text) if not _INVISIBLE.match(char))
    return "".join(text[at] for at in places), places
