"""The clues that tell the kind of a document, and their order."""

import re
from typing import Final

from pipeline.builtin.structure.kind.clue import Clue
from pipeline.builtin.structure.kind.formulas import FORMULAS
from pipeline.builtin.structure.kind.titles import kind_of
from pipeline.builtin.structure.kind.view import View
from pipeline.model.metadata import UNKNOWN
from pipeline.model.text import Text

SOME_PARTS: Final = 3
"""Chapters that only tenders have, from which on a document is one, whatever its title."""
SOME_ARTICLES: Final = 3
"""第×条 from which on a text is made of articles."""
MOSTLY: Final = 0.5
"""Share of the text in tables from which on a document whose title names no kind is a form or a list."""

_REPORTS = re.compile("关于.*报告|(?:工作|情况|自查|整改|进展|完成|落实|履职)(?:的)?报告")
_DATA = re.compile(r"\s*(?:[{\[]\s*[\"'{\[]|<(?:\?xml|!DOCTYPE|html)|(?:import|from|def|class|#include|package) )")
_ABOUT = re.compile(
    "文档类型|全文概要|内容概要|核心要点|原文摘录|总分|评分依据|匹配度|相关段落|分析结果|关键词提取|政策解读|一图读懂|问答实录"
)
_ABSTRACT = re.compile(
    r"(?m)^[\s　]*[［\[【]?(?:摘[\s　]*要|Abstract|ABSTRACT)[］\]】]?[\s　]*(?:[:：—-]|$|[^\s作编撰])"
)
_KEYWORDS = re.compile(r"(?m)^[\s　]*[［\[【]?(?:关[\s　]*键[\s　]*[词字]|Key[\s-]?[wW]ords?|KEY\s?WORDS|Index Terms)")
_THESIS = re.compile(
    r"(?:硕士|博士|学士|本科|专科|研究生|毕业|学位|课程)(?:专业)?(?:学位|生)?(?:毕业)?[（(]?(?:论文|设计)"
)
_ABOUT_PAPERS = re.compile("规范|说明|要求|规定|指南|手册|通知|格式|简介|管理")
"""In titles of what is said about theses."""
_REFERENCES = re.compile(
    r"(?m)^[\s　#]*(?:\d+[.、]?)?[\s　]*[［\[【]?(?:参[\s　]*考[\s　]*文[\s　]*献|References|REFERENCES)"
)
_TENDER = re.compile(
    "招标公告|投标邀请|采购邀请|磋商邀请|磋商公告|谈判公告|投标人须知|供应商须知|磋商须知|评标办法|评审办法|评标标准|评审标准"
    "|合同条款及格式|合同主要条款|投标文件格式|响应文件格式|投标文件的组成|采购需求|用户需求书|开标一览表|资格审查"
)
_BID = re.compile(
    "投标函|法定代表人(?:身份证明|授权)|授权委托书|投标保证金|开标一览表|偏离表|投标报价|资格证明文件|响应函|报价一览表"
)
_ISSUES = re.compile(r"(?m)^[\s　#*]*.{2,40}印发\s*.{2,80}的通知[\s　*]*\n[\s　*]*[^\n]{1,12}〔\d{4}〕")
"""The title of a 通知 over its number, below the title of what it issues, as web pages have them."""
_PARTY = re.compile(
    r"(?m)^[\s　（(*]*(甲[\s　]*方|乙[\s　]*方|丙[\s　]*方|发包[方人]|承包[方人]|出租[方人]|承租[方人]|委托[方人]"
    r"|受托[方人]|买[方人]|卖[方人]|供方|需方|转让方|受让方|用人单位|劳动者|出借人|借款人|贷款人)[^\n。]{0,30}?(?:[:：]|[_＿]{3})"
)
_BOUND = re.compile("本合同|本协议|双方|甲方|乙方")
_COURT = re.compile("原告|上诉人|公诉机关|再审申请人|被告人?[：:，（(]|被申请人|本院认为|审判长|判决如下|裁定如下|案号")
_ENACTED = re.compile(
    r"国务院令|主席令|[部委局总署]令第?|通过[）)\s　，]|通过并?公布|(?:公布|修正|修订|施行)[）)]|审判委员会第|"
    r"|检察委员会第|法释〔|高检发|自[^。\n]{4,16}起施行"
)
_LAWMAKER = re.compile("最高人民(?:法院|检察院)|国务院|[部委局总署省市]令|人民代表大会")
_ANNOUNCED = re.compile(r"《([^》]*(?:《[^》]*》[^》]*)*)》?已于[^。\n]{6,80}通过")
SPECIFIED = ("技术文件", "办法", "说明")
"""Kinds that a title with a standard in the text may name."""
FIELDS = re.compile(
    r"姓[\s　]*名|性[\s　]*别|出生年月|民[\s　]*族|学[\s　]*号|身份证号|联系(?:电话|方式)|填表|申请人|所在单位"
    r"|[签盖][\s　]*[字章]|指导教师|负责人"
)
"""Labels of a form."""
_LIST = re.compile(r"(?m)^[\s　]*序[\s　]*号")
_STANDARD = re.compile(r"规范性引用文件|(?m:^[\s　]*(?:GB|DB\d\d|T|YD|JB|HJ)/?T?[\s　]?[\d.]+[—-]\d{4})")
_MEETING = re.compile(r"(?m)^[\s　]*(?:会议)?(?:时间|地点|主持人?|参会人员|出席人员|与会人员|记录人?)[\s　]*[:：]?")


