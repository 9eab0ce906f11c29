"""Rule: no brand without an alternative."""

import re
from collections.abc import Iterator

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Span, Text
from pipeline_tender.tenders import calls_for_tenders

NAMED = re.compile(
    r"(?:指定|限定|限|须(?:采用|使用|选用|为)|必须(?:采用|使用|选用|为)|应(?:采用|选用))"
    r"(?P<brand>[“\"]?[A-Za-z0-9\u4e00-\u9fff]{1,12}?[”\"]?)(?:品牌|牌)(?!不限)"
)
EQUAL = re.compile(r"或(?:同等|相当|等同|不低于|优于|类似)|同等(?:档次|品质|及以上)|相当于|不低于|[、，]?等?品牌均可")
ANY = re.compile(r"(?:国内外?|国际|国产|进口|任何|某一|特定|知名|主流|一线|同一|自有|中标|所投|相应|其他|其它|该|的)+")
"""What stands before the word brand and names none."""


class NoFixedBrand(Rule, frozen=True):
    """A tender may not prescribe one brand: bidders must be able to offer an equal product.

    Left alone when the sentence says “or equal”, and when it is the rule itself that is
    quoted (不得指定品牌).
    """

    name = "tender-no-fixed-brand"
    name_zh = "指定品牌型号"
    explained_zh = "招标文件不得限定或者指定特定的品牌；确需引用的，应注明“或相当于”。"
    basis = Basis("regulation", "《中华人民共和国招标投标法实施条例》", "第三十二条第二款第（五）项")
    message = Text("指定了品牌“{brand}”，未注明“或相当于”", "the brand {brand} is prescribed without “or equal”")
    examples = (
        Good("某项目招标文件\n空调须采用甲乙品牌或相当于该品牌的产品。"),
        Good("某项目招标文件\n招标人不得指定特定品牌。应采用国内知名品牌。"),
        Good("关于空调的通知\n空调须采用甲乙品牌。"),
        Bad("某项目招标文件\n空调⟦须采用甲乙品牌⟧，三年质保。"),
        Bad("某项目采购文件\n电缆⟦指定“甲乙”牌⟧。"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """Each brand that is prescribed in a sentence without an alternative."""
        if not calls_for_tenders(document):
            return
        text = document.mask()
        for match in NAMED.finditer(text):
            brand = match["brand"].strip('“”"')
            start = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
            end = min((at for mark in "。；\n" if (at := text.find(mark, match.end())) >= 0), default=len(text))
            if ANY.fullmatch(brand) or EQUAL.search(text, start, end) or re.search("不得|禁止|严禁", text[start:end]):
                continue
            yield self.found(Span(*match.span()), brand=brand)
