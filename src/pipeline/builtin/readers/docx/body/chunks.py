"""Embedded documents (``w:altChunk``): the text of an HTML or MHT part as paragraphs.

Some programs write a docx whose body is nothing but such a chunk. Word turns it into
paragraphs when it opens the file, with styles of its own, so what we give has no style.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from pipeline.builtin.readers.docx.package.parts import damaged, limit

TAGS: Final = 500_000
LINES: Final = 1_000_000
_BLOCKS: Final = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer"
    "|form|h[1-6r]|header|html|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_UNSEEN: Final = frozenset(("head", "script", "style", "template", "title", "noscript", "object", "iframe"))
_WHITE: Final = re.compile(r"[ \t\n\r\f]+")
_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)


def paragraphs(content: bytes, name: str) -> Iterator[tuple[str, bool]] | None:
    """The paragraphs of an HTML, MHT or plain text part: (text, whether it stands in a table).

    ``None`` for a part of another type.

    Raises:
        DocumentError: ``damaged`` when it is empty or its encoding cannot be told, ``limit`` beyond
            :data:`TAGS` or :data:`LINES`.
    """
    if not content.strip():
        raise damaged(f"{name}：没有内容", f"{name} is empty")
    markup = _markup(content, name)
    if isinstance(markup, str):
        return ((line.strip(), False) for line in markup.splitlines())
    return None if markup is None else _told(markup)


def _markup(content: bytes, name: str) -> Any:
    """The root element of HTML, the ``str`` of plain text, or ``None``."""
    if content.count(b"<") > TAGS or content.count(b"\n") > LINES:
        raise limit("嵌入的文档过大", "an embedded document is too large")
    suffix = name.rpartition(".")[2].lower()
    if suffix in ("mht", "mhtml", "eml") or content[:200].lstrip().lower().startswith(b"mime-version"):
        import email
        import email.policy

        message = email.message_from_bytes(content, policy=email.policy.default)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                return _html(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
        return None
    if suffix in ("htm", "html", "xhtml") or b"<html" in content[:2000].lower():
        return _html(content, None)
    if suffix == "txt":
        return _decoded(content, None)
    return None


def _html(content: bytes, charset: str | None) -> Any:
    from lxml import etree, html

    declared = _CHARSET.search(content, 0, 4000)
    text = _decoded(content, charset or (declared[1].decode("ascii") if declared else None))
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except etree.ParserError:  # nothing in it
        return html.Element("html")


def _decoded(content: bytes, charset: str | None) -> str:
    for name in (charset, "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "gb18030"):
        try:
            return content.decode(name) if name else content.decode("utf-8-sig")
        except (UnicodeDecodeError, LookupError):
            continue
    raise damaged("嵌入文档的文字编码无法判断", "the encoding of an embedded document cannot be told")


def _told(root: Any) -> Iterator[tuple[str, bool]]:
    """Walk the tree without recursion; a block's border ends the paragraph."""
    from lxml import etree

    line: list[str] = []
    tables = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        border = _BLOCKS.fullmatch(tag) is not None
        if event == "start":
            if border and (text := _flat(line)):
                yield text, tables > 0
            tables += tag == "table"
            if tag in _UNSEEN:
                walk.skip_subtree()
            else:
                line.append("\v" if tag == "br" else element.text or "")
        else:
            if border and (text := _flat(line)):
                yield text, tables > 0
            tables -= tag == "table"
            line.append(element.tail or "")
    if text := _flat(line):
        yield text, False


def _flat(line: list[str]) -> str:
    """The line's text with white space as a browser shows it; empties the line."""
    text = _WHITE.sub(" ", "".join(line))
    line.clear()
    return "\v".join(part.strip(" ") for part in text.strip(" \v").split("\v"))
