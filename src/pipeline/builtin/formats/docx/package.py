"""The parts of a docx: a zip whose members are inflated one by one, within limits.

Only the parts that hold text or its layout are inflated; pictures and other media never
are, so a broken or missing one does no harm. What a zip declares about sizes is not
believed: the bytes are counted as they come out.
"""

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any, Final
from urllib.parse import unquote

from pipeline.builtin.formats.docx.ooxml import STRICT
from pipeline.errors import DocumentError

MEMBERS: Final = 5_000
INFLATED: Final = 256 * 1024 * 1024
PART: Final = 64 * 1024 * 1024
CONTENT_TYPES: Final = "[content_types].xml"

_MAIN_TYPES = (
    b"wordprocessingml.document.main+xml",
    b"wordprocessingml.template.main+xml",
    b"ms-word.document.macroenabled.main+xml",
    b"ms-word.template.macroenabledtemplate.main+xml",
)
_NAMESPACE = re.compile(rb"""(xmlns(?::[\w.-]+)?\s*=\s*["'])(http://purl\.oclc\.org/ooxml/[\w/]+)(?=["'])""")
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


class Package:
    """An opened docx. Names of parts are full paths without a leading ``/``; their case does not matter."""

    def __init__(self, data: bytes) -> None:
        """Read the zip's directory.

        Raises:
            DocumentError: ``damaged`` when there is none, ``limit`` beyond :data:`MEMBERS`.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise DocumentError("damaged", detail=f"zip: {error}") from error
        members = self._zip.infolist()
        if len(members) > MEMBERS:
            raise DocumentError("limit", detail=f"{len(members)} zip members > {MEMBERS}")
        self._members = {member.filename.replace("\\", "/").lstrip("/").lower(): member for member in members}
        self._left = INFLATED

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def is_word(self) -> bool:
        """Whether the zip's list of content types names a Word main part."""
        if CONTENT_TYPES not in self._members:
            return False
        if "word/document.xml" in self._members:
            return True
        types = self.read(CONTENT_TYPES).lower()
        return any(name in types for name in _MAIN_TYPES)

    def read(self, name: str) -> bytes:
        """The inflated bytes of a part.

        Raises:
            DocumentError: ``damaged`` when missing, encrypted or broken, ``limit`` when larger than
                :data:`PART`, or than what is left of :data:`INFLATED`.
        """
        member = self._members.get(name.lower())
        if member is None:
            raise DocumentError("damaged", detail=f"{name}: missing")
        if member.flag_bits & 1:
            raise DocumentError("damaged", detail=f"{name}: encrypted zip member")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DocumentError("damaged", detail=f"{name}: zip method {member.compress_type}")
        allowed = min(PART, self._left)
        try:
            with self._zip.open(member) as stream:
                content = stream.read(allowed + 1)
        except _BROKEN as error:
            raise DocumentError("damaged", detail=f"{name}: {error}") from error
        if len(content) > allowed:
            raise DocumentError("limit", detail=f"{name}: inflates to more than {allowed} bytes")
        self._left -= len(content)
        return content

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The relationships of the part ``name`` (``""``: of the package): id -> (kind, target).

        ``kind`` is the last word of the type, in lower case; a target inside is the full
        path of a part, one outside is as written.
        """
        folder, leaf = posixpath.split(name)
        source = posixpath.join(folder, "_rels", f"{leaf}.rels")
        if source not in self:
            return {}
        found = {}
        for entry in parse(self.read(source), source):
            target = entry.get("Target", "")
            if entry.get("TargetMode", "").lower() != "external":
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            found[entry.get("Id", "")] = (entry.get("Type", "").rpartition("/")[2].lower(), target)
        return found

    def main(self) -> str:
        """The name of the main part.

        Raises:
            DocumentError: ``damaged`` when there is none.
        """
        for kind, target in self.related("").values():
            if kind == "officedocument" and target in self:
                return target
        if "word/document.xml" in self:
            return "word/document.xml"
        raise DocumentError("damaged", detail="no main part")


def parse(content: bytes, name: str) -> Any:
    """The root element of an XML part, Strict namespaces made common ones.

    Raises:
        DocumentError: ``damaged`` when it is not well-formed or declares a DOCTYPE.
    """
    from lxml import etree

    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = _utf8(content, name)
    if b"<!DOCTYPE" in content:
        raise DocumentError("damaged", detail=f"{name}: DOCTYPE")
    if b"http://purl.oclc.org/ooxml/" in content:
        content = _NAMESPACE.sub(lambda match: match[1] + STRICT.get(match[2], match[2]), content)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError("damaged", detail=f"{name}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError("damaged", detail=f"{name}: DOCTYPE")
    return root


def _utf8(content: bytes, name: str) -> bytes:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise DocumentError("damaged", detail=f"{name}: {error}") from error
    return re.sub(r"\A<\?xml[^>]*\?>", "", text).encode()
