"""Documents for the docx tests: built with python-docx, or written part by part."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest

from pipeline.builtin.readers.docx.reader import DocxReader
from pipeline.model.document import Document, Source

_NAMESPACES = (
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
Zipped = Callable[..., bytes]


@pytest.fixture
def zipped() -> Zipped:
    """A docx from the inner XML of its body and, by name, of other parts (``styles``, ``header1`` …)."""

    def make(body: str, *, chunk: tuple[str, bytes] | None = None, **parts: str) -> bytes:
        related = []
        files: dict[str, str | bytes] = {"[Content_Types].xml": _TYPES}
        for name, inner in parts.items():
            kind = name.rstrip("0123456789")
            root = {"header": "hdr", "footer": "ftr"}.get(kind, _ROOTS.get(kind, kind))
            related.append((name, kind, f"{name}.xml"))
            theme = kind == "theme"
            files[f"word/{name}.xml"] = inner if theme else f"<w:{root} {_NAMESPACES}>{inner}</w:{root}>"
        if chunk is not None:
            related.append(("chunk", "aFChunk", chunk[0]))
            files[f"word/{chunk[0]}"] = chunk[1]
        files["word/document.xml"] = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
        files["_rels/.rels"] = _relationships([("rId1", "officeDocument", "word/document.xml")])
        files["word/_rels/document.xml.rels"] = _relationships(related)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return stream.getvalue()

    return make


def _relationships(entries: list[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id, kind, target in entries
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{inner}</Relationships>'


@pytest.fixture
def read() -> Read:
    """The document read from bytes, or from what python-docx built."""

    def do(built: Any) -> Document:
        if not isinstance(built, bytes):
            stream = io.BytesIO()
            built.save(stream)
            built = stream.getvalue()
        return DocxReader().read(Source("a.docx", built))

    return do


@pytest.fixture
def blank() -> Any:
    """An empty python-docx document."""
    return docx.Document()
