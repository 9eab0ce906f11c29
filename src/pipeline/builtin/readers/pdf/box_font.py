"""Builds TrueType fonts whose characters are boxes: a few tables of the OpenType specification, and no more."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

import msgspec

EM = 1000
"""Units of an em, as a pdf counts widths."""
TOP, BOTTOM = 780, -120
"""How far a box reaches above and below the line."""
SIDE = 0.1
"""The share of a character's width that is white on each side of its box, so that neighbours never touch."""
_VERSION, _MAGIC = 0x10000, 0x5F0F3CF5
"""1.0 of whatever it is the version of; what every ``head`` holds."""


class Glyph(msgspec.Struct, frozen=True):
    """A character's width, and whether there is a box in it."""

    width: int
    drawn: bool = True


def font(tables: Mapping[bytes, bytes]) -> bytes:
    """The file of one font."""
    body, placed = _placed(tables, _room(tables))
    return _directory(placed) + body


def collection(shared: Mapping[bytes, bytes], maps: Sequence[bytes]) -> tuple[list[int], bytes]:
    """Where each face begins, and the file of them all: they have the ``shared`` tables and each its own ``cmap``."""
    head, room = 12 + 4 * len(maps), _room({**shared, b"cmap": b""})
    offsets = [head + room * number for number in range(len(maps))]
    body, placed = _placed(shared, head + room * len(maps))
    directories = []
    for one in maps:
        own, place = _placed({b"cmap": one}, head + room * len(maps) + len(body))
        body += own
        directories.append(_directory({**placed, **place}))
    start = struct.pack(f">4s2I{len(maps)}I", b"ttcf", _VERSION, len(maps), *offsets)
    return offsets, start + b"".join(directories) + body


def tables(glyphs: Sequence[Glyph], count: int) -> dict[bytes, bytes]:
    """All tables but the map of characters, of a font of ``count`` glyphs; those that are not given are as the last.

    These have no outlines of their own, since a font is copied for each document: every other one has that of
    the last, and those between them, which seem to end before they begin, all that follows, which is its copy.
    """
    more = count - len(glyphs)
    outlines = [_outline(glyph) for glyph in [*glyphs, *glyphs[-1:]]]
    places = list(accumulate(map(len, outlines), initial=0))
    copies = (places[-3:-1] * (more // 2 + 1))[:more]
    metrics = [struct.pack(">Hh", glyph.width, _side(glyph)) for glyph in glyphs]
    head = (_VERSION, _VERSION, 0, _MAGIC, 0, EM, 0, BOTTOM, EM, TOP, 0, 8, 2, 0, 0)
    lines = (_VERSION, TOP, BOTTOM, 0, max(glyph.width for glyph in glyphs), 0, 0, EM, 1, 0, 0, 0, len(glyphs))
    most = (_VERSION, count, 4, 1, 0, 0, 1, *[0] * 8)
    return {
        b"head": struct.pack(">4I2H16x4h2H3h", *head),
        b"hhea": struct.pack(">I3hH3h3h8xhH", *lines),
        b"maxp": struct.pack(">I14H", *most),
        b"hmtx": b"".join(metrics),
        b"loca": struct.pack(f">{count + 1}H", *[place // 2 for place in (*places[: len(glyphs) + 1], *copies)]),
        b"glyf": b"".join(outlines),
    }


def character_map(ranges: Iterable[tuple[int, int, int]]) -> bytes:
    """The ``cmap`` of these ranges, in order: first code, last code, and the one glyph of all between (format 13)."""
    groups = b"".join([struct.pack(">3I", *one) for one in ranges])
    start = 4 + 2 * 8
    unicode = (3, 1, start, 3, 10, start)  # the basic plane and all planes, for programs that ask for one or the other
    head = struct.pack(">2H2HI2HI", 0, 2, *unicode)
    return head + struct.pack(">2H3I", 13, 0, 16 + len(groups), 0, len(groups) // 12) + groups


def _side(glyph: Glyph) -> int:
    return round(SIDE * glyph.width) if glyph.drawn else 0


def _outline(glyph: Glyph) -> bytes:
    """One contour of four points: the lower left corner, then up, across and down."""
    if not glyph.drawn:
        return b""
    left = _side(glyph)
    right, height = glyph.width - left, TOP - BOTTOM
    head = struct.pack(">5h2H", 1, left, BOTTOM, right, TOP, 3, 0)
    # flags: on the curve, and whether it stands where the last point did across (0x10) or up (0x20)
    return head + bytes((0x01, 0x11, 0x21, 0x11)) + struct.pack(">5h2x", left, right - left, BOTTOM, height, -height)


def _room(tables: Mapping[bytes, bytes]) -> int:
    """How long the head of a font of these tables is."""
    return 12 + 16 * len(tables)


def _placed(tables: Mapping[bytes, bytes], start: int) -> tuple[bytes, dict[bytes, tuple[int, int]]]:
    """The tables behind each other, and of each where it begins, the first at ``start``, and how long it is."""
    body, placed = bytearray(), {}
    for tag, table in tables.items():
        placed[tag] = start + len(body), len(table)
        body += table + bytes(-len(table) % 4)
    return bytes(body), placed


def _directory(placed: Mapping[bytes, tuple[int, int]]) -> bytes:
    """The head of a font: where each table begins and how long it is. No program asks for the sums."""
    power = len(placed).bit_length() - 1
    head = struct.pack(">I4H", _VERSION, len(placed), 16 << power, power, 16 * (len(placed) - (1 << power)))
    return head + b"".join([struct.pack(">4s3I", tag, 0, *placed[tag]) for tag in sorted(placed)])