def named(view: View) -> tuple[str, str] | None:
    """Return the kind that a title on the first page names, and that title; ``None`` when none does."""
    named = ((kind_of(title), title) for title in view.titles)
    return next(((_sort_of_report(kind, title, view), title) for kind, title in named if kind is not None), None)


def _sort_of_report(kind: str, title: str, view: View) -> str:
    """Return 研究报告 for a 报告 that nothing shows to be one to a superior."""
    if kind != "报告" or _REPORTS.search(title) or view.roles & {"addressee", "document-number", "signature"}:
        return kind
    return "研究报告"


def _named(view: View, *kinds: str) -> bool:
    name = named(view)
    return name is not None and name[0] in kinds


def _open(view: View, *kinds: str) -> bool:
    """Whether the title names no kind, or one of ``kinds``."""
    return named(view) is None or _named(view, *kinds)


def _paper(view: View) -> bool:
    front = view.document.text[:12000]
    title = view.document.title
    thesis = _THESIS.search("\n".join(view.lines[:12])) is not None
    if thesis and (
        _open(view, "论文") or (_named(view, "研究报告", "范本", "报告") and not _ABOUT_PAPERS.search(title))
    ):
        return True
    if _named(view, "通知", "招标文件", "法律法规", "办法", "表格"):
        return False
    if _ABSTRACT.search(front) and _KEYWORDS.search(front):
        return True
    return (
        bool(_ABSTRACT.search(front) or _KEYWORDS.search(front)) and _REFERENCES.search(view.document.text) is not None
    )


def _law(view: View) -> bool:
    front = view.document.text[:800]
    if view.articles < SOME_ARTICLES or not _ENACTED.search(front):
        return False
    return _named(view, "法律法规") or (_open(view, "公告", "办法") and _LAWMAKER.search(front) is not None)


def announced(view: View) -> str | None:
    """Return the kind of what a supreme court announces: 《……的批复》已于……通过."""
    announced = _ANNOUNCED.search(view.opening) if _named(view, "公告") else None
    return None if announced is None else kind_of(announced.group(1))


def _contract(view: View) -> bool:
    parties = set(_PARTY.findall("\n".join(view.lines)))
    return len(parties) >= 2 and len(_BOUND.findall(view.opening)) >= 3


