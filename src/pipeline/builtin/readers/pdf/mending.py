"""Files that lost their end, or whose trailer cannot be read: what the end would have said."""

import re

_ROOT = re.compile(rb"/Root\s+(\d{1,8})\s+\d{1,5}\s+R")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s+\d{1,5}\s+obj\b(.{0,1024}?)(?:endobj|stream)", re.DOTALL)
_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_END = b"\n>>\nendobj\ntrailer\n<</Root %d 0 R/Size 8388607>>\nstartxref\n0\n%%%%EOF\n"
"""What was begun is ended; the first engine finds objects by itself, as many as it allows, once it knows the first."""


def mended(content: bytes) -> bytes | None:
    """The file with an end that names its catalog; ``None`` where none is found, or what it holds is encrypted."""
    if b"/Encrypt" in content:
        return None
    named = _ROOT.findall(content)
    roots = named or [number for number, held in _OBJECT.findall(content) if _CATALOG.search(held)]
    return content + _END % int(roots[-1]) if roots else None
