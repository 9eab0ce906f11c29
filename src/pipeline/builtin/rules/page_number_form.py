"""Rule: page numbers as GB/T 9704-2012 puts them."""

import re
from collections.abc import Iterator
from typing import Annotated

import msgspec

from pipeline.builtin.gongwen.sizes import said_size
from pipeline.builtin.rules.body_font import Look
from pipeline.builtin.rules.laid_out import JUDGED, NOT_LAID_OUT, layout_of
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document, Mark
from pipeline.model.finding import Basis, Finding, NotChecked, Severity
from pipeline.model.layout import Alignment, FontClass, Style
from pipeline.model.text import Text

DASHES = "—―－–─"
"""What is drawn as a 一字线; a hyphen is shorter."""
FORM = re.compile(f"([{DASHES}])[ \u3000]?[0-9]{{1,4}}[ \u3000]?([{DASHES}])")
WRITTEN = re.compile("[0-9]")
FIGURES = re.compile("[0-9]+")
UNWRITTEN = re.compile(f"[{DASHES} \u3000]*")
"""A field in which no program has put the number yet, and the dashes around it."""

SONG = Style("宋体", "宋体", 14)
BODY = (Para("关于做好防汛工作的通知"), Para("各区县人民政府："), Para("为做好防汛工作，现就有关事项通知如下。"))

SIDES: dict[str, tuple[Alignment, Text]] = {
    "odd": ("right", Text("单页码居右", "odd page numbers at the right")),
    "even": ("left", Text("双页码居左", "even page numbers at the left")),
}


def _footer(text: str, style: Style, alignment: Alignment, pages: str) -> Para:
    return Para(text, style, alignment, container="footer", marks={"page-number": pages})


class PageNumberForm(Rule, frozen=True):
    """A page number is written in half-width figures of 宋体, size 4 (14 pt), with a dash on either side: — 1 —.

    Odd numbers stand at the right and even ones at the left, one character in. Numbers in the middle are a
    wide-spread habit; a plan that allows them sets ``outer = false``. A page without a number, a number in a picture,
    and where a text box with a number stands, are not judged. The figures that a docx has kept of its field are those
    of no page, so the message shows 1 or 2 instead.
    """

    severity: Severity = "info"
    name = "page-number-form"
    name_zh = "页码格式不符"
    needs = ("styles",)
    basis = Basis("standard", "GB/T 9704-2012", "7.5")
    applies_to = JUDGED
    message = Text("页码“{number}”：{faults}", "page number “{number}”: {faults}")
    explained_zh = (
        "页码一般用4号（14磅）半角宋体阿拉伯数字，左右各放一条一字线；单页码居右空一字，双页码居左空一字。"
        "只判公文和按公文排版的文件。页码居中是常见做法，允许的单位可设 outer = false。"
        "没有页码的页、做成图片的页码不判，文本框中的页码不判位置；每种不符只报一次。"
    )
    examples = (
        Good(Draft((*BODY, _footer("— 1 —", SONG, "right", "odd"), _footer("— 2 —", SONG, "left", "even")))),
        Good(Draft((*BODY, _footer("－1－", SONG, "right", "odd")))),
        Good(Draft((*BODY, _footer("— 1 —", SONG, "centre", ""))), {"outer": False}),
        Good(Draft(BODY)),
        Bad(Draft((*BODY, _footer("⟦- 1 -⟧", SONG, "right", "odd"), _footer("- 2 -", SONG, "left", "even")))),
        Bad(Draft((*BODY, _footer("⟦— 1 —⟧", Style("宋体", "宋体", 9), "right", "odd")))),
        Bad(Draft((*BODY, _footer("⟦— 1 —⟧", SONG, "centre", "")))),
        Bad(Draft((*BODY, _footer("— 1 —", SONG, "right", "odd"), _footer("⟦— 2 —⟧", SONG, "right", "even")))),
    )

    size: Annotated[float, msgspec.Meta(gt=0, le=200)] = 14
    font_class: FontClass = "宋体"
    tolerance: Annotated[float, msgspec.Meta(ge=0, le=20)] = 0.5
    outer: bool = True
    """Whether odd numbers must stand at the right and even ones at the left."""

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """One finding for each page number in which something is wrong that was not wrong in one before."""
        if layout_of(document).other:
            yield self.unchecked(NOT_LAID_OUT.zh, NOT_LAID_OUT.en)
            return
        said: set[str] = set()
        reach = 0
        for mark in document.marked("page-number", "textbox"):
            if mark.name == "textbox":
                reach = max(reach, mark.span.end)
                continue
            boxed = mark.span.end <= reach  # the box stands somewhere, and the number in it says nothing
            faults = {name: fault for name, fault in self._faults(document, mark, boxed=boxed) if name not in said}
            if faults:
                said |= faults.keys()
                yield self.found(
                    mark.span,
                    number=_shown(document, mark),
                    faults=Text(
                        "；".join(fault.zh for fault in faults.values()), "; ".join(f.en for f in faults.values())
                    ),
                )

    def _faults(self, document: Document, mark: Mark, *, boxed: bool) -> Iterator[tuple[str, Text]]:
        text = document.cut(mark.span)
        if not UNWRITTEN.fullmatch(text) and not FORM.fullmatch(text.strip()):
            yield "form", Text("应为数字左右各一条一字线，如“— 1 —”", "should be figures between two dashes: — 1 —")
        style = next(
            (piece.style for piece in document.pieces_in(mark.span) if WRITTEN.search(document.cut(piece.span))), None
        )
        if style is not None:
            wrong_size = style.size is not None and abs(style.size - self.size) > self.tolerance
            if wrong_size or style.font_class not in (None, self.font_class):
                wanted = said_size(self.size)
                yield (
                    "style",
                    Text(
                        f"用的是{_said(style).zh}，应用{self.font_class}{wanted.zh}",
                        f"in {_said(style).en}, should be {self.font_class} {wanted.en}",
                    ),
                )
        if not boxed:
            yield from self._side(document, mark)

    def _side(self, document: Document, mark: Mark) -> Iterator[tuple[str, Text]]:
        paragraph = document.paragraph_at(mark.span.start)
        if not self.outer or paragraph is None or paragraph.alignment is None or paragraph.container != "footer":
            return
        side = "left" if paragraph.alignment == "justify" else paragraph.alignment  # one line is not stretched
        wanted = SIDES.get(mark.value)
        if wanted is not None and side != wanted[0]:
            yield f"side {mark.value}", Text(f"应为{wanted[1].zh}", f"should be: {wanted[1].en}")
        elif mark.value == "" and side == "centre":
            yield (
                "side",
                Text(
                    "居中，应为单页码居右、双页码居左", "in the middle, should be at the right on odd pages, else left"
                ),
            )


def _said(style: Style) -> Text:
    """The font, as far as its name can be read, and the size."""
    return Look(style.font_class or "", style.font or "", style.size or 0).said()


def _shown(document: Document, mark: Mark) -> str:
    """The number as it stands on a page. The figures that a docx has kept of the field are those of no page."""
    text = document.cut(mark.span).strip()
    if document.kind != "docx":
        return text
    number = "2" if mark.value == "even" else "1"
    head, *rest = FIGURES.split(text)
    return "N".join((head + number + rest[0], *rest[1:])) if rest else text or number
