"""An entry whose text begins with a figure: ``2.5G基站建设``, ``4、3月底前``, ``1.0—3岁托育``, ``2.3``.

The line alone never says whether it is an entry or an amount; :mod:`.counted` judges it by the lines around it.
"""

import re

from pipeline.builtin.gongwen.blanks import GAP
from pipeline.builtin.gongwen.han import HAN_RANGES
from pipeline.builtin.gongwen.numerals import DIGIT

DIGITS = f"[{DIGIT}]{{1,3}}"
UNIT_OF = (
    r"[%％‰万亿元倍米吨秒厘－—～~/-]|个(?![人性体])|年(?!度)|月(?!度)|日(?![常志程])|时(?![间限效序机钟])"
    r"|分(?![析类工布级配部包项期])|[毫公](?=[米里斤顷尺分升克])|[平立](?=[方米])|千(?=[米克瓦元])|百(?=[分元米])"
    r"|度(?!量)|人(?![员事才力民身机工群])|次(?![要级])"
)
"""What makes an amount of the number before it: ``3.5万``, ``1.2平方米``, not ``5.2时间特性``."""

_D = f"[{DIGIT}]"
_FIGURE = (
    rf"(?:(?!0{_D}){_D}+(?:,{_D}{{3}})*[%％]?|{_D}+[.．]{_D}+(?=[A-Z]|{UNIT_OF}))(?![0-9０-９.．、，,;；。:：/)）\s])"
)
_FIGURE_ALONE = rf"(?!0{_D}){_D}+[%％]?\Z"
ENTRY = re.compile(
    rf"(?P<n>{DIGITS})(?:[.．](?={_FIGURE}|{_FIGURE_ALONE})"
    rf"|(?:[、，]|,(?!{_D}{{3}}(?!{_D})))(?={GAP}(?:{_FIGURE}|{_FIGURE_ALONE}|{_D}+[ ][A-Z{HAN_RANGES}]))"
    rf"|[、，](?={GAP}[年月日][^\n\v]{{2}})|,(?=[ ]?[A-Z{HAN_RANGES}“（(《]))"
)
"""Not ``1,500元`` and ``2.05``, which are figures whole; ``3、年底前`` may belong to a date, ``1,`` is a slip."""

_SCANTY = re.compile(rf"{GAP}(?:{_D}+[%％]?\Z|0(?!{_D}*[%％—–－～~至到-]))")
_PARTED = re.compile(rf"{DIGITS}[.．][ \u3000]+{_D}{{1,2}}(?:{UNIT_OF}|[升克斤])")
_AMOUNT = re.compile(rf"{DIGITS}[.．]{_D}+(?:{UNIT_OF})")


def scanty(text: str, after: int) -> bool:
    """Whether the entry text from ``after`` on is a figure alone or ``0版``: the axis of a chart, a version."""
    return _SCANTY.match(text, after) is not None


def amount(text: str) -> bool:
    """Whether ``text`` begins with a decimal figure and a measure: ``1.5亿元，二县``."""
    return _AMOUNT.match(text) is not None


def parted(text: str) -> bool:
    """Whether ``text`` begins with what may be an amount with a blank in it: ``2. 5升``, ``3. 5个工作日``."""
    return _PARTED.match(text) is not None
