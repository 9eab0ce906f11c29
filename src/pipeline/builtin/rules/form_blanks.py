"""Whether blanks are there on purpose: for somebody else to fill in, as an example, or in the place of a name."""

import re
from collections.abc import Sequence

import msgspec

from pipeline.builtin.gongwen.han import HAN, HAN_RANGES
from pipeline.builtin.gongwen.kinds import KINDS, OFFICIAL
from pipeline.builtin.gongwen.placeholders import BEHIND_FIGURE, CROSSES, FIGURE, MASKED, NO_NAME
from pipeline.builtin.rules.official import looks_official, strictly_official
from pipeline.model.document import Document, Section, SectionIndex
from pipeline.model.text import Span

REACH = 40
"""How far around a blank its reading is looked for."""
FEW = 5
"""Crosses up to which a document is a draft in which something was forgotten; more of them hide or show something."""
MANY = 30
"""Blanks from which on a document is one to fill in, whatever else it holds."""
DENSE, DENSE_OFFICIAL = 60, 12
"""Han characters to a blank below which a document is one to fill in, as little else stands in it."""
LEAST, LEAST_OFFICIAL = 3, 5
"""Blanks from which on their density says something. A short notice of a meeting may lack its day, hour and place."""
HANDED_IN_KIND = "表格"
SHOWING_KINDS = frozenset(("说明", "技术文件"))
FORM_TITLE = re.compile(r"模板|范本|样本|范文|样式|样表|格式|示例|样例|范例|填写|回执")
"""In titles of papers that others fill in."""
HANDED_IN = re.compile(
    r"申请[书表]|登记表|申报[书表]|审批表|推荐表|报名表|鉴定表|承诺书|委托书|授权书|协议|合同|声明|证明"
)
"""In titles of papers that are empty or filled in."""
DENSE_HANDED_IN = 150
"""Han characters to a blank below which such a paper is an empty one."""
ADVICE = re.compile(
    r"可直接(?:替换|套用)|标题骨架|写作提示|(?:使用|定稿|打印|提交)[后时前]?[^。\n]{0,8}(?:删除|删去)|标红[^。\n]{0,10}说明"
)
"""What is said to those who fill in."""
TAUGHT = re.compile(
    r"案例|试题|试卷|习题|题库|练习|教材|讲义|教案|教学设计|课件|课程|写作|复习|考点|一本通|手册|指南|教程|需求|说明书|规范"
)
"""In titles of papers that show how something is done."""
EXERCISE = re.compile(r"[【（(]例\s?\d|单选|多选|选择题|名词解释|简答题|论述题|参考答案|答题")
EXERCISES = 5
"""Words of exercises from which on a text is one to learn from."""
FORM_PART = re.compile(
    r"格式|样式|模板|范本|样本|示例|范例|式样|填写|(?:合同|协议)(?:书|条款|文本|草案)?[）)]?\Z|投标函|响应文件(?:的)?(?:组成|编制)?\Z|合同主要条款"
)
"""In headings of parts that others fill in."""
NOT_A_FORM = re.compile(rf"关于.+(?:{KINDS})\Z")
"""The title of a paper about forms, which is none: 关于统一公文格式的通知."""
LONGEST_TITLE = 30
"""Characters of a heading; a longer one is a sentence that speaks of a form."""
FORM_ATTACHMENT = re.compile(
    FORM_PART.pattern
    + r"|(?:[表书单证卡]|(?:报价|承诺|委托|证明|推荐|介绍|申请|确认|授权|声明|同意)函)(?:[（(][^（）()]*[）)])?\Z"
    "|回执|登记|申报|报名|推荐|汇总|台账|统计|证明|承诺|授权|委托|声明"
)
"""In titles of attachments that others fill in."""
LABEL = re.compile(rf"(?:\A|[，。；、\s（(|])([{HAN_RANGES}A-Za-z/·（）() ]{{2,14}})[：:][ 　]*\Z")
"""What stands before a blank that says what belongs there."""
SEALED = re.compile(
    r"[（(](?![^（）()\n]*[加须需并均])(?:[^（）()\n]{0,8}(?:盖章|签字|签章|公章|签名|印章)[^（）()\n]{0,6})[）)]|(?:签字|签章|签名|盖章)[：:]"
)
"""Where somebody signs, not what is to be sealed: （加盖公章）."""
NEAR = 250
"""Characters on both sides in which a place to sign makes a blank part of a form."""
EXPLAINED = re.compile(
    r"\s?[（(][^（）()\n]{0,16}(?:名称|全称|姓名|职务|编号|日期|地址|地点|金额|电话|内容|单位|机构|公司|学院|专业|号码|盖章)[^（）()\n]{0,12}[）)]"
)
"""What stands behind a blank and says what it stands for: ``XXXX（供应商名称）``."""
NAMED_AFTER_SENDER = re.compile(r"《\s?\Z")
"""Before a blank that begins a title in the text: 《XX班选举情况报告》, which those who hand it in fill in."""
INSTRUCTION = re.compile(r"此处|填写|输入|插入|请(?:补充|填)")
PENDING = re.compile("待(?:补|填|完善|核实|更新|续写)|TODO|TBD|FIXME")
"""What nobody says of what others are to fill in."""
SAME = 6
"""Characters behind two blanks by which they are told to be the same one, in a list and on its form."""


