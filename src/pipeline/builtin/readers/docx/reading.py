"""From the bytes of a docx to a document."""

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from pipeline.builtin.readers.docx.body import chunks
from pipeline.builtin.readers.docx.body.field_numbers import FieldNumbers
from pipeline.builtin.readers.docx.body.fields import FORMULA
from pipeline.builtin.readers.docx.body.furniture import Shown, number_marks, pages_of, shown_parts
from pipeline.builtin.readers.docx.body.gathered import Gathered
from pipeline.builtin.readers.docx.body.numbering import Numbering
from pipeline.builtin.readers.docx.body.places import ChunkPlace
from pipeline.builtin.readers.docx.body.ruling import of_borders, on_pages
from pipeline.builtin.readers.docx.body.runs import Runs
from pipeline.builtin.readers.docx.body.story import Story
from pipeline.builtin.readers.docx.body.written_text import WrittenText
from pipeline.builtin.readers.docx.fastpath.door import Door
from pipeline.builtin.readers.docx.fastpath.folding import Folds
from pipeline.builtin.readers.docx.formatting.paragraph_formatting import ParagraphFormats
from pipeline.builtin.readers.docx.formatting.revisions import LISTS, STYLES, TRACKED, changes
from pipeline.builtin.readers.docx.formatting.scripts import EAST
from pipeline.builtin.readers.docx.formatting.sections import Grids, declared, line_grid, page
from pipeline.builtin.readers.docx.formatting.style_sheet import StyleSheet
from pipeline.builtin.readers.docx.formatting.styles import Styles
from pipeline.builtin.readers.docx.formatting.theme import script_of, theme_fonts
from pipeline.builtin.readers.docx.package.links import Links
from pipeline.builtin.readers.docx.package.lost import Lost
from pipeline.builtin.readers.docx.package.ooxml import ID, TYPE, W
from pipeline.builtin.readers.docx.package.parts import USUAL_MAIN, Package, damaged, limit, parse
from pipeline.builtin.readers.docx.package.roots import MAIN, rooted
from pipeline.builtin.readers.docx.package.settings import Settings
from pipeline.model.document import Ability, Document
from pipeline.model.errors import DocumentError
from pipeline.model.finding import NotChecked
from pipeline.model.layout import Container, Page, Paragraph
from pipeline.model.text import Span, Text

CHUNKS: Final = 1_000
"""Embedded documents that are read."""

_NOTES: Final[tuple[tuple[Container, str], ...]] = (("footnote", "footnotes"), ("endnote", "endnotes"))
_TEXTS: Final = tuple(W + name for name in ("sym", "altChunk", "pgNum", "fldSimple", "fldChar"))
"""What a header or footer may show beside letters."""
_PICTURES: Final = (W + "drawing", W + "pict", W + "object")
_STYLED: Final = re.compile(rb":(?:p|r|tbl)Style\s")
"""Where a part refers to a style."""
_UNREAD: Final = {
    "canvas": Text("粘贴的画布", "a pasted canvas"),
    "chart": Text("图表", "a chart"),
    "chunk": Text("嵌入的其他格式文档", "an embedded document of another format"),
    "diagram": Text("SmartArt 图示", "a SmartArt diagram"),
}


def read(name: str, data: bytes, *, fast: bool = True) -> Document:
    """The document in ``data``; ``fast`` says whether the fast path is taken, see ``door``.

    Raises:
        DocumentError: ``damaged``, ``limit``, ``no-text`` or ``unsupported-content``.
    """
    try:
        return _Reading(data, Door(fast=fast)).document(name)
    except RecursionError as error:
        raise limit("嵌套层次过深", "elements nested too deeply") from error


