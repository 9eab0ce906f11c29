"""The one builder of docx for our own tests.

What python-docx can say is built with it and turned to bytes by :func:`saved`; what it cannot, :func:`package`
writes part by part. Any of their zips is taken apart and put together by :func:`members`, :func:`zipped` and
:func:`changed`. ``pipeline.testing.docx`` lays out paragraphs and serves plugins too.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.model.document import Document, Source

P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
"""A paragraph of one run."""
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "footnotes": "footnotes"}

Read = Callable[[Any], Document]
"""What the fixture ``read`` is: :func:`read`."""
Zipped = Callable[..., bytes]
"""What the fixture ``zipped`` is: :func:`package`."""


def package(body: str, *, chunk: tuple[str, bytes] | None = None, **parts: str) -> bytes:
    """A docx from the inner XML of its body and, by name, of other parts (``styles``, ``header1`` …).

    A part's name is the id of its relationship too. ``chunk``: an embedded document by its name, with the id ``chunk``.
    """
    related = []
    files: dict[str, str | bytes] = {"[Content_Types].xml": _TYPES}
    for name, inner in parts.items():
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        related.append((name, kind, f"{name}.xml"))
        files[f"word/{name}.xml"] = inner if kind == "theme" else f"<w:{root} {NAMESPACES}>{inner}</w:{root}>"
    if chunk is not None:
        related.append(("chunk", "aFChunk", chunk[0]))
        files[f"word/{chunk[0]}"] = chunk[1]
    files["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    files["_rels/.rels"] = _relationships([("rId1", "officeDocument", "word/document.xml")])
    files["word/_rels/document.xml.rels"] = _relationships(related)
    return zipped(files)


def _relationships(entries: list[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id, kind, target in entries
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{inner}</Relationships>'


def zipped(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """The members of a zip, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The zip with each member's content as ``change(name, content)`` gives it; ``None`` leaves it out."""
    contents = {name: change(name, content) for name, content in members(data).items()}
    return zipped({name: content for name, content in contents.items() if content is not None})


def saved(file: Any) -> bytes:
    """What python-docx built, as bytes."""
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def read(built: Any) -> Document:
    """The document read from bytes, or from what python-docx built."""
    return DocxReader().read(Source("a.docx", built if isinstance(built, bytes) else saved(built)))
