"""Rule: an official document has a title, and it says what kind of document it is."""

import itertools
import re
from collections.abc import Iterator

import msgspec

from pipeline.builtin.gongwen.blanks import joined
from pipeline.builtin.gongwen.document_numbers import YEAR_OPEN
from pipeline.builtin.gongwen.kinds import BRACKETED, BRIEFS, KINDS, STATUTORY, title_ending
from pipeline.builtin.gongwen.organs import ISSUER, ORGAN
from pipeline.builtin.rules.official import looks_official, not_judged
from pipeline.builtin.structure.title import is_addressee
from pipeline.contract.rule import Bad, Good, Rule
from pipeline.model.document import ROLES, Document, Mark
from pipeline.model.finding import Basis, Finding, NotChecked, Severity, TextEdit
from pipeline.model.layout import Paragraph
from pipeline.model.metadata import UNKNOWN
from pipeline.model.text import Span, Text

ENDING = title_ending(
    ("安排", "建议", "申请", "回复", "提示", "提醒", "请求", "倡议", "反馈", "备案", "邀请", "感谢", "决算", "预算")
)
"""The 15 kinds and the usual words of other papers, 方案 or 总结, which offices send out as well."""
ENDED = re.compile(
    rf"(?P<prefix>[^。；：，]{{0,60}}?)关于[^。；：]{{2,100}}(?:{KINDS})[》”]?{BRACKETED}?"
    r"(?P<mark>[。．.；;，,、：:])"
)
"""A title with a mark behind it."""
SHORT_ENDED = re.compile(
    rf"(?:(?!关于)[^。；：，、！？,;:!?“《]){{2,40}}(?:{KINDS}|方案|总结|计划|规划|要点|办法|规定|细则|制度|预案|汇报|讲话|讲话稿|发言稿)"
    rf"{BRACKETED}?(?P<mark>[。．.；;，,：:])"
)
"""The same of a title without 关于, which counts as the first line alone."""
TELLS = re.compile("[是将已请了按据]|制定|印发|召开|提出|报送|通过|开展|做好|如下|以下")
"""What a sentence holds, and hardly a title without 关于."""
SALUTATION = re.compile(r"尊敬|敬爱|亲爱|To\b|Dear\b")
"""How a speech or a letter begins, which need not have a title."""
HEADED = frozenset(("issuer-mark", "signer", "copy-to", "imprint"))
"""Parts that only a 公文 has."""
SENTENCE = re.compile("[根按依为现经请收接将据]")
"""What a sentence that cites a document begins with, and no title."""
MARKS_INSIDE = re.compile("[。；：，]")
FRONT = frozenset(("issuer-mark", "copy-number", "secrecy", "urgency", "document-number", "signer", "note", "date"))
"""What may stand in front of a title."""
LONGEST = 120
DEEPEST_TITLE = 14
"""Paragraphs among which a title stands."""
CLOSING = frozenset(("signature", "date"))
OWN_TITLE = re.compile(rf"(?:{KINDS}|{BRIEFS})\Z")
"""The end of a name in the 版头 that serves for a title, as of 命令 and 纪要 (GB/T 9704-2012, 10.2 and 10.3)."""
YEAR = re.compile(YEAR_OPEN)
TO_FILL_IN = re.compile(r"[\[［【〔×✕*＊]|X{2}|此处")
TWICE = re.compile(rf"的(?P<kind>{KINDS})\s?的\s?(?P=kind)(?=\s*\Z)")
PASSED_ON = re.compile(r"(?P<about>关于)(?:转发|批转)(?:(?!关于|[《“]).){0,60}关于", re.DOTALL)

NO_KIND = Text(
    "标题“{title}”没有写明文种，如“通知”“请示”“函”",
    "the title “{title}” does not say the kind of document, such as 通知, 请示 or 函",
)
END_MARK = Text("标题末尾不用标点，应删去“{mark}”", "a title has no mark at its end: leave out “{mark}”")
DOUBLED = Text("标题中“{words}”重复，可省去一个", "“{words}” twice in the title; one can be left out")
MARKS = Basis("standard", "GB/T 15834-2011（“一般不用”）", "B.4")
WORDING = Basis("practice", "公文标题拟写通例：转发类标题省略前一个“关于”和重复的文种")


