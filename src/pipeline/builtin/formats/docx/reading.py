"""From the bytes of a docx to a document."""

from typing import Any, Final

from pipeline.builtin.formats.docx import chunks
from pipeline.builtin.formats.docx.numbering import Numbering
from pipeline.builtin.formats.docx.ooxml import ID, MATH_RUN, RUN, TYPE, W, has
from pipeline.builtin.formats.docx.package import Package, parse
from pipeline.builtin.formats.docx.places import ChunkPlace
from pipeline.builtin.formats.docx.runs import Runs
from pipeline.builtin.formats.docx.sections import page, shown_parts
from pipeline.builtin.formats.docx.shapes import Shapes
from pipeline.builtin.formats.docx.sheet import Sheet
from pipeline.builtin.formats.docx.story import Story
from pipeline.builtin.formats.docx.styles import styles_of
from pipeline.builtin.formats.docx.theme import script_of
from pipeline.errors import DocumentError
from pipeline.model import Container, Document, NotChecked, Page, Paragraph, Span, Text

_NOTES: Final[tuple[tuple[Container, str], ...]] = (("footnote", "footnotes"), ("endnote", "endnotes"))
_UNREAD: Final = {
    "chart": Text("图表中的文字没有读取", "Text in charts was not read"),
    "chunk": Text("嵌入的其他格式文档没有读取", "An embedded document of another format was not read"),
    "diagram": Text("SmartArt 图示中的文字没有读取", "Text in SmartArt diagrams was not read"),
}


def read(name: str, data: bytes) -> Document:
    """The document in ``data``.

    Raises:
        DocumentError: ``damaged``, ``limit``, ``no-text`` or ``unsupported-content``.
    """
    try:
        return _Reading(data).document(name)
    except RecursionError as error:
        raise DocumentError("limit", detail="elements nested too deeply") from error


class _Reading:
    """One docx on its way: the package, its shared definitions and the sheet."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        self._main = self._package.main()
        self._related = self._package.related(self._main)
        content = self._package.read(self._main)
        styles = self._optional("styles")
        settings = self._settings()
        self._even = has(settings, "evenAndOddHeaders")
        language = None if settings is None else settings.find(W + "themeFontLang")
        self._styles = styles_of(
            styles,
            self._optional("theme"),
            script_of(None if language is None else language.get(W + "eastAsia")),
        )
        self._shapes = Shapes(self._styles)
        self._sheet = Sheet()
        self._numbering = None
        if b"numPr" in content or (styles is not None and b"numPr" in styles):
            numbering = self._optional("numbering")
            if numbering is not None:
                self._numbering = Numbering(parse(numbering, "numbering"), self._styles)
        self._root = parse(content, self._main)
        self._unread: set[str] = set()
        self._notes: list[tuple[str, str]] = []
        self._chunks = 0

    def _part(self, kind: str) -> str | None:
        """The name of the part that the main part relates to as ``kind``."""
        names = (target for found, target in self._related.values() if found == kind)
        return next((name for name in names if name in self._package), None)

    def _optional(self, kind: str) -> bytes | None:
        part = self._part(kind)
        return None if part is None else self._package.read(part)

    def _settings(self) -> Any:
        """The root of the settings, where they say anything that matters here."""
        content = self._optional("settings") or b""
        return parse(content, "settings") if b"themeFontLang" in content or b"evenAndOddHeaders" in content else None

    def document(self, name: str) -> Document:
        """Read all that is shown: the body, then headers and footers, then notes."""
        body = self._root.find(W + "body")
        if body is None:
            raise DocumentError("damaged", detail=f"{self._main}: no w:body")
        sections = self._tell(self._main, self._related, body, "body").sections
        end = self._sheet.at
        text = self._sheet.text
        if not any(map(str.isalnum, text)):
            if "chunk" in self._unread:
                raise DocumentError("unsupported-content", detail="altChunk")
            pictures = sum(1 for _ in body.iter(W + "drawing", W + "pict"))
            raise DocumentError("no-text", detail=f"0 letters, {pictures} pictures")
        pages = _pages(sections, end)
        self._tell_margins([section for section, _ in sections])
        self._tell_notes()
        return Document(
            name=name,
            kind="docx",
            text=self._sheet.text,
            pieces=tuple(self._sheet.pieces),
            paragraphs=tuple(self._sheet.paragraphs),
            pages=pages,
            marks=self._sheet.marks(),
            provides=("text", "geometry") if self._chunks else ("text", "styles", "geometry"),
            not_checked=tuple(NotChecked("docx", _UNREAD[kind]) for kind in sorted(self._unread)),
        )

    def _tell(
        self,
        part: str,
        related: dict[str, tuple[str, str]],
        element: Any,
        container: Container,
        first: int = 0,
    ) -> Story:
        """Write the blocks of ``element``, whose first run is the ``first`` of its part."""
        runs = Runs(self._sheet, self._styles, part, related)
        runs.count = first
        story = Story(self._sheet, self._styles, self._shapes, self._numbering, runs, self._chunk)
        story.tell(element, container)
        self._notes += runs.notes
        self._unread |= runs.unread
        return story

    def _tell_margins(self, sections: list[Any]) -> None:
        told: set[str] = set()
        for container, related in shown_parts(sections, even=self._even):
            part = self._related.get(related, ("", ""))[1]
            if part in self._package and part not in told:
                told.add(part)
                self._tell(part, self._package.related(part), parse(self._package.read(part), part), container)

    def _tell_notes(self) -> None:
        """Write the notes that were referred to, in the order of reference, each once."""
        wanted, self._notes = dict.fromkeys(self._notes), []
        for container, kind in _NOTES:
            part = self._part(kind)
            ids = [number for found, number in wanted if found == container]
            if part is None or not ids:
                continue
            related = self._package.related(part)
            notes: dict[str, tuple[Any, int]] = {}
            count = 0
            for note in parse(self._package.read(part), part):
                if note.get(TYPE, "normal") == "normal":
                    notes[note.get(ID, "")] = note, count
                count += sum(1 for _ in note.iter(RUN, MATH_RUN))
            for number in ids:
                if number in notes:
                    note, first = notes[number]
                    self._tell(part, related, note, container, first)

    def _chunk(self, related: str) -> None:
        """Write the paragraphs of an embedded document."""
        part = self._related.get(related, ("", ""))[1]
        told = chunks.paragraphs(self._package.read(part), part)
        if told is None:
            self._unread.add("chunk")
            return
        self._chunks += 1
        for number, (text, tabular) in enumerate(told):
            start = self._sheet.open()
            self._sheet.write_plain(text, ChunkPlace(part, number))
            self._sheet.paragraphs.append(Paragraph(Span(start, self._sheet.at), "table" if tabular else "body"))


def _pages(sections: list[tuple[Any, int]], end: int) -> tuple[Page, ...]:
    """One page set-up a section; the last reaches the end of the body."""
    pages, start = [], 0
    for number, (section, stop) in enumerate(sections, 1):
        last = end if number == len(sections) else stop
        pages.append(page(section, Span(min(start, last), last)))
        start = last + 1
    return tuple(pages)