class _Reading:
    """One docx on its way: the package, its shared style sheet and the text as it grows."""

    def __init__(self, data: bytes, door: Door) -> None:
        self._door = door
        self._package = package = Package(data)
        self._lost = lost = Lost()
        self._main = _main_part(package)
        self._links = Links(package, self._main)
        content = package.read(self._main)
        styles = self._part("styles", lambda: _STYLED.search(content) is not None)
        self._style_sheet = style_sheet = lost.safely(
            "styles", lambda: door.style_sheet(package, styles), StyleSheet(None, ())
        )
        self._styles = Styles(style_sheet, lambda: self._theme)
        self._formats = ParagraphFormats(style_sheet, self._normal_size)
        self._written = WrittenText()
        self._numbering = Numbering(lambda: self._optional("numbering"), style_sheet)
        lists = self._links.of_kind("numbering") is not None
        self._numbers = FieldNumbers(self._numbering if lists else None)  # which tell of lists that are not known
        root, self._folds = door.text(content, self._main)
        self._root = rooted(MAIN, root, self._main)
        self._gathered = Gathered()
        self._grids = Grids((), lambda: False)
        self._homes: list[tuple[Span, int]] = []
        self._chunks = 0
        self._contents: dict[str, bytes] = {}

    def _part(self, kind: str, wanted: Callable[[], bool] = lambda: True) -> str | None:
        """The name of the part that the main part relates to as ``kind``.

        Where it is not there though a relationship states it or the text refers to it (``wanted()``), it is lost.
        """
        part = self._links.of_kind(kind)
        if part is None and (self._links.names(kind) or wanted()):
            self._lost.take(kind, self._links.why_none(kind))
        return part

    def _optional(self, kind: str) -> Any:
        """The root of the part that the main part relates to as ``kind``."""
        part = self._part(kind)
        if part is None:
            return None
        return self._lost.safely(kind, lambda: rooted(kind, parse(self._content(part), part), part), None)

    def _content(self, part: str) -> bytes:
        """The bytes of a part, which is inflated once however often it is asked for."""
        if part not in self._contents:
            self._contents[part] = self._package.read(part)
        return self._contents[part]

    def _lists_changed(self) -> bool:
        """Whether a tracked change altered a list; a part that cannot be read is told of where a list is used."""
        part = self._links.of_kind("numbering")
        try:
            return part is not None and TRACKED.search(self._content(part)) is not None
        except DocumentError:
            return False

    def _folded(self, kind: str, part: str) -> tuple[Any, Folds] | None:
        """The root of a part of that kind, and the properties in it."""

        def parsed() -> tuple[Any, Folds]:
            root, folds = self._door.text(self._package.read(part), part)
            return rooted(kind, root, part), folds

        return self._lost.safely(kind, parsed, None)

    @functools.cached_property
    def _settings(self) -> Settings:
        return Settings(self._package, self._part("settings", lambda: False), self._lost)

    @functools.cached_property
    def _theme(self) -> dict[str, str]:
        """The fonts of the theme, read when the first is asked for."""
        root = self._optional("theme")
        if root is None:
            return {}
        language = self._settings.find("themeFontLang")
        return theme_fonts(root, script_of(None if language is None else language.get(W + "eastAsia")))

    def document(self, name: str) -> Document:
        """Read all that is shown: the body, then headers and footers, then notes."""
        body = self._root.find(W + "body")
        if body is None:
            raise damaged(f"{self._main} 缺少正文（w:body）", f"{self._main} has no w:body")
        self._grids = Grids([line_grid(section) for section in declared(body)], lambda: self._settings.grid_in_tables)
        story = self._story(self._main, self._links, self._folds)
        if self._style_sheet.reformatted:
            self._written.mark(0, "reformatted", STYLES)
        if self._lists_changed():
            self._written.mark(0, "reformatted", LISTS)
        story.tell(body, "body")
        sections = story.sections
        end = self._written.at
        self._tell_margins([section for section, _ in sections])
        self._tell_notes()
        self._tell_comments()
        text = self._written.text
        if not (any(map(str.isalnum, text[:end])) or any(map(str.isalpha, text[end:]))):  # not for a page number
            raise self._nothing(body)
        pages = self._pages(sections, end)
        unknown = self._chunks or "styles" in self._lost
        provides: tuple[Ability, ...] = ("text",) if unknown else ("text", "styles")
        return Document(
            name=name,
            kind="docx",
            text=text,
            pieces=tuple(self._written.pieces),
            paragraphs=tuple(self._written.paragraphs),
            pages=pages,
            marks=self._written.marks(),
            provides=(*provides, "geometry") if pages else provides,
            not_checked=tuple(NotChecked("docx", reason) for reason in self._not_read()),
        )

    def _pages(self, sections: list[tuple[Any, int]], end: int) -> tuple[Page, ...]:
        """One page set-up a section; the last reaches the end of the body."""
        pages, start = [], 0
        for number, (section, stop) in enumerate(sections, 1):
            last = end if number == len(sections) else stop
            pages.append(
                page(section, Span(min(start, last), last), self._normal_size, above=self._settings.gutter_at_top)
            )
            start = last + 1
        borders = of_borders(self._written.paragraphs, self._gathered.borders)
        return on_pages(tuple(pages), [*self._gathered.lines, *borders], self._homes)

    def _normal_size(self) -> float | None:
        """The type size of the default paragraph style in pt."""
        return self._styles.looks(self._style_sheet.name("paragraph", None), None)[()].styles[EAST].size

    def _not_read(self) -> list[Text]:
        """A sentence for each kind of content that was not read, and for each part."""
        fields = [_field(name) for name in sorted(self._gathered.fields)]
        zh, en = "、".join([name.zh for name in fields]), ", ".join([name.en for name in fields])
        unknown = Text(
            f"域（{zh}）显示的文字没有存储在文件中，没有读取；请在办公软件中更新域并保存",
            f"What fields show ({en}) is not stored in the file and was not read; update them",
        )
        unread = [*map(_unread, sorted(self._gathered.unread)), *([unknown] if fields else ())]
        return [*unread, *self._lost.said()]

    def _nothing(self, body: Any) -> DocumentError:
        """The error of a document in which nothing is written."""
        if lost := self._lost.texts():
            return damaged("；".join(detail.zh for detail in lost), "; ".join(detail.en for detail in lost))
        forms = [_UNREAD[kind] for kind in sorted(self._gathered.unread)]
        fields = [_field(name) for name in sorted(self._gathered.fields)]
        forms += [Text(f"域 {name.zh}", f"a {name.en} field") for name in fields]
        if forms:
            detail = Text("、".join(form.zh for form in forms), ", ".join(form.en for form in forms))
            return DocumentError("unsupported-content", detail=detail)
        pictures = sum(1 for _ in body.iter(*_PICTURES))
        if pictures:
            return DocumentError("no-text", detail=Text(f"只有图片（{pictures} 张）", f"only pictures ({pictures})"))
        return DocumentError("no-text", detail=Text("文档是空白的", "the document is blank"))

    def _story(self, part: str, links: Links, folds: Folds) -> Story:
        runs = Runs(self._written, self._styles, part, links, self._gathered, folds, self._numbers)
        return Story(
            self._written,
            self._style_sheet,
            self._styles,
            self._formats,
            self._numbering,
            runs,
            folds,
            self._gathered,
            self._grids,
            lambda name: self._chunk(links, name),
        )

    def _tell_margins(self, sections: list[Any]) -> None:
        """Write the headers and footers that are shown, each part once."""
        found: dict[str, list[Shown]] = {}
        for shown in shown_parts(sections, lambda: self._settings.even_pages):
            part = self._links.part(shown.related)
            if part is not None:
                found.setdefault(part, []).append(shown)
            elif shown.related:
                self._lost.take(shown.container, self._links.why(shown.related))
        numbers: list[tuple[int, int, str]] = []
        for part, uses in found.items():
            read = self._folded(uses[0].container, part)
            if read is None:
                continue
            root, folds = read
            if folds.shows_text(root) or next(root.iter(*_TEXTS), None) is not None or changes(root):
                first, pages, start = uses[0], pages_of(uses), self._written.upcoming
                before = len(self._gathered.page_numbers)
                with self._written.marking(first.container, pages):
                    self._story(part, Links(self._package, part), folds).tell(root, first.container)
                numbers += [(*place, pages) for place in self._gathered.page_numbers[before:]]
                self._homes.append((Span(start, self._written.at), first.section))
        if numbers:
            for mark in number_marks(self._written.text, self._written.paragraphs, numbers):
                self._written.add(mark)

    def _tell_comments(self) -> None:
        """Mark what the comments are about; what they say does not stand in the text."""
        root = self._optional("comments") if self._gathered.comments else None
        if root is not None:
            for mark in self._gathered.comments.marks(root, self._written.at):
                self._written.add(mark)

    def _tell_notes(self) -> None:
        """Write the notes that were referred to, in the order of reference, each once."""
        wanted = dict.fromkeys(self._gathered.notes)
        for container, kind in _NOTES:
            ids = [number for found, number in wanted if found == container]
            part = self._part(kind) if ids else None
            read = None if part is None else self._folded(kind, part)
            if part is None or read is None:
                continue
            root, folds = read
            story = self._story(part, Links(self._package, part), folds)
            notes: dict[str, tuple[Any, int]] = {}
            count = 0
            for note in root:
                if note.get(TYPE, "normal") == "normal":
                    notes[note.get(ID, "")] = note, count
                count += folds.count(note)
            for number in ids:
                if number in notes:
                    note, first = notes[number]
                    story.tell(note, container, first)

    def _chunk(self, links: Links, name: str) -> None:
        """Write the paragraphs of an embedded document, by its name among the relationships of a part."""
        part = links.part(name)
        if part is None:
            self._lost.take("afchunk", links.why(name))
            return
        nothing: Iterator[tuple[str, bool]] = iter(())
        told = self._lost.safely("afchunk", lambda: chunks.paragraphs(self._package.read(part), part), nothing)
        if told is None:
            self._gathered.unread.add("chunk")
        if told is None or told is nothing:
            return
        self._chunks += 1
        if self._chunks > CHUNKS:
            raise limit(f"超过 {CHUNKS} 个嵌入文档", f"more than {CHUNKS} embedded documents")
        for number, (text, tabular) in enumerate(told):
            start = self._written.open()
            self._written.write_plain(text, ChunkPlace(part, number))
            self._written.paragraphs.append(Paragraph(Span(start, self._written.at), "table" if tabular else "body"))


def _field(name: str) -> Text:
    """What people call a field of that name."""
    return Text("计算公式", "formula") if name == FORMULA else Text(name, name)


def _main_part(package: Package) -> str:
    """The name of the main part.

    Raises:
        DocumentError: ``damaged`` when there is none.
    """
    links = Links(package, "")
    part = links.of_kind(MAIN) or (USUAL_MAIN if USUAL_MAIN in package else None)
    if part is None:
        raise DocumentError("damaged", detail=links.why_none(MAIN))
    return part


def _unread(kind: str) -> Text:
    form = _UNREAD[kind]
    return Text(f"{form.zh}中的文字没有读取", f"Text in {form.en} was not read")