class TitlePresent(Rule, frozen=True):
    """An official document has a title of organ, subject and kind, without a mark at its end.

    Judged is what looks like an official document by its 文号, 主送, 版头 or closing. That there is no title is an
    error where a 文号, a 版头 or a 版记 stands beside 主送 or an organ's closing, a warning where these stand alone;
    speeches, letters, papers of one person and templates may do without. The kind must
    be said where there is a 文号 or a 版头, or 主送 and a closing; beside the 15 kinds of the
    条例 those of other papers will do. 命令 and 纪要 may have their name in the 版头 alone.
    A kind or 关于 said twice, as titles have that pass on another document, is a matter of practice.
    """

    severity: Severity = "error"
    """Of a title that is missing."""
    kind_severity: Severity = "warning"
    """Of one that does not say its kind."""
    mark_severity: Severity = "warning"
    """Of a mark at its end."""
    wording_severity: Severity = "info"
    """Of words said twice."""
    name = "title-present"
    name_zh = "标题缺失或带标点"
    basis = Basis("regulation", "《党政机关公文处理工作条例》", "第九条第七项")
    message = Text(
        "看来是公文，但没有标题；标题由发文机关、事由和文种组成",
        "this looks like an official document, but has no title; a title says organ, subject and kind",
    )
    explained_zh = (
        "公文要有标题，标题要写明文种，末尾不用标点。\n\n"
        "没有标题：有文号、红头、版记等公文才有的部分，又有主送或署名、日期的，拟制的按错误处理，收到的作警告；只有主送和单位署名、日期的，作警告；"
        "讲话稿、个人总结、模板等可以没有标题的，不判。"
        "有文号或者红头，或者既有主送又有署名、日期的，标题应以15种法定文种或者方案、总结等常用文书名结尾；"
        "命令（令）、纪要等可以只有版头上的名称。标题末尾的句号、冒号等可直接删去，问号、叹号、省略号不判。"
        "“的通知的通知”、转发类标题中两个“关于”按实务通例提示，建议由人确认。占位的标题由 no-placeholder 报告。"
    )
    examples = (
        Good("云政办发〔2026〕18号\n关于做好防汛工作的通知\n各区县：\n请抓好落实。\n云泽市人民政府\n2026年5月8日"),
        Good("云泽市人民政府令\n第12号\n《云泽市防汛办法》已经通过，现予公布。\n市长　林致远\n2026年5月8日"),
        Good("云泽市人民政府办公室关于转发《关于做好防汛工作的意见》的通知\n各区县：\n请抓好落实。"),
        Good(
            "云泽市防汛指挥部公告\n根据市政府关于做好防汛工作的通知：\n全市进入汛期。\n云泽市防汛指挥部\n2026年5月8日"
        ),
        Good("尊敬的各位领导、同志们：\n大家好！今天我讲三点意见。\n林致远\n2026年5月8日"),
        Good("在学习方面，我认真学习，有了很大收获。\n汇报人：林致远\n2026年5月8日"),
        Good("云政办发〔2026〕18号\n【此处填写标题】\n各区县：\n请抓好落实。"),
        Bad("云政办发〔2026〕18号\n各区县：\n请抓好防汛工作。\n云泽市人民政府\n2026年5月8日", scope="document"),
        Bad("云政办发〔2026〕18号\n⟦关于做好防汛工作⟧\n各区县：\n请抓好落实。\n云泽市人民政府\n2026年5月8日"),
        Bad(
            "云泽市人民政府\n关于做好防汛工作的通知⟦。⟧\n各区县：\n请抓好落实。\n云泽市人民政府\n2026年5月8日",
            fixed="云泽市人民政府\n关于做好防汛工作的通知\n各区县：\n请抓好落实。\n云泽市人民政府\n2026年5月8日",
        ),
        Bad(
            "云泽市水利局2026年工作总结⟦。⟧\n今年以来，全局认真抓好防汛工作。\n云泽市水利局\n2026年12月8日",
            fixed="云泽市水利局2026年工作总结\n今年以来，全局认真抓好防汛工作。\n云泽市水利局\n2026年12月8日",
        ),
        Bad(
            "云泽市教育局转发市政府关于做好防汛工作⟦的通知的通知⟧\n各学校：\n请抓好落实。",
            fixed="云泽市教育局转发市政府关于做好防汛工作的通知\n各学校：\n请抓好落实。",
        ),
        Bad(
            "云泽市教育局⟦关于转发市政府关于⟧做好防汛工作的意见的通知\n各学校：\n请抓好落实。",
            fixed="云泽市教育局转发市政府关于做好防汛工作的意见的通知\n各学校：\n请抓好落实。",
        ),
    )

    def check(self, document: Document) -> Iterator[Finding | NotChecked]:
        """One finding that there is no title, or one for each of its faults."""
        end = next((section.span.start for section in document.sections if section.level == 0), len(document.text))
        marks = [mark for mark in document.marks if mark.span.start < end]
        ended = _ended(document, marks)
        if ended is None and (why := not_judged(document)) is not None:
            yield self.unchecked(why.zh, why.en)
            return
        lines = [mark.span for mark in marks if mark.name == "title"]
        if ended is not None:
            lines = [line for line in lines if not line.meets(ended)] + [Span(ended.start, ended.end - 1)]
            yield self._ended(document, Span(ended.end - 1, ended.end))
        title = joined(*map(document.cut, lines))
        said = ENDING.search(title) is not None
        if not said and lines and _goes_on(document, lines[-1].end):
            return
        if not title or (ISSUER.fullmatch(title) and not said):
            severity = self._missing(document, marks)
            if severity is not None and not _titled_elsewhere(document, marks):
                yield self.found(_first(document), scope="document", severity=severity)
            return
        whole = Span(lines[0].start, lines[-1].end)
        if not said and not TO_FILL_IN.search(title) and _statutory(document, marks):
            yield self.found(whole, severity=self.kind_severity, message=NO_KIND, title=title)
        yield from self._said_twice(document, whole)

    def _missing(self, document: Document, marks: list[Mark]) -> Severity | None:
        """How grave it is that there is no title; ``None`` where the document may do without."""
        kind = document.metadata.kind
        if document.metadata.situation == "template" or (kind != UNKNOWN and kind not in STATUTORY):
            return None
        roles = {mark.name for mark in marks}
        headed = bool(roles & HEADED) or _numbered(document, marks)
        addressed = any(
            mark.name == "addressee" and not SALUTATION.match(document.cut(mark.span).strip()) for mark in marks
        )
        signed = roles >= CLOSING and any(
            mark.name == "signature" and ORGAN.fullmatch(document.cut(mark.span).strip()) for mark in marks
        )
        if headed and (addressed or signed):
            return self.severity if document.metadata.situation != "issued" else self.kind_severity
        return self.kind_severity if addressed and signed else None

    def _ended(self, document: Document, mark: Span) -> Finding:
        said = document.cut(mark)
        found = self.found(mark, fix="", safe=True, severity=self.mark_severity, message=END_MARK, mark=said)
        return msgspec.structs.replace(found, basis=MARKS)

    def _said_twice(self, document: Document, title: Span) -> Iterator[Finding]:
        """``的通知的通知`` and ``关于转发……关于``, outside the titles that are quoted."""
        text = document.text
        if (kind := TWICE.search(text, title.start, title.end)) is not None:
            edit = TextEdit(kind.start(), kind.end("kind"), "")
            yield self._worded(Span(*kind.span()), edit, f"的{kind['kind']}")
        if (about := PASSED_ON.search(text, title.start, title.end)) is not None:
            edit = TextEdit(about.start("about"), about.end("about"), "")
            yield self._worded(Span(*about.span()), edit, about["about"])

    def _worded(self, span: Span, edit: TextEdit, words: str) -> Finding:
        found = self.found(span, fix=(edit,), severity=self.wording_severity, message=DOUBLED, words=words)
        return msgspec.structs.replace(found, basis=WORDING)


