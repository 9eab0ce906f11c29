"""Rule: nothing left to fill in."""

import re
from collections.abc import Iterator

from pipeline.builtin.gongwen.han import HAN, HAN_RANGES
from pipeline.builtin.gongwen.invisible import visible
from pipeline.builtin.gongwen.numerals import ONE_TO_TEN
from pipeline.builtin.gongwen.placeholders import CROSSES as P
from pipeline.builtin.rules.blanking import blanked
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import BLANK, Document
from pipeline.model.finding import Alike, Basis, Finding, Severity
from pipeline.model.layout import Generated
from pipeline.model.text import Span, Text

FORM_BLANKS = 3
"""Underscored blanks in a document from which on it is a form, whose blanks are meant."""

PENDING = (
    r"待(?:补充?|填写?|完善|核实|更新|续写)|此处[^，。；（）()\n]{0,6}?(?:添加|填|输入|插入|补充|粘贴|写|列出|注明)"
    "|请(?:填写|输入|补充|插入)|TODO|TBD"
)

FIELD = (
    "(?:单位|机关|部门|公司|机构|名称|全称|简称|姓名|人|人员|职务|职称|日期|时间|年份|月份|地点|地址|电话|手机|手机号|手机号码|联系方式"
    f"|邮箱|编号|文号|号码|代码|等级|金额|数字|数量|字数|标题|事由|正文|内容|事项|文件名)[{ONE_TO_TEN}A-Z0-9]?"
)
"""How the name of something to fill in ends."""

PLACEHOLDER = re.compile(
    rf"""
      [【\[［〔](?:{PENDING}|待定|待确认|填写|输入|插入|补充)[^】\]］〕\n]{{0,40}}[】\]］〕]
    | [\[［][{HAN_RANGES}A-Za-z]{{0,10}}?{FIELD}[\]］](?!\()
    | (?<=[{HAN_RANGES}：，、])【[{HAN_RANGES}]{{0,10}}?{FIELD}】(?=[{HAN_RANGES}，。；、）])
    | 【[ \u3000]{{0,6}}】
    | [（(][^（）()\n]{{1,12}}待(?:补充|填写?|核实|完善|更新)[）)]
    | (?<=[{HAN_RANGES}：])□{{2,4}}(?![□ ])
    | [（(](?:{PENDING})[^）)\n]{{0,40}}[）)]
    | (?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])
    | (?<![A-Za-z0-9])(?:19|20)[{P}]{{2}}(?=\s?[年〕\]）)-])
    | (?<![A-Za-z0-9{P}*＊.@_/-])[{P}]{{2,}}+(?:[,，.-][{P}]++)*+(?![A-Za-z0-9*＊@_/]|[.-][A-Za-z0-9]|染色体)
    | (?<![A-Za-z0-9{P}*＊\\])[*＊]{{2,}}+(?![A-Za-z0-9{P}])
    | (?<![A-Za-z0-9{HAN_RANGES}）)\s])[{P}](?=[年月日市县区省乡镇村局厅部委办])
    | (?<=[{HAN_RANGES}])×(?=[市县镇乡村]|区(?![间域块分别])|省(?!略))
    | (?<=[{HAN_RANGES}：])[×XＸ](?=\s?(?:[%％]|[万亿]?元(?!素)))
    | (?<=[{HAN_RANGES}：])[XＸ](?=\s?(?:公里|平方米|[人名家户次场份](?!数)))
    | (?<=[年月第〔〕])[{P}](?=[年月日号条章节次期届批项〕])
    | (?<![A-Za-z0-9_＿])[_＿]{{3,}}+(?![A-Za-z0-9])
    """,
    re.VERBOSE,
)
REACH = 40
"""How far around a blank its reading is looked for."""
UNDERSCORES = re.compile(r"[_＿]{3,}")
BOLD = re.compile(
    r"\*\*(?![\s省市县区乡镇村局厅部委办年月日，。；：、）]|[人名元个项次家户亩件米万亿%]{1,2}[，。；、）])[^*\n]{2,200}\*\*"
)
"""Bold in Markdown, which programs leave in texts of every kind; ``**市**局``, ``**人，其中**人`` are none."""
MARKDOWN = 3
"""Stretches of such bold from which on every ``**`` of the text is taken for Markdown."""
LABEL = re.compile(r"(?:[：:（(]|[签盖章字名][）)]?)\s*\Z")
INSIDE = re.compile(rf"[（(][^（）()\n]*[{HAN_RANGES}]\Z")
"""What stands before a square bracket inside round ones: ``（含部门[单位]）``."""
BODIES = re.compile("(?:单位|机关|部门|公司|机构|人|人员)[\\]］]")
CITED = re.compile(r"“[^“”]*”")
PATTERN = re.compile(
    r"(?:命名|名称|格式|形式|样式|题目|标题|主题|字样|标注|注明|备注|写明|写作|写成|填写|例如|如)[^，。；]{0,6}\Z"
)
PATTERN_AFTER = re.compile(r"[^，。；]{0,4}?(?:名义|命名|格式|形式|样式|字样|为题)")
"""What stands before or after a quotation that shows how something is to be named or worded."""
ANONYMOUS = re.compile(r"(?:判决书|裁定书|调解书|决定书|起诉书|抗诉书)\Z|案例")
"""Titles of documents in which crosses hide names and addresses on purpose."""
RULED_OFF = re.compile(r"[\s*＊]+")
WHITE = Text("内容控件尚未填写，只有空白", "a content control holds blanks only and has not been filled in")
ROMAN = re.compile("[IVXLCDM]{2,}|[ivxlcdm]{2,}")
PROMPTS = 10
"""Prompts of the word processor up to which each is reported."""
LONGEST = 40
"""Characters of a prompt that are shown."""
UNFIT = ("table-text", "other", "contents", "signature", "date")
"""Roles in which an underscored blank is there to be written on."""


