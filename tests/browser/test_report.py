"""The report in a real browser: what a clerk clicks and types, and how much work that makes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from measuring import CEILING, wait_for
from pipeline.batch import run
from pipeline.builtin.output.reports.index import Index
from pipeline.contract.parts import Batch
from pipeline.model.finding import Basis, Finding
from pipeline.model.outcome import Outcome
from pipeline.model.text import Span, Text
from pipeline.plan.plan import Plan
from support import lacking, needs

NOTICE = "关于开展检查的通知\n各单位：\n一、总体要求\n请于xx月底前完成，，检查工作。\n二、工作安排\n由××负责。\n"
CLEAN = "关于开展检查的通知\n各单位：\n一、总体要求\n请于月底前完成检查工作。\n"
EVIL = "'\"><img src=x onerror=alert(1)>#%41?&amp;"
FLUID = 200
"""ms of CPU time for what one key does, until it is painted"""

# Does something a number of times and waits each time until the browser has painted it.
REPEATED = """
const [times, done] = arguments, act = ACT;
(async () => {
  for (let n = 0; n < times; n += 1) {
    act(n);
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  }
  done();
})();
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = needs("chromium", "--version")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(needs("chromedriver", "--version"))
    try:
        driver = webdriver.Chrome(options=options, service=service)
    except WebDriverException as error:
        lacking(f"chromium does not start: {error.msg}")
    driver.set_script_timeout(CEILING)
    driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    yield driver
    driver.quit()


@pytest.fixture(autouse=True)
def quiet(browser: webdriver.Chrome) -> Iterator[None]:
    """No test leaves an error in the console or asks for anything but files."""
    yield
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]  # type: ignore[no-untyped-call]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert asked, "the browser tells of its requests"
    assert [url for url in asked if not url.startswith("file:///")] == []


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of two runs; between them a document came and one that fails."""
    folder = tmp_path_factory.mktemp("batch")
    inputs, out = folder / "inputs", folder / "out"
    for name, text in {
        "收文/县区/通知.txt": NOTICE,
        "收文/规范.txt": CLEAN,
        "发文/请示.txt": NOTICE.replace("××", "张三"),
        f"{EVIL}/通知{EVIL}.txt": NOTICE,
    }.items():
        path = inputs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    plan = Plan(executor="serial", options={"rules": {"no-doubled-punctuation": {"severity": "error"}}})
    named = sorted(inputs.iterdir())
    run.run(plan, named, out)
    (inputs / "发文" / "许多.txt").write_text("关于检查的通知\n" + "请落实，，报县。\n" * 5000, encoding="utf-8")
    (inputs / "发文" / "坏.docx").write_bytes(b"PK\x03\x04")
    run.run(plan, named, out)
    return out


def shown(browser: webdriver.Chrome) -> list[str]:
    rows = "[...document.querySelectorAll('.documents tbody tr')]"
    found: list[str] = browser.execute_script(
        f"return {rows}.filter((row) => !row.hidden).map((row) => row.dataset.path)"
    )
    return found


def click(browser: webdriver.Chrome, selector: str) -> None:
    browser.execute_script("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
    browser.find_element(By.CSS_SELECTOR, selector).click()


def press(browser: webdriver.Chrome, *keys: str) -> None:
    browser.switch_to.active_element.send_keys(*keys)


def now(browser: webdriver.Chrome) -> Any:
    """The finding that is lit in the list and the characters lit in the text, where the reader sees both."""
    return browser.execute_script(
        """
        const seen = (one) => {
          const box = one.getBoundingClientRect();
          return box.height > 0 && box.bottom > 0 && box.top < innerHeight;
        };
        const lit = (selector) => [...document.querySelectorAll(selector)].filter(seen);
        return [lit('.finding.now').map((one) => one.dataset.number).join(' '),
                lit('mark.now').map((one) => one.textContent).join('')];
        """
    )


def took(browser: webdriver.Chrome, act: str, times: int = 15) -> float:
    """Milliseconds of CPU time that ``act``, a function of a number, takes of the page with all it causes."""
    before = worked(browser)
    browser.execute_async_script(REPEATED.replace("ACT", act), times)
    return 1000 * (worked(browser) - before) / times


def worked(browser: webdriver.Chrome) -> float:
    """Seconds of CPU time that the page's thread has worked so far."""
    found = browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return next(float(metric["value"]) for metric in found if metric["name"] == "TaskDuration")


def test_filter_by_word_kind_folder_and_rule(browser: webdriver.Chrome, out: Path) -> None:
    browser.get((out / "index.html").as_uri())
    assert len(shown(browser)) == 6
    words = browser.find_element(By.ID, "words")
    words.send_keys("请示")
    assert shown(browser) == ["发文/请示.txt"]
    words.send_keys(Keys.BACKSPACE * 2)
    click(browser, "[data-kind=anew]")
    assert shown(browser) == ["发文/坏.docx"], "the news lead to the new failures"
    browser.find_element(By.CSS_SELECTOR, "#kind option[value='']").click()
    click(browser, "[data-folder='收文/']")
    assert shown(browser) == ["收文/县区/通知.txt", "收文/规范.txt"]
    rule = browser.find_element(By.XPATH, "//button[@data-rule][contains(., 'no-doubled-punctuation')]")
    rule.send_keys(Keys.ENTER)
    assert shown(browser) == ["收文/县区/通知.txt"], "both hold"
    click(browser, "#narrowed button")
    assert len(shown(browser)) == 4, "the folder is let go, the rule stays"
    rule.send_keys(Keys.SPACE)
    assert len(shown(browser)) == 6
    words.send_keys("没有这个文件")
    assert browser.find_element(By.ID, "nothing").is_displayed()