def _first(document: Document) -> Span:
    return next(paragraph.span for paragraph in document.paragraphs if document.cut(paragraph.span).strip())


def _ended(document: Document, marks: list[Mark]) -> Span | None:
    """The paragraph that would be the title, or its last line, but for the mark it ends in."""
    roles = {mark.span.start: mark.name for mark in marks if mark.name in ROLES}
    filled = (paragraph for paragraph in document.paragraphs if document.cut(paragraph.span).strip())
    front = list(itertools.islice(filled, DEEPEST_TITLE + 1))
    above = ""
    for paragraph, following in itertools.pairwise(front):
        raw = document.cut(paragraph.span)
        text, start = joined(raw), paragraph.span.start + len(raw) - len(raw.lstrip())
        role = roles.get(start, "")
        if paragraph.container != "body":
            continue
        if len(text) > LONGEST:
            return None
        whole = next((match for line in (text, above + text) if (match := ENDED.fullmatch(line))), None)
        if whole is not None and role in ("body", "title") and _names(whole["prefix"]):
            return Span(start, start + len(raw.strip())) if _begins(document, following) else None
        if role == "body" and not above and "title" not in roles.values() and _ended_alone(text):
            return Span(start, start + len(raw.strip())) if _begins(document, following) else None
        if role in FRONT:
            above = ""
        elif role in ("title", "body") and not MARKS_INSIDE.search(text):
            above += text
        else:
            return None
    return None


