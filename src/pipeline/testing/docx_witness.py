"""A second look at a docx, through the zip and the XML alone (clauses of ECMA-376 part 1)."""

import email
import email.policy
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

from pipeline.model.document import Source
from pipeline.model.layout import Piece
from pipeline.testing.letters import UNKNOWN
from pipeline.testing.reader_contract import Witness

_MAKERS = re.compile("http://schemas[.](?:microsoft|openxmlformats)[.](?:com|org)/|urn:schemas-microsoft-com:")
_ALTERNATIVES = frozenset(("AlternateContent", "Choice", "Fallback"))
_GONE = ("del", "moveFrom", "rt", "delText", "instrText", "pPrChange", "rPrChange")
"""Elements whose text is not shown: removed text, and the readings above a word (17.3.3.24)."""
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\v", "noBreakHyphen": "-"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNSEEN = "//head|//script|//style|//template|//title|//noscript|//object|//iframe"


class DocxWitness(Witness):
    """Counts the ``w:t`` and the WordArt that a docx shows, and finds a run or a WordArt by its number in the part.

    Cannot tell: characters of symbol fonts (``w:sym``), which paragraph of an embedded HTML
    document a piece comes from, pages (a docx has none before it is laid out).
    """

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._zip = zipfile.ZipFile(io.BytesIO(source.data))
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._zip.namelist()}
        self._root = cache(self._parsed)
        self._runs = cache(self._runs_of)

    def letters(self) -> str:
        """The body, then the parts that it refers to and that are shown."""
        return "\n".join(self._shown())

    def at(self, piece: Piece, text: str) -> str | None:
        """The characters of the run, from the offset on, as many as ``text`` has."""
        place: Any = piece.place
        if hasattr(place, "shape"):
            art = [one for one in self._root(place.part).iter("{*}textpath") if one.get("string")]
            return _lettering(art[place.shape]) if 0 <= place.shape < len(art) else f"(there are {len(art)} WordArts)"
        if not hasattr(place, "run"):
            return None
        runs = self._runs(place.part)
        if not 0 <= place.run < len(runs):
            return f"(there are {len(runs)} runs)"
        return _text(runs[place.run])[place.offset : place.offset + len(text)]

    def _shown(self) -> Iterator[str]:
        main = self._main
        body = self._root(main)
        yield _visible(body)
        related = self._related(main)
        for chunk in body.iter("{*}altChunk"):
            yield _embedded(self._bytes(related[_attribute(chunk, "id")][1]))
        for part in dict.fromkeys(self._margins(body, related)):
            yield _visible(self._root(part))
        shown = [body, *map(self._root, dict.fromkeys(self._margins(body, related)))]
        for kind in ("footnote", "endnote"):
            notes = [target for found, target in related.values() if found == f"{kind}s"]
            if not notes or notes[0].lower() not in self._names:
                continue
            marks = [mark for root in shown for mark in root.iter(f"{{*}}{kind}Reference") if not _hidden(mark)]
            wanted = {_attribute(mark, "id") for mark in marks}
            for note in self._root(notes[0]).iterchildren(f"{{*}}{kind}"):
                if _attribute(note, "id") in wanted and _attribute(note, "type") in ("", "normal"):
                    yield _visible(note)

    def _margins(self, body: Any, related: dict[str, tuple[str, str]]) -> Iterator[str]:
        """The headers and footers that some page shows (17.10); a section has those of the one before it."""
        own: dict[tuple[str, str], str] = {}
        for section in body.iter("{*}sectPr"):
            if any(_local(one) == "sectPrChange" for one in section.iterancestors()):
                continue
            for reference in section.iterchildren("{*}headerReference", "{*}footerReference"):
                own[_local(reference), _attribute(reference, "type")] = _attribute(reference, "id")
            called = {"first": _on(section.find("{*}titlePg")), "even": self._even}
            for (_, kind), related_by in own.items():
                part = related.get(related_by, ("", ""))[1]
                if called.get(kind, True) and part.lower() in self._names:
                    yield part

    @cached_property
    def _even(self) -> bool:
        part = next((target for kind, target in self._related(self._main).values() if kind == "settings"), "")
        return part.lower() in self._names and _on(self._root(part).find("{*}evenAndOddHeaders"))

    @cached_property
    def _main(self) -> str:
        targets = [target for kind, target in self._related("").values() if kind == "officeDocument"]
        return next((one for one in targets if one.lower() in self._names), "word/document.xml")

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        folder, leaf = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{leaf}.rels")
        if name.lower() not in self._names:
            return {}
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in self._root(name)
        }

    def _bytes(self, part: str) -> bytes:
        return self._zip.read(self._names[part.lower()])

    def _parsed(self, part: str) -> Any:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(self._bytes(part), parser)

    def _runs_of(self, part: str) -> list[Any]:
        return list(self._root(part).iter("{*}r"))