def test_sort_by_any_column(browser: webdriver.Chrome, out: Path) -> None:
    browser.get("about:blank")
    browser.get((out / "index.html").as_uri())
    errors = "document.querySelectorAll('.documents th')[2]"
    head = browser.find_elements(By.CSS_SELECTOR, ".documents th button")[2]
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", head)
    head.click()
    assert shown(browser)[0] == "发文/许多.txt"
    assert browser.execute_script(f"return {errors}.ariaSort") == "descending"
    head.send_keys(Keys.ENTER)
    assert shown(browser)[-1] == "发文/许多.txt"


def test_a_folder_with_a_hostile_name_is_a_folder(browser: webdriver.Chrome, out: Path) -> None:
    browser.get((out / "index.html").as_uri())
    names = [one.text for one in browser.find_elements(By.CSS_SELECTOR, "[data-folder]")]
    assert EVIL in names
    browser.find_elements(By.CSS_SELECTOR, "[data-folder]")[names.index(EVIL)].send_keys(Keys.ENTER)
    assert shown(browser) == [f"{EVIL}/通知{EVIL}.txt"]
    browser.find_element(By.CSS_SELECTOR, ".documents tr:not([hidden]) a").click()
    assert browser.find_element(By.TAG_NAME, "h1").text == "关于开展检查的通知"
    browser.find_element(By.CSS_SELECTOR, ".trail a").click()
    assert browser.find_element(By.TAG_NAME, "h1").text == "公文检查报告"


def test_open_a_document_walk_its_findings_and_come_back_to_the_same_choice(
    browser: webdriver.Chrome, out: Path
) -> None:
    browser.get((out / "index.html").as_uri())
    click(browser, "[data-folder='收文/县区/']")
    wait_for(lambda: "folder=" in browser.current_url, "the choice stands in the address")
    click(browser, ".documents tr:not([hidden]) a")
    total = len(browser.find_elements(By.CSS_SELECTOR, ".finding[id]"))
    assert total >= 3
    walked = []
    for key in "jn" * total:
        press(browser, key)
        walked.append(now(browser))
    assert [number for number, _ in walked[:total]] == [str(number) for number in range(1, total + 1)]
    assert walked[-1] == walked[total - 1], "it ends at the last"
    assert {"xx", "，，", "××"} <= {text for _, text in walked}
    for key in "kp":
        press(browser, key)
    assert now(browser) == walked[total - 3]
    browser.back()
    assert shown(browser) == ["收文/县区/通知.txt"]


def test_five_thousand_findings_stay_fluid(browser: webdriver.Chrome, out: Path) -> None:
    browser.get((out / "发文" / "许多.txt.html").as_uri())
    assert len(browser.find_elements(By.CSS_SELECTOR, ".finding[id]")) == 5000
    press_key = "(n) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'KEY', bubbles: true}))"
    assert took(browser, press_key.replace("KEY", "j")) < FLUID
    assert now(browser) == ["15", "，，"]
    assert took(browser, press_key.replace("KEY", "k")) < FLUID
    toggle = "() => document.querySelector('[data-severity=error]').click()"
    assert took(browser, toggle, 4) < 5 * FLUID, "all 5,000 are hidden or shown"


def test_the_filter_of_two_thousand_documents_stays_fluid(browser: webdriver.Chrome, tmp_path: Path) -> None:
    found = Finding("a-rule", "error", Span(0, 1), Text("错", "Wrong"), Basis("practice", "实务"))
    outcomes = [
        Outcome(f"{n % 40:02}/{n:04}.docx", "done", title="关于检查的通知", findings=(found,) * (n % 7))
        for n in range(3000)
    ]
    path = tmp_path / "index.html"
    path.write_bytes(b"".join(Index().render(Batch(outcomes, "2026-03-01T09:30:00+08:00", 1.0, (), "zh"))))
    browser.get(path.as_uri())
    assert len(shown(browser)) == 2000
    type_one = "(n) => { words.value = String(n % 10); words.dispatchEvent(new Event('input')); }"
    assert took(browser, type_one) < FLUID
    assert took(browser, "(n) => document.querySelectorAll('[data-folder]')[n + 1].click()") < FLUID
    assert took(browser, "() => document.querySelectorAll('.documents th button')[2].click()", 5) < 5 * FLUID


@pytest.fixture
def phone(browser: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    size = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("page", ["index.html", "收文/县区/通知.txt.html"])
def test_it_fits_a_phone_and_walks_there_too(phone: webdriver.Chrome, out: Path, page: str) -> None:
    phone.get((out / page).as_uri())
    assert phone.execute_script("return document.documentElement.scrollWidth") <= 390
    for step in phone.find_elements(By.CSS_SELECTOR, "[data-step='1']"):
        step.click()
        assert phone.find_element(By.ID, "card").is_displayed()
