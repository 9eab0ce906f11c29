"""Rule: dates that exist, written as the standards want them."""

import calendar
import re
from collections.abc import Iterator

import msgspec

from pipeline.builtin.gongwen.blanks import BLANK
from pipeline.builtin.gongwen.dates import CENTURIES
from pipeline.builtin.gongwen.kinds import OFFICIAL, STATUTORY
from pipeline.builtin.gongwen.numerals import DIGIT, ONE_TO_NINE, ONE_TO_TEN, YEAR_DIGITS, ZERO_SIGNS, value
from pipeline.builtin.gongwen.organs import ORGAN
from pipeline.builtin.rules.official import looks_official
from pipeline.contract.policy import Gather
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import Document
from pipeline.model.finding import Basis, Finding, Severity, TextEdit
from pipeline.model.metadata import UNKNOWN
from pipeline.model.text import Span, Text

ARABIC_SINCE = 2013
"""The year from which on a 成文日期 in Han numerals is a fault for sure: GB/T 9704-2012 is of July 2012."""
ARABIC = frozenset(STATUTORY) - {"决议", "决定", "命令", "公报", "公告", "议案"}
"""Kinds whose date is in Arabic digits beyond dispute; organs of power and of the Party date the others in forms of
their own."""
LEAP = 2000
"""A year with a 29 February, for dates that do not say theirs."""
CENTURY = 60
"""Two digits from here on are a year and no length of time."""

_S = f"{BLANK}?"
_ZERO = f"{ZERO_SIGNS}ОOoＯｏ"
"""The zeros, and the letters that look like one."""
_HAN_YEAR = f"[一二][{_ZERO}0０{ONE_TO_NINE}]{{3}}"
_HAN_MONTH = f"十[一二]?|[{ONE_TO_NINE}]"
_HAN_DAY = f"[二三]?十[{ONE_TO_NINE}]?|[{ONE_TO_NINE}]"
DATE = re.compile(
    rf"(?<![0-9.{YEAR_DIGITS}十百千])"
    rf"(?:(?P<year>[0-9]{{4}}|[0-9]{{2}}|{_HAN_YEAR}){_S}年{_S})?"
    rf"(?P<month>[0-9]{{1,2}}|{_HAN_MONTH}){_S}月{_S}(?:(?P<day>[0-9]{{1,2}}|{_HAN_DAY}){_S}(?P<unit>[日号]))?"
)
HAN_YEAR = re.compile(rf"(?<![{_ZERO}{DIGIT}{ONE_TO_TEN}百千万]){_HAN_YEAR}(?=年)")
WRONG_ZERO = re.compile(f"[{_ZERO.replace('〇', '')}0０]")
DOTTED = re.compile(
    rf"(?P<year>{CENTURIES}[0-9]{{2}})(?P<mark>[-.．/])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})"
)
LUNAR = re.compile(r"(?:农历|阴历|旧历|夏历|藏历|傣历|回历|佛历|伊斯兰历)[^。；\n]{0,12}\Z")
LUNAR_AFTER = re.compile(r"[ ]?[（(](?:农历|阴历|旧历|夏历|藏历)")
SPOKEN_OF = re.compile(r"(?:没有|不存在|不可能有|并无|误写[成作为]|错写[成作为]|误为)[“\"‘]?\Z")
"""What stands before a date that is named because there is no such day."""
TERM = re.compile(r"(?:刑期?|徒刑|拘役|管制|工龄|年限|期限|为期|历时|共|满|累计)[^，。；\n]{0,6}\Z")
"""What stands before a length of time: 有期徒刑12年6月15日."""
OTHER_ERA = re.compile(
    r"(?:民国|光绪|宣统|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|明治|大正|昭和|平成|令和|公元|公元前|[0-9])[ \t\u3000]*\Z"
)
"""What makes two digits a year of another reckoning, or a part of four."""
FEAST = re.compile("[初廿一二三四五六七八九十革]")
"""What follows a month of the lunar calendar, or one that is a name: 三月三, 八月十五, 十月革命."""
PAY = re.compile("工资|薪|奖|期")
"""What follows a thirteenth month that there is, in accounts."""
DATED_FIELD = re.compile(r"(?:日[ \t\u3000]*期|时[ \t\u3000]*间)[^\n]{0,6}\Z")
"""The label of a field that is filled in, as forms and covers have it; its date is no 成文日期."""
NO_DAY = re.compile("[楼线院机文件台门]")

