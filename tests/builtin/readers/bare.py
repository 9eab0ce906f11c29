"""A pdf as its bytes: what its pages draw, with fonts and objects of one's own. No font of the machine is needed."""

from collections.abc import Mapping

WIDTH, HEIGHT = 595.0, 842.0
LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def bare(
    *pages: bytes,
    fonts: Mapping[str, bytes] | None = None,
    objects: Mapping[int, bytes] | None = None,
    page: bytes = b"",
    packed: bytes = b"",
) -> bytes:
    """The file; each of ``pages`` is what one draws.

    ``fonts``: dictionaries by the names that pages use, ``F`` is Helvetica; ``objects``: others, by numbers from 500
    on; ``page``: entries of each page's dictionary; ``packed``: those of each stream's, which is packed already.
    """
    named = {"F": LATIN, **(fonts or {})}
    listed = b"".join(b"/%s %s" % (name.encode(), font) for name, font in named.items())
    kids = b" ".join(b"%d 0 R" % (10 + 2 * index) for index in range(len(pages)))
    held = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        3: b"<<%s>>" % listed,
        **(objects or {}),
    }
    for index, drawn in enumerate(pages):
        number = 10 + 2 * index
        held[number] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font 3 0 R>>/Contents %d 0 R%s>>" % (
            WIDTH,
            HEIGHT,
            number + 1,
            page,
        )
        held[number + 1] = stream(drawn, packed)
    out, places = b"%PDF-1.5\n", {}
    for number, content in held.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    head = b"xref\n0 1\n0000000000 65535 f \n"
    return out + head + table + b"trailer\n<</Size 1000/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream with this content."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def shown(text: bytes, x: float = 100, y: float = 700, size: float = 16, font: str = "F") -> bytes:
    """What draws this text."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{text.hex()}> Tj ET\n".encode()
