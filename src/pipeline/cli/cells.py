"""Text on a terminal: what cannot be seen is shown, and how many cells it all takes."""

import os
import re
import sys
import unicodedata

ELLIPSIS = "..."
"""Marks a cut. ASCII, since the width of ``…`` is up to the terminal."""
_PLAIN = frozenset({"Zs", "Co"})
_TOKEN = re.compile(r"\s+|(?:[!-~]+|.)[，。；：、！？）》”]*")


def coloured() -> bool:
    """Whether stdout is a terminal that shows colours, and nobody asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def visible(text: str) -> str:
    """``text`` on one line, with nothing in it that a terminal would act upon or hide.

    Controls become their pictures (``␉`` for a tab), other characters without a shape their
    number (``<U+202E>``).
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char.isprintable() or unicodedata.category(char) in _PLAIN:
        return char
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\u2421" if char == "\x7f" else f"<U+{ord(char):04X}>"


def width(text: str) -> int:
    """Cells that ``text``, visible, takes.

    Wide and full-width characters take two, combining ones none. Those of ambiguous width
    (the quotation marks ``“ ”``, ``×``, ``…``) take one, as modern terminals draw them in a
    UTF-8 locale, Chinese ones too.
    """
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me") else 1


def head(text: str, room: int) -> str:
    """As much of the start of ``text`` as fits into ``room`` cells, made visible, with an ellipsis when cut."""
    return _cut(text, room)


def tail(text: str, room: int) -> str:
    """The same of its end."""
    return _cut(text, room, backwards=True)


def _cut(text: str, room: int, *, backwards: bool = False) -> str:
    near = text[-room - 1 :] if backwards else text[: room + 1]  # a cell holds no more than one, but for accents
    if len(near) == len(text) and width(visible(text)) <= room:
        return visible(text)
    room -= len(ELLIPSIS)
    taken = 0
    for char in reversed(near) if backwards else near:
        room -= width(_visible(char))
        if room < 0:
            break
        taken += 1
    if backwards:
        return ELLIPSIS + visible(text[len(text) - taken :])
    return visible(text[:taken]) + ELLIPSIS


def wrap(text: str, room: int) -> list[str]:
    """``text`` in lines of at most ``room`` cells; Chinese is broken anywhere but before a closing mark."""
    lines = [""]
    for token in _TOKEN.findall(text):
        if lines[-1] and width(lines[-1] + token.rstrip()) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append(token.lstrip())
        else:
            lines[-1] += token
    return lines
