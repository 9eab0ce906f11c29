"""What a reader of the batch's overview notices."""

import re
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from pipeline.builtin.output.reports.advice import ADVICE
from pipeline.builtin.output.reports.index import Index
from pipeline.contract.parts import Batch, Before
from pipeline.model.errors import REASONS, reason
from pipeline.model.finding import Basis, Finding, NotChecked, Severity
from pipeline.model.outcome import Outcome
from pipeline.model.text import Span, Text

BASIS = Basis("practice", "实务")


def found(rule: str, severity: Severity = "error") -> Finding:
    return Finding(rule, severity, Span(0, 1), Text(f"消息 {rule}", f"Message {rule}"), BASIS)


def done(path: str, *findings: Finding, unchecked: int = 0) -> Outcome:
    return Outcome(
        path,
        "done",
        kind="docx",
        title="标题",
        findings=findings,
        excerpts=("字",) * len(findings),
        not_checked=(NotChecked("body-font", Text("没有字体", "No fonts")),) * unchecked,
        outputs=(f"{path}.json", f"{path}.html"),
    )


OUTCOMES = (
    done("a/清楚.docx"),
    done("a/第1号 #100%?.docx", found("no-placeholder"), found("heading-number-form", "warning")),
    done("b/多错.docx", *[found("no-placeholder")] * 3, unchecked=1),
    Outcome("坏.docx", "failed", reason("damaged", detail="截断")),
    Outcome("密.pdf", "failed", reason("password")),
    Outcome("~$临.docx", "skipped", reason("temporary")),
)


class Outcomes:
    """Outcomes that are made anew at each walk, and counted."""

    def __init__(self, make: Callable[[], Iterator[Outcome]]) -> None:
        self.make = make
        self.walks = 0

    def __iter__(self) -> Iterator[Outcome]:
        self.walks += 1
        return self.make()


def batch(outcomes: Outcomes | tuple[Outcome, ...] = OUTCOMES, lang: str = "zh") -> Batch:
    return Batch(outcomes, "2026-03-01T09:30:00+08:00", 2.5, ("来文/",), lang)


def render(made: Batch, report: Index | None = None) -> Any:
    return html.document_fromstring(b"".join((report or Index()).render(made)).decode())


def rows(tree: Any) -> list[list[str]]:
    table = tree.xpath("//table[contains(@class, 'documents')]/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./td")] for row in table]


def test_failed_and_skipped_ones_come_first_then_the_worst() -> None:
    table = rows(render(batch()))
    assert [row[0].split(" ")[0].split(".")[0] for row in table] == ["坏", "密", "~$临", "b/多错", "a/第1号", "a/清楚"]
    assert [row[1] for row in table] == ["未能检查", "未能检查", "已跳过", "已检查", "已检查", "已检查"]
    assert "文件已损坏：截断" in table[0][0]
    assert table[3][2:] == ["3", "0", "0", "1"]
    assert table[4][2:] == ["1", "1", "0", ""]


def test_a_document_links_to_its_page_whatever_its_name() -> None:
    tree = render(batch())
    links = {unquote(link): link for link in tree.xpath("//table[contains(@class, 'documents')]//a/@href")}
    assert set(links) == {"./a/清楚.docx.html", "./a/第1号 #100%?.docx.html", "./b/多错.docx.html"}
    assert links["./a/第1号 #100%?.docx.html"] == "./a/%E7%AC%AC1%E5%8F%B7%20%23100%25%3F.docx.html"


def test_totals_by_status_and_severity() -> None:
    words = " ".join(render(batch()).xpath("//section[contains(@class, 'totals')]")[0].text_content().split())
    for part in (
        "6 文件",
        "3 已检查",
        "2 未能检查",
        "1 已跳过",
        "2 有错误",
        "1 未发现问题",
        "错误 4",
        "警告 1",
        "提示 0",
    ):
        assert part in words


