"""Rule: full-width punctuation in Chinese text."""

import re
from collections.abc import Iterator

import msgspec

from pipeline.builtin.gongwen.han import HAN_RANGES, traditional
from pipeline.builtin.rules.blanking import blanked, entry_numbers, links, typed
from pipeline.builtin.rules.inner_stops import inner_stops, line_at
from pipeline.builtin.rules.not_prose import without
from pipeline.contract.drafts import Draft, Para
from pipeline.contract.policy import AppliesTo, Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import BLANK, PROTECTED, Document
from pipeline.model.finding import Basis, Finding, TextEdit
from pipeline.model.text import Span, Text

FULL = dict(zip(",;:?!.", "，；：？！。", strict=True))

_HAN = HAN_RANGES
_BEFORE = f"[{_HAN}”’》〉）〕】」』]"
SAFE = re.compile(rf"(?<={_BEFORE})[,;:?!](?=[{_HAN}“‘《〈（〔【]|[ \t\u3000]*(?:[\n\v]|\Z))")
OFFERED = re.compile(
    rf"(?<={_BEFORE})[,;:?!](?=[ \t\u3000A-Za-z0-9(\[\"')\]”’》〉）〕】{BLANK}])|(?<=[A-Za-z0-9%％])[,;](?=[{_HAN}])"
)
_CLOSERS = r"[”’）」』》〉】〕］\"')]"
_LINE_END = rf"{_CLOSERS}{{0,3}}[ \t\u3000]*(?:[\n\v]|\Z)"
FULL_STOP = re.compile(rf"(?<={_BEFORE})\.(?={_LINE_END}|{_CLOSERS}{{1,3}}[{_HAN}，。；])")
CLOSED = re.compile(rf"(?<=[\")])(?:[,;:?!](?=[ \t\u3000]*[{_HAN}“‘《〈（〔【])|[,;:?!.](?={_LINE_END}))")
"""Behind a half-width bracket or quotation mark; not between two: data is so."""
CLOSED_BEFORE_FIGURES = re.compile(rf"(?<=[{_HAN}”》）。][\")])[,;:](?=[ ]?(?:[0-9]{{1,8}}[{_HAN}]|[A-Za-z{BLANK}]))")
"""The same before a figure with its measure or a word, in a line of prose alone: data and references are so too."""
PROSE = re.compile(f"[{_HAN}”》）][，。；！？]")
DATA = re.compile(r"^\s*\"|\",\s*\"|[\[［][A-Z](?:/[A-Z]{2})?[\]］]", re.MULTILINE)
MIXED = re.compile(rf"“[^“”\"\n\v]{{0,60}}[{_HAN}]\"|（[^（）()\n\v]{{0,60}}[{_HAN}]\)")
"""A pair of which one mark is half-width."""
BRACKET = re.compile(f"[()\n\v]|[{_HAN}]")
ENGLISH_BEFORE = re.compile("[A-Za-z]\\s?\\Z")
ENGLISH_AFTER = re.compile(f"[^{_HAN}\n\v]{{0,2}}(?:[A-Za-z\n\v]|\\Z)")
QUOTE = re.compile(r"\"|[\n\v]")
HAN = re.compile(f"[{_HAN}]")

FORMULA_BEFORE = re.compile(
    r"[=＝×÷*+＋≤≥≈√∑]\s?\Z|(?<![A-Za-z])(?:max|min|sum|avg|log|ln|lg|exp|if|sqrt|round|count|MAX|MIN|SUM|AVG|IF|ROUND|COUNT)\Z"
)
FORMULA_AFTER = re.compile(r"\s?(?:[=＝×÷*+＋≤≥≈^]|[/／-]\s?[0-9(（])")
"""What stands beside a bracket of a formula: 得分=(基准价/报价)×100, max(甲, 乙)."""
OPERAND_BEFORE = re.compile(r"(?:[=＝+]|(?:^|\s)--?[A-Za-z][\w-]*[ =])\Z")
OPERAND_AFTER = re.compile("[+=]")
"""What stands beside a quoted word of a command or a grammar: -m "…", "…"+"…"."""
NEAR = 24
"""Characters in front of a mark behind a bracket or quotation mark among which Chinese stands in Chinese prose."""
LINE_NUMBER = re.compile(r"(?:\A|[\n\v])[ \t\u3000]*[0-9]{1,2}\Z")
"""A number at the head of its line, whose mark is that of an enumeration."""
THROUGHOUT = 4
"""So many times more half-width marks than full-width ones make a text one that is set so throughout."""

