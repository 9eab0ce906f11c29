"""Dates as official documents write them: 成文日期, 印发日期, and the parts of a date.

Arabic digits without zeros since GB/T 9704-2012 (7.3.5.4), Chinese numerals before; GB/T 15835-2011 (4.3, 5.1.4)
for both. In the patterns blanks may stand between all parts, and what a template has in their place is read as well.
"""

import re
from typing import Final

from pipeline.builtin.gongwen.blanks import BLANK
from pipeline.builtin.gongwen.numerals import DAY_NUMERAL, DIGIT, YEAR_DIGITS
from pipeline.builtin.gongwen.placeholders import CROSSES

CENTURIES: Final = "(?:19|20)"
"""What years in Arabic digits begin with; documents of other centuries are quoted, not issued."""
_YEAR: Final = rf"(?:{CENTURIES}[0-9{CROSSES}]{{2}}|[{YEAR_DIGITS}]{{4}}|[０-９]{{4}}|＿+|_+|[{CROSSES}]{{2,4}})"
_NUMBER: Final = rf"(?:[{DIGIT}]{{1,2}}|[{DAY_NUMERAL}]{{1,3}}|[{CROSSES}]{{1,2}}|[＿_]+)"
_S: Final = rf"{BLANK}{{0,8}}"
_MONTHS: Final = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAY: Final = (
    rf"(?:{_YEAR}{_S}年{_S}{_NUMBER}{_S}月{_S}{_NUMBER}{_S}[日号]"
    rf"|{CENTURIES}\d{{2}}(?:[.．/]\d{{1,2}}[.．/]\d{{1,2}}|-\d{{1,2}}-\d{{1,2}})"
    rf"|年{_S}月{_S}日|\[(?:日期|成文日期)\]"
    rf"|{_MONTHS} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTHS} \d{{4}})"
)
"""A whole date, for patterns."""
DATE: Final = re.compile(rf"(?:日期[:：]{_S})?{DAY}")
"""A whole date, alone on its line."""
MONTH: Final = re.compile(rf"{_YEAR}{_S}年{_S}(?:{_NUMBER}{_S}月)?")
"""Year, or year and month: a date only where dates stand."""
ENDS_IN_DATE: Final = re.compile(rf"(?P<name>[^。；：]{{2,50}}?){BLANK}{{2,60}}(?P<date>{DAY})")
"""署名 and 成文日期 on one line."""
IMPRINT: Final = re.compile(rf".{{0,60}}?{DAY}{_S}印{_S}发|[（(]?共印{_S}\S{{1,8}}{_S}份[）)]?")
"""印发机关 and 印发日期 (GB/T 9704-2012, 7.4.3), and the number of copies."""