class Blank(msgspec.Struct, frozen=True):
    """A blank as it stands. ``sort``: that of the pattern, or ``prompt``, what the word processor marks itself."""

    span: Span
    text: str
    sort: str
    before: str
    """Up to :data:`REACH` characters of its paragraph."""
    after: str

    @property
    def is_figure(self) -> bool:
        """Whether a figure is to come: the day of a date, a number, a sum."""
        return (
            FIGURE.match(self.after) is not None
            or BEHIND_FIGURE.search(self.before) is not None
            or (self.text.startswith(("19", "20")))
        )

    @property
    def is_masked(self) -> bool:
        """Whether a name of a person is hidden: ``李××``."""
        short = len(self.text) <= 2 and set(self.text) <= {*CROSSES, "*", "＊"}
        return short and MASKED.search(self.before) is not None and not NO_NAME.match(self.after)

    @property
    def begins_title(self) -> bool:
        """Whether a title in the text begins with it, which may be the name of whoever hands the paper in."""
        return NAMED_AFTER_SENDER.search(self.before) is not None and not self.is_figure

    @property
    def label(self) -> str:
        """What the line says that belongs there, or the blank's own words."""
        named = LABEL.search(self.before)
        if self.sort in ("said", "field"):
            return self.text.strip("[]［］【】〔〕（）()") or self.text
        return "".join(named[1].split()) if named else self.text


class Purpose:
    """What the blanks of one document are there for."""

    def __init__(self, document: Document, blanks: Sequence[Blank]) -> None:
        self._document = document
        self._sections = SectionIndex(document.sections)
        self._notes = [mark.span for mark in document.marked("attachment-note")]
        self.official = document.metadata.kind in OFFICIAL or looks_official(document)
        self.strict = strictly_official(document)
        """Whether nothing but names and figures that are to come can stand there; a plan may be anybody's."""
        self.may_hide = document.metadata.situation in ("copy", "issued")
        """Whether crosses may have been put in the place of names when the document was made public."""
        self.hides_names = any(blank.is_masked for blank in blanks)
        taught = TAUGHT.search(document.title) is not None or document.metadata.kind in SHOWING_KINDS
        self.shows = (taught and not self.official) or sum(1 for _ in EXERCISE.finditer(document.text)) >= EXERCISES
        """Whether the document shows how something is done."""
        self._is_template = _is_template(document, blanks, official=self.official)
        self._is_form = _is_form(document, blanks, official=self.official)
        parts = [blank for blank in blanks if self._in_part(blank)]
        named = {(blank.text, blank.after[:SAME]) for blank in parts if len(blank.after) >= SAME}
        parts += [blank for blank in blanks if (blank.text, blank.after[:SAME]) in named]
        self.in_form = frozenset(blank.span for blank in parts)
        """Where the blanks stand that others are to fill in."""

    def _in_part(self, blank: Blank) -> bool:
        """Whether the document, or the part of it in which ``blank`` stands, is to be filled in."""
        if self.part(blank) is not None or self._is_template:
            return True
        if PENDING.search(blank.text):
            return False
        if self._is_form or (not blank.is_figure and any(note.holds(blank.span) for note in self._notes)):
            return True
        start, end = blank.span.start, blank.span.end
        text = self._document.text
        if SEALED.search(text, max(0, start - NEAR), min(len(text), end + NEAR)):
            return True
        if blank.sort == "prompt":
            return False
        if EXPLAINED.match(blank.after):
            return True
        paragraph = self._document.paragraph_at(start)
        return paragraph is not None and paragraph.container == "table"

    def part(self, blank: Blank) -> Section | None:
        """The section around ``blank`` whose heading says that it is to be filled in."""
        for index in self._sections.around(blank.span.start):
            section = self._document.sections[index]
            says = FORM_ATTACHMENT if section.level == 0 else FORM_PART
            if len(section.title) <= LONGEST_TITLE and says.search(section.title):
                return section
        return None


def _is_template(document: Document, blanks: Sequence[Blank], *, official: bool) -> bool:
    """Whether the document as a whole is there to be filled in, by what is said of it.

    A report that lacks many figures, and nothing else, is a draft, though it may look like a template.
    """
    metadata, title = document.metadata, document.title
    if metadata.kind == "范本" or (FORM_TITLE.search(title) and not NOT_A_FORM.search(title)):
        return True
    draft = official and all(blank.sort == "sign" and blank.is_figure for blank in blanks)
    return metadata.situation == "template" and not draft


def _is_form(document: Document, blanks: Sequence[Blank], *, official: bool) -> bool:
    """Whether the document as a whole is there to be filled in, by its blanks and what stands between them."""
    count = len(blanks)
    filled = sum(match.end() - match.start() for match in HAN.finditer(document.text))
    title = document.title
    named = HANDED_IN.search(title) is not None and not NOT_A_FORM.search(title)
    handed_in = named or document.metadata.kind == HANDED_IN_KIND
    if handed_in and filled < count * DENSE_HANDED_IN:
        return True
    if count < LEAST:
        return False
    titles = [mark.span for mark in document.marked("title")]
    in_title = any(title.holds(blank.span) for title in titles for blank in blanks)
    told = sum(1 for blank in blanks if INSTRUCTION.search(blank.text))
    least, dense = (LEAST_OFFICIAL, DENSE_OFFICIAL) if official else (LEAST, DENSE)
    if in_title or told >= LEAST or count >= MANY or (count >= least and filled < count * dense):
        return True
    return ADVICE.search(document.text) is not None
