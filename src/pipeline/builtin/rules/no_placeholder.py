"""Rule: nothing left to fill in."""

import re
from collections.abc import Iterator

import msgspec

from pipeline.builtin.gongwen.han import HAN, HAN_RANGES
from pipeline.builtin.gongwen.invisible import visible
from pipeline.builtin.gongwen.placeholders import PLACEHOLDER, STARS
from pipeline.builtin.rules.blanking import blanked
from pipeline.builtin.rules.form_blanks import FEW, REACH, Blank, Purpose
from pipeline.builtin.rules.no_placeholder_examples import EXAMPLES
from pipeline.builtin.rules.shown_blanks import NOTES, is_no_blank, is_term
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Rule
from pipeline.model.document import BLANK, Document
from pipeline.model.finding import Alike, Basis, Finding, FoundAt, Severity
from pipeline.model.layout import Generated
from pipeline.model.text import Span, Text

FORM_BLANKS = 3
"""Underscored blanks in a document from which on it is a form, whose blanks are meant."""
UNDERSCORES = re.compile(r"[_＿]{3,}")
BOLD = re.compile(
    r"\*\*(?![\s省市县区乡镇村局厅部委办年月日，。；：、）]|[人名元个项次家户亩件米万亿%]{1,2}[，。；、）])[^*\n]{2,200}\*\*"
)
"""Bold in Markdown, which programs leave in texts of every kind; ``**市**局``, ``**人，其中**人`` are none."""
MARKDOWN = 3
"""Stretches of such bold from which on every ``**`` of the text is taken for Markdown."""
UNDERLINED = re.compile(r"(?:[：:（(]|[签盖章字名][）)]?)\s*\Z")
"""What stands before an underscored blank that is to be written on."""
INSIDE = re.compile(rf"[（(][^（）()\n]*[{HAN_RANGES}]\Z")
"""What stands before a square bracket inside round ones: ``（含部门[单位]）``."""
BODIES = re.compile("(?:单位|机关|部门|公司|机构|人|人员)[\\]］]")
ANONYMOUS = re.compile(
    r"(?:判决书|裁定书|调解书|决定书|起诉书|抗诉书)\Z|案例(?!.{0,20}(?:通知|请示|报告|函|方案|意见)\Z)"
)
"""Titles of documents in which crosses hide names and addresses on purpose."""
WHITE = Text("内容控件尚未填写，只有空白", "a content control holds blanks only and has not been filled in")
ROMAN = re.compile("[IVXLCDM]{2,}|[ivxlcdm]{2,}")
EQUATIONS = re.compile("MERGEFORMAT|Equation (?:Chapter|Section)|公式[章节]")
"""Buttons that programs for formulas leave in a text: they number formulas, and nobody fills them in."""
PROMPTS = 10
"""Blanks of one kind up to which each is reported."""
LONGEST = 40
"""Characters of a prompt that are shown."""
UNFIT = ("table-text", "other", "contents", "signature", "date")
"""Roles in which an underscored blank is there to be written on."""
UNDECIDED = re.compile("待定|待确认")
"""A notice may go out while the place of a meeting is open."""
SHORT = 14
"""Characters of a label that a message shows."""
NAMED = 3
"""Labels of blanks that a message names."""

UNSURE = Text(
    "疑有漏填：“{blank}”。如是漏填，请填实；如是有意隐去或举例，可不改",
    "“{blank}” may be a blank that was forgotten: fill it in, unless it hides something or is an example",
)
SHOWN = Text(
    "“{blank}”可能是举例或有意隐去；如是漏填，请填实",
    "“{blank}” may be an example or hide something; fill it in if it was forgotten",
)
FORM = Text(
    "此处“{blank}”看来留给他人填写；应由本单位填写的，请在印发前填实",
    "“{blank}” seems to be left for others to fill in; if it is yours, fill it in before the document goes out",
)
FORMS = Text(
    "文中有{count}处空待填写（{what}），{where}看来留给他人填写；应由本单位填写的，请在印发前填实",
    "{count} blanks ({what}) seem to be left for others to fill in{where}; fill in what is yours before it goes out",
)
UNCLEAR = Text(
    "文中有{count}处“{what}”之类的记号，可能是举例或有意隐去；如是漏填，请填实",
    "{count} signs such as “{what}” may be examples or hide something; fill in what was forgotten",
)


