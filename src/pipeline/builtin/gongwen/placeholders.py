"""Signs that stand for a word, a figure or a name to come: 〔20××〕×号, 某某××局; what stands beside them. Practice."""

import re
from typing import Final

from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.numerals import ONE_TO_TEN

CROSSES: Final = "×✕✖╳XxＸｘ"
"""The sign of multiplication and what is typed for it, for character classes."""
STARS: Final = "＊*"
"""What stands for figures in numbers of documents that are not to be known."""
_P: Final = CROSSES
_PENDING: Final = (
    r"待(?:补充?|填写?|完善|核实|更新|续写)|此处[^，。；（）()\n]{0,6}?(?:添加|填|输入|插入|补充|粘贴|写|列出|注明)"
    "|请(?:填写|输入|补充|插入)|TODO|TBD"
)
_FIELD: Final = (
    "(?:单位|机关|部门|公司|机构|名称|全称|简称|姓名|人|人员|职务|职称|日期|时间|年份|月份|地点|地址|电话|手机|手机号|手机号码|联系方式"
    f"|邮箱|编号|文号|号码|代码|等级|金额|数字|数量|字数|标题|事由|正文|内容|事项|文件名)[{ONE_TO_TEN}A-Z0-9]?"
)
"""How the name of something to fill in ends."""
PLACEHOLDER: Final = re.compile(
    rf"""
      (?P<said> [【\[［〔](?:{_PENDING}|待定|待确认|填写|输入|插入|补充)[^】\]］〕\n]{{0,40}}[】\]］〕]
        | [（(][^（）()\n]{{1,12}}待(?:补充|填写?|核实|完善|更新)[）)]
        | [（(](?:{_PENDING})[^）)\n]{{0,40}}[）)]
        | (?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z]) )
    | (?P<field> [\[［][{HAN_RANGES}A-Za-z]{{0,10}}?{_FIELD}[\]］](?!\()
        | (?<=[{HAN_RANGES}：，、])【[{HAN_RANGES}]{{0,10}}?{_FIELD}】(?=[{HAN_RANGES}，。；、）])
        | 【[ \u3000]{{0,6}}】
        | (?<=[{HAN_RANGES}：])□{{2,4}}(?![□ ]) )
    | (?P<sign> (?<![A-Za-z0-9])(?:19|20)[{_P}]{{2}}(?=\s?[年〕\]）)-])
        | (?<![A-Za-z0-9{_P}*＊.·@_/-])[{_P}]{{2,}}+(?:[,，.-][{_P}]++)*+(?![A-Za-z0-9*＊@_/]|[.-][A-Za-z0-9]|染色体)
        | (?<![A-Za-z0-9{_P}*＊\\])[*＊]{{2,}}+(?![A-Za-z0-9{_P}])
        | (?<![A-Za-z0-9{HAN_RANGES}）)\s])[{_P}](?=[年月日市县区省乡镇村局厅部委办])
        | (?<=[{HAN_RANGES}])×(?=[市县镇乡村]|区(?![间域块分别])|省(?!略))
        | (?<=[{HAN_RANGES}：，])×(?=月(?![均产租供工度])|日[前内起止至，。])
        | (?<=[{HAN_RANGES}：])[×XＸ](?=\s?(?:[%％]|[万亿]?元(?!素)))
        | (?<=[{HAN_RANGES}：])[XＸ](?=\s?(?:公里|平方米|[人名家户次场份](?!数)))
        | (?<=[≥≤＞＜><])[XＸ×](?=\s?(?:[个小秒天周%％]|分钟|[万亿]?元(?!素)|公里|平方米|[人名家户次场份台套](?!数)))
        | (?<=[年月第〔〕])[{_P}](?=[年月日号条章节次期届批项〕]) )
    | (?P<line> (?<![A-Za-z0-9_＿])[_＿]{{3,}}+(?![A-Za-z0-9]) )
    """,
    re.VERBOSE,
)
"""A blank. ``said``: words say that something is to come; ``field``: the name of what, in brackets, or nothing in
them; ``sign``: crosses and stars; ``line``: a line to write on."""
FIGURE: Final = re.compile(
    r"[ ]?(?:[年月日号条期届批次项〕%％人名家户元件亩台套份天周]|[万亿]元|公里|平方米|个(?!人)|小时|分钟"
    rf"|[-—~～至到][0-9{_P}])"
)
"""What stands behind a blank for a figure."""
BEHIND_FIGURE: Final = re.compile(r"(?:[年月第〔〕≥≤]|20|19)\Z")
"""What stands before one."""
_SURNAMES: Final = (
    "王李张刘陈杨赵黄吴徐孙胡朱林郭马罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴钟汪田姜范姚谭廖邹熊陆郝孔崔"
    "邱秦顾侯邵孟钱汤尹黎贺赖龚"
)
"""Common ones that are not the end of other words, as those of 提高, 甲方 and 主任 are."""
MASKED: Final = re.compile(rf"[{_SURNAMES}]\s?\Z")
"""A surname before crosses: 李××, a name that is not told."""
NO_NAME: Final = re.compile(
    r"[省市县区乡镇村街路局厅部委办处科室司院校厂站所会组队年月日号]|公司|集团|大学|学院|医院|银行|中心|项目|工程"
)
"""What stands behind crosses that are no name of a person."""
