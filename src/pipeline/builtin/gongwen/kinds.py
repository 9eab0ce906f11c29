"""文种, the kinds of document, as the words that titles end with.

The 15 of the 党政机关公文处理工作条例 (2012), article 8, and the usual names of other papers, which are practice.
"""

import re
from typing import Final

from pipeline.model.text import Text

KINDS: Final = "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
"""The 15 kinds, for patterns; 命令 is written 令 as well."""
BRIEFS: Final = "简报|专报|快报|要报"
"""Papers that inform; they come out in numbers."""
SERIES: Final = f"纪要|公报|{BRIEFS}"
"""What stands in the 版头 as the name of a series, above number and title (GB/T 9704-2012, 10.3: 纪要)."""
ORDERS: Final = "命令|令"
"""What stands in the 版头 in the place of a title (GB/T 9704-2012, 10.2)."""
OTHER_KINDS: Final = (
    f"方案|总结|计划|规划|要点|办法|规定|补充规定|材料|规则|细则|法|法典|条例|讲话|讲话稿|提纲|汇报|{BRIEFS}|制度|章程|守则|准则"
    "|指南|指引|标准|规范|规程|预案|措施|清单|名单|须知|说明|书|协议|合同|公约|规约|证明|答复|解释|通则|公示|声明|致辞|致词|发言|发言稿"
    "|体会|心得|剖析|批示|简介|情况|招标文件|表|手册|大纲|纲要|议程|信|启事|修正案|目录|信息|论文|样例|模板"
)
"""What other papers that offices send out are called."""
STATUTORY: Final = (
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
)
"""The 15 kinds by their names."""
ROUTINE: Final = ("对照检查材料", "总结", "计划", "方案", "讲话稿", "汇报", "简报", "公示")
"""事务文书 that offices lay out as they do the 15 kinds, which is practice."""
OFFICIAL: Final = frozenset((*STATUTORY, *ROUTINE))
"""Kinds to which the page and the type of GB/T 9704-2012 apply. 办法 are laid out by articles in forms of their own."""
_ENGLISH: Final = {
    "决议": "resolution",
    "决定": "decision",
    "命令": "order",
    "公报": "communiqué",
    "公告": "proclamation",
    "通告": "public notice",
    "意见": "opinions",
    "通知": "notice",
    "通报": "circular",
    "报告": "report to a superior",
    "请示": "request for instructions",
    "批复": "reply to a request",
    "议案": "bill",
    "函": "letter",
    "纪要": "minutes",
    "对照检查材料": "self-examination",
    "总结": "review of work",
    "计划": "plan of work",
    "方案": "scheme",
    "讲话稿": "speech",
    "汇报": "oral report",
    "简报": "bulletin",
    "公示": "announcement for objections",
    "办法": "rules of an organisation",
    "法律法规": "law or regulation",
    "裁判文书": "court document",
    "合同": "contract",
    "招标文件": "tender document",
    "投标文件": "bid",
    "表格": "form",
    "名单": "list",
    "预算": "budget or accounts",
    "论文": "paper",
    "研究报告": "study",
    "技术文件": "technical document",
    "说明": "instructions",
    "范本": "collection of specimens",
    "unknown": "unknown",
}
KINDS_OF_DOCUMENT: Final = {zh: Text("未识别" if zh == "unknown" else zh, en) for zh, en in _ENGLISH.items()}
"""Every kind that a document can be told to be (``Metadata.kind``), with what people call it."""
BRACKETED: Final = r"(?:[（(][^（）()]{1,30}[）)])"
"""A remark in brackets behind the kind: （试行）, （征求意见稿）."""


def title_ending(extra: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Matches a title that ends as titles do, a bracket such as ``（试行）`` after it allowed."""
    words = "|".join((KINDS, OTHER_KINDS, *map(re.escape, extra)))
    return re.compile(rf"(?P<kind>{words})[》”]?{BRACKETED}{{0,2}}\Z")