class NoPlaceholder(Rule, frozen=True):
    """A draft's blanks (``××``, ``XX``, ``【待补】``) must not go out with the document.

    Blanks that the word processor marks itself count wherever they stand, unless the document is a form: the prompts
    of content controls and macro buttons (``单击此处输入文字``) and the fields of a letter that was not merged
    (``«姓名»``); more than ten of them are reported once.

    An error is a blank between filled text of an official document, and whatever says itself that it is to come
    (``（待补充）``). What others are to fill in is reported once for the document, as information: forms and templates,
    the forms attached to a notice, specimens in a guide. So are crosses that may hide a name. A figure that is missing
    in another paper is a warning.

    Left alone: sizes and products (``3×4``), models and sizes of clothing (``XXL``), names on the
    web (``xxx.com``), code, hidden digits and passwords (``138****1234``), names that are hidden (``张××``), what a
    court document hides, the underscored blanks of a form, and what shows how something is to be written
    (``命名为“XX学院报名表”``, ``文件名格式：XX部``).
    """

    severity: Severity = "error"
    name = "no-placeholder"
    name_zh = "占位符未填"
    basis = Basis("practice", "公文印发前核稿的通行要求")
    gather = Gather(by="kind", above=PROMPTS)
    message = Text("占位符“{blank}”尚未填写", "the placeholder “{blank}” has not been filled in")
    explained_zh = (
        "××、XX、**、【待补】等占位符是起草时留的空，印发前必须填实。"
        "文字处理软件自己标出的空也算：内容控件和宏按钮的提示语（单击此处输入文字）、未合并的邮件合并域（«姓名»）；超过10处的合并为一条，表格（留有3处以上横线的）除外。\n\n"
        "公文正文中漏填的空、写明“待补充”的内容为错误。表格、模板、通知所附的表样、教材中的样例是留给他人填写或作示范的，全文合并为一条提示；可能是有意隐去的名称也只作提示。其他文稿中的数字未填为警告。\n\n"
        "乘号（3×4）、型号尺码（XXL）、网址、程序代码、隐去的号码和密码（138****1234）、隐去的姓名（张××）、裁判文书中隐去的姓名住址、表格中留待填写的横线，以及说明命名、写法的文字（命名为“XX学院报名表”，文件名格式：XX部）不算。"
    )
    examples = EXAMPLES

    def check(self, document: Document) -> Iterator[Finding]:
        """Every placeholder outside addresses, formulas, standards' numbers and tables of contents.

        Prompts with words come first, as one of them stands for all.
        """
        blanks = list(_blanks(document))
        if not blanks or (all(blank.is_masked for blank in blanks)):
            return
        purpose = Purpose(document, blanks)
        left = [blank for blank in blanks if blank.span not in purpose.in_form]
        calm: list[Blank] = []
        crosses = [blank for blank in left if blank.sort == "sign"]
        names = sum(1 for blank in crosses if not blank.is_figure)
        many = names > FEW or (len(crosses) > FEW and not purpose.official)
        for blank in sorted(blanks, key=lambda blank: blank.sort == "prompt" and not _words(blank.text)):
            severity = "info" if blank.span in purpose.in_form else _severity(blank, purpose, many_signs=many)
            if severity == "info":
                calm.append(blank)
            else:
                yield self._told(blank, severity if self.severity == "error" else self.severity)
        if calm:
            forms = sum(1 for blank in calm if blank.span in purpose.in_form)
            yield self._once(calm, purpose, in_form=not purpose.shows and 2 * forms >= len(calm))

    def _told(self, blank: Blank, severity: Severity) -> Finding:
        """A finding for a blank that was forgotten, or may have been."""
        words = blank.text if blank.sort != "prompt" else _words(blank.text)
        shown = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
        some = Text(f"占位符“{shown}”等尚未填写", f"placeholders such as “{shown}” have not been filled in")
        some = some if shown else WHITE
        many = Text(some.zh + "（全文 {count} 处）", some.en + " ({count} places in the document)")
        alike = Alike("prompt" if blank.sort == "prompt" else "left", many=many)
        message = WHITE if not shown else UNSURE if severity == "warning" else self.message
        if not shown:
            return self.found(blank.span, alike=alike, severity=severity, message=message)
        return self.found(blank.span, alike=alike, severity=severity, message=message, blank=shown)

    def _once(self, blanks: list[Blank], purpose: Purpose, *, in_form: bool) -> Finding:
        """One finding for blanks that are no fault, as information."""
        first = blanks[0]
        if len(blanks) == 1:
            return self.found(first.span, severity="info", message=FORM if in_form else SHOWN, blank=_short(first.text))
        named = list(dict.fromkeys(_short(blank.label if in_form else blank.text) for blank in blanks))
        more = len(named) > NAMED
        what = Text("、".join(named[:NAMED]) + "等" * more, ", ".join(named[:NAMED]) + " and others" * more)
        message = FORMS if in_form else UNCLEAR
        parts = dict.fromkeys(part.title for blank in blanks if (part := purpose.part(blank)) is not None)
        where = Text("", "")
        if in_form and parts:
            titles = "、".join(f"“{_short(title)}”" for title in list(parts)[:NAMED])
            where = Text(f"在{titles}等处，" if len(parts) > NAMED else f"在{titles}中，", f" in {titles}")
        told = self.found(
            first.span, severity="info", scope="document", message=message, count=len(blanks), what=what, where=where
        )
        places = tuple(FoundAt(blank.span.start, blank.span.end) for blank in blanks)
        return msgspec.structs.replace(told, places=places)


