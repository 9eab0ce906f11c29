"""The formulas with which documents of a kind open or close: 特此通知, 妥否，请批示. Practice."""

import re
from typing import Final

from pipeline.builtin.structure.kind.clue import Clue
from pipeline.builtin.structure.kind.view import View
from pipeline.model.text import Text


def _formula(kind: str, pattern: str, speaks: str, silent: str) -> Clue:
    """Return the clue of a formula that stands in the opening or at the end of the main text."""
    formula = re.compile(pattern, re.MULTILINE)

    def sees(view: View) -> bool:
        return formula.search(view.opening) is not None or formula.search(view.closing) is not None

    said = Text(f"有{kind}的惯用语", f"a formula of a {kind}")
    return Clue(kind, said, sees, (speaks,), (silent,))


FORMULAS: Final = (
    _formula(
        "请示",
        r"(?:妥否|当否|可否|是否妥当|如无不妥)[，,]?[\s　]*请[^。\n]{0,10}[批审指]|特此请示",
        "市政府：\n拟新建一所小学。妥否，请批示。",
        "请批评指正。",
    ),
    _formula(
        "批复",
        r"(?:现|特此?)(?:就有关(?:问题|事项))?批复如下|^[\s　]*此复[。．]?[\s　]*$|特此批复"
        r"|^[\s　]*你[^。\n]{1,60}(?:请示|报告)[^。\n]{0,30}收?悉",
        "市教育局：\n你局《关于新建小学的请示》收悉。现批复如下：",
        "请示收悉后应当及时办理。",
    ),
    _formula(
        "函",
        r"特此(?:函[告达复请]|致函|复函)|[请盼望]予?函复|此函[。．]|现(?:将[^。\n]{0,40})?函[告复]如下",
        "省教育厅：\n请予函复。",
        "请来信来函。",
    ),
    _formula(
        "公告",
        r"特此公告|(?:现|特)(?:将[^。\n]{0,60})?公告如下",
        "现将有关事项公告如下：",
        "详见公告栏。",
    ),
    _formula(
        "通告",
        r"特此通告|(?:现|特)(?:将[^。\n]{0,60})?通告如下",
        "现通告如下：",
        "详见通告栏。",
    ),
    _formula(
        "公示",
        r"公示(?:期|时间)[^。\n]{0,12}(?:自|为|[:：])|(?:现|特)(?:将[^。\n]{0,80})?(?:予以)?公示(?:如下|[。，])",
        "现将名单予以公示。公示期为5个工作日。",
        "公示栏在一楼。",
    ),
    _formula("通报", r"(?:现|特)(?:将[^。\n]{0,60})?通报如下|特此通报", "现将检查情况通报如下：", "通报批评。"),
    _formula("决定", r"(?:特作(?:出)?如下决定|决定如下)[:：]", "特作如下决定：", "由会议决定。"),
    _formula(
        "通知",
        r"特此通知|(?:现|特)(?:就|将)[^。\n]{0,60}通知如下|现[^。\n]{0,12}印发给?你们",
        "现将有关事项通知如下：",
        "另行通知。",
    ),
    _formula(
        "报告",
        r"特此报告|以上报告[，,]?请审|专此报告|现[^。\n]{0,60}报告如下",
        "现将有关情况报告如下：",
        "报告由办公室起草。",
    ),
    _formula("汇报", r"(?:现|下面)[^。\n]{0,60}汇报如下", "现将有关情况汇报如下：", "听取汇报。"),
    _formula(
        "对照检查材料",
        "(?:对照检查|检视剖析|自我剖析)(?:情况)?(?:汇报|报告)?如下",
        "现将个人对照检查情况如下：",
        "对照清单检查。",
    ),
    _formula(
        "讲话稿",
        r"\A\s*(?:尊敬的|各位|同志们|亲爱的)[^。\n]{0,60}[:：！!，][\s\S]{0,40}(?:大家|上午|下午|晚上|早上)好"
        r"|^[\s　]*(?:我的(?:发言|演讲|讲话|汇报)(?:完毕|到此结束)[^\n]{0,10})?谢谢大家[！!。]",
        "尊敬的各位领导：\n大家好！\n谢谢大家！",
        "感谢各位。",
    ),
)
"""In the order of their weight."""
