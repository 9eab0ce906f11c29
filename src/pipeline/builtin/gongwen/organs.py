"""机关 and people: how the names of organs end, and the posts that stand before names. Practice, from signatures."""

import re
from typing import Final

from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.kinds import ORDERS, SERIES
from pipeline.builtin.gongwen.placeholders import CROSSES

_ORGAN_ENDING: Final = (
    r"(?:局|委|部|厅|法院|检察院|学院|医院|研究院|科学院|国务院|人大|政协|会|政府|府|室|处|科|司|署|办|所|站|队|中学|小学|大学|学校|党校|公司|集团|厂|中心|党组|党委|总支|支部"
    r"|村|镇|乡|街道|县|市|区|省|州|盟|旗|团|社|银行|分行|支行|组|机关|单位|部门|机构|企业|基地|馆|台|报社|协会|学会|指挥部|监狱|军区|园区|港|组织|发文机关[一二三四五]?)"
)
ORGAN: Final = re.compile(rf".{{0,60}}{_ORGAN_ENDING}(?:[（(][^（）()]{{1,20}}[）)])?")
"""The name of an organ, alone on its line."""
ISSUER: Final = re.compile(rf".{{0,60}}(?:文件|{ORDERS}|{SERIES}|{_ORGAN_ENDING})")
"""发文机关标志, the name in red on top of the first page (GB/T 9704-2012, 7.2.4 and clause 10)."""
PLACEHOLDER: Final = re.compile(
    rf"[\[［【〔]?[^\[\]。]{{0,16}}(?:单位|机关|部门|姓名|署名|[{CROSSES}]{{2,}})[^\[\]。]{{0,8}}[\]］】〕]?"
)
"""What a template has in the place of a name."""
_NAME: Final = rf"[{HAN_RANGES}·×]{{2,4}}"
_PERSON: Final = re.compile(_NAME)
_POST: Final = re.compile(
    r".{0,40}(?:书记|主席|主任|局长|厅长|部长|省长|市长|县长|区长|镇长|乡长|院长|校长|处长|科长|会长|行长|总经理|董事长|委员|常委|组长|所长|队长|总理|同志|支委|党员)"
    rf"(?:[ \t\u3000]*{_NAME})?(?:[ \t\u3000]+[{HAN_RANGES}](?:[ \t\u3000]+[{HAN_RANGES}])?)?"
)
LABELLED_NAME: Final = re.compile(
    r"(?:汇报人|报告人|述职人|对照检查人|发言人|承诺人|申请人|署名|签名|本人签名|单位负责人签名|签字|(?:单位)?(?:公章|盖章))[（）()盖章签字]{0,6}[:：].{0,30}"
)
"""A name behind a label that says whose it is."""


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
