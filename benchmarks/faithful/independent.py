"""What a docx shows, counted anew: nothing here comes from the reader, so both would have to err alike.

Characters without white space, each story by itself: body, headers and footers in use, notes
referred to, embedded HTML; text boxes once, field instructions and removed text not at all.
"""

import email
import email.policy
import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

_REMOVED = {"del", "moveFrom"}
_SIGNS = {"noBreakHyphen": "-"}


class Count:
    """The characters of one docx, and how many signs it takes from symbol fonts."""

    def __init__(self, data: bytes) -> None:
        """Count. Raises what ``zipfile`` and lxml raise."""
        self.characters: Counter[str] = Counter()
        self.symbols = 0
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower().lstrip("/").replace("\\", "/"): name for name in self._zip.namelist()}
        self._notes: dict[str, set[str]] = {"footnote": set(), "endnote": set()}
        main = next(
            (target for kind, target in self._related("").values() if kind == "officedocument" and self._has(target)),
            "word/document.xml",
        )
        self._targets = self._related(main)
        root = self._parsed(main)
        body = next(child for child in root if name_of(child) == "body")
        self._story(body, self._targets)
        for part in self._furniture(body):
            self._story(self._parsed(part), self._related(part))
        for kind in ("footnote", "endnote"):
            self._tell_notes(kind)

    def _has(self, part: str) -> bool:
        return part.lower() in self._names

    def _bytes(self, part: str) -> bytes:
        return self._zip.read(self._names[part.lower()])

    def _parsed(self, part: str) -> Any:
        return etree.fromstring(self._bytes(part), etree.XMLParser(resolve_entities=False))

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        folder, leaf = posixpath.split(part)
        path = posixpath.join(folder, "_rels", leaf + ".rels")
        if not self._has(path):
            return {}
        return {
            entry.get("Id", ""): (
                entry.get("Type", "").rsplit("/", 1)[-1].lower(),
                posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/"),
            )
            for entry in self._parsed(path)
            if isinstance(entry.tag, str)
        }

    def _furniture(self, body: Any) -> list[str]:
        """The parts of headers and footers that some section shows."""
        settings = next((target for kind, target in self._targets.values() if kind == "settings"), "")
        even = self._has(settings) and any(
            value(switch) not in ("0", "false", "off") for switch in self._parsed(settings).iter("{*}evenAndOddHeaders")
        )
        used: dict[str, None] = {}
        current: dict[tuple[str, str], str] = {}
        for section in body.iter("{*}sectPr"):
            if name_of(section.getparent()) == "sectPrChange":
                continue
            own = [child for child in section if name_of(child) in ("headerReference", "footerReference")]
            for child in own:
                related = next((text for key, text in child.items() if key.endswith("}id")), "")
                current[name_of(child), value(child, "type") or "default"] = related
            first = any(value(child) not in ("0", "false", "off") for child in section.iterfind("{*}titlePg"))
            for (_, kind), related in current.items():
                if kind == "default" or (kind == "first" and first) or (kind == "even" and even):
                    part = self._targets.get(related, ("", ""))[1]
                    if self._has(part):
                        used[part] = None
        return list(used)

    def _tell_notes(self, kind: str) -> None:
        part = next((target for found, target in self._targets.values() if found == kind + "s"), "")
        if not self._has(part) or not self._notes[kind]:
            return
        told: set[str] = set()
        for note in self._parsed(part):
            number = value(note, "id") or ""
            if number in self._notes[kind] and number not in told and (value(note, "type") or "normal") == "normal":
                told.add(number)
                self._story(note, self._related(part))

    def _story(self, root: Any, related: dict[str, tuple[str, str]]) -> None:
        sound = self._sound(root)
        for element in shown(root):
            name = name_of(element)
            if name == "altChunk":
                key = next((text for key, text in element.items() if key.endswith("}id")), "")
                self._add(self._chunk(related.get(key, ("", ""))[1]))
            elif name == "textpath":
                self._add(element.get("string", ""))
            elif sound and self._instructing(element):
                continue
            elif name == "t" and _typed_signs(element):
                self.symbols += len("".join((element.text or "").split()))
            elif name == "t" and not _of_drawing(element):
                self._add(element.text or "")
            elif name in _SIGNS:
                self._add(_SIGNS[name])
            elif name in ("sym", "symEx"):
                self.symbols += 1
            elif name in ("footnoteReference", "endnoteReference"):
                self._notes[name.removesuffix("Reference")].add(value(element, "id") or "")

    def _sound(self, root: Any) -> bool:
        """Whether every field of the part ends; prepares what lies in instructions."""
        kinds = [value(mark, "fldCharType") for mark in root.getroottree().iter("{*}fldChar")]
        self._hidden: set[Any] = set()
        if kinds.count("begin") > kinds.count("end"):
            return False
        for holder in [root, *root.iter("{*}txbxContent")]:
            self._hidden |= set(_in_instructions(holder))
        return True

    def _instructing(self, element: Any) -> bool:
        return element in self._hidden

    def _chunk(self, part: str) -> str:
        content = self._bytes(part)
        if part.lower().endswith((".mht", ".mhtml")) or content[:200].lstrip().lower().startswith(b"mime-version"):
            message = email.message_from_bytes(content, policy=email.policy.default)
            pages = [found for found in message.walk() if found.get_content_type() == "text/html"]
            text = str(pages[0].get_content()) if pages else ""
        elif part.lower().endswith((".htm", ".html", ".xhtml")):
            text = content.decode("utf-8-sig", "replace")
        else:
            return content.decode("utf-8-sig", "replace") if part.lower().endswith(".txt") else ""
        root = html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text))
        for unseen in root.xpath("//head|//script|//style|//template|//noscript"):
            unseen.drop_tree()
        return str(root.text_content())

    def _add(self, text: str) -> None:
        self.characters.update("".join(text.split()))