def _visible(root: Any) -> str:
    """The text of the ``w:t``, ``m:t`` and WordArt below ``root`` that are shown, a line for each paragraph."""
    parts: list[str] = []
    fields: list[bool] = []
    """Of each open field, whether its result has begun (17.16.18)."""
    marks = [_attribute(one, "fldCharType") for one in root.getroottree().iter("{*}fldChar")]
    sound = marks.count("begin") <= marks.count("end")
    for element in root.iter("{*}t", "{*}p", "{*}sym", "{*}fldChar", "{*}textpath"):
        kind = _local(element)
        if kind == "p":
            parts.append("\n")
            fields = [True] * len(fields)
        elif _hidden(element):
            continue
        elif kind == "sym":
            parts.append(UNKNOWN)
        elif kind == "textpath":
            parts.append(_lettering(element))
        elif kind == "t":
            if all(fields) and _in_run(element):
                parts.append(element.text or "")
        elif (char := _attribute(element, "fldCharType")) == "begin":
            fields.append(not sound)
        elif char == "separate" and fields:
            fields[-1] = True
        elif char == "end" and fields:
            fields.pop()
    return "".join(parts)


def _hidden(element: Any) -> bool:
    """Whether an element stands in what is removed, or in the branch of a choice that is not taken (part 3, 7.6)."""
    for one in element.iterancestors():
        kind = _local(one)
        if kind in _GONE:
            return True
        if kind == "tr" and one.find("{*}trPr/{*}del") is not None:
            return True
        if kind == "tc" and _covered(one):
            return True
        parent = one.getparent()
        if kind in ("Choice", "Fallback") and parent is not None and one is not _taken(parent):
            return True
    return False


def _taken(alternatives: Any) -> Any:
    """The first choice whose namespaces are those of Word's makers, or else the fallback (part 3, 7.6)."""
    for branch in alternatives:
        known = [branch.nsmap.get(name, "") for name in branch.get("Requires", "").split()]
        if _local(branch) == "Fallback" or (known and all(_MAKERS.match(one) for one in known)):
            return branch
    return None


def _covered(cell: Any) -> bool:
    """Whether a merge with cells above or at the left covers a cell (17.4.84, 17.4.22)."""
    if _merge(cell, "hMerge") == "continue":
        left = next(cell.itersiblings("{*}tc", preceding=True), None)
        return left is not None and _merge(left, "hMerge") is not None
    place, row = _columns(cell), cell.getparent()
    while _merge(cell, "vMerge") == "continue":
        row = next((one for one in row.itersiblings("{*}tr", preceding=True)), None)
        cells = () if row is None else row.iter("{*}tc")
        cell = next((one for one in cells if _columns(one) == place), None)
        if cell is None or _merge(cell, "vMerge") == "restart":
            return cell is not None
    return False


def _merge(cell: Any, kind: str) -> str | None:
    found = None if cell is None else cell.find(f"{{*}}tcPr/{{*}}{kind}")
    return None if found is None else "restart" if _attribute(found, "val") == "restart" else "continue"


def _columns(cell: Any) -> tuple[int, int]:
    """The first column of the grid that a cell takes, and how many."""
    spans = [_number(one, "tcPr", "gridSpan", 1) for one in (cell, *cell.itersiblings("{*}tc", preceding=True))]
    return _number(cell.getparent(), "trPr", "gridBefore", 0) + sum(spans[1:]), spans[0]


def _number(element: Any, properties: str, name: str, otherwise: int) -> int:
    found = element.find(f"{{*}}{properties}/{{*}}{name}")
    value = "" if found is None else _attribute(found, "val")
    return int(value) if value.isdecimal() else otherwise


def _in_run(text: Any) -> bool:
    """Whether a ``t`` stands in a run, be it in one of the alternatives there."""
    kinds = (_local(one) for one in text.iterancestors())
    return next((kind for kind in kinds if kind not in _ALTERNATIVES), "") == "r"


def _lettering(art: Any) -> str:
    """What a WordArt shows (part 4, 19.1.2.23), with its line breaks."""
    return "\v".join(str(art.get("string", "")).splitlines())


def _text(run: Any) -> str:
    """The characters of a run by which its places count."""
    parts = []
    for child in run:
        kind = _local(child)
        if kind == "AlternateContent":
            taken = _taken(child)
            parts.append("" if taken is None else _text(taken))
        elif kind == "symEx":
            parts.append(UNKNOWN)
        elif kind == "t":
            text = child.text or ""
            kept = (
                next((one.get(_SPACE) for one in (child, *child.iterancestors()) if one.get(_SPACE)), "") == "preserve"
            )
            parts.append((text if kept else text.strip(" \t\r\n")).replace("\n", " ").replace("\r", " "))
        elif kind == "br":
            parts.append("\v" if _attribute(child, "type") in ("", "textWrapping") else "")
        elif kind == "sym":
            parts.append(UNKNOWN)
        else:
            parts.append(_SIGNS.get(kind, ""))
    return "".join(parts)


def _embedded(content: bytes) -> str:
    """The text of an embedded HTML or MHT document (17.17.2)."""
    from lxml import html

    charset = None
    if content[:400].lstrip().lower().startswith((b"mime-version", b"from:", b"content-type")):
        message = email.message_from_bytes(content, policy=email.policy.default)
        part = next((one for one in message.walk() if one.get_content_type() == "text/html"), None)
        if part is None:
            return ""
        charset, payload = part.get_content_charset(), part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
    if not content.strip():
        return ""
    root = html.document_fromstring(content, parser=html.HTMLParser(encoding=charset, no_network=True))
    for one in root.xpath(_UNSEEN):
        one.drop_tree()
    return str(root.text_content())


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _on(element: Any) -> bool:
    return element is not None and _attribute(element, "val") not in ("0", "false", "off")
