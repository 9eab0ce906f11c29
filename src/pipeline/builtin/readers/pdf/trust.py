"""Whether decoded text can be what the page shows."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import pairwise

from pipeline.builtin.gongwen.fonts import clean_name

SHARE = 0.1
"""A page with more than this share of characters from scripts that no official document uses is suspicious."""
ORDERINGS = (b"GB1", b"CNS1", b"Japan1", b"Korea1", b"KR")
_UNUSUAL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u0250-\u02af\u0530-\u05ff\u0700-\u0dff\u0e80-\u1cff"
    r"\u2800-\u28ff\u2c00-\u2dff\u3400-\u4dbf\ua000-\uabff\ud7b0-\ud7ff\ufb1d-\ufdff\ufe70-\ufefe\ufffd\ufffe]"
)
_ONE_SCRIPT = 0.9
"""The share of neighbouring letters of unusual scripts from which on they are of one script each, which is writing."""
_NO_WRITING = ("CJK", "HANGUL", "BRAILLE", "LATIN", "MODIFIER", "")
"""What names of characters begin with that rubbish is made of, and hardly any text: rare ideographs, parts of
syllables, signs of phonetics."""
_BLANK = re.compile(r"\s")
_DESCENDANT = re.compile(rb"/DescendantFonts\s*\[?\s*(\d+)\s+\d+\s+R")
_BASE_FONT = re.compile(rb"/BaseFont\s*/([^\s/<>\[\]()]+)")
_STANDARD = re.compile(rb"Arial|Courier|Helvetica|Times", re.IGNORECASE)
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_ORDERING = re.compile(rb"/Ordering\s*\((\w+)\)")
_REACH = 4096


def unusual(text: str) -> float:
    """The share of characters that no Chinese or Western official document is made of, and no other writing either.

    Writing of any script has its letters beside each other; numbers of glyphs that are taken for characters fall into
    all scripts in turn.
    """
    found = _UNUSUAL.findall(text)
    if not found:
        return 0.0
    left = len(found)
    if left > SHARE * len(text):
        left -= _written(text, found)
    return left / max(len(_BLANK.sub("", text)), 1)


def _written(text: str, found: Iterable[str]) -> int:
    """How many of these characters, all that are unusual in the text, belong to writing."""
    scripts = {char: unicodedata.name(char, "").partition(" ")[0] for char in set(found)}
    pairs = [(scripts[one], scripts[two]) for one, two in pairwise(text) if one in scripts and two in scripts]
    same = sum(one == two for one, two in pairs)
    if not pairs or same < _ONE_SCRIPT * len(pairs):
        return 0
    return sum(scripts[char] not in _NO_WRITING for char in found)


def unnamed_fonts(chunks: Iterable[bytes]) -> dict[int, str]:
    """Fonts whose glyph numbers need a character collection to mean characters: object of the descendant, and name.

    That is: Type 0, Identity encoding, no ToUnicode.
    """
    found: dict[int, str] = {}
    for font in _fonts(chunks, b"/Type0"):
        descendant, name = _DESCENDANT.search(font), _BASE_FONT.search(font)
        if b"/Identity" in font and b"/ToUnicode" not in font and descendant and name:
            found[int(descendant[1])] = _decoded(name[1])
    return found


def inline_unmapped(chunks: Iterable[bytes]) -> frozenset[str]:
    """As :func:`unmapped`, of those fonts that hold their descendant within themselves."""
    return frozenset(
        _decoded(name[1])
        for font in _fonts(chunks, b"/Type0")
        if b"/Identity" in font and b"/ToUnicode" not in font and not _DESCENDANT.search(font)
        for name, ordering in ((_BASE_FONT.search(font), _ORDERING.search(font)),)
        if name and ordering and ordering[1] not in ORDERINGS
    )


def coded_fonts(chunks: Iterable[bytes]) -> frozenset[str]:
    """Names of fonts whose codes are numbers of glyphs and nothing else (ISO 32000-1, 9.6.6.4).

    That is: embedded TrueType without Encoding and ToUnicode. All engines take the codes for letters.
    """
    return frozenset(
        _decoded(name[1])
        for font in _fonts(chunks, b"/TrueType")
        if b"/Encoding" not in font and b"/ToUnicode" not in font and b"/FontDescriptor" in font
        for name in (_BASE_FONT.search(font),)
        if name and b"+" in name[1]
    )


def foreign(chunks: Iterable[bytes]) -> bool:
    """Whether a font that is named like one of the standard fonts may be used for letters that those do not have.

    That is: Type 0, and not a subset. The standard fonts have the letters of western Europe.
    """
    names = (_BASE_FONT.search(font) for font in _fonts(chunks, b"/Type0"))
    return any(_STANDARD.match(name[1]) for name in names if name)


def _fonts(chunks: Iterable[bytes], kind: bytes) -> Iterator[bytes]:
    """The dictionaries that hold this name."""
    for chunk in chunks:
        at = chunk.find(kind)
        while at >= 0:
            yield _around(chunk, at)
            at = chunk.find(kind, at + len(kind))


def unmapped(content: bytes, fonts: Mapping[int, str]) -> frozenset[str]:
    """Names of those fonts that are of a collection that is not one of Adobe's.

    An engine makes plausible rubbish of such text without a word.
    """
    return frozenset(_without_collection(content, fonts))


def plainly_mapped(content: bytes, number: int) -> bool:
    """Whether the bytes of object ``number`` alone say that it is a font of one of Adobe's collections."""
    found = re.findall(rb"(?<!\d)%d\s+\d+\s+obj\b(.{,%d})" % (number, _REACH), content, re.DOTALL)
    ordering = _ORDERING.search(found[0].partition(b"endobj")[0]) if len(found) == 1 else None
    return ordering is not None and ordering[1] in ORDERINGS


def _around(chunk: bytes, at: int) -> bytes:
    """The dictionary in which position ``at`` lies."""
    depth, start = 0, at
    for match in reversed(list(re.finditer(rb"<<|>>", chunk[max(at - _REACH, 0) : at]))):
        depth += 1 if match[0] == b">>" else -1
        if depth < 0:
            start = max(at - _REACH, 0) + match.start()
            break
    depth = 0
    for match in re.finditer(rb"<<|>>", chunk[start : start + 2 * _REACH]):
        depth += 1 if match[0] == b"<<" else -1
        if depth == 0:
            return chunk[start : start + match.end()]
    return chunk[start : start + _REACH]


def _decoded(raw: bytes) -> str:
    """A name as it is written in a pdf."""
    raw = _HEX.sub(lambda code: bytes([int(code[1], 16)]), raw)
    for encoding in ("utf-8", "gbk"):
        try:
            return clean_name(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return clean_name(raw.decode("latin-1"))


def _without_collection(content: bytes, fonts: Mapping[int, str]) -> Iterator[str]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    try:
        document = PDFDocument(PDFParser(BytesIO(content)))
        for number, name in fonts.items():
            font = resolve1(document.getobj(number))
            if isinstance(font, list):
                font = resolve1(font[0])
            ordering = resolve1(resolve1(font["CIDSystemInfo"])["Ordering"])
            if ordering not in ORDERINGS:
                yield name
    except Exception:  # noqa: BLE001 - pdfminer raises anything on a bad file; the scripts of the text still speak
        return
