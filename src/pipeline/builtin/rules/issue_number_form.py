"""Rule: 发文字号 as ``国办发〔2012〕3号``."""

import re
from collections.abc import Iterator

from pipeline.builtin.gongwen.blanks import BLANK
from pipeline.builtin.gongwen.document_numbers import YEAR_CLOSE, YEAR_OPEN
from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.numerals import DIGIT
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document, Mark
from pipeline.model.finding import Basis, Finding, Severity
from pipeline.model.text import Span, Text

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
UNLIKE_OTHERS = Text(
    "所引文号的年份应用六角括号：“{year}”", "the year of a cited number in brackets other than 〔〕: “{year}”"
)
SHORT_YEAR = Text(
    "发文字号“{number}”的年份应写全四位", "the year in the document's number “{number}” should have four digits"
)


class IssueNumberForm(Rule, frozen=True):
    """A document's number is 机关代字, the year in 〔〕, and the serial number: ``国办发〔2012〕3号``.

    The year has four digits, the serial number neither 第 before it nor zeros. Of numbers cited
    from other documents only the brackets are told, as information: an old document may well
    bear the number in that form. Numbers of courts' cases (``（2021）京01民初1号``), of orders
    (第3号), and documents of before 2000 are left alone.
    """

    severity: Severity = "error"
    cited_severity: Severity = "info"
    name = "issue-number-form"
    name_zh = "文号写法有误"
    basis = Basis("standard", "GB/T 9704-2012；GB/T 15834-2011", "7.2.5；4.9.3.4")
    message = Text(
        "发文字号“{number}”应写作“{proper}”", "the document's number “{number}” should be written “{proper}”"
    )
    explained_zh = (
        "发文字号写作“国办发〔2012〕3号”，年份用六角括号。\n\n"
        "年份写全四位，顺序号不加“第”、不编虚位（1不编为01）。本文件自己的文号按错误处理，可直接改正；"
        "引用的文号只看年份的括号，仅作提示，由人核对原件后再改，因为早年文件的文号可能原本如此。"
        "法院案号（年份在最前，用圆括号）、令号（第3号）和2000年以前的文件不判。"
    )
    examples = (
        Good("云泽市人民政府文件\n云政发〔2026〕3号\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。"),
        Good("云泽市人民政府令\n第3号\n云泽市防汛办法\n第一条　为了做好防汛工作，制定本办法。"),
        Good("〔84〕法研字第9号\n关于若干问题的解答\n各法院：\n现将解答印发。"),
        Good("云泽市人民政府文件\n云政发〔2026〕×号\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。"),
        Good("根据《云泽市防汛办法》（云政发〔2025〕9号），结合（2021）京01民初1号、（2016）渝委赔监33号裁定。"),
        Good("该办法（云政发〔1995〕第09号）已经废止。通知（2026年第3号）另发。"),
        Bad(
            "云泽市人民政府文件\n⟦云政发[2026]3号⟧\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。",
            fixed="云泽市人民政府文件\n云政发〔2026〕3号\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。",
        ),
        Bad(
            "云泽市人民政府文件\n⟦云政发（2026）第03号⟧\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。",
            fixed="云泽市人民政府文件\n云政发〔2026〕3号\n云泽市人民政府关于做好防汛工作的通知\n各区县：\n请抓好落实。",
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
        for span in own:
            yield from self._own(document, span)
        for mark in document.marked("cited-number"):
            if not any(span.meets(mark.span) for span in own):
                yield from self._cited(document.text, mark)

    def _own(self, document: Document, span: Span) -> Iterator[Finding]:
        number = document.cut(span)
        match = OWN.fullmatch(number)
        if match is None:
            return
        if len(match["digits"]) < 4:
            if int(match["digits"]) < 50:
                yield self.found(span, message=SHORT_YEAR, number=number)
            return
        year = int(match["digits"])
        if year < SINCE:
            return
        serial = match["n"] if match["end"] == "期" else str(int(match["n"]))
        di = match["di"] if match["end"] == "期" else ""
        proper = f"{match['organ']}〔{year}〕{di}{serial}{match['end']}"
        if "".join(number.split()) != proper:
            yield self.found(span, fix=proper, safe=True, number=number, proper=proper)

    def _cited(self, text: str, mark: Mark) -> Iterator[Finding]:
        match = CITED.search(text, mark.span.start, mark.span.end)
        if match is not None:
            yield self.found(
                Span(*match.span("year")),
                fix=f"〔{match['digits']}〕",
                severity=self.cited_severity,
                message=UNLIKE_OTHERS,
                year=match["year"],
            )
