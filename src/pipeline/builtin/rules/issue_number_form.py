"""Rule: 发文字号 as ``国办发〔2012〕3号``."""

import re
from collections.abc import Iterator

from pipeline.builtin.gongwen.blanks import BLANK
from pipeline.builtin.gongwen.document_numbers import YEAR_CLOSE, YEAR_OPEN
from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.kinds import STATUTORY
from pipeline.builtin.gongwen.numerals import DIGIT
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document, Mark
from pipeline.model.finding import Basis, Finding, Severity
from pipeline.model.metadata import UNKNOWN
from pipeline.model.text import Span, Text

NUMBERED_OTHERWISE = frozenset(
    (
        "裁判文书",
        "合同",
        "招标文件",
        "投标文件",
        "论文",
        "技术文件",
        "表格",
        "预算",
        "法律法规",
        "范本",
        "说明",
        "研究报告",
    )
)
"""Kinds whose numbers follow schemes of their own."""
ISSUED = frozenset(("说明", "研究报告"))
"""Those that organs issue under a number as well."""
SINCE = 2000
"""The year from which on the form is demanded (first in GB/T 9704-1999)."""
OWN = re.compile(
    rf"(?P<organ>[^\s{YEAR_OPEN[1:]}*)(?P<gap>{BLANK}{{0,80}})"
    rf"(?P<year>{YEAR_OPEN}[ ]?(?P<digits>(?:[{DIGIT}]{{2}}){{1,2}})[ ]?{YEAR_CLOSE})"
    rf"{BLANK}{{0,80}}(?P<di>第?)[ ]?(?P<n>[{DIGIT}]{{1,6}}){BLANK}{{0,80}}(?P<end>[号期])"
)
CITED = re.compile(
    rf"[{HAN_RANGES}A-Za-z](?P<year>[\[［【（(](?P<digits>[0-9]{{4}})[\]］】）)])第?[ ]?[0-9]{{1,6}}[ ]?号"
)
DOCUMENTS = re.compile(
    rf"[{HAN_RANGES}A-Za-z]{{0,12}}(?:发|函|办|规|字|通|综|电|党|政|文|复|批|告|令|财|行|教|建|企|社|农|税|库|购|预|资|价格|改|法释|许可|监管|[会局厅委部])\Z"
)
"""How 机关代字 end, by which a cited number is known for one of a document."""
OWN_SCHEMES = re.compile(r"(?:会审|[审验评估鉴律证检]字|合同?|招标?|采购|仲裁?|[民刑行][初终申再赔]|[执破])\Z")
"""How the numbers of contracts, tenders, cases and expert reports end before the year: they are no 文号."""
LABEL = re.compile(r"(?:编号|案号|证书号?|批号|编码|合同号|项目号|标号)[:：为是]?[ \t\u3000]{0,8}\Z")
"""What says that a number is another than that of a document."""
SURE_SINCE = 2013
"""The year from which on the standard in force (July 2012) demands 〔〕; before, some were issued so."""
UNLIKE_OTHERS = Text(
    "所引文号的年份用了“{year}”，应用六角括号“〔{digits}〕”，请对照原文核改",
    "the year of a cited number is in “{year}”; write “〔{digits}〕” after a look at the original",
)
SHORT_YEAR = Text(
    "发文字号“{number}”的年份应写全四位", "the year in the document's number “{number}” should have four digits"
)


