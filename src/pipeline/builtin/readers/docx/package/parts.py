"""The parts of a docx: a zip whose members are inflated one by one, within limits.

Only the parts that hold text or its layout are inflated; pictures and other media never
are, so a broken or missing one does no harm. What a zip declares about sizes is not
believed: the bytes are counted as they come out.
"""

import functools
import io
import re
import struct
import zipfile
import zlib
from typing import Any, Final

from pipeline.builtin.readers.docx.package.alternatives import settle
from pipeline.builtin.readers.docx.package.ooxml import STRICT
from pipeline.model.errors import DocumentError
from pipeline.model.text import Text

MEMBERS: Final = 5_000
INFLATED: Final = 256 * 1024 * 1024
PART: Final = 64 * 1024 * 1024
NODES: Final = 1_250_000
"""Elements and attributes of one part: about a thousand closely formatted pages."""
_SMALLEST: Final = len("<a/>")
SMALL: Final = 16 * 1024
"""The largest part, in bytes, of which a reading may be remembered: documents of one office share many small ones."""
REMEMBERED: Final = 32
"""How many such readings are."""
USUAL_MAIN: Final = "word/document.xml"
CONTENT_TYPES: Final = "[content_types].xml"

_MAIN_TYPES = (
    b"wordprocessingml.document.main+xml",
    b"wordprocessingml.template.main+xml",
    b"ms-word.document.macroenabled.main+xml",
    b"ms-word.template.macroenabledtemplate.main+xml",
)
_NAMESPACE = re.compile(rb"""(xmlns(?::[\w.-]+)?\s*=\s*["'])(http://purl\.oclc\.org/ooxml/[\w/]+)(?=["'])""")
_LOCAL = struct.Struct("<4s22x2H")
"""The header before a member's bytes: signature, lengths of the name and of the extra field after it."""
_SEAL = struct.Struct("<HIQ")
_SIGNATURE, _ENTRY, _ENCRYPTED = b"PK\x03\x04", b"PK\x01\x02", 1
_ENTRIES = 4 * MEMBERS
"""Entries of zip directories in a file, those of embedded zips included."""
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


class Package:
    """An opened docx. Names of parts are full paths without a leading ``/``; their case does not matter."""

    def __init__(self, data: bytes) -> None:
        """Read the zip's directory.

        Raises:
            DocumentError: ``damaged`` when there is none, ``limit`` beyond :data:`MEMBERS`.
        """
        too_many = limit(f"压缩包内超过 {MEMBERS} 个文件", f"more than {MEMBERS} zip members")
        if data.count(_ENTRY) > _ENTRIES:  # reading such a directory would already take long
            raise too_many
        try:
            members = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except _BROKEN as error:
            raise damaged("压缩包不完整", f"zip: {error}") from error
        if len(members) > MEMBERS:
            raise too_many
        self._members = {member.filename.replace("\\", "/").lstrip("/").lower(): member for member in members}
        self._bytes = memoryview(data)
        self._left = INFLATED

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def is_word(self) -> bool:
        """Whether there is a main part under its usual name, or the zip's list of content types names one.

        Raises:
            DocumentError: ``damaged`` or ``limit`` when it hangs on the list and that cannot be read.
        """
        if USUAL_MAIN in self._members:
            return True
        if CONTENT_TYPES not in self._members:
            return False
        types = self.read(CONTENT_TYPES).lower()
        return any(name in types for name in _MAIN_TYPES)

    def was_word(self) -> bool:
        """Whether parts of a Word document are there, if not its main part."""
        return any(name.startswith("word/") for name in self._members)

    def read(self, name: str) -> bytes:
        """The inflated bytes of a part.

        Raises:
            DocumentError: ``damaged`` when missing, encrypted or broken, ``limit`` when larger than
                :data:`PART`, or than what is left of :data:`INFLATED`.
        """
        member = self._member(name)
        allowed = min(PART, self._left)
        content: bytes | memoryview = self._stored(member)
        if member.compress_type == zipfile.ZIP_DEFLATED:
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = inflater.decompress(content, allowed + 1)
            except zlib.error as error:
                raise damaged(f"{name}：无法解压", f"{name}: {error}") from error
        elif member.compress_type != zipfile.ZIP_STORED:
            raise damaged(f"{name}：不支持的压缩方式", f"{name}: zip method {member.compress_type}")
        if len(content) > allowed:
            megabytes = allowed // 1024**2
            raise limit(f"{name} 解压后超过 {megabytes} MB", f"{name} inflates to more than {megabytes} MB")
        if len(content) != member.file_size or zlib.crc32(content) != member.CRC:
            raise damaged(f"{name}：校验不符", f"{name}: its checksum or size is not the one declared")
        self._left -= len(content)
        return bytes(content)

    def stored(self, name: str) -> bytes:
        """A part as it lies in the zip, usually deflated, and its checksum; the same bytes, the same part.

        Raises:
            DocumentError: ``damaged`` when missing, encrypted or cut off.
        """
        member = self._member(name)
        return bytes(self._stored(member)) + _SEAL.pack(member.compress_type, member.CRC, member.file_size)

    def _member(self, name: str) -> zipfile.ZipInfo:
        member = self._members.get(name.lower())
        if member is None:
            raise DocumentError("damaged", detail=missing(name))
        if member.flag_bits & _ENCRYPTED:
            raise damaged(f"{name} 已加密", f"{name} is encrypted")
        return member

    def _stored(self, member: zipfile.ZipInfo) -> memoryview:
        start = member.header_offset + _LOCAL.size
        try:
            signature, *_, name, extra = _LOCAL.unpack_from(self._bytes, member.header_offset)
        except struct.error:
            signature, name, extra = b"", 0, 0
        start += name + extra
        content = self._bytes[start : start + member.compress_size]
        if signature != _SIGNATURE or len(content) != member.compress_size:
            raise damaged(f"{member.filename} 不完整", f"{member.filename} is cut off")
        return content


