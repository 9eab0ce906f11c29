"""The one writer of pdf files for tests: objects by number, and pages of what they draw.

Offsets and lengths are right, and nothing is packed, so that a test can find and change what it wants.
"""

from collections.abc import Mapping, Sequence

FIRST_PAGE = 10
"""The object of the first page; its content is the next object, then comes the second page. Those below are free."""


def pdf_file(
    pages: Sequence[tuple[str, bytes]],
    objects: Mapping[int, bytes],
    *,
    behind: Mapping[int, bytes] | None = None,
    packed: bytes = b"",
    kids: str | None = None,
    trailer: str = "",
) -> bytes:
    """Return a pdf. A page is the entries of its dictionary (``/MediaBox …``) and what it draws.

    ``objects``: others, by their numbers, from 3 on and not those of pages; ``behind``: those that follow the
    pages in the file, so that one that is cut short lacks them; ``packed``: entries of each page's stream, whose
    content is packed already; ``kids``: the list of pages in place of the right one; ``trailer``: more entries.
    """
    numbers = range(FIRST_PAGE, FIRST_PAGE + 2 * len(pages), 2)
    listed = " ".join(f"{number} 0 R" for number in numbers) if kids is None else kids
    held = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{listed}]/Count {len(pages)}>>".encode("ascii"),
        **objects,
    }
    for number, (entries, drawn) in zip(numbers, pages, strict=True):
        held[number] = f"<</Type/Page/Parent 2 0 R{entries}/Contents {number + 1} 0 R>>".encode("latin-1")
        held[number + 1] = stream(drawn, packed)
    held |= behind or {}
    out, table = bytearray(b"%PDF-1.7\n"), b"0 1\n0000000000 65535 f \n"
    for number, content in held.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    last = f"trailer\n<</Size {max(held) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out + b"xref\n" + table + last.encode("ascii"))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object with this content; ``entries`` are more of its dictionary."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)