def _severity(blank: Blank, purpose: Purpose, *, many_signs: bool) -> Severity:
    """How sure it is that a blank outside of forms was forgotten.

    ``many_signs``: whether there are so many crosses that they hide or show something.
    """
    if blank.sort == "prompt":
        return "error"
    if purpose.shows:
        return "info"
    if UNDECIDED.search(blank.text) or blank.text in NOTES:
        return "warning"
    if blank.sort == "said":
        return "error"
    hides_name = not blank.is_figure and (purpose.hides_names or blank.is_masked or blank.begins_title)
    if blank.sort == "sign" and (many_signs or hides_name):
        return "info"
    if purpose.official:
        name = blank.sort in ("sign", "field") and not blank.is_figure
        return "warning" if name and (purpose.may_hide or not purpose.strict) else "error"
    return "warning" if blank.sort == "sign" and blank.is_figure else "info"


def _blanks(document: Document) -> Iterator[Blank]:
    """The blanks of the document, without what only looks like them or is spoken about."""
    text = document.mask(("url", "filename", "formula", "standard", "phone", "contents", "code"))
    text = blanked(text, _roman(document))
    text, bold = BOLD.subn(lambda bold: BLANK * len(bold.group()), text)
    form = sum(1 for _ in UNDERSCORES.finditer(text)) >= FORM_BLANKS
    found: list[Blank] = []
    if not form:
        prompts = _prompts(document)
        text = blanked(text, prompts)
        found += (_blank(text, document, span, "prompt") for span in prompts)
    court = document.metadata.kind == "裁判文书" and "申请" not in document.title
    anonymous = court or ANONYMOUS.search(document.title) is not None
    written_on = document.mask(UNFIT)
    for match in PLACEHOLDER.finditer(text):
        blank = _blank(text, document, Span(*match.span()), match.lastgroup or "")
        if blank.sort == "line" and (form or written_on[match.start()] == BLANK or _is_for_writing(blank)):
            continue
        if blank.text[0] in STARS and bold >= MARKDOWN:
            continue
        if is_term(blank) or (blank.sort == "sign" and (anonymous or is_no_blank(text, blank))):
            continue
        if blank.text[0] in "[［" and BODIES.search(blank.text) and INSIDE.search(blank.before):
            continue
        found.append(blank)
    return iter(sorted(found, key=lambda blank: blank.span))


def _blank(text: str, document: Document, span: Span, sort: str) -> Blank:
    line = document.paragraph_at(span.start)
    around = line.span if line is not None else span
    before = text[max(around.start, span.start - REACH) : span.start]
    after = text[span.end : min(around.end, span.end + REACH)]
    return Blank(span, document.cut(span), sort, before, after)


def _is_for_writing(blank: Blank) -> bool:
    """Whether a line is there to write on, or rules something off: it stands behind a label, or beside no Chinese."""
    return UNDERLINED.search(blank.before) is not None or HAN.search(blank.before + blank.after) is None


def _words(prompt: str) -> str:
    """What is seen of a prompt; nothing of one of blanks."""
    return " ".join(visible(prompt)[0].split())


def _short(words: str) -> str:
    words = words.replace("“", "‘").replace("”", "’")
    return words if len(words) <= SHORT else f"{words[:SHORT]}…"


def _roman(document: Document) -> Iterator[Span]:
    """The Roman numerals of automatic numbers: ``XX.``."""
    for piece in document.pieces:
        if isinstance(piece.place, Generated):
            for match in ROMAN.finditer(document.text, piece.span.start, piece.span.end):
                yield Span(*match.span())


def _prompts(document: Document) -> list[Span]:
    """Where the word processor itself says that something is to be filled in; the outer ones of several."""
    found: list[Span] = []
    for mark in document.marked("placeholder"):
        if EQUATIONS.search(document.cut(mark.span)):
            continue
        if document.cut(mark.span).strip("\n") and not (found and found[-1].holds(mark.span)):
            found.append(mark.span)
    return found
