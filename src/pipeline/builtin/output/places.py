"""Where a finding that stands for many stands, shortened for people; nothing here is left out of the record."""

from pipeline.model.finding import Finding
from pipeline.model.text import Text

_BEHIND = Text("{message}（{places}）", "{message} ({places})")
SHOWN = 5
"""Numbers that a line names; the other places are counted."""


def message_with_places(finding: Finding, lang: str) -> str:
    """The finding's message on one line, with its places where there are several; the message itself counts them."""
    numbers = _numbers(finding)
    if len(finding.places) == 1 or numbers is None:
        return finding.message.say(lang)
    return _BEHIND.fill(message=finding.message, places=numbers).say(lang)


def all_places(finding: Finding) -> Text | None:
    """“第 3、7、12 段等 37 处”; ``None`` for a finding of one place."""
    count = len(finding.places)
    if count == 1:
        return None
    numbers = _numbers(finding)
    if numbers is None:
        return Text(f"共 {count} 处", f"{count} places")
    return Text(
        f"{numbers.zh}{'' if numbers.zh.endswith('等') else '，共'} {count} 处", f"{numbers.en}: {count} places"
    )


def _numbers(finding: Finding) -> Text | None:
    """“第 3、7、12 段等”: the first pages or paragraphs of the places; ``None`` where neither is known."""
    pages = dict.fromkeys(place.page for place in finding.places if place.page is not None)
    paragraphs = dict.fromkeys(place.paragraph for place in finding.places if place.paragraph is not None)
    known, zh, en = (pages, "页", "pages") if pages else (paragraphs, "段", "paragraphs")
    if not known:
        return None
    first = [str(number) for number in known][:SHOWN]
    more = len(known) > SHOWN
    return Text(f"第 {'、'.join(first)} {zh}{'等' if more else ''}", f"{en} {', '.join(first)}{' …' if more else ''}")