def test_it_says_what_to_do_about_what_was_not_checked() -> None:
    tree = render(batch())
    troubles = {part.get("data-code"): " ".join(part.text_content().split()) for part in tree.iter("details")}
    assert list(troubles) == ["damaged", "password", "temporary"]
    assert ADVICE["damaged"].zh in troubles["damaged"]
    assert "坏.docx" in troubles["damaged"]


def test_there_is_advice_for_every_reason() -> None:
    assert ADVICE.keys() == REASONS.keys()


def test_frequent_rules_with_the_documents_that_each_could_not_judge() -> None:
    table = render(batch()).xpath("//table[contains(@class, 'rules')]/tbody/tr")
    cells = [[" ".join(cell.text_content().split()) for cell in row.xpath("./td")] for row in table]
    assert [row[1:] for row in cells] == [["4", "2", ""], ["1", "1", ""], ["0", "0", "1"]]
    assert cells[0][0] == "no-placeholder 如：消息 no-placeholder"


def test_the_chinese_page_has_no_english_words_but_rules_and_names() -> None:
    chinese, english = render(batch()), render(batch(lang="en"))
    assert (chinese.get("lang"), english.get("lang")) == ("zh-CN", "en")
    for hidden in chinese.xpath("//script | //style | //code | //bdi"):
        hidden.text = ""
    words = " ".join([chinese.text_content(), *chinese.xpath("//@title | //@aria-label | //@placeholder")])
    words = words.replace("消息 no-placeholder", "").replace("消息 heading-number-form", "")
    assert not re.findall("[A-Za-z]{2,}", words)
    assert "Open it with its password" in english.text_content()
    assert not re.search("[\u4e00-\u9fff]", " ".join(english.xpath("//h1/text() | //h2/text() | //th//text()")))


def test_hostile_names_are_harmless_and_nothing_comes_from_outside() -> None:
    evil = '"><script>alert(1)</script>\x00\u202e\udcff.docx'
    outcomes = (
        done(evil, found(evil)),
        Outcome(evil, "failed", reason("damaged", detail=evil)),
        Outcome("x", "done", outputs=("//example.org/javascript:alert(1).html",)),
    )
    content = b"".join(Index().render(batch(outcomes)))
    tree: Any = html.document_fromstring(content.decode("utf-8"))
    assert len(tree.xpath("//script")) == 1
    assert "script-src 'sha256-" in tree.xpath("//meta[@http-equiv]/@content")[0]
    assert all(link.startswith("./") for link in tree.xpath("//@href"))
    assert not tree.xpath("//@src | //link")
    assert "</script>␀[U+202E]�.docx" in rows(tree)[0][0]
    assert any(link.endswith("%FF.docx.html") for link in tree.xpath("//@href")), "the file's own bytes"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_batch_has_a_page_that_says_so(lang: str) -> None:
    tree = render(batch((), lang))
    assert len(tree.xpath("//p[@class='notice']")) == 1
    assert not rows(tree)


def test_a_large_batch_is_walked_at_most_twice_and_not_kept() -> None:
    def make() -> Iterator[Outcome]:
        for n in range(3000):
            yield Outcome(f"{n}.docx", "done", text="字" * 10_000, text_length=10_000)
        yield Outcome("z.docx", "failed", reason("empty"))

    outcomes = Outcomes(make)
    tracemalloc.start()
    tree = render(batch(outcomes), Index(documents=100))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcomes.walks <= 2
    assert peak < 20_000_000, "the texts alone are 60 MB"
    table = rows(tree)
    assert len(table) == 100
    assert table[0][0].startswith("z.docx")
    (notice,) = tree.xpath("//p[@class='notice']/text()")
    assert "100" in notice
    assert "3,001" in notice
    assert "results.jsonl" in notice


