"""The clues that tell the situation of a document, and their order."""

import re
from typing import Final

from pipeline.builtin.gongwen.kinds import OFFICIAL, STATUTORY
from pipeline.builtin.structure.kind.clue import Clue
from pipeline.builtin.structure.kind.kinds import FIELDS
from pipeline.builtin.structure.kind.titles import SPECIMEN
from pipeline.builtin.structure.kind.view import View
from pipeline.model.metadata import UNKNOWN
from pipeline.model.text import Text

_RESIDUE = re.compile(
    r"""
      ^[\s　*#>]*(?:来\s*源|(?:信息|文章|稿件)来源|索\s*引\s*号|主题分类|发布(?:日期|时间|机构)|发文日期|发稿时间
        |原文链接|检索时间|(?:浏览|点击|阅读)(?:次数|数|率|量)?|责任编辑)\**\s*[:：]
    | [【\[](?:字体|打印|关闭|大[ ]?中[ ]?小|收藏) | 扫一扫在手机 | 打印本页 | 分享到[:：] | 当前位置[:：]
    | [上下]一[篇条][:：] | 您(?:现在)?(?:的位置|所在) | 浏览次数[:：] | 发布[者人][:：] | 查看次数[:：]
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What a web page has around the text of a document."""
_MARKDOWN = re.compile(r"(?m)^\s*#{1,4} \S|\*\*[^*\n]{2,40}\*\*|^---\s*$")
_BLANK = re.compile(
    r"""
      [_＿]{3,} | \{\{[^{}\n]{1,40}\}\} | «[^«»\n]{1,20}»
    | (?<![A-Za-z0-9])[×✕ＸXx]{2,}(?![A-Za-z0-9]) | ×(?=[年月日市县区省]) | 20[×XxＸ]{2}
    | [【\[［](?=[^】\]］\n]{0,30}(?:填|输入|姓名|名称|日期|单位|机关|部门|地址|金额|年份|地点|标题|正文|内容
        |职务|编号))
      [^】\]］\n]{1,40}[】\]］]
    | [（(](?:请填写|填写|此处|注[:：])[^（）()\n]{1,40}[）)]
    | (?<=[年月])[ 　]{1,6}(?=[月日]) | (?<=第)[ 　_]{1,6}(?=[号条页期]) | [：:][ \t　]{2,}$ | □
    """,
    re.MULTILINE | re.VERBOSE,
)
"""A place that is left for somebody else."""
_TAG = re.compile(r"\{\{[^{}\n]{1,40}\}\}|«[^«»\n]{1,20}»")
"""A field that a program fills in."""
_FILL = re.compile(
    "填写?(?:说明|须知|要求|表说明)|填表人|(?:此处|在此|请)(?:填写|输入)|单击(?:此处|或点击)"
    "|(?:模板|范本|样本|示范文本)(?:使用)?说明|使用说明[:：]"
)
_NAME = re.compile(r"模[板版]|范本|样本|样表|样式|示范文本|空白|(?i:template)")
TAGS: Final = 2
SOME: Final = 3
"""Places left blank from which on they make a template, where they are dense."""
DENSE: Final = 4.0
"""Places left blank in 1,000 characters: more of them are a template's."""
FORM: Final = 30.0
"""The same for a form in a table, of which some fields stay blank when it is filled in; a quarter of it where the form
speaks of filling in."""
MANY: Final = 6
DENSEST: Final = 15.0
"""The same for a document whose title has a subject of its own: a draft has blanks as well."""
BODY: Final = 300
"""Characters from which on a main text is judged without its attachments, which are often forms."""
LITTLE: Final = 150
"""Characters below which a text without title and parts is no document."""
PARTS: Final = frozenset(("issuer-mark", "document-number", "addressee", "signature", "date", "imprint"))
"""Parts that a document of an office has."""
ENOUGH: Final = 20_000
"""Characters that are looked through for blanks."""
FEW_CELLS: Final = 8
EMPTY: Final = 0.35
"""Share of the cells of a form, labels included, that are empty."""


_SUPREME = re.compile(
    "(?:中华人民共和国)?(?:最高人民法院|最高人民检察院|国务院|全国人民代表大会|全国人大常委会|中共中央|中央军委|公安部|司法部|财政部)"
)
"""Organs whose documents other offices receive."""


def blanks(view: View, text: str) -> int:
    """How many places are left blank in ``text``, the prompts of the word processor in the document among them."""
    return sum(1 for _ in view.document.marked("placeholder")) + sum(1 for _ in _BLANK.finditer(text))


def _template(view: View) -> bool:
    body = view.document.text[: min(view.end, ENOUGH)] if view.end >= BODY else view.document.text[:ENOUGH]
    count = blanks(view, body)
    if view.document.name.lower().endswith((".dotx", ".dotm")):
        return True
    if SPECIMEN.search(view.document.title) or (_NAME.search(view.name) and view.kind not in OFFICIAL):
        return True
    if len(_TAG.findall(body)) >= TAGS:
        return True
    said = _FILL.search(body[:6000]) is not None
    per = 1000 * count / max(1, len("".join(body.split())))
    if view.kind == "表格" and view.tabled:
        return _empty(view) >= EMPTY or per >= FORM * (0.25 if said else 1)
    title = view.document.title
    if view.kind in OFFICIAL and "关于" in title and not _BLANK.search(title):
        return count >= MANY and per >= DENSEST
    return count >= SOME and (per >= DENSE or (said and per >= DENSE / 2))


def _empty_form(view: View) -> bool:
    """Whether most cells of the tables of a form are empty."""
    if view.kind not in ("表格", "纪要", "范本", UNKNOWN) or len(set(FIELDS.findall(view.document.text[:3000]))) < SOME:
        return False
    return _empty(view) >= EMPTY


def _empty(view: View) -> float:
    """The share of the cells that are empty; none where there are only a few cells."""
    cells = [mark.span for mark in view.document.marked("cell")]
    return sum(1 for span in cells if not view.cut(span).strip()) / len(cells) if len(cells) >= FEW_CELLS else 0.0


def laid_out(view: View) -> bool:
    """Whether somebody gave the text a layout: type that differs, or indents, or lines in the middle."""
    document = view.document
    sizes = {piece.style.size for piece in document.pieces[:400] if piece.style.size}
    fonts = {piece.style.font_class for piece in document.pieces[:400] if piece.style.font_class}
    indented = sum(1 for paragraph in document.paragraphs[:200] if (paragraph.first_indent or 0) > 10)
    centred = any(paragraph.alignment == "centre" for paragraph in document.paragraphs[:30])
    if "仿宋" in fonts and sizes & {15.75, 16.0}:
        return True
    chinese = bool(fonts & {"仿宋", "小标宋", "黑体", "楷体"})
    return (len(sizes) > 1) + (len(fonts) > 1) + (indented >= 2) + centred + chinese >= 2


CLUES: Final[tuple[Clue, ...]] = (
    Clue(
        "template",
        Text("留有多处空白待填，或名为模板", "many places to fill in, or called a template"),
        _template,
        ("兹证明____同志系我单位职工，性别____，现任____职务。", "合同模板\n甲方：____\n乙方：____"),
        ("关于做好防汛工作的通知\n各单位：\n请认真执行，由××局负责落实有关工作，按期完成任务，确保安全度汛。" * 3,),
    ),
    Clue("template", Text("表格大多空着", "most cells are empty"), _empty_form, ()),
    Clue(
        "copy",
        Text("有网页或 Markdown 的残留", "remains of a web page or of Markdown"),
        lambda view: (
            len(_RESIDUE.findall(view.document.text[:3000] + view.document.text[-1500:])) >= 1
            or (view.document.kind != "md" and len(_MARKDOWN.findall(view.document.text[:4000])) >= 3)
        ),
        ("关于做好防汛工作的通知\n发布时间：2024-05-08\n浏览次数：20\n各单位：",),
        ("关于做好防汛工作的通知\n各单位：\n请认真执行。",),
    ),
    Clue(
        "copy",
        Text("纯文本，没有版式", "plain text without layout"),
        lambda view: "styles" not in view.document.provides,
        ("关于做好防汛工作的通知\n各单位：\n请认真执行。",),
    ),
    Clue(
        "copy",
        Text("没有排版：字体字号全文一样", "not laid out: one font and size throughout"),
        lambda view: view.kind in STATUTORY and view.document.kind == "docx" and not laid_out(view),
        (),
    ),
    Clue(
        "issued",
        Text("是已公布的法规或已作出的文书", "a law or a court document that has been published"),
        lambda view: view.kind in ("法律法规", "裁判文书"),
        (),
    ),
    Clue(
        "issued",
        Text("由国家最高机关印发", "issued by a supreme organ of the state"),
        lambda view: _SUPREME.match(view.document.title) is not None and view.kind in OFFICIAL,
        (),
    ),
    Clue(
        UNKNOWN,
        Text("不像文件", "no document of an office"),
        lambda view: (
            view.kind == UNKNOWN
            and not view.roles & PARTS
            and (view.document.kind == "pdf" or len(view.document.text) < LITTLE)
        ),
    ),
    Clue("issued", Text("是 pdf 定稿", "a pdf, the final form"), lambda view: view.document.kind == "pdf", ()),
    Clue(
        "drafted",
        Text("可编辑，且有自己的版式", "can be edited and has a layout of its own"),
        lambda view: "styles" in view.document.provides,
        (),
    ),
)
"""In order; the first that speaks decides."""
