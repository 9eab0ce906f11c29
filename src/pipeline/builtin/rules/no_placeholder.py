"""Rule: nothing left to fill in."""

import re
from collections.abc import Iterator

from pipeline.builtin.han import HAN
from pipeline.model import BLANK, Basis, Document, Finding, Severity, Span, Text
from pipeline.rule import Bad, Good, Rule

FORM_BLANKS = 3
"""Underscored blanks in a document from which on it is a form, whose blanks are meant."""

P = "×✕✖╳XxＸｘ"
"""Characters that stand for a word to come."""

PENDING = r"待(?:补充?|填写?|完善|核实|更新|续写)|此处|请(?:填写|输入|补充|插入)|TODO|TBD"

PLACEHOLDER = re.compile(
    rf"""
      [【\[［〔](?:{PENDING}|待定|待确认|填写|输入|插入|补充)[^】\]］〕\n]{{0,40}}[】\]］〕]
    | [（(](?:{PENDING})[^）)\n]{{0,40}}[）)]
    | (?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])
    | (?<![A-Za-z0-9])(?:19|20)[{P}]{{2}}(?=\s?[年〕\]）)-])
    | (?<![A-Za-z0-9{P}*＊.@_/-])[{P}]{{2,}}+(?:[,，.-][{P}]++)*+(?![A-Za-z0-9*＊@_/]|[.-][A-Za-z0-9]|染色体)
    | (?<![A-Za-z0-9{P}*＊\\])[*＊]{{2,}}+(?![A-Za-z0-9{P}])
    | (?<![A-Za-z0-9\u3400-\u9fff）)\s])[{P}](?=[年月日市县区省乡镇村局厅部委办])
    | (?<=[\u3400-\u9fff])×(?=[市县镇乡村]|区(?![间域块分别])|省(?!略))
    | (?<=[年月第〔〕])[{P}](?=[年月日号条章节次期届批项〕])
    | (?<![A-Za-z0-9_＿])[_＿]{{3,}}+(?![A-Za-z0-9])
    """,
    re.VERBOSE,
)
UNDERSCORES = re.compile(r"[_＿]{3,}")
BOLD = re.compile(r"\*\*(?![\s省市县区乡镇村局厅部委办年月日])[^*\n]{2,200}\*\*")
"""Bold in Markdown, which programs leave in texts of every kind; ``**市**局`` is none."""
MARKDOWN = 3
"""Stretches of such bold from which on every ``**`` of the text is taken for Markdown."""
LABEL = re.compile(r"(?:[：:（(]|[签盖章字名][）)]?)\s*\Z")
RULED_OFF = re.compile(r"[\s*＊]+")
UNFIT = ("table", "other", "contents", "signature", "date")
"""Roles in which an underscored blank is there to be written on."""


class NoPlaceholder(Rule, frozen=True):
    """A draft's blanks (``××``, ``XX``, ``【待补】``) must not go out with the document.

    Left alone: sizes and products (``3×4``), models and sizes of clothing (``XXL``), names on the
    web (``xxx.com``), hidden digits (``138****1234``), and the underscored blanks of a form.
    """

    severity: Severity = "error"
    name = "no-placeholder"
    basis = Basis("practice", "公文印发前核稿的通行要求")
    message = Text("占位符“{blank}”尚未填写", "the placeholder “{blank}” has not been filled in")
    explained_zh = (
        "××、XX、**、【待补】等占位符是起草时留的空，印发前必须填实。"
        "乘号（3×4）、型号尺码（XXL）、网址、隐去的号码（138****1234）和表格中留待填写的横线不算。"
    )
    examples = (
        Good("场地长3×4米，用210mm×297mm的纸，得分＝单价×数量。"),
        Good("工作服尺码为XXL，网址为www.xxx.com，电话138****1234，代码0xFF。"),
        Good("Article XX of the agreement and the XX chromosome."),
        Good("张某某等三人参加了X光检查和第XXIII期培训。"),
        Good("**总体要求**：坚持**预防为主**的方针。"),
        Good("甲方：______\n乙方：______\n日期：____年____月____日"),
        Good("申请人（签字）______"),
        Bad("⟦××⟧市人民政府关于⟦×××⟧的通知"),
        Bad("经⟦XX⟧局研究，由⟦xx⟧同志负责，⟦20XX⟧年完成。"),
        Bad("2026年⟦×⟧月⟦×⟧日，⟦＊＊⟧县⟦**⟧镇召开会议。"),
        Bad("联系电话⟦XXX-XXXXXXX⟧，合同金额⟦XX,XXX⟧元。"),
        Bad("会议地点：⟦【待定】⟧，经费⟦[待补充]⟧万元⟦（此处填写大写金额）⟧。"),
        Bad("本项工作由⟦___⟧牵头，⟦TODO⟧：补充数据。"),
        Bad("〔2026〕⟦×⟧号印发", options={"severity": "warning"}),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """Every placeholder outside addresses, formulas, standards' numbers and tables of contents."""
        text = document.mask(("url", "filename", "formula", "standard", "phone", "contents"))
        text, bold = BOLD.subn(lambda bold: BLANK * len(bold.group()), text)
        written_on = document.mask(UNFIT)
        form = sum(1 for _ in UNDERSCORES.finditer(text)) >= FORM_BLANKS
        line, has_han, ruled_off = Span(0, 0), False, False
        for match in PLACEHOLDER.finditer(text):
            span, blank = Span(*match.span()), match.group()
            if span.start >= line.end and (paragraph := document.paragraph_at(span.start)):
                line = paragraph.span
                has_han = HAN.search(text, line.start, line.end) is not None
                ruled_off = RULED_OFF.fullmatch(text, line.start, line.end) is not None
            if blank[0] in "_＿" and (
                form
                or written_on[span.start] == BLANK
                or LABEL.search(text, max(line.start, span.start - 8), span.start)
            ):
                continue
            if blank[0] in "*＊" and (ruled_off or bold >= MARKDOWN):
                continue
            if blank[0] in "XxＸｘ" and not has_han:
                continue
            yield self.found(span, blank=blank)
