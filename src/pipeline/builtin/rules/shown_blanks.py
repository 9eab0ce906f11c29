"""Crosses and stars that are no blanks: they are spoken about, stand in code, rule something off or mask figures."""

import re

from pipeline.builtin.gongwen.han import HAN
from pipeline.builtin.gongwen.placeholders import STARS
from pipeline.builtin.rules.form_blanks import Blank

LINE = 300
"""Characters of the line before and behind a blank that are looked at, and of the line above."""
CITED = re.compile(r"“[^“”]*”")
PATTERN = re.compile(
    r"(?:命名|名称|格式|形式|样式|题目|标题|主题|字样|标注|注明|备注|写明|写作|写成|填写|例如|如)[^，。；]{0,6}\Z"
)
PATTERN_AFTER = re.compile(r"[^，。；]{0,4}?(?:名义|命名|格式|形式|样式|字样|为题)")
"""What stands before or after a quotation that shows how something is to be named or worded."""
SHOWN = re.compile(
    r"(?:例如|比如|譬如|示例|举例|样例|[（(，,；;：:。]\s*[例如])[:：，,]?[^。；\n]{0,60}\Z|[（(][例如][^（）()\n]{0,40}\Z"
    r"|(?:格式|文件名|命名|样式|写法|表述)(?:统一)?(?:为|是|如下)?[^。；\n]{0,10}[:：][^。；\n]*\Z"
    r"|(?:命名|格式|写作|写成|记作|表示|简写)(?:统一)?(?:为|成|作)[^。；\n]{0,30}\Z|(?:具体到|精确到)[^。；\n]{0,20}\Z"
)
"""What stands before a blank in its sentence where one shows how something is written: 文件名格式为XX部申请."""
NOTES = ("TODO", "TBD", "FIXME")
COMMENT = re.compile(r"(?://|/\*|#|--|<!--|\*)\s*\Z")
"""What stands before a note in a program."""
LATIN = re.compile("[A-Za-z]{2}")
TERM = re.compile("\\s?(?:问题|列表|清单|项|标记|状态|一词|[的（(])")
"""What stands behind TBD where it is a word for what is open: TBD问题列表."""
PLUS = re.compile(r"[^，。；\n]{0,12}[+＋]")
"""What stands behind a blank in the pattern of a name: XX学院+姓名."""
LEADS = re.compile(r"(?:格式|示例|例|样式|写法|命名|填写)[^。；\n]{0,12}[:：]\Z")
"""The end of a paragraph behind which something is shown."""
MEANT = re.compile(r"[”’\"）)]?\w{0,2}[”’\"]?(?:表示|指代|是指|字样)|[”’\"]?代表(?!大会|[团队人会])")
"""What stands behind a blank that is spoken about."""
BEFORE_CODE = re.compile(r"[>$\\/={}#&|~^%]\Z|[A-Za-z0-9_]\(\Z|[\"'`]\Z")
BEHIND_CODE = re.compile(r"[\\/={}$;|~^]|\([A-Za-z0-9\")]|[\"'`]")
BIOLOGY = re.compile("染色体|性别决定|基因型")
PASSWORD = re.compile(r"(?:密码|口令|密钥|password|pwd)[^，。；]{0,8}\Z", re.IGNORECASE)
ROMAN_NEAR = re.compile(r"第?[IVX]*(?:I[VXI]|VI|XI|IX|IV)[IVX]*")
RULED_OFF = re.compile(r"[\s*＊|+\-]+")
BESIDE_MASK = tuple("'\"|+@＠")
NAMED = re.compile("(?:联系人|负责人|姓名|经办人|主持人|记录人|责任人|承办人|签发人)[：:]\\Z")
"""A label in front of stars that stand for a name, and mask nothing."""
LONG_STARS = 4
"""Stars from which on they are a mask, or rule something off, unless Han characters stand on both sides."""


def is_term(blank: Blank) -> bool:
    """Whether TBD is spoken about, as a word for what is open, or stands in a program or in Latin text."""
    if blank.text not in NOTES:
        return False
    if COMMENT.search(blank.before) or (not HAN.search(blank.before + blank.after) and LATIN.search(blank.before)):
        return True
    return bool(TERM.match(blank.after) or MEANT.match(blank.after))


def is_no_blank(text: str, blank: Blank) -> bool:
    """Whether crosses or stars do not stand for something that is to come."""
    first, last = max(0, blank.span.start - LINE), min(len(text), blank.span.end + LINE)
    start = max(first, text.rfind("\n", first, blank.span.start) + 1)
    end = text.find("\n", blank.span.end, last)
    line = text[start : end if end >= 0 else last]
    before = text[start : blank.span.start]
    if blank.text[0] in STARS:
        return _is_mask(line, blank)
    if blank.text[0] in "XxＸｘ" and (HAN.search(line) is None or _is_code(blank) or _is_latin(line, blank)):
        return True
    return _is_shown(text[max(0, start - LINE) : max(0, start - 1)], before, blank)


def _is_mask(line: str, blank: Blank) -> bool:
    """Whether stars hide figures, mark a heading or rule something off."""
    if HAN.search(line) is None or RULED_OFF.fullmatch(line) or PASSWORD.search(blank.before):
        return True
    if blank.before[-1:] in BESIDE_MASK or blank.after[:1] in BESIDE_MASK:
        return True
    labelled = blank.before[-1:] in "：:" and blank.after[:1] in ("", "，", "。", "；", "、", "\n")
    if labelled and NAMED.search(blank.before) and len(blank.text) < LONG_STARS:
        return False
    near = [HAN.match(one) is not None for one in (blank.before[-1:], blank.after[:1])]
    if not any(near) or (len(blank.text) >= LONG_STARS and not all(near)):
        return True
    return not blank.after.strip() and blank.before[-1:] not in "：:由" and line.strip(" \t*＊").count("，") == 0


def _is_code(blank: Blank) -> bool:
    before, behind = BEFORE_CODE.search(blank.before), BEHIND_CODE.match(blank.after)
    quoted = [found is not None and found.group() in "\"'`" for found in (before, behind)]
    if any(quoted):
        return all(quoted)
    return before is not None or behind is not None


def _is_latin(line: str, blank: Blank) -> bool:
    """Whether the letters are chromosomes or a Roman numeral beside others."""
    if BIOLOGY.search(line):
        return True
    numeral = set(blank.text) == {"X"} and blank.before.endswith("第") and blank.after[:1] in "届章卷次期"
    return numeral and ROMAN_NEAR.search(line) is not None


def _is_shown(paragraph: str, before: str, blank: Blank) -> bool:
    """Whether a blank is spoken about, or shows how something is named. ``paragraph``: the one before its own."""
    if MEANT.match(blank.after) or PLUS.match(blank.after) or SHOWN.search(before):
        return True
    if LEADS.search(paragraph[-LINE:].rstrip()) and not paragraph.endswith("\n"):
        return True
    cited = CITED.sub("", before)
    opened, closed = cited.rfind("“"), blank.after.find("”")
    if opened < 0 or closed < 0 or "“" in blank.after[:closed]:
        return False
    return bool(PATTERN.search(cited[:opened]) or PATTERN_AFTER.match(blank.after[closed + 1 :]))
