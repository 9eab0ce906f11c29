"""Rule: time enough to write a tender."""

import datetime
import re
from collections.abc import Iterator

from pipeline import Bad, Basis, Document, Finding, Good, Rule, Span, Text
from pipeline_tender.tenders import calls_for_tenders

DATE = r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
ISSUED = re.compile(
    rf"(?:获取|发售|发出|领取|下载)(?:(?:招标|采购|磋商)文件)?\s*的?(?:时间|日期|期限)?\s*[：:为]?\s*[自从于]?\s*{DATE}"
)
DEADLINE = re.compile(rf"(?:投标截止|递交[^。；\n]{{0,8}}截止|提交[^。；\n]{{0,8}}截止)[^。；\n]{{0,20}}?{DATE}")


class TwentyDays(Rule, frozen=True):
    """Bidders get at least twenty days from the day the tender document is first given out to the deadline.

    The first day of issue and the first deadline that the text names are compared. A text
    that does not name both, with year, month and day, is left alone.
    """

    name = "tender-twenty-days"
    name_zh = "投标时限不足"
    explained_zh = "依法必须招标的项目，自招标文件开始发出之日起至投标截止之日止，最短不得少于二十日。"
    basis = Basis("regulation", "《中华人民共和国招标投标法》", "第二十四条")
    message = Text(
        "距招标文件开始发出之日（{issued}）只有 {given} 日，不足 {days} 日",
        "only {given} days from the first day of issue, {issued}; {days} are due",
    )
    examples = (
        Good("某项目招标公告\n获取时间：2026年5月8日至5月14日。\n投标截止时间：2026年5月28日9时。"),
        Good("某项目招标公告\n获取时间：2026年5月8日。\n投标截止时间另行通知。"),
        Good("关于采购情况的报告\n获取时间：2026年5月8日。\n投标截止时间：2026年5月9日。"),
        Good("某项目招标公告\n须获取招标文件，并于2026年5月28日前递交。\n投标截止时间：2026年5月28日。"),
        Bad("某项目招标公告\n三、获取招标文件\n时间：2026年5月10日\n投标截止时间：⟦2026年5月29日⟧。"),
        Bad("某项目招标公告\n招标文件发售时间：2026年5月8日9时起。\n投标截止时间：⟦2026年5月20日⟧9时。"),
        Bad(
            "某项目招标文件\n获取时间：2026年5月8日。\n递交投标文件截止时间为⟦2026年5月15日⟧。",
            options={"days": 10},
        ),
    )

    days: int = 20

    def check(self, document: Document) -> Iterator[Finding]:
        """The deadline, when it comes too soon."""
        if not calls_for_tenders(document):
            return
        issued, deadline = ISSUED.search(document.text), DEADLINE.search(document.text)
        if issued is None or deadline is None:
            return
        first, last = _day(issued), _day(deadline)
        if first is None or last is None:
            return
        given = (last - first).days
        if given < self.days:
            span = Span(deadline.start(1), deadline.end())
            yield self.found(span, issued=first.isoformat(), given=given, days=self.days)


def _day(match: re.Match[str]) -> datetime.date | None:
    """The day that a match names; ``None`` when there is no such day."""
    year, month, day = (int(group) for group in match.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
