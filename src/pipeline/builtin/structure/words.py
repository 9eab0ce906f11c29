"""What names, titles and dates of official documents look like as text."""

import re

_HAN = r"[\u3400-\u9fff]"
HAN = re.compile(_HAN)
_YEAR = r"(?:(?:19|20)[0-9ＸXx×]{2}|[〇零○一二三四五六七八九]{4}|[０-９]{4}|＿+|_+|[X×Ｘ]{2,4})"
_N = r"(?:[0-9０-９]{1,2}|[〇零一二三四五六七八九十]{1,3}|[X×Ｘx]{1,2}|[＿_]+)"
_S = r"[ \t\u3000\xa0]{0,8}"
_DAY = (
    rf"(?:{_YEAR}{_S}年{_S}{_N}{_S}月{_S}{_N}{_S}[日号]"
    r"|(?:19|20)\d{2}(?:[.．/]\d{1,2}[.．/]\d{1,2}|-\d{1,2}-\d{1,2})"
    rf"|年{_S}月{_S}日|\[(?:日期|成文日期)\]"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}"
    r"|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4})"
)
DATE = re.compile(rf"(?:日期[:：]{_S})?{_DAY}")
"""A whole date, alone on its line."""
MONTH = re.compile(rf"{_YEAR}{_S}年{_S}(?:{_N}{_S}月)?")
"""Year, or year and month: a date only where dates stand."""
ENDS_IN_DATE = re.compile(rf"(?P<name>[^。；：]{{2,50}}?)[ \t\u3000\xa0]{{2,60}}(?P<date>{_DAY})")
IMPRINT = re.compile(rf".{{0,60}}?{_DAY}{_S}印{_S}发|[（(]?共印{_S}\S{{1,8}}{_S}份[）)]?")

_ORGAN = (
    r"(?:局|委|部|厅|法院|检察院|学院|医院|研究院|科学院|国务院|人大|政协|会|政府|府|室|处|科|司|署|办|所|站|队|中学|小学|大学|学校|党校|公司|集团|厂|中心|党组|党委|总支|支部"
    r"|村|镇|乡|街道|县|市|区|省|州|盟|旗|团|社|银行|分行|支行|组|机关|单位|部门|机构|企业|基地|馆|台|报社|协会|学会|指挥部|监狱|军区|园区|港|组织|发文机关[一二三四五]?)"
)
ORGAN = re.compile(rf".{{0,60}}{_ORGAN}(?:[（(][^（）()]{{1,20}}[）)])?")
ISSUER = re.compile(rf".{{0,60}}(?:文件|命令|令|纪要|简报|公报|{_ORGAN})")
PLACEHOLDER = re.compile(r"[\[［【〔]?[^\[\]。]{0,16}(?:单位|机关|部门|姓名|署名|X{2,}|×{2,})[^\[\]。]{0,8}[\]］】〕]?")
_PERSON = re.compile(r"[\u3400-\u9fff·×]{2,4}")
_POST = re.compile(
    r".{0,40}(?:书记|主席|主任|局长|厅长|部长|省长|市长|县长|区长|镇长|乡长|院长|校长|处长|科长|会长|行长|总经理|董事长|委员|常委|组长|所长|队长|总理|同志|支委|党员)"
    r"(?:[ \t\u3000]*[\u3400-\u9fff·×]{2,4})?(?:[ \t\u3000]+[\u3400-\u9fff](?:[ \t\u3000]+[\u3400-\u9fff])?)?"
)
LABELLED_NAME = re.compile(
    r"(?:汇报人|报告人|述职人|对照检查人|发言人|承诺人|申请人|署名|签名|本人签名|单位负责人签名|签字|(?:单位)?(?:公章|盖章))[（）()盖章签字]{0,6}[:：].{0,30}"
)

_KINDS = "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
"""The 15 kinds of the 党政机关公文处理工作条例, article 8."""
_OTHER_KINDS = (
    "方案|总结|计划|规划|要点|办法|规定|补充规定|材料|规则|细则|法|法典|条例|讲话|讲话稿|提纲|汇报|简报|专报|快报|制度|章程|守则|准则"
    "|指南|指引|标准|规范|规程|预案|措施|清单|名单|须知|说明|书|协议|合同|公约|规约|证明|答复|解释|通则|公示|声明|致辞|致词|发言|发言稿"
    "|体会|心得|剖析|批示|简介|情况|招标文件|表|手册|大纲|纲要|议程|信|启事|修正案|目录|信息|论文|样例|模板"
)


def title_ending(extra: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Matches a title that ends as titles do, a bracket such as ``（试行）`` after it allowed."""
    words = "|".join((_KINDS, _OTHER_KINDS, *map(re.escape, extra)))
    return re.compile(rf"(?P<kind>{words})[》”]?(?:[（(][^（）()]{{1,30}}[）)]){{0,2}}\Z")


def name_like(text: str) -> bool:
    """Whether a short line could be an organ's or a person's name, or several."""
    if len(text) > 60 or any(char in text for char in "。，；：！？,;:《"):
        return False
    return person_like(text) or bool(
        ORGAN.fullmatch(text)
        or PLACEHOLDER.fullmatch(text)
        or _POST.fullmatch(text)
        or (
            len(words := text.split()) > 1
            and all(ORGAN.fullmatch(word) or PLACEHOLDER.fullmatch(word) for word in words)
        )
    )


def person_like(text: str) -> bool:
    """Whether the line is as short as a person's name, or several with spaces."""
    bare = "".join(text.split())
    return bool(_PERSON.fullmatch(bare)) or (
        len(words := text.split()) > 1 and all(_PERSON.fullmatch(word) for word in words)
    )


_INNER_SPACE = re.compile(r"(?<=[^\x00-\xff])\s+|\s+(?=[^\x00-\xff])")


def joined(*lines: str) -> str:
    """Lines as one: white space next to Chinese characters falls away, between Latin words one space stays."""
    return " ".join(_INNER_SPACE.sub("", " ".join(lines)).split())