def _ended_alone(text: str) -> bool:
    """Whether the line is a title without 关于, but for the mark it ends in."""
    return SHORT_ENDED.fullmatch(text) is not None and TELLS.search(text) is None


def _goes_on(document: Document, end: int) -> bool:
    """Whether the subject follows, on lines that were not taken for the title's."""
    return document.text[end : end + LONGEST].lstrip().startswith("关于")


def _begins(document: Document, following: Paragraph) -> bool:
    """Whether a document follows: one that looks official, or begins with 主送."""
    return looks_official(document) or is_addressee(document.cut(following.span).strip())


def _names(prefix: str) -> bool:
    """Whether what stands in front of 关于 is nothing or the name of an organ."""
    return not prefix or (ISSUER.fullmatch(prefix) is not None and SENTENCE.match(prefix) is None)


def _titled_elsewhere(document: Document, marks: list[Mark]) -> bool:
    """Whether the 版头 says the kind, or a text box, a header or a table at the top does."""
    issuer = joined(*(document.cut(mark.span) for mark in marks if mark.name == "issuer-mark"))
    top = itertools.islice((paragraph for paragraph in document.paragraphs if paragraph.span), DEEPEST_TITLE)
    boxes = (paragraph for paragraph in document.paragraphs if paragraph.container in ("textbox", "header"))
    tables = (paragraph for paragraph in top if paragraph.container == "table")
    outside = (
        joined(document.cut(paragraph.span)) for paragraph in (*boxes, *tables) if len(paragraph.span) <= LONGEST
    )
    return any(OWN_TITLE.search(text) for text in (issuer, *outside)) or _title_like(document, marks)


def _title_like(document: Document, marks: list[Mark]) -> bool:
    """Whether a line above the first sentence reads like a title, whatever it was taken for."""
    named = {mark.span.start for mark in marks if mark.name in FRONT or mark.name == "addressee"}
    filled = (paragraph.span for paragraph in document.paragraphs if document.cut(paragraph.span).strip())
    for span in itertools.islice(filled, DEEPEST_TITLE):
        line = joined(document.cut(span))
        if line.endswith("。"):
            return False
        if span.start not in named and len(line) <= LONGEST and ENDING.search(line):
            return True
    return False


def _statutory(document: Document, marks: list[Mark]) -> bool:
    """Whether it was sent out as one of the 15 kinds."""
    kind = document.metadata.kind
    roles = {mark.name for mark in marks}
    sent = "issuer-mark" in roles or ("addressee" in roles and roles >= CLOSING)
    return (kind == UNKNOWN or kind in STATUTORY) and (sent or _numbered(document, marks))


def _numbered(document: Document, marks: list[Mark]) -> bool:
    """Whether it has a 文号."""
    return any(mark.name == "document-number" and YEAR.search(document.cut(mark.span)) for mark in marks)