class NoPlaceholder(Rule, frozen=True):
    """A draft's blanks (``××``, ``XX``, ``【待补】``) must not go out with the document.

    Blanks that the word processor marks itself count wherever they stand, unless the document is a form: the prompts
    of content controls and macro buttons (``单击此处输入文字``) and the fields of a letter that was not merged
    (``«姓名»``); more than ten of them are reported once.

    Left alone: sizes and products (``3×4``), models and sizes of clothing (``XXL``), names on the
    web (``xxx.com``), hidden digits (``138****1234``), what a court document hides, the underscored blanks of a
    form, and a
    quotation that shows how something is to be named (``命名为“XX学院报名表”``).
    """

    severity: Severity = "error"
    name = "no-placeholder"
    basis = Basis("practice", "公文印发前核稿的通行要求")
    gather = Gather(by="kind", above=PROMPTS)
    message = Text("占位符“{blank}”尚未填写", "the placeholder “{blank}” has not been filled in")
    explained_zh = (
        "××、XX、**、【待补】等占位符是起草时留的空，印发前必须填实。"
        "文字处理软件自己标出的空也算：内容控件和宏按钮的提示语（单击此处输入文字）、未合并的邮件合并域（«姓名»）；超过10处的合并为一条，表格（留有3处以上横线的）除外。"
        "乘号（3×4）、型号尺码（XXL）、网址、隐去的号码（138****1234）、裁判文书中隐去的姓名住址、表格中留待填写的横线，以及说明命名、写法的引语（命名为“XX学院报名表”）不算。"
    )
    examples = (
        Good("场地长3×4米，用210mm×297mm的纸，得分＝单价×数量。"),
        Good("工作服尺码为XXL，网址为www.xxx.com，电话138****1234，代码0xFF。"),
        Good("Article XX of the agreement and the XX chromosome."),
        Good("张某某等三人参加了X光检查和第XXIII期培训。"),
        Good("**总体要求**：坚持**预防为主**的方针。"),
        Good("甲方：______\n乙方：______\n日期：____年____月____日"),
        Good("申请人（签字）______"),
        Good("两类情形（此处不再区分）均适用，具体名单（此处略）另行印发。"),
        Good("材料以“XX学院+姓名”命名，邮件主题注明“XX学院”或“XX中心报名表”，裁定书以“××中级人民法院”名义作出。"),
        Good("江州市东湖区人民法院\n民事判决书\n原告张某，住江州市××路××号。\n本院认为，合同有效。"),
        Good(
            "【时间】5月8日\n[摘要]本文讨论调度。\n各单位（含各镇[街道]、部门[单位]）：见[联系方式](a.html)，另见[3]。"
        ),
        Good(Draft((Para("抓好落实。", number="XX."), Para("按期办结。", number="xxx)")))),
        Bad("⟦××⟧市人民政府关于⟦×××⟧的通知"),
        Bad("经⟦XX⟧局研究，由⟦xx⟧同志负责，⟦20XX⟧年完成。"),
        Bad("2026年⟦×⟧月⟦×⟧日，⟦＊＊⟧县⟦**⟧镇召开会议。"),
        Bad("共有职工⟦**⟧人，其中党员⟦**⟧人，由张⟦**⟧、李⟦**⟧负责。"),
        Bad("联系电话⟦XXX-XXXXXXX⟧，合同金额⟦XX,XXX⟧元。"),
        Bad("会议地点：⟦【待定】⟧，经费⟦[待补充]⟧万元⟦（此处填写大写金额）⟧。"),
        Bad("本项工作由⟦___⟧牵头，⟦TODO⟧：补充数据。"),
        Bad(
            "⟦[主送单位]⟧：\n由⟦[责任单位二]⟧于⟦[日期]⟧前办结（联系人：⟦[联系人]⟧，截至⟦[日期]⟧），经费⟦[金额]⟧元，报⟦【单位名称】⟧备案。"
        ),
        Bad("投资额⟦【】⟧亿元，管网⟦X⟧公里，惠及⟦X⟧人⟦（数据待核实）⟧，签发人：⟦□□□⟧"),
        Bad("税率⟦X⟧%，费用⟦×⟧万元，“⟦××⟧行动”取得成效。"),
        Bad(Draft((Para("联系人："), Para("⟦单击此处输入文字。⟧", marks={"placeholder": ""})))),
        Good(
            Draft((Para("甲方：____，乙方：____，日期：____"), Para("单击此处输入文字。", marks={"placeholder": ""})))
        ),
        Bad("〔2026〕⟦×⟧号印发", options={"severity": "warning"}),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """Every placeholder outside addresses, formulas, standards' numbers and tables of contents."""
        text = document.mask(("url", "filename", "formula", "standard", "phone", "contents", "code"))
        text = blanked(text, _roman(document))
        text, bold = BOLD.subn(lambda bold: BLANK * len(bold.group()), text)
        written_on = document.mask(UNFIT)
        form = sum(1 for _ in UNDERSCORES.finditer(text)) >= FORM_BLANKS
        if not form:
            prompts = _prompts(document)
            yield from self._told(document, prompts)
            text = blanked(text, prompts)
        anonymous = ANONYMOUS.search(document.title) is not None
        line, has_han, ruled_off = Span(0, 0), False, False
        for match in PLACEHOLDER.finditer(text):
            span, blank = Span(*match.span()), match.group()
            if span.start >= line.end and (paragraph := document.paragraph_at(span.start)):
                line = paragraph.span
                has_han = HAN.search(text, line.start, line.end) is not None
                ruled_off = RULED_OFF.fullmatch(text, line.start, line.end) is not None
            before = text[max(line.start, span.start - REACH) : span.start]
            if blank[0] in "_＿" and (form or written_on[span.start] == BLANK or LABEL.search(before)):
                continue
            if blank[0] in "*＊" and (ruled_off or bold >= MARKDOWN):
                continue
            if blank[0] in "XxＸｘ" and not has_han:
                continue
            if blank[0] in "[［" and BODIES.search(blank) and INSIDE.search(before):
                continue
            if blank[0] in P and (anonymous or _shows_how(before, text[span.end : min(line.end, span.end + REACH)])):
                continue
            yield self.found(span, blank=blank)

    def _told(self, document: Document, prompts: list[Span]) -> Iterator[Finding]:
        """A finding for each prompt, those with words first, as one of them stands for all."""
        told = [(span, _words(document.cut(span))) for span in prompts]
        for span, words in sorted(told, key=lambda one: not one[1]):
            blank = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
            some = Text(f"占位符“{blank}”等尚未填写", f"placeholders such as “{blank}” have not been filled in")
            some = some if blank else WHITE
            many = Text(some.zh + "（全文 {count} 处）", some.en + " ({count} places in the document)")
            alike = Alike("prompt", many=many)
            yield self.found(span, alike=alike, blank=blank) if blank else self.found(span, alike=alike, message=WHITE)


def _words(prompt: str) -> str:
    """What is seen of a prompt; nothing of one of blanks."""
    return " ".join(visible(prompt)[0].split())


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
        if document.cut(mark.span).strip("\n") and not (found and found[-1].holds(mark.span)):
            found.append(mark.span)
    return found


def _shows_how(before: str, after: str) -> bool:
    """Whether a blank between these stands in a quotation that shows how something is to be named."""
    before = CITED.sub("", before)
    opened, closed = before.rfind("“"), after.find("”")
    if opened < 0 or closed < 0 or "“" in after[:closed]:
        return False
    return bool(PATTERN.search(before[:opened]) or PATTERN_AFTER.match(after[closed + 1 :]))