CALLED = re.compile(r"(?:(?<![A-Za-z])[a-z]+[A-Z][A-Za-z]*|\.[a-z]\w*)\Z")
"""What is called before a bracket in a program: compareTo(…), .run(…)."""
MACHINE = re.compile("(?:检测|查重|比对|对比|扫描|审查|标注)报告|compare_report")
"""In titles and names of reports that programs write."""
PAIR = Text("半角括号“()”应为全角“（）”", "half-width brackets should be full-width: “（）”")
QUOTES = Text("直引号应改用弯引号“ ”", "straight quotation marks should be “ ”")


class Setting(msgspec.Struct, frozen=True):
    """Half-width marks in which a text of some kind may be set throughout, as some publishers have it."""

    marks: tuple[str, ...]
    kinds: tuple[str, ...]
    least: int
    """So many of them make it a habit."""
    message: Text


SETTINGS = (
    Setting(
        (".",),
        ("论文", "研究报告", "技术文件", "说明", "unknown"),
        8,
        Text(
            "全文句末都用小圆点“.”；科技文献可以这样，公文用句号“。”",
            "sentences end in a point throughout, as papers may have it; official documents have 。",
        ),
    ),
    Setting(
        (",", ";", ":", "?", "!", "("),
        ("论文",),
        20,
        Text(
            "全文标点大多用半角；有的刊物这样排，公文用全角标点",
            "most marks are half-width throughout, as some journals have them; official documents have full-width ones",
        ),
    ),
)


