"""Rule: lines of the body as far apart as 22 on a page are."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from pipeline.builtin.rules.laid_out import JUDGED, NOT_LAID_OUT, layout_of
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Alike, Basis, Finding, NotChecked, Severity
from pipeline.model.layout import Paragraph, Style
from pipeline.model.text import Text

COMMON = 0.5
"""Share of the body's characters from which on a wrong pitch is the document's."""
FEW = 60
"""Characters of the body below which its pitch is a matter of one or two lines."""

FANGSONG = Style("仿宋_GB2312", "仿宋", 16)
TITLE = Para("关于做好防汛工作的通知", Style("方正小标宋简体", "小标宋", 22), "centre", line_pitch=33)
ONE = "为做好今年防汛工作，现就有关事项通知如下，请认真贯彻执行，并将落实情况于月底前报送。"
TWO = "各单位要提高认识，加强领导，把各项措施落到实处，确保安全度汛，遇有险情及时报告。"

Points = Annotated[float, msgspec.Meta(gt=0, le=200)]


class LinePitch(Rule, frozen=True):
    """A page holds 22 lines: 225 mm of type area make 28.99 pt a line.

    The standard gives the count and no length, and allows for special cases. Offices write
    28 to 30 pt. Only the body itself is judged, without attachments, and only
    what most of it has in common; in a pdf the pitch is measured.
    """

    severity: Severity = "info"
    name = "line-pitch"
    name_zh = "正文行距不符"
    needs = ("geometry",)
    basis = Basis("standard", "GB/T 9704-2012（“一般”，特定情况可调整）", "5.2.3")
    applies_to = JUDGED
    gather = Gather(by="kind", above=1)
    message = Text(
        "正文行距为 {found:g} 磅，公文一般每面 22 行，行距 {least:g}～{most:g} 磅",
        "lines of the body are {found:g} pt apart, as a rule {least:g} to {most:g} pt (22 a page)",
    )
    explained_zh = (
        "一般每面排22行，撑满版心：版心高225 mm，合每行约28.99磅。标准只定行数，不定磅数，实务中多为固定值28～30磅。"
        "只判公文和按公文排版的文件的正文，不含附件，且只判多数正文共有的行距；"
        "docx 按段落设置和文档网格算出，pdf 由文字位置量出。"
    )
    examples = (
        Good(Draft((TITLE, Para(ONE, FANGSONG, line_pitch=28.95), Para(TWO, FANGSONG, line_pitch=28)))),
        Good(
            Draft(
                (
                    TITLE,
                    Para(ONE, FANGSONG, line_pitch=28.9),
                    Para(TWO, FANGSONG, line_pitch=28.9),
                    Para("附：", FANGSONG),
                )
            )
        ),
        Good(Draft((TITLE, Para(ONE, FANGSONG, line_pitch=24), Para(TWO, FANGSONG, line_pitch=24))), {"least": 24}),
        Bad(
            Draft((TITLE, Para(ONE, FANGSONG, line_pitch=23.4), Para(TWO, FANGSONG, line_pitch=23.4))), scope="document"
        ),
    )

    least: Points = 27.5
    most: Points = 30
    tolerance: Annotated[float, msgspec.Meta(ge=0, le=20)] = 0.3

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """Each paragraph of the body that has the pitch that is the commonest of the wrong ones."""
        layout = layout_of(document)
        if layout.other:
            yield self.unchecked(NOT_LAID_OUT.zh, NOT_LAID_OUT.en)
            return
        weights: Counter[float] = Counter()
        paragraphs: dict[float, list[Paragraph]] = {}
        total = 0
        for mark in document.marked("body"):
            paragraph = document.paragraph_at(mark.span.start)
            if paragraph is None or paragraph.container != "body" or layout.part(mark.span):
                continue
            total += len(mark.span)
            if paragraph.line_pitch is not None:
                pitch = round(paragraph.line_pitch, 1)
                weights[pitch] += len(mark.span)
                paragraphs.setdefault(pitch, []).append(paragraph)
        if total < FEW:
            yield self.unchecked("正文太少", "too little body text")
        elif weights.total() < total * COMMON:
            yield self.unchecked("多数正文的行距无法得知", "the pitch of most of the body is not known")
        else:
            wrong = {pitch: weight for pitch, weight in weights.items() if not self._right(pitch)}
            if sum(wrong.values()) > total * COMMON:
                found = max(wrong, key=lambda pitch: wrong[pitch])
                values: dict[str, Any] = {"found": found, "least": self.least, "most": self.most}
                alike = Alike("pitch", many=self.message.fill(**values))
                for paragraph in paragraphs[found]:
                    yield self.found(paragraph.span, scope="document", alike=alike, **values)

    def _right(self, pitch: float) -> bool:
        return self.least - self.tolerance <= pitch <= self.most + self.tolerance
