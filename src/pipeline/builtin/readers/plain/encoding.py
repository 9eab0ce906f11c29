"""The text of bytes whose encoding nobody says.

Found are utf-8, utf-16 and utf-32 by their byte order mark; without one utf-8, gb18030 (with
its parts gbk and gb2312), utf-16 and big5. A few bytes that are valid UTF-8 for letters nobody writes, and common
Han in gb18030, are these Han. Nothing is ever replaced or left out: bytes that
fit no encoding, or only one in which they make no sense, are an error.
"""

import codecs
import functools
import itertools
import re
import unicodedata
from collections.abc import Sized

from pipeline.builtin.readers.plain.seldom import nobody_writes
from pipeline.model.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be", "cp950", "big5hkscs")

_FREQUENT = frozenset(
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方用多"
    "你着部能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与文当两"
    "实重新三么只山水关明从化平建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第合院物性战由位"
    "常点海意场武使次二向治因立数样身情入原问把路被并利石老教万知级量任江及应省资委务元美特期世湖回系比气总展电科金声"
    "提品设或义社很统处四首共形目基领队直计别权话少命至报给打变果书清活几州华解议更称决张导术府才保交放管结便走达再题"
    "國為這個來會時學說們後發對長過業裡經門動進區開產軍還種現機體與當兩實關從將員東頭間無見應資務氣總電聲設義處統計"
    "權話報給變書華決張導術達題萬級樣場點戰數問勞廠灣黨農縣鄉鎮條約據規則標準證總辦單濟環質責類"
)
"""Han that are half of any Chinese prose, in simplified and traditional form."""

_COMMON = 0.5
"""Points of a Han of everyday use that is not frequent."""
_LETTERS_OF_ASIA = re.compile("[\x00-\x7f\u048a-\u052f]*")
"""A text of ASCII and of Cyrillic letters of Kazakh, Mongolian and their like, of which one may stand alone."""
_HALF_FREQUENT = 0.75
"""Points of a text in which every second Han is frequent."""
_SHORT = 8
"""Characters beyond ASCII up to which a text is so short that its points say little."""
_SAMPLE = 20_000
"""Characters beyond ASCII on which a guess is judged."""

_MAGIC = re.compile(rb"\s*(?:%PDF-|\{\\rtf|PK\x03\x04|\xd0\xcf\x11\xe0|\x1f\x8b|7z\xbc\xaf|Rar!|\x89PNG|\xff\xd8\xff)")
_CONTROL_BYTES = bytes((*range(9), *range(0x0E, 0x1A), *range(0x1C, 0x20), 0x7F))
_CONTROLS = dict.fromkeys(_CONTROL_BYTES)
_HEAD = 65_536


def is_binary(content: bytes) -> bool:
    """Whether the first 64 KB show another format: its signature, or more than a few control bytes."""
    if any(content.startswith(mark) for mark, _, _ in _BOMS):
        return False
    if _MAGIC.match(content):
        return True
    head = content[:_HEAD]
    if b"\0" not in head and len(head) - len(head.translate(None, _CONTROL_BYTES)) <= _bearable(head):
        return False
    even = head[: len(head) // 2 * 2]
    return not any(_sense(even.decode(name, "ignore")) for name in ("utf-16-le", "utf-16-be"))


def _bearable(content: Sized) -> int:
    """How many control characters a text of this length may hold."""
    return max(2, len(content) // 200)


def decode(content: bytes) -> tuple[str, str]:
    """The text without byte order mark, and the name of its encoding.

    Raises:
        DocumentError: ``encoding``, when none can be told.
    """
    for mark, name, codec in _BOMS:
        if content.startswith(mark):
            text = _strict(content[len(mark) :], codec)
            if text is None:
                raise DocumentError("encoding")
            return text, name
    if b"\0" not in content:
        text = _strict(content, "utf-8")
        if text is not None:
            chinese = _by_accident(content, text)
            return (text, "utf-8") if chinese is None else (chinese, "gb18030")
    best, found = 0.0, None
    for name in _GUESSES:
        text = _strict(content, name)
        if name == "gb18030" and text is not None and _few_and_plain(text):
            return text, name
        if text is not None and (sense := _sense(text)) > best:
            best, found = sense, (text, name)
    if found is None:
        raise DocumentError("encoding")
    return found


def _few_and_plain(text: str) -> bool:
    """Whether all that a short text has beyond ASCII is Han of level 1 of GB/T 2312, which a few bytes seldom are."""
    beyond = [char for char in text if char > "\x7f"]
    return 0 < len(beyond) <= _SHORT and all(char in _simplified() for char in beyond) and not _controls(text)


def _controls(text: str) -> bool:
    return len(text) != len(text.translate(_CONTROLS))


def _by_accident(content: bytes, text: str) -> str | None:
    """What ``content`` says in GB 18030, when nobody writes its UTF-8 ``text`` and all its Han are common ones."""
    if text.isascii() or not nobody_writes(text):
        return None
    chinese = _strict(content, "gb18030")
    points = [_points(char) for char in chinese or "" if char > "\x7f"]
    least = _HALF_FREQUENT if _LETTERS_OF_ASIA.fullmatch(text) else _COMMON
    return chinese if points and min(points) >= _COMMON and sum(points) / len(points) >= least else None


def _strict(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _sense(text: str) -> float:
    """How much ``text`` looks like Chinese prose, 0 (not at all) to 1.

    Bytes read in the wrong encoding give Han that are rare, controls, and characters that
    stand for nothing.
    """
    head = text[:_HEAD]
    if "\0" in text or len(head) - len(head.translate(_CONTROLS)) > _bearable(head):
        return 0.0
    beyond = list(itertools.islice((char for char in text if char > "\x7f"), _SAMPLE))
    if not beyond:
        return 1.0
    points = sum(_points(char) for char in beyond) / len(beyond)
    floor = 0.35 if len(beyond) < 40 else 0.56  # Korean in euc-kr reads as Han of 0.54
    return points if points > floor else 0.0


@functools.lru_cache(maxsize=8192)
def _points(char: str) -> float:
    if char in _FREQUENT or "\u3000" <= char <= "\u3017" or "\uff01" <= char <= "\uff5e" or char in "“”‘’—…·×":
        return 1.0
    if "\u4e00" <= char <= "\u9fff":
        return _COMMON if char in _common() else -0.25
    return -1.0 if unicodedata.category(char) in ("Co", "Cn", "Cc", "Cs") else 0.0


@functools.cache
def _common() -> frozenset[str]:
    """The Han of everyday use: level 1 of GB/T 2312 (by sound) and of Big5."""
    traditional = (bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return _simplified() | frozenset("".join(pair.decode("big5", "ignore") for pair in traditional))


@functools.cache
def _simplified() -> frozenset[str]:
    """Level 1 of GB/T 2312."""
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset("".join(pair.decode("gb2312", "ignore") for pair in pairs))
