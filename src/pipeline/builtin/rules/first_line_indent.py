"""Rule: paragraphs of the body begin two characters in."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from pipeline.builtin.gongwen.numerals import CIRCLED
from pipeline.builtin.gongwen.sentences import LINE_ENDS
from pipeline.builtin.rules.laid_out import JUDGED, NOT_LAID_OUT, Layout, at_most, layout_of, running
from pipeline.builtin.structure.numbering import number_at
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Alike, Basis, Finding, NotChecked, ParagraphEdit, Severity
from pipeline.model.layout import Paragraph, Style
from pipeline.model.text import Span, Text

COMMON = 0.5
"""Share of the body's paragraphs from which on a wrong indent is the document's, not a paragraph's."""
RARE = 0.1
"""Share up to which a wrong indent is a slip in papers that are laid out by habit."""
NEAR = 0.5
"""Characters of difference that the eye hardly sees: worth a word."""
MANY = 20
"""Paragraphs of one wrong indent that are still reported one by one."""
SHORT = 25
"""Characters up to which a line that ends in ``：`` or ``！`` is a greeting."""
"""Last characters of a paragraph that is over."""
BULLET = re.compile(
    rf"[a-zA-Z][.．、)）]|[-–—#>|【•●○◆◇■□▪▲►➢✓※★☆*＊·{CIRCLED}⑴-⒇注]|附件|(?:出席|列席|请假|缺席|主持|记录|参加|时间|地点|联系人|单位|资料来源)[^。]{{0,8}}[：:]"
)
"""How lines begin that are laid out in ways of their own."""

Characters = Annotated[float, msgspec.Meta(ge=0, le=20)]

FANGSONG = Style("仿宋_GB2312", "仿宋", 16)
TITLE = Para("关于做好防汛工作的通知", Style("方正小标宋简体", "小标宋", 22), "centre")
ONE = "为做好今年防汛工作，现就有关事项通知如下，请认真贯彻执行。"
TWO = "各单位要提高认识，加强领导，把各项措施落到实处，确保安全度汛。"
THREE = "各级防汛指挥机构要加强值班值守，遇有险情及时报告，不得迟报漏报。"

NONE = Text("未缩进", "begins flush left")
SOME = Text("缩进 {indent:g} 字", "is indented {indent:g} characters")
TYPED = Text(
    "段首缩进用的是空格或制表符，宜改为段落格式中的首行缩进 {wanted:g} 字符{places}",
    "indented with typed spaces; a first-line indent of {wanted:g} characters is of more use{places}",
)


