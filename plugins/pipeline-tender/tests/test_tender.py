"""Both rules do what their examples say, and are found in a run by the plugin's name."""

from collections.abc import Callable
from typing import Any

from pipeline_tender import RULES

from pipeline.testing import rule_test

test_examples = rule_test(*RULES)

NOTICE = """某市道路维修工程招标公告
一、招标文件的获取
获取时间：2026年5月8日至2026年5月14日。
二、投标
投标截止时间：2026年5月20日9时30分。
三、要求
沥青须采用甲乙牌。照明灯具须采用丙丁品牌或相当于该品牌的产品。
"""


def test_a_notice_with_a_short_term_and_a_brand(run_plan: Callable[..., dict[str, Any]]) -> None:
    """One finding of each rule, at its place."""
    record = run_plan({"公告.txt": NOTICE}, 'plugins = ["tender"]\nselect = ["tender-*"]')["公告.txt"]
    assert [(finding["rule"], finding["excerpt"]) for finding in record["findings"]] == [
        ("tender-twenty-days", "2026年5月20日"),
        ("tender-no-fixed-brand", "须采用甲乙牌"),
    ]
    assert "12 日" in record["findings"][0]["message"]
