"""Letters that a reader lost or made up, against a second look at the file."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from pipeline.model.document import Document
from pipeline.model.layout import Generated

UNKNOWN = "\ufffc"
"""In what a witness says: a character that it cannot tell."""
SHOWN = 12
"""Different letters that a message names."""

_RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳⺟⺩⺫⺮⺶⺼⻌⻐⻑⻒⻖⻗⻟⻠",
    "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟母王目竹羊肉辶钅長镸阝雨飠饣",
)
"""Radicals to which Unicode gives no compatibility form, as the Han that they look like."""


def letters(text: str) -> "Counter[str]":
    """How often each letter, digit and Han stands in ``text``, in compatibility form (NFKC)."""
    return Counter(char for char in normal(text) if char.isalnum())


def normal(text: str) -> str:
    """``text`` in the form in which letters are compared: ``Ａ`` and a radical ``⽂`` are as ``A`` and ``文``."""
    return unicodedata.normalize("NFKC", text).translate(_RADICALS)


def lost_or_made_up(document: Document, seen: str) -> Iterator[str]:
    """Letters of ``seen``, what the file shows, that the document has not, and the other way round; in words.

    Generated text is not in the file and does not count. Headers and footers may stand once
    for all pages. Where the document says in ``not_checked`` that something was not read,
    nothing is missing. A letter that the witness cannot tell (U+FFFC) may be any.
    """
    told, due = letters(_read(document)), letters(seen)
    again = letters(_margins(document))
    pages = sum(page.number is not None for page in document.pages)
    missing = Counter({char: n for char, n in (due - told).items() if n > again[char] * max(pages - 1, 0)})
    if missing and not document.not_checked:
        yield f"letters of the file are missing, {_named(missing)}{_first(seen, document.text, missing)}"
    made_up = told - due
    if made_up.total() > seen.count(UNKNOWN):
        yield f"letters are made up, {_named(made_up)}{_first(document.text, seen, made_up)}"


def _read(document: Document) -> str:
    """The text without what the reader generated."""
    text, parts, at = document.text, [], 0
    for piece in document.pieces:
        if isinstance(piece.place, Generated):
            parts.append(text[at : piece.span.start])
            at = piece.span.end
    parts.append(text[at:])
    return "\n".join(parts)


def _margins(document: Document) -> str:
    return "\n".join(document.cut(p.span) for p in document.paragraphs if p.container in ("header", "footer"))


def _named(found: "Counter[str]") -> str:
    named = " ".join(char if n == 1 else f"{char}×{n}" for char, n in found.most_common(SHOWN))
    return f"{found.total()} in all: {named}" + (" …" if len(found) > SHOWN else "")


def _first(text: str, other: str, found: "Counter[str]") -> str:
    """Where in ``text`` the first of them stands: a line that ``other`` has not."""
    have = _bare(other)
    for line in text.splitlines():
        bare = _bare(line)
        if bare and bare not in have and not found.keys().isdisjoint(bare):
            return f"; look at {line.strip()[:60]!r}"
    return ""


def _bare(text: str) -> str:
    return "".join(char for char in normal(text) if char.isalnum())