class FirstLineIndent(Rule, frozen=True):
    """Each paragraph of the body begins two characters in; the lines after its first are flush left.

    Only running text is judged: no headings, lists, tables, 主送, notes, short lines, nor a paragraph
    that goes on after a table or a page. A difference of less than half a character is information, and so is
    every one in what is not laid out as a 公文, and in an attachment whose paragraphs begin otherwise. An
    indent made with typed spaces or a tab looks right, so it is reported as information. What
    most paragraphs have in common is reported once. In a pdf the indent is measured, with more
    tolerance, and typed spaces cannot be told from it.
    """

    name = "first-line-indent"
    name_zh = "段首缩进不符"
    needs = ("styles",)
    basis = Basis("standard", "GB/T 9704-2012", "7.3.3")
    applies_to = JUDGED
    gather = Gather(by="kind", above=MANY, share=COMMON)
    message = Text(
        "段首{found}，应缩进 {wanted:g} 字{places}",
        "paragraph {found}, should be indented {wanted:g} characters{places}",
    )
    explained_zh = (
        "正文每个自然段首行左空二字。\n\n"
        "只判公文和按公文排版的文件，且只判成句的正文：标题、列表、表格、主送机关、附注、短行，以及接在表格后面或者跨页接排的段落不判。"
        "用空格、制表符顶出的缩进看上去一样，只作提示。多数段落同样不符的，合并为一条。"
        "相差不到半个字的，没有按公文排版的文件和另有版式的附件，只作提示。"
        "pdf 按实际位置量出，容差较大，也分不出空格。"
    )
    examples = (
        Good(Draft((TITLE, Para(ONE, FANGSONG, first_indent=32), Para(TWO, FANGSONG, first_indent=31.5)))),
        Good(
            Draft(
                (
                    TITLE,
                    Para("各区县人民政府：", FANGSONG, first_indent=0),
                    Para(ONE, FANGSONG, first_indent=32),
                    Para("同志们！", FANGSONG, first_indent=0),
                    Para("● 加强领导；", FANGSONG, first_indent=0),
                    Para("1.加强领导；", FANGSONG, first_indent=0),
                    Para("险情统计表。", FANGSONG, first_indent=0, container="table"),
                    Para(TWO, FANGSONG, first_indent=0),
                )
            )
        ),
        Good(Draft((TITLE, Para(ONE, FANGSONG, "right", 0), Para("云泽市人民政府", FANGSONG, first_indent=0)))),
        Good(Draft((TITLE, Para(ONE, FANGSONG)))),
        Bad(
            Draft(
                (
                    TITLE,
                    Para(ONE, FANGSONG, None, 32),
                    Para(TWO, FANGSONG, None, 32),
                    Para(f"⟦{THREE}⟧", FANGSONG, None, 0),
                )
            )
        ),
        Bad(
            Draft(
                (
                    TITLE,
                    Para(ONE, FANGSONG, None, 32),
                    Para(TWO, FANGSONG, None, 32),
                    Para(f"⟦{THREE}⟧", FANGSONG, None, 21),
                )
            )
        ),
        Bad(
            Draft(
                (
                    TITLE,
                    Para(ONE, FANGSONG, None, 32),
                    Para(TWO, FANGSONG, None, 32),
                    Para(f"　　⟦{THREE}⟧", FANGSONG, None, 0),
                )
            )
        ),
        Bad(Draft((TITLE, Para(ONE, FANGSONG, None, 0), Para(TWO, FANGSONG, None, 0))), scope="document"),
        Bad(
            Draft((TITLE, Para(f"    {ONE}", FANGSONG, None, 0), Para(f"\t{TWO}", FANGSONG, None, 0))), scope="document"
        ),
    )

    characters: Characters = 2
    tolerance: Characters = 0.25
    measured_tolerance: Characters = 0.5
    """In a pdf."""
    typed_severity: Severity = "info"
    """Of an indent made with typed spaces."""

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """Each paragraph that begins elsewhere."""
        layout = layout_of(document)
        if layout.other:
            yield self.unchecked(NOT_LAID_OUT.zh, NOT_LAID_OUT.en)
            return
        measured = any(page.measured for page in document.pages)
        tolerance = self.measured_tolerance if measured else self.tolerance
        wrong: list[tuple[float | None, Span, ParagraphEdit | None]] = []
        totals, faults = Counter[int](), Counter[int]()
        for paragraph, span in _running(document):
            size = next((piece.style.size for piece in document.pieces_in(span) if piece.style.size is not None), None)
            indent = None if size is None else self._indent(paragraph, size, tolerance)
            if size is None or indent is None:
                continue
            totals[layout.part(span)] += 1
            typed = 0.0 if measured else _typed(document.text[paragraph.span.start : span.start])
            if typed and indent <= tolerance and typed >= self.characters:
                wrong.append((None, span, None))
            elif abs(indent + typed - self.characters) > tolerance:
                faults[layout.part(span)] += 1
                found = round((indent + typed) * 2) / 2 if measured else round(indent + typed, 1)
                # A pdf has no indent that could be set; typed spaces would have to go first.
                settable = not measured and not typed
                indented = ParagraphEdit(span.start, span.end, first_indent=self.characters * size)
                wrong.append((found, span, indented if settable else None))
        for found_indent, span, edit in wrong:
            part = layout.part(span)
            rare = faults[part] < totals[part] * COMMON
            if not (layout.headed or layout.statutory):
                rare = rare and faults[part] <= max(1, totals[part] * RARE)
            sure = self._sure(found_indent, layout, rare=rare, own=part == 0)
            yield self._told(found_indent, span, edit, totals.total(), sure)

    def _sure(self, found: float | None, layout: Layout, *, rare: bool, own: bool) -> Severity:
        """How grave it is: what is rare in its part is a slip, and so is all of the text of a 公文."""
        near = found is not None and abs(found - self.characters) < NEAR
        meant = layout.meant and (rare or (own and (layout.headed or layout.statutory)))
        return "warning" if meant and not near else "info"

    def _indent(self, paragraph: Paragraph, size: float, tolerance: float) -> float | None:
        """The first line's indent in characters of ``size``; ``None`` where it is not known or the whole is set in."""
        if paragraph.first_indent is None or paragraph.first_indent < 0:
            return None
        first, left = paragraph.first_indent / size, (paragraph.left_indent or 0) / size
        if left <= tolerance or abs(first - self.characters) <= tolerance:
            return first
        return first + left if abs(first + left - self.characters) <= tolerance else None

    def _told(self, found: float | None, span: Span, edit: ParagraphEdit | None, total: int, sure: Severity) -> Finding:
        """The finding, with what it says where it stands for all paragraphs that begin there."""
        message = TYPED if found is None else self.message
        values: dict[str, Any] = {"found": SOME.fill(indent=found) if found else NONE, "wanted": self.characters}
        many = message.fill(places=Text("，全文共 {count} 段", " ({count} paragraphs)"), **values)
        return self.found(
            span,
            fix=None if edit is None else (edit,),
            severity=self.typed_severity if found is None else at_most(self.severity, sure),
            message=message,
            alike=Alike(f"{found}", 1, total, many=many),
            places=Text("", ""),
            **values,
        )


def _running(document: Document) -> Iterator[tuple[Paragraph, Span]]:
    """The paragraphs of running text that begin one, and their characters without white space around them."""
    bodies = {mark.span.start: mark.span for mark in document.marked("body")}
    goes_on = False
    for paragraph in document.paragraphs:
        raw = document.cut(paragraph.span)
        text = raw.strip()
        if not text or paragraph.container not in ("body", "table"):
            continue
        span = bodies.get(paragraph.span.start + len(raw) - len(raw.lstrip()))
        if span is None or paragraph.container == "table":
            goes_on = paragraph.container == "table"
            continue
        if not goes_on and paragraph.alignment not in ("centre", "right") and _judged(text):
            yield paragraph, span
        goes_on = text[-1] not in LINE_ENDS


def _judged(text: str) -> bool:
    """Whether it is running text, and no greeting, note or list."""
    if len(text) <= SHORT and text[-1] in "：:！!":
        return False
    if BULLET.match(text) or number_at(text) is not None:
        return False
    return running(text)


def _typed(lead: str) -> float:
    """How wide the white space typed in front is, in characters; a tab is taken for two."""
    return sum(2 if char == "\t" else 1 if char == "\u3000" else 0.5 for char in lead)