IMPOSSIBLE = Text("没有“{date}”这一天，请核对", "there is no such date: “{date}”; please check it")
NO_MONTH = Text("没有“{date}”这个月，请核对", "there is no such month: “{date}”; please check it")
ZEROS = Text("成文日期、印发日期的月、日不编虚位，应为“{proper}”", "no zeros in the date of issue: “{proper}”")
DIGITS = Text("成文日期、印发日期用阿拉伯数字，写作“{proper}”", "the date of issue in Arabic digits, as “{proper}”")
WHOLE = Text("成文日期、印发日期应写作“{proper}”", "write the date of issue as “{proper}”")
MIXED = Text(
    "“{date}”中汉字数字与阿拉伯数字混用，应写作“{proper}”",
    "“{date}” has Han and Arabic numerals in one date; write “{proper}”",
)
ZERO = Text("汉字年份中的“{sign}”应为“〇”", "“{sign}” in a year in Han numerals should be 〇")
SHORT = Text("年份应写全四位：“{date}”", "the year should have four digits: “{date}”")
DAY = Text("“{date}”的“号”应为“日”", "“{date}”: 日 in writing, not 号")
SPOKEN = Basis("practice", "书面语通例：日期用“日”")


class DateForm(Rule, frozen=True):
    """A date exists, and is written in one kind of numeral, with the year in full.

    The dates of issue and of printing of a 公文 are in Arabic digits without zeros (``2026年5月8日``);
    elsewhere a zero is left alone, as forms have them. 农历 is left alone, and so is a date of
    issue in Han numerals of before 2013, when that was the rule. Errors are days that there are not, and dates of
    issue in what an organ drafts as 通知, 函 and the like; 决定, 命令 or 公告 have customs of their own.
    """

    severity: Severity = "error"
    form_severity: Severity = "warning"
    """Of faults of form in dates other than those of issue and printing."""
    name = "date-form"
    name_zh = "日期写法有误"
    basis = Basis("standard", "GB/T 9704-2012；GB/T 15835-2011", "7.3.5.4、7.4.3；4.3、5.1.4、5.2.5")
    gather = Gather()
    message = IMPOSSIBLE
    explained_zh = (
        "日期要真实存在，写法要规范。\n\n"
        "不存在的日期（2月30日）是错误。公文的成文日期、印发日期用阿拉伯数字，年份写全，月、日不编虚位；其他地方的“05月”不判，表格常用。"
        "同一日期不混用汉字和阿拉伯数字；汉字年份用“〇”不用“零”；年份写四位；“5月3号”建议改为“5月3日”（实务通例）。"
        "农历、藏历等不判；2013年以前用汉字的成文日期符合当时规定，不判。\n\n"
        "不存在的日期和通知、函等公文的落款日期按错误处理；决定、命令、公告等另有惯例的和不能断定是公文的，降为警告或提示。"
    )
    examples = (
        Good("2026年5月8日至31日，2024年2月29日，二〇二六年五月，农历二月三十日，正月初五。"),
        Good("1917年十月革命，2026年三月三，2025年八月十五。"),
        Good("请于2026年05月08日前报送，刑期10年6月，历时13个月，住5月3号楼，按2026年第3号文件办理。"),
        Good("请抓好落实。\n云泽市人民政府\n2026年5月8日"),
        Good(
            "日历上没有“2月30日”，藏历二月三十日，2026年2月30日（农历），判处有期徒刑12年6月15日，刑期3年6月31日，2025年13月工资。"
        ),
        Good("关于防汛的报告\n各区县：\n请抓好落实。\n日　期：2026.5.8"),
        Good("请抓好落实。\n云泽市人民政府\n二〇〇八年五月八日"),
        Good("经费一千二百零三年均增长，一九九八年八月，第二十二年五月，民国38年5月8日，20 16年5月8日。"),
        Good("日期：＿＿＿年＿＿＿月＿＿＿日\n　　年　月　日\n20XX年XX月XX日"),
        Bad(
            "会议定于⟦2026年2月30日⟧召开，⟦2025年2月29日⟧、⟦6月31日⟧和⟦2026年13月1日⟧报送，⟦二〇二六年四月三十一日⟧办结。"
        ),
        Bad(
            "请抓好落实。\n云泽市人民政府\n⟦2026年05月08日⟧",
            fixed="请抓好落实。\n云泽市人民政府\n2026年5月8日",
        ),
        Bad(
            "请抓好落实。\n云泽市人民政府\n⟦二〇二六年四月十六日⟧",
            fixed="请抓好落实。\n云泽市人民政府\n2026年4月16日",
        ),
        Bad(
            "请抓好落实。\n云泽市人民政府\n⟦2026.5.8⟧",
            fixed="请抓好落实。\n云泽市人民政府\n2026年5月8日",
        ),
        Bad(
            "自⟦二〇二六年5月8日⟧起，至⟦2026年十月八日⟧止。",
            fixed="自2026年5月8日起，至2026年10月8日止。",
        ),
        Bad(
            "⟦二零二六年⟧、⟦二○二五年⟧、⟦二O二四年⟧五月的工作。", fixed="二〇二六年、二〇二五年、二〇二四年五月的工作。"
        ),
        Bad("⟦二零二六年5月8日⟧办结。", fixed="2026年5月8日办结。"),
        Bad("⟦98年5月⟧立项，⟦16年5月8日⟧批复。"),
        Bad("会期⟦5月3号⟧至5月9日。", fixed="会期5月3日至5月9日。"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        """A finding for each date at fault; the gravest fault of a date alone."""
        text = document.mask(("url", "filename", "code", "phone", "standard", "document-number", "cited-number"))
        official = looks_official(document)
        told: set[int] = set()
        for span in _issued(document) if official else ():
            for finding in self._issued(text, span, self._surely_issued(document)):
                told.add(finding.span.start)
                yield finding
        for match in DATE.finditer(text):
            for finding in self._judged(text, match, official=official) if match.start() not in told else ():
                told.add(finding.span.start)
                yield finding
        for match in HAN_YEAR.finditer(text):
            date = Span(match.start(), match.end() + 1)
            if date.start not in told and (wrong := WRONG_ZERO.search(match.group())):
                edit = TextEdit(match.start(), match.end(), WRONG_ZERO.sub("〇", match.group()))
                old = wrong.group() == "○" and _number(match.group()) < ARABIC_SINCE
                severity: Severity = "info" if old else self.form_severity
                yield self.found(date, fix=(edit,), safe=True, severity=severity, message=ZERO, sign=wrong.group())

    def _surely_issued(self, document: Document) -> Severity:
        """How sure it is that the form of 公文 is demanded of the date below the text."""
        kind = document.metadata.kind
        headed = any(document.marked("issuer-mark", "signer", "imprint"))
        organ = any(ORGAN.fullmatch(document.cut(mark.span).strip()) for mark in document.marked("signature"))
        if (kind in ARABIC and (headed or organ)) or (kind == UNKNOWN and headed):
            return self.severity if document.metadata.situation in ("drafted", UNKNOWN) else self.form_severity
        return self.form_severity if organ and kind in OFFICIAL else "info"

    def _issued(self, text: str, span: Span, severity: Severity) -> Iterator[Finding]:
        """The fault of a date of issue or printing."""
        if DATED_FIELD.search(text, max(0, span.start - 16), span.start):
            return
        match = DATE.search(text, span.start, span.end) or DOTTED.fullmatch(text, span.start, span.end)
        if match is None or not match["year"] or not match["day"] or len(match["year"]) < 4:
            return
        year, month, day = _number(match["year"]), _number(match["month"]), _number(match["day"])
        date = Span(*match.span())
        if not _exists(year, month, day) or match.groupdict().get("unit") == "号":
            return
        proper = f"{year}年{month}月{day}日"
        if match.group() == proper:
            return
        if match.re is DATE and (match["year"] + match["month"] + match["day"]).isdecimal():
            if "0" in (match["month"][0], match["day"][0]):
                yield self.found(date, fix=proper, safe=True, severity=severity, message=ZEROS, proper=proper)
        elif match.re is DOTTED or year >= ARABIC_SINCE:
            message = WHOLE if match.re is DOTTED else DIGITS
            yield self.found(date, fix=proper, severity=severity, message=message, proper=proper)

    def _judged(self, text: str, match: re.Match[str], *, official: bool) -> Iterator[Finding]:
        """The fault of a date anywhere."""
        said, span = match.group(), Span(*match.span())
        year, month, day = match["year"] or "", match["month"], match["day"] or ""
        if not (year or day) or LUNAR.search(text, max(0, span.start - 16), span.start):
            return
        if LUNAR_AFTER.match(text, span.end) or SPOKEN_OF.search(text, max(0, span.start - 6), span.start):
            return
        if match["unit"] == "号" and NO_DAY.match(text, span.end):
            return
        arabic = [part.isdecimal() for part in (year, month, day) if part]
        digits = f"{year}{month}{day}"
        if not _exists(_year(year), _number(month), _number(day) if day else 1):
            length = text[span.start - 1 : span.start] == "年"
            if day and (year or (arabic[-1] and not length)):
                yield self.found(span, date=said)
            elif not day and len(year) == 4 and not PAY.match(text, span.end):
                yield self.found(span, severity=self.form_severity, message=NO_MONTH, date=said)
        elif any(arabic) and not all(arabic):
            if not day and FEAST.match(text, span.end):
                return
            proper = f"{_number(year)}年" if year else ""
            proper += f"{_number(month)}月" + (f"{_number(day)}{match['unit']}" if day else "")
            yield self.found(span, fix=proper, severity=self.form_severity, message=MIXED, date=said, proper=proper)
        elif digits.isdecimal() and len(year) == 2 and (day or int(year) >= CENTURY):
            if OTHER_ERA.search(text, max(0, span.start - 8), span.start):
                return
            if TERM.search(text, max(0, span.start - 10), span.start):
                return
            yield self.found(span, severity=self.form_severity, message=SHORT, date=said)
        elif digits.isdecimal() and match["unit"] == "号":
            edit = TextEdit(span.end - 1, span.end, "日")
            severity = self.form_severity if official else "info"
            found = self.found(span, fix=(edit,), severity=severity, message=DAY, date=said)
            yield msgspec.structs.replace(found, basis=SPOKEN)


def _issued(document: Document) -> list[Span]:
    """The dates of issue, those below a text, and of printing; not the one under a title."""
    begun = next((mark.span.start for mark in document.marked("body", "heading", "addressee")), len(document.text))
    return [mark.span for mark in document.marked("date", "imprint") if mark.span.start > begun]


def _number(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    return value(WRONG_ZERO.sub("〇", numeral))


def _year(numeral: str) -> int:
    """The year that a numeral means; a leap year where it does not say the century, or nothing."""
    return _number(numeral) if len(numeral) == 4 else LEAP


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(max(year, 1), month)[1]