class IssueNumberForm(Rule, frozen=True):
    """A document's number is 机关代字, the year in 〔〕, and the serial number: ``国办发〔2012〕3号``.

    The year has four digits, the serial number neither 第 before it nor zeros. It is an error in a 公文 that is
    drafted here, a warning in what was issued by others or copied. Of numbers cited
    from other documents only the brackets are told: as a warning where the number is surely that of a document and
    was given under the standard in force, else as information, as an old document may well
    bear the number in that form. Numbers of courts' cases (``（2021）京01民初1号``), contracts, tenders and experts'
    reports, of orders (第3号), and documents of before 2000 are left alone.
    """

    severity: Severity = "error"
    cited_severity: Severity = "warning"
    """Of brackets in a number that is surely that of another document."""
    name = "issue-number-form"
    name_zh = "文号写法有误"
    basis = Basis("standard", "GB/T 9704-2012；GB/T 15834-2011", "7.2.5；4.9.3.4")
    message = Text(
        "发文字号“{number}”应写作“{proper}”", "the document's number “{number}” should be written “{proper}”"
    )
    explained_zh = (
        "发文字号写作“国办发〔2012〕3号”，年份用六角括号。\n\n"
        "年份写全四位，顺序号不加“第”、不编虚位（1不编为01）。本单位拟制的公文，自己的文号按错误处理，可直接改正；"
        "收到的和转载的作警告。引用的文号只看年份的括号：2013年以来的、或者用了“【】”的作警告，其余作提示，"
        "都由人核对原件后再改，因为早年文件的文号可能原本如此。"
        "法院案号、合同编号、招标采购编号、审计评估等报告编号、令号（第3号）和2000年以前的文件不判。"
    )
    examples = (
        Good("云泽市人民政府文件\n云政发〔2026〕3号\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。"),
        Good("云泽市人民政府令\n第3号\n云泽市防汛办法\n第一条　为了做好防汛工作，制定本办法。"),
        Good("〔84〕法研字第9号\n关于若干问题的解答\n各法院：\n现将解答印发。"),
        Good("云泽市人民政府文件\n云政发〔2026〕×号\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。"),
        Good("根据《云泽市防汛办法》（云政发〔2025〕9号），结合（2021）京01民初1号、（2016）渝委赔监33号裁定。"),
        Good("依据合同（云泽合（2025）第12号）、云泽会审（2025）012号报告和云招（2025）7号招标文件。"),
        Good("该办法（云政发〔1995〕第09号）已经废止。通知（2026年第3号）另发。"),
        Bad(
            "云泽市人民政府文件\n⟦云政发[2026]3号⟧\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。",
            fixed="云泽市人民政府文件\n云政发〔2026〕3号\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。",
        ),
        Bad(
            "云泽市人民政府文件\n⟦云政发（2026）第03号⟧\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。",
            fixed="云泽市人民政府文件\n云政发〔2026〕3号\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。",
        ),
        Bad(
            "云泽市人民政府办公会议纪要\n⟦（2026）8号⟧\n研究防汛工作有关问题的纪要\n会议听取了汇报，议定了有关事项。",
            fixed="云泽市人民政府办公会议纪要\n〔2026〕8号\n研究防汛工作有关问题的纪要\n会议听取了汇报，议定了有关事项。",
        ),
        Bad("云泽市人民政府文件\n⟦云政发〔26〕3号⟧\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。"),
        Bad(
            "根据《云泽市防汛办法》（云政发⟦[2025]⟧9号）和云政办发⟦（2012）⟧1号、云政函⟦【2019】⟧20号。",
            fixed="根据《云泽市防汛办法》（云政发〔2025〕9号）和云政办发〔2012〕1号、云政函〔2019〕20号。",
        ),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """The document's own number, strictly; the brackets of cited ones."""
        own = [mark.span for mark in document.marked("document-number")]
        if (severity := self._own_severity(document)) is not None:
            for span in own:
                yield from self._own(document, span, severity)
        for mark in document.marked("cited-number"):
            if not any(span.meets(mark.span) for span in own):
                yield from self._cited(document.text, mark)

    def _own_severity(self, document: Document) -> Severity | None:
        """How sure it is that the document's number is a 文号; ``None`` where it is another."""
        kind = document.metadata.kind
        issued = kind in ISSUED and any(document.marked("issuer-mark"))
        if kind in NUMBERED_OTHERWISE and not issued:
            return None
        headed = any(document.marked("issuer-mark", "addressee", "imprint", "signer"))
        if (kind in STATUTORY or headed) and document.metadata.situation in ("drafted", UNKNOWN):
            return self.severity
        return "warning"

    def _own(self, document: Document, span: Span, severity: Severity) -> Iterator[Finding]:
        number = document.cut(span)
        match = OWN.fullmatch(number)
        named = match is not None and (match["organ"] or any(document.marked("issuer-mark")))
        if match is None or not named or OWN_SCHEMES.search(match["organ"]):
            return
        if LABEL.search(document.text, max(0, span.start - 12), span.start) or ":" in match["organ"].replace("：", ":"):
            return
        if len(match["digits"]) < 4:
            if int(match["digits"]) < 50:
                yield self.found(span, severity=severity, message=SHORT_YEAR, number=number)
            return
        year = int(match["digits"])
        if year < SINCE:
            return
        serial = match["n"] if match["end"] == "期" else str(int(match["n"]))
        di = match["di"] if match["end"] == "期" else ""
        proper = f"{match['organ']}〔{year}〕{di}{serial}{match['end']}"
        if "".join(number.split()) != proper:
            yield self.found(span, fix=proper, safe=True, severity=severity, number=number, proper=proper)

    def _cited(self, text: str, mark: Mark) -> Iterator[Finding]:
        match = CITED.search(text, mark.span.start, mark.span.end)
        if match is None:
            return
        organ = text[mark.span.start : match.start("year")].rstrip()
        if OWN_SCHEMES.search(organ) or LABEL.search(text, max(0, mark.span.start - 12), mark.span.start):
            return
        sure = DOCUMENTS.fullmatch(organ) is not None and (
            int(match["digits"]) >= SURE_SINCE or match["year"].startswith("【")
        )
        yield self.found(
            Span(*match.span("year")),
            fix=f"〔{match['digits']}〕",
            severity=self.cited_severity if sure else "info",
            message=UNLIKE_OTHERS,
            year=match["year"],
            digits=match["digits"],
        )
