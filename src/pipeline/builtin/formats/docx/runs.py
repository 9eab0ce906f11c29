"""What stands inside paragraphs: runs, links, fields, tracked changes, formulas."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline.builtin.formats.docx.fields import Fields, first_word
from pipeline.builtin.formats.docx.ooxml import (
    ADDED,
    ALTERNATE,
    CHOICE,
    FALLBACK,
    ID,
    MATH_RUN,
    MATH_TEXT,
    PARAGRAPH_PROPERTIES,
    RELATED,
    REMOVED,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    TEXT_BOX,
    A,
    M,
    W,
)
from pipeline.builtin.formats.docx.places import glyphs, shown
from pipeline.builtin.formats.docx.properties import Key, run_key
from pipeline.builtin.formats.docx.sheet import Sheet
from pipeline.builtin.formats.docx.styles import Styles

_RUNS: Final = frozenset((RUN, MATH_RUN))
_HYPERLINK, _SIMPLE_FIELD, _FORMULA = W + "hyperlink", W + "fldSimple", M + "oMath"
_FIELD_CHARACTER, _INSTRUCTION, _RUBY = W + "fldChar", W + "instrText", W + "ruby"
_NOTES: Final = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_DRAWINGS = frozenset((W + "drawing", W + "pict", W + "object"))
_SPECIAL = frozenset((_FIELD_CHARACTER, _INSTRUCTION, _RUBY, ALTERNATE, *_NOTES, *_DRAWINGS))
_UNREAD: Final = {"diagram": "diagram", "chart": "chart", "chartex": "chart"}


class Runs:
    """Writes the runs of one part to the sheet, counting them as places do."""

    def __init__(
        self,
        sheet: Sheet,
        styles: Styles,
        part: str,
        related: dict[str, tuple[str, str]],
        notes: list[tuple[str, str]],
        unread: set[str],
    ) -> None:
        """``notes`` takes up the notes met, ``unread`` the kinds of content met whose text lies in parts not read.

        A note is (``footnote`` or ``endnote``, id).
        """
        self.count = 0
        """Runs met so far, those inside skipped elements included."""
        self.table: str | None = None
        """The style of the table around, if any."""
        self.looks = styles.looks(None, None)
        """How runs look here."""
        self.boxes: list[tuple[Any, int]] = []
        """Text boxes anchored in the paragraph, each with the number of its first run."""
        self.fields = Fields()
        self._notes = notes
        self._unread = unread
        self._sheet = sheet
        self._styles = styles
        self._part = part
        self._related = related
        self._sound: bool | None = None

    def begin(self, style: str | None) -> None:
        """A paragraph with this style begins."""
        self.looks = self._styles.looks(style, self.table)

    def inline(self, parent: Any) -> None:
        """Write all that ``parent`` holds. Holders of unknown name are looked into."""
        for child in parent:
            tag = child.tag
            if tag in _RUNS:
                self._run(child)
            elif tag == PARAGRAPH_PROPERTIES:
                continue
            elif tag in REMOVED:
                self.skip(child)
                self._sheet.mark(self._sheet.at, "deleted")
            elif tag == ALTERNATE:
                for option in self.options(child):
                    self.inline(option)
            elif tag == TEXT_BOX:
                self._box(child)
            elif len(child):
                self._marked(child, tag)

    def _marked(self, element: Any, tag: str) -> None:
        start = self._sheet.at
        self.inline(element)
        if self._sheet.at == start:
            return
        if tag in ADDED:
            self._sheet.mark(start, "inserted")
        elif tag == _HYPERLINK:
            anchor = element.get(W + "anchor")
            target = self._related.get(element.get(RELATED, ""), ("", ""))[1]
            self._sheet.mark(start, "hyperlink", f"{target}#{anchor}" if anchor else target)
        elif tag == _SIMPLE_FIELD:
            self._sheet.mark(start, "field", first_word(element.get(W + "instr", "")))
        elif tag == _FORMULA:
            self._sheet.mark(start, "formula")

    def _run(self, run: Any) -> None:
        number = self.count
        self.count = number + 1
        key: Key = ()
        text, done = "", 0
        for child in run:
            tag = child.tag
            if tag == TEXT:
                text += shown(child)
            elif tag == RUN_PROPERTIES:
                key = run_key(child)
            elif tag in _SPECIAL:
                self._give(text[done:], key, number, done)
                done = len(text)
                self._special(child, tag)
            else:
                text += glyphs(child)
        if text and not done and not self.fields.hiding:
            self._sheet.write(text, self.looks[key], self._part, number, 0)
        elif done:
            self._give(text[done:], key, number, done)

    def _give(self, text: str, key: Key, number: int, offset: int) -> None:
        if text and not self.fields.hiding:
            self._sheet.write(text, self.looks[key], self._part, number, offset)

    def _special(self, element: Any, tag: str) -> None:
        if tag == _FIELD_CHARACTER:
            self._field(element, element.get(W + "fldCharType"))
        elif tag == _INSTRUCTION:
            self.fields.instruct(element.text or "")
        elif tag == _RUBY:
            self._ruby(element)
        elif tag == ALTERNATE:
            for option in self.options(element):
                self._drawing(option)
        elif tag in _NOTES:
            self._notes.append((_NOTES[tag], element.get(ID, "")))
        else:
            self._drawing(element)

    def _field(self, element: Any, kind: str | None) -> None:
        at = self._sheet.at
        if kind == "begin":
            if self._sound is None:
                self._sound = _sound(element)
            self.fields.begin(None if self._sound else at)
        elif kind == "separate":
            self.fields.separate(at)
        elif kind == "end":
            field = self.fields.end()
            if field is not None and field.start is not None and at > field.start:
                self._sheet.mark(field.start, "field", field.name)

    def _ruby(self, element: Any) -> None:
        reading = ""
        for child in element:
            if child.tag == W + "rt":
                reading = "".join([text.text or "" for text in child.iter(TEXT)])
                self.skip(child)
            elif child.tag == W + "rubyBase":
                start = self._sheet.at
                self.inline(child)
                self._sheet.mark(start, "ruby", reading)

    def _drawing(self, element: Any) -> None:
        """Put aside the text boxes in a drawing, to be written after the paragraph."""
        if next(element.iter(TEXT_BOX), None) is None:
            self.skip(element)
            for graphic in element.iter(A + "graphicData"):
                kind = graphic.get("uri", "").rpartition("/")[2]
                if kind in _UNREAD:
                    self._unread.add(_UNREAD[kind])
            return
        for child in element:
            if child.tag == TEXT_BOX:
                self._box(child)
            elif child.tag == ALTERNATE:
                for option in self.options(child):
                    self._drawing(option)
            elif len(child):
                self._drawing(child)

    def _box(self, element: Any) -> None:
        self.boxes.append((element, self.count))
        self.skip(element)

    def options(self, element: Any) -> Iterator[Any]:
        """The one branch of an ``mc:AlternateContent`` to read: the first with text, or else the first.

        The runs of the other branches are counted, those after it when the iteration goes on.
        """
        branches = [child for child in element if child.tag in (CHOICE, FALLBACK)]
        with_text = (branch for branch in branches if next(branch.iter(TEXT, MATH_TEXT), None) is not None)
        chosen = next(with_text, branches[0] if branches else None)
        for branch in branches:
            if branch is chosen:
                yield branch
            else:
                self.skip(branch)

    def skip(self, element: Any) -> None:
        """Count the runs of an element that is not read."""
        self.count += sum(1 for _ in element.iter(RUN, MATH_RUN))


def _sound(element: Any) -> bool:
    """Whether the part has an end for each beginning of a field; if not, no text is taken for an instruction."""
    kinds = [char.get(W + "fldCharType") for char in element.getroottree().iter(_FIELD_CHARACTER)]
    return kinds.count("begin") <= kinds.count("end")
