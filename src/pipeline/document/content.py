"""What kind of file bytes are, for the sentence that says that they are not what the name promises."""

from pipeline.model.text import Text

TEXT = Text("文字", "text")
_HEAD = 1024
"""bytes, in lower case and without blanks before them, in which a signature is looked for."""
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%pdf-", "pdf"),
    (b"pk\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE (doc, wps, xls …)"),
    (b"{\\rtf", "rtf"),
    (b"\x89png", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"gif8", "gif"),
    (b"<?xml", "xml"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
)


def kind_of(data: bytes) -> str | Text | None:
    """The name of the kind by its signature; :data:`TEXT` where it has none and is plain text; ``None``: not known."""
    head = data[:_HEAD].lstrip().lower()
    signed = next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), None)
    return signed or (TEXT if _is_text(data) else None)


def _is_text(data: bytes) -> bool:
    """Whether the first kilobytes are plain text in UTF-8 or GB 18030."""
    head = data[:4096]
    if not head.isascii():
        head = head.rstrip(bytes(range(0x80, 0x100)))
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in head):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            head.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