def name_of(element: Any) -> str:
    """The local name of an element; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: Any, name: str = "val") -> str | None:
    """An attribute by its local name."""
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), None)


def shown(root: Any) -> Iterator[Any]:
    """The elements below ``root`` that are shown, in order: one branch of alternatives, nothing removed."""
    waiting, covered = [iter(root)], set[Any]()
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            continue
        name = name_of(child)
        if name in _REMOVED or (name == "tr" and child.find("{*}trPr/{*}del") is not None) or child in covered:
            continue
        yield child
        if name == "AlternateContent":
            waiting.append(iter([branch for branch in child if _taken(branch)][:1]))
        elif name == "tbl":
            waiting.append(iter(child))
            covered |= _covered(child)
        else:
            waiting.append(iter(child))


def _of_drawing(element: Any) -> bool:
    """Whether a ``t`` is one of DrawingML, as charts and canvases have, which the reader says it leaves out."""
    return "drawingml" in element.tag


def _typed_signs(text: Any) -> bool:
    """Whether a run says itself that its letters are in a font of symbols."""
    fonts = text.getparent().find("{*}rPr/{*}rFonts")
    return fonts is not None and re.match("Wingdings|Webdings|Symbol", value(fonts, "ascii") or "") is not None


def _taken(branch: Any) -> bool:
    """Whether Word takes this branch where it takes none before."""
    if name_of(branch) == "Fallback":
        return True
    known = [branch.nsmap.get(name, "") for name in branch.get("Requires", "").split()]
    return (
        name_of(branch) == "Choice" and bool(known) and all("schemas" in one and ".wps.cn" not in one for one in known)
    )


def _covered(table: Any) -> set[Any]:
    """The cells of a table that a merge covers, so that nothing in them is shown."""
    found: set[Any] = set()
    above: dict[tuple[int, int], bool] = {}
    for row in table.iterchildren("{*}tr"):
        if row.find("{*}trPr/{*}del") is not None:
            continue
        before = row.find("{*}trPr/{*}gridBefore")
        column = int(value(before) or 0) if before is not None else 0
        merged: dict[tuple[int, int], bool] = {}
        joined = False
        for cell in row.iterchildren("{*}tc"):
            own = {name_of(child): value(child) or "" for child in cell.iterfind("{*}tcPr/*")}
            span = int(own["gridSpan"]) if own.get("gridSpan", "").isdecimal() else 1
            down, across = own.get("vMerge"), own.get("hMerge")
            below = down is not None and down != "restart" and above.get((column, span), False)
            beside = joined and across is not None and across != "restart"
            merged[column, span] = down == "restart" or below
            joined = across == "restart" or beside
            if below or beside:
                found.add(cell)
            column += span
        above = merged
    return found


def _in_instructions(story: Any) -> Iterator[Any]:
    """The elements of a story between the beginning of a field and its separator; they end with their paragraph."""
    open_fields: list[bool] = []
    paragraph = None
    for element in shown(story):
        name = name_of(element)
        if any(name_of(above) == "txbxContent" for above in _between(element, story)):
            continue
        if name == "p":
            if paragraph is not None:
                open_fields = [False] * len(open_fields)
            paragraph = element
        elif name == "fldChar":
            kind = value(element, "fldCharType")
            if kind == "begin":
                open_fields.append(True)
            elif kind == "separate" and open_fields:
                open_fields[-1] = False
            elif kind == "end" and open_fields:
                open_fields.pop()
        elif any(open_fields):
            yield element


def _between(element: Any, story: Any) -> Iterator[Any]:
    for above in element.iterancestors():
        if above is story:
            return
        yield above