class NoHalfwidthPunctuation(Rule, frozen=True):
    """Marks between Chinese characters take the width of one: ``，；：？！。（）“”``.

    Only marks that Chinese characters stand beside are judged: numbers, times, addresses, ratios, formulas, code, rows
    of data, English sentences, lists of references and the numbers of headings are left alone, and a paper that is set
    in half-width marks throughout gets one information. Brackets are judged in pairs that hold Chinese characters, and
    so are straight quotation marks. Where there are more than twenty, those of one kind are told as one, as documents
    typed so throughout have hundreds.
    """

    name = "no-halfwidth-punctuation"
    name_zh = "误用半角标点"
    basis = Basis("standard", "GB/T 15834-2011（各标点的形式；占一个字位置）", "4.1.2–4.9.2；5.1.1–5.1.3")
    applies_to = AppliesTo(("chinese",), said=False)
    gather = Gather()
    message = Text("半角“{mark}”应为全角“{proper}”", "half-width “{mark}” should be “{proper}”")
    explained_zh = (
        "汉字之间的标点用全角。\n\n"
        "逗号、分号、冒号、问号、叹号在汉字之间或段末，以及成对括住汉字的半角括号，可直接改正；"
        "标点后是字母、数字、空格的，汉字后以小圆点作句号的（行末、引号括号内外，或两边都是完整分句的句中），"
        "直引号括住汉字的，给出建议，由人确认。"
        "数字、时间、比例、网址、公式、代码、数据行、英文句子、参考文献、标题序号不判。全文超过20处的，同类合并为一条；"
        "论文通篇用半角标点或者小圆点的，只提示一条。"
    )
    examples = (
        Good("会议于17:00开始，比例为1:500，金额1,234.5元，见http://example.org/a,b?c=1。"),
        Good("The committee met in Beijing (北京), and adopted its report; it ends here."),
        Good("[1]张岚,李明.防汛工作研究[J].防汛学报,2020(3):1-5."),
        Good('{\n"name": "张岚,李明",\n"title": "办法(试行)"\n}'),
        Good("参数f(x)随x增大，端口8080:80，原文见[市政府网站](http://example.org/a)。"),
        Good("(一)摸清底数。\n逐户登记。\n(二)建立台账。\n每月更新。"),
        Good('屏幕尺寸为27"，按“防汛”处理。\n采购27"显示器和55"电视机。'),
        Good(Draft((Para("加强领导，落实责任。"), Para("落实责任。", number="一(甲),")))),
        Bad("加强领导⟦,⟧落实责任⟦;⟧各单位⟦:⟧为什么⟦?⟧快⟦!⟧", fixed="加强领导，落实责任；各单位：为什么？快！"),
        Bad("印发《办法》⟦,⟧学习“防汛”⟦,⟧落实《条例》。", fixed="印发《办法》，学习“防汛”，落实《条例》。"),
        Bad("防汛办法⟦(试行)⟧自印发之日起施行⟦(见附件1)⟧。", fixed="防汛办法（试行）自印发之日起施行（见附件1）。"),
        Bad("联系电话⟦:⟧0900-1234567，时间⟦:⟧2026年5月8日。", fixed="联系电话：0900-1234567，时间：2026年5月8日。"),
        Bad("加强领导⟦,⟧ 落实责任。\n共3项⟦,⟧其中1项延期。", fixed="加强领导， 落实责任。\n共3项，其中1项延期。"),
        Bad('各项工作已经完成⟦.⟧\n增强⟦"四个意识"⟧。', fixed="各项工作已经完成。\n增强“四个意识”。"),
        Good(
            "The committee met in Beijing (北京).\n函数为f(x).\n(1).\n版本为3.0.\n刊于[J].防汛学报（自然科学版）2020."
        ),
        Bad(
            '各单位要落实责任（含自查）⟦.⟧\n各单位要落实责任⟦(含自查)⟧⟦.⟧\n要求是“落实”⟦.⟧\n要求是⟦"落实"⟧⟦.⟧',
            fixed="各单位要落实责任（含自查）。\n各单位要落实责任（含自查）。\n要求是“落实”。\n要求是“落实”。",
        ),
        Bad(
            '落实⟦"三个清单"⟧⟦,⟧抓好整改⟦(见附件)⟧⟦;⟧按『清单』⟦,⟧完成98％⟦,⟧同比提高。',
            fixed="落实“三个清单”，抓好整改（见附件）；按『清单』，完成98％，同比提高。",
        ),
        Bad(
            "会议要求：“各单位要落实责任⟦.⟧”\n加强领导⟦.⟧各单位要落实责任，加强检查（含自查⟦.⟧）。\n"
            "印发《工作方案》⟦(试行)⟧⟦,⟧2026年起施行。",
            fixed="会议要求：“各单位要落实责任。”\n加强领导。各单位要落实责任，加强检查（含自查。）。\n"
            "印发《工作方案》（试行），2026年起施行。",
        ),
        Good(
            "作家特里.普拉切特认为，值得一读。\n第十二条.各单位要落实责任，不得推诿。\n李明.水库管理研究.江州出版社，2019"
        ),
        Bad("域名系统DNS⟦(域名服务)⟧是基础设施。", fixed="域名系统DNS（域名服务）是基础设施。"),
        Good('{\n“name”: “张岚”,\n“phones”: [“0900”,”0901”]\n}\nprint("防汛, 抗旱")\n提交用git commit -m "首次提交"。'),
        Good("报价得分=(基准价/投标报价)×30，取max(甲方、乙方)。\n水泥:砂:石=1:2:3，男:女比例为1:1。"),
        Good(
            "参考文献\n1. 张岚,李明. 水库管理(第二版). 江州出版社, 2019\n2. 王宁. 防汛, 2020, 3（2）: 15-18\n"
            "[3]\n张岚．水库管理研究．江州学报, 2013; 09(129) : 154-159."
        ),
        Good("防汛研究综述\n参考文献\n张岚,李明,王宁.水库管理研究\n与调度方法.\n江州学报,2020"),
        Good("比较用compareTo(字符串)方法，启动用thread.run(参数)。"),
        Good("序号,姓名,部门\n1,张岚,水利局\n2,李明,应急局"),
        Bad("坚持预防为主──落实责任⟦,⟧加强值守。", fixed="坚持预防为主──落实责任，加强值守。"),
        Bad("一是加强领导⟦;⟧\n二是落实责任⟦;⟧", fixed="一是加强领导；\n二是落实责任；"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """A finding for each mark, pair of brackets and pair of quotation marks."""
        found = [_lowered(one, document) for one in self._each(_prose(document))]
        for setting in SETTINGS:
            alike = [one for one in found if document.text[one.span.start] in setting.marks]
            full = sum(document.text.count({**FULL, "(": "（"}[mark]) for mark in setting.marks)
            if document.metadata.kind in setting.kinds and len(alike) >= max(setting.least, THROUGHOUT * full):
                yield self._throughout(alike, setting.message)
                found = [one for one in found if one not in alike]
        yield from found

    def _throughout(self, alike: list[Finding], message: Text) -> Finding:
        """The one information that a text is set so throughout, with every place."""
        edits = tuple(edit for one in alike if one.fix is not None for edit in one.fix.edits)
        first = self.found(alike[0].span, fix=edits, severity="info", scope="document", message=message)
        return msgspec.structs.replace(first, places=tuple(one.places[0] for one in alike))

    def _each(self, text: str) -> Iterator[Finding]:
        """A finding for each mark and pair."""
        brackets, quotes = tuple(_brackets(text)), tuple(_quotes(text))
        for pattern, safe in ((SAFE, True), (OFFERED, False), (FULL_STOP, False)):
            for match in pattern.finditer(text):
                if not _foreign(text, match):
                    yield self._mark(match, safe=safe)
        ends = {end + 1 for _, end in (*brackets, *quotes)} | {match.end() for match in MIXED.finditer(text)}
        for match in (*CLOSED.finditer(text), *_before_figures(text)):
            if match.start() in ends:
                yield self._mark(match, safe=False)
        for match in inner_stops(text, ends):
            yield self._mark(match, safe=False)
        for start, end in brackets:
            edits = (TextEdit(start, start + 1, "（"), TextEdit(end, end + 1, "）"))
            yield self.found(Span(start, end + 1), fix=edits, safe=True, message=PAIR)
        for start, end in quotes:
            edits = (TextEdit(start, start + 1, "“"), TextEdit(end, end + 1, "”"))
            yield self.found(Span(start, end + 1), fix=edits, message=QUOTES)

    def _mark(self, match: re.Match[str], *, safe: bool) -> Finding:
        proper = FULL[match.group()]
        return self.found(Span(*match.span()), fix=proper, safe=safe, mark=match.group(), proper=proper)


def _lowered(finding: Finding, document: Document) -> Finding:
    """Return ``finding``, as information where nobody types or sets the marks that he reads."""
    quoted = document.kind == "md" and finding.message == QUOTES
    if quoted or MACHINE.search(f"{document.title} {document.name}") or traditional(document.text):
        return msgspec.structs.replace(finding, severity="info")
    return finding


def _prose(document: Document) -> str:
    """The text with what is not Chinese prose, or not typed, blanked; lines stay lines."""
    text = blanked(document.mask((*PROTECTED, "contents")), links(document))
    return typed(document, blanked(without(document, text), entry_numbers(document)))


def _foreign(text: str, match: re.Match[str]) -> bool:
    """Whether the mark closes what is not Chinese, or the number at the head of a line."""
    at = match.start()
    if match.group() == "!" and text[at + 1 : at + 2] in ("(", "（", "="):
        return True
    if text[at - 1] not in "”’》〉）〕】」』":
        return match.group() == "," and LINE_NUMBER.search(text, max(0, at - 8), at) is not None
    start = max(0, at - NEAR, text.rfind("\n", 0, at) + 1)
    return HAN.search(text, start, at) is None and HAN.match(text[at + 1 : at + 4].lstrip(" “《（")) is None


def _before_figures(text: str) -> Iterator[re.Match[str]]:
    for match in CLOSED_BEFORE_FIGURES.finditer(text):
        line = line_at(text, match.start())
        if PROSE.search(line) and not DATA.search(line):
            yield match


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The pairs of half-width brackets within a line that hold a Han character, but those in an English sentence."""
    opened: list[int] = []
    last_han = -1
    for match in BRACKET.finditer(text):
        sign, at = match.group(), match.start()
        if sign == "(":
            opened.append(at)
        elif sign in "\n\v":
            opened.clear()
        elif sign != ")":
            last_han = at
        elif opened:
            start = opened.pop()
            english = ENGLISH_BEFORE.search(text, max(0, start - 2), start) and ENGLISH_AFTER.match(text, at + 1)
            formula = FORMULA_BEFORE.search(text, max(0, start - 6), start) or FORMULA_AFTER.match(text, at + 1)
            if last_han > start and not (english or formula or CALLED.search(text, max(0, start - 30), start)):
                yield start, at


def _quotes(text: str) -> Iterator[tuple[int, int]]:
    """The pairs of straight quotation marks in lines with an even number of them, where they hold a Han character."""
    line: list[int] = []
    for match in (*QUOTE.finditer(text), None):
        if match is not None and match.group() == '"':
            line.append(match.start())
            continue
        if len(line) % 2 == 0:
            for start, end in zip(line[::2], line[1::2], strict=True):
                inches = text[start - 1 : start].isdecimal() and text[end - 1].isdecimal()
                operand = OPERAND_BEFORE.search(text, max(0, start - 20), start) or OPERAND_AFTER.match(text, end + 1)
                if HAN.search(text, start, end) and not inches and not operand:
                    yield start, end
        line.clear()