def parse(content: bytes, name: str) -> Any:
    """The root element of an XML part, Strict namespaces made common ones, alternatives among properties settled.

    Raises:
        DocumentError: ``damaged`` when it is not well-formed or declares a DOCTYPE, ``limit``
            beyond :data:`NODES`.
    """
    from lxml import etree

    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = _utf8(content, name)
    if b"<!DOCTYPE" in content:
        raise _declared(name)
    if len(content) > _SMALLEST * NODES and _nodes(content) > NODES:
        raise limit(f"{name} 的元素过多", f"{name} has too many elements")
    if b"http://purl.oclc.org/ooxml/" in content:
        content = _NAMESPACE.sub(lambda match: match[1] + STRICT.get(match[2], match[2]), content)
    try:
        root = etree.fromstring(content, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in content.replace(b"\0", b""):  # in an encoding of two or four bytes to the character
            raise _declared(name) from error
        raise damaged(f"{name}：XML 有误", f"{name}: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declared(name)
    if b"AlternateContent" in content:
        settle(root)
    return root


def _nodes(content: bytes) -> int:
    """How many elements and attributes there are, or a few more."""
    return content.count(b"<") - content.count(b"</") + content.count(b'="') + content.count(b"='")


@functools.cache
def _parser() -> Any:
    """A parser that expands, loads and fetches nothing."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


class DeclaredError(DocumentError):
    """A part declares a DOCTYPE: no word processor writes one, so the whole document is refused."""


def _declared(name: str) -> DocumentError:
    return DeclaredError("damaged", detail=Text(f"{name} 含 DOCTYPE 声明", f"{name} declares a DOCTYPE"))


def _utf8(content: bytes, name: str) -> bytes:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise damaged(f"{name}：编码有误", f"{name}: {error}") from error
    return re.sub(r"\A<\?xml[^>]*\?>", "", text).encode()


def tolerated(error: DocumentError) -> Text:
    """What is damaged, where that costs no more than the part in which it is.

    Raises:
        DocumentError: ``error`` itself, where it costs the document: it is not ``damaged``, or a DOCTYPE is declared.
    """
    if error.reason.code != "damaged" or isinstance(error, DeclaredError):
        raise error
    detail: Text = error.args[1]["detail"]
    return detail


def missing(name: str) -> Text:
    """What is said of a part that is not there."""
    return Text(f"缺少 {name}", f"{name} is missing")


def damaged(zh: str, en: str) -> DocumentError:
    """The error of a document with a broken part."""
    return DocumentError("damaged", detail=Text(zh, en))


def limit(zh: str, en: str) -> DocumentError:
    """The error of a document too large to read safely."""
    return DocumentError("limit", detail=Text(zh, en))