CLUES: Final[tuple[Clue, ...]] = (
    Clue(
        UNKNOWN,
        Text("是数据或程序，不是文件", "data or code, and no document"),
        lambda view: _DATA.match(view.document.text) is not None,
        ('{\n"msg": "获取成功",\n"data": {}\n}', "import os\nprint(1)"),
        ("关于做好防汛工作的通知\n各单位：\n请认真执行。",),
    ),
    Clue(
        UNKNOWN,
        Text("文中是对另一文件的介绍或分析", "speaks about another document"),
        lambda view: len(set(_ABOUT.findall(view.document.text[:1500]))) >= 2,
        ("关于做好防汛工作的通知\n文档类型：政策类\n全文概要\n本文件部署防汛工作。\n总分：45",),
        ("关于做好防汛工作的通知\n各单位：\n请认真执行。",),
    ),
    Clue(
        "裁判文书",
        Text("有当事人和裁判用语", "parties and the words of a court"),
        lambda view: len(set(_COURT.findall(view.document.text[:8000]))) >= 3 and _open(view, "裁判文书"),
        ("江州市东湖区人民法院\n原告张某，住江州市。\n被告：李某。\n本院认为，合同有效。\n判决如下：",),
        ("关于审理合同纠纷案件的通知\n各中级人民法院：\n原告应当举证。",),
    ),
    Clue(
        "论文",
        Text("有摘要、关键词或参考文献，或为学位论文", "an abstract with keywords or references, or a thesis"),
        _paper,
        ("图书馆运维的研究\n张三\n摘 要：本文讨论运维。\n关键词：运维；开源", "江州大学\n硕士学位论文\n基于模型的研究"),
        ("关于提交论文的通知\n各学院：\n论文须有摘要和关键词。",),
    ),
    Clue(
        "招标文件",
        Text("有投标人须知、评标办法等章节", "chapters such as 投标人须知 and 评标办法"),
        lambda view: (
            view.short(_TENDER) >= SOME_PARTS
            and not _named(view, "公告", "通知", "投标文件", "合同", "办法", "法律法规", "说明")
        ),
        ("江州市中心医院保洁服务项目\n第一章 招标公告\n第二章 投标人须知\n第三章 评标办法\n第四章 采购需求",),
        ("保洁服务招标公告\n投标人须知见招标文件。",),
    ),
    Clue(
        "投标文件",
        Text("有投标函、授权委托书、偏离表等部分", "parts such as 投标函 and 偏离表"),
        lambda view: view.short(_BID) >= SOME_PARTS and _open(view, "投标文件", "函", "方案", "计划", "范本"),
        ("保洁服务\n一、投标函\n致：江州医院\n二、授权委托书\n三、商务偏离表\n四、投标报价",),
        ("投标函\n致：江州医院\n我方愿意承担保洁服务。",),
    ),
    Clue(
        "通知",
        Text("有印发通知的标题和文号", "the title of a 通知 that issues it, with its number"),
        lambda view: _ISSUES.search(view.opening) is not None,
        ("江州市应急体系规划\n江州市人民政府关于印发江州市应急体系规划的通知\n江政发〔2026〕3号\n各单位：",),
        ("江州市应急体系规划\n为落实关于印发总体规划的通知，制定本规划。",),
    ),
    Clue(
        "法律法规",
        Text("由条组成，并有通过、公布的题注", "made of articles, with a note of its adoption"),
        _law,
        (
            (
                "江州市促进就业规定\n（2020年5月1日江州市人民代表大会常务委员会通过）"
                "\n第一条　为了促进就业，制定本规定。\n第二条　本市适用本规定。\n第三条　政府负责就业工作。"
            ),
        ),
        ("第一条　为了管理，制定本办法。\n第二条　本公司适用。\n第三条　人事部负责。",),
    ),
    Clue(
        "合同",
        Text("开头列明甲乙双方", "names two parties at the beginning"),
        lambda view: _contract(view) and _open(view, "合同", "范本", "表格", "说明"),
        ("甲方：江州公司\n乙方：李四\n双方就本合同达成一致，甲方出租，乙方承租。",),
        ("关于签订合同的通知\n各单位：\n甲方应当为本单位。",),
    ),
    Clue(
        "技术文件",
        Text("有标准编号或规范性引用文件", "the number of a standard or normative references"),
        lambda view: (
            _STANDARD.search(view.document.text[:6000]) is not None and _open(view, "技术文件", "办法", "说明")
        ),
        ("信息分类\n1 范围\n本标准规定了分类。\n2 规范性引用文件\n下列文件适用。",),
        ("关于执行标准的通知\n各单位：\n执行GB/T 9704。",),
    ),
)
"""Kinds that a document is of by its structure, whatever its first line says; in order."""

AFTER_TITLE: Final[tuple[Clue, ...]] = (
    *FORMULAS,
    Clue(
        "纪要",
        Text("开头列明会议时间、地点、人员", "begins with time, place and people of a meeting"),
        lambda view: len(set(_MEETING.findall("\n".join(view.lines[:12])))) >= 3,
        ("项目例会\n时间：5月8日\n地点：三楼\n主持人：张三\n参会人员：李四",),
        ("培训安排\n时间：5月8日",),
    ),
    Clue(
        "法律法规",
        Text("由条组成，以施行日期结尾", "made of articles, ends with the date when it takes effect"),
        lambda view: view.articles >= SOME_ARTICLES and _ENACTED.search(view.document.text[:800]) is not None,
        ("（2020年5月1日通过）\n第一条　为了就业。\n第二条　适用本市。\n第三条　政府负责。",),
        ("第一条　为了管理。",),
    ),
    Clue(
        "办法",
        Text("由条组成", "made of articles"),
        lambda view: view.articles >= SOME_ARTICLES,
        ("考勤\n第一条　为了管理，制定本规则。\n第二条　本公司适用。\n第三条　人事部负责。",),
        ("一、总则\n二、职责",),
    ),
    Clue(
        "表格",
        Text("大部分是待填的表", "mostly a table to fill in"),
        lambda view: view.tabled >= MOSTLY and len(set(FIELDS.findall(view.document.text[:3000]))) >= 3,
        (),
    ),
    Clue(
        "名单",
        Text("大部分是带序号的表", "mostly a table with numbers"),
        lambda view: view.tabled >= 0.8 and _LIST.search(view.document.text[:2000]) is not None,
        (),
    ),
)
"""Kinds of documents whose title names none; in order."""
