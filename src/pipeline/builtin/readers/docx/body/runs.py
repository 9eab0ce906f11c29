"""What stands inside paragraphs: runs, links, fields, tracked changes, formulas."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline.builtin.readers.docx.body.drawn import Drawn, drawing_line, vml_line
from pipeline.builtin.readers.docx.body.field_numbers import FieldNumbers
from pipeline.builtin.readers.docx.body.field_texts import PAGE, FieldTexts
from pipeline.builtin.readers.docx.body.fields import LONGEST, Field, Fields
from pipeline.builtin.readers.docx.body.gathered import Gathered
from pipeline.builtin.readers.docx.body.places import UNSEEN, glyphs, shown
from pipeline.builtin.readers.docx.body.written_text import WrittenText
from pipeline.builtin.readers.docx.fastpath.folding import Folds
from pipeline.builtin.readers.docx.fastpath.plain_paragraphs import NUMBER, Run, begun
from pipeline.builtin.readers.docx.formatting.revisions import CHANGES, CONTROL, RANGES, changes, changes_of
from pipeline.builtin.readers.docx.formatting.styles import Look, Looks, Styles
from pipeline.builtin.readers.docx.formatting.table_conditions import Table
from pipeline.builtin.readers.docx.package.alternatives import shown_branch
from pipeline.builtin.readers.docx.package.links import Links
from pipeline.builtin.readers.docx.package.ooxml import (
    ADDED,
    ALTERNATE,
    CONTROLS,
    ID,
    MATH_RUN,
    PARAGRAPH_PROPERTIES,
    RELATED,
    REMOVED,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    TEXT_BOXES,
    WORD_ART,
    WP,
    A,
    M,
    V,
    W,
    prompts,
)

_RUNS: Final = frozenset((RUN, MATH_RUN))
_EMPTY: Final = frozenset((PARAGRAPH_PROPERTIES, *[W + name for name in ("bookmarkStart", "bookmarkEnd", "proofErr")]))
"""What shows nothing, to be passed over quickly."""
_HYPERLINK, _SIMPLE_FIELD, _FORMULA = W + "hyperlink", W + "fldSimple", M + "oMath"
_PROPERTIES: Final = frozenset((RUN_PROPERTIES, M + "ctrlPr"))
"""Properties of the sign of a content control, or of one that a formula draws itself, such as a root."""
_FIELD_CHARACTER, _INSTRUCTION, _RUBY = W + "fldChar", W + "instrText", W + "ruby"
_NOTES: Final = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_DRAWINGS = frozenset((W + "drawing", W + "pict", W + "object"))
_COMMENT, _PAGE_NUMBER = W + "commentReference", W + "pgNum"
COMMENT_BEGIN, COMMENT_END = W + "commentRangeStart", W + "commentRangeEnd"
_SPECIAL = frozenset((_FIELD_CHARACTER, _INSTRUCTION, _RUBY, _COMMENT, _PAGE_NUMBER, *_NOTES, *_DRAWINGS))
_HOLDERS: Final = frozenset((WP + "anchor", WP + "inline"))
_VML: Final = frozenset((V + "line", V + "shape", V + "rect"))
_GROUPS: Final = frozenset((V + "group",))
_GRAPHIC: Final = A + "graphicData"
_UNREAD: Final = {"diagram": "diagram", "chart": "chart", "chartex": "chart", "lockedCanvas": "canvas"}


class Runs:
    """Writes the runs of one part to the text, counting them as places do."""

    def __init__(
        self,
        written: WrittenText,
        styles: Styles,
        part: str,
        links: Links,
        gathered: Gathered,
        folds: Folds,
        numbers: FieldNumbers,
    ) -> None:
        """``links`` and ``folds`` are those of ``part``; ``gathered`` takes up what is told later.

        ``numbers`` counts for the fields of the document.
        """
        self.count = 0
        """Runs met so far, those inside skipped elements included."""
        self.table: Table | None = None
        """The style of the table around, if any."""
        self.looks = styles.looks(None, None)
        """How runs look here."""
        self._memory: dict[int, dict[str, Look]] = {}
        self._known: dict[str, Look] = {}
        self.boxes: list[tuple[Any, int]] = []
        """Text boxes and WordArt anchored in the paragraph, each with the number of its first run."""
        self.lines: list[Drawn] = []
        """Level lines anchored in the paragraph."""
        self.fields = Fields()
        self.texts = FieldTexts(written, gathered, numbers, part)
        self._gathered = gathered
        self._folds = folds
        self._written = written
        self.part = part
        """The name of the part."""
        self._links = links
        self._sound: bool | None = None
        self._changes: set[str] = set()
        """The names of the marks for the tracked changes of the run being read."""

    def begin(self, looks: Looks) -> None:
        """A paragraph begins in which runs look so."""
        if looks is not self.looks:
            self.looks = looks
            self._known = self._memory.setdefault(id(looks), {})

    def plain(self, runs: list[Run]) -> None:
        """Write the runs of a plain paragraph."""
        self._written.expect(len(runs))
        known, write, part, number = self._known, self._written.write, self.part, self.count
        for head, _, text in runs:
            if text:
                look = known.get(head) or self._headed(head)
                write(text if text.isprintable() else text.translate(UNSEEN), look, part, number, 0)
            number += 1
        self.count = number

    def _headed(self, head: str) -> Look:
        """How a run looks here that begins so."""
        look = self._known[head] = self.looks[self._folds.numbered(begun(head)[1])]
        return look

    def inline(self, parent: Any) -> None:
        """Write all that ``parent`` holds. Holders of unknown name are looked into."""
        for child in parent:
            tag = child.tag
            if tag in _RUNS:
                self._run(child)
            elif tag in _EMPTY:
                continue
            elif tag in REMOVED:
                self.skip(child)
                self._written.mark(self._written.at, "deleted")
            elif tag == ALTERNATE:
                for option in self.options(child):
                    self.inline(option)
            elif tag in TEXT_BOXES:
                self.boxes.append((child, self.count))
                self.skip(child)
            elif tag == COMMENT_BEGIN:
                self._gathered.comments.begin(child, self._written.at)
            elif tag == COMMENT_END:
                self._gathered.comments.end(child, self._written.at)
            elif tag in _PROPERTIES:
                self.changed(child)
            elif len(child) or tag == _SIMPLE_FIELD:
                self._marked(child, tag)
            elif tag in RANGES:
                self._written.mark(self._written.at, RANGES[tag], CONTROL)

    def changed(self, element: Any) -> None:
        """Mark what was tracked in an element that shows nothing, such as properties."""
        for name in changes(element):
            self._written.mark(self._written.at, name)

    def _marked(self, element: Any, tag: str) -> None:
        start = self._written.at
        self.inline(element)
        if tag == _SIMPLE_FIELD:
            self._simple_field(element, start)
        if tag in ADDED:
            self._written.mark(start, "inserted")
        if self._written.at == start:
            return
        if tag == _HYPERLINK:
            anchor = element.get(W + "anchor")
            target = self._links.target(element.get(RELATED, ""))
            self._written.mark(start, "hyperlink", f"{target}#{anchor}" if anchor else target)
        elif tag == _FORMULA:
            self._written.mark(start, "formula")
        elif tag == CONTROLS and prompts(element):
            self._written.mark(start, "placeholder")

    def _run(self, run: Any) -> None:
        number, start = self.count, self._written.at
        self.count = number + 1
        outer, self._changes = self._changes, set()
        look, text, done = self._children(run, number, None, "", 0)
        if text and not done and not self.fields.hidden:
            self._written.write(text, look or self.looks[()], self.part, number, 0)
        else:
            self._give(text[done:], look, number, done)
        for name in sorted(self._changes):
            self._written.mark(start, name)
        self._changes = outer

    def _children(
        self, parent: Any, number: int, look: Look | None, text: str, done: int
    ) -> tuple[Look | None, str, int]:
        """Read what a run, or an alternative in it, holds; ``text`` is that of the run so far, written up to ``done``.

        Returns the run's look, its text, and how far that is written.
        """
        for child in parent:
            tag = child.tag
            if tag == TEXT:
                text += shown(child)
            elif tag == RUN_PROPERTIES:
                look = self._known.get(child.get(NUMBER)) or self._look(child)
            elif tag == ALTERNATE:
                for option in self.options(child):
                    look, text, done = self._children(option, number, look, text, done)
            elif tag in _SPECIAL:
                self._give(text[done:], look, number, done)
                done = len(text)
                self._special(child, tag, look)
            elif tag in CHANGES:  # of a run of a formula
                self._changes.update(changes(child))
            else:
                text += glyphs(child)
                if len(child) and parent.tag != RUN:  # of an alternative: shapes without a holder of their own
                    self._shape(child)
        return look, text, done

    def _look(self, properties: Any) -> Look:
        look = self.looks[self._folds.run(properties)]
        number = properties.get(NUMBER)
        if number is not None:
            self._known[number] = look
        else:
            self._changes |= changes_of(properties)
        return look

    def _give(self, text: str, look: Look | None, number: int, offset: int) -> None:
        if self.fields.hidden:
            self.fields.told_inside(text, look or self.looks[()])
        elif text:
            self._written.write(text, look or self.looks[()], self.part, number, offset)

    def _special(self, element: Any, tag: str, look: Look | None) -> None:
        if tag == _FIELD_CHARACTER:
            self._field(element, element.get(W + "fldCharType"), look)
        elif tag == _INSTRUCTION:
            self.fields.instruct(element.text or "", look or self.looks[()])
        elif tag == _RUBY:
            self._ruby(element)
        elif tag in _NOTES:
            self._gathered.notes.append((_NOTES[tag], element.get(ID, "")))
        elif tag == _COMMENT:
            self._gathered.comments.refer(element, self._written.at)
        elif tag == _PAGE_NUMBER:
            self.texts.number(self._written.at, PAGE, self.fields)
        else:
            self._drawing(element)

    def _field(self, element: Any, kind: str | None, look: Look | None) -> None:
        at = self._written.at
        if kind == "begin":
            if self._sound is None:
                self._sound = _sound(element)
            self.fields.begin(None if self._sound else at, element, look)
        elif kind == "separate":
            self.fields.separate(at)
        elif kind == "end":
            field = self.fields.end(at)
            if field is not None:
                self.texts.tell(field, at if field.start is None else field.start, self.fields, self.looks[()])

    def _simple_field(self, element: Any, start: int) -> None:
        """A ``w:fldSimple`` whose stored result was written since ``start``."""
        field = Field(None if element.find(RUN) is None else start)
        field.instruction = element.get(W + "instr", "")[:LONGEST]
        self.texts.tell(field, start, self.fields, self.looks[()])

    def _ruby(self, element: Any) -> None:
        reading = ""
        for child in element:
            if child.tag == W + "rt":
                reading = "".join([text.text or "" for text in child.iter(TEXT)])
                self.skip(child)
                self.changed(child)
            elif child.tag == W + "rubyBase":
                start = self._written.at
                self.inline(child)
                self._written.mark(start, "ruby", reading)

    def _drawing(self, element: Any) -> None:
        """Put aside the text boxes and WordArt in a drawing, to be written after the paragraph, and its lines."""
        first = self.count
        self._shapes(element, grouped=False)
        self.count = first
        self.skip(element)

    def _shape(self, element: Any) -> None:
        if element.tag in TEXT_BOXES:
            self.boxes.append((element, self.count))
            self.skip(element)
        else:
            self._drawing(element)

    def _shapes(self, element: Any, *, grouped: bool) -> None:
        for child in element:
            tag = child.tag
            if tag in TEXT_BOXES:
                self.boxes.append((child, self.count))
                self.skip(child)
            elif tag == WORD_ART:
                if child.get("string"):
                    self.boxes.append((child, self.count))
            elif tag == ALTERNATE:
                for option in self.options(child):
                    self._shapes(option, grouped=grouped)
            else:
                if tag in _HOLDERS:
                    self._line(drawing_line(child))
                elif tag in _VML and not grouped:
                    self._line(vml_line(child))
                elif tag == _GRAPHIC:
                    kind = child.get("uri", "").rpartition("/")[2]
                    if kind in _UNREAD:
                        self._gathered.unread.add(_UNREAD[kind])
                if len(child):
                    self._shapes(child, grouped=grouped or tag in _GROUPS)

    def _line(self, line: Drawn | None) -> None:
        if line is not None:
            self.lines.append(line)

    def options(self, element: Any) -> Iterator[Any]:
        """The one branch of an ``mc:AlternateContent`` that Word shows, if any.

        The runs of the other branches are counted, those after it when the iteration goes on.
        """
        shown = shown_branch(element)
        for branch in element:
            if branch is shown:
                yield branch
            else:
                self.skip(branch)

    def skip(self, element: Any) -> None:
        """Count the runs of an element that is not read."""
        self.count += self._folds.count(element)


def _sound(element: Any) -> bool:
    """Whether the part has an end for each beginning of a field; if not, no text is taken for an instruction."""
    kinds = [char.get(W + "fldCharType") for char in element.getroottree().iter(_FIELD_CHARACTER)]
    return kinds.count("begin") <= kinds.count("end")