def test_folders_count_what_lies_below_them_and_stand_as_a_tree() -> None:
    outcomes = (
        done("收文/甲.docx", found("r")),
        done("收文/县区/乙.docx", found("r"), found("r", "warning")),
        Outcome("收文/县区/坏.docx", "failed", reason("empty")),
        done("发文/丙.docx"),
    )
    tree = render(batch(outcomes))
    table = {
        row.xpath(".//@data-folder")[0]: [cell.text_content().strip() for cell in row.xpath("./td")]
        for row in tree.xpath("//table[contains(@class, 'folders')]/tbody/tr")
    }
    assert table == {
        "": ["全部", "4", "1", "2", "1"],
        "发文/": ["发文", "1", "", "", ""],
        "收文/": ["收文", "3", "1", "2", "1"],
        "收文/县区/": ["县区", "2", "1", "1", "1"],
    }
    assert list(table) == ["", "发文/", "收文/", "收文/县区/"]
    assert not render(batch((done("甲.docx"),))).xpath("//table[contains(@class, 'folders')]")


def test_of_very_many_folders_the_upper_and_the_worst_are_listed() -> None:
    outcomes = (*(done(f"{n:03}/a.docx") for n in range(300)), done("299/b/c.docx", found("r")))
    tree = render(batch(outcomes), Index(folders=3))
    assert tree.xpath("//@data-folder") == ["", "000/", "299/"]
    assert "另有 299 个文件夹未列出" in tree.text_content()


def test_worst_documents_are_named_with_their_counts() -> None:
    entries = render(batch()).xpath("//ol[@class='worst']/li")
    told = [(entry.xpath(".//bdi/text()")[0], entry.xpath(".//*[@title]/@title")) for entry in entries]
    assert told == [("b/多错.docx", ["错误"]), ("a/第1号 #100%?.docx", ["错误", "警告"])]
    assert [entry.xpath(".//*[@title]/text()") for entry in entries] == [["3"], ["1", "1"]]


def test_the_news_since_the_run_before() -> None:
    before = Before("2026-02-28T09:30:00+08:00", {"done": 3, "failed": 1, "skipped": 1, "error": 6, "warning": 1})
    made = Batch(
        OUTCOMES,
        "2026-03-01T09:30:00+08:00",
        2.5,
        ("来文/",),
        "zh",
        fresh=2,
        removed=4,
        failed_anew=frozenset({"密.pdf"}),
        before=before,
    )
    tree = render(made)
    (news,) = tree.xpath("//div[@class='news']")
    words = " ".join(news.text_content().split())
    for part in ("2026-02-28 09:30", "新的失败 1", "未能检查 +1", "错误 −2", "本次处理 2 个", "4 个文件已不在"):
        assert part in words
    assert "警告" not in words
    assert rows(tree)[0][0].startswith("密.pdf 新"), "new failures stand on top"
    new = [item.text_content().split()[0] for item in tree.xpath("//li[.//span[text()='新']]")]
    assert new == ["密.pdf"]


def test_nothing_new_is_said_and_a_first_run_compares_with_nothing() -> None:
    counts = {"done": 3, "failed": 2, "skipped": 1, "error": 4, "warning": 1, "info": 0}
    made = Batch(OUTCOMES, "2026-03-01T09:30:00+08:00", 1.0, (), "en", fresh=0, before=Before("2026-02-28", counts))
    assert "nothing failed anew" in render(made).xpath("//div[@class='news']")[0].text_content()
    first = Batch(OUTCOMES, "2026-03-01", 1.0, (), "zh", failed_anew=frozenset({"坏.docx", "密.pdf"}))
    assert not render(first).xpath("//div[@class='news'] | //span[text()='新']")


def test_it_links_to_the_other_reports_of_the_run() -> None:
    made = Batch(OUTCOMES, "2026-03-01", 1.0, (), "zh", reports=("index.html", "findings.xlsx", "own.html"))
    assert render(made).xpath("//header//a/@href") == ["./findings.xlsx", "./own.html"]
