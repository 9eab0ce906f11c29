"""What stands behind a number that is mentioned and not counted: 第三条规定…, 11.5.14.2 中所列….

Each pattern is tried right behind the number. What a mention alone goes on with rules the number out; what a mention
and a title may both go on with (``第三条项目``, ``5.2 与其他系统的接口``) leaves it in doubt.
"""

import re

from pipeline.builtin.gongwen.blanks import GAP
from pipeline.builtin.gongwen.numerals import DIGIT, HAN_NUMERAL

_AS_SAID = r"[列称述指示定涉给]|规定|要求|提[到及]|描述"
_N = f"[ {HAN_NUMERAL}{DIGIT}、，和至到第]{{1,20}}"
_ANOTHER = r"[第本该其上下前后附0-9０-９]"

CHAPTER = re.compile(
    rf"规定|第{_N}[款项項条目号章节编]|款(?![项式])|项(?![目下])|、|[，,](?={_ANOTHER})|[和及与或至到](?={_ANOTHER})|所(?={_AS_SAID})"
    rf"|[的之是辑]|课(?![程题时])|修(?=改|订|正)|中(?=[的所规，,、对有第])"
)
"""Behind 第×章 without a blank: a mention. Behind 第×条 one too, unless the articles around it count with it."""
ARTICLE = re.compile(rf"第{_N}[款项項条目号章节编]|款(?![项式])|项(?![目下])|[和及与或至到](?=[第0-9０-９])")
"""Behind 第×条 without a blank: a mention, whatever stands around it."""
PERHAPS_CHAPTER = re.compile("[第规款项，,和及与或至到所为修课目约例件]|中(?![共国央华心小])")
"""Behind 第×条 without a blank: a mention or a title."""

DECIMAL = re.compile(
    rf"{GAP}(?:的|[、，,～~—–－-]{GAP}[0-9０-９]|[和及与或至到]{GAP}[第该0-9０-９]|中(?=的|所|{_AS_SAID})"
    rf"|所(?={_AS_SAID})|规定的|要求的|[条款节](?=[的中和、，,规所]))"
)
"""Behind a decimal number: a mention."""
PERHAPS_DECIMAL = re.compile(rf"{GAP}[和及与或至到中所]")
"""Behind a decimal number: a mention or a title, such as ``3.2 到货验收``."""
